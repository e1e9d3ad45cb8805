"""One row of what `python -m bench` prints and `docs/performance.md` keeps."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A figure of ours beside another of the same run, since ratios carry between machines and times do not.

    `other` and `ratio` are None where a figure stands alone; `asked_for` is what the project asks of itself, in words.
    """

    name: str
    ours: float
    other: float | None
    ratio: float | None
    asked_for: str
    unit: str

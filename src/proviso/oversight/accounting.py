"""What was found in a log: contacts, and an account of every line, so that none is dropped silently."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import polars as pl

SHOWN = 200
"""How many bad lines are named; all are counted."""


class Bad(StrEnum):
    """What is wrong with a line, in words."""

    ENCODING = "it is not written in the encoding that was named"
    QUOTES = "its quotation marks do not match"
    COLUMNS = "it has more or fewer columns than the heading"
    TIME = "its time could not be read"
    SKIPPED = "its time is in the hour that the spring clock passes over"
    NOBODY = "it does not say to whom"


@dataclass(frozen=True, slots=True, order=True)
class Contact:
    """A line that names a listed recipient. `at` is in UTC; `or_at` is the other time that it may have been, where the
    autumn clock gave its hour twice. `address` is the recipient's; `ours` is what the other column says."""

    at: datetime
    or_at: datetime | None
    line: int
    address: str
    outgoing: bool
    ours: str = ""
    lasted: str = ""


@dataclass(slots=True)
class Read:
    """What was found in a log. Times are in UTC and None while no line had one. `bad_lines` are (number, what)."""

    lines: int = 0
    blank: int = 0
    contacts: list[Contact] = field(default_factory=list)
    bad: Counter[Bad] = field(default_factory=Counter)
    bad_lines: list[tuple[int, Bad]] = field(default_factory=list)
    first: datetime | None = None
    last: datetime | None = None

    def blame(self, frame: pl.DataFrame, what: Bad) -> None:
        """Count the lines of a frame as bad, and name as many as are named at all."""
        if frame.is_empty():
            return
        self.bad[what] += len(frame)
        room = max(0, SHOWN - len(self.bad_lines))
        self.bad_lines += [(number, what) for number in frame["line"].head(room)]

    def spans(self, first: datetime, last: datetime) -> None:
        """Stretch what the log covers."""
        self.first = min(self.first or first, first)
        self.last = max(self.last or last, last)

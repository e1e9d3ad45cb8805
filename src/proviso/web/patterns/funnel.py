"""A funnel plot as numbers of an SVG: each unit's rate over how many cases it has, between the limits of chance.

Every point is drawn alike, and only of units: of an officer there is the table.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from proviso.oversight.patterns.control_limits import INNER, OUTER, limits_of
from proviso.oversight.patterns.told_rates import ToldRate, most_of

LEFT, RIGHT, TOP, BOTTOM = 50, 580, 15, 255
STEPS = 60
"""At so many numbers of cases the limits are worked out."""


@dataclass(frozen=True, slots=True)
class Point:
    """A unit, and where it is drawn."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Funnel:
    """What is drawn: lines as `points` of a polyline, the rate of all as a height, points, and how far the axes go."""

    inner: tuple[str, str]
    outer: tuple[str, str]
    rate: float
    points: tuple[Point, ...]
    most: int
    top: int


def funnel(rows: Sequence[ToldRate], rate: float) -> Funnel | None:
    """The plot of these rows at the rate of all of them; None of fewer than two that are shown."""
    shown = [row for row in rows if row.of and row.share is not None]
    if len(shown) < 2:
        return None
    most = most_of(shown)
    first = max(1, min(row.of or 1 for row in shown) // 2)
    at = sorted({round(first + (most - first) * step / STEPS) for step in range(STEPS + 1)})
    lines = {outside: [[100 * end / of for end in _ends(of, rate, outside)] for of in at] for outside in (INNER, OUTER)}
    highest = max(max(row.share or 0 for row in shown), *(high for line in lines.values() for _, high in line))
    top = min(100, 10 * (int(highest) // 10 + 1))

    def drawn(outside: float, end: int) -> str:
        return " ".join(
            f"{_across(of, most):.1f},{_down(line[end], top):.1f}" for of, line in zip(at, lines[outside], strict=True)
        )

    points = tuple(
        Point(
            row.name, round(_across(row.of or 0, most), 1), round(_down(100 * (row.shown or 0) / (row.of or 1), top), 1)
        )
        for row in shown
    )
    inner, outer = ((drawn(outside, 0), drawn(outside, 1)) for outside in (INNER, OUTER))
    return Funnel(inner, outer, round(_down(100 * rate, top), 1), points, most, top)


def _ends(of: int, rate: float, outside: float) -> tuple[int, int]:
    found = limits_of(of, rate, outside)
    return found.least, found.most


def _across(of: int, most: int) -> float:
    return LEFT + (RIGHT - LEFT) * of / most


def _down(share: float, top: int) -> float:
    return BOTTOM - (BOTTOM - TOP) * min(share, top) / top

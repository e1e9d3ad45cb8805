"""What somebody can work out who has every figure that is shown: the least and the most that each cell can be.

Cells hang together: categories of a figure within its population, units within the force, months within a quarter and
quarters within a year. From what is shown of some follows what others can be. It is worked out by narrowing one by
another until nothing narrows further, as somebody with a spreadsheet and patience would. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

MOST = 10**9
"""More than any cell can be."""

PASSES = 60
"""How often everything is gone through at most. What narrows for longer does so by one at a time."""


@dataclass(frozen=True, slots=True)
class Relation:
    """How a whole and its parts hang together, each by its number. No part is more than the whole.

    `apart`: no case is in two parts, so that together they are no more than the whole. `complete`: each case of the
    whole is in a part, so that together they are no less.
    """

    whole: int
    parts: tuple[int, ...]
    apart: bool
    complete: bool


@dataclass(slots=True)
class Bounds:
    """The least and the most that each cell can be; and of each, by which relation it was last narrowed."""

    least: list[int]
    most: list[int]
    least_by: dict[int, int] = field(default_factory=dict)
    most_by: dict[int, int] = field(default_factory=dict)


def narrowed(bounds: Bounds, relations: Sequence[Relation]) -> Bounds:
    """The same bounds, once each has narrowed every other. They are changed in place. What cannot be, since figures
    moved on, says nothing.

    A relation is looked at millions of times for a year of a force: so it stands here, and calls nothing for a part.
    """
    least, most, least_by, most_by = bounds.least, bounds.most, bounds.least_by, bounds.most_by
    of_cell: dict[int, list[int]] = {}
    given = [(one.whole, one.parts, one.apart, one.complete) for one in relations]
    for by, (whole, parts, _apart, _complete) in enumerate(given):
        for cell in (whole, *parts):
            of_cell.setdefault(cell, []).append(by)
    waiting: Sequence[int] = range(len(given))
    for _ in range(PASSES):
        moved: set[int] = set()
        for by in waiting:
            whole, parts, apart, complete = given[by]
            lows = [least[part] for part in parts]
            at_least = sum(lows) if apart else max(lows)
            at_most = sum([most[part] for part in parts])
            if least[whole] < at_least <= most[whole]:
                least[whole], least_by[whole] = at_least, by
                moved.add(whole)
            if complete and least[whole] <= at_most < most[whole]:
                most[whole], most_by[whole] = at_most, by
                moved.add(whole)
            top, need = most[whole], least[whole] - at_most
            for part in parts:
                low, high = least[part], most[part]
                at_top = top - at_least + low if apart else top
                if low <= at_top < high:
                    high = most[part] = at_top
                    most_by[part] = by
                    moved.add(part)
                if complete and low < need + high <= high:
                    least[part], least_by[part] = need + high, by
                    moved.add(part)
        if not moved:
            break
        waiting = sorted({by for cell in moved for by in of_cell[cell]})
    return bounds

"""Rates for whoever sees no true number: held to the suppression and the rounding of figures, and beside the figures.

All patterns of a year stand together, quarter by quarter as they are given: what a unit has within the force, a quarter
within the year, what shows within its occasions. Where a figure counts the same cases, a number that it does not show
is shown by no pattern, and one that it shows is shown alike: neither can be taken from the other. Pure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from proviso.oversight.figures.bounds import Relation
from proviso.oversight.figures.cells import EMPTY, FORCE, OF, Cell, CellCount, Place, Table
from proviso.oversight.figures.figure import NOT_KNOWN
from proviso.oversight.figures.figure_list import DECIDED_TO_SHARE, DELAYED, IMPRACTICABLE, MORE_PROPOSED, SUSPECTED
from proviso.oversight.figures.periods import Period, period_of, periods_of
from proviso.oversight.figures.related_cells import At, together
from proviso.oversight.figures.suppressed import BASE, WITHHELD, Shown, suppressed_among
from proviso.oversight.patterns.pattern import Pattern
from proviso.oversight.patterns.rates import PatternRates, Rate

SHOWS, REST = "shows", "rest"
"""Of a pattern’s occasions (`OF`): those at which it shows, and the others."""

COUNTED_TOO: Mapping[Cell, Cell] = MappingProxyType(
    {
        ("decided_to_share", SHOWS): (OF, DECIDED_TO_SHARE.code),
        ("additional", OF): (OF, DECIDED_TO_SHARE.code),
        ("decided_to_delay", SHOWS): (OF, DELAYED.code),
        ("delays_extended", OF): (OF, DELAYED.code),
        ("views_not_sought", OF): (OF, MORE_PROPOSED.code),
        ("impracticable", SHOWS): (OF, IMPRACTICABLE.code),
        ("not_tried_again", OF): (OF, IMPRACTICABLE.code),
        ("not_tried_again", SHOWS): ("tried_again", "no"),
        ("views_not_sought", SHOWS): ("views", NOT_KNOWN),
    }
)
"""Of each cell of a pattern, the cell of the figures that counts the same cases, but for when and by whom."""


ALL_BUT: Mapping[Cell, tuple[Cell, Cell]] = MappingProxyType(
    {
        (code, OF): ((OF, SUSPECTED.code), ("decided", NOT_KNOWN))
        for code in ("decided_to_share", "decided_to_delay", "decided_at_once")
    }
)
"""Of each cell of a pattern, the cell of the figures that it is all of but those of a second: cases in which anything
was decided are those with a suspicion in which something was."""


@dataclass(frozen=True, slots=True)
class PatternCells:
    """The cells of patterns, and how they hang together."""

    patterns: tuple[Pattern, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell of a table, in order."""
        return tuple((one.code, what) for one in self.patterns for what in (OF, SHOWS, REST))

    @property
    def narrow(self) -> frozenset[str]:
        """No pattern is known to be of some cases of another."""
        return frozenset()

    def relations(self, places: Iterable[Place], year: int, number: Mapping[At, int]) -> list[Relation]:
        """How the cells of these tables hang together, by their numbers. A case of one officer is an occasion once in a
        year and may be one in several quarters; it shows in the year where it shows in any."""
        there = list(places)
        found = [
            Relation(number[place, (one.code, OF)], _parts(number, place, one), apart=True, complete=True)
            for place in there
            for one in self.patterns
        ]
        for whole, parts in together(there, year):
            of_units = whole[0] == parts[0][0]
            for one in self.patterns:
                for what in (OF, SHOWS, REST) if of_units else (OF, SHOWS):
                    cells = tuple(number[part, (one.code, what)] for part in parts)
                    found.append(Relation(number[whole, (one.code, what)], cells, apart=of_units, complete=True))
        return found


def _parts(number: Mapping[At, int], place: Place, pattern: Pattern) -> tuple[int, ...]:
    return tuple(number[place, (pattern.code, what)] for what in (SHOWS, REST))


def table_of(rates: Iterable[PatternRates], unit: str) -> Table:
    """The true count of every cell of a unit, or of the force."""
    found: dict[Cell, CellCount] = {}
    for one in rates:
        rate = one.units.get(unit, Rate()) if unit != FORCE else one.force
        rest = CellCount(rate.of.count - rate.shown.count, rate.of.key - rate.shown.key)
        found |= {
            (one.pattern.code, OF): rate.of, (one.pattern.code, SHOWS): rate.shown, (one.pattern.code, REST): rest,
        }  # fmt: skip
    return found


def shown_rates(
    tables: Mapping[Place, Table], year: int, threshold: int, figures: Shown, patterns: tuple[Pattern, ...]
) -> Shown:
    """What is shown of these tables of a year, as each period is given in its turn. `figures` is what the figures of
    the same places show; where they show nothing of a place, nothing is held against them."""
    shown: dict[Place, Mapping[Cell, int]] = {}
    known = {place: _beside(table, figures[place], threshold) for place, table in tables.items() if place in figures}
    for last in sorted({period_of(code).last_day for code, _ in tables}):
        there = {place: table for place, table in tables.items() if period_of(place[0]).last_day <= last}
        shown |= suppressed_among(there, year, threshold, dict(shown), known, PatternCells(patterns))
    return shown


def _beside(table: Table, figures: Mapping[Cell, int], threshold: int) -> Mapping[Cell, int]:
    """Of the cells that figures count too, what is shown: nothing where they show nothing, and their number where it is
    near enough to be that of both."""
    found: dict[Cell, int] = {}
    for cell, other in COUNTED_TOO.items():
        number = figures.get(other, WITHHELD)
        if number < 0:
            found[cell] = WITHHELD
        elif _is_near(table.get(cell, EMPTY).count, number, threshold):
            found[cell] = number
    for cell, (whole, rest) in ALL_BUT.items():
        if figures.get(rest, WITHHELD) < 0:
            number = figures.get(whole, WITHHELD)
            near = _is_near(table.get(cell, EMPTY).count, number, threshold)
            found[cell] = number if near else WITHHELD
    return found


def _is_near(count: int, number: int, threshold: int) -> bool:
    """Whether a number that is shown can be that of a count."""
    return number >= threshold and count >= threshold and abs(number - count) < BASE


def given_periods(year: int) -> tuple[Period, ...]:
    """The periods of a year for which there are patterns: a month of one unit would say next to nothing."""
    return tuple(one for one in periods_of(year) if one.months > 1)


def pair_of(cells: Mapping[Cell, int], pattern: Pattern) -> tuple[int, int] | None:
    """Of how many and at how many a pattern shows, as it is shown; None where one of the two, or the rest, is not."""
    of, shows, rest = (cells[pattern.code, what] for what in (OF, SHOWS, REST))
    return None if min(of, shows, rest) < 0 else (of, min(of, shows))

"""Cells: a population, or one category of a figure, in a period and a unit (or the whole force); and what is counted.

With its count goes its key, the sum of the keys of its cases: the same cases have the same key wherever they are
counted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from proviso.oversight.figures.periods import Period, periods_of

FORCE = ""
"""In place of a unit: the whole force."""

OF = "of"
"""In place of a figure: the cell is a population."""


@dataclass(frozen=True, slots=True)
class CellCount:
    """A true count, and the key of the cases in it."""

    count: int = 0
    key: int = 0

    def __add__(self, other: "CellCount") -> "CellCount":
        return CellCount(self.count + other.count, self.key + other.key)


Cell: TypeAlias = tuple[str, str]
"""A figure's code and a category's; or `OF` and a population's."""

Table: TypeAlias = Mapping[Cell, CellCount]
"""Every cell of one period and one unit; a cell that is not there is empty."""

Place: TypeAlias = tuple[str, str]
"""A period's code, and a unit's or `FORCE`."""

EMPTY = CellCount()


def every_place(year: int, units: Iterable[str]) -> list[Place]:
    """Every period of a year for the force, and those that are no month for each unit."""
    places: list[Place] = []
    for period in periods_of(year):
        places += [(period.code, FORCE), *((period.code, unit) for unit in sorted(units) if by_unit(period))]
    return places


def by_unit(period: Period) -> bool:
    """Whether figures are given by unit for a period. A month of one unit would say next to nothing."""
    return period.months > 1

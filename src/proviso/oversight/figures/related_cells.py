"""How the cells of a year's tables hang together: categories within populations, units within the force, months within
quarters and quarters within the year. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeAlias

from proviso.oversight.figures.bounds import Relation
from proviso.oversight.figures.cells import FORCE, OF, Cell, Place
from proviso.oversight.figures.figure import Figure, Kind, Population
from proviso.oversight.figures.figure_list import CASES, FIGURES, POPULATIONS
from proviso.oversight.figures.periods import periods_of


@dataclass(frozen=True)
class Layout:
    """Which figures stand together in a table, and how they hang together."""

    figures: tuple[Figure, ...]
    populations: tuple[Population, ...]

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell of a table, in order."""
        return (
            *((OF, population.code) for population in self.populations),
            *((figure.code, category.code) for figure in self.figures for category in figure.every_category),
        )

    @cached_property
    def nested(self) -> tuple[tuple[Figure, Figure], ...]:
        """Figures of the same thing, of every case and of some: each category of the second is within that of the
        first."""
        return tuple(
            (wide, narrow)
            for wide in self.figures
            for narrow in self.figures
            if wide is not narrow and wide.column == narrow.column and wide.population is CASES
        )

    @cached_property
    def narrow(self) -> frozenset[str]:
        """The figures of some cases that there are of every case too."""
        return frozenset(narrow.code for _, narrow in self.nested)

    def relations(self, places: Iterable[Place], year: int, number: Mapping["At", int]) -> list[Relation]:
        """How the cells of these tables hang together, by their numbers."""
        return relations_of(places, year, number, self)


class CellsTogether(Protocol):
    """What suppression has to know of tables: their cells, which figures are of some cases of another (`narrow`), and
    how the cells of tables of a year hang together."""

    @property
    def cells(self) -> tuple[Cell, ...]: ...

    @property
    def narrow(self) -> frozenset[str]: ...

    def relations(self, places: Iterable[Place], year: int, number: Mapping["At", int]) -> list[Relation]: ...


NATIONAL = Layout(FIGURES, POPULATIONS)
"""The figures that every force has."""

CELLS = NATIONAL.cells

At: TypeAlias = tuple[Place, Cell]
"""Where a cell is: in which table, and where in it."""


def relations_of(
    places: Iterable[Place], year: int, number: Mapping[At, int], layout: Layout = NATIONAL
) -> list[Relation]:
    """How the cells of these tables hang together, by their numbers."""
    there = list(places)
    found: list[Relation] = []
    for place in there:
        found += _within(place, number, layout)
    for whole, parts in together(there, year):
        found += [
            Relation(number[whole, cell], tuple(number[part, cell] for part in parts), apart=True, complete=True)
            for cell in layout.cells
        ]
    return found


def _within(place: Place, number: Mapping[At, int], layout: Layout) -> list[Relation]:
    """The relations of one table."""
    found = []
    for figure in layout.figures:
        whole = number[place, (OF, figure.population.code)]
        parts = tuple(number[place, (figure.code, category.code)] for category in figure.every_category)
        found.append(Relation(whole, parts, apart=figure.kind is not Kind.SEVERAL, complete=True))
    for wide, narrow in layout.nested:
        found += [
            Relation(
                number[place, (wide.code, category.code)],
                (number[place, (narrow.code, category.code)],),
                apart=True,
                complete=False,
            )
            for category in wide.every_category
        ]
    smaller = tuple(number[place, (OF, one.code)] for one in layout.populations if one is not CASES)
    return [*found, Relation(number[place, (OF, CASES.code)], smaller, apart=False, complete=False)]


def together(there: Sequence[Place], year: int) -> list[tuple[Place, list[Place]]]:
    """Which of these tables are together another: every unit the force, every part of a period the period. A unit that
    has no table for a part had no case in it."""
    known = set(there)
    units = sorted({unit for _, unit in there})
    found = []
    for period in periods_of(year):
        for unit in units:
            parts = [(part.code, unit) for part in period.parts if (part.code, unit) in known]
            if parts and (period.code, unit) in known:
                found.append(((period.code, unit), parts))
        of_units = [(period.code, unit) for unit in units if unit != FORCE and (period.code, unit) in known]
        if of_units and (period.code, FORCE) in known:
            found.append(((period.code, FORCE), of_units))
    return found

"""How the cells of a year's tables hang together: categories within populations, units within the force, months within
quarters and quarters within the year. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from proviso.oversight.figures.bounds import Relation
from proviso.oversight.figures.counting import FORCE, OF, Cell, Place
from proviso.oversight.figures.figure import Kind
from proviso.oversight.figures.figure_list import CASES, FIGURES, POPULATIONS
from proviso.oversight.figures.periods import periods_of

CELLS: tuple[Cell, ...] = (
    *((OF, population.code) for population in POPULATIONS),
    *((figure.code, category.code) for figure in FIGURES for category in figure.every_category),
)
"""Every cell of a table, in order."""

At: TypeAlias = tuple[Place, Cell]
"""Where a cell is: in which table, and where in it."""


def relations_of(places: Iterable[Place], year: int, number: Mapping[At, int]) -> list[Relation]:
    """How the cells of these tables hang together, by their numbers."""
    there = list(places)
    found: list[Relation] = []
    for place in there:
        found += _within(place, number)
    for whole, parts in together(there, year):
        found += [
            Relation(number[whole, cell], tuple(number[part, cell] for part in parts), apart=True, complete=True)
            for cell in CELLS
        ]
    return found


def _within(place: Place, number: Mapping[At, int]) -> list[Relation]:
    """The relations of one table."""
    found = []
    for figure in FIGURES:
        whole = number[place, (OF, figure.population.code)]
        parts = tuple(number[place, (figure.code, category.code)] for category in figure.every_category)
        found.append(Relation(whole, parts, apart=figure.kind is not Kind.SEVERAL, complete=True))
    smaller = tuple(number[place, (OF, one.code)] for one in POPULATIONS if one is not CASES)
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

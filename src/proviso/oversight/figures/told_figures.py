"""Figures as they are told: each with its numerators, its denominator and what is not known, as a page and a table
have them. What is shown is already rounded; a share is made of what is shown, and of nothing else.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from proviso.oversight.figures.cells import FORCE, OF, Cell
from proviso.oversight.figures.figure import Figure
from proviso.oversight.figures.figure_list import CASES, FIGURES
from proviso.oversight.figures.kept_figures import PeriodFigures
from proviso.oversight.figures.suppressed import BASE

CONFIDENTIAL = "[c]"
"""In place of a number that is not shown: the shorthand for confidential of the government's statisticians."""

HEAD = ("Period", "Unit", "Figure", "Paragraph", "Of which cases", "Category", "Counts", "Number", "Of", "Per cent")


@dataclass(frozen=True, slots=True)
class ToldCategory:
    """One category: its words, its number and its share of the population in per cent; None where none is shown."""

    words: str
    number: int | None
    share: int | None


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """One figure of one table; `of` is its denominator, None where that is not shown."""

    figure: Figure
    of: int | None
    categories: tuple[ToldCategory, ...]

    @property
    def says_nothing(self) -> bool:
        """Whether no number of it is shown."""
        return self.of is None and all(one.number is None for one in self.categories)


def told(cells: Mapping[Cell, int], figures: Sequence[Figure] = FIGURES) -> list[ToldFigure]:
    """Every figure of one table, in order."""
    return [_told(figure, cells) for figure in figures]


def cases_of(cells: Mapping[Cell, int]) -> int | None:
    """How many cases were opened, as it is shown."""
    return _number(cells, (OF, CASES.code))


def _told(figure: Figure, cells: Mapping[Cell, int]) -> ToldFigure:
    of = _number(cells, (OF, figure.population.code))
    found = []
    for category in figure.every_category:
        number = _number(cells, (figure.code, category.code))
        share = min(100, round(100 * number / of)) if number is not None and of else None
        found.append(ToldCategory(category.words, number, share))
    return ToldFigure(figure, of, tuple(found))


def _number(cells: Mapping[Cell, int], cell: Cell) -> int | None:
    number = cells.get(cell, -1)
    return number if number >= 0 else None


def spelled(number: int | None) -> str:
    """A number as a page has it."""
    return CONFIDENTIAL if number is None else f"{number:,}"


def rows(of: PeriodFigures, units: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The figures as lines of a table, under `HEAD`, of these units by code and name."""
    for unit, name in units.items():
        for one in told(of.tables.get(unit, {})):
            yield from lines_of(one, of.period.code, name)


def lines_of(one: ToldFigure, period: str, name: str) -> Iterator[tuple[str, ...]]:
    """The lines of one figure, under `HEAD`."""
    figure = one.figure
    for category in one.categories:
        numbers = (_plain(category.number), _plain(one.of), _plain(category.share))
        what = (figure.words, figure.paragraph, figure.population.words, category.words, figure.counts)
        yield (period, name, *what, *numbers)


def _plain(number: int | None) -> str:
    return CONFIDENTIAL if number is None else str(number)


def stated(threshold: int) -> str:
    """How figures are kept from betraying anybody, in words for whoever reads them."""
    return _(
        "%(confidential)s means that a number is not shown: it is fewer than %(threshold)s "
        "cases, none, or a number from which another could be worked out. Every other number is "
        "rounded up or down to a multiple of %(base)s, so that parts need not add up to their "
        "whole; the same cases have the same number wherever they are counted. Shares are made "
        "of the rounded numbers. The figures of a period are worked out once and do not change."
    ) % {"confidential": CONFIDENTIAL, "threshold": threshold, "base": BASE}


def seen_units(of: PeriodFigures, names: Mapping[str, str], force: str) -> dict[str, str]:
    """The force and the units that have figures in a period, by code and name; the force first."""
    return {FORCE: force, **{unit: names.get(unit, unit) for unit in sorted(of.tables) if unit != FORCE}}

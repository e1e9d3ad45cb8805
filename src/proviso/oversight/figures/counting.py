"""Counting: from what is counted of each case to the true count of each cell, in polars. Nothing of this is shown.

A cell is a population, or one category of a figure, in a period and a unit (or the whole force). With its count goes
its key, the sum of the keys of its cases: the same cases have the same key wherever they are counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import polars as pl

from proviso.casework.counted_rows import BETWEEN, COLUMNS
from proviso.oversight.figures.figure import BANDS, LONGER, NOT_KNOWN, NOT_YET, Figure, Kind, Population
from proviso.oversight.figures.figure_list import FIGURES, POPULATIONS
from proviso.oversight.figures.periods import Period, periods_of

FORCE = ""
"""In place of a unit: the whole force."""

OF = "of"
"""In place of a figure: the cell is a population."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A true count, and the key of the cases in it."""

    count: int = 0
    key: int = 0

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(self.count + other.count, self.key + other.key)


Cell: TypeAlias = tuple[str, str]
"""A figure's code and a category's; or `OF` and a population's."""

Table: TypeAlias = Mapping[Cell, Counted]
"""Every cell of one period and one unit; a cell that is not there is empty."""

Place: TypeAlias = tuple[str, str]
"""A period's code, and a unit's or `FORCE`."""

EMPTY = Counted()


def frame_of(lines: Iterable[bytes]) -> pl.DataFrame:
    """What is counted of each case, as a frame; every column a text, null where nothing is recorded."""
    told = b"\n".join(lines)
    if not told:
        return pl.DataFrame(schema=dict.fromkeys(COLUMNS, pl.String))
    return pl.read_csv(
        told,
        has_header=False,
        separator=BETWEEN,
        quote_char=None,
        new_columns=list(COLUMNS),
        infer_schema=False,
    )


def count(frame: pl.DataFrame, year: int, units: Iterable[str]) -> dict[Place, Table]:
    """The true count of every cell of a year: of each of its periods for the force, and for each unit but by months."""
    of_year = frame.filter(pl.col("opened").str.starts_with(f"{year}-")).with_columns(
        pl.col("key").cast(pl.UInt64), pl.col("opened").str.slice(5, 2).cast(pl.Int8).alias("month")
    )
    counted: dict[Place, defaultdict[Cell, Counted]] = defaultdict(lambda: defaultdict(Counted))
    periods = _periods_by_month(year)
    for cell_of, found in _finest(of_year):
        for month, unit, code, many, key in found.iter_rows():
            for period in periods[month]:
                for where in (FORCE, unit) if by_unit(period) else (FORCE,):
                    counted[period.code, where][cell_of, code] += Counted(many, key)
    return {place: dict(counted[place]) for place in every_place(year, units)}


def every_place(year: int, units: Iterable[str]) -> list[Place]:
    """Every period of a year for the force, and those that are no month for each unit."""
    places: list[Place] = []
    for period in periods_of(year):
        places += [(period.code, FORCE), *((period.code, unit) for unit in sorted(units) if by_unit(period))]
    return places


def by_unit(period: Period) -> bool:
    """Whether figures are given by unit for a period. A month of one unit would say next to nothing."""
    return period.months > 1


def _periods_by_month(year: int) -> dict[int, tuple[Period, ...]]:
    """The periods of a year that each of its months is in."""
    periods = periods_of(year)
    return {
        month: tuple(one for one in periods if one.first <= month < one.first + one.months) for month in range(1, 13)
    }


def _finest(frame: pl.DataFrame) -> Iterable[tuple[str, pl.DataFrame]]:
    """For the populations, and for each figure: month, unit, code, how many cases, the sum of their keys."""
    for population in POPULATIONS:
        yield OF, _grouped(frame.filter(_in(population)).with_columns(pl.lit(population.code).alias("code")))
    for figure in FIGURES:
        yield figure.code, _grouped(_coded(frame.filter(_in(figure.population)), figure))


def _grouped(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.group_by("month", "unit", "code").agg(pl.len(), pl.col("key").sum().alias("keys"))


def _in(population: Population) -> pl.Expr:
    """Whether a case is of a population."""
    if not population.column:
        return pl.lit(True)
    if not population.codes:
        return pl.col(population.column).is_not_null()
    among = [f" {code} " for code in population.codes]
    padded = pl.concat_str(pl.lit(" "), pl.col(population.column), pl.lit(" "))
    return padded.str.contains_any(among).fill_null(value=False)


def _coded(frame: pl.DataFrame, figure: Figure) -> pl.DataFrame:
    """The cases with the code of what is counted of each; several lines for a case where it has several."""
    column = pl.col(figure.column)
    if figure.kind is Kind.BAND:
        column = _band(column.cast(pl.Int64))
    elif figure.kind is Kind.SEVERAL:
        column = column.str.split(" ")
    coded = frame.select("month", "unit", "key", column.alias("code"))
    if figure.kind is Kind.SEVERAL:
        coded = coded.explode("code")
    known = [category.code for category in figure.categories]
    return coded.with_columns(
        pl.when(pl.col("code").is_in(known)).then(pl.col("code")).otherwise(pl.lit(NOT_KNOWN)).alias("code")
    )


def _band(hours: pl.Expr) -> pl.Expr:
    banded = pl.when(hours.is_null()).then(pl.lit(NOT_KNOWN)).when(hours < 0).then(pl.lit(NOT_YET))
    for code, below in BANDS:
        banded = banded.when(hours < below).then(pl.lit(code))
    return banded.otherwise(pl.lit(LONGER))

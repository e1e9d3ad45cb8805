"""Counting: from what is counted of each case to the true count of each cell, in polars. Nothing of this is shown.

Whoever shows figures reads `cells`, and this module when some are counted: no page starts with polars.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import polars as pl

from proviso.casework.counted_rows import BETWEEN, COLUMNS
from proviso.oversight.figures.cells import FORCE, OF, Cell, CellCount, Place, Table, by_unit, every_place
from proviso.oversight.figures.figure import BANDS, LONGER, NOT_KNOWN, NOT_YET, Figure, Kind, Population
from proviso.oversight.figures.figure_list import FIGURES, POPULATIONS
from proviso.oversight.figures.periods import Period, periods_of

SCHEMA: Mapping[str, type[pl.DataType]] = {
    name: pl.UInt64 if name == "key" else pl.Int64 if name.startswith("hours_") else pl.Categorical for name in COLUMNS
} | {"opened": pl.String}
"""What each column holds. The same few texts are in every line: polars keeps each once, and numbers for it."""

SHORT_BITS = 18
"""How many bits the number of a text takes: there are no more than a quarter of a million different ones."""


def frame_of(lines: Iterable[bytes]) -> pl.DataFrame:
    """What is counted of each case, as a frame; null where nothing is recorded."""
    told = b"\n".join(lines)
    if not told:
        return pl.DataFrame(schema=SCHEMA)
    return pl.read_csv(
        told,
        has_header=False,
        separator=BETWEEN,
        quote_char=None,
        new_columns=list(COLUMNS),
        schema_overrides=SCHEMA,
    )


def count(frame: pl.DataFrame, year: int, units: Iterable[str]) -> dict[Place, Table]:
    """The true count of every cell of a year: of each of its periods for the force, and for each unit but by months."""
    of_year = frame.filter(pl.col("opened").str.starts_with(f"{year}-")).with_columns(
        pl.col("opened").str.slice(5, 2).cast(pl.Int8).alias("month")
    )
    counted: dict[Place, defaultdict[Cell, CellCount]] = defaultdict(lambda: defaultdict(CellCount))
    periods = _periods_by_month(year)
    for cell_of, found in _finest(of_year):
        for month, unit, code, many, key in found.iter_rows():
            for period in periods[month]:
                for where in (FORCE, unit) if by_unit(period) else (FORCE,):
                    counted[period.code, where][cell_of, code] += CellCount(many, key)
    return {place: dict(counted[place]) for place in every_place(year, units)}


def _periods_by_month(year: int) -> dict[int, tuple[Period, ...]]:
    """The periods of a year that each of its months is in."""
    periods = periods_of(year)
    return {
        month: tuple(one for one in periods if one.first <= month < one.first + one.months) for month in range(1, 13)
    }


def _finest(frame: pl.DataFrame) -> Iterable[tuple[str, pl.DataFrame]]:
    """For the populations, and for each figure: month, unit, code, how many cases, the sum of their keys."""
    bands = {figure.column for figure in FIGURES if figure.kind is Kind.BAND}
    short = frame.with_columns(_band(name).cast(pl.Categorical) for name in sorted(bands))
    for population in POPULATIONS:
        found = _alike(short, population.column).filter(in_population(population))
        yield OF, _together(found.with_columns(pl.lit(population.code).alias("code")))
    once: dict[tuple[str, ...], pl.DataFrame] = {}
    for figure in FIGURES:
        columns = COUNTED_WITH[figure.column]
        if columns not in once:
            once[columns] = _alike(short, *columns)
        yield figure.code, _together(_coded(once[columns].filter(in_population(figure.population)), figure))


COUNTED_WITH: Mapping[str, tuple[str, ...]] = {
    column: tuple(sorted({column, *(one.population.column for one in FIGURES if one.column == column)} - {""}))
    for column in (figure.column for figure in FIGURES)
}
"""The columns that are counted together for each column: figures of it, of whatever population, are counted at once."""


def _alike(frame: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """How many cases are alike in these columns, by month and unit, and the sum of their keys; as text again."""
    by = ["unit", *sorted({column for column in columns if column} - {"unit"})]
    alike = pl.col("month").cast(pl.UInt64)
    for name in by:  # one number for all of them: polars groups by that far quicker
        alike = alike * 2**SHORT_BITS + (pl.col(name).to_physical().cast(pl.UInt64) + 1).fill_null(0)
    found = frame.group_by(alike.alias("alike")).agg(
        pl.col("month", *by).first(), pl.len().alias("cases"), pl.col("key").sum().alias("keys")
    )
    return found.with_columns(pl.col(by).cast(pl.String))


def _together(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.group_by("month", "unit", "code").agg(pl.col("cases").sum(), pl.col("keys").sum())


def in_population(population: Population) -> pl.Expr:
    """Whether a case is of a population."""
    if not population.column:
        return pl.lit(True)
    if not population.codes:
        return pl.col(population.column).is_not_null()
    among = [f" {code} " for code in population.codes]
    padded = pl.concat_str(pl.lit(" "), pl.col(population.column), pl.lit(" "))
    return padded.str.contains_any(among).fill_null(value=False)


def _coded(frame: pl.DataFrame, figure: Figure) -> pl.DataFrame:
    """The cases with the code of what is counted of each; several lines for those that have several."""
    coded = frame.with_columns(pl.col(figure.column).alias("code"))
    if figure.kind is Kind.SEVERAL:
        coded = coded.with_columns(pl.col("code").str.split(" ")).explode("code")
    known = [category.code for category in figure.categories]
    return coded.with_columns(
        pl.when(pl.col("code").is_in(known)).then(pl.col("code")).otherwise(pl.lit(NOT_KNOWN)).alias("code")
    )


def _band(column: str) -> pl.Expr:
    """The band of how many hours something took."""
    hours = pl.col(column)
    banded = pl.when(hours.is_null()).then(pl.lit(NOT_KNOWN)).when(hours < 0).then(pl.lit(NOT_YET))
    for code, below in BANDS:
        banded = banded.when(hours < below).then(pl.lit(code))
    return banded.otherwise(pl.lit(LONGER)).alias(column)

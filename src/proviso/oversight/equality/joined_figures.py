"""The figures of a year by what the force's crime system holds of people (11.1): joined in memory, and kept nowhere.

A file is a filter that somebody composes, so one that holds fewer than half of the year's cases is refused, and each
joining is an entry with its counts. What comes of it is kept from betraying anybody as every other figure is, beside
the numbers of the year that were given before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from proviso.accounts.characteristics_entries import note_characteristics_joined, times_joined
from proviso.accounts.models import Force
from proviso.casework.counted_rows import counted_cases
from proviso.casework.crime_references import cases_by_digest, digests_of
from proviso.oversight.equality.characteristics_file import Characteristics
from proviso.oversight.figures.cells import FORCE, OF, Cell, CellCount
from proviso.oversight.figures.counting import frame_of, in_population
from proviso.oversight.figures.figure import NOT_KNOWN, Figure, Numerator, Population
from proviso.oversight.figures.figure_list import CASES, SHARED, SUSPECTED
from proviso.oversight.figures.kept_figures import PeriodFigures, figures_of
from proviso.oversight.figures.periods import Period
from proviso.oversight.figures.related_cells import Layout
from proviso.oversight.figures.suppressed import suppressed_beside
from proviso.oversight.figures.told_figures import ToldFigure, told

POPULATIONS: tuple[Population, ...] = (CASES, SUSPECTED, SHARED)
"""Of whom it is counted: of every case, of those with a suspicion, and of those of which something was shared."""

ENDS: Mapping[str, tuple[str, str]] = {
    CASES.code: ("", ""),
    SUSPECTED.code: ("_suspected", ", where there was a suspicion"),
    SHARED.code: ("_shared", ", where something was shared"),
}
"""How the code and the words of a figure of each population end."""


AT_MOST = 5
"""How often figures of a year are given so: from many files, each changed a little, somebody could be found."""


class NotJoined(Exception):
    """Figures are not given for this file; the message says why that matters and what to do."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of joining a file: the figures, and how many lines and cases were not joined, and why."""

    found: PeriodFigures
    figures: tuple[ToldFigure, ...]
    cases: int
    with_no_line: int
    of_no_case: int
    of_several: int


@dataclass(frozen=True, slots=True)
class Matched:
    """The cases of which the file has exactly one line, each with that line; and how many lines have no case or several
    cases, of which nobody can say whose they are."""

    by_case: pl.DataFrame
    of_no_case: int
    of_several: int


def match(force: str, given: Characteristics) -> Matched:
    """Which line is of which case, by keyed digests of crime references."""
    rows = given.rows.with_columns(pl.Series("digest", digests_of(force, given.rows["reference"]), dtype=pl.String))
    cases = pl.DataFrame(cases_by_digest(force), schema={"digest": pl.String, "case": pl.String}, orient="row")
    single = cases.filter(pl.len().over("digest") == 1)
    several = cases.filter(pl.len().over("digest") > 1)["digest"].unique()
    by_case = rows.join(single, on="digest").drop("digest", "reference")
    of_several = rows.filter(pl.col("digest").is_in(several.implode())).height
    return Matched(by_case, rows.height - by_case.height - of_several, of_several)


def joined_figures(force: Force, given: Characteristics, year: int, *, now: datetime) -> Joined:
    """The figures of a year by a file's characteristics. Raises NotGivenYet, NotJoined."""
    found = figures_of(force, Period(year), now=now)
    matched = match(force.code, given)
    told_of = list(counted_cases(force.code))
    frame = frame_of(line for _, line in told_of).with_columns(pl.Series("case", [case for case, _ in told_of]))
    of_year = frame.filter(pl.col("opened").str.starts_with(f"{year}-")).join(matched.by_case, on="case", how="left")
    there = of_year.join(matched.by_case.select("case"), on="case").height
    counts = {
        "lines": given.lines, "odd": len(given.odd), "doubled": len(given.doubled), "of_no_case": matched.of_no_case,
        "of_several": matched.of_several, "cases": of_year.height, "joined": there, "columns": len(given.columns),
    }  # fmt: skip
    selection = 2 * there < of_year.height or not there
    often = times_joined(force, year) >= AT_MOST
    note_characteristics_joined(force, year, {**counts, "given": int(not selection and not often)}, now=now)
    if often:
        raise NotJoined(
            f"Files were joined to {year} {AT_MOST} times, and from more of them somebody could be found. Use what was "
            "given."
        )
    if selection:
        raise NotJoined(
            "Fewer than half of the year’s cases are in the file, and figures of a selection could betray somebody. "
            "Export every crime of the year, each with its reference."
        )
    layout, coded = _layout(given, of_year)
    shown = suppressed_beside(
        _counted(coded, layout),
        (found.period.code, FORCE),
        found.threshold,
        {(OF, one.code): found.tables[FORCE][OF, one.code] for one in POPULATIONS},
        layout,
    )
    figures = tuple(_without_unshown(one) for one in told(shown, layout.figures))
    return Joined(found, figures, of_year.height, of_year.height - there, matched.of_no_case, matched.of_several)


def _layout(given: Characteristics, frame: pl.DataFrame) -> tuple[Layout, pl.DataFrame]:
    """A figure for each column and population, and the frame with a code in place of each value."""
    figures: list[Figure] = []
    for number, heading in enumerate(given.columns):
        column = f"c{number}"
        tidy = pl.col(column).str.strip_chars().str.replace_all(r"\s+", " ")
        frame = frame.with_columns(tidy.alias("said"), tidy.str.to_lowercase().alias("same"))
        values = frame.filter(pl.col("same") != "").group_by("same").agg(pl.col("said").mode().sort().first())
        words = dict(values.sort("same").iter_rows())
        codes = {same: f"v{place}" for place, same in enumerate(words)}
        frame = frame.with_columns(pl.col("same").replace_strict(codes, default=NOT_KNOWN).alias(column))
        categories = tuple(Numerator(codes[same], said) for same, said in words.items())
        for population in POPULATIONS:
            code, says = ENDS[population.code]
            not_known = "the file does not say it, or has no line of the case"
            figures.append(
                Figure(f"{column}{code}", f"{heading}{says}", "11.1", population, column, categories, not_known)
            )
    return Layout(tuple(figures), POPULATIONS), frame


def _counted(frame: pl.DataFrame, layout: Layout) -> dict[Cell, CellCount]:
    """The true count of each cell."""
    counted: dict[Cell, CellCount] = {}
    for population in layout.populations:
        of = frame.filter(in_population(population))
        counted[OF, population.code] = CellCount(of.height, int(of["key"].sum()))
        for figure in [one for one in layout.figures if one.population is population]:
            found = of.group_by(figure.column).agg(pl.len().alias("cases"), pl.col("key").sum().alias("keys"))
            for code, many, key in found.iter_rows():
                counted[figure.code, code] = CellCount(many, key)
    return counted


def _without_unshown(one: ToldFigure) -> ToldFigure:
    """The figure without the categories of which no number is shown: that somebody has a value is told of nobody."""
    return ToldFigure(one.figure, one.of, tuple(part for part in one.categories if part.number is not None))

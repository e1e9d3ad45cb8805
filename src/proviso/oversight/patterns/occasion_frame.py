"""The occasions of each pattern in a period, in polars: of which unit, officer and case or day, and its measure.

From the sealed rows of cases (`casework.occasion_rows`), and from who opened which case when: nothing of a case is
opened for that, and no word of a reason is anywhere here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from proviso.casework.counted_rows import BETWEEN
from proviso.casework.occasion_rows import COLUMNS
from proviso.casework.reading.occasions import At
from proviso.oversight.patterns.pattern import MadeOf, Pattern, PatternLimits

SCHEMA: Mapping[str, type[pl.DataType]] = dict.fromkeys(COLUMNS, pl.String) | {
    "key": pl.UInt64,
    "measure": pl.Int64,
    **dict.fromkeys(("unit", "at", "by", "on"), pl.Categorical),
}
"""What each column holds. The same few texts are in every line: polars keeps each once, and numbers for it."""

Look = tuple[str, str, str, int]
"""The kind, the case, who, and when in microseconds since 1970."""


@dataclass(frozen=True, slots=True)
class Occasions:
    """What every pattern of a period is made of."""

    of_cases: pl.DataFrame
    openings: pl.DataFrame
    refusals: pl.DataFrame
    limits: PatternLimits
    first: date
    last: date

    def of(self, pattern: Pattern) -> pl.DataFrame:
        """The occasions of a pattern: `unit`, `by`, `thing` (a case, or a day), `key`, `measure`."""
        if pattern.source is MadeOf.OPENING:
            return self._opened(pattern.at)
        found = self.of_cases.filter(pl.col("at") == pattern.at)
        if pattern.source is MadeOf.SAME_WORDS:
            found = _measured(found, "same", pl.col("key").n_unique())
        elif pattern.source is MadeOf.SHARED_WORDS:
            found = _measured(found, "shared", pl.col("by").n_unique())
        return found.filter(_is_within(self.first, self.last)).select(
            "unit", "by", pl.col("key").alias("thing"), "key", "measure"
        )

    def within(self, first: date, last: date) -> "Occasions":
        """Those of some days among these: what lies outside still says how often the same words were given."""
        return replace(self, openings=self.openings.filter(_is_within(first, last)), first=first, last=last)

    def _opened(self, what: str) -> pl.DataFrame:
        opened = self.openings
        if what == "day":
            theirs = pl.when(~pl.col("own")).then(pl.col("case")).n_unique() - pl.col("own").any().cast(pl.UInt32)
            counted = opened.group_by("unit", "by", pl.col("on").alias("thing")).agg(
                pl.col("key").sum(), theirs.cast(pl.Int64).alias("measure")
            )
            return counted.select("unit", "by", "thing", "key", "measure")
        if what == "odd":
            measure = self._odd()
        elif what == "not_own":
            measure = ~pl.col("own")
        else:
            opened, measure = self._after(opened.filter(~pl.col("own")))
        return opened.select(
            "unit", "by", pl.col("case").alias("thing"), "key", measure.cast(pl.Int64).alias("measure")
        )

    def _odd(self) -> pl.Expr:
        since, until, hour = self.limits.odd_hours_from, self.limits.odd_hours_to, pl.col("hour")
        return (hour >= since) & (hour < until) if since <= until else (hour >= since) | (hour < until)

    def _after(self, opened: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
        """With the latest refusal of the same person before each, of another case."""
        refused = self.refusals.select("by", "at", pl.col("at").alias("refused_at"), pl.col("case").alias("refused"))
        beside = opened.sort("at").join_asof(
            refused.sort("at"), on="at", by="by", strategy="backward", check_sortedness=False
        )
        since = pl.col("at") - pl.col("refused_at")
        near = since <= pl.duration(hours=self.limits.refusal_hours)
        return beside, (near & (pl.col("refused") != pl.col("case"))).fill_null(value=False)


def _is_within(first: date, last: date) -> pl.Expr:
    return pl.col("on").cast(pl.String).is_between(pl.lit(first.isoformat()), pl.lit(last.isoformat()))


def _measured(found: pl.DataFrame, digest: str, how: pl.Expr) -> pl.DataFrame:
    """Reasons, each with how often the same words were given, whenever that was."""
    return found.drop("measure").join(found.group_by(digest).agg(how.cast(pl.Int64).alias("measure")), on=digest)


def occasions(
    lines: Iterable[str],
    looks: Iterable[Look],
    officers: Mapping[str, str],
    limits: PatternLimits,
    days: tuple[date, date],
    opened: str,
) -> Occasions:
    """All that patterns are made of. `officers` are the units, by staff number, of those whose openings count; `opened`
    is the kind of look that opened a case, any other is a refusal."""
    of_cases = _frame_of(lines)
    looked = pl.DataFrame(list(looks), schema=["kind", "case", "by", "at"], orient="row", schema_overrides=LOOKS)
    local = pl.from_epoch("at", time_unit="us").dt.replace_time_zone("UTC").dt.convert_time_zone("Europe/London")
    looked = looked.with_columns(local.alias("at")).with_columns(
        pl.col("at").dt.hour().alias("hour"), pl.col("at").dt.date().cast(pl.String).alias("on")
    )
    units = pl.DataFrame(
        {"by": list(officers), "unit": list(officers.values())}, schema={"by": pl.String, "unit": pl.String}
    )
    had = (
        of_cases.filter(pl.col("at") == At.HAD)
        .select("case", pl.col("by").cast(pl.String))
        .unique()
        .with_columns(pl.lit(value=True).alias("own"))
    )
    known = of_cases.select("case", "key").unique()
    openings = (
        looked.filter(pl.col("kind") == opened)
        .join(units, on="by")
        .join(known, on="case")
        .join(had, on=["case", "by"], how="left")
        .with_columns(pl.col("own").fill_null(value=False))
    )
    return Occasions(of_cases, openings, looked.filter(pl.col("kind") != opened), limits, *days)


LOOKS = {"kind": pl.String, "case": pl.String, "by": pl.String, "at": pl.Int64}


def _frame_of(lines: Iterable[str]) -> pl.DataFrame:
    told = "\n".join(lines)
    if not told:
        return pl.DataFrame(schema=SCHEMA)
    return pl.read_csv(
        told.encode(),
        has_header=False,
        separator=BETWEEN,
        quote_char=None,
        new_columns=list(COLUMNS),
        schema_overrides=SCHEMA,
    )

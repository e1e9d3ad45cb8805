"""Rates: at how many of the occasions of a pattern it showed, of the force, each unit and each officer of a period."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import polars as pl

from proviso.accounts.models import Force, Officer, Role
from proviso.casework.clock import LONDON
from proviso.casework.history.kinds import OPENED
from proviso.casework.occasion_rows import bring_occasions_up_to_date, occasion_lines
from proviso.casework.raised_rows import REFUSED
from proviso.oversight.figures.cells import EMPTY, CellCount
from proviso.oversight.figures.periods import Period
from proviso.oversight.patterns.occasion_frame import Occasions, occasions
from proviso.oversight.patterns.pattern import Pattern, Shows, pattern_limits
from proviso.record.read_consultations import made_between


@dataclass(frozen=True, slots=True)
class Rate:
    """At how many of so many occasions something showed. Each count has the sum of the numbers of its cases with it, by
    which it is rounded for whoever sees no true one."""

    of: CellCount = EMPTY
    shown: CellCount = EMPTY

    def __add__(self, other: "Rate") -> "Rate":
        return Rate(self.of + other.of, self.shown + other.shown)

    @property
    def share(self) -> float:
        """The rate, from 0 to 1; 0 where there were no occasions."""
        return self.shown.count / self.of.count if self.of.count else 0.0


@dataclass(frozen=True, slots=True)
class PatternRates:
    """The rates of one pattern: of the force, of units by code, and of officers by unit and staff number."""

    pattern: Pattern
    force: Rate = Rate()
    units: Mapping[str, Rate] = field(default_factory=dict)
    officers: Mapping[tuple[str, str], Rate] = field(default_factory=dict)


def first_day(period: Period) -> date:
    """The first day of a period."""
    return date(period.year, period.first, 1)


def gathered(force: Force, period: Period) -> Occasions:
    """All that the patterns of a period are made of, as the record has it now. Raises KeyLost, SealBroken."""
    bring_occasions_up_to_date(force.code)
    first, last = first_day(period), period.last_day
    since, until = _midnight(first), _midnight(last + timedelta(days=1))
    before = since - timedelta(hours=pattern_limits().refusal_hours)
    looks = [
        one
        for one in made_between(force.code, (OPENED, REFUSED), before, until)
        if one[0] == REFUSED or one[3] >= since.timestamp() * 1_000_000
    ]
    officers = Officer.objects.filter(unit__force=force, role=Role.OFFICER).values_list("staff_number", "unit__code")
    return occasions(occasion_lines(force.code), looks, dict(officers), pattern_limits(), (first, last), OPENED)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def rates_of(pattern: Pattern, every: Occasions) -> PatternRates:
    """The rates of one pattern."""
    measure, limit = pl.col("measure"), pattern.limit(every.limits)
    least = pattern.shows is Shows.BELOW
    once = (
        every.of(pattern)
        .group_by("unit", "by", "thing")
        .agg(pl.col("key").first(), (measure.min() < limit if least else measure.max() >= limit).alias("shows"))
    )
    found = once.group_by("unit", "by").agg(
        pl.len(), pl.col("key").sum(), pl.col("shows").sum(), pl.col("key").filter("shows").sum().alias("keys")
    )
    officers = {
        (unit, by): Rate(CellCount(of, key), CellCount(shown, keys))
        for unit, by, of, key, shown, keys in found.iter_rows()
    }
    units: dict[str, Rate] = {}
    for (unit, _), rate in officers.items():
        units[unit] = units.get(unit, Rate()) + rate
    return PatternRates(pattern, sum(units.values(), Rate()), units, officers)

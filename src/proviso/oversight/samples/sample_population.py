"""Which cases a dip sample can be drawn from, in their strata, from what is counted of each case.

Nobody composes a filter: there are periods of the calendar that have ended, the force and its units, and what was
decided, so that no population is made to hold somebody’s case. One of fewer cases than figures show is refused, and so
is a month of one unit.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.utils.translation import gettext as _

from proviso.accounts.force_changes import ChangeRefused
from proviso.casework.counted_rows import counted_by_case
from proviso.oversight.figures.cells import CellCount, by_unit
from proviso.oversight.figures.periods import NoSuchPeriod, Period, period_of, periods_of
from proviso.oversight.figures.record_began import is_before, nothing_before, record_began
from proviso.oversight.figures.suppressed import BASE, SMALL, rounded
from proviso.oversight.samples.sample_draw import joined
from proviso.oversight.samples.sample_order import THE_FORCE, SampleOrder, Strata, Which

YEARS = 3
"""How many years back a sample can be ordered of."""

UNDECIDED = "undecided"
ALL = "all"

Counted: TypeAlias = Mapping[str, str]


class SampleRefused(ChangeRefused):
    """A sample that cannot be ordered so; the message says why and what to do."""


class NoCases(SampleRefused):
    """Nothing is there to draw from."""


class TooFewCases(SampleRefused):
    """So few cases are there that a sample would name them."""


class LargerThanPopulation(SampleRefused):
    """More cases were asked for than there are."""


@dataclass(frozen=True, slots=True)
class SamplePopulation:
    """The cases of each stratum, in order; and how many they are as it may be shown: of each stratum, and of all."""

    listing: Mapping[str, list[str]]
    shown: Mapping[str, int]
    shown_of_all: int

    @property
    def size(self) -> int:
        """How many cases there are."""
        return sum(map(len, self.listing.values()))


def periods_for(unit: str, today: date, began: date | None) -> list[Period]:
    """The periods of which a sample of a unit, or of `THE_FORCE`, can be ordered."""
    every = [one for year in range(today.year - YEARS, today.year + 1) for one in periods_of(year)]
    there = [one for one in every if one.last_day < today and not is_before(one, began)]
    return [one for one in there if unit == THE_FORCE or by_unit(one)]


def population_of(force: str, order: SampleOrder, threshold: int, today: date) -> SamplePopulation:
    """From which cases an order is drawn. Raises SampleRefused of each kind."""
    period = _period(order, today, record_began(force))
    keys: dict[str, int] = {}
    strata: dict[str, list[str]] = {}
    for reference, told in counted_by_case(force):
        if _is_in(told, order, period):
            keys[reference] = int(told["key"])
            strata.setdefault(_stratum(told, order.strata), []).append(reference)
    if not keys:
        raise NoCases(
            _("There are no such cases in this period, so nothing was ordered. Choose another period or unit.")
        )
    if len(keys) < threshold:
        raise TooFewCases(
            _(
                "There are fewer than %(threshold)d such cases, so that a sample would name them. Nothing was "
                "ordered. Choose a longer period, the whole force, or every case."
            )
            % {"threshold": threshold}
        )
    if len(keys) < int(order.size):
        raise LargerThanPopulation(
            _(
                "There are fewer than %(size)s to draw from, so nothing was ordered. Ask for fewer, or choose a longer "
                "period."
            )
            % {"size": _(order.size.label)}
        )
    listing = joined(strata, threshold)
    shown = {stratum: _shown((keys[case] for case in cases), threshold) for stratum, cases in listing.items()}
    return SamplePopulation(listing, shown, _shown(keys.values(), threshold))


def _period(order: SampleOrder, today: date, began: date | None) -> Period:
    try:
        period = period_of(order.period)
    except NoSuchPeriod as error:
        raise SampleRefused(str(error)) from error
    if not by_unit(period) and order.where != THE_FORCE:
        raise SampleRefused(_("A month of one unit has too few cases. Choose a quarter or a year, or the whole force."))
    if began and is_before(period, began):
        raise NoCases(nothing_before(period, began))
    if period.last_day >= today:
        raise SampleRefused(
            _("That period has not ended, so cases would still come into it. Choose one that has ended.")
        )
    return period


def _is_in(told: Counted, order: SampleOrder, period: Period) -> bool:
    """Whether a case is one of those that are asked for."""
    if not told["opened"] or (order.where not in (THE_FORCE, told["unit"])):
        return False
    opened = date.fromisoformat(told["opened"])
    within = opened.year == period.year and period.first <= opened.month < period.first + period.months
    return within and (order.which is Which.EVERY or _outcome(told) == order.which.value)


def _outcome(told: Counted) -> str:
    """What came of a case: the first of these that is so."""
    decided = told["decisions"].split()
    if told["shared"] == "yes" or "share" in decided:
        return Which.SHARED.value
    if "not_share" in decided:
        return Which.NOT_SHARED.value
    return Which.DELAYED.value if "delay" in decided else UNDECIDED


def _stratum(told: Counted, strata: Strata) -> str:
    if strata is Strata.UNIT:
        return told["unit"]
    return _outcome(told) if strata is Strata.OUTCOME else ALL


def _shown(keys: Iterable[int], threshold: int) -> int:
    """How many cases there are as figures show it: rounded by the keys of exactly these, or `SMALL`."""
    told = _together(CellCount(1, key) for key in keys)
    return rounded(told) if told.count >= max(threshold, BASE) else SMALL


def _together(counts: Iterator[CellCount]) -> CellCount:
    return sum(counts, CellCount())

"""The rates of a period as the auditor is given them: of every pattern, worked out with all of the year’s.

So that nothing depends on which pattern is looked at, or in which order.
"""

from collections.abc import Mapping
from datetime import datetime

from proviso.accounts.models import Force, Role
from proviso.casework.clock import LONDON
from proviso.oversight.figures.cells import FORCE, Cell, Place, Table
from proviso.oversight.figures.kept_figures import figure_settings, figures_of, given_from
from proviso.oversight.figures.periods import Period
from proviso.oversight.figures.record_began import is_before, record_began
from proviso.oversight.patterns.pattern_list import patterns_for
from proviso.oversight.patterns.rates import first_day, gathered, rates_of
from proviso.oversight.patterns.suppressed_rates import given_periods, shown_rates, table_of


def given_rates(force: Force, period: Period, *, now: datetime) -> Mapping[str, Mapping[Cell, int]]:
    """What is shown of each unit that has any occasion in the period: its cells, by pattern. Figures of the year that
    were not worked out yet are, with it. Raises NotGivenYet, KeyLost, SealBroken."""
    patterns, today, began = patterns_for(Role.AUDITOR), now.astimezone(LONDON).date(), record_began(force.code)
    given = [one for one in given_periods(period.year) if given_from(one) <= today and not is_before(one, began)]
    every = gathered(force, Period(period.year))
    tables: dict[Place, Table] = {}
    figures: dict[Place, Mapping[Cell, int]] = {}
    for one in given:
        rates = [rates_of(pattern, every.within(first_day(one), one.last_day)) for pattern in patterns]
        units = {unit for rate in rates for unit in rate.units}
        tables |= {(one.code, unit): table_of(rates, unit) for unit in (FORCE, *sorted(units))}
        shown = figures_of(force, one, now=now).tables
        figures |= {(one.code, unit): cells for unit, cells in shown.items()}
    found = shown_rates(tables, period.year, figure_settings().threshold, figures, patterns)
    return {unit: cells for (code, unit), cells in found.items() if code == period.code and unit != FORCE}

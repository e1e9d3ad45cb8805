"""The periods that figures are given for: a year of the calendar, its quarters and its months, by Europe/London's days.

Fixed, so that nobody chooses a period with one case more than another.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext as _

_SPELLED = re.compile(r"(20\d\d)(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?")


class NoSuchPeriod(ValueError):
    """What was given is no period; the message says what is."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Some months of a year, of which `first` is the first, from 1 to 12."""

    year: int
    first: int = 1
    months: int = 12

    @property
    def code(self) -> str:
        """2026, 2026-Q3 or 2026-07."""
        if self.months == 12:
            return f"{self.year}"
        return f"{self.year}-Q{(self.first + 2) // 3}" if self.months == 3 else f"{self.year}-{self.first:02}"

    @property
    def last_day(self) -> date:
        """Its last day."""
        after = date(self.year + (self.first + self.months > 12), (self.first + self.months - 1) % 12 + 1, 1)
        return after - timedelta(days=1)

    @property
    def parts(self) -> "tuple[Period, ...]":
        """The quarters of a year, the months of a quarter; a month has none."""
        length = {12: 3, 3: 1}.get(self.months, 0)
        return tuple(Period(self.year, first, length) for first in range(self.first, self.first + self.months, length)
                     ) if length else ()  # fmt: skip


def period_of(spelled: str) -> Period:
    """The period that is spelled so: 2026, 2026-Q3 or 2026-07. Raises NoSuchPeriod."""
    found = _SPELLED.fullmatch(spelled)
    if found is None:
        raise NoSuchPeriod(
            _("“%(spelled)s” is no period. Give a year, a quarter or a month, like 2026, 2026-Q3, 2026-07.")
            % {"spelled": spelled[:20]}
        )
    year, quarter, month = found.groups()
    if quarter:
        return Period(int(year), 3 * int(quarter) - 2, 3)
    return Period(int(year), int(month), 1) if month else Period(int(year))


def periods_of(year: int) -> tuple[Period, ...]:
    """Every period of a year: by when they end, and of those that end together the longest first."""
    quarters = Period(year).parts
    every = (Period(year), *quarters, *(month for quarter in quarters for month in quarter.parts))
    return tuple(sorted(every, key=lambda one: (one.last_day, -one.months)))


def by_year(periods: Iterable[Period]) -> list[tuple[int, list[Period]]]:
    """Periods as a reader looks for one: by year, the latest first; of each the year itself, then its quarters, then
    its months, the latest first."""
    listed = sorted(periods, key=lambda one: (one.year, one.months, one.first), reverse=True)
    return [(year, list(them)) for year, them in groupby(listed, lambda one: one.year)]

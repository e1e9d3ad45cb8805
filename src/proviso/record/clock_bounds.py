"""Whether a clock can be right, held against the last entry of a log (10.2, 10.3).

The order of a log is its index, whatever its times say; each entry keeps the time that the clock showed. So a clock
that is plainly wrong is refused before anything is recorded under it. That it is right after all, a person says on the
record: that entry alone passes, and what follows is held against it.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import connections

from proviso.record.columns import Row
from proviso.record.entry import from_microseconds, to_microseconds
from proviso.record.models import DEFAULT

CONFIRMED = "clock_confirmed"
"""The kind of the entry by which a person says that the clock is right."""

_DAY = 24 * 60 * 60 * 1_000_000
_SECOND = 1_000_000
_UNITS = (("day", 24 * 60), ("hour", 60), ("minute", 1))
_LAST = "SELECT at FROM record_head WHERE log = %s AND size > 0"


class ClockImplausible(Exception):
    """The clock is further ahead of the last entry, or behind it, than can be right: nothing was recorded.

    `code` and `status` are what a refusal of the case has: this one is of no case, and stops whatever was being done.
    """

    code: ClassVar[str] = "clock_implausible"
    status: ClassVar[int] = 503


def is_plausible(moment: int, last: int) -> bool:
    """Whether a clock that shows this can be right where the last entry was then; both in microseconds since 1970."""
    since = moment - last
    if 0 <= since <= _DAY:  # no setting may be narrower, and reading one takes longer than all the rest
        return True
    return -settings.PROVISO_CLOCK_BEHIND_SECONDS * _SECOND <= since <= settings.PROVISO_CLOCK_AHEAD_DAYS * _DAY


def implausible(log: str, moment: int, last: int) -> ClockImplausible:
    """What to raise of a clock that cannot be right: what it says, when the last entry was, and what to do."""
    now, then = from_microseconds(moment), from_microseconds(last)
    return ClockImplausible(
        f"The clock of this machine says {_spelled(now)}, {_apart(now - then)} the last entry of {log}, made at "
        f"{_spelled(then)}: further than can be right, so nothing is recorded. Set the clock by a time service (NTP); "
        'if it is right, say so on the record with: proviso force confirm-clock --why "…"'
    )


def assert_plausible(log: str, now: datetime) -> None:
    """Nothing where the clock can be right, or nothing was recorded yet. Raises ClockImplausible."""
    moment, last = to_microseconds(now), last_recorded(log)
    if last is not None and not is_plausible(moment, last):
        raise implausible(log, moment, last)


def last_recorded(log: str) -> int | None:
    """The time of the log's last entry, in microseconds since 1970; None where nothing was recorded."""
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute(_LAST, (log,))
        row: Row | None = cursor.fetchone()
    return row[0] if row else None


def _spelled(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"


def _apart(since: timedelta) -> str:
    """How far the clock is from the last entry, in whole days where there are any: after it, or before."""
    way = "after" if since > timedelta() else "before"
    minutes = abs(since) // timedelta(minutes=1)
    unit, length = next(one for one in _UNITS if minutes >= one[1] or one[1] == 1)
    many = minutes // length
    return f"{many:,} {unit}{'' if many == 1 else 's'} {way}"

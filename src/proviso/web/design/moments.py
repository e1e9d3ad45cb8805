"""Days and times in words, in Europe/London and with the zone, so that nobody has to guess which hour was meant.

Nothing here asks what time it is: what is due is told from the moment that it is given.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LONDON = ZoneInfo("Europe/London")


def day(given: date) -> str:
    """A day in words: "4 December 2026". An aware moment gives the day that it is in London."""
    return date_format(in_london(given) if isinstance(given, datetime) else given, "j F Y")


def midnight_of(given: date) -> datetime:
    """The moment at which a day begins in London."""
    return datetime.combine(given, time(), LONDON)


def clock(given: datetime) -> str:
    """The time of day in London with its zone: "15:05 GMT"; the zone tells the doubled hour of autumn apart."""
    local = in_london(given)
    return f"{local:%H:%M} {local.tzname()}"


def moment(given: datetime) -> str:
    """A day and a time in words: "4 December 2026 at 15:05 GMT"."""
    return _("%(day)s at %(clock)s") % {"day": day(given), "clock": clock(given)}


def to_the_second(given: datetime) -> str:
    """A day and a time in words, with its seconds: "4 December 2026, 15:05:09 GMT"."""
    local = in_london(given)
    return _("%(day)s, %(clock)s") % {"day": day(given), "clock": f"{local:%H:%M:%S} {local.tzname()}"}


def iso(given: date) -> str:
    """A day or a moment as the `datetime` attribute of HTML's `time` takes it."""
    return given.isoformat(timespec="seconds") if isinstance(given, datetime) else given.isoformat()


def in_london(given: datetime) -> datetime:
    """A moment as London's clocks show it. Raises ValueError for one without a zone."""
    if given.tzinfo is None:
        raise ValueError(f"{given.isoformat()} has no zone")
    return given.astimezone(LONDON)


@dataclass(frozen=True, slots=True)
class Urgency:
    """How pressing something is: in words, and as a state from which the tag takes its colour."""

    state: Literal["overdue", "soon", "later"]
    says: str


def urgency(due_at: datetime, now: datetime) -> Urgency:
    """What to say of something due: overdue and by how long; due today or tomorrow and when; or the day."""
    if due_at <= now:
        return Urgency("overdue", _("Overdue by %(span)s") % {"span": span(now - due_at)})
    days = (in_london(due_at).date() - in_london(now).date()).days
    if days == 0:
        return Urgency("soon", _("Due today at %(clock)s") % {"clock": clock(due_at)})
    if days == 1:
        return Urgency("soon", _("Due tomorrow at %(clock)s") % {"clock": clock(due_at)})
    return Urgency("later", _("Due %(day)s") % {"day": day(due_at)})


def span(length: timedelta) -> str:
    """A length of time in its largest whole unit: days, else hours, else minutes (at least one)."""
    if length >= timedelta(days=1):
        return ngettext("%(n)d day", "%(n)d days", length.days) % {"n": length.days}
    hours = length // timedelta(hours=1)
    if hours:
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    minutes = max(1, length // timedelta(minutes=1))
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}

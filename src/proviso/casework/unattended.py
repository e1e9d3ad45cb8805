"""What waits on the lists of a unit's people while none of them looks: a risk, or something that is overdue (7.2).

It tells only that something waits, never what, how much or of whom: whoever is reminded signs in and sees.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from proviso.accounts.models import Officer, Role
from proviso.accounts.pattern_entries import unanswered_notes
from proviso.casework.history.kinds import OPENED
from proviso.casework.lists import QUEUES, SCOPES
from proviso.casework.models import WorklistRow
from proviso.casework.row_codes import Queue, What
from proviso.record.read_recent import last_made_by

OF_A_UNIT = frozenset({Queue.OFFICER, Queue.SUPERVISOR})
"""The lists on which a case stands for its own unit; every other is one list for the force."""

RISKS = frozenset({What.PROTECT, What.RISK_IN_REPLY, What.SECOND_LOOK, What.CHANGE_FOUND, What.CHECK_REFERRALS})

THERE = ("signed_in", "identity_confirmed", OPENED)
"""The kinds of entry that show that somebody is there."""

LONGEST = timedelta(days=31)
"""Who was not there for so long counts as not there."""


class Waits(StrEnum):
    """Why a unit is reminded."""

    RISK = "risk"
    DEADLINE = "deadline"


class HoursToWait(Protocol):
    """For how many hours something may wait, once it is due, before the unit is reminded: a force's setting."""

    risk_hours: int
    deadline_hours: int


@dataclass(frozen=True, slots=True)
class _List:
    """A list as a unit's people have it: its queue, and who of them has it."""

    queue: Queue
    people: tuple[str, ...]


def unattended(force: str, unit: str, now: datetime, hours: HoursToWait) -> frozenset[Waits]:
    """What waits on the unit's lists that became due so many hours ago, since when nobody of those whose list it is was
    there; and a note about a pattern that its supervisors have yet to answer. Three statements a list, however long it
    is, and one for the notes."""
    found = {waits for one in _lists(force, unit) for waits in _waits(force, unit, one, now, hours)}
    if Waits.DEADLINE not in found and _note_waits(force, unit, now, hours):
        found.add(Waits.DEADLINE)
    return frozenset(found)


def _note_waits(force: str, unit: str, now: datetime, hours: HoursToWait) -> bool:
    """Whether a note came so many hours ago, since when none of the unit's supervisors was there."""
    before = now - timedelta(hours=hours.deadline_hours)
    since = [at for at in unanswered_notes(force, unit) if at <= before]
    if not since:
        return False
    (people,) = (one.people for one in _lists(force, unit) if one.queue is Queue.SUPERVISOR)
    seen = last_made_by(force, people, THERE, since=now - LONGEST, until=now)
    return seen is None or any(at > seen for at in since)


def _lists(force: str, unit: str) -> Iterator[_List]:
    """The lists of a unit: its own, also where nobody is in it, and those of the force that any of its people has."""
    people = list(
        Officer.objects.filter(unit__code=unit, unit__force__code=force, is_active=True).values_list(
            "staff_number", "role"
        )
    )
    for queue in Queue:
        theirs = tuple(number for number, role in people if Role(role) in WHOSE[queue])
        if theirs or queue in OF_A_UNIT:
            yield _List(queue, theirs)


WHOSE: Mapping[Queue, frozenset[Role]] = MappingProxyType(
    {
        queue: frozenset(
            role
            for role, scopes in SCOPES.items()
            if isinstance(role, Role) and any(QUEUES[scope] is queue for scope in scopes)
        )
        for queue in Queue
    }
)
"""Who has a list."""


def _waits(force: str, unit: str, one: _List, now: datetime, hours: HoursToWait) -> Iterator[Waits]:
    rows = WorklistRow.objects.filter(force=force, queue=one.queue)
    if one.queue in OF_A_UNIT:
        rows = rows.filter(unit=unit)
    if seen := last_made_by(force, one.people, THERE, since=now - LONGEST, until=now):
        rows = rows.filter(due_at__gt=seen)
    if rows.filter(what__in=RISKS, due_at__lte=now - timedelta(hours=hours.risk_hours)).exists():
        yield Waits.RISK
    if rows.exclude(what__in=RISKS).filter(due_at__lte=now - timedelta(hours=hours.deadline_hours)).exists():
        yield Waits.DEADLINE

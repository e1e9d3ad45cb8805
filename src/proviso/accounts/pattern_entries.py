"""That patterns were looked at, that a note about one went to a unit, and its answer: entries of the force's log.

Accounts know no pattern: `oversight.patterns` says what may be noted and answered, by whom, and asks under the lock.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from proviso.accounts.entries import note
from proviso.accounts.force_changes import allowed
from proviso.accounts.models import Force, Officer, Role
from proviso.record import keys
from proviso.record.entry import Entry, Json
from proviso.record.read_by_kind import by_kind

NOTED, ANSWERED = "pattern_noted", "pattern_note_answered"


def unanswered_notes(log: str, unit: str) -> list[datetime]:
    """When each note to this unit that nobody has answered was written (UTC). Raises KeyLost."""
    rows = by_kind(log, (NOTED, ANSWERED))
    if not rows:
        return []
    key, waiting = keys.ensure(keys.own_case(log)), dict[Json, datetime]()
    for entry in (one for row in rows if (one := row.opened(log, key))):
        if entry.kind == NOTED and entry.body.get("unit") == unit:
            waiting[entry.index] = entry.at
        elif entry.kind == ANSWERED:
            waiting.pop(entry.body.get("note"), None)
    return list(waiting.values())


def note_patterns_read(
    force: Force, period: str, pattern: str, units: Sequence[str], *, by: Officer, now: datetime
) -> None:
    """Enter that somebody looked at a pattern ("" for the list of them) of a period, of these units ("" for all)."""
    with transaction.atomic():
        body: dict[str, Json] = {"period": period, "pattern": pattern, "units": list(units)}
        note(force, "patterns_read", actor=by.staff_number, body=body, now=now)


def note_pattern_noted(force: Force, body: Mapping[str, Json], why: str, *, by: Officer, now: datetime) -> Entry:
    """Enter a note to a unit about a pattern. Raises `NotTheirs`, `ReasonLacking`."""
    with transaction.atomic():
        return note(force, NOTED, actor=allowed(force, by, Role(by.role)), body=body, now=now, why=why)


def note_pattern_answered(
    force: Force, place: int, why: str, *, by: Officer, now: datetime, check: Callable[[], None]
) -> None:
    """Enter the answer to the note at this place of the log. `check` is asked once nobody else can answer meanwhile,
    and raises where it may not be. Raises `NotTheirs`, `ReasonLacking`."""
    with transaction.atomic():
        actor = allowed(force, by, Role(by.role))
        check()
        note(force, ANSWERED, actor=actor, body={"note": place}, now=now, why=why)

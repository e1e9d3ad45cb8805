"""What is done about a dip sample: entries of the force's log, and nothing beside them (s.62; our safeguard).

Accounts know no case: `oversight.samples` says what is in a sample, and reads these. Each is made under the lock of the
force, so that `unless` is still so when it is made.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from proviso.accounts.entries import SERVER, note
from proviso.accounts.force_changes import allowed
from proviso.accounts.models import Force, Officer, Role
from proviso.record.entry import Entry, Json

POPULATION, ORDERED, DRAWN = "sample_population_listed", "sample_ordered", "sample_drawn"
REVIEWED, NOTED = "sample_reviewed", "sample_learning_noted"

FOLDED = (ORDERED, DRAWN, REVIEWED, NOTED)
"""What a sample is read from."""

Unless = Callable[[], object]
"""Raises where it may not be made after all; asked under the lock."""


def note_sample_ordered(
    force: Force,
    listing: Mapping[str, Sequence[str]],
    body: Mapping[str, Json],
    *,
    by: Officer,
    now: datetime,
    why: str,
) -> Entry:
    """Enter from which cases a sample is drawn, and then that it was ordered. Raises `NotTheirs`, `ReasonLacking`."""
    with transaction.atomic():
        actor = allowed(force, by, _theirs(by))
        plain: dict[str, Json] = {"strata": {stratum: list(cases) for stratum, cases in listing.items()}}
        listed = note(force, POPULATION, actor=actor, body=plain, now=now)
        return note(force, ORDERED, actor=actor, body={**body, "population": listed.index}, now=now, why=why)


def note_sample_drawn(force: Force, body: Mapping[str, Json], *, now: datetime, unless: Unless) -> None:
    """Enter which cases a sample holds: worked out, by nobody. Raises what `unless` does."""
    with transaction.atomic():
        Force.objects.select_for_update().get(pk=force.pk)
        unless()
        note(force, DRAWN, actor=SERVER, body=body, now=now)


def note_sample_reviewed(force: Force, body: Mapping[str, Json], *, by: Officer, now: datetime, unless: Unless) -> None:
    """Enter what a reviewer found about a case. Raises `NotTheirs`, and what `unless` does."""
    with transaction.atomic():
        actor = allowed(force, by, _theirs(by))
        unless()
        note(force, REVIEWED, actor=actor, body=body, now=now)


def note_findings_read(force: Force, sample: str, unit: str, *, by: Officer, now: datetime) -> None:
    """Enter that somebody looked at what was found about a unit's cases ("" for the force)."""
    with transaction.atomic():
        body: dict[str, Json] = {"sample": sample, "unit": unit}
        note(force, "sample_findings_read", actor=by.staff_number, body=body, now=now)


def note_learning(force: Force, body: Mapping[str, Json], *, by: Officer, now: datetime, unless: Unless) -> None:
    """Enter what a supervisor makes of it for their unit. Raises `NotTheirs`, and what `unless` does."""
    with transaction.atomic():
        actor = allowed(force, by, Role.SUPERVISOR)
        unless()
        note(force, NOTED, actor=actor, body=body, now=now)


def note_sample_downloaded(force: Force, sample: str, *, by: Officer, now: datetime) -> None:
    """Enter that somebody took away how a sample was drawn."""
    with transaction.atomic():
        note(force, "sample_draw_downloaded", actor=by.staff_number, body={"sample": sample}, now=now)


def _theirs(by: Officer) -> Role:
    """The role in which they do it: whatever neither orders nor reviews is refused as not the officer's."""
    return Role.SUPERVISOR if by.role == Role.SUPERVISOR else Role.DATA_PROTECTION_OFFICER

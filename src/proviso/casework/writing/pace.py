"""How quickly decisions to share come: one after another is not case by case (5.5). Our safeguard: where they come too
quickly, a supervisor looks before anything leaves. Deciding not to share, and delaying, are never slowed.
"""

from datetime import datetime, timedelta
from typing import Protocol

from django.conf import settings

from proviso.casework.history.case import Case
from proviso.casework.values.decision import SharingDecided
from proviso.casework.values.looks import Pace
from proviso.casework.writing.permissions import Actor
from proviso.record.read_recent import cases_with


class Limits(Protocol):
    """From how many decisions to share by one officer within so many minutes on, and within how many minutes of a
    case's opening, a supervisor looks first: a force's setting. 0 minutes ask for no look."""

    decisions: int
    within_minutes: int
    after_opening_minutes: int


def pace_of(actor: Actor, case: Case, now: datetime) -> tuple[Pace, ...]:
    """Why a decision to share that is made now calls for a look by its pace; asked under the lock of the case.

    Deciding again in the same case is not one more decision.
    """
    limits: Limits = settings.PROVISO_PACE
    found = []
    if limits.within_minutes:
        since = now - timedelta(minutes=limits.within_minutes)
        others = cases_with(actor.force, actor.staff_number, SharingDecided.kind, since=since) - {case.reference}
        if len(others) + 1 >= limits.decisions:
            found.append(Pace.ONE_AFTER_ANOTHER)
    if case.opened_at and now < case.opened_at + timedelta(minutes=limits.after_opening_minutes):
        found.append(Pace.SOON_AFTER_OPENING)
    return tuple(found)

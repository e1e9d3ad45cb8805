"""How many cases of colleagues somebody opened within the hour, from the record's own entries. Our safeguard.

A case counts once, whatever the session, device or reason. One's own cases do not count, nor what is due on one's list.
Past the force's number it takes a second person, or an override to protect somebody, which is seen at once.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from django.conf import settings

from proviso.accounts.models import Role
from proviso.casework import clock
from proviso.casework.case_error import CaseError
from proviso.casework.history.kinds import OPENED
from proviso.casework.models import CaseRow, WorklistRow
from proviso.casework.raised import Audience, Concern, Raised
from proviso.casework.raised_rows import LET_GO_ON
from proviso.casework.worklist import Queue, What
from proviso.casework.writing.consultation import overseers
from proviso.casework.writing.permissions import Actor, Service
from proviso.record import keys
from proviso.record.entry import Entry
from proviso.record.read_by_kind import by_kind
from proviso.record.read_consultations import made_by

HOUR = timedelta(hours=1)


class OpenedBy(StrEnum):
    """By what somebody opens a case, as the entry keeps it."""

    OWN = "own"
    DUE = "due"
    SERVICE = "service"
    REASON = "reason"
    URGENT = "urgent"
    OFFERED = "offered"
    HANDED_ON = "handed_on"


NOT_COUNTED = frozenset({OpenedBy.OWN, OpenedBy.DUE, OpenedBy.SERVICE, OpenedBy.OFFERED, OpenedBy.HANDED_ON})

ON_LIST_OF: Mapping[Role | Service, Queue] = MappingProxyType(
    {
        Role.SUPERVISOR: Queue.SUPERVISOR,
        Role.DISCLOSURE_DESK: Queue.DESK,
        Role.VULNERABILITY_LEAD: Queue.VULNERABILITY,
        Role.DATA_PROTECTION_OFFICER: Queue.DATA_PROTECTION,
    }
)


WAITS_FOR_ANOTHER = (What.HANDOVER_WAITS, What.HANDOVER_UNANSWERED)
"""What stands on a supervisor's list for somebody else to do: handing many over is no reason to read them."""


class TooManyOpened(CaseError):
    """This person opened as many cases of colleagues within the hour as the force lets anybody: it takes a second."""

    code = "too_many_opened"
    status = 429


def too_many() -> TooManyOpened:
    """The refusal, in words."""
    return TooManyOpened(
        f"You have opened {_limit()} cases of colleagues within an hour, so this one takes a supervisor (our "
        "safeguard). That you asked is on the list of your unit’s supervisors and of the data protection officer. Ask "
        "one of them, other than yourself, to let you go on."
    )


def standing_of(actor: Actor, row: CaseRow) -> OpenedBy:
    """By what this person opens the case without being asked why; REASON where they are asked."""
    if isinstance(actor.role, Service):
        return OpenedBy.SERVICE
    if row.owner == actor.staff_number:
        return OpenedBy.OWN
    queue = ON_LIST_OF.get(actor.role)
    due = WorklistRow.objects.filter(case=row.reference, queue=queue).exclude(what__in=WAITS_FOR_ANOTHER)
    if queue and due.exists():
        return OpenedBy.DUE
    return OpenedBy.REASON


def opened_lately(actor: Actor) -> tuple[frozenset[str], frozenset[str]]:
    """The colleagues' cases that this person opened within the hour: all, and those that count, which are the ones
    since a second person last let them go on. Ask under the lock of `consultation.lock_person`."""
    openings = [one for one in made_by(actor.force, actor.staff_number, OPENED, since=an_hour_ago()) if _counts(one)]
    if not openings:
        return frozenset(), frozenset()
    let_on = _let_go_on_at(actor, openings[0].index)
    return (
        frozenset(one.case for one in openings),
        frozenset(one.case for one in openings if one.index > let_on),
    )


def an_hour_ago() -> datetime:
    """From when on somebody's looks count: an hour before now, or the first moment that can be counted."""
    now = clock.now()
    return now - min(HOUR, now - datetime.min.replace(tzinfo=UTC))


def is_one_too_many(actor: Actor, reference: str) -> bool:
    """Whether this case would be one more than the force lets anybody open within an hour."""
    all_of_them, counted = opened_lately(actor)
    return reference not in all_of_them and len(counted) >= _limit()


def concerns_of_opening(actor: Actor, row: CaseRow, standing: OpenedBy) -> list[Concern]:
    """With whom an opening is raised: with whoever has the case, unless it is theirs or due to whoever opened it; with
    those who oversee where it is the last that the force lets anybody open, or was opened to protect somebody."""
    if standing in NOT_COUNTED:
        return []
    told = [Concern(Audience.OWNER, row.owner, Raised.OPENED, row.reference)]
    if standing is OpenedBy.URGENT:
        lead = Concern(Audience.VULNERABILITY, "", Raised.URGENT, row.reference)
        return [*told, lead, *overseers(Raised.URGENT, actor.unit, row.unit, case=row.reference)]
    all_of_them, counted = opened_lately(actor)
    if row.reference not in all_of_them and len(counted) + 1 == _limit():
        told += many_opened(actor, row)
    return told


def many_opened(actor: Actor, row: CaseRow) -> list[Concern]:
    """A run of openings, as it is raised: with the supervisors of the person's unit and of the case's."""
    return overseers(Raised.MANY_OPENED, actor.unit, row.unit)


def _limit() -> int:
    limit: int = settings.PROVISO_LOOKING.openings_an_hour
    return limit


def _counts(opening: Entry) -> bool:
    """Whether an opening was one of a colleague's case; one that cannot be read, or does not say, counts."""
    return opening.body.get("standing") not in NOT_COUNTED


def _let_go_on_at(actor: Actor, since: int) -> int:
    """The place of the entry by which somebody last let this person go on, of those from a place on; -1 for none."""
    key = keys.ensure(keys.own_case(actor.force))
    told = [row.opened(actor.force, key) for row in by_kind(actor.force, (LET_GO_ON,), since=since)]
    return max((one.index for one in told if one and one.body["staff_number"] == actor.staff_number), default=-1)

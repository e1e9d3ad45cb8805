"""How many cases of colleagues somebody opened within the hour, from the record's own entries. Our safeguard.

A case counts once, whatever the session, device or reason. One's own cases do not count, nor what is due on one's list.
Past the force's number it takes a second person, or an override to protect somebody, which is seen at once.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from proviso.accounts.models import Role
from proviso.casework import clock
from proviso.casework.case_error import CaseError
from proviso.casework.history.kinds import OPENED
from proviso.casework.models import CaseRow, WorklistRow
from proviso.casework.raised import Audience, Concern, Raised
from proviso.casework.raised_rows import LET_GO_ON
from proviso.casework.row_codes import Queue, What
from proviso.casework.writing.consultation import overseers
from proviso.casework.writing.permissions import Actor, Service
from proviso.record import keys
from proviso.record.entry import Entry
from proviso.record.read_by_kind import by_kind
from proviso.record.read_consultations import made_by

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class OpenedBy(StrEnum):
    """By what somebody opens a case, as the entry keeps it."""

    OWN = "own"
    DUE = "due"
    SERVICE = "service"
    REASON = "reason"
    URGENT = "urgent"
    OFFERED = "offered"
    HANDED_ON = "handed_on"
    SAMPLED = "sampled"
    OUT_OF_UNIT = "out_of_unit"


NOT_RAISED = frozenset({OpenedBy.OWN, OpenedBy.DUE, OpenedBy.SERVICE, OpenedBy.OFFERED, OpenedBy.HANDED_ON})
NOT_COUNTED = NOT_RAISED | {OpenedBy.SAMPLED}

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
        _(
            "You have opened %(limit)s cases of colleagues within an hour, so this one takes a "
            "supervisor (our safeguard). That you asked is on the list of your unit’s supervisors "
            "and of the data protection officer. Ask one of them, other than yourself, to let you go "
            "on."
        )
        % {"limit": _limit()}
    )


class TooManyOutOfUnit(TooManyOpened):
    """This person opened as many cases of other units within the hour as the force lets anybody."""

    code = "too_many_out_of_unit"

    def __init__(self) -> None:
        super().__init__(
            _(
                "You have opened %(limit)s cases of other units within an hour, and your "
                "force lets nobody open more. That you asked is on the list of the data protection "
                "officer and of both units’ supervisors. Call the unit that has the case, or ask one of "
                "them to let you go on."
            )
            % {"limit": limits().out_of_unit_an_hour}
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
    """From when on somebody's looks count: an hour before now."""
    return _since(HOUR)


def _since(ago: timedelta) -> datetime:
    """That long before now, or the first moment that can be counted."""
    now = clock.now()
    return now - min(ago, now - datetime.min.replace(tzinfo=UTC))


def is_one_too_many(actor: Actor, reference: str) -> bool:
    """Whether this case would be one more than the force lets anybody open within an hour."""
    all_of_them, counted = opened_lately(actor)
    return reference not in all_of_them and len(counted) >= _limit()


def refusal_of(actor: Actor, reference: str, standing: OpenedBy) -> TooManyOpened | None:
    """Why this case is one too many to be opened so; None where it is not. Ask under the lock of `lock_person`."""
    if standing is OpenedBy.OUT_OF_UNIT:
        made = made_by(actor.force, actor.staff_number, OPENED, since=an_hour_ago())
        let_on = _let_go_on_at(actor, made[0].index) if made else -1
        since = [one for one in made if one.index > let_on]
        out = {one.case for one in since if one.body.get("standing") in (None, OpenedBy.OUT_OF_UNIT)}
        return TooManyOutOfUnit() if len(out - {reference}) >= limits().out_of_unit_an_hour else None
    return too_many() if standing is OpenedBy.REASON and is_one_too_many(actor, reference) else None


def concerns_of_opening(actor: Actor, row: CaseRow, standing: OpenedBy) -> list[Concern]:
    """With whom an opening is raised: with whoever has the case, unless it is theirs or due to whoever opened it; with
    those who oversee where it is the last that the force lets anybody open, or was opened to protect somebody."""
    if standing in NOT_RAISED:
        return []
    told = [Concern(Audience.OWNER, row.owner, Raised.OPENED, row.reference)]
    if standing is OpenedBy.URGENT:
        lead = Concern(Audience.VULNERABILITY, "", Raised.URGENT, row.reference)
        return [*told, lead, *overseers(Raised.URGENT, actor.unit, row.unit, case=row.reference)]
    if standing is OpenedBy.SAMPLED:
        return told
    if standing is OpenedBy.OUT_OF_UNIT:
        owner = Concern(Audience.OWNER, row.owner, Raised.OUT_OF_UNIT, row.reference)
        lead = Concern(Audience.VULNERABILITY, "", Raised.OUT_OF_UNIT, row.reference)
        theirs = Concern(Audience.SUPERVISOR, actor.unit, Raised.WENT_OUT_OF_UNIT, row.reference)
        return [owner, lead, theirs, *overseers(Raised.OUT_OF_UNIT, row.unit, case=row.reference)]
    if _is_last_of_the_day(actor, row.reference):
        told.append(Concern(Audience.DATA_PROTECTION, "", Raised.MANY_A_DAY))
    all_of_them, counted = opened_lately(actor)
    if row.reference not in all_of_them and len(counted) + 1 == _limit():
        told += many_opened(actor, row)
    return told


def many_opened(actor: Actor, row: CaseRow) -> list[Concern]:
    """A run of openings, as it is raised: with the supervisors of the person's unit and of the case's."""
    return overseers(Raised.MANY_OPENED, actor.unit, row.unit)


def _is_last_of_the_day(actor: Actor, reference: str) -> bool:
    """Whether this case brings those of colleagues that this person opened within a day to the force's number."""
    made = made_by(actor.force, actor.staff_number, OPENED, since=_since(DAY))
    before = {one.case for one in made if _counts(one)}
    return reference not in before and len(before) + 1 == limits().openings_a_day


class Looking(Protocol):
    """How much one person may look at: a force's settings."""

    openings_an_hour: int
    openings_a_day: int
    out_of_unit_an_hour: int


def limits() -> Looking:
    """The force's own numbers."""
    looking: Looking = settings.PROVISO_LOOKING
    return looking


def _limit() -> int:
    return limits().openings_an_hour


def _counts(opening: Entry) -> bool:
    """Whether an opening was one of a colleague's case; one that cannot be read, or does not say, counts."""
    return opening.body.get("standing") not in NOT_COUNTED


def _let_go_on_at(actor: Actor, since: int) -> int:
    """The place of the entry by which somebody last let this person go on, of those from a place on; -1 for none."""
    key = keys.ensure(keys.own_case(actor.force))
    told = [row.opened(actor.force, key) for row in by_kind(actor.force, (LET_GO_ON,), since=since)]
    return max((one.index for one in told if one and one.body["staff_number"] == actor.staff_number), default=-1)

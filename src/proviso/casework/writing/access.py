"""The only way to get hold of a case: who, and why. It leaves a trace, written before anything is shown (s.62).

A case out of reach is refused and the refusal is an entry; a reference that nobody has makes none. Whoever opens many
cases of colleagues is held up (`openings`); whoever has a case is told who looked.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from types import MappingProxyType

from django.db import transaction
from django.utils.translation import gettext as _

from proviso.accounts.models import Force
from proviso.accounts.reason_required import instead, is_reason_here
from proviso.casework import clock
from proviso.casework.case_error import CaseError
from proviso.casework.history.case import Case
from proviso.casework.history.kinds import OPENED
from proviso.casework.history.replay import replay
from proviso.casework.models import CaseRow, Opening
from proviso.casework.projection import seen_by_lead, unacknowledged
from proviso.casework.raised import Raised
from proviso.casework.raised_rows import REFUSED
from proviso.casework.reading.case_assessment import CaseAssessment, Rules, assess_case
from proviso.casework.values.closing import HandoverOffered
from proviso.casework.writing.consultation import (
    ReasonNeeded as ReasonNeeded,
)
from proviso.casework.writing.consultation import (
    in_words,
    lock_person,
    overseers,
    record_consultation,
)
from proviso.casework.writing.held_openings import held_opening, openings_that_hold, sealed, unsealed
from proviso.casework.writing.off_the_desk import DealtWith, just_dealt_with
from proviso.casework.writing.openings import (
    OpenedBy,
    concerns_of_opening,
    is_one_too_many,
    many_opened,
    refusal_of,
    standing_of,
)
from proviso.casework.writing.permissions import Actor, NotAllowed, Service, within_access
from proviso.record import keys, read
from proviso.record.entry import Entry, Json
from proviso.record.keys import DataKey, KeyErased, KeyLost
from proviso.record.read_traces import traces_of_cases

OPENING_LASTS = timedelta(minutes=15)
LONGEST_REASON = 200
WHY_OPEN = (
    "Why are you opening this case?",
    "Say why you are opening this case. Why are you opening it? What do you need it for?",
)
"""What somebody is asked: its own words are no answer."""
WHO_IS_IN_DANGER = (
    "Say in three words or more who has to be protected now, and from what.",
    "Who has to be protected now, and from what",
)


class NoSuchCase(CaseError):
    """No case has this reference. Nothing is recorded."""

    code = "no_such_case"
    status = 404


class CaseErased(CaseError, KeyErased):
    """The case was erased: its key is gone, and nobody can read it any more."""

    code = "case_erased"
    status = 410


class CaseUnreadable(CaseError, KeyLost):
    """The key of the case is missing or damaged: its entries are whole, and nobody can read them without it."""

    code = "case_unreadable"
    status = 500


@contextmanager
def as_case_errors() -> Iterator[None]:
    """Say in terms of the case what the record says of its key: CaseErased, CaseUnreadable."""
    try:
        yield
    except CaseError:
        raise
    except KeyErased as erased:
        raise CaseErased(str(erased)) from erased
    except KeyLost as lost:
        raise CaseUnreadable(str(lost)) from lost


@dataclass(frozen=True)
class OpenCase:
    """A case in somebody's hands: as they saw it, with its key and the rules that it stands under."""

    case: Case
    actor: Actor
    key: DataKey
    rules: Rules
    session: str
    reason: str

    @cached_property
    def assessed(self) -> CaseAssessment:
        """What policy says of it now, worked out once: a page asks many times."""
        return assess_case(self.case, self.rules)

    def became(self, case: Case) -> "OpenCase":
        """The same hands, and the case as it is after an act."""
        return replace(self, case=case)


@as_case_errors()
def open_case(actor: Actor, reference: str, *, reason: str, session: str) -> OpenCase:
    """The case, for a reason, with the opening recorded and committed.

    Raises NoSuchCase, ReasonNeeded, NotAllowed and TooManyOpened (recorded too), CaseErased, CaseUnreadable.
    """
    reason = reason_given(reason)
    row, key = reached(actor, reference, reason), keys.of(reference)
    record_opening(actor, row, key, reason, session, standing_of(actor, row))
    return in_hand(actor, row, key, reason, session)


@as_case_errors()
def open_for_protection(actor: Actor, reference: str, *, reason: str, session: str) -> OpenCase:
    """The case, whatever this person has opened within the hour, because somebody has to be protected now (7.2). The
    vulnerability lead, the data protection officer and the supervisors see it at once, with the reason.

    Raises what `open_case` raises, but TooManyOpened.
    """
    reason = reason_given(in_words(reason, *WHO_IS_IN_DANGER))
    row, key = reached(actor, reference, reason), keys.of(reference)
    usual = standing_of(actor, row)
    urgent = usual is OpenedBy.REASON and is_one_too_many(actor, reference)
    record_opening(actor, row, key, reason, session, OpenedBy.URGENT if urgent else usual)
    return in_hand(actor, row, key, reason, session)


def reason_given(given: str) -> str:
    """The reason for opening a case, on one line. Raises ReasonNeeded where it is none."""
    reason = " ".join(given.split())
    if not reason:
        raise ReasonNeeded(_("Say why you are opening this case."))
    if len(reason) > LONGEST_REASON:
        told = {"most": LONGEST_REASON, "given": f"{len(reason):,}"}
        raise ReasonNeeded(_("Say why in %(most)s characters or fewer; there are %(given)s.") % told)
    if not is_reason_here(reason, *WHY_OPEN):
        raise ReasonNeeded(instead(_("Say why you are opening this case")))
    return reason


def reached(actor: Actor, reference: str, reason: str) -> CaseRow:
    """The row of a case in this person's reach. Raises NoSuchCase, and NotAllowed, which is recorded and raised."""
    row = CaseRow.objects.filter(reference=reference).first()
    if row is None or row.force != actor.force:
        raise NoSuchCase(_("There is no case %(reference)s.") % {"reference": reference})
    _reach(actor, row, reason)
    return row


def _reach(actor: Actor, row: CaseRow, reason: str) -> None:
    """Raise NotAllowed for a case out of this person's reach; that they tried is recorded and, but for what went
    off the desk’s list a moment ago, raised."""
    if not can_access_row(actor, row):
        if just_dealt_with(actor, row):
            record_consultation(actor, row.reference, REFUSED, reason)
            raise DealtWith(_("Somebody else has just done what waited for the disclosure desk on this case."))
        told = overseers(Raised.REFUSED, actor.unit, row.unit, case=row.reference)
        record_consultation(actor, row.reference, REFUSED, reason, concerns=told)
        given = traces_of_cases(row.force, [row.reference], [HandoverOffered.kind], since=0)
        if any(one.actor == actor.staff_number for one in given):
            says = _(
                "You handed this case over, and another unit has it now: ask there. That you asked is on the record."
            )
            raise NotAllowed(says)
        raise NotAllowed(_("This case is not one that your role or unit can open. That you asked is on the record."))


@as_case_errors()
def open_again(actor: Actor, reference: str, *, session: str, force: Force | None = None) -> OpenCase | None:
    """The case, where no reason has to be asked for: one still holds, or it is their own or due on their list.

    `force` is this person's, where it was read for the same page. None where a reason has to be given, and for a case
    that nobody has. Raises what `open_case` raises, unasked.
    """
    held = held_opening(actor, reference, session)
    if held is None:
        row = CaseRow.objects.filter(reference=reference, force=actor.force).first()
        if row is None:
            return None
        if usual := USUAL.get(standing_of(actor, row)):
            return open_case(actor, reference, reason=usual, session=session)
        _reach(actor, row, "No reason was asked: the case was out of reach")
        return None
    row = held.row
    if row is None or not (held.out_of_unit or can_access_row(actor, row)):
        return open_case(actor, reference, reason=held.reason, session=session)
    return in_hand(actor, row, held.key, held.reason, session, force)


def open_for_outbox(force: str, reference: str, *, session: str) -> OpenCase:
    """The case, for the outbox, which carries out an order that a person gave. Its opening is on the record like any.

    Raises NoSuchCase, NotAllowed where nothing is to be sent on it, CaseErased, CaseUnreadable.
    """
    outbox = Actor("the outbox", Service.OUTBOX, force, "")
    return open_case(outbox, reference, reason="To carry out an order to send", session=session)


def open_for_replies(force: str, reference: str, *, session: str) -> OpenCase:
    """The case, for a message that names it and came in a file. Its opening is on the record like any.

    Raises NoSuchCase, CaseErased, CaseUnreadable.
    """
    replies = Actor("the server", Service.REPLIES, force, "")
    return open_case(replies, reference, reason="To keep a reply that came in a file", session=session)


def in_hand(
    actor: Actor, row: CaseRow, key: DataKey, reason: str, session: str, force: Force | None = None
) -> OpenCase:
    """The case as it stands, under the rules of its force, which is read unless it is given."""
    if force is None or force.code != row.force:
        force = Force.objects.get(code=row.force)
    case = replay(row.reference, row.force, read.entries(row.reference, key=key))
    return OpenCase(case, actor, key, Rules.of(force, clock.today()), session, reason)


def can_access_row(actor: Actor, row: CaseRow) -> bool:
    """Whether a case is one that this person may open, from its row alone."""
    return within_access(
        actor,
        force=row.force,
        unit=row.unit,
        owner=row.owner,
        stage=row.stage,
        unacknowledged=row.unacknowledged,
        seen_by_lead=row.seen_by_lead,
    )


def can_access(actor: Actor, case: Case) -> bool:
    """Whether a case is one that this person may open as it now is, after an act of theirs, say."""
    return within_access(
        actor,
        force=case.force,
        unit=case.unit,
        owner=case.owner,
        stage=case.stage,
        unacknowledged=unacknowledged(case),
        seen_by_lead=seen_by_lead(case),
    )


USUAL: Mapping[OpenedBy, str] = MappingProxyType({OpenedBy.OWN: "My own case", OpenedBy.DUE: "Due on my worklist"})
"""The reasons that need no asking: the case is this person's own, or something on it is due on their list."""


def record_opening(actor: Actor, row: CaseRow, key: DataKey, reason: str, session: str, standing: OpenedBy) -> None:
    """The opening and its entry; or, for one too many, the entry that it was refused. Raises TooManyOpened."""
    held = openings_that_hold(actor, key.case, session).values_list("reason", flat=True)
    if any(unsealed(one, key) == reason for one in held):
        return
    with transaction.atomic():
        vacuum_openings()
        lock_person(actor)
        refused = refusal_of(actor, key.case, standing)
        if refused:
            record_consultation(actor, key.case, REFUSED, reason, key=key, concerns=many_opened(actor, row))
        else:
            Opening.objects.create(
                session=session,
                case_id=key.case,
                staff_number=actor.staff_number,
                reason=sealed(reason, key),
                until=clock.now() + OPENING_LASTS,
                out_of_unit=standing is OpenedBy.OUT_OF_UNIT,
            )
            told = concerns_of_opening(actor, row, standing)
            body: dict[str, Json] = {"standing": standing.value}
            record_consultation(actor, key.case, OPENED, reason, key=key, body=body, concerns=told)
    if refused:
        raise refused


def consultations_of(opened: OpenCase) -> list[Entry]:
    """Who looked at the case or was refused it, and why, in order (s.62)."""
    return read.openings(opened.case.reference, opened.key)


def vacuum_openings() -> None:
    """Forget openings that no longer hold; the entries stay."""
    Opening.objects.filter(until__lte=clock.now()).delete()

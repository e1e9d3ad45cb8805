"""When each thing can have happened: the earliest moment of every "when", and the latest where there is one. Pure data.

`commit` holds what is recorded now to this table (6.3.1, 9.1, 10.1.2); what was recorded before is read as it stands. A
form says its time to the minute, and so it is compared. A day that is still to come is `ceilings`'s.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from proviso.casework.clock import LONDON
from proviso.casework.history.case import Case, Disclosure
from proviso.casework.history.replay import apply_answer
from proviso.casework.reading.content_words import day_in_full
from proviso.casework.reading.decision_in_force import decided_to_share
from proviso.casework.reading.exchanges import files_made
from proviso.casework.reading.proposal import Proposal, proposal_of
from proviso.casework.reading.to_tell_before import can_be_told_before
from proviso.casework.values.allegation import Allegation
from proviso.casework.values.considerations import Views
from proviso.casework.values.content import AdditionalInformation, BasicInformation
from proviso.casework.values.correction import CorrectionSent, ToldCorrection
from proviso.casework.values.dispatch import Delivered, SendingSettled, Sent
from proviso.casework.values.local_answer import LocalAnswer
from proviso.casework.values.notification import AttemptFailed, ToldAfter, ToldBefore
from proviso.casework.values.person import Address, Person
from proviso.casework.values.reasons import Purposes
from proviso.casework.values.reply import Reply, ReplyArrived
from proviso.casework.values.role import Start
from proviso.casework.values.sharing import Acknowledged, AlreadyShared, CallEnded, CameBack
from proviso.casework.values.suspicion import Suspicion
from proviso.casework.values.timing import RecipientChosen
from proviso.casework.values.value import Refusal, Value
from proviso.policy.library import AGREED


@dataclass(frozen=True, slots=True)
class Bound:
    """A moment that something cannot have come before, or after, and what a person who says so is told."""

    at: datetime
    says: str


V = TypeVar("V", bound=Value)
Limit: TypeAlias = Callable[[Case, Value], Bound | None]
"""The bound of a value on the case as it is under the lock; None where nobody knows one."""


def _no_limit(_case: Case, _value: Value) -> Bound | None:
    return None


@dataclass(frozen=True, slots=True)
class Happened:
    """The field that says when something happened, the earliest that can be, and the latest."""

    field: str
    floor: Limit
    until: Limit = _no_limit


def _of(
    kind: type[V],
    floor: Callable[[Case, V], Bound | None],
    until: Callable[[Case, V], Bound | None] = _no_limit,
) -> tuple[type[Value], Happened]:
    """A row of one kind of value, whose bounds are asked of no other."""
    return kind, Happened(
        "happened_at",
        lambda case, value: floor(case, value) if isinstance(value, kind) else None,
        lambda case, value: until(case, value) if isinstance(value, kind) else None,
    )


def _bound(at: datetime | None, says: str) -> Bound | None:
    return Bound(at, says) if at else None


def _told_of_proposal(case: Case, told: ToldBefore) -> Bound | None:
    at = _first_proposed(case, lambda proposal: proposal.is_known_by(told.about))
    return _bound(
        at,
        _(
            "They cannot have been told of this before it was recorded what would be shared, why and "
            "with whom. If they were told something earlier, tell them of this, and enter when you "
            "did"
        ),
    )


def _before_the_decision(case: Case, _told: ToldBefore) -> Bound | None:
    """What leaves was decided while they knew of it, or it was not: being told later is another thing."""
    if decision := decided_to_share(case):
        says = _(
            "It had been decided by then. To tell them before it is shared, withdraw the decision, "
            "record that they were told, and decide again"
        )
        return Bound(decision.at, says)
    if can_be_told_before(case, proposal_of(case)):
        return None
    last = case.disclosures[-1]
    says = _("It had been shared by then, or decided. Record it as telling them afterwards")
    at = next((one.at for one in case.history if one.value is last.decided), last.happened_at)
    return _bound(at, says)


def _shared_by_then(case: Case, told: ToldAfter) -> Bound | None:
    covered = [one for one in case.disclosures if one.seq <= int(told.about or 0)]
    at = max((one.happened_at for one in covered if one.happened_at), default=None)
    return _bound(at, _("They cannot have been told that it was shared before it was. Enter when they were told"))


def _something_to_tell(case: Case, _failed: AttemptFailed) -> Bound | None:
    """Something could be told once it was proposed, or was shared: whichever came first."""
    proposed = _first_proposed(case, lambda proposal: proposal.can_be_told)
    shared = _earliest(case.disclosures)
    if case.disclosures and shared is None:
        return None
    at = min((one for one in (proposed, shared) if one), default=None)
    return _bound(at, _("There was nothing to tell them of before that. Enter when you tried"))


def _found_wrong(case: Case, told: ToldCorrection) -> Bound | None:
    """A reply says when it came, and it is wrong from then on; for the rest, from when it was recorded."""
    places = [found.seq for found in case.inaccuracies if found.places and found.seq <= int(told.about or 0)]
    found = next((one for one in case.history if places and one.seq == places[-1]), None)
    at = (getattr(found.value, "happened_at", None) or found.at) if found else None
    return _bound(at, _("They cannot have been told of it before it was found wrong. Enter when they were told"))


def _suspected(case: Case, _value: Value) -> Bound | None:
    at = _suspected_since(case)
    return _bound(
        at,
        _(
            "They cannot have been asked about sharing before there was a suspicion. If they were "
            "asked earlier, ask them again, and enter when you did"
        ),
    )


def _items_proposed(case: Case, views: Views) -> Bound | None:
    """Not before the suspicion, and of these items: whichever came later."""
    at = _first_proposed(case, lambda proposal: proposal.items_are_known_by(views.about))
    items = _bound(
        at,
        _(
            "They cannot have been asked about these items before they were proposed. If they were "
            "asked about others, ask them about these, and enter when you did"
        ),
    )
    bounds = [one for one in (_suspected(case, views), items) if one]
    return max(bounds, key=lambda one: one.at, default=None)


def _call_began(case: Case, _ended: CallEnded) -> Bound | None:
    return Bound(case.call.at, _("Enter a time after the call began")) if case.call else None


def _guidance_agreed(_case: Case, _shared: AlreadyShared) -> Bound:
    """It may have come long before the case was opened, and never before there was anything to do it under."""
    says = _(
        "Enter a time since the guidance was agreed. If it was earlier, or you do not know, "
        "leave this empty and say so under why"
    )
    return Bound(datetime.combine(AGREED, time(), LONDON), says)


def _sent(case: Case, value: Acknowledged | CameBack) -> Bound | None:
    sent = (*case.awaiting, *case.can_come_back)
    at = next((one.happened_at for one in sent if one.seq == value.about), None)
    return _bound(at, _("Enter a time after it was sent"))


def _file_made(case: Case, _delivered: Delivered) -> Bound | None:
    made = files_made(case)
    return Bound(made[0].at, _("Enter a time after the file was made")) if made else None


def _ordered(case: Case, settled: SendingSettled) -> Bound | None:
    sent = [(one.value.message, one.at) for one in case.correcting]
    if case.sending:
        sent.append((case.sending.value.message, case.sending.at))
    at = dict(sent).get(settled.message)
    return _bound(at, _("It cannot have arrived before it was ordered. Enter a time after that"))


def _shared_first(case: Case, _reply: Reply) -> Bound | None:
    at = _earliest(case.disclosures)
    return _bound(at, _("Enter a time after it was shared"))


def _shared_with_them(case: Case, correction: CorrectionSent) -> Bound | None:
    """What the outbox says of its own message has no form, and is never refused."""
    about = correction.about or ()
    at = None if correction.message else _earliest(one for one in case.disclosures if one.seq in about)
    return _bound(at, _("Enter a time after it was shared with them"))


HAPPENED: Mapping[type[Value], Happened] = MappingProxyType(
    dict(
        (
            _of(Views, _items_proposed),
            _of(LocalAnswer, _suspected),
            _of(ToldBefore, _told_of_proposal, _before_the_decision),
            _of(ToldAfter, _shared_by_then),
            _of(ToldCorrection, _found_wrong),
            _of(AttemptFailed, _something_to_tell),
            _of(CallEnded, _call_began),
            _of(AlreadyShared, _guidance_agreed),
            _of(Acknowledged, _sent),
            _of(CameBack, _sent),
            _of(Delivered, _file_made),
            _of(SendingSettled, _ordered),
            _of(Reply, _shared_first),
            _of(CorrectionSent, _shared_with_them),
        )
    )
)
"""Every value that says when something happened."""

NOT_OURS_TO_LIMIT: Mapping[tuple[type[Value], str], str] = MappingProxyType(
    {
        (Sent, "happened_at"): "the outbox says it of its own message, and what was sent was sent",
        (ReplyArrived, "dated"): "the message's own date, which may be anything and is held against nothing",
    }
)
"""The other dates and times of values, and why they have no floor."""


def refused_time(case: Case, value: Value, now: datetime) -> Refusal | None:
    """What is wrong with when something is said to have happened, if anything.

    A bound that is still to come was recorded under a wrong clock, and limits nothing: nobody could ever enter a later
    time.
    """
    when = HAPPENED.get(type(value))
    given: datetime | None = getattr(value, when.field) if when else None
    if when is None or given is None:
        return None
    floor, until = when.floor(case, value), when.until(case, value)
    typed = clock_on_day(given)
    if floor and floor.at <= now and _minute(given) < _minute(floor.at):
        says = _says(floor, given, gettext_noop("earliest"))
        return Refusal(when.field, typed, f"{clock_on_day(floor.at)} or later", says)
    if until and until.at <= now and _minute(given) > _minute(until.at):
        says = _says(until, given, gettext_noop("latest"))
        return Refusal(when.field, typed, f"{clock_on_day(until.at)} or earlier", says)
    return None


def _says(bound: Bound, given: datetime, which: str) -> str:
    return _("%(bound)s. You entered %(given)s; the %(which)s that it can be is %(limit)s") % {
        "bound": bound.says,
        "given": clock_on_day(given),
        "which": _(which),
        "limit": clock_on_day(bound.at),
    }


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def clock_on_day(at: datetime) -> str:
    """A moment by London's clocks, in the reader's language: 14:05 on 22 November 2026."""
    there = at.astimezone(LONDON)
    return _("%(clock)s on %(day)s") % {"clock": f"{there:%H:%M}", "day": day_in_full(there, _)}


def _earliest(disclosures: Iterable[Disclosure]) -> datetime | None:
    """When the first of them was shared; None where nobody knows of one of them."""
    times = [one.happened_at for one in disclosures]
    known = [at for at in times if at]
    return min(known) if known and len(known) == len(times) else None


def _suspected_since(case: Case) -> datetime | None:
    """Since when it is recorded that somebody suspects them, the first time that anybody did."""
    return next((one.at for one in case.history if _says_suspected(one.value)), None)


def _says_suspected(value: Value) -> bool:
    return isinstance(value, Suspicion) or (isinstance(value, Start) and value.suspected)


_PROPOSING = frozenset(
    {Allegation, Person, Address, Suspicion, Purposes, BasicInformation, AdditionalInformation, RecipientChosen}
)
"""The answers of which a proposal is made."""


def _first_proposed(case: Case, so: Callable[[Proposal], bool]) -> datetime | None:
    """When what would be shared first was so; None where it never was. What was changed and changed back had been
    proposed from the first."""
    then = Case(reference=case.reference, force=case.force)
    for answer in case.history:
        then = apply_answer(then, answer)
        if type(answer.value) in _PROPOSING and so(proposal_of(then)):
            return answer.at
    return None

"""What is due, to whom and when: pure. The table is a projection, made again from the record at any time.

Deadlines are settings of the force: the guidance says "without delay" and "as soon as", never how many hours.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TypeVar

from proviso.casework.deadlines import Deadlines as Deadlines
from proviso.casework.history.case import Case, Stage
from proviso.casework.outstanding_looks import (
    decide_again_since,
    delay_to_change,
    holding_up,
    looks_due,
    must_change,
)
from proviso.casework.reading.outstanding_corrections import not_all_recorded, recipients_owed, to_fill_in
from proviso.casework.reading.risk import at_risk, to_review, to_weigh_again
from proviso.casework.reading.unreviewed import check_unreviewed, late_unreviewed_since
from proviso.casework.reading.when_to_tell import after_by, before_by, correction_by
from proviso.casework.reading.who_sent import sender_of_all
from proviso.casework.row_codes import Queue, What
from proviso.casework.second_look import Looker, WhenToLook
from proviso.casework.values.allegation import Allegation
from proviso.casework.values.decision import DelayDecided, DelayEnded
from proviso.casework.values.protection import Measure, Protection, Referral, Support
from proviso.casework.values.review_outcomes import DelayReviewed
from proviso.casework.values.suspicion import Suspicion
from proviso.casework.values.timing import Timing, When
from proviso.casework.values.value import Value
from proviso.policy.typed_facts import CaseFacts

V = TypeVar("V", bound=Value)
NO_ALLEGATION = "No allegation recorded yet"


@dataclass(frozen=True, slots=True)
class DueWith:
    """With whom something is due that is not due with whoever has the case: the unit whose lists show it (none where it
    is empty) and the staff number."""

    unit: str
    owner: str


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due, for one queue, at a time in UTC. `not_by` is the one person who may not do it, if any."""

    queue: Queue
    what: What
    at: datetime
    elsewhere: DueWith | None = None
    not_by: str = ""


def due(case: Case, may_share: bool, may_close: bool, facts: CaseFacts, hours: Deadlines) -> frozenset[Due]:
    """Everything that is due on a case. `may_share`: policy no longer stands in the way of sharing basic information,
    so that it is time to decide; `may_close`: nor of closing. Closing a case takes no review away, nor an
    acknowledgement, nor a day on which telling is tried again; one that is not closed always has something due."""
    standing = {
        *_acknowledging(case, hours),
        *_confirming(case, hours),
        *_telling_of_it(case, hours),
        *_reviews(case, hours),
        *_to_lead(case),
        *_looks(case, hours),
    }
    if case.closed:
        return frozenset(standing)
    found = {
        *standing,
        *_protection(case, hours),
        *_deciding(case, may_share, facts, hours),
        *_telling_before(case, facts),
        *_sending(case, hours),
        *_leaving(case, hours),
        *_unclear(case),
        *_correcting(case, hours),
        *_vulnerability(case, hours),
        *_warned(case),
    }
    if may_close and not any(one.queue is Queue.OFFICER for one in found):
        found.add(Due(Queue.OFFICER, What.CLOSE, case.history[-1].at + _hours(hours.telling_after)))
    return frozenset(found)


def _hours(number: int) -> timedelta:
    return timedelta(hours=number)


def _opened(case: Case) -> datetime:
    return case.opened_at or case.history[0].at


def _since(case: Case, question: type[V], holds: Callable[[V], bool], from_seq: int = 0) -> datetime | None:
    """Since when the answers to a question have been so, in a row, up to the latest: answering again moves no deadline.
    None where the latest is not so."""
    at = None
    for answer in reversed(case.history):
        if answer.seq <= from_seq:
            break
        if isinstance(answer.value, question):
            if not holds(answer.value):
                break
            at = answer.at
    return at


def _protection(case: Case, hours: Deadlines) -> Iterator[Due]:
    needed = _since(case, Protection, lambda protection: protection.immediate is Measure.NEEDED)
    if needed:
        yield Due(Queue.OFFICER, What.PROTECT, needed + _hours(hours.protection))
        yield Due(Queue.VULNERABILITY, What.PROTECT, needed + _hours(hours.protection))


def _deciding(case: Case, may_share: bool, facts: CaseFacts, hours: Deadlines) -> Iterator[Due]:
    opened = _opened(case)
    if not_all_recorded(facts):
        yield Due(Queue.OFFICER, What.RECORD_DISCLOSURE, _unrecorded_since(case) + _hours(hours.call_outcome))
    if case.stage is Stage.DELAYED and case.decision:
        yield from _delay(case, case.decision.at, facts, hours)
    elif case.stage is Stage.OPEN and case.suspected:
        if may_share:
            since = [case.answers[one] for one in (Suspicion, DelayEnded) if one in case.answers]
            last = max(since, key=lambda answer: answer.seq).at if since else opened
            yield Due(Queue.OFFICER, What.DECIDE, last + _hours(hours.sharing))
        else:
            yield Due(Queue.OFFICER, What.ANSWER, opened + _hours(hours.first_answers))


def _unrecorded_since(case: Case) -> datetime:
    lacking = to_fill_in(case)
    return lacking.at if lacking else _opened(case)


def _delay(case: Case, decided_at: datetime, facts: CaseFacts, hours: Deadlines) -> Iterator[Due]:
    if not facts.get("delay_still_applies"):
        safe = _since(case, Protection, lambda one: one.immediate is not Measure.NEEDED, case.seq_of(Timing))
        over = _since(case, Timing, lambda one: one.when is When.NOW)
        yield Due(Queue.OFFICER, What.DELAY_ENDED, safe or over or decided_at)
        return
    timing, review = case.latest(Timing), case.latest(DelayReviewed)
    since = max(case.seq_of(DelayDecided), case.seq_of(Timing))
    reviewed = review and case.seq_of(DelayReviewed) > since and review.next_review_at
    at = reviewed or (timing and timing.review_at) or decided_at + _hours(hours.review)
    yield Due(Queue.OFFICER, What.REVIEW_DELAY, at)
    yield Due(Queue.SUPERVISOR, What.REVIEW_DELAY, at)


def _telling_before(case: Case, facts: CaseFacts) -> Iterator[Due]:
    again = before_by(case, facts)
    if again:
        yield Due(Queue.OFFICER, What.TELL_BEFORE, again)


def _sending(case: Case, hours: Deadlines) -> Iterator[Due]:
    if case.stage is Stage.CALLING and case.call:
        what, at = What.END_CALL, case.call.at + _hours(hours.call_outcome)
    elif case.stage is Stage.DECIDED and case.decision:
        if again := decide_again_since(case):
            yield Due(Queue.OFFICER, What.DECIDE_AGAIN, again)
            return
        if holding_up(case):
            return
        what, at = What.SEND, case.decision.at + _hours(hours.sending)
    elif case.sending and case.sending.value.goes_by_hand:
        what, at = What.DELIVER, case.sending.at + _hours(hours.sending)
    else:
        return
    yield Due(Queue.OFFICER, what, at)
    yield Due(Queue.DESK, what, at)


def _leaving(case: Case, hours: Deadlines) -> Iterator[Due]:
    """A message by e-mail, or a correction, is tried for ever: that it still waits is raised with a person in time."""
    order = case.sending
    waiting = [one.at for one in case.correcting if not case.is_unclear(one)]
    if order and not order.value.goes_by_hand and not case.is_unclear(order):
        waiting.append(order.at)
    if waiting:
        yield Due(Queue.OFFICER, What.SENDING_LATE, min(waiting) + _hours(hours.leaving))
        yield Due(Queue.DESK, What.SENDING_LATE, min(waiting) + _hours(hours.leaving))


def _unclear(case: Case) -> Iterator[Due]:
    """A message of which nobody knows whether it left is a question to a person, at once."""
    if case.unclear:
        yield from (Due(whose, What.SETTLE_SENDING, case.unclear[0].at) for whose in (Queue.OFFICER, Queue.DESK))


def _acknowledging(case: Case, hours: Deadlines) -> Iterator[Due]:
    if waits := case.awaiting:
        yield Due(Queue.DESK, What.ACKNOWLEDGE, waits[0].at + _hours(hours.acknowledgement), None, sender_of_all(case))


def _confirming(case: Case, hours: Deadlines) -> Iterator[Due]:
    """A message that came in a file may say anything, so it is read as soon as something would be sent."""
    if case.waiting_replies:
        at = case.waiting_replies[0].at + _hours(hours.sending)
        yield Due(Queue.OFFICER, What.CONFIRM_REPLY, at)
        yield Due(Queue.DESK, What.CONFIRM_REPLY, at)


def _telling_of_it(case: Case, hours: Deadlines) -> Iterator[Due]:
    """Telling them of what was shared, and of what of it was wrong. A case closes where that is impracticable and it is
    explained why; the day on which it is tried again does not go with it."""
    telling = [at for one in case.disclosures if (at := after_by(one, case, hours.telling_after))]
    if telling:
        yield Due(Queue.OFFICER, What.TELL_AFTER, min(telling))
    again = correction_by(case, hours.telling_after)
    if again:
        yield Due(Queue.OFFICER, What.TELL_CORRECTION, again)


def _correcting(case: Case, hours: Deadlines) -> Iterator[Due]:
    places = {place for owed in recipients_owed(case) for place in owed.places}
    wrong = [found.at for one in case.disclosures if one.seq in places for found in case.still_wrong(one)]
    if wrong:
        yield Due(Queue.OFFICER, What.CORRECT, min(wrong) + _hours(hours.sending))
        yield Due(Queue.DESK, What.CORRECT, min(wrong) + _hours(hours.sending))


def _reviews(case: Case, hours: Deadlines) -> Iterator[Due]:
    if check_unreviewed(case):
        yield Due(Queue.SUPERVISOR, What.REVIEW_STATUS_CHECK, case.answers[Suspicion].at + _hours(hours.review))
    if late := late_unreviewed_since(case):
        yield Due(Queue.SUPERVISOR, What.REVIEW_LATE_DISCLOSURE, late + _hours(hours.review))


QUEUES: Mapping[Looker, Queue] = MappingProxyType(
    {
        Looker.SUPERVISOR: Queue.SUPERVISOR,
        Looker.LEAD: Queue.VULNERABILITY,
        Looker.PROTECTION_OFFICER: Queue.DATA_PROTECTION,
    }
)


def _looks(case: Case, hours: Deadlines) -> Iterator[Due]:
    """The looks of a second person, the earliest of each kind on each list, and what one found to change, for the
    officer at once. No closing takes them away."""
    before, soon = _hours(hours.look_before), _hours(hours.second_look)
    within = {WhenToLook.BEFORE_IT_LEAVES: before, WhenToLook.SOON: soon, WhenToLook.AT_ONCE: _hours(0)}
    first: dict[tuple[Queue, What], datetime] = {}
    for one in looks_due(case):
        what = What.LOOK_BEFORE if one.row.when is WhenToLook.BEFORE_IT_LEAVES else What.SECOND_LOOK
        at, which = one.at + within[one.row.when], (QUEUES[one.row.by], what)
        first[which] = min(at, first.get(which, at))
    for (queue, what), at in first.items():
        yield Due(queue, what, at)
    if found := [one.at for one in (*must_change(case), delay_to_change(case)) if one]:
        yield Due(Queue.OFFICER, What.CHANGE_FOUND, min(found))


def _vulnerability(case: Case, hours: Deadlines) -> Iterator[Due]:
    if not at_risk(case):
        return
    support = case.latest(Support)
    if support is None or support.support is Referral.NOT_OFFERED:
        yield Due(Queue.VULNERABILITY, What.CHECK_REFERRALS, _opened(case) + _hours(hours.review))


def _warned(case: Case) -> Iterator[Due]:
    """What a reply says of risk is due at once, to the officer until protection is weighed again, to the lead until
    they have looked: the one takes nothing from the other."""
    if unweighed := to_weigh_again(case):
        yield Due(Queue.OFFICER, What.RISK_IN_REPLY, unweighed[0].at)


def _to_lead(case: Case) -> Iterator[Due]:
    """The lead's look is a review too: no closing takes it away."""
    if unreviewed := to_review(case):
        yield Due(Queue.VULNERABILITY, What.RISK_IN_REPLY, unreviewed[0].at)


def summary(case: Case) -> str:
    """What a row says of the case: role and type of crime, never a name; on a line of its own the crime reference."""
    allegation = case.latest(Allegation)
    crimes = ", ".join(one.label for one in allegation.crime_types) if allegation else NO_ALLEGATION
    given = " ".join(allegation.crime_reference.split()) if allegation else ""
    return "\n".join(filter(None, (f"{case.role.label}. {crimes}", given)))

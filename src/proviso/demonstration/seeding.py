"""Seeding: the force is founded and every story is told, act by act, in the order in which it all happened.

One transaction or nothing; refused outside a demonstration force; where the force is there already, nothing is done.
It drives the clock, so it belongs in a process of its own (`python -m proviso.demonstration`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from proviso.accounts.models import Force, Officer
from proviso.casework import clock
from proviso.casework.acts import (
    answer,
    close,
    correct,
    decide,
    handing_over,
    look,
    receive,
    review,
    share,
    start,
    tell,
)
from proviso.casework.acts.journey import QUESTIONS
from proviso.casework.values import closing, looks, reply, review_outcomes
from proviso.casework.values import correction as corrections
from proviso.casework.values import decision as decisions
from proviso.casework.values import dispatch as dispatched
from proviso.casework.values import sharing as sent
from proviso.casework.values.notification import AttemptFailed, ToldAfter
from proviso.casework.values.reply import ReplyArrived
from proviso.casework.values.suspicion import BreachReviewed, SourceCorrected
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase, open_case, vacuum_openings
from proviso.casework.writing.permissions import Actor
from proviso.demonstration import outbox_stories
from proviso.demonstration.earlier_cases import earlier_stories
from proviso.demonstration.force import CODE, NAME, PASSWORD, found
from proviso.demonstration.reconciling import hold_a_log_against_the_register
from proviso.demonstration.stories import STORIES
from proviso.demonstration.story import Deed, Story, Told, deeds
from proviso.demonstration.who_checked import CHECKS, Check
from proviso.disclosure.decide_package import decide_with_package
from proviso.record import keys, sweeping
from proviso.record.models import DEFAULT, KEYS
from proviso.service.config import config

FOUNDED = timedelta(days=500)
"""How long before the seeding the force was founded."""

Progress = Callable[[int, int], None]
"""Told how many acts are done, of how many."""

ACTS: Mapping[type[Value], Callable[..., OpenCase]] = {
    **{question.value: question.record for question in QUESTIONS},
    decisions.Decision: decide_with_package,
    decisions.DecisionWithdrawn: decide.withdraw_decision,
    decisions.DelayEnded: decide.end_delay,
    sent.CallStarted: share.start_call,
    sent.CallEnded: share.end_call,
    sent.AlreadyShared: share.record_already_shared,
    sent.Acknowledged: share.record_acknowledgement,
    ToldAfter: tell.tell_after,
    AttemptFailed: tell.record_failed_attempt,
    dispatched.SendingOrdered: outbox_stories.order,
    dispatched.Sent: outbox_stories.carried,
    dispatched.SendingUnclear: outbox_stories.carried,
    ReplyArrived: outbox_stories.arrived,
    BreachReviewed: review.review_breach,
    SourceCorrected: review.correct_source,
    reply.Reply: receive.record_reply,
    corrections.FoundWrong: correct.find_wrong,
    corrections.CorrectionOrdered: outbox_stories.order_correction,
    corrections.CorrectionSent: correct.record_correction,
    corrections.ToldCorrection: correct.tell_correction,
    review_outcomes.DelayReviewed: review.review_delay,
    review_outcomes.LateDisclosureReviewed: review.review_late_disclosure,
    looks.SupervisorLooked: look.look_as_supervisor,
    looks.LeadLooked: look.look_as_lead,
    looks.UrgencyDeclared: look.declare_urgency,
    closing.HandedOver: handing_over.hand_over,
    closing.Closed: close.close_case,
    closing.Reopened: close.reopen_case,
}
"""The act that records each value, as a page calls it."""


class NotADemonstration(Exception):
    """Seeding was asked for where people work; the message says what to do."""


def seed(now: datetime | None = None, password: str | None = None, progress: Progress | None = None) -> bool:
    """Found Wessmere Police and tell its stories as if up to `now` (UTC); False where it was there already.

    Raises NotADemonstration, `ValidationError` for a password that nobody may have, and what an act raises: then
    nothing was written.
    """
    _refuse_a_real_force()
    if Force.objects.exists():
        return False
    now = now or datetime.now(UTC)
    happened: list[Deed | Look] = [deed for story in every_story(now) for deed in deeds(story, now)]
    happened += [Look(now - one.before, one) for one in CHECKS]
    ordered = sorted(happened, key=lambda one: one.at)
    # The keys are kept first: a kill between the two leaves keys that no record accounts for. Only where nothing but
    # an invented force was ever recorded is that reason enough to destroy them.
    keys.destroy(sweeping.unused(older_than=timedelta()).unaccounted)
    with transaction.atomic(using=DEFAULT), transaction.atomic(using=KEYS):
        officers = found(now - FOUNDED, password or PASSWORD, config().home)
        _tell(ordered, officers, progress)
        hold_a_log_against_the_register(Force.objects.get(), now)
    return True


def _refuse_a_real_force() -> None:
    if not settings.PROVISO_DEMONSTRATION or settings.PROVISO_FORCE != CODE:
        raise NotADemonstration(
            f"Only the demonstration of {NAME} is seeded, and these settings are not its own. Start it with: "
            "proviso demo"
        )
    other = Force.objects.exclude(code=CODE).first()
    if other:
        raise NotADemonstration(
            f"The database holds {other}, which is not the demonstration's force. It stays as it is."
        )


def every_story(now: datetime) -> tuple[Story, ...]:
    """Every story that is told if it is seeded now."""
    return *earlier_stories(now), *STORIES


@dataclass(frozen=True, slots=True)
class Look:
    """A check at its moment."""

    at: datetime
    check: Check


def _tell(ordered: Sequence[Deed | Look], officers: Mapping[str, Officer], progress: Progress | None) -> None:
    people = {staff_number: Actor.of(officer) for staff_number, officer in officers.items()}
    in_hand: dict[str, OpenCase] = {}
    moment = [ordered[0].at]
    with clock.driven(lambda: moment[0]):
        for done, deed in enumerate(ordered, start=1):
            moment[0] = deed.at
            if isinstance(deed, Look):
                deed.check.do(officers, deed.at)
                continue
            name = deed.story.about
            if deed.told is None:
                in_hand[name] = _opened(in_hand.get(name), deed, people)
            else:
                in_hand[name] = _recorded(in_hand[name], value_at(deed.told, deed.at))
            if progress:
                progress(done, len(ordered))
        vacuum_openings()


def _opened(held: OpenCase | None, deed: Deed, people: Mapping[str, Actor]) -> OpenCase:
    actor, session = people[deed.visit.by], uuid4().hex
    if held is None:
        return start.open_new_case(actor, deed.story.start, session=session)
    return open_case(actor, held.case.reference, reason=deed.visit.why, session=session)


def _recorded(held: OpenCase, value: Value) -> OpenCase:
    return ACTS.get(type(value), answer.record_answer)(held, value, seen=held.case.seq)


def value_at(told: Told, at: datetime) -> Value:
    """What is recorded at a moment."""
    return told if isinstance(told, Value) else told(at)

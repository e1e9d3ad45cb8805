"""Seeding: the force is founded and every story is told, act by act, in the order in which it all happened.

One transaction or nothing; refused outside a demonstration force; where the force is there already, nothing is done.
It drives the clock, so it belongs in a process of its own (`python -m proviso.site.demonstration`).
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from proviso.accounts.models import Force, Officer
from proviso.casework import clock
from proviso.casework.access import OpenCase, open_case, vacuum_openings
from proviso.casework.acts import afterwards, answering, correcting, deciding, opening, sending, suspicion, telling
from proviso.casework.journey import QUESTIONS
from proviso.casework.permissions import Who
from proviso.casework.values import afterwards as after
from proviso.casework.values import correcting as corrections
from proviso.casework.values import deciding as decisions
from proviso.casework.values import dispatch as dispatched
from proviso.casework.values import sending as sent
from proviso.casework.values.asking import Value
from proviso.casework.values.replies import ReplyArrived
from proviso.casework.values.suspicion import BreachReviewed, SourceCorrected
from proviso.casework.values.telling import AttemptFailed, ToldAfter
from proviso.disclosure.deciding import decide
from proviso.record import keys, sweeping
from proviso.record.models import DEFAULT, KEYS
from proviso.site.config import config
from proviso.site.demonstration import posting
from proviso.site.demonstration.force import CODE, NAME, PASSWORD, found
from proviso.site.demonstration.reconciling import hold_a_log_against_the_register
from proviso.site.demonstration.stories import STORIES
from proviso.site.demonstration.story import Deed, Told, deeds

FOUNDED = timedelta(days=90)
"""How long before the seeding the force was founded."""

Progress = Callable[[int, int], None]
"""Told how many acts are done, of how many."""

ACTS: Mapping[type[Value], Callable[..., OpenCase]] = {
    **{question.value: question.record for question in QUESTIONS},
    decisions.Decision: decide,
    decisions.DecisionWithdrawn: deciding.withdraw_decision,
    decisions.DelayEnded: deciding.end_delay,
    sent.CallStarted: sending.start_call,
    sent.CallEnded: sending.end_call,
    sent.AlreadyShared: sending.record_already_shared,
    sent.Acknowledged: sending.record_acknowledgement,
    ToldAfter: telling.tell_after,
    AttemptFailed: telling.record_failed_attempt,
    dispatched.SendingOrdered: posting.order,
    dispatched.Sent: posting.carried,
    dispatched.SendingUnclear: posting.carried,
    ReplyArrived: posting.arrived,
    BreachReviewed: suspicion.review_breach,
    SourceCorrected: suspicion.correct_source,
    after.Reply: afterwards.record_reply,
    corrections.FoundWrong: correcting.find_wrong,
    corrections.CorrectionOrdered: posting.order_correction,
    corrections.CorrectionSent: correcting.record_correction,
    corrections.ToldCorrection: correcting.tell_correction,
    after.DelayReviewed: afterwards.review_delay,
    after.LateDisclosureReviewed: afterwards.review_late_disclosure,
    after.HandedOver: afterwards.hand_over,
    after.Closed: afterwards.close_case,
    after.Reopened: afterwards.reopen_case,
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
    ordered = sorted((deed for story in STORIES for deed in deeds(story, now)), key=lambda deed: deed.at)
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


def _tell(ordered: list[Deed], officers: Mapping[str, Officer], progress: Progress | None) -> None:
    people = {staff_number: Who.of(officer) for staff_number, officer in officers.items()}
    in_hand: dict[str, OpenCase] = {}
    moment = [ordered[0].at]
    with clock.driven(lambda: moment[0]):
        for done, deed in enumerate(ordered, start=1):
            moment[0] = deed.at
            name = deed.story.about
            if deed.told is None:
                in_hand[name] = _opened(in_hand.get(name), deed, people)
            else:
                in_hand[name] = _recorded(in_hand[name], value_at(deed.told, deed.at))
            if progress:
                progress(done, len(ordered))
        vacuum_openings()


def _opened(held: OpenCase | None, deed: Deed, people: Mapping[str, Who]) -> OpenCase:
    who, session = people[deed.visit.by], uuid4().hex
    if held is None:
        return opening.open_new_case(who, deed.story.start, session=session)
    return open_case(who, held.case.reference, reason=deed.visit.why, session=session)


def _recorded(held: OpenCase, value: Value) -> OpenCase:
    return ACTS.get(type(value), answering.record_answer)(held, value, seen=held.case.seq)


def value_at(told: Told, at: datetime) -> Value:
    """What is recorded at a moment."""
    return told if isinstance(told, Value) else told(at)

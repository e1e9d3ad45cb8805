"""Random walks through real acts: each value through its own act, by whoever does such things, refused or not."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from proviso.accounts.models import Role
from proviso.casework import clock
from proviso.casework.acts import (
    answer_local,
    close,
    correct,
    decide,
    handing_over,
    look,
    receive,
    review,
    send,
    share,
    suspect,
)
from proviso.casework.acts.answer import record_answer
from proviso.casework.acts.decide import PolicyStandsInTheWay
from proviso.casework.models import CaseRow, CrimeReference, ReasonWords, SharedRow, WorklistRow
from proviso.casework.projection import about_summary
from proviso.casework.values import closing, local_answer, looks, reply, review_outcomes
from proviso.casework.values import correction as corrections
from proviso.casework.values import dispatch as dispatched
from proviso.casework.values import reply as came
from proviso.casework.values import sharing as sent
from proviso.casework.values.decision import Decide, Decision, DecisionWithdrawn, DelayEnded
from proviso.casework.values.protection import VulnerabilityReviewed
from proviso.casework.values.suspicion import BreachReviewed, SourceCorrected, SuspicionEnded
from proviso.casework.values.value import Value, ValueRefused
from proviso.casework.writing.access import OpenCase, open_for_replies
from proviso.casework.writing.commit import ActRefused
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.record import keys

from . import examples, ordering
from .every import AFTER_THE_START


def _came(opened: OpenCase, arrived: came.ReplyArrived, *, seen: int) -> OpenCase:
    """A message that came in a file, taken by the service."""
    assert seen == opened.case.seq
    by_service = open_for_replies(opened.actor.force, opened.case.reference, session="replies")
    return receive.take_reply(replace(by_service, case=opened.case), arrived)


ACTS: Mapping[type[Value], Callable[..., OpenCase]] = {
    **examples.ACTS,
    Decision: decide.decide,
    DecisionWithdrawn: decide.withdraw_decision,
    DelayEnded: decide.end_delay,
    sent.AlreadyShared: share.record_already_shared,
    sent.Acknowledged: examples.acknowledge,
    sent.CameBack: share.record_came_back,
    SuspicionEnded: suspect.end_suspicion,
    BreachReviewed: review.review_breach,
    SourceCorrected: review.correct_source,
    VulnerabilityReviewed: review.review_vulnerability,
    review_outcomes.OutsideDisclosureReviewed: review.review_outside_disclosure,
    reply.Reply: receive.record_reply,
    came.ReplyArrived: _came,
    came.ReplyDismissed: receive.dismiss_reply,
    came.OutcomeRecorded: receive.record_outcome,
    corrections.FoundWrong: correct.find_wrong,
    corrections.CorrectionOrdered: ordering.order_correction,
    corrections.CorrectionCancelled: ordering.cancel_correction,
    corrections.CorrectionSent: correct.record_correction,
    corrections.ToldCorrection: correct.tell_correction,
    dispatched.SendingOrdered: ordering.order_sending,
    dispatched.SendingCancelled: send.cancel_sending,
    dispatched.FileMade: ordering.record_file_made,
    dispatched.Delivered: send.record_delivered,
    dispatched.SendingSettled: ordering.settle_sending,
    looks.SupervisorLooked: look.look_as_supervisor,
    looks.LeadLooked: look.look_as_lead,
    looks.UrgencyDeclared: look.declare_urgency,
    review_outcomes.DelayReviewed: review.review_delay,
    review_outcomes.LateDisclosureReviewed: review.review_late_disclosure,
    closing.HandedOver: handing_over.hand_over,
    closing.HandoverAnswered: handing_over.answer_handover,
    closing.HandoverWithdrawn: handing_over.withdraw_handover,
    closing.Closed: close.close_case,
    closing.ClosedUnshared: close.close_unshared,
    closing.Reopened: close.reopen_case,
    local_answer.LocalAnswer: answer_local.answer_local_question,
}
REVIEWS = (
    looks.SupervisorLooked,
    BreachReviewed,
    SourceCorrected,
    review_outcomes.DelayReviewed,
    review_outcomes.LateDisclosureReviewed,
)
REFUSED = (ActRefused, ValueRefused, PolicyStandsInTheWay, NotAllowed)

DECISIONS = tuple(
    Decision(decide=decide, reason="It is time")
    for decide in ((Decide.SHARE_BASIC,), (Decide.SHARE_BASIC, Decide.SHARE_ADDITIONAL), (Decide.DELAY,),
                   (Decide.NOT_SHARE,))
)  # fmt: skip
READY = "everything that a plain case needs"
Step = tuple[Any, int]


def walks(most: int = 14) -> st.SearchStrategy[list[Step]]:
    """What is done, and how many hours pass before it. Much of it is on the way to sharing, so that it gets there."""
    alone = (closing.HandedOver(to="colleague"), *DECISIONS * 3, READY, READY, sent.CallStarted(out_of_hearing=True))
    step = st.sampled_from([*AFTER_THE_START, *alone])
    return st.lists(st.tuples(step, st.integers(0, 30)), min_size=1, max_size=most)


def walk(opened: OpenCase, steps: Iterable[Step], pass_time: Callable[[timedelta], None]) -> OpenCase:
    """The case after these acts; those that are refused write nothing."""
    for value, hours in steps:
        pass_time(timedelta(hours=hours))
        for one in examples.ANSWERS if value is READY else (value,):
            opened = acted(opened, one)
    return opened


def acted(opened: OpenCase, value: Value) -> OpenCase:
    """The case after an act by whoever does such things, or as it was where the act was refused."""
    who = opened.actor
    doing = who
    if isinstance(value, REVIEWS):
        doing = Actor("the-supervisor", Role.SUPERVISOR, who.force, who.unit)
    if isinstance(value, VulnerabilityReviewed | looks.LeadLooked):
        doing = Actor("the-lead", Role.VULNERABILITY_LEAD, who.force, who.unit)
    if isinstance(value, review_outcomes.OutsideDisclosureReviewed):
        doing = Actor("the-data-officer", Role.DATA_PROTECTION_OFFICER, who.force, who.unit)
    if isinstance(value, sent.CallEnded):
        value = replace(value, happened_at=clock.now(), decision=None)
    if isinstance(value, dispatched.Delivered):
        value = replace(value, happened_at=clock.now())
    try:
        return replace(
            ACTS.get(type(value), record_answer)(replace(opened, actor=doing), value, seen=opened.case.seq), actor=who
        )
    except REFUSED:
        return opened


def rows(reference: str | None = None) -> dict[str, set[tuple[Any, ...]]]:
    """Every row beside the record, summaries opened, of one case or of all."""
    of_case = {"case": reference} if reference else {}
    of_row = {"reference": reference} if reference else {}
    listed = WorklistRow.objects.filter(**of_case)
    held = keys.of_many({row.case_id for row in listed})
    return {
        "cases": set(CaseRow.objects.filter(**of_row).values_list()),
        "crime references": set(CrimeReference.objects.filter(**of_case).values_list()),
        "reason words": set(ReasonWords.objects.filter(**of_case).values_list("case", "digest")),
        "register": {line[1:] for line in SharedRow.objects.filter(**of_case).values_list()},
        "due": {
            (row.case_id, row.queue, row.what, row.force, row.unit, row.owner, row.due_at,
             held[row.case_id].open(bytes(row.summary), about_summary(row.case_id)))
            for row in listed
        },
    }  # fmt: skip

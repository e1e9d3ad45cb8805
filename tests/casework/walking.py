"""Random walks through real acts: each value through its own act, by whoever does such things, refused or not."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from proviso.accounts.models import Role
from proviso.casework import clock
from proviso.casework.access import OpenCase, open_for_replies
from proviso.casework.acts import (
    afterwards,
    correcting,
    deciding,
    dispatch,
    local,
    protecting,
    replies,
    sending,
    suspicion,
)
from proviso.casework.acts.answering import record_answer
from proviso.casework.acts.deciding import PolicyStandsInTheWay
from proviso.casework.commit import ActRefused
from proviso.casework.models import CaseRow, CrimeReference, SharedRow, WorklistRow
from proviso.casework.permissions import NotAllowed, Who
from proviso.casework.projection import about_summary
from proviso.casework.values import afterwards as after
from proviso.casework.values import correcting as corrections
from proviso.casework.values import dispatch as dispatched
from proviso.casework.values import replies as came
from proviso.casework.values import sending as sent
from proviso.casework.values.asking import Value, ValueRefused
from proviso.casework.values.deciding import Decide, Decision, DecisionWithdrawn, DelayEnded
from proviso.casework.values.protection import VulnerabilityReviewed
from proviso.casework.values.suspicion import BreachReviewed, SourceCorrected
from proviso.record import keys

from . import examples
from .every import EVERY, OTHERS


def _came(opened: OpenCase, arrived: came.ReplyArrived, *, seen: int) -> OpenCase:
    """A message that came in a file, taken by the service."""
    assert seen == opened.case.seq
    by_service = open_for_replies(opened.who.force, opened.case.reference, session="replies")
    return replies.take_reply(replace(by_service, case=opened.case), arrived)


ACTS: Mapping[type[Value], Callable[..., OpenCase]] = {
    **examples.ACTS,
    Decision: deciding.decide,
    DecisionWithdrawn: deciding.withdraw_decision,
    DelayEnded: deciding.end_delay,
    sent.AlreadyShared: sending.record_already_shared,
    sent.Acknowledged: sending.record_acknowledgement,
    sent.CameBack: sending.record_came_back,
    BreachReviewed: suspicion.review_breach,
    SourceCorrected: suspicion.correct_source,
    VulnerabilityReviewed: protecting.review_vulnerability,
    after.Reply: afterwards.record_reply,
    came.ReplyArrived: _came,
    came.ReplyPutAside: replies.put_reply_aside,
    came.OutcomeRecorded: replies.record_outcome,
    corrections.FoundWrong: correcting.find_wrong,
    corrections.CorrectionOrdered: correcting.order_correction,
    corrections.CorrectionCancelled: correcting.cancel_correction,
    corrections.CorrectionSent: correcting.record_correction,
    corrections.ToldCorrection: correcting.tell_correction,
    dispatched.SendingOrdered: dispatch.order_sending,
    dispatched.SendingCancelled: dispatch.cancel_sending,
    dispatched.FileMade: dispatch.record_file_made,
    dispatched.Delivered: dispatch.record_delivered,
    dispatched.SendingSettled: dispatch.settle_sending,
    after.DelayReviewed: afterwards.review_delay,
    after.LateDisclosureReviewed: afterwards.review_late_disclosure,
    after.HandedOver: afterwards.hand_over,
    after.Closed: afterwards.close_case,
    after.Reopened: afterwards.reopen_case,
    after.LocalAnswer: local.answer_local_question,
}
REVIEWS = (BreachReviewed, SourceCorrected, after.DelayReviewed, after.LateDisclosureReviewed)
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
    alone = (after.HandedOver(to="colleague"), *DECISIONS * 3, READY, READY, sent.CallStarted(out_of_hearing=True))
    step = st.sampled_from([*EVERY[1:], *OTHERS[1:], *alone])
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
    who = opened.who
    doing = who
    if isinstance(value, REVIEWS):
        doing = Who("the-supervisor", Role.SUPERVISOR, who.force, who.unit)
    if isinstance(value, VulnerabilityReviewed):
        doing = Who("the-lead", Role.VULNERABILITY_LEAD, who.force, who.unit)
    if isinstance(value, sent.CallEnded):
        value = replace(value, happened_at=clock.now(), decision=None)
    if isinstance(value, dispatched.Delivered):
        value = replace(value, happened_at=clock.now())
    try:
        return replace(
            ACTS.get(type(value), record_answer)(replace(opened, who=doing), value, seen=opened.case.seq), who=who
        )
    except REFUSED:
        return opened


def rows(reference: str | None = None) -> dict[str, set[tuple[Any, ...]]]:
    """Every row beside the record, summaries opened, of one case or of all."""
    of_case = {"case": reference} if reference else {}
    of_row = {"reference": reference} if reference else {}
    listed = WorklistRow.objects.filter(**of_case)
    held = keys.of_many({row.case for row in listed})
    return {
        "cases": set(CaseRow.objects.filter(**of_row).values_list()),
        "crime references": set(CrimeReference.objects.filter(**of_case).values_list()),
        "register": {line[1:] for line in SharedRow.objects.filter(**of_case).values_list()},
        "due": {
            (row.case, row.queue, row.what, row.force, row.unit, row.owner, row.due_at,
             held[row.case].open(bytes(row.summary), about_summary(row.case)))
            for row in listed
        },
    }  # fmt: skip

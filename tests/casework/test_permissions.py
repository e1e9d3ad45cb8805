"""Who may do what and when: every role, act and stage, against a table written out by hand; and the acts themselves."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction

from proviso.accounts.models import Officer, Role
from proviso.casework.acts.answer import record_answer
from proviso.casework.acts.close import close_case, reopen_case
from proviso.casework.acts.correct import find_wrong, record_correction, tell_correction
from proviso.casework.acts.decide import PolicyStandsInTheWay, decide, end_delay, withdraw_decision
from proviso.casework.acts.handing_over import answer_handover, hand_over, withdraw_handover
from proviso.casework.acts.look import (
    declare_urgency,
    look_as_lead,
    look_as_supervisor,
)
from proviso.casework.acts.receive import record_outcome, record_reply, take_reply
from proviso.casework.acts.registry import permission_of
from proviso.casework.acts.review import (
    correct_source,
    review_breach,
    review_delay,
    review_late_disclosure,
    review_outside_disclosure,
    review_vulnerability,
)
from proviso.casework.acts.send import (
    cancel_sending,
    record_delivered,
    record_sent,
)
from proviso.casework.acts.share import (
    end_call,
    record_acknowledgement,
    record_already_shared,
    record_another_disclosure,
    record_came_back,
    start_call,
)
from proviso.casework.acts.tell import record_failed_attempt, tell_after
from proviso.casework.history.case import Case, RecordedAnswer, Stage
from proviso.casework.history.kinds import VALUES
from proviso.casework.values.closing import Closed, HandedOver, HandoverOffered, Reopened
from proviso.casework.values.decision import Decide, Decision, DecisionWithdrawn, DelayEnded
from proviso.casework.values.dispatch import SendingCancelled, Sent
from proviso.casework.values.looks import LeadLooked, LookOutcome
from proviso.casework.values.person import Knows
from proviso.casework.values.reply import ReplyArrived
from proviso.casework.values.review_outcomes import DelayReviewed, LateDisclosureReviewed, Review
from proviso.casework.values.suspicion import Source, SourceCorrected
from proviso.casework.values.value import ValueRefused
from proviso.casework.writing.access import OpenCase, can_access
from proviso.casework.writing.commit import ActRefused
from proviso.casework.writing.permissions import Actor, NotAllowed, Permission, may, require_permission
from proviso.record.models import Entry

from .carried import TAKEN, WITHDRAWN
from .every import (
    ACKNOWLEDGED,
    ARRIVED,
    CAME_BACK,
    CORRECTION,
    DELIVERED,
    FAILED,
    FILE_MADE,
    FOUND_WRONG,
    LATE,
    LOOKED,
    NEEDED,
    NEGATED,
    ORDERED,
    OUTCOME,
    OUTSIDE,
    OUTSIDE_REVIEWED,
    REVIEW_STANDS,
    RISK_REVIEWED,
    SENT,
    SETTLED,
    TOLD_CORRECTION,
    URGENT,
    WARNED,
)
from .examples import ALLEGATION, CALL_ENDED, CALL_STARTED, CONTROL, NOW, REPLY, TOLD_AFTER, answer
from .ordering import order_sending, record_file_made, settle_sending
from .stories import at_every_stage, by_hand, held_up, sending, unclear

STAGES = dict(zip("OWNDCMSX", Stage, strict=True))
"""Open, waiting (delayed), not sharing, decided, calling, a message being sent, shared, closed (X)."""

TABLE = """
act                     officer   supervisor  desk      lead      dpo       auditor   owner     admin
read_case               OWNDCMSX  OWNDCMSX  OWNDCMSX  OWNDCMSX  OWNDCMSX  -         -         -
start_case              OWNDCMSX  OWNDCMSX  -         -         -         -         -         -
answer_question         OWNDCMS   OWNDCMS   -         -         -         -         -         -
record_protection       OWNDCMS   OWNDCMS   -         OWNDCMS   -         -         -         -
decide_sharing          OWNDS     OWNDS     -         -         -         -         -         -
withdraw_decision       D         D         -         -         -         -         -         -
end_delay               W         W         -         -         -         -         -         -
start_call              D         D         D         -         -         -         -         -
end_call                C         C         C         -         -         -         -         -
order_sending           D         D         D         -         -         -         -         -
cancel_sending          M         M         M         -         -         -         -         -
dispatch_message        -         -         -         -         -         -         -         -
settle_sending          OWNDCMS   OWNDCMS   OWNDCMS   -         -         -         -         -
deliver_file            M         M         M         -         -         -         -         -
record_late_disclosure  OWNDCMSX  OWNDCMSX  -         -         -         -         -         -
record_acknowledgement  OWNDCMSX  OWNDCMSX  OWNDCMSX  -         -         -         -         -
record_return           OWNDCMSX  OWNDCMSX  OWNDCMSX  -         -         -         -         -
tell_person             OWNDCMSX  OWNDCMSX  -         -         -         -         -         -
record_failed_attempt   OWNDCMSX  OWNDCMSX  -         -         -         -         -         -
record_reply            OWNDCMSX  OWNDCMSX  OWNDCMSX  -         -         -         -         -
take_reply              -         -         -         -         -         -         -         -
record_outcome          OWNDCMSX  OWNDCMSX  -         -         -         -         -         -
report_inaccuracy       OWNDCMSX  OWNDCMSX  -         -         -         -         -         -
send_correction         OWNDCMS   OWNDCMS   OWNDCMS   -         -         -         -         -
tell_correction         OWNDCMSX  OWNDCMSX  -         -         -         -         -         -
review_as_supervisor    -         OWNDCMSX  -         -         -         -         -         -
review_vulnerability    -         -         -         OWNDCMSX  -         -         -         -
review_data_protection  -         -         -         -         OWNDCMSX  -         -         -
declare_urgency         D         D         -         -         -         -         -         -
hand_over_case          OWNDCMS   OWNDCMS   -         -         -         -         -         -
answer_handover         OWNDCMS   OWNDCMS   -         -         -         -         -         -
close_case              ONS       ONS       -         -         -         -         -         -
reopen_case             X         X         -         -         -         -         -         -
"""

(_, *HEADINGS), *LINES = [line.split() for line in TABLE.strip().splitlines()]
ROLES = dict(zip(HEADINGS, Role, strict=True))
ALLOWED: Mapping[tuple[Role, Permission], frozenset[Stage]] = {
    (role, Permission(line[0])): frozenset(STAGES[letter] for letter in cell.strip("-"))
    for line in LINES
    for role, cell in zip(ROLES.values(), line[1:], strict=True)
}


def _by_itself(opened: OpenCase, value: Sent | ReplyArrived, *, seen: int) -> OpenCase:
    """What the service does by itself, attempted by a person."""
    assert seen == opened.case.seq
    return record_sent(opened, value) if isinstance(value, Sent) else take_reply(opened, value)


LEAD_LOOKED = LeadLooked(outcome=LookOutcome.GO_AHEAD, found="Her worker knows of it")

ACTS: Mapping[Permission, tuple[tuple[Callable[..., OpenCase], Any], ...]] = {
    Permission.ANSWER_QUESTION: ((record_answer, replace(ALLEGATION, crime_reference="WES/1/26")),),
    Permission.RECORD_PROTECTION: ((record_answer, NEEDED),),
    Permission.DECIDE_SHARING: tuple(
        (decide, Decision(decide=(one,), reason="It is time")) for one in (Decide.SHARE_BASIC, Decide.NOT_SHARE)
    ),
    Permission.WITHDRAW_DECISION: ((withdraw_decision, DecisionWithdrawn(reason="That was too soon")),),
    Permission.END_DELAY: ((end_delay, DelayEnded(what_happened="She is safe")),),
    Permission.START_CALL: ((start_call, CALL_STARTED),),
    Permission.END_CALL: ((end_call, CALL_ENDED),),
    Permission.ORDER_SENDING: ((order_sending, ORDERED),),
    Permission.CANCEL_SENDING: ((cancel_sending, SendingCancelled(reason="The desk will ring")),),
    Permission.DISPATCH_MESSAGE: ((_by_itself, SENT),),
    Permission.SETTLE_SENDING: ((settle_sending, SETTLED),),
    Permission.DELIVER_FILE: ((record_file_made, FILE_MADE), (record_delivered, DELIVERED)),
    Permission.RECORD_LATE_DISCLOSURE: ((record_already_shared, LATE),),
    Permission.RECORD_ACKNOWLEDGEMENT: ((record_acknowledgement, ACKNOWLEDGED),),
    Permission.RECORD_RETURN: ((record_came_back, CAME_BACK),),
    Permission.TELL_PERSON: ((tell_after, replace(TOLD_AFTER, understood=False)),),
    Permission.RECORD_FAILED_ATTEMPT: ((record_failed_attempt, FAILED),),
    Permission.RECORD_REPLY: ((record_reply, REPLY),),
    Permission.TAKE_REPLY: ((_by_itself, ARRIVED),),
    Permission.RECORD_OUTCOME: ((record_outcome, OUTCOME),),
    Permission.REPORT_INACCURACY: ((find_wrong, FOUND_WRONG),),
    Permission.SEND_CORRECTION: ((record_correction, CORRECTION),),
    Permission.TELL_CORRECTION: ((tell_correction, TOLD_CORRECTION),),
    Permission.REVIEW_AS_SUPERVISOR: (
        (review_breach, REVIEW_STANDS),
        (review_delay, DelayReviewed(outcome=Review.CHANGE, note="Ring her first thing")),
        (review_late_disclosure, LateDisclosureReviewed(learned="Nothing more to learn")),
        (look_as_supervisor, LOOKED),
        (correct_source, SourceCorrected(arose_from=Source.THIRD_PARTY, reason="A neighbour wrote")),
    ),
    Permission.REVIEW_VULNERABILITY: ((review_vulnerability, RISK_REVIEWED), (look_as_lead, LEAD_LOOKED)),
    Permission.REVIEW_DATA_PROTECTION: ((review_outside_disclosure, OUTSIDE_REVIEWED),),
    Permission.DECLARE_URGENCY: ((declare_urgency, URGENT),),
    Permission.HAND_OVER_CASE: ((hand_over, HandedOver(to="colleague")), (withdraw_handover, WITHDRAWN)),
    Permission.ANSWER_HANDOVER: ((answer_handover, TAKEN),),
    Permission.CLOSE_CASE: ((close_case, Closed(reason="All is done")),),
    Permission.REOPEN_CASE: ((reopen_case, Reopened(reason="He came back")),),
}
REFUSED_OTHERWISE = (ActRefused, ValueRefused, PolicyStandsInTheWay)


def someone(role: Role) -> Actor:
    return Actor(f"a {role.value}"[:20], role, "wessmere", "north")


def test_the_table_speaks_of_every_act_and_every_role() -> None:
    assert [line[0] for line in LINES] == list(Permission)
    assert [ROLES[name] for name in ("owner", "auditor", "admin")] == ["policy_owner", "auditor", "administrator"]
    assert set(ACTS) == set(Permission) - {Permission.READ_CASE, Permission.START_CASE}
    assert set(permission_of()) == set(VALUES)


@pytest.mark.parametrize("act", Permission)
@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_each_act_at_the_stages_of_the_table(role: Role, act: Permission) -> None:
    allowed = frozenset(stage for stage in Stage if may(someone(role), act, _at(stage, to=someone(role))))
    assert allowed == ALLOWED[role, act]


class _Staged(Case):
    """A case that says of itself at which stage it is."""

    __slots__ = ("said",)
    said: Stage

    @property
    def stage(self) -> Stage:
        return self.said


def _at(stage: Stage, owner: str = "somebody else", to: Actor | None = None) -> Case:
    case = _Staged(reference="PV-TEST-0000", force="wessmere", owner=owner, offered=handed_to(to) if to else None)
    object.__setattr__(case, "said", stage)
    return case


def handed_to(who: Actor) -> RecordedAnswer[HandoverOffered]:
    """A handover to somebody who has not answered yet."""
    return RecordedAnswer(HandoverOffered(to=who.staff_number, unit=who.unit), 1, NOW, "somebody else")


@pytest.mark.parametrize("stage", Stage)
def test_nobody_reviews_a_case_of_their_own(stage: Stage) -> None:
    supervisor = someone(Role.SUPERVISOR)
    assert may(supervisor, Permission.REVIEW_AS_SUPERVISOR, _at(stage))
    assert not may(supervisor, Permission.REVIEW_AS_SUPERVISOR, _at(stage, owner=supervisor.staff_number))
    with pytest.raises(NotAllowed, match="This is your own case: another supervisor has to review it"):
        require_permission(supervisor, Permission.REVIEW_AS_SUPERVISOR, _at(stage, owner=supervisor.staff_number))


def test_a_refusal_says_whether_it_is_the_role_or_the_stage() -> None:
    with pytest.raises(NotAllowed, match=r"Your role \(auditor\) does not do this"):
        require_permission(someone(Role.AUDITOR), Permission.READ_CASE, _at(Stage.OPEN))
    with pytest.raises(NotAllowed, match="This cannot be done while the case is decided and not yet sent"):
        require_permission(someone(Role.OFFICER), Permission.CLOSE_CASE, _at(Stage.DECIDED))


@pytest.mark.django_db(databases="__all__")
def test_the_acts_themselves_keep_to_the_table(officer: Actor, colleague: Officer) -> None:
    """Each act, really attempted by each role at each stage: what the table refuses writes nothing."""
    done: set[tuple[Permission, Role, Stage]] = set()
    for stage, opened in at_every_stage(officer).items():
        if stage is Stage.SENDING:
            opened = by_hand(officer)
        if stage is Stage.SHARED:
            for reply in (NEGATED, WARNED):
                opened = record_reply(opened, reply, seen=opened.case.seq)
        if stage is Stage.DELAYED:
            opened = record_another_disclosure(opened, OUTSIDE, seen=opened.case.seq)
        if stage is Stage.OPEN:
            opened = answer(opened, (replace(CONTROL, used=Knows.YES, how="He keeps the passport"),))
        for role in Role:
            reached = can_access(someone(role), opened.case)
            for act in ACTS:
                handed = act is Permission.ANSWER_HANDOVER
                case = replace(opened.case, offered=handed_to(someone(role))) if handed else opened.case
                for attempt in ACTS[act]:
                    outcome = attempted(replace(opened, actor=someone(role), case=case), *attempt)
                    allowed = reached and stage in ALLOWED[role, act]
                    assert allowed or outcome != "done", (act, role, stage)
                    assert not (allowed and outcome == "not allowed"), (act, role, stage)
                    if outcome == "done":
                        done.add((act, role, stage))
    for role in (Role.OFFICER, Role.DISCLOSURE_DESK):
        assert (
            attempted(replace(unclear(sending(officer)), actor=someone(role)), *ACTS[Permission.SETTLE_SENDING][0])
            == "done"
        )
    held = replace(held_up(officer), actor=someone(Role.OFFICER))
    assert attempted(held, *ACTS[Permission.DECLARE_URGENCY][0]) == "done"
    acts = {act for act, _, _ in done}
    elsewhere = {
        Permission.DISPATCH_MESSAGE,
        Permission.SETTLE_SENDING,
        Permission.TAKE_REPLY,
        Permission.RECORD_RETURN,
        Permission.DECLARE_URGENCY,
    }
    assert acts | elsewhere == set(ACTS), "an act that nobody could do proves nothing"
    assert not {Permission.DISPATCH_MESSAGE, Permission.TAKE_REPLY} & acts, (
        "what became of a message, and that one came, the service says"
    )
    assert (Permission.START_CALL, Role.DISCLOSURE_DESK, Stage.DECIDED) in done
    assert (Permission.RECORD_PROTECTION, Role.VULNERABILITY_LEAD, Stage.OPEN) in done
    assert {one for one in done if one[0] is Permission.REVIEW_VULNERABILITY} == {
        (Permission.REVIEW_VULNERABILITY, Role.VULNERABILITY_LEAD, stage)
        for stage in (Stage.OPEN, Stage.DELAYED, Stage.SHARED)
    }
    assert {one for one in done if one[0] is Permission.REVIEW_DATA_PROTECTION} == {
        (Permission.REVIEW_DATA_PROTECTION, Role.DATA_PROTECTION_OFFICER, Stage.DELAYED)
    }


def attempted(opened: OpenCase, act: Callable[..., OpenCase], value: Any) -> str:
    """What came of an act, taken back afterwards."""
    before = Entry.objects.count()
    with transaction.atomic():
        try:
            act(opened, value, seen=opened.case.seq)
            return "done"
        except NotAllowed:
            outcome = "not allowed"
        except REFUSED_OTHERWISE:
            outcome = "refused otherwise"
        finally:
            written = Entry.objects.count() - before
            transaction.set_rollback(True)
    assert written == 0
    return outcome

"""Who may do what and when: every role, act and stage, against a table written out by hand; and the acts themselves."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction

from proviso.accounts.models import Officer, Role
from proviso.casework.access import OpenCase, reaches
from proviso.casework.acts.afterwards import (
    close_case,
    hand_over,
    record_reply,
    reopen_case,
    review_delay,
    review_late_disclosure,
)
from proviso.casework.acts.answering import record_answer
from proviso.casework.acts.correcting import find_wrong, record_correction, tell_correction
from proviso.casework.acts.deciding import PolicyStandsInTheWay, decide, end_delay, withdraw_decision
from proviso.casework.acts.dispatch import (
    cancel_sending,
    order_sending,
    record_delivered,
    record_file_made,
    record_sent,
    settle_sending,
)
from proviso.casework.acts.protecting import review_vulnerability
from proviso.casework.acts.replies import record_outcome, take_reply
from proviso.casework.acts.sending import end_call, record_acknowledgement, record_already_shared, start_call
from proviso.casework.acts.suspicion import correct_source, review_breach
from proviso.casework.acts.telling import record_failed_attempt, tell_after
from proviso.casework.case import Case, Stage
from proviso.casework.commit import ActRefused
from proviso.casework.kinds import VALUES
from proviso.casework.permissions import ACT_OF, Act, NotAllowed, Who, demand, may
from proviso.casework.values.afterwards import (
    Closed,
    DelayReviewed,
    HandedOver,
    LateDisclosureReviewed,
    Reopened,
    Review,
)
from proviso.casework.values.asking import ValueRefused
from proviso.casework.values.deciding import Decide, Decision, DecisionWithdrawn, DelayEnded
from proviso.casework.values.dispatch import SendingCancelled, Sent
from proviso.casework.values.person import Knows
from proviso.casework.values.replies import ReplyArrived
from proviso.casework.values.suspicion import Source, SourceCorrected
from proviso.record.models import Entry

from .every import (
    ACKNOWLEDGED,
    ARRIVED,
    CORRECTION,
    DELIVERED,
    FAILED,
    FILE_MADE,
    FOUND_WRONG,
    LATE,
    NEEDED,
    NEGATED,
    ORDERED,
    OUTCOME,
    REVIEW_STANDS,
    RISK_REVIEWED,
    SENT,
    SETTLED,
    TOLD_CORRECTION,
    WARNED,
)
from .examples import ALLEGATION, CALL_ENDED, CALL_STARTED, CONTROL, REPLY, TOLD_AFTER, answer
from .stories import at_every_stage, by_hand, sending, unclear

STAGES = dict(zip("OWNDCMSX", Stage, strict=True))
"""Open, waiting (delayed), not sharing, decided, calling, a message being sent, shared, closed (X)."""

TABLE = """
act                    officer   supervisor  desk      lead      dpo       auditor  owner  admin
read                   OWNDCMSX  OWNDCMSX    OWNDCMSX  OWNDCMSX  OWNDCMSX  -        -      -
answer                 OWNDCMS   OWNDCMS     -         -         -         -        -      -
protect                OWNDCMS   OWNDCMS     -         OWNDCMS   -         -        -      -
decide                 OWNS      OWNS        -         -         -         -        -      -
withdraw               D         D           -         -         -         -        -      -
end_delay              W         W           -         -         -         -        -      -
start_call             D         D           D         -         -         -        -      -
end_call               C         C           C         -         -         -        -      -
order_sending          D         D           D         -         -         -        -      -
cancel_sending         M         M           M         -         -         -        -      -
dispatch               -         -           -         -         -         -        -      -
settle_sending         OWNDCMS   OWNDCMS     OWNDCMS   -         -         -        -      -
deliver                M         M           M         -         -         -        -      -
record_already_shared  OWNDCMSX  OWNDCMSX    -         -         -         -        -      -
acknowledge            OWNDCMSX  OWNDCMSX    OWNDCMSX  -         -         -        -      -
tell_after             OWNDCMSX  OWNDCMSX    -         -         -         -        -      -
try_to_tell            OWNDCMSX  OWNDCMSX    -         -         -         -        -      -
record_reply           OWNDCMSX  OWNDCMSX    OWNDCMSX  -         -         -        -      -
take_reply             -         -           -         -         -         -        -      -
record_outcome         OWNDCMSX  OWNDCMSX    -         -         -         -        -      -
find_wrong             OWNDCMSX  OWNDCMSX    -         -         -         -        -      -
correct                OWNDCMS   OWNDCMS     OWNDCMS   -         -         -        -      -
tell_correction        OWNDCMSX  OWNDCMSX    -         -         -         -        -      -
review                 -         OWNDCMSX    -         -         -         -        -      -
review_vulnerability   -         -           -         OWNDCMSX  -         -        -      -
hand_over              OWNDCMS   OWNDCMS     -         -         -         -        -      -
close                  ONS       ONS         -         -         -         -        -      -
reopen                 X         X           -         -         -         -        -      -
"""

LINES = [line.split() for line in TABLE.strip().splitlines()]
ROLES = dict(zip(LINES[0][1:], Role, strict=True))
ALLOWED: Mapping[tuple[Role, Act], frozenset[Stage]] = {
    (role, Act(line[0])): frozenset(STAGES[letter] for letter in cell.strip("-"))
    for line in LINES[1:]
    for role, cell in zip(ROLES.values(), line[1:], strict=True)
}


def _by_itself(opened: OpenCase, value: Sent | ReplyArrived, *, seen: int) -> OpenCase:
    """What the service does by itself, attempted by a person."""
    assert seen == opened.case.seq
    return record_sent(opened, value) if isinstance(value, Sent) else take_reply(opened, value)


ACTS: Mapping[Act, tuple[tuple[Callable[..., OpenCase], Any], ...]] = {
    Act.ANSWER: ((record_answer, replace(ALLEGATION, crime_reference="WES/1/26")),),
    Act.PROTECT: ((record_answer, NEEDED),),
    Act.DECIDE: tuple(
        (decide, Decision(decide=(one,), reason="It is time")) for one in (Decide.SHARE_BASIC, Decide.NOT_SHARE)
    ),
    Act.WITHDRAW: ((withdraw_decision, DecisionWithdrawn(reason="Too soon")),),
    Act.END_DELAY: ((end_delay, DelayEnded(what_happened="She is safe")),),
    Act.START_CALL: ((start_call, CALL_STARTED),),
    Act.END_CALL: ((end_call, CALL_ENDED),),
    Act.ORDER_SENDING: ((order_sending, ORDERED),),
    Act.CANCEL_SENDING: ((cancel_sending, SendingCancelled(reason="The desk will ring")),),
    Act.DISPATCH: ((_by_itself, SENT),),
    Act.SETTLE_SENDING: ((settle_sending, SETTLED),),
    Act.DELIVER: ((record_file_made, FILE_MADE), (record_delivered, DELIVERED)),
    Act.RECORD_ALREADY_SHARED: ((record_already_shared, LATE),),
    Act.ACKNOWLEDGE: ((record_acknowledgement, ACKNOWLEDGED),),
    Act.TELL_AFTER: ((tell_after, replace(TOLD_AFTER, understood=False)),),
    Act.TRY_TO_TELL: ((record_failed_attempt, FAILED),),
    Act.RECORD_REPLY: ((record_reply, REPLY),),
    Act.TAKE_REPLY: ((_by_itself, ARRIVED),),
    Act.RECORD_OUTCOME: ((record_outcome, OUTCOME),),
    Act.FIND_WRONG: ((find_wrong, FOUND_WRONG),),
    Act.CORRECT: ((record_correction, CORRECTION),),
    Act.TELL_CORRECTION: ((tell_correction, TOLD_CORRECTION),),
    Act.REVIEW: (
        (review_breach, REVIEW_STANDS),
        (review_delay, DelayReviewed(outcome=Review.CHANGE, note="Ring her")),
        (review_late_disclosure, LateDisclosureReviewed(learned="Nothing more")),
        (correct_source, SourceCorrected(arose_from=Source.THIRD_PARTY, reason="A neighbour wrote")),
    ),
    Act.REVIEW_VULNERABILITY: ((review_vulnerability, RISK_REVIEWED),),
    Act.HAND_OVER: ((hand_over, HandedOver(to="colleague")),),
    Act.CLOSE: ((close_case, Closed(reason="All is done")),),
    Act.REOPEN: ((reopen_case, Reopened(reason="He came back")),),
}
REFUSED_OTHERWISE = (ActRefused, ValueRefused, PolicyStandsInTheWay)


def someone(role: Role) -> Who:
    return Who(f"a {role.value}"[:20], role, "wessmere", "north")


def test_the_table_speaks_of_every_act_and_every_role() -> None:
    assert [line[0] for line in LINES[1:]] == list(Act)
    assert [ROLES[name] for name in ("owner", "auditor", "admin")] == ["policy_owner", "auditor", "administrator"]
    assert set(ACTS) == set(Act) - {Act.READ}
    assert set(ACT_OF) <= set(VALUES)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_each_act_at_the_stages_of_the_table(role: Role, act: Act) -> None:
    allowed = frozenset(stage for stage in Stage if may(someone(role), act, _at(stage)))
    assert allowed == ALLOWED[role, act]


class _Staged(Case):
    """A case that says of itself at which stage it is."""

    __slots__ = ("said",)

    @property
    def stage(self) -> Stage:
        return self.said


def _at(stage: Stage, owner: str = "somebody else") -> Case:
    case = _Staged(reference="PV-TEST-0000", owner=owner)
    object.__setattr__(case, "said", stage)
    return case


@pytest.mark.parametrize("stage", Stage)
def test_nobody_reviews_a_case_of_their_own(stage: Stage) -> None:
    supervisor = someone(Role.SUPERVISOR)
    assert may(supervisor, Act.REVIEW, _at(stage))
    assert not may(supervisor, Act.REVIEW, _at(stage, owner=supervisor.staff_number))
    with pytest.raises(NotAllowed, match="This is your own case: another supervisor has to review it"):
        demand(supervisor, Act.REVIEW, _at(stage, owner=supervisor.staff_number))


def test_a_refusal_says_whether_it_is_the_role_or_the_stage() -> None:
    with pytest.raises(NotAllowed, match=r"Your role \(auditor\) does not do this"):
        demand(someone(Role.AUDITOR), Act.READ, _at(Stage.OPEN))
    with pytest.raises(NotAllowed, match="This cannot be done while the case is decided and not yet sent"):
        demand(someone(Role.OFFICER), Act.CLOSE, _at(Stage.DECIDED))


@pytest.mark.django_db(databases="__all__")
def test_the_acts_themselves_keep_to_the_table(officer: Who, colleague: Officer) -> None:
    """Each act, really attempted by each role at each stage: what the table refuses writes nothing."""
    done: set[tuple[Act, Role, Stage]] = set()
    for stage, opened in at_every_stage(officer).items():
        if stage is Stage.SENDING:
            opened = by_hand(officer)
        if stage is Stage.SHARED:
            for reply in (NEGATED, WARNED):
                opened = record_reply(opened, reply, seen=opened.case.seq)
        if stage is Stage.OPEN:
            opened = answer(opened, (replace(CONTROL, used=Knows.YES, how="He keeps the passport"),))
        for role in Role:
            reached = reaches(someone(role), opened.case)
            for act in ACTS:
                for attempt in ACTS[act]:
                    outcome = attempted(replace(opened, who=someone(role)), *attempt)
                    allowed = reached and stage in ALLOWED[role, act]
                    assert allowed or outcome != "done", (act, role, stage)
                    assert not (allowed and outcome == "not allowed"), (act, role, stage)
                    if outcome == "done":
                        done.add((act, role, stage))
    for role in (Role.OFFICER, Role.DISCLOSURE_DESK):
        assert attempted(replace(unclear(sending(officer)), who=someone(role)), *ACTS[Act.SETTLE_SENDING][0]) == "done"
    acts = {act for act, _, _ in done}
    assert acts | {Act.DISPATCH, Act.SETTLE_SENDING, Act.TAKE_REPLY} == set(ACTS), (
        "an act that nobody could do proves nothing"
    )
    assert not {Act.DISPATCH, Act.TAKE_REPLY} & acts, "what became of a message, and that one came, the service says"
    assert (Act.START_CALL, Role.DISCLOSURE_DESK, Stage.DECIDED) in done
    assert (Act.PROTECT, Role.VULNERABILITY_LEAD, Stage.OPEN) in done
    assert {one for one in done if one[0] is Act.REVIEW_VULNERABILITY} == {
        (Act.REVIEW_VULNERABILITY, Role.VULNERABILITY_LEAD, Stage.SHARED)
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

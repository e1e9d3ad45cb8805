"""Deciding, calling, replies and closing: what those acts refuse, in their words, and what the log says of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override

from proviso.accounts.models import Force, Officer, Role
from proviso.casework.acts.close import close_case
from proviso.casework.acts.correct import record_correction
from proviso.casework.acts.decide import PolicyStandsInTheWay, end_delay, withdraw_decision
from proviso.casework.acts.handing_over import hand_over
from proviso.casework.acts.receive import record_reply
from proviso.casework.acts.share import (
    DecisionMoved,
    NothingSent,
    NothingShared,
    end_call,
    record_already_shared,
    record_another_disclosure,
    start_call,
    why_not_now,
)
from proviso.casework.history.case import Stage
from proviso.casework.models import CaseRow
from proviso.casework.reading.decision_in_force import last_decided
from proviso.casework.values.closing import Closed, HandedOver
from proviso.casework.values.decision import Decide, Decision, DecisionWithdrawn, DelayEnded
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase, open_case
from proviso.casework.writing.commit import RecordedAlready
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.policy.norms import Act
from proviso.record import read

from .every import (
    ACKNOWLEDGED,
    CORRECTION,
    ENDED,
    IN_PLACE,
    LATE,
    NEEDED,
    NEGATED,
    TRIAL,
)
from .examples import (
    ADDRESS,
    CALL_ENDED,
    CALL_STARTED,
    NOW,
    REPLY,
    TOLD_BEFORE,
    acknowledge,
    answer,
    begun,
    decided,
    ready,
    shared,
)
from .stories import decides, delayed, told_late
from .test_acts import says

pytestmark = pytest.mark.django_db(databases="__all__")
DECISION = Decision(decide=(Decide.SHARE_BASIC,), reason="All is in place")


def test_nothing_is_said_to_have_happened_in_the_time_to_come(officer: Actor) -> None:
    opened = shared(officer)
    soon = NOW + timedelta(seconds=1)
    words = "Enter a time that has passed; this one is still to come"
    assert says(record_reply, opened, replace(REPLY, happened_at=soon)) == words
    assert says(record_already_shared, opened, replace(LATE, happened_at=soon)) == words


@pytest.mark.parametrize(("act", "value"), [(record_reply, REPLY), (record_correction, CORRECTION)])
def test_there_is_no_reply_to_nothing(officer: Actor, act: Callable[..., OpenCase], value: Value) -> None:
    assert says(act, ready(officer), value, NothingShared) == "Nothing has been shared on this case."
    late = answer(told_late(officer), (ENDED,))
    assert act(late, value, seen=3).case.seq == 4


@pytest.mark.parametrize(
    ("act", "value", "words"),
    [
        (acknowledge, ACKNOWLEDGED, "Enter a time after it was sent"),
        (record_reply, REPLY, "Enter a time after it was shared"),
    ],
)
def test_nothing_follows_what_was_shared_before_it_was(
    officer: Actor, act: Callable[..., OpenCase], value: Value, words: str
) -> None:
    opened = shared(officer)
    before = replace(value, happened_at=NOW - timedelta(days=1))
    assert says(act, opened, before) == (
        f"{words}. You entered 03:00 on 21 November 2026; the earliest that it can be is 03:00 on 22 November 2026"
    )
    assert act(opened, replace(value, happened_at=NOW), seen=opened.case.seq).case.seq == opened.case.seq + 1


def test_where_nobody_knows_when_it_was_shared_a_reply_has_any_time(officer: Actor) -> None:
    opened = told_late(officer, replace(LATE, happened_at=None))
    assert record_reply(opened, replace(REPLY, happened_at=NOW - timedelta(days=9)), seen=2).case.seq == 3


def test_nothing_that_waits_is_acknowledged(officer: Actor) -> None:
    for opened in (ready(officer), told_late(officer), answer(shared(officer), ())):
        if opened.case.stage is Stage.SHARED and opened.case.disclosures[0].late is None:
            opened = acknowledge(opened, ACKNOWLEDGED, seen=opened.case.seq)
        assert says(acknowledge, opened, ACKNOWLEDGED, NothingSent).startswith("Nothing that was sent waits")


def test_policy_is_asked_before_each_decision(officer: Actor) -> None:
    def closed(decision: Decide, opened: OpenCase) -> tuple[str, ...]:
        with pytest.raises(PolicyStandsInTheWay) as refused:
            decides(opened, decision)
        assert all(not refused.value.assessed.allows(act) for act in refused.value.acts)
        return refused.value.acts

    assert closed(Decide.SHARE_BASIC, begun(officer)) == (Act.SHARE_BASIC,)
    assert closed(Decide.SHARE_ADDITIONAL, ready(officer)) == (Act.SHARE_ADDITIONAL,)
    assert closed(Decide.DELAY, ready(officer)) == (Act.DELAY_SHARING,)
    assert decides(begun(officer), Decide.NOT_SHARE).case.stage is Stage.NOT_SHARING
    assert decides(answer(ready(officer), (TRIAL,)), Decide.DELAY).case.stage is Stage.DELAYED


def test_a_delay_that_has_ended_lets_sharing_be_decided_at_once(officer: Actor) -> None:
    opened = delayed(officer)
    with pytest.raises(PolicyStandsInTheWay):
        decides(opened, Decide.SHARE_BASIC)
    ended = end_delay(opened, DelayEnded(what_happened="She is safe"), seen=opened.case.seq)
    assert decides(ended, Decide.SHARE_BASIC).case.stage is Stage.DECIDED
    safe = answer(delayed(officer), (NEEDED, IN_PLACE))
    assert decides(safe, Decide.SHARE_BASIC).case.stage is Stage.DECIDED


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (replace(ADDRESS, address="2 Invented Row"), None),
        (NEEDED, "Something was said or found since it was decided"),
    ],
)
def test_a_decision_does_not_outlive_what_it_rested_on(officer: Actor, change: Value, words: str | None) -> None:
    opened = answer(decided(officer), (change,))
    if words:
        assert says(start_call, opened, CALL_STARTED, DecisionMoved).startswith(words)
    else:
        assert says(start_call, opened, CALL_STARTED, PolicyStandsInTheWay)
    again = withdraw_decision(opened, DecisionWithdrawn(reason="The trial was moved"), seen=opened.case.seq)
    assert again.case.stage is Stage.OPEN


def test_it_is_said_beforehand_why_what_was_decided_would_be_refused(officer: Actor) -> None:
    opened = decided(officer)
    assert why_not_now(opened.case, opened.rules) == ""
    moved = answer(opened, (NEEDED,))
    assert why_not_now(moved.case, moved.rules) == says(start_call, moved, CALL_STARTED, DecisionMoved)
    closed = answer(decided(officer), (replace(ADDRESS, address="2 Invented Row"),))
    assert why_not_now(closed.case, closed.rules).startswith("Policy no longer allows what was decided.")
    waits = ready(officer)
    assert why_not_now(waits.case, waits.rules) == "", "nothing waits to be sent"


def test_what_would_be_shared_stands_as_it_was_decided(officer: Actor) -> None:
    """Told again of another address: policy says yes to it, and still it is not what was decided."""
    opened = answer(decided(officer), (replace(ADDRESS, address="2 Invented Row"),))
    opened = answer(opened, (TOLD_BEFORE,))
    assert opened.assessed.allows(Act.SHARE_BASIC)
    assert says(start_call, opened, CALL_STARTED, DecisionMoved).startswith("Something was said or found since")


def test_the_decision_that_holds_waits_to_be_sent_or_is_of_what_was_shared_last(officer: Actor) -> None:
    assert last_decided(begun(officer).case) is None
    waits = decided(officer)
    sent = answer(waits, (CALL_STARTED, CALL_ENDED))
    assert last_decided(waits.case) == waits.case.decision == last_decided(sent.case)
    assert sent.case.decision is None


def test_a_call_is_not_started_on_a_decision_not_to_share(officer: Actor) -> None:
    opened = decides(ready(officer), Decide.NOT_SHARE)
    assert "decided: not to be shared" in says(start_call, opened, CALL_STARTED, NotAllowed)


def test_a_call_does_not_end_before_it_began(officer: Actor, time: Any) -> None:
    time.now = NOW + timedelta(seconds=40)
    opened = answer(decided(officer), (CALL_STARTED,))
    early = replace(CALL_ENDED, happened_at=NOW - timedelta(minutes=1))
    assert says(end_call, opened, early).startswith("Enter a time after the call began. You entered 02:59 on")
    ended = end_call(opened, CALL_ENDED, seen=opened.case.seq)
    assert ended.case.stage is Stage.SHARED, "the minute that it began in is late enough"


def test_the_log_says_with_whom_and_why(officer: Actor) -> None:
    opened = shared(officer)
    last = read.entries(opened.case.reference)[-1]
    assert last.with_whom == "National Command and Control Unit, Operator 12"
    assert last.why == (
        "To find out whether the suspicion is right (5.4.1): The marker is four years old; "
        f"Section 20 of the Immigration and Asylum Act 1999 (paragraph 4.1); All is in place on {opened.case.reference}"
    )
    decision = next(one for one in read.entries(opened.case.reference) if one.kind == "sharing_decided")
    assert decision.why == last.why, "purpose, power and the officer’s words together (10.1.4)"
    assert last.category == "disclosure"


def test_a_case_closes_once_nothing_is_owed(officer: Actor) -> None:
    opened = shared(officer)
    with pytest.raises(PolicyStandsInTheWay) as refused:
        close_case(opened, Closed(reason="All is done"), seen=opened.case.seq)
    assert refused.value.acts == (Act.CLOSE_CASE,)
    gone = record_reply(opened, NEGATED, seen=opened.case.seq)
    assert gone.assessed.facts["corrections_outstanding"] is True


def test_a_case_is_handed_over_within_its_unit(officer: Actor, colleague: Officer, force: Force) -> None:
    for number, role, unit, active in (
        ("gone", Role.OFFICER, colleague.unit, False),
        ("desk", Role.DISCLOSURE_DESK, colleague.unit, True),
        (officer.staff_number, Role.OFFICER, colleague.unit, True),
    ):
        Officer.objects.create(staff_number=number, name="Invented", role=role, unit=unit, is_active=active)
    opened = begun(officer)
    for wrong in ("nobody", "gone", "desk", officer.staff_number, officer.staff_number.upper()):
        words = says(hand_over, opened, HandedOver(to=wrong))
        assert words == "Select another officer or supervisor of the force, from the list"
    assert hand_over(opened, HandedOver(to="COLLEAGUE"), seen=1).case.owner == "colleague"
    assert CaseRow.objects.get().owner == "colleague"


def test_a_reply_that_is_sent_twice_is_recorded_once(officer: Actor) -> None:
    opened = shared(officer)
    seen = opened.case.seq
    recorded = record_reply(opened, REPLY, seen=seen)
    words = "officer-north recorded exactly this at 03:00 on 22 November 2026. It is on the record once, and stays so."
    with pytest.raises(RecordedAlready, match=words):
        record_reply(opened, REPLY, seen=seen)
    with override("cy"), pytest.raises(RecordedAlready, match="am 03:00 ar 22 Tachwedd 2026"):
        record_reply(opened, REPLY, seen=seen)
    assert len(record_reply(recorded, REPLY, seen=recorded.case.seq).case.replies) == 2, "the same words came again"


def test_a_disclosure_made_already_is_said_more_of_or_another_one_is_recorded(officer: Actor) -> None:
    vague = replace(LATE, happened_at=None)
    opened = told_late(officer, vague)
    another = record_another_disclosure(opened, LATE, seen=opened.case.seq)
    assert [one.late for one in another.case.disclosures] == [vague, LATE]
    with pytest.raises(RecordedAlready):
        record_another_disclosure(opened, LATE, seen=opened.case.seq)
    fuller = record_already_shared(another, LATE, seen=another.case.seq)
    first, second = fuller.case.disclosures
    assert (first.late, second.late) == (replace(LATE, amends=first.seq), LATE)
    last = record_already_shared(fuller, replace(LATE, why="She asked for it"), seen=fuller.case.seq)
    assert last.case.disclosures[1].late == replace(LATE, why="She asked for it", amends=second.seq)
    again = record_already_shared(last, replace(LATE, why="She asked for it"), seen=last.case.seq)
    assert again.case.seq == last.case.seq, "the same said again is not written"
    of_first = replace(LATE, beyond="Her name alone", amends=first.seq)
    assert told_late(officer, replace(LATE, amends=1)).case.disclosures[0].late == LATE, "nothing stands there"
    named = record_already_shared(again, of_first, seen=again.case.seq)
    assert [one.late for one in named.case.disclosures] == [of_first, again.case.disclosures[1].late]


def test_a_case_that_went_out_of_reach_since_it_was_opened_takes_no_act(
    officer: Actor, who: Callable[..., Actor]
) -> None:
    opened = shared(officer)
    desk = open_case(
        who(Role.DISCLOSURE_DESK), opened.case.reference, reason="To record an acknowledgement", session="s"
    )
    acknowledge(opened, ACKNOWLEDGED, seen=opened.case.seq)
    with pytest.raises(NotAllowed, match="no longer one that your role or unit can open"):
        record_reply(desk, REPLY, seen=desk.case.seq)
    assert [entry.kind for entry in read.entries(opened.case.reference, key=opened.key)][-1] == ACKNOWLEDGED.kind

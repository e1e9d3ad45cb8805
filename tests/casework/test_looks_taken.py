"""Who takes a second look, what it keeps from leaving or closing, and what is said since a decision."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_django import Settings

from proviso.accounts.models import Role
from proviso.casework.acts.close import close_case
from proviso.casework.acts.decide import DecidedAlready, decide, withdraw_decision
from proviso.casework.acts.look import (
    LookOutstanding,
    NothingHeldUp,
    NothingToLookAt,
    SecondLookNeeded,
    declare_urgency,
    look_as_lead,
    look_as_supervisor,
    require_looked_at,
)
from proviso.casework.acts.registry import offered
from proviso.casework.acts.send import require_still_right
from proviso.casework.acts.share import DecisionMoved, SentByYou, record_acknowledgement, start_call
from proviso.casework.history.case import Stage
from proviso.casework.outstanding_looks import due_to, holding_up, looks_due, to_change
from proviso.casework.row_codes import What
from proviso.casework.second_look import Looker
from proviso.casework.values.closing import Closed, HandedOver
from proviso.casework.values.decision import Decide, Decision, DecisionWithdrawn, SharingDecided
from proviso.casework.values.looks import LeadLooked, LookOutcome, Pace, SupervisorLooked, UrgencyDeclared
from proviso.casework.values.nature import Nature
from proviso.casework.values.person import Knows
from proviso.casework.values.reply import ReplyArrived, ReplyDismissed
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import ActRefused
from proviso.casework.writing.permissions import Actor, NotAllowed

from .conftest import Clock
from .duties import decided as decided_case
from .duties import dues
from .every import ACKNOWLEDGED, DISPUTED, FAILED, ORDERED
from .examples import (
    ADDRESS,
    ANSWERS,
    CALL_ENDED,
    CALL_STARTED,
    CONTROL,
    MEASURES_TOO,
    NOTHING_MORE,
    NOW,
    PROTECTION,
    REACH,
    TOLD_AFTER,
    TOLD_BEFORE,
    VIEWS,
    WEIGHING,
    acknowledge,
    answer,
    begun,
    by_colleague,
    decided,
    ready,
    shared,
)
from .folding import onto
from .stories import held_up, looked_at, sending

pytestmark = pytest.mark.django_db(databases="__all__")

GO = SupervisorLooked(outcome=LookOutcome.GO_AHEAD, found="I read all of it, and rang the officer")


def supervisor(opened: OpenCase, number: str = "looks-on") -> OpenCase:
    return replace(opened, actor=replace(opened.actor, staff_number=number, role=Role.SUPERVISOR))


def test_nothing_leaves_before_the_look_and_all_of_it_after(officer: Actor) -> None:
    opened = held_up(officer)
    with pytest.raises(SecondLookNeeded, match="It would be shared on a doubt only"):
        start_call(opened, CALL_STARTED, seen=opened.case.seq)
    with pytest.raises(SecondLookNeeded):
        sending_of(opened)
    opened = looked_at(opened)
    assert start_call(opened, CALL_STARTED, seen=opened.case.seq).case.stage is Stage.CALLING


def sending_of(opened: OpenCase) -> OpenCase:
    from .ordering import order_sending

    return order_sending(opened, ORDERED, seen=opened.case.seq)


def test_a_look_that_finds_something_to_change_asks_for_another_decision(officer: Actor) -> None:
    opened = looked_at(held_up(officer), LookOutcome.CHANGE)
    with pytest.raises(SecondLookNeeded, match="looks-on looked, and found that something must change: “I read all"):
        start_call(opened, CALL_STARTED, seen=opened.case.seq)
    assert What.DECIDE_AGAIN in {one.what for one in dues(opened.case)}
    again = decide(
        opened, Decision(decide=(Decide.SHARE_BASIC,), reason="Without the doubt it stands"), seen=opened.case.seq
    )
    assert holding_up(again.case), "another decision calls for another look"
    assert What.DECIDE_AGAIN not in {one.what for one in dues(again.case)}


def test_whoever_found_that_it_must_change_is_not_overruled_by_another_office(officer: Actor) -> None:
    found = LeadLooked(outcome=LookOutcome.CHANGE, found="The address is the one that he watches")
    case = onto(held_up(officer).case, (found, GO))
    change = to_change(case)
    assert change
    assert change.value == found
    with pytest.raises(SecondLookNeeded, match="found that something must change: “The address is the one"):
        require_looked_at(case)
    assert to_change(begun(officer).case) is None, "nothing is decided there"
    agreed = replace(found, outcome=LookOutcome.GO_AHEAD, found="She has moved, I asked her officer")
    assert to_change(onto(case, (agreed,))) is None


def test_a_look_while_the_message_is_on_its_way_stops_it(officer: Actor, settings: Settings) -> None:
    opened = sending(officer)
    require_still_right(opened)
    moved = answer(opened, (replace(REACH, when_safe="Never after six"),))
    with pytest.raises(DecisionMoved, match="said or found since"):
        require_still_right(moved)


def test_urgent_protection_is_never_held_up_and_two_people_see_it_at_once(officer: Actor) -> None:
    opened = held_up(officer)
    urgent = UrgencyDeclared(reason="He is on his way to her flat")
    opened = declare_urgency(opened, urgent, seen=opened.case.seq)
    listed = {(one.queue.value, one.what, one.at) for one in dues(opened.case)}
    assert {("supervisor", What.SECOND_LOOK, NOW), ("vulnerability_lead", What.SECOND_LOOK, NOW)} <= listed
    with pytest.raises(NothingHeldUp, match="Nobody’s look keeps this"):
        declare_urgency(opened, urgent, seen=opened.case.seq)
    called = answer(opened, (CALL_STARTED, CALL_ENDED))
    assert called.case.stage is Stage.SHARED
    assert {"urgency", "urgency_to_lead"} <= {one.row.code for one in looks_due(called.case)}, (
        "it is seen after it was sent too"
    )


def test_nothing_is_declared_urgent_that_nobody_holds_up(officer: Actor) -> None:
    opened = decided(officer)
    with pytest.raises(NothingHeldUp):
        declare_urgency(opened, UrgencyDeclared(reason="He is on his way"), seen=opened.case.seq)


@pytest.mark.parametrize("decision", [Decide.NOT_SHARE])
def test_deciding_not_to_share_is_never_slowed(officer: Actor, decision: Decide, settings: Settings) -> None:
    settings.PROVISO_PACE = settings.PROVISO_PACE.model_copy(
        update={"decisions": 2, "within_minutes": 60, "after_opening_minutes": 10}
    )
    for number in ("first", "second", "third", "fourth"):
        opened = begun(officer)
        reason = f"It would drive the {number} of them away"
        done = decide(opened, Decision(decide=(decision,), reason=reason), seen=opened.case.seq)
        assert holding_up(done.case) == ()


def test_whoever_has_to_do_with_a_case_does_not_look_at_it(officer: Actor) -> None:
    opened = held_up(officer)
    with pytest.raises(NotAllowed, match="This is your own case: another supervisor has to review it"):
        look_as_supervisor(supervisor(opened, officer.staff_number), GO, seen=opened.case.seq)
    anew = replace(TOLD_BEFORE, understood=False)
    told = answer(replace(opened, actor=replace(officer, staff_number="told-her", role=Role.SUPERVISOR)), (anew,))
    with pytest.raises(NotAllowed, match="You recorded what is to be reviewed"):
        look_as_supervisor(told, GO, seen=told.case.seq)


def test_there_is_nothing_to_look_at_on_a_plain_case(officer: Actor) -> None:
    opened = supervisor(decided(officer))
    with pytest.raises(NothingToLookAt, match="Nothing on this case waits for your look"):
        look_as_supervisor(opened, GO, seen=opened.case.seq)


def test_a_look_says_what_it_was_at(officer: Actor) -> None:
    opened = answer(begun(officer), (replace(CONTROL, used=Knows.YES, how="He keeps her passport"), DISPUTED))
    lead = replace(opened, actor=replace(officer, staff_number="lead", role=Role.VULNERABILITY_LEAD))
    found = LeadLooked(outcome=LookOutcome.GO_AHEAD, found="Her worker has found her a place")
    done = look_as_lead(lead, found, seen=lead.case.seq)
    assert done.case.history[-1].value == replace(found, about=("child_at_risk", "control"))
    assert due_to(done.case, Looker.LEAD) == ()


def test_a_case_does_not_close_with_a_look_outstanding(officer: Actor) -> None:
    opened = answer(shared(officer), (TOLD_AFTER,))
    opened = answer(opened, (replace(CONTROL, used=Knows.YES, how="He keeps her passport"),))
    closed = Closed(reason="She was told, and nothing is owed")
    with pytest.raises(LookOutstanding, match=r"the vulnerability lead \(Somebody uses their status against them"):
        close_case(opened, closed, seen=opened.case.seq)
    assert "Close the case" not in [words for _, words in offered(opened, due=True)]
    see_whose = "See whose look is outstanding before the case can close"
    assert [page.slug for page, words in offered(opened, due=False) if words == see_whose] == ["close"]


def test_a_case_that_nothing_holds_up_is_offered_to_be_closed(officer: Actor) -> None:
    told = answer(shared(officer), (TOLD_AFTER,))
    opened = acknowledge(told, ACKNOWLEDGED, seen=told.case.seq)
    assert [page.slug for page, words in offered(opened, due=True) if words == "Close the case"] == ["close"]


def test_whoever_sent_it_does_not_say_that_it_was_received(officer: Actor) -> None:
    opened = shared(officer)
    with pytest.raises(SentByYou, match="You sent it: a colleague or the disclosure desk"):
        record_acknowledgement(opened, ACKNOWLEDGED, seen=opened.case.seq)
    assert acknowledge(opened, ACKNOWLEDGED, seen=opened.case.seq).case.awaiting == ()


def test_of_two_that_wait_nobody_says_that_their_own_came(officer: Actor) -> None:
    first = shared(officer)
    again = decide(
        first, Decision(decide=(Decide.SHARE_BASIC,), reason="They lost what we gave them"), seen=first.case.seq
    )
    both = answer(by_colleague(again), (CALL_STARTED, CALL_ENDED))
    mine, theirs = (one.seq for one in both.case.awaiting)
    held = replace(both, actor=officer)
    with pytest.raises(SentByYou):
        record_acknowledgement(held, replace(ACKNOWLEDGED, about=mine), seen=held.case.seq)
    assert record_acknowledgement(held, replace(ACKNOWLEDGED, about=theirs), seen=held.case.seq)


MOVES: tuple[Value, ...] = (
    replace(VIEWS, words="She agrees to her name alone", oppose=False),
    replace(ADDRESS, seen_by_suspect=Knows.NOT_KNOWN),
    replace(REACH, when_safe="Mornings only"),
    replace(TOLD_BEFORE, understood=False),
    replace(PROTECTION, other="A taxi home"),
)


@pytest.mark.parametrize("value", MOVES, ids=lambda value: value.kind)
def test_whatever_is_said_since_stops_what_was_ordered(officer: Actor, value: Value) -> None:
    opened = answer(begun(officer), (*(one for one in ANSWERS if one not in {NOTHING_MORE, TOLD_BEFORE}),
                                     MEASURES_TOO, VIEWS, WEIGHING, TOLD_BEFORE))  # fmt: skip
    opened = decide(
        opened,
        Decision(decide=(Decide.SHARE_BASIC, Decide.SHARE_ADDITIONAL), reason="Both are needed for the marker"),
        seen=opened.case.seq,
    )
    moved = answer(opened, (value,))
    with pytest.raises(ActRefused):
        start_call(moved, CALL_STARTED, seen=moved.case.seq)
    assert What.DECIDE_AGAIN in {one.what for one in dues(moved.case)}
    assert What.SEND not in {one.what for one in dues(moved.case)}


def test_who_carries_it_and_an_attempt_move_nothing_that_was_decided(officer: Actor) -> None:
    case = decided_case()
    kept = onto(case, (HandedOver(to="officer-2"),))
    assert What.DECIDE_AGAIN not in {one.what for one in dues(kept)}
    tried = onto(case, (FAILED,))
    assert What.DECIDE_AGAIN in {one.what for one in dues(tried)}, "that they were not reached was found since"


@pytest.mark.parametrize("nature", list(Nature))
def test_what_a_machine_sent_stops_nothing_that_was_decided(nature: Nature) -> None:
    """A message came back, or was opened: that is no more than how what was ordered fared."""
    came = ReplyArrived(digest="ab", sender="mx@unit.example", nature=nature)
    case = onto(decided_case(), (came, ReplyDismissed(reason="It is a notice alone", digest="ab")))
    stops = What.DECIDE_AGAIN in {one.what for one in dues(case)}
    assert stops is not nature.is_no_reply, "somebody may have written it, and it may say anything"
    assert What.DECIDE_AGAIN in {one.what for one in dues(onto(case, (replace(came, digest="cd", nature=None),)))}


def test_what_is_decided_is_not_decided_again_for_nothing(officer: Actor) -> None:
    opened = decided(officer)
    again = Decision(decide=(Decide.SHARE_BASIC,), reason="The same once more")
    with pytest.raises(DecidedAlready, match="Withdraw the decision first"):
        decide(opened, again, seen=opened.case.seq)
    withdrawn = withdraw_decision(opened, DecisionWithdrawn(reason="The address was wrong"), seen=opened.case.seq)
    assert decide(withdrawn, again, seen=withdrawn.case.seq).case.stage is Stage.DECIDED


@pytest.fixture
def pace(settings: Settings) -> None:
    """The pace at which a force lets decisions come, as it is installed."""
    settings.PROVISO_PACE = settings.PROVISO_PACE.model_copy(
        update={"decisions": 3, "within_minutes": 60, "after_opening_minutes": 10}
    )


def share(opened: OpenCase, reason: str) -> tuple[Pace, ...]:
    done = decide(opened, Decision(decide=(Decide.SHARE_BASIC,), reason=reason), seen=opened.case.seq)
    value = done.case.history[-1].value
    assert isinstance(value, SharingDecided)
    return value.pace


def test_the_third_within_the_hour_and_any_soon_after_opening_wait(
    officer: Actor, time: Clock, pace: None, who: Callable[..., Actor]
) -> None:
    cases = [ready(officer) for _ in range(5)]
    assert share(cases[0], "She asked us to") == (Pace.SOON_AFTER_OPENING,)
    time.now = NOW + timedelta(minutes=10)
    assert share(cases[1], "Only they can say") == ()
    assert share(cases[2], "The marker is old") == (Pace.ONE_AFTER_ANOTHER,)
    other = replace(cases[3], actor=replace(officer, staff_number="officer-other"))
    assert share(other, "Nobody has looked at the marker") == (), "another officer's are their own"
    time.now = NOW + timedelta(minutes=71)
    assert share(cases[4], "She is safe by now") == (), "an hour later"


def test_deciding_again_in_one_case_is_not_one_more(officer: Actor, time: Clock, pace: None) -> None:
    first, second = ready(officer), ready(officer)
    time.now = NOW + timedelta(minutes=30)
    assert share(first, "The marker is old") == ()
    for minutes in (31, 32, 33):
        time.now = NOW + timedelta(minutes=minutes)
        opened = decide(
            second, Decision(decide=(Decide.SHARE_BASIC,), reason=f"For the {minutes}th minute"), seen=second.case.seq
        )
        assert holding_up(opened.case) == ()
        second = withdraw_decision(opened, DecisionWithdrawn(reason="Not yet, after all"), seen=opened.case.seq)


def test_what_the_force_brings_moves_a_decision_too(officer: Actor) -> None:
    opened = decided(officer)
    lapsed = replace(opened.rules, setting=replace(opened.rules.setting, equality_assessment_current=False))
    moved = replace(opened, rules=lapsed)
    with pytest.raises(DecisionMoved, match="What the force brings has changed since it was decided"):
        start_call(moved, CALL_STARTED, seen=moved.case.seq)

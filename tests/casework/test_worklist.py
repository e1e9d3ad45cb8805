"""What is due, to whom and when: pure, every kind of it, in the deadlines of the force and the days of London."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings

from proviso.casework.history.case import Case
from proviso.casework.row_codes import What
from proviso.casework.values.closing import Closed
from proviso.casework.values.considerations import InterpreterWas
from proviso.casework.values.decision import DecisionWithdrawn, DelayEnded
from proviso.casework.values.dispatch import SendingStopped
from proviso.casework.values.looks import LeadLooked, LookOutcome
from proviso.casework.values.notification import Again, Telling, ToldAfter
from proviso.casework.values.review_outcomes import DelayReviewed, Review
from proviso.casework.values.sharing import AlreadyShared, SharedHow, ToldBeforehand

from .carried import OFFERED
from .duties import (
    DESK,
    LEAD,
    OFFICER,
    SUPERVISOR,
    as_set,
    at,
    decided,
    delayed,
    dues,
    is_due,
    last,
    on_a_doubt,
    opened,
    sent,
)
from .every import (
    ACKNOWLEDGED,
    ARRIVED,
    BY_HAND,
    CORRECTION,
    CORRECTION_ORDERED,
    DISPUTED,
    ENDED,
    FAILED,
    IN_PLACE,
    MESSAGE,
    NEEDED,
    NEGATED,
    NOT_REACHED,
    ORDERED,
    OTHER_MESSAGE,
    TOLD_CORRECTION,
    TRIAL,
    UNCLEAR,
    WAITING,
    WARNED,
)
from .examples import (
    ALLEGATION,
    ANSWERS,
    CALL_ENDED,
    CALL_STARTED,
    CONTROL,
    NOW,
    PROTECTION,
    REPLY,
    SUPPORT,
    SUSPICION,
    TIMING,
    TOLD_AFTER,
    UNTOLD,
)
from .folding import folded, onto, sharing
from .stories import routine
from .test_facts import cases


def test_a_new_case_is_to_be_answered() -> None:
    case = folded()
    is_due(case, (OFFICER, What.ANSWER, opened(case, 24)))


def test_it_is_time_to_decide_once_policy_does_not_stand_in_the_way() -> None:
    case = folded(*ANSWERS)
    is_due(case, (OFFICER, What.DECIDE, at(case, SUSPICION, 25)))
    again = onto(case, (DelayEnded(what_happened="She is safe"),))
    is_due(again, (OFFICER, What.DECIDE, last(again, 25)))


def test_immediate_protection_is_due_from_when_it_was_first_needed() -> None:
    case = folded(NEEDED, replace(NEEDED, other="A taxi"), SUPPORT)
    needed = at(case, NEEDED, 5)
    is_due(
        case,
        (OFFICER, What.ANSWER, opened(case, 24)),
        (OFFICER, What.PROTECT, needed),
        (LEAD, What.PROTECT, needed),
        (LEAD, What.SECOND_LOOK, at(case, NEEDED, 27)),
    )
    is_due(onto(case, (IN_PLACE,)), (OFFICER, What.ANSWER, opened(case, 24)))
    later = onto(case, (IN_PLACE, NEEDED))
    assert (OFFICER, What.PROTECT, last(later, 5)) in as_set(later)


def test_a_delay_is_reviewed_when_it_was_said_that_it_would_be() -> None:
    assert WAITING.review_at is not None
    is_due(
        delayed(), (OFFICER, What.REVIEW_DELAY, WAITING.review_at), (SUPERVISOR, What.REVIEW_DELAY, WAITING.review_at)
    )
    next_time = NOW + timedelta(days=9)
    review = DelayReviewed(outcome=Review.CONTINUES, next_review_at=next_time, note="Still in hospital there")
    reviewed = delayed(review)
    is_due(reviewed, (OFFICER, What.REVIEW_DELAY, next_time), (SUPERVISOR, What.REVIEW_DELAY, next_time))
    sooner = replace(WAITING, review_at=NOW + timedelta(hours=3))
    changed = onto(reviewed, (sooner,))
    assert {one.at for one in dues(changed)} == {sooner.review_at}, "a new date takes the place of the review's"
    change = delayed(DelayReviewed(outcome=Review.CHANGE, note="Ring her first thing"))
    assert {one.at for one in dues(change) if one.what is What.REVIEW_DELAY} == {WAITING.review_at}


def test_a_delay_whose_reason_has_ended_is_due_at_once_and_stays_due_since_then() -> None:
    for ended_by, timing in ((IN_PLACE, WAITING), (PROTECTION, WAITING), (TIMING, TRIAL)):
        case = delayed(ended_by, timing=timing)
        ended = (OFFICER, What.DELAY_ENDED, last(case, 0))
        assert ended in as_set(case)
        assert ended in as_set(onto(case, (CONTROL, ALLEGATION, ended_by)))


def test_what_was_decided_is_to_be_sent_and_a_call_to_be_ended() -> None:
    case = decided()
    is_due(case, (OFFICER, What.SEND, last(case, 4)), (DESK, What.SEND, last(case, 4)))
    calling = onto(case, (CALL_STARTED,))
    is_due(calling, (OFFICER, What.END_CALL, last(calling, 1)), (DESK, What.END_CALL, last(calling, 1)))
    reached = onto(calling, (NOT_REACHED,))
    is_due(reached, (OFFICER, What.SEND, last(case, 4)), (DESK, What.SEND, last(case, 4)))
    assert OFFICER in {one.queue for one in dues(onto(case, (DecisionWithdrawn(reason="That was too soon"),)))}


def test_a_message_that_still_waits_is_raised_with_whoever_ordered_it_and_the_desk() -> None:
    waits = decided(ORDERED)
    late = last(waits, 3)
    is_due(waits, (OFFICER, What.SENDING_LATE, late), (DESK, What.SENDING_LATE, late))
    is_due(onto(waits, (FAILED,)), (OFFICER, What.SENDING_LATE, late), (DESK, What.SENDING_LATE, late))
    unclear = onto(waits, (UNCLEAR,))
    is_due(unclear, (OFFICER, What.SETTLE_SENDING, last(unclear, 0)), (DESK, What.SETTLE_SENDING, last(unclear, 0)))
    by_hand = decided(BY_HAND)
    is_due(by_hand, (OFFICER, What.DELIVER, last(by_hand, 4)), (DESK, What.DELIVER, last(by_hand, 4)))
    stopped = onto(waits, (SendingStopped(why="Refused for good", message=MESSAGE),))
    assert What.SENDING_LATE not in {one.what for one in dues(stopped)}


def test_a_correction_that_still_waits_is_raised_too() -> None:
    ordered = sent(TOLD_AFTER, ACKNOWLEDGED, NEGATED, CORRECTION_ORDERED)
    late = {(OFFICER, What.SENDING_LATE, last(ordered, 3)), (DESK, What.SENDING_LATE, last(ordered, 3))}
    assert late <= as_set(ordered)
    ends = (
        replace(CORRECTION, message=OTHER_MESSAGE), replace(UNCLEAR, message=OTHER_MESSAGE),
        SendingStopped(why="Refused for good", message=OTHER_MESSAGE),
    )  # fmt: skip
    for end in ends:
        assert What.SENDING_LATE not in {one.what for one in dues(onto(ordered, (end,)))}


def test_what_was_sent_is_to_be_acknowledged_and_the_person_told() -> None:
    case = sent()
    acknowledge = (DESK, What.ACKNOWLEDGE, last(case, 72))
    is_due(case, acknowledge, (OFFICER, What.TELL_AFTER, last(case, 48)))
    told = onto(case, (TOLD_AFTER,))
    is_due(told, acknowledge, (OFFICER, What.CLOSE, last(told, 48)))
    both = onto(told, (ACKNOWLEDGED,))
    is_due(both, (OFFICER, What.CLOSE, last(both, 48)))
    is_due(onto(both, (Closed(reason="All is done"),)))


def test_each_thing_sent_waits_for_its_own_acknowledgement() -> None:
    first = sent(ACKNOWLEDGED)
    again = onto(onto(first, (sharing(first),)), (CALL_STARTED, CALL_ENDED))
    assert (DESK, What.ACKNOWLEDGE, last(again, 72)) in as_set(again)


@pytest.mark.parametrize(
    ("told", "still"),
    [
        (ToldAfter(told=Telling.NO), True),
        (replace(TOLD_AFTER, understood=False), True),
        (replace(TOLD_AFTER, interpreter=InterpreterWas.ABSENT), True),
        (replace(TOLD_AFTER, route_safe=False), True),
        (
            ToldAfter(
                told=Telling.IMPRACTICABLE,
                why_impracticable="She left no way to reach her",
                again=Again.NEVER,
                why_never="Nobody knows where she is",
            ),
            False,
        ),
        (TOLD_AFTER, False),
    ],
)
def test_what_was_not_told_stays_due_from_when_it_was_shared(told: ToldAfter, still: bool) -> None:
    case = sent()
    telling = (OFFICER, What.TELL_AFTER, last(case, 48))
    assert (telling in as_set(onto(case, (told,)))) is still


@pytest.mark.parametrize(
    ("day", "nine"),
    [
        (date(2027, 3, 27), datetime(2027, 3, 27, 9, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 8, tzinfo=UTC)),
        (date(2027, 10, 30), datetime(2027, 10, 30, 8, tzinfo=UTC)),
        (date(2027, 10, 31), datetime(2027, 10, 31, 9, tzinfo=UTC)),
    ],
)
def test_trying_again_is_due_at_nine_in_london_whatever_the_clocks_do(day: date, nine: datetime) -> None:
    again = ToldAfter(
        told=Telling.IMPRACTICABLE, why_impracticable="She went abroad", again=Again.ON_A_DAY, try_again_on=day
    )
    assert (OFFICER, What.TELL_AFTER, nine) in as_set(sent(again))


def test_a_correction_is_due_from_when_it_was_known_to_be_wrong() -> None:
    for gone in (ENDED, NEGATED):
        case = sent(TOLD_AFTER, ACKNOWLEDGED, REPLY, gone)
        wrong = last(case, 4)
        tell = (OFFICER, What.TELL_CORRECTION, last(case, 48))
        expected = ((OFFICER, What.CORRECT, wrong), (DESK, What.CORRECT, wrong), tell)
        is_due(case, *expected)
        later = onto(case, (REPLY,))
        is_due(later, *expected)
        corrected = onto(later, (CORRECTION,))
        is_due(corrected, tell)
        told = onto(corrected, (TOLD_CORRECTION,))
        is_due(told, (OFFICER, What.CLOSE, last(told, 48)))


@settings(max_examples=200)
@given(cases())
def test_a_case_that_is_not_closed_always_has_something_due(case: Case) -> None:
    found = dues(case)
    assert case.closed or found
    assert len({(one.queue, one.what) for one in found}) == len(found), "one row for each thing"
    assert all(one.at.tzinfo is UTC for one in found)


FOUND = LeadLooked(outcome=LookOutcome.CHANGE, found="Offer her a refuge tonight")


def test_every_kind_of_thing_is_due_somewhere() -> None:
    unknown = AlreadyShared(how=SharedHow.EMAIL, told_before=ToldBeforehand.NO)
    every = (
        folded(), folded(*ANSWERS), folded(NEEDED), delayed(), delayed(IN_PLACE), decided(), decided(CALL_STARTED),
        sent(), sent(TOLD_AFTER, NEGATED), sent(TOLD_AFTER, WARNED), sent(TOLD_AFTER), folded(routine()),
        folded(unknown), folded(DISPUTED), decided(ORDERED), decided(BY_HAND), decided(ORDERED, UNCLEAR),
        folded(*UNTOLD, FAILED), sent(ARRIVED), decided(ALLEGATION), on_a_doubt(),
        folded(OFFERED), folded(FOUND),
    )  # fmt: skip
    assert {one.what for case in every for one in dues(case)} == set(What)

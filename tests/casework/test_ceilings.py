"""How far ahead a day to come can be, and that each further one takes a supervisor (7.2, 9.1; our safeguard)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from proviso.accounts.models import Role
from proviso.casework.acts.correct import tell_correction
from proviso.casework.acts.decide import decide, end_delay
from proviso.casework.acts.propose import weigh_timing
from proviso.casework.acts.receive import record_reply
from proviso.casework.acts.review import review_delay
from proviso.casework.acts.tell import record_failed_attempt, tell_after, tell_before
from proviso.casework.clock import LONDON
from proviso.casework.reading.ceilings import AGAIN, LONGER
from proviso.casework.values.correction import ToldCorrection
from proviso.casework.values.decision import Decide, Decision, DelayEnded
from proviso.casework.values.notification import ToldAfter, ToldBefore
from proviso.casework.values.protection import Measure, Protection
from proviso.casework.values.review_outcomes import DelayReviewed, Review
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase, open_case
from proviso.casework.writing.permissions import Actor, NotAllowed

from .conftest import Clock
from .every import FAILED, IN_PLACE, LATER, NEEDED, NEGATED, TRIAL, WAITING
from .examples import NOW, PROTECTION, TIMING, TOLD_BEFORE, UNTOLD, answer, begun, ready, shared
from .stories import delayed
from .test_acts import says

pytestmark = pytest.mark.django_db(databases="__all__")

Act = Callable[..., OpenCase]

BEFORE, AFTER, OF_CORRECTION = (one(**LATER) for one in (ToldBefore, ToldAfter, ToldCorrection))
GOES_ON = DelayReviewed(outcome=Review.CONTINUES, next_review_at=NOW, note="The refuge has no room before Monday")


def in_days(value: Any, field: str, days: int, time: Clock) -> Any:
    """The value with its day so many days from now."""
    to_come = time.now + timedelta(days=days)
    return replace(value, **{field: to_come if field.endswith("_at") else to_come.astimezone(LONDON).date()})


def waiting(who: Actor, *measures: Protection) -> OpenCase:
    return answer(ready(who), measures)


def negated(who: Actor) -> OpenCase:
    opened = shared(who)
    return record_reply(opened, NEGATED, seen=opened.case.seq)


def supervised(who: Callable[..., Actor], opened: OpenCase) -> OpenCase:
    """The case in the hands of a supervisor who does not carry it."""
    return open_case(who(Role.SUPERVISOR), opened.case.reference, reason="Asked to look at it", session="theirs")


@pytest.mark.parametrize(
    ("story", "act", "value", "field", "days"),
    [
        (lambda who: waiting(who, NEEDED), weigh_timing, WAITING, "review_at", 7),
        (ready, weigh_timing, TRIAL, "review_at", 28),
        (lambda who: answer(begun(who), UNTOLD), tell_before, BEFORE, "try_again_on", 7),
        (shared, tell_after, AFTER, "try_again_on", 7),
        (negated, tell_correction, OF_CORRECTION, "try_again_on", 7),
        (ready, record_failed_attempt, FAILED, "try_again_on", 7),
    ],
)
def test_a_day_to_come_is_near(
    officer: Actor, time: Clock, story: Callable[[Actor], OpenCase], act: Act, value: Value, field: str, days: int
) -> None:
    opened = story(officer)
    refused = says(act, opened, in_days(value, field, days + 1, time))
    last, given = ((NOW + timedelta(days=more)).strftime("%-d %B %Y") for more in (days, days + 1))
    assert refused.startswith(f"Enter a day within {days} days, no later than {last}. You entered {given}. If it takes")
    assert act(opened, in_days(value, field, days, time), seen=opened.case.seq).case.seq == opened.case.seq + 1


def test_a_delay_is_made_longer_by_a_supervisor_alone(officer: Actor, who: Callable[..., Actor], time: Clock) -> None:
    opened = delayed(officer)
    longer = in_days(WAITING, "review_at", 5, time)
    assert says(weigh_timing, opened, longer, NotAllowed) == f"{LONGER}."
    sooner = in_days(WAITING, "review_at", 1, time)
    assert weigh_timing(opened, sooner, seen=opened.case.seq), "a nearer day is always the officer's"
    theirs = supervised(who, opened)
    assert says(review_delay, theirs, in_days(GOES_ON, "next_review_at", 8, time)).startswith(
        "Enter a day within 7 days"
    )
    theirs = review_delay(theirs, in_days(GOES_ON, "next_review_at", 7, time), seen=theirs.case.seq)
    assert weigh_timing(theirs, in_days(WAITING, "review_at", 7, time), seen=theirs.case.seq)


def test_a_delay_that_is_ended_and_begun_again_is_still_made_longer(
    officer: Actor, who: Callable[..., Actor], time: Clock
) -> None:
    opened = delayed(officer)
    opened = end_delay(opened, DelayEnded(what_happened="She has a room at the refuge"), seen=opened.case.seq)
    opened = answer(opened, (TIMING,))
    longer = in_days(TRIAL, "review_at", 20, time)
    assert says(weigh_timing, opened, longer, NotAllowed) == f"{LONGER}."
    theirs = supervised(who, opened)
    assert weigh_timing(theirs, longer, seen=theirs.case.seq)


def test_a_delay_that_nobody_decided_has_only_the_days_that_it_had_at_first(officer: Actor, time: Clock) -> None:
    opened = answer(waiting(officer, NEEDED), (in_days(WAITING, "review_at", 2, time),))
    opened = weigh_timing(opened, in_days(WAITING, "review_at", 6, time), seen=opened.case.seq)
    time.now += timedelta(days=6)
    assert says(weigh_timing, opened, in_days(WAITING, "review_at", 7, time), NotAllowed) == f"{LONGER}."


def test_a_delay_after_something_was_shared_is_another(officer: Actor, time: Clock) -> None:
    opened = answer(shared(officer), (in_days(TRIAL, "review_at", 28, time),))
    assert opened.case.latest(type(TRIAL)) is not None


@pytest.mark.parametrize("value", [NEEDED, IN_PLACE, PROTECTION])
def test_nothing_waits_for_measures_that_nobody_needs(officer: Actor, value: Protection) -> None:
    opened = waiting(officer, value)
    if value.immediate is Measure.NEEDED:
        opened = weigh_timing(opened, WAITING, seen=opened.case.seq)
        assert decide(opened, Decision(decide=(Decide.DELAY,), reason="Until she is safe"), seen=opened.case.seq)
        return
    words = f"Immediate measures are recorded as “{value.immediate.label.lower()}”, so there is nothing to wait for."
    assert says(weigh_timing, opened, WAITING).startswith(words)
    assert weigh_timing(opened, TRIAL, seen=opened.case.seq), "another reason is another question"


def test_protection_comes_first_and_a_delay_for_it_can_come_before_it_is_asked(officer: Actor) -> None:
    assert weigh_timing(begun(officer), WAITING, seen=1)


def test_telling_is_put_to_a_later_day_by_a_supervisor_alone(
    officer: Actor, who: Callable[..., Actor], time: Clock
) -> None:
    opened = answer(begun(officer), UNTOLD)
    opened = tell_before(opened, in_days(BEFORE, "try_again_on", 3, time), seen=opened.case.seq)
    assert says(tell_before, opened, in_days(BEFORE, "try_again_on", 4, time), NotAllowed) == f"{AGAIN}."
    assert tell_before(opened, in_days(BEFORE, "try_again_on", 2, time), seen=opened.case.seq)
    theirs = supervised(who, opened)
    assert tell_before(theirs, in_days(BEFORE, "try_again_on", 7, time), seen=theirs.case.seq)


def test_whoever_really_tries_can_try_again_within_the_days_there_were(
    officer: Actor, who: Callable[..., Actor], time: Clock
) -> None:
    opened = shared(officer)
    for _ in range(3):
        opened = record_failed_attempt(opened, in_days(FAILED, "try_again_on", 2, time), seen=opened.case.seq)
        time.now += timedelta(days=2)
    longer = in_days(FAILED, "try_again_on", 3, time)
    assert says(record_failed_attempt, opened, longer, NotAllowed) == f"{AGAIN}."
    theirs = supervised(who, opened)
    assert record_failed_attempt(theirs, longer, seen=theirs.case.seq)


def test_a_telling_that_counts_ends_the_days_of_the_one_before(officer: Actor, time: Clock) -> None:
    opened = answer(begun(officer), UNTOLD)
    opened = tell_before(opened, in_days(BEFORE, "try_again_on", 3, time), seen=opened.case.seq)
    opened = tell_before(opened, replace(TOLD_BEFORE, understood=False), seen=opened.case.seq)
    later = in_days(BEFORE, "try_again_on", 5, time)
    assert says(tell_before, opened, later, NotAllowed) == f"{AGAIN}.", "it did not count"
    opened = tell_before(opened, TOLD_BEFORE, seen=opened.case.seq)
    assert tell_before(opened, later, seen=opened.case.seq)

"""A delay, or a telling, that is put off again and again by the one whose it is to do."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from proviso.casework import clock
from proviso.casework.values.decision import Decide
from proviso.casework.values.notification import Again, Telling, ToldBefore
from proviso.casework.values.timing import Timing
from proviso.demonstration.force import ASHDOWN, CLOVER
from tests.casework import examples
from tests.casework.every import NEEDED, TRIAL, WAITING
from tests.misuse.conftest import Insiders
from tests.misuse.insider import problems


def waits(days: int, timing: Timing = WAITING) -> Timing:
    return replace(timing, review_at=clock.now() + timedelta(days=days))


def test_a_delay_is_made_longer_by_a_supervisor_alone(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = ashdown.opens_a_case()
    ashdown.carries(reference, (*examples.ANSWERS, NEEDED))
    too_long = ashdown.answers(reference, waits(30))
    assert (too_long.status, "Enter a day within 7 days" in too_long.page) == (409, True)
    ashdown.carries(reference, (waits(2),))
    assert ashdown.decides(reference, "Her room at the refuge is free on Monday", Decide.DELAY).status == 302
    for longer in (waits(5), waits(20, TRIAL)):
        reply = ashdown.answers(reference, longer)
        assert (reply.status, problems(reply)[-1][:34]) == (403, "The delay would be made longer, an")
    clover = insider(CLOVER)
    clover.posts(f"/cases/{reference}/reason", {"reason": "To review the delay of this case"})
    assert clover.answers(reference, waits(6)).status == 302


def test_nothing_waits_for_measures_that_nobody_needs(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = ashdown.opens_a_case()
    ashdown.carries(reference, examples.ANSWERS)
    reply = ashdown.answers(reference, waits(2))
    assert reply.status == 409
    assert "so there is nothing to wait for" in reply.page


def later(days: int) -> ToldBefore:
    day: dict[str, Any] = {"again": Again.ON_A_DAY, "try_again_on": clock.today() + timedelta(days=days)}
    return ToldBefore(told=Telling.IMPRACTICABLE, why_impracticable="She is in an operating theatre today", **day)


def test_telling_is_not_put_off_week_after_week(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = ashdown.opens_a_case()
    ashdown.carries(reference, examples.UNTOLD)
    assert ashdown.answers(reference, later(60)).status == 409
    ashdown.carries(reference, (later(5),))
    reply = ashdown.answers(reference, later(7))
    assert (reply.status, problems(reply)[-1][:36]) == (403, "A day to try again has been set once")

"""A telling that is said to have been before there was anything to tell of, so that the guard of 9.1.1 opens."""

from dataclasses import replace
from datetime import timedelta

from proviso.casework import clock
from proviso.demonstration.force import ASHDOWN
from tests.casework import examples
from tests.misuse.conftest import Insiders
from tests.misuse.insider import problems
from tests.web.forms import boxes

TWO_HOURS_AGO = timedelta(hours=2)


def test_nobody_was_told_of_what_was_not_proposed_yet(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = ashdown.opens_a_case()
    ashdown.carries(reference, examples.UNTOLD)
    early = boxes("happened_at", clock.now() - TWO_HOURS_AGO)
    reply = ashdown.answers(reference, examples.TOLD_BEFORE, **early)
    assert reply.status == 409
    assert problems(reply)[-1].startswith("They cannot have been told of this before it was recorded what would be")
    assert "the earliest that it can be is" in problems(reply)[-1]


def test_what_they_were_told_is_not_saved_again_for_something_else(insider: Insiders) -> None:
    """The answer still stands in the boxes once something else is proposed; saved again, it would count for that."""
    ashdown = insider(ASHDOWN)
    reference = ashdown.opens_a_case()
    ashdown.carries(reference, examples.UNTOLD)
    hour_ago = clock.now() - timedelta(hours=1)
    told = ashdown.answers(reference, examples.TOLD_BEFORE)
    assert told.status == 302
    ashdown.carries(reference, (replace(examples.PURPOSES, confirm_or_negate="The marker has another date of birth"),))
    again = ashdown.answers(reference, examples.TOLD_BEFORE, **boxes("happened_at", hour_ago))
    assert again.status == 409
    decided = ashdown.decides(reference, "She was told of something like it an hour ago")
    assert decided.status == 409, "it was told of nothing that is proposed now"

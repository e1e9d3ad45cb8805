"""Somebody rings while a recorded reason to delay applies, then ends the delay or decides not to share, to hide it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from proviso.casework import clock
from proviso.casework.values.decision import Decide, DelayEnded
from proviso.casework.values.notification import ToldBefore
from proviso.casework.values.protection import Protection
from proviso.casework.values.timing import Timing
from proviso.demonstration.force import ASHDOWN
from tests.casework import every, examples
from tests.misuse.conftest import Insiders
from tests.misuse.insider import Insider

SHARED_TOO_SOON = "Something was shared while a recorded reason to delay it still applied. "
UNTOLD = "That had to come before sharing, and something has been shared."


def shared_while_it_waited(officer: Insider) -> str:
    """A case on which sharing waits for her safety, and of which somebody rang all the same."""
    reference = officer.opens_a_case()
    waits = replace(every.WAITING, review_at=clock.now() + timedelta(days=1))
    instead = {Timing: waits, Protection: every.NEEDED}
    plain = [instead.get(type(one), one) for one in examples.ANSWERS if not isinstance(one, ToldBefore)]
    officer.carries(reference, plain)
    assert officer.decides(reference, f"She leaves the hospital at noon, {reference}", Decide.DELAY).status in {
        302,
        303,
    }
    assert officer.answers(reference, every.LATE).status in {302, 303}
    return reference


@pytest.mark.parametrize("hidden", ["the delay is ended", "it is decided not to share"])
def test_what_was_shared_too_soon_stays_so(hidden: str, insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = shared_while_it_waited(ashdown)
    assert SHARED_TOO_SOON in ashdown.reads(f"/cases/{reference}/timeline").page
    ended = DelayEnded(what_happened="She is with her sister in another town")
    assert ashdown.answers(reference, ended).status in {302, 303}
    if hidden == "it is decided not to share":
        reason = "Her sister has asked that nobody rings about her"
        assert ashdown.decides(reference, reason, Decide.NOT_SHARE).status in {302, 303}
    page = ashdown.reads(f"/cases/{reference}/timeline").page
    assert SHARED_TOO_SOON in page
    assert f'{SHARED_TOO_SOON}<span class="proviso-basis">Our safeguard</span>' in page
    assert UNTOLD in page, "that nobody told her first stands too"

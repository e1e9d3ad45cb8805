"""What somebody who looked found to change: the officer reads it on the list and on the case, and whoever looks reads
first what the officer wrote."""

from dataclasses import replace

import pytest

from proviso.accounts.models import Role
from proviso.casework.acts.close import close_unshared
from proviso.casework.acts.review import review_delay
from proviso.casework.values.closing import ClosedUnshared
from proviso.casework.values.review_outcomes import DelayReviewed, Review
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor

from ..casework.examples import CALL_ENDED, CALL_STARTED, answer, begun, decided
from ..casework.stories import delayed
from ..casework.test_what_must_change import (
    NOT_SO,
    REFUGE,
    SAFE,
    STALKED,
    WITHDRAWN,
    by,
    lead_finds,
    supervisor_finds,
    withdrawn,
)
from .conftest import Browse
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

FOUND = "Somebody who looked found that something must change"


def closed_and_found(officer: Actor) -> OpenCase:
    """A case closed as withdrawn, of which a supervisor found that it is not so."""
    return supervisor_finds(withdrawn(officer), NOT_SO)


def found_by_the_lead(officer: Actor) -> OpenCase:
    """An open case, of which the vulnerability lead found that a refuge has to be offered."""
    return lead_finds(answer(begun(officer), (STALKED,)), REFUGE)


@pytest.mark.parametrize("found", [closed_and_found, found_by_the_lead])
def test_the_officer_reads_it_on_the_list_and_on_the_case(officer: Actor, browse: Browse, found: object) -> None:
    opened = found(officer)  # type: ignore[operator]
    words = (NOT_SO if found is closed_and_found else REFUGE).found
    browser = browse()
    listed = read(browser.get("/worklist"))
    assert FOUND in listed.words
    page = read(browser.get(f"/cases/{opened.case.reference}/")).words
    assert f"looks-on looked, and found that something must change: “{words}”" in page
    assert "Do it, and record it on the case: whoever found it looks again." in page
    assert ("The case can be opened again." in page) is opened.case.closed


def test_the_officer_reads_what_a_review_of_the_delay_found(officer: Actor, browse: Browse) -> None:
    opened, review = delayed(officer), DelayReviewed(outcome=Review.CHANGE, note="Ring the refuge tonight, it has room")
    review_delay(by(opened, Role.SUPERVISOR), review, seen=opened.case.seq)
    browser = browse()
    assert FOUND in read(browser.get("/worklist")).words
    words = read(browser.get(f"/cases/{opened.case.reference}/")).words
    assert f"looks-on looked, and found that something must change: “{review.note}”" in words


def test_what_was_found_keeps_its_own_direction(officer: Actor, browse: Browse) -> None:
    arabic = "اتصل بها قبل الجمعة"
    opened = supervisor_finds(withdrawn(officer), replace(NOT_SO, found=arabic))
    page = browse().get(f"/cases/{opened.case.reference}/").content.decode()
    assert f"found that something must change: “<bdi>{arabic}</bdi>”" in page


def test_what_is_recorded_since_takes_it_from_the_page(officer: Actor, browse: Browse) -> None:
    opened = lead_finds(found_by_the_lead(officer), SAFE)
    assert "Something must change" not in read(browse().get(f"/cases/{opened.case.reference}/")).words


@pytest.mark.parametrize("closed", [WITHDRAWN, replace(WITHDRAWN, reason="He rang to say that she was mistaken")])
def test_whoever_looks_reads_first_why_it_was_closed(officer: Actor, browse: Browse, closed: ClosedUnshared) -> None:
    opened = begun(officer)
    opened = close_unshared(opened, closed, seen=opened.case.seq)
    browser = browse(Role.SUPERVISOR, number="looks-on")
    browser.post(f"/cases/{opened.case.reference}/reason", {"reason": "To look at how it was closed"})
    words = read(browser.get(f"/cases/{opened.case.reference}/supervisor-look")).words
    assert f"Why does it end? The person has withdrawn What happened? {closed.reason}" in words
    assert words.index(closed.reason) < words.index("What did you find?")


def test_two_looks_are_owed_by_both(officer: Actor, browse: Browse) -> None:
    not_read_back = replace(CALL_ENDED, read_back=False)
    opened = answer(decided(officer), (CALL_STARTED, not_read_back, STALKED))
    words = read(browse().get(f"/cases/{opened.case.reference}/")).words
    assert "Take a second look: a supervisor and the vulnerability lead" in words

"""Two people on one case, and acts that refuse: what was typed stays, nothing is written, and the page says why."""

from dataclasses import replace

import pytest
from django.test import Client

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Role
from proviso.casework.acts.close import close_case
from proviso.casework.history.case import Stage
from proviso.casework.models import CaseRow
from proviso.casework.values.closing import Closed
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor
from proviso.record.models import Entry

from ..casework.every import NEEDED
from ..casework.examples import (
    ADDRESS,
    PURPOSES,
    SUSPICION,
    TOLD_AFTER,
    UNTOLD,
    answer,
    begun,
)
from ..casework.stories import looked_at, told_late
from .conftest import Browse, Cases, Where, officer_of
from .forms import Typed, typed
from .reading import Page, read
from .recipients import listed

pytestmark = pytest.mark.django_db(databases="__all__")

SAID_BY_A_BUTTON = "out_of_hearing"
REASON = "Words that took a while to find"
MOVED = "Something was said or found since it was decided. Look at the case, and decide again."
DECIDE = {"decide": ["share_basic"], "reason": REASON}


def seq_of(opened: OpenCase) -> int:
    return CaseRow.objects.get(reference=opened.case.reference).seq


def post(browser: Client, opened: OpenCase, path: str, posted: Typed, status: int) -> Page:
    """What comes of posting: the status that is expected, and nothing written unless it is a redirect."""
    before = Entry.objects.filter(seq__isnull=False).count()
    response = browser.post(f"/cases/{opened.case.reference}/{path}", posted)
    assert response.status_code == status
    assert Entry.objects.filter(seq__isnull=False).count() == before
    return read(response)


def words(page: Page) -> list[str]:
    return [says for says, _ in page.errors]


def test_both_answers_are_shown_and_saving_knowingly_replaces_theirs(cases: Cases, browse: Browse) -> None:
    opened, browser = cases[Stage.OPEN], browse()
    seen = seq_of(opened)
    answer(opened, (replace(ADDRESS, address="2 Invented Row, Wessmere"),))
    mine = typed(replace(ADDRESS, address="3 Invented Row, Wessmere"), seen)
    page = post(browser, opened, "questions/address", mine, 409)
    assert words(page) == ["This question was answered since you opened it."]
    assert "2 Invented Row, Wessmere" in page.words
    assert page.boxes["address"] == ["3 Invented Row, Wessmere"]
    assert page.boxes["last_seq"] == [str(seen + 1)]
    again = browser.post(f"/cases/{opened.case.reference}/questions/address", mine | {"last_seq": str(seen + 1)})
    assert again.status_code == 302
    assert seq_of(opened) == seen + 2


def test_another_question_answered_meanwhile_stops_nobody(cases: Cases, browse: Browse) -> None:
    opened = cases[Stage.OPEN]
    seen = seq_of(opened)
    answer(opened, (replace(PURPOSES, confirm_or_negate="It is old"),))
    response = browse().post(
        f"/cases/{opened.case.reference}/questions/address", typed(replace(ADDRESS, address="9 Invented Row"), seen)
    )
    assert response.status_code == 302


def test_the_same_answer_again_writes_nothing_and_goes_on(cases: Cases, browse: Browse) -> None:
    opened = cases[Stage.OPEN]
    seen = seq_of(opened)
    response = browse().post(f"/cases/{opened.case.reference}/questions/address", typed(ADDRESS, seen))
    assert (response.status_code, seq_of(opened)) == (302, seen)


@pytest.mark.parametrize(
    ("stage", "path", "posted"),
    [
        (Stage.OPEN, "decide", DECIDE),
        (Stage.DECIDED, "send", {SAID_BY_A_BUTTON: "yes"}),
        (Stage.DECIDED, "withdraw", {"reason": REASON}),
        (Stage.SHARED, "close", {"reason": REASON}),
        (Stage.CLOSED, "reopen", {"reason": REASON}),
    ],
)
@pytest.mark.parametrize("seen", ["1", "99999"])
def test_what_rests_on_the_whole_case_stops_when_the_case_moved_on(
    cases: Cases, browse: Browse, stage: Stage, path: str, posted: Typed, seen: str
) -> None:
    opened, browser = cases[stage], browse(typing=True)
    if path == "close":
        opened = answer(opened, (TOLD_AFTER,))
    page = post(browser, opened, path, posted | {"last_seq": seen}, 409)
    assert words(page) == ["The case has changed since you opened this page. Check it again before you go on"]
    assert page.boxes["last_seq"] == [str(opened.case.seq)]
    typed_in = {name: given for name, given in posted.items() if name != SAID_BY_A_BUTTON}
    assert all(page.boxes[name] == (given if isinstance(given, list) else [given]) for name, given in typed_in.items())
    assert (f"q-{SAID_BY_A_BUTTON}" in page.ids) == (SAID_BY_A_BUTTON in posted)
    again = browser.post(f"/cases/{opened.case.reference}/{path}", posted | {"last_seq": opened.case.seq})
    assert again.status_code == 302


def test_policy_in_the_way_of_a_decision_is_said_with_what_would_open_it(officer: Actor, browse: Browse) -> None:
    opened = answer(begun(officer), UNTOLD)
    page = post(browse(), opened, "decide", DECIDE | {"last_seq": opened.case.seq}, 409)
    assert words(page) == ["Policy does not allow this now. The page says what prevents it and what would allow it."]
    assert page.boxes["reason"] == [REASON]
    assert f"/cases/{opened.case.reference}/questions/tell-before" in page.addresses


def test_policy_in_the_way_of_closing_is_said(cases: Cases, browse: Browse) -> None:
    opened = cases[Stage.SHARED]
    page = post(browse(), opened, "close", {"reason": REASON, "last_seq": opened.case.seq}, 409)
    assert words(page) == ["Policy does not allow this now. The page says what prevents it and what would allow it."]
    assert f"/cases/{opened.case.reference}/tell-after" in page.addresses


@pytest.mark.parametrize(
    ("moved", "says"),
    [
        (
            replace(PURPOSES, confirm_or_negate="It is older than we thought"),
            "Policy does not allow this now. The page says what prevents it and what would allow it.",
        ),
        (replace(SUSPICION, facts="The marker, and a letter"), MOVED),
        (NEEDED, MOVED),
    ],
)
def test_a_decision_that_no_longer_holds_leads_to_taking_it_back(
    cases: Cases, browse: Browse, moved: Value, says: str
) -> None:
    opened = answer(cases[Stage.DECIDED], (moved,))
    browser, posted = browse(typing=True), {"out_of_hearing": "yes", "last_seq": opened.case.seq}
    page = post(browser, opened, "send", posted, 409)
    assert words(page) == [says]
    assert (f"/cases/{opened.case.reference}/withdraw", "Withdraw the decision") in page.links
    assert (f"/cases/{opened.case.reference}/decide", "Check and decide") in page.links


@pytest.mark.parametrize("by_message", [False, True])
def test_what_cannot_leave_now_has_no_button_and_says_why(cases: Cases, browse: Browse, by_message: bool) -> None:
    path = f"send/{listed(Channel.EMAIL).pk}" if by_message else "send"
    button, browser = "Send it" if by_message else "Nobody can hear me: start the call", browse(typing=True)
    held, moved = cases[Where.HELD_UP], answer(cases[Stage.DECIDED], (NEEDED,))
    page = read(browser.get(f"/cases/{held.case.reference}/{path}"))
    assert "A supervisor looks before it is sent" in page.words
    assert "It would be shared on a doubt only." in page.words
    assert "By telephone" not in page.words
    assert "Without a call" not in page.words
    assert button not in page.words
    page = read(browser.get(f"/cases/{moved.case.reference}/{path}"))
    assert "Decide again: something has changed" in page.words
    assert button not in page.words
    assert button in read(browser.get(f"/cases/{looked_at(held).case.reference}/{path}")).words


def test_the_desk_is_told_whom_to_ask_since_it_cannot_take_a_decision_back(cases: Cases, browse: Browse) -> None:
    opened = answer(cases[Stage.DECIDED], (NEEDED,))
    desk = browse(Role.DISCLOSURE_DESK, typing=True)
    desk.post(f"/cases/{opened.case.reference}/reason", {"reason": "It was mine to send"})
    page = post(desk, opened, "send", {"out_of_hearing": "yes", "last_seq": opened.case.seq}, 409)
    assert f"/cases/{opened.case.reference}/withdraw" not in page.addresses
    assert f"Ask {opened.case.owner} to withdraw the decision" in page.words


def test_a_case_that_a_colleague_closed_meanwhile_keeps_what_was_typed(cases: Cases, browse: Browse) -> None:
    opened = answer(cases[Stage.SHARED], (TOLD_AFTER,))
    close_case(opened, Closed(reason="All is done"), seen=opened.case.seq)
    posted = typed(replace(ADDRESS, address="3 Invented Row, Wessmere"), opened.case.seq)
    page = post(browse(), opened, "questions/address", posted, 403)
    assert words(page) == ["This cannot be done while the case is closed."]
    assert page.boxes["address"] == ["3 Invented Row, Wessmere"]
    assert page.title == f"Error: Where they are – {opened.case.reference} – Proviso"


def test_an_officer_cannot_review_and_a_supervisor_not_their_own(browse: Browse, officer: Actor) -> None:
    supervisor = Actor.of(officer_of(Role.SUPERVISOR))
    posted = {"learned": REASON, "last_seq": "2"}
    page = post(browse(), told_late(officer), "late-disclosure-review", posted, 403)
    assert words(page) == ["Your role (officer) does not do this."]
    page = post(browse(Role.SUPERVISOR), told_late(supervisor), "late-disclosure-review", posted, 403)
    assert words(page) == ["This is your own case: another supervisor has to review it."]
    assert page.boxes["learned"] == [REASON]


def test_before_sending_the_password_is_asked_for_again(cases: Cases, browse: Browse) -> None:
    opened, browser = cases[Stage.DECIDED], browse()
    address = f"/cases/{opened.case.reference}/send"
    for response in (browser.get(address), browser.post(address, {"out_of_hearing": "yes", "last_seq": "1"})):
        assert response.status_code == 302
        assert response.url.startswith("/confirm-it-is-you?next=")  # type: ignore[attr-defined]
    assert seq_of(opened) == opened.case.seq

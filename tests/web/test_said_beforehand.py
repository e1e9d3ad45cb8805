"""What an act would be refused for is said before anything is asked: nobody types a reason that is then refused."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from proviso.accounts.models import Role
from proviso.casework.acts import why_not
from proviso.casework.acts.act import CaseAct
from proviso.casework.acts.journey import QUESTIONS
from proviso.casework.acts.question import Question
from proviso.casework.acts.receive import record_reply, take_reply
from proviso.casework.history.case import Case
from proviso.casework.reading.way_out import no_way_out
from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.closing import ClosedUnshared, WayOut
from proviso.casework.values.considerations import Views, Weighing
from proviso.casework.values.notification import ToldBefore
from proviso.casework.values.reply import Said
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor, Service
from proviso.web.act_pages import FORMS

from ..casework.every import ARRIVED, NEEDED
from ..casework.examples import (
    ALLEGATION,
    REPLY,
    SUPPORT,
    TOLD_AFTER,
    TOLD_BEFORE,
    VIEWS,
    WEIGHING,
    answer,
    begun,
    decided,
    shared,
)
from ..casework.stories import sending, unclear
from ..casework.test_what_must_change import acknowledged, supervisor_finds_if_due
from .conftest import Browse, Cases, Where
from .forms import ROLES, typed
from .reading import Page, read

pytestmark = pytest.mark.django_db(databases="__all__")


def asked(browser: Client, address: str) -> Page:
    page = browser.get(address)
    assert page.status_code == 200
    return read(page)


def test_a_case_whose_person_needs_protection_first_is_asked_no_reason_to_end(officer: Actor, browse: Browse) -> None:
    opened = begun(officer)
    address, browser = f"/cases/{opened.case.reference}/close-unshared", browse()
    assert "reason" in asked(browser, address).boxes
    opened = answer(opened, (NEEDED,))
    page = asked(browser, address)
    assert no_way_out(opened.case) in page.words
    assert "Close the case" not in page.words
    assert not {"why", "reason"} & set(page.boxes)


def test_what_was_typed_stays_where_it_came_to_be_refused_meanwhile(officer: Actor, browse: Browse) -> None:
    opened = answer(begun(officer), (NEEDED,))
    ended = ClosedUnshared(why=WayOut.WITHDRAWN, reason="She rang and said that she withdraws")
    address = f"/cases/{opened.case.reference}/close-unshared"
    page = read(browse().post(address, typed(ended, opened.case.seq)))
    assert page.words.count(no_way_out(opened.case)) == 1
    assert page.boxes["reason"] == [ended.reason]


@pytest.mark.parametrize("act", [one for one in FORMS if one.slug not in ROLES], ids=lambda act: act.slug)
def test_no_page_asks_an_officer_what_it_would_refuse(act: CaseAct, cases: Cases, browse: Browse) -> None:
    opened = cases[Where.BEGUN]
    nothing = act.refusal(opened)
    if nothing and nothing == act.why_not(opened.case):
        page = asked(browse(), f"/cases/{opened.case.reference}/{act.slug}")
        assert page.words.count(nothing) == 1
        assert not {name.split("-")[0] for name in page.boxes} & set(act.value.__dataclass_fields__)


@pytest.mark.parametrize("question", [one for one in QUESTIONS if one.why_not(Case("PV"))], ids=lambda one: one.slug)
def test_no_question_that_waits_for_another_asks_what_it_would_refuse(
    question: Question, officer: Actor, browse: Browse
) -> None:
    opened, browser = begun(officer), browse()
    address = f"/cases/{opened.case.reference}/questions/{question.slug}"
    page = asked(browser, address)
    assert question.why_not(opened.case) in page.words
    assert "Save and continue" not in page.words
    assert not {name.split("-")[0] for name in page.boxes} & set(question.value.__dataclass_fields__)
    refused = read(browser.post(address, typed(LATER_WORDS[question.value], opened.case.seq)))
    assert "Save and continue" in refused.words, "whoever sends an old page has their words in its boxes"


LATER_WORDS: dict[type[Value], Value] = {Views: VIEWS, Weighing: WEIGHING, ToldBefore: TOLD_BEFORE}


def test_what_was_typed_before_is_there_though_it_would_be_refused_now(officer: Actor, browse: Browse) -> None:
    opened = answer(begun(officer), (NEEDED,))
    ended = ClosedUnshared(why=WayOut.WITHDRAWN, reason="She rang and said that she withdraws")
    address, browser = f"/cases/{opened.case.reference}/close-unshared", browse(Role.SUPERVISOR)
    asked_why = browser.post(address, typed(ended, opened.case.seq))
    browser.post(asked_why.url, {"reason": "To help a colleague"})  # type: ignore[attr-defined]
    page = asked(browser, address)
    assert "What you had typed is back in the boxes. It is not saved yet." in page.words
    assert no_way_out(opened.case) in page.words
    assert page.boxes["reason"] == [ended.reason]


def test_no_message_is_confirmed_before_it_is_known_what_was_shared(officer: Actor, browse: Browse) -> None:
    opened = unclear(sending(officer))
    message_came(opened)
    home, browser = f"/cases/{opened.case.reference}/", browse()
    page = asked(browser, f"{home}confirm-reply")
    assert "it is not settled whether it was" in page.words
    assert not {"who", "said", "words"} & set(page.boxes)
    assert "A message came: confirm what it says" not in asked(browser, home).words


def message_came(opened: OpenCase) -> OpenCase:
    """The case once a message came in a file that nobody has read."""
    post = replace(opened, actor=replace(opened.actor, staff_number="replies", role=Service.REPLIES))
    return take_reply(post, ARRIVED)


def risk_in_reply(opened: OpenCase) -> OpenCase:
    """The case once a reply says that they are vulnerable."""
    return record_reply(opened, replace(REPLY, said=(Said.VULNERABILITY,)), seen=opened.case.seq)


@pytest.mark.parametrize(
    ("came", "says"),
    [(message_came, "A message came that nobody has"), (risk_in_reply, "A reply shows a risk. Answer")],
)
def test_a_case_that_cannot_close_yet_is_asked_no_reason_to(
    officer: Actor, browse: Browse, came: Callable[[OpenCase], OpenCase], says: str
) -> None:
    opened = supervisor_finds_if_due(acknowledged(answer(shared(officer), (TOLD_AFTER,))))
    address, browser = f"/cases/{opened.case.reference}/close", browse()
    assert "reason" in asked(browser, address).boxes
    came(opened)
    page = asked(browser, address)
    assert says in page.words
    assert "reason" not in page.boxes


def test_what_is_decided_already_is_asked_no_reason_to_be_decided_again(officer: Actor, browse: Browse) -> None:
    opened = decided(officer)
    page = asked(browse(), f"/cases/{opened.case.reference}/decide")
    assert page.words.count(why_not.decided_already(opened.case)) == 1
    assert not {"decide", "reason"} & set(page.boxes)


def test_a_referral_that_did_not_apply_says_why_it_is_asked_again(officer: Actor, browse: Browse) -> None:
    trafficked = replace(ALLEGATION, crime_types=(CrimeType.MODERN_SLAVERY,))
    opened = answer(begun(officer), (ALLEGATION, SUPPORT))
    says = "Modern slavery or human trafficking: recorded since this was answered."
    address, browser = f"/cases/{opened.case.reference}/questions/support", browse()
    assert says not in asked(browser, address).words
    answer(opened, (trafficked,))
    assert says in asked(browser, address).words

"""The questions of adopted local policies: asked, refused, answered twice and kept like every other question."""

from dataclasses import replace

import pytest
from pytest_django import Settings

from proviso.accounts.force_changes import change_rank
from proviso.accounts.models import Force, Role
from proviso.casework import clock
from proviso.casework.acts.answer_local import answer_local_question
from proviso.casework.acts.close import close_unshared
from proviso.casework.acts.record_person import record_person
from proviso.casework.models import CaseRow
from proviso.casework.values.value import asked_fields
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor
from proviso.policy.facts import FACTS
from proviso.web.asking.local_questions import asking

from ..accounts.people import PROMPT
from ..casework.carried import WITHDREW
from ..casework.every import CONSENT, DISPUTED
from ..casework.examples import begun
from .conftest import Browse, officer_of
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

WHY = "She said so through the interpreter"
GIVEN = {
    "answer": "given",
    "happened_at-day": "22",
    "happened_at-month": "11",
    "happened_at-year": "2026",
    "happened_at-time": "03:00",
    "interpreter": "present",
    "interpreter_kind": "registered",
    "interpreter_name": "Mx Invented Lark",
    "companion": "not_needed",
    "others_there": "nobody",
    "route_safe": "yes",
    "reason": WHY,
}


@pytest.fixture
def opened(force: Force, officer: Actor) -> OpenCase:
    force.local_policies = ["consent-first", "exceptional-only"]
    force.save()
    return begun(officer)


def address(opened: OpenCase, fact: str = "consent") -> str:
    return f"/cases/{opened.case.reference}/local/{fact}"


@pytest.mark.parametrize(
    ("fact", "heading"),
    [
        ("consent", "Consent first"),
        ("exceptional_circumstances", "In exceptional circumstances only"),
        ("senior_authorised", "Consent first, In exceptional circumstances only"),
    ],
)
def test_it_is_headed_by_the_policies_that_ask_it_and_no_other(
    opened: OpenCase, browse: Browse, fact: str, heading: str
) -> None:
    assert read(browse().get(address(opened, fact))).headings == [heading]


def test_it_asks_the_fact_in_its_own_words(opened: OpenCase, browse: Browse) -> None:
    page = read(browse().get(address(opened)))
    assert FACTS["consent"].question in page.words
    assert all(f"{words[0].upper()}{words[1:]}" in page.words for words in FACTS["consent"].says.values())
    assert "answer" not in page.boxes


def test_an_answer_is_recorded_and_shown_again(opened: OpenCase, browse: Browse) -> None:
    browser = browse()
    response = browser.post(address(opened), GIVEN | {"last_seq": "1"})
    assert response.url == f"/cases/{opened.case.reference}/"  # type: ignore[attr-defined]
    page = read(browser.get(address(opened)))
    assert {name: page.boxes[name] for name in GIVEN} == {name: [given] for name, given in GIVEN.items()}
    assert f"{FACTS['consent'].question} (Completed)" in read(browser.get(f"/cases/{opened.case.reference}/")).words


def test_consent_that_does_not_count_says_why_and_is_not_completed(opened: OpenCase, browse: Browse) -> None:
    browser, reference = browse(), opened.case.reference
    browser.post(address(opened), GIVEN | {"last_seq": "1"})
    assert "there is no consent" not in read(browser.get(address(opened))).words
    record_person(opened, DISPUTED, seen=1)
    says = "They needed somebody suitable with them: what was said then does not count. Do it again with one. Until "
    assert f"{says}then there is no consent." in read(browser.get(address(opened))).words
    assert f"{FACTS['consent'].question} (In progress)" in read(browser.get(f"/cases/{reference}/")).words
    informed = {"answer": "yes", "reason": WHY, "last_seq": "3"}
    assert browser.post(address(opened, "consent_informed"), informed).status_code == 302
    assert f"{FACTS['consent_informed'].question} (In progress)" in read(browser.get(f"/cases/{reference}/")).words
    browser.post(address(opened), GIVEN | {"companion": "present", "last_seq": "4"})
    assert browser.post(address(opened, "consent_informed"), informed | {"last_seq": "5"}).status_code == 302
    page = read(browser.get(f"/cases/{reference}/"))
    assert all(f"{FACTS[name].question} (Completed)" in page.words for name in ("consent", "consent_informed"))


def test_what_does_not_count_is_not_completed_on_a_closed_case(opened: OpenCase, browse: Browse) -> None:
    answered = answer_local_question(opened, CONSENT, seen=1)
    disputed = record_person(answered, DISPUTED, seen=2)
    case = f"/cases/{opened.case.reference}/"
    assert f"{FACTS['consent'].question} (In progress)" in read(browse().get(case)).words
    close_unshared(disputed, WITHDREW, seen=3)
    assert f"{FACTS['consent'].question} (Not completed)" in read(browse().get(case)).words


def test_how_they_were_asked_is_asked_of_consent_and_of_nothing_else(opened: OpenCase, browse: Browse) -> None:
    asked = {
        "answer", "happened_at", "interpreter", "interpreter_kind", "interpreter_name", "companion", "others_there",
        "route_safe", "reason",
    }  # fmt: skip
    assert {name for name, _, _ in asked_fields(asking("consent"))} == asked
    assert {name for name, _, _ in asked_fields(asking("consent_informed"))} == {"answer", "reason"}
    page = read(browse().post(address(opened), {"answer": "refused", "reason": WHY, "last_seq": "1"}))
    assert page.errors == [
        ("Enter when they were asked", "#q-happened_at-when"),
        ("Select whether an interpreter was there", "#q-interpreter"),
        ("Select whether someone was with them", "#q-companion"),
        ("Select who else was there", "#q-others_there"),
        ("Select yes if they were asked in a way that they had said is safe", "#q-route_safe"),
    ]


@pytest.mark.parametrize(
    ("posted", "errors"),
    [
        ({}, [("Select an answer", "#q-answer"), ("Enter why", "#q-reason")]),
        ({"answer": "not_sought"}, [("Enter why", "#q-reason")]),
        ({"reason": WHY}, [("Select an answer", "#q-answer")]),
        (
            {"answer": "perhaps", "reason": WHY},
            [("Does the person consent to sharing at all: choose one of those shown", "#q-answer")],
        ),
        (
            {"answer": "not_sought", "reason": "y" * 1001},
            [("Why? must be 1,000 characters or fewer; there are 1,001", "#q-reason")],
        ),
    ],
)
def test_bad_input_is_said_and_what_was_typed_stays(
    opened: OpenCase, browse: Browse, posted: dict[str, str], errors: list[tuple[str, str]]
) -> None:
    response = browse().post(address(opened), posted | {"last_seq": "1"})
    page = read(response)
    assert (response.status_code, page.errors) == (422, errors)
    assert page.boxes["reason"] == [posted.get("reason", "")]
    assert CaseRow.objects.get().seq == 1


def test_two_answers_are_both_shown_and_nothing_is_written(opened: OpenCase, browse: Browse) -> None:
    theirs = replace(CONSENT, answer="refused", reason="She wept throughout it")
    answer_local_question(opened, theirs, seen=1)
    browser, posted = browse(), GIVEN
    response = browser.post(address(opened), posted | {"last_seq": "1"})
    page = read(response)
    assert response.status_code == 409
    assert page.errors == [("This question was answered since you opened it.", "#q-answer")]
    assert "Was an interpreter there? Not needed" in page.words
    assert "Why? She wept" in page.words
    assert (page.boxes["answer"], page.boxes["reason"], page.boxes["last_seq"]) == (["given"], [WHY], ["2"])
    assert browser.post(address(opened), posted | {"last_seq": "2"}).status_code == 302


ASK_ANOTHER = "Ask one who does not carry the case."


def test_a_senior_officer_records_what_only_they_may(opened: OpenCase, browse: Browse, settings: Settings) -> None:
    settings.PROVISO_SENIOR_RANKS = ["superintendent"]
    posted = {"answer": "yes", "reason": WHY, "last_seq": "1"}
    response = browse().post(address(opened, "senior_authorised"), posted)
    page = read(response)
    assert (response.status_code, page.errors) == (
        403,
        [
            (
                "Only somebody of a senior rank can record this (superintendent). Ask one who does not carry the case.",
                "#q-answer",
            )
        ],
    )
    assert page.boxes["reason"] == [WHY]
    supervisor = browse(Role.SUPERVISOR)
    supervisor.post(f"/cases/{opened.case.reference}/reason", {"reason": "To authorise it"})
    assert supervisor.post(address(opened, "senior_authorised"), posted).status_code == 403, "no role makes senior"
    change_rank(officer_of(Role.SUPERVISOR), "superintendent", by=PROMPT, now=clock.now(), why="Promoted in June")
    assert supervisor.post(address(opened, "senior_authorised"), posted).status_code == 302


def test_who_is_not_senior_is_told_before_they_give_a_reason(
    opened: OpenCase, browse: Browse, settings: Settings
) -> None:
    page = read(browse().get(address(opened, "senior_authorised")))
    assert "The force has not said which ranks are senior" in page.words
    settings.PROVISO_SENIOR_RANKS = ["superintendent"]
    page = read(browse().get(address(opened, "senior_authorised")))
    assert "Only somebody of a senior rank can record this (superintendent)." in page.words
    assert not {"answer", "reason"} & set(page.boxes)
    supervisor = browse(Role.SUPERVISOR)
    supervisor.post(f"/cases/{opened.case.reference}/reason", {"reason": "To authorise it"})
    change_rank(officer_of(Role.SUPERVISOR), "superintendent", by=PROMPT, now=clock.now(), why="Promoted in June")
    supervisor.post(address(opened, "senior_authorised"), {"answer": "yes", "reason": WHY, "last_seq": "1"})
    page = read(browse().get(address(opened, "senior_authorised")))
    assert WHY in page.words, "what a senior officer recorded is there to read"
    assert not {"answer", "reason"} & set(page.boxes)


@pytest.mark.parametrize("fact", ["slavery_referral_considered", "role", "nothing"])
def test_what_no_adopted_policy_asks_has_no_page(opened: OpenCase, browse: Browse, fact: str) -> None:
    assert browse().get(address(opened, fact)).status_code == 404


@pytest.mark.parametrize("fact", [one.name for one in FACTS.values() if one.page == "local"])
def test_every_local_fact_can_be_asked(fact: str) -> None:
    given = asking(fact).__annotations__["answer"]
    assert len(given) == len(FACTS[fact].values)

"""The words to say, beside the page that records the telling: only by a way in which they are said, and in their
language where there are words in it that may be given.
"""

from dataclasses import replace

import pytest
from pytest_django.fixtures import Settings

from proviso.accounts.models import Role
from proviso.casework.acts.correct import find_wrong
from proviso.casework.history.case import Stage
from proviso.casework.values.person import Interpreter, Route
from proviso.casework.writing.permissions import Actor
from proviso.notices.wording import wordings

from ..casework.every import ENDED, FOUND_WRONG
from ..casework.examples import ADDRESS, REACH, answer, ready, shared
from .conftest import Browse, Cases
from .reading import read
from .test_person import said_in

pytestmark = pytest.mark.django_db(databases="__all__")
MORE_FORMS = "Make a letter, or a page to show them, also in other languages"


def telling(reference: str) -> str:
    return f"/cases/{reference}/questions/tell-before"


@pytest.mark.parametrize(
    ("route", "heading", "says"),
    [
        (Route.IN_PERSON, "What to say", ""),
        (Route.TELEPHONE, "What to say", ""),
        (Route.ADVOCATE, "What to say", ""),
        (Route.MESSAGE, "What to write to them", ""),
        (
            Route.LETTER,
            "",
            "The safe way that they gave is “by letter”. There are no words to say to them. If they are",
        ),
    ],
)
def test_words_are_shown_only_for_a_way_in_which_they_are_used(
    officer: Actor, browse: Browse, route: Route, heading: str, says: str
) -> None:
    opened = answer(ready(officer), (ADDRESS, replace(REACH, route=route, details="As she said")))
    response = browse().get(telling(opened.case.reference))
    page, html = read(response), response.content.decode()
    shown = [
        one for one in ("What to say", "What to write to them") if f'<h2 class="govuk-heading-m">{one}</h2>' in html
    ]
    assert shown == [heading] * bool(heading)
    assert ("We plan to share" in page.words) == bool(heading)
    assert says in page.words
    assert MORE_FORMS in page.words, "a letter is made where words are not said"


@pytest.mark.parametrize("language", [code for code in wordings() if code != "en"])
def test_the_words_are_also_in_the_language_that_they_named(officer: Actor, browse: Browse, language: str) -> None:
    wording = wordings()[language]
    opened = answer(ready(officer), (replace(REACH, language=wording.language.name, interpreter=Interpreter.BOOKED),))
    response = browse().get(telling(opened.case.reference))
    html = response.content.decode()
    assert f"The same in {wording.language.name}, for you or an interpreter" in read(response).words
    assert f'lang="{language}" dir="{wording.language.direction}"' in html
    assert wording.sentences["no_promise"] in html
    assert "Draft. Nobody has checked these words." in html
    assert "proviso-words--draft" in html
    assert wordings()["en"].sentences["no_promise"] in read(response).words, "an officer reads the English"


@pytest.mark.parametrize("language", ["English", "Kurdish", "Polish, I think"])
def test_a_language_without_words_of_ours_is_not_guessed(officer: Actor, browse: Browse, language: str) -> None:
    opened = answer(ready(officer), (replace(REACH, language=language),))
    assert "The same in" not in read(browse().get(telling(opened.case.reference))).words


def test_outside_a_demonstration_only_approved_words_are_said(
    officer: Actor, browse: Browse, settings: Settings
) -> None:
    owner = browse(Role.POLICY_OWNER, typing=True)
    settings.PROVISO_DEMONSTRATION = False
    opened = answer(ready(officer), (replace(REACH, language="Polish"),))
    browser, address = browse(), telling(opened.case.reference)
    page = read(browser.get(address))
    assert "The words in Polish are a draft: nobody has checked and approved them for your force." in page.words
    assert wordings()["pl"].sentences["no_promise"] not in page.words
    checked = {"checked_by": "Mx Invented Lis", "promises_nothing": "yes", "seen": wordings()["pl"].digest}
    assert owner.post("/wordings/pl", checked).status_code == 302
    page = read(browser.get(address))
    assert wordings()["pl"].sentences["no_promise"] in page.words
    assert "Draft." not in page.words


def test_the_page_says_that_what_was_told_without_an_interpreter_counts_no_more(officer: Actor, browse: Browse) -> None:
    opened, browser = ready(officer), browse()
    says = "It is recorded that an interpreter is needed, and then there was none"
    assert says not in read(browser.get(telling(opened.case.reference))).words
    opened = answer(opened, (replace(REACH, interpreter=Interpreter.NEEDED),))
    assert says in read(browser.get(telling(opened.case.reference))).words
    assert "Tell them beforehand In progress" in read(browser.get(f"/cases/{opened.case.reference}/")).words


def test_who_decided_not_to_share_is_warned_of_words_that_it_is_planned(cases: Cases, browse: Browse) -> None:
    warns = "It is decided not to share. These words are true only if that is to change"
    for stage in (Stage.NOT_SHARING, Stage.OPEN):
        reference = cases[stage].case.reference
        for address in (telling(reference), f"/cases/{reference}/notice-before"):
            assert (warns in read(browse().get(address)).words) == (stage is Stage.NOT_SHARING), address


def test_no_words_say_that_it_is_planned_once_the_suspicion_has_ended(officer: Actor, browse: Browse) -> None:
    reference = answer(ready(officer), (ENDED,)).case.reference
    assert "We plan to share" not in read(browse().get(telling(reference))).words
    page = read(browse().get(f"/cases/{reference}/notice-before"))
    assert "There is nothing to tell them of beforehand: the suspicion has ended, or the case is closed." in page.words
    assert "In which form?" not in page.words


def test_what_was_found_wrong_was_written_to_them_and_can_stand_in_the_letter(officer: Actor, browse: Browse) -> None:
    opened = shared(officer)
    found = replace(FOUND_WRONG, words="Your name is spelt with a y")
    opened = find_wrong(opened, found, seen=opened.case.seq)
    address = f"/cases/{opened.case.reference}/notice-correction"
    wanted = {"language": "en", "form": "letter", "to_them": found.words}
    assert "Yournameisspeltwithay" in said_in(browse().post(address, wanted))
    refused = browse().post(address, wanted | {"to_them": "Her name is spelt with a y"})
    assert "Say it to them: “you told us”" in read(refused).words

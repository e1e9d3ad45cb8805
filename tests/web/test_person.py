"""Words handed over or shown: by a safe route or not at all, drafts only among the invented, and nothing of ours."""

import io
import re
from dataclasses import replace

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django.fixtures import Settings

from proviso.accounts.models import Role
from proviso.casework.acts.record_person import record_reach
from proviso.casework.history.case import Stage
from proviso.casework.values.notification import Telling, ToldBefore
from proviso.casework.values.person import Interpreter, Knows, Route
from proviso.casework.writing import commit
from proviso.casework.writing.permissions import Actor
from proviso.notices.wording import wordings
from proviso.record.models import Entry

from ..casework.every import FAILED
from ..casework.examples import ADDRESS, PERSON, REACH, TOLD_BEFORE, answer, begun, ready, shared
from .conftest import Browse, Cases
from .forms import typed
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")


def asked(browser: Client, reference: str, language: str, form: str, about: str = "before"):  # type: ignore[no-untyped-def]
    return browser.post(f"/cases/{reference}/notice-{about}", {"language": language, "form": form})


@pytest.mark.parametrize("language", list(wordings()))
def test_the_page_that_is_turned_to_them_is_in_their_language_and_direction(
    cases: Cases, browse: Browse, language: str
) -> None:
    response = asked(browse(), cases[Stage.OPEN].case.reference, language, "page")
    html = response.content.decode()
    wording = wordings()[language]
    assert f'<html lang="{language}" dir="{wording.language.direction}"' in html
    assert f"<title>{wording.sentences['title']}</title>" in html
    assert wording.sentences["no_promise"] in html
    assert wording.sentences["who"] in html, "they are told who we are, as in the letter (s.44(1)(a))"
    assert '<bdi lang="">Imaginary Oduya</bdi>' in html
    assert ("Draft. Nobody has checked these words." in html) == (language != "en")


def test_that_page_has_no_mark_of_ours_no_history_and_a_way_to_leave(cases: Cases, browse: Browse) -> None:
    response = asked(browse(), cases[Stage.OPEN].case.reference, "ar", "page")
    html = response.content.decode()
    assert response["Cache-Control"] == "no-store"
    for ours in ("Proviso", "OFFICIAL", "icon.svg", "Invented Officer"):
        assert ours not in html
    assert html.count("Wessmere Police") == html.count("The Chief Constable of Wessmere Police") == 1, "who must answer"
    assert 'href="/today"' in html
    assert "govuk-exit-this-page" in html
    left = browse().get("/today")
    assert read(left).title == "22 November 2026"
    assert "PV-" not in left.content.decode()


@pytest.mark.parametrize("form", ["letter", "large", "page"])
def test_words_to_them_stand_in_the_place_of_what_is_on_record_about_them(
    cases: Cases, browse: Browse, form: str
) -> None:
    """The words for the purpose are in the third person, or may be."""
    reference, browser = cases[Stage.OPEN].case.reference, browse()
    choosing = browser.get(f"/cases/{reference}/notice-before").content.decode()
    assert "<bdi>The marker is four years old</bdi>" in choosing
    assert "In words to them" in choosing
    wanted = {"language": "en", "form": form}
    address = f"/cases/{reference}/notice-before"
    without = said_in(browser.post(address, wanted))
    assert "marker" not in without
    assert "Askusfortheexactwords." in without
    given = said_in(browser.post(address, wanted | {"to_them": "We ask so that you are safe."}))
    assert "WhattheofficersaystoyouWeasksothatyouaresafe." in given


@pytest.mark.parametrize(
    ("language", "to_them", "says"),
    [
        ("en", "The marker is four years old", "These are the words that are on record, which are about them."),
        ("en", "She told us that she is afraid", "Say it to them: “you told us”"),
        ("pa", "You told us about it", "Have the interpreter or translator put these words into that language"),
    ],
)
def test_words_about_them_are_refused_beside_their_box_and_stay_typed(
    cases: Cases, browse: Browse, language: str, to_them: str, says: str
) -> None:
    address = f"/cases/{cases[Stage.OPEN].case.reference}/notice-before"
    refused = browse().post(address, {"language": language, "form": "letter", "to_them": to_them})
    html = refused.content.decode()
    assert refused.status_code == 422
    assert html.count(says) == 2, "in the summary and beside the box"
    assert re.search('href="#([^"]+)"[^>]*>[^<]*' + re.escape(says), html)
    assert f">{to_them}</textarea>" in html


def test_the_page_says_where_the_letter_will_lack_how_to_reach_the_force(
    cases: Cases, browse: Browse, settings: Settings
) -> None:
    address, browser = f"/cases/{cases[Stage.OPEN].case.reference}/notice-before", browse()
    lacks = "The letter says where that is missing"
    assert lacks not in browser.get(address).content.decode()
    settings.PROVISO_CONTACT = settings.PROVISO_CONTACT.model_copy(update={"data_protection_officer": ""})
    assert lacks in browser.get(address).content.decode()
    letter = said_in(browser.post(address, {"language": "en", "form": "letter"}))
    assert "Thisdoesnotsayityet.Askus,andwewilltellyou." in letter


def said_in(response) -> str:  # type: ignore[no-untyped-def]
    """What a letter or a page says, without space."""
    assert response.status_code == 200
    if response["Content-Type"] == "application/pdf":
        pages = PdfReader(io.BytesIO(response.content)).pages
        return re.sub(r"[\s\u2068\u2069]", "", "".join(page.extract_text() for page in pages))
    return re.sub(r"\s", "", re.sub(r"<[^>]*>", "", response.content.decode()))


@pytest.mark.parametrize(("form", "pages"), [("letter", 2), ("large", 4)])
def test_a_letter_is_a_pdf_with_a_neutral_name_that_nothing_keeps(
    cases: Cases, browse: Browse, form: str, pages: int
) -> None:
    reference, browser = cases[Stage.OPEN].case.reference, browse()
    before = Entry.objects.count()
    response = asked(browser, reference, "en", form)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="information.pdf"'
    assert response["Cache-Control"] == "no-store"
    pdf = PdfReader(io.BytesIO(response.content))
    assert len(pdf.pages) == pages
    assert "Imaginary Oduya" in pdf.pages[0].extract_text()
    assert Entry.objects.count() == before + 1, "that the case was opened, and nothing else"


def test_what_they_speak_is_never_in_an_address(cases: Cases, browse: Browse) -> None:
    reference = cases[Stage.OPEN].case.reference
    page = browse().get(f"/cases/{reference}/notice-before")
    assert '<form method="post"' in page.content.decode()
    assert not re.findall(r'href="[^"]*(?:arabic|language|=ar|/ar)\b', page.content.decode(), re.IGNORECASE)


@pytest.mark.parametrize(
    ("language", "form", "wanted"),
    [("", "", ["Select the language", "Select the form"]), ("en", "", ["Select the form"]), ("tlh", "page", None)],
)
def test_what_was_not_chosen_is_asked_for(
    cases: Cases, browse: Browse, language: str, form: str, wanted: list[str] | None
) -> None:
    response = asked(browse(), cases[Stage.OPEN].case.reference, language, form)
    assert response.status_code == 422
    shown = read(response).words
    for one in wanted or ["choose one of those shown"]:
        assert one in shown


@pytest.mark.parametrize(
    ("route", "seen", "form", "says"),
    [
        (Route.LETTER, Knows.YES, "letter", "Someone who harms them could see their post, so no letter is made."),
        (
            Route.LETTER,
            Knows.NOT_KNOWN,
            "large",
            "It is not known whether someone who harms them could see their post.",
        ),
        (Route.TELEPHONE, Knows.NO, "letter", "The safe way that they gave is “by telephone”."),
        (Route.TELEPHONE, Knows.NO, "page", "A page can be turned to them only in person"),
        (Route.NONE_SAFE, Knows.NO, "page", "It is recorded that no way to reach them is safe."),
    ],
)
def test_nothing_is_made_for_a_way_that_is_not_safe_for_it(
    officer: Actor, browse: Browse, route: Route, seen: Knows, form: str, says: str
) -> None:
    reach = replace(REACH, route=route, details=None if route is Route.NONE_SAFE else "As she said")
    opened = answer(ready(officer), (replace(ADDRESS, seen_by_suspect=seen), reach))
    response = asked(browse(), opened.case.reference, "en", form)
    assert response.status_code == 409
    assert says in read(response).words
    assert "%PDF" not in response.content.decode()


def test_where_no_form_would_be_made_none_is_offered(officer: Actor, browse: Browse) -> None:
    opened = answer(ready(officer), (replace(REACH, route=Route.TELEPHONE, details="As she said"),))
    page = read(browse().get(f"/cases/{opened.case.reference}/notice-before"))
    assert "A page can be turned to them only in person" in page.words
    assert "In which form?" not in page.words


def test_a_letter_by_post_is_made_where_post_is_safe(officer: Actor, browse: Browse) -> None:
    opened = answer(ready(officer), (replace(REACH, route=Route.LETTER, details="1 Invented Row"),))
    assert asked(browse(), opened.case.reference, "en", "letter").content.startswith(b"%PDF")


def test_outside_a_demonstration_a_draft_is_given_to_nobody(cases: Cases, browse: Browse, settings: Settings) -> None:
    owner = browse(Role.POLICY_OWNER, typing=True)
    settings.PROVISO_DEMONSTRATION = False
    reference = cases[Stage.OPEN].case.reference
    for form in ("page", "letter", "large"):
        response = asked(browse(), reference, "pl", form)
        assert response.status_code == 409
        assert "The words in Polish are a draft" in read(response).words
        assert asked(browse(), reference, "en", form).status_code == 200
    seen = wordings()["pl"].digest
    checked = {"checked_by": "Mx Invented Lis", "promises_nothing": "yes", "seen": seen}
    assert owner.post("/wordings/pl", checked).status_code == 302
    response = asked(browse(), reference, "pl", "page")
    assert response.status_code == 200
    assert "Draft." not in response.content.decode()
    assert (
        "checked by Mx Invented Lis, on 22 November 2026"
        in read(browse().get(f"/cases/{reference}/notice-before")).words
    )


@pytest.mark.parametrize(
    ("typed_in", "chosen"), [("Arabic", "ar"), ("اردو", "ur"), ("Kurdish", ""), ("Polish, I think", "")]
)
def test_the_language_that_they_named_is_chosen_where_it_is_one_of_ours_and_no_other(
    officer: Actor, browse: Browse, typed_in: str, chosen: str
) -> None:
    opened = answer(ready(officer), (replace(REACH, language=typed_in),))
    html = browse().get(f"/cases/{opened.case.reference}/notice-before").content.decode()
    assert re.findall(r'value="(\w\w)" checked', html) == ([chosen] if chosen else [])
    assert typed_in in html


def test_a_name_that_cannot_be_printed_is_said_so_and_shown_on_the_page(
    officer: Actor, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before_it_was_checked:
        before_it_was_checked.setattr(commit, "reject_unprintable", lambda _value: None)
        opened = answer(ready(officer), (replace(PERSON, name=None, name_written="𓀀𓀁"),))
    opened = answer(opened, (replace(TOLD_BEFORE),))
    response = asked(browse(), opened.case.reference, "en", "letter")
    assert response.status_code == 409
    assert "U+13000" in read(response).words
    assert "𓀀𓀁" in asked(browse(), opened.case.reference, "en", "page").content.decode()


@pytest.mark.parametrize(
    ("about", "says"),
    [
        ("before", "There is nothing to tell them of yet."),
        ("after", "Nothing has been shared, so there is nothing to tell the person of afterwards."),
        ("correction", "Nothing that was shared was found wrong"),
    ],
)
def test_while_there_is_nothing_to_tell_nothing_is_made(officer: Actor, browse: Browse, about: str, says: str) -> None:
    opened = answer(begun(officer), (REACH, ADDRESS))
    page = read(browse().get(f"/cases/{opened.case.reference}/notice-{about}"))
    assert says in page.words
    assert asked(browse(), opened.case.reference, "en", "page", about).status_code == 409


def test_what_must_never_be_done_stands_above_the_words_and_large(officer: Actor, browse: Browse) -> None:
    opened = answer(ready(officer), (replace(REACH, never="Never ring the flat"),))
    for path in ("questions/tell-before", "notice-before", "attempt-failed"):
        html = browse().get(f"/cases/{opened.case.reference}/{path}").content.decode()
        assert '<p class="govuk-body-l">Never ring the flat</p>' in html
        if path != "notice-before":
            assert html.index("Never ring the flat") < html.index("We plan to share some facts")


def test_no_words_are_shown_before_a_safe_way_is_recorded(officer: Actor, browse: Browse) -> None:
    opened = answer(ready(officer), (replace(REACH, route=Route.NONE_SAFE, details=None),))
    page = read(browse().get(f"/cases/{opened.case.reference}/questions/tell-before"))
    assert "It is recorded that no way to reach them is safe." in page.words
    assert "We plan to share" not in page.words


@pytest.mark.parametrize(
    ("needed", "says"),
    [
        (Interpreter.NEEDED, "An interpreter is needed, and none is booked yet."),
        (Interpreter.BOOKED, "If they do not come, stop: what is said without one does not count."),
    ],
)
def test_the_page_says_that_an_interpreter_is_needed(
    officer: Actor, browse: Browse, needed: Interpreter, says: str
) -> None:
    opened = record_reach(ready(officer), replace(REACH, interpreter=needed), seen=99)
    address = f"/cases/{opened.case.reference}/questions/tell-before"
    assert says in read(browse().get(address)).words
    refused = browse().post(address, typed(TOLD_BEFORE, opened.case.seq))
    assert refused.status_code == 409
    assert "It is recorded that an interpreter is needed." in read(refused).words


def test_the_page_says_why_what_is_recorded_does_not_count(officer: Actor, browse: Browse) -> None:
    opened = answer(ready(officer), (replace(TOLD_BEFORE, understood=False),))
    address = f"/cases/{opened.case.reference}/questions/tell-before"
    assert "They did not understand it, so it does not count as told." in read(browse().get(address)).words
    opened = answer(opened, (ToldBefore(told=Telling.NO),))
    assert "They did not understand it" not in read(browse().get(address)).words


def test_the_force_says_where_advice_is_and_otherwise_the_page_says_that_it_has_not(
    officer: Actor, browse: Browse, settings: Settings
) -> None:
    opened = ready(officer)
    address = f"/cases/{opened.case.reference}/questions/tell-before"
    assert "Your force has not said where people get independent advice." in read(browse().get(address)).words
    settings.PROVISO_INDEPENDENT_ADVICE = "Invented Advice Centre"
    shown = read(browse().get(address)).words
    assert "Invented Advice Centre" in shown
    assert "Your force has not said" not in shown


def test_a_leaflet_is_not_to_be_taken_where_somebody_would_see_it(officer: Actor, browse: Browse) -> None:
    opened = answer(ready(officer), (replace(ADDRESS, seen_by_suspect=Knows.YES),))
    page = read(browse().get(f"/cases/{opened.case.reference}/notice-before"))
    assert "Do not let them take a letter there" in page.words


def test_an_attempt_that_failed_is_recorded_and_due_again(officer: Actor, browse: Browse) -> None:
    opened = shared(officer)
    posted = browse().post(
        f"/cases/{opened.case.reference}/attempt-failed", typed(FAILED, opened.case.seq), follow=True
    )
    assert "Telling them is due again on the day that you named." in read(posted).words
    assert "Attempt to tell failed" in read(browse().get(f"/cases/{opened.case.reference}/timeline")).words
    assert "Tell the person" in read(browse().get("/worklist")).words


@pytest.mark.parametrize(
    ("about", "says"),
    [
        ("before", "what is proposed was shared already. Tell them that it was."),
        ("correction", "Nothing that was shared was found wrong, so there is nothing to tell the person of."),
    ],
)
def test_no_letter_says_what_is_no_longer_so(cases: Cases, browse: Browse, about: str, says: str) -> None:
    """Once it was shared, a letter that it is only planned would tell the person what is not true."""
    address, browser = f"/cases/{cases[Stage.SHARED].case.reference}/notice-{about}", browse()
    assert says in read(browser.get(address)).words
    refused = browser.post(address, {"language": "en", "form": "letter"})
    assert refused.status_code == 409
    assert says in read(refused).words

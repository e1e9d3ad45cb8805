"""The language of the pages is the reader's: chosen, kept, never guessed; and nothing but the pages depends on it."""

import re
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import get_language, override

from proviso.accounts.models import Force, Role
from proviso.casework.history.case import Stage
from proviso.casework.reading.content_words import content_rows, purpose_rows
from proviso.casework.worklist import summary
from proviso.disclosure.decide_package import SHARING
from proviso.disclosure.package import package_of
from proviso.notices.letter import letter
from proviso.notices.wording import wordings
from proviso.notices.words import About
from proviso.record import read as record
from proviso.web import errors
from proviso.web.design.coded_words import recorded_by
from proviso.web.paper.paper_form import form_data
from proviso.web.record.record_filter import filter_of
from proviso.web.telling.telling_panel import words_for
from tests.languages.pseudo import BEGIN, bare, marked
from tests.languages.walk import is_data, page_of, unmarked

from .conftest import Browse, Cases
from .forms import every_form, typed

pytestmark = pytest.mark.django_db(databases="__all__")

CODE = re.compile(r"[a-z_]+")
"""The name of a field is a code, and no reader sees it."""

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_pages_are_in_english_until_somebody_chooses(force: Force) -> None:
    page = Client(headers={"accept-language": "cy"}).get("/sign-in").content.decode()
    assert '<html lang="en"' in page
    assert (
        '<button class="proviso-link-button" type="submit" name="language" value="cy" lang="cy">Cymraeg</button>'
        in page
    )


def test_what_somebody_chooses_is_kept_and_leads_back_to_the_page(force: Force) -> None:
    browser = Client()
    answer = browser.post("/language", {"language": "cy", "next": "/help?from=here"})
    assert (answer.status_code, answer["Location"]) == (302, "/help?from=here")
    cookie = browser.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie.value, cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (
        "cy", True, "Lax", 365 * 24 * 60 * 60,
    )  # fmt: skip
    page = browser.get("/help").content.decode()
    assert '<html lang="cy"' in page
    assert 'value="en-gb" lang="en-gb">English</button>' in page
    assert get_language() == settings.LANGUAGE_CODE, "the next reader is not in somebody else’s language"
    browser.post("/language", {"language": "en-gb", "next": "/help"})
    assert '<html lang="en"' in browser.get("/help").content.decode()


def test_it_stays_when_somebody_signs_in_and_out(browse: Browse) -> None:
    browser = browse()
    browser.post("/language", {"language": "cy", "next": "/"})
    assert '<html lang="cy"' in browser.get("/worklist").content.decode()
    browser.post("/sign-out")
    assert '<html lang="cy"' in browser.get("/sign-in").content.decode()


@pytest.mark.parametrize("to", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_choosing_leads_nowhere_else(force: Force, to: str) -> None:
    assert Client().post("/language", {"language": "cy", "next": to})["Location"] == "/"


def test_a_language_that_there_is_not_is_passed_over(force: Force) -> None:
    browser = Client()
    browser.post("/language", {"language": "xx", "next": "/help"})
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "../xx"
    assert '<html lang="en"' in browser.get("/help").content.decode()


def test_the_force_may_begin_in_welsh(force: Force, settings: object) -> None:
    settings.PROVISO_LANGUAGE = "cy"  # type: ignore[attr-defined]
    assert '<html lang="cy"' in Client().get("/sign-in").content.decode()
    assert get_language() == "en-gb"


FAULTS = {
    "busy": lambda request: errors.busy(request),
    "unreadable": lambda request: errors.unreadable(request),
    "too many": lambda request: errors.too_many(request),
    "forged": lambda request: errors.forged(request),
    "broken": lambda request: errors.broken(request),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_word_about_a_fault_is_in_the_reader_s_language(force: Force, fault: str) -> None:
    asked = Client().get("/help").wsgi_request
    with marked() as marks:
        page = page_of(FAULTS[fault](asked))
        assert BEGIN in page.html.partition("<h1")[2]  # type: ignore[union-attr]
        assert [piece for piece in unmarked(page) if not is_data(piece, {force.name})] == []
    assert marks.unknown == set()


@pytest.mark.parametrize("path", ["/nowhere", "/record", "/cases/PV-AAAA-AAAA/"])
def test_refusals_are_in_the_reader_s_language(browse: Browse, path: str) -> None:
    browser = browse()
    browser.post("/language", {"language": "cy", "next": "/"})
    with marked():
        page = browser.get(path, follow=True).content.decode()
    assert '<html lang="cy"' in page
    assert BEGIN in page.partition("<h1")[2]


def test_what_is_recorded_is_the_same_in_whatever_language_it_was_typed(browse: Browse, cases: Cases) -> None:
    """Each question answered by a reader of Welsh: no entry of it has a word of the catalogue in it."""
    opened = cases[Stage.OPEN]
    browser = browse(number=opened.actor.staff_number)
    browser.post("/language", {"language": "cy", "next": "/"})
    with marked() as marks:
        for form in every_form():
            if form.stage is Stage.OPEN and form.role is Role.OFFICER and form.path.startswith("questions/"):
                address = form.address(opened.case.reference)
                value = opened.case.latest(form.value)
                if value is not None:
                    browser.post(address, typed(value, opened.case.seq))
        browser.get(f"/cases/{opened.case.reference}/")
    entries = record.entries(opened.case.reference, with_openings=True)
    assert [one for one in entries if BEGIN in f"{one.body}{one.why}{one.with_whom}{one.actor}"] == []
    assert marks.known, "or nothing would have been marked"


def test_what_leaves_is_the_same_bytes_in_whatever_language_it_is_decided(cases: Cases) -> None:
    opened = cases[Stage.OPEN]

    def package() -> tuple[bytes, bytes]:
        made = package_of(opened.case, SHARING, AT, officer=opened.actor.staff_number)
        return made.json, made.pdf()

    english = package()
    with marked():
        assert package() == english
    with override("cy"):
        assert package() == english


def test_words_for_the_person_depend_on_the_language_of_their_own_alone(cases: Cases) -> None:
    opened = cases[Stage.SHARED]

    def words() -> list[bytes]:
        told = [words_for(opened.case, About.AFTER, wordings()[code]) for code in ("en", "cy", "ar")]
        return [letter(one, at=AT, draft=True) for one in told]

    english = words()
    with marked():
        assert words() == english


def test_what_is_sealed_on_the_worklist_is_in_english(cases: Cases) -> None:
    case = cases[Stage.OPEN].case
    plain = summary(case)
    with marked():
        assert summary(case) == plain
        assert content_rows(()) == purpose_rows(()) == ()


def test_paper_for_a_reader_of_welsh_is_marked_throughout() -> None:
    with marked():
        assert [
            piece for words in every_text(form_data("")) for piece in bare(words) if not CODE.fullmatch(piece)
        ] == []


def every_text(given: object) -> list[str]:
    """Each text in plain data."""
    if isinstance(given, str):
        return [given]
    if isinstance(given, dict):
        return [text for one in given.values() for text in every_text(one)]
    if isinstance(given, list | tuple):
        return [text for one in given for text in every_text(one)]
    return []


def test_entries_that_no_person_made_are_named_and_found_in_the_reader_s_language(force: Force) -> None:
    with override("cy"):
        assert recorded_by("the server") == "y gweinydd"
        assert filter_of({"who": "Y gweinydd"}, force.code).wanted.actor == "the server"
        assert filter_of({"who": "C501"}, force.code).wanted.actor == recorded_by("C501") == "C501"
    assert recorded_by("the outbox") == "the outbox"
    assert filter_of({"who": "the outbox"}, force.code).wanted.actor == "the outbox"

"""Finding a case and saying why it is opened: what leads where, what is refused in which words, what is left behind."""

import re
from dataclasses import replace
from typing import Any, cast
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from proviso.accounts.models import Force, Role
from proviso.casework import clock
from proviso.casework.history.case import Stage
from proviso.casework.writing.permissions import Actor
from proviso.record.entry import Entry as Opened
from proviso.record.erase import erase
from proviso.record.keys import KeyErased
from proviso.record.models import Entry
from proviso.record.read import openings as read_openings

from ..casework.examples import ALLEGATION, answer, begun
from .conftest import Browse, Cases, officer_of
from .forms import typed
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.mark.parametrize(
    "wanted",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/sign-out",
        "/cases/find",
        "/cases/PV-0000-0000/",
        "{home}../PV-0000-0000/",
        "{home}..//elsewhere.example",
        "{home}no-such-page",
        "javascript:alert(1)",
        "{home}\r\nSet-Cookie: a=b",
        "",
    ],
)
def test_giving_a_reason_leads_to_a_page_of_the_same_case_and_nowhere_else(
    cases: Cases, browse: Browse, wanted: str
) -> None:
    home = f"/cases/{cases[Stage.OPEN].case.reference}/"
    query = urlencode({"next": wanted.format(home=home)})
    response = browse(number="colleague").post(f"{home}reason?{query}", {"reason": "To help a colleague"})
    assert (response.status_code, response.url) == (302, home)  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["timeline", "questions/person", "send"])
def test_giving_a_reason_leads_to_where_one_was_going(cases: Cases, browse: Browse, path: str) -> None:
    home = f"/cases/{cases[Stage.OPEN].case.reference}/"
    browser = browse(number="colleague")
    asked = browser.get(home + path) if path != "send" else browse(number="colleague", typing=True).get(home + path)
    response = browser.post(asked.url, {"reason": "To help a colleague"})  # type: ignore[attr-defined]
    assert response.url == home + path  # type: ignore[attr-defined]


def test_what_was_typed_comes_back_once_a_reason_is_given(cases: Cases, browse: Browse) -> None:
    home = f"/cases/{cases[Stage.OPEN].case.reference}/"
    browser = browse(number="colleague")
    asked = browser.post(f"{home}suspicion-ended", {"reason": "Her passport was shown", "last_seq": "16"})
    assert asked.url.startswith(f"{home}reason?next=")  # type: ignore[attr-defined]
    back = browser.post(asked.url, {"reason": "To help a colleague"})  # type: ignore[attr-defined]
    page = read(browser.get(back.url))  # type: ignore[attr-defined]
    assert page.boxes["reason"] == ["Her passport was shown"]
    assert "What you had typed is back in the boxes. It is not saved yet." in page.words


@pytest.mark.parametrize(
    ("typed", "says"),
    [("", "Enter why you are opening this case"), ("  ", "Enter why you are opening this case"), ("y" * 201, None)],
)
def test_a_case_is_opened_for_a_reason_in_words(cases: Cases, browse: Browse, typed: str, says: str | None) -> None:
    reference = cases[Stage.OPEN].case.reference
    response = browse(number="colleague").post(f"/cases/{reference}/reason", {"reason": typed})
    page = read(response)
    assert response.status_code == 422
    assert page.errors == [(says or "Say why in 200 characters or fewer; there are 201.", "#box")]
    assert page.boxes["reason"] == [typed]


WHY = "She rang about that burglary"
SAME = "If there is a case, its unit will be told that you asked."


def asks(browser: Client, given: str, reason: str = WHY) -> HttpResponse:
    return cast("HttpResponse", browser.post("/cases/find", {"reference": given, "reason": reason}))


@pytest.mark.parametrize("given", [ALLEGATION.crime_reference, "wes / 0421/26"])
def test_a_case_in_reach_is_found_by_an_exact_crime_reference(cases: Cases, browse: Browse, given: str) -> None:
    reference = cases[Stage.OPEN].case.reference
    response = asks(browse(Role.SUPERVISOR), given)
    page = read(response)
    assert response.status_code == 200
    assert (f"/cases/{reference}/", reference) in page.links
    assert f"{reference}, with North" in page.words
    assert SAME in page.words
    assert "Oduya" not in page.words
    assert Entry.objects.filter(kind="case_looked_for").count() == 1


@pytest.mark.parametrize("given", ["{reference}", " {lower} "])
def test_a_cases_own_reference_leads_to_it_for_a_reason(cases: Cases, browse: Browse, given: str) -> None:
    reference = cases[Stage.OPEN].case.reference
    typed = given.format(reference=reference, lower=reference.lower())
    browser = browse(Role.SUPERVISOR)
    response = asks(browser, typed, "")
    assert (response.status_code, response["Location"]) == (302, f"/cases/{reference}/")
    assert browser.get(f"/cases/{reference}/").url.startswith(f"/cases/{reference}/reason")  # type: ignore[attr-defined]
    assert not Entry.objects.filter(kind="case_looked_for").exists()


def without_token(response: Any) -> bytes:
    """The bytes of a page, but for what makes each page's form its own, and what was typed."""
    page = re.sub(rb'name="(?:csrfmiddlewaretoken|form_token)" value="[^"]*"', b"", response.content)
    return re.sub(rb'nonce="[^"]*"|nonce-[^\';]*|WES/0\d\d\d/26', b"", page)


def test_none_one_and_several_out_of_reach_are_answered_by_the_same_bytes(officer: Actor, browse: Browse) -> None:
    answer(begun(officer), (ALLEGATION,))
    for number in ("first", "second"):
        who = Actor.of(officer_of(number=number))
        answer(begun(who), (replace(ALLEGATION, crime_reference="WES/0777/26"),))
    browser = browse(unit="south")
    pages = [asks(browser, given) for given in ("WES/0999/26", "WES/0421/26", "WES/0777/26")]
    assert {one.status_code for one in pages} == {200}
    assert len({without_token(one) for one in pages}) == 1
    assert len({len(one.content) for one in pages}) == 1
    assert [sorted(one.headers) for one in pages] == [sorted(pages[0].headers)] * 3
    assert SAME in read(pages[0]).words


@pytest.mark.parametrize(
    ("typed", "reason", "says"),
    [
        ("", WHY, [("Enter a case reference or a crime reference", "#box")]),
        (" ", WHY, [("Enter a case reference or a crime reference", "#box")]),
        ("WES/0421/2", "", [("Say in three words or more why you ask; it goes on the record", "#reason")]),
        ("WES/0421/2", ". . .", [("Say in three words or more why you ask; it goes on the record", "#reason")]),
        ("WES/0421/2", "She rang again " * 17, [("Say why in 200 characters or fewer; there are 254", "#reason")]),
    ],
)
def test_asking_takes_a_reference_and_a_reason(
    browse: Browse, typed: str, reason: str, says: list[tuple[str, str]]
) -> None:
    response = asks(browse(), typed, reason)
    page = read(response)
    assert (response.status_code, page.errors) == (422, says)
    assert page.title == "Error: Find a case – Proviso"
    assert page.boxes["reference"] == [typed.strip()]
    assert page.boxes["reason"] == [reason]


def test_so_many_are_answered_within_an_hour(browse: Browse, settings: Settings) -> None:
    browser = browse()
    for number in range(settings.PROVISO_LOOKING.references_an_hour):
        assert asks(browser, f"WES/{number}/26").status_code == 200
    response = asks(browser, "WES/0421/26")
    assert response.status_code == 429
    assert "You have asked by 10 crime references within an hour" in read(response).words


def test_starting_a_case_with_a_crime_reference_that_one_has_says_nothing(officer: Actor, browse: Browse) -> None:
    answer(begun(officer), (ALLEGATION,))
    south = Actor.of(officer_of(unit="south"))
    browser = browse(unit="south")
    pages = []
    for given in ("WES/0999/26", ALLEGATION.crime_reference):
        opened = begun(south)
        path = f"/cases/{opened.case.reference}/questions/allegation"
        fields = typed(replace(ALLEGATION, crime_reference=given), opened.case.seq)
        response = browser.post(path, fields, follow=True)
        page = re.sub(rb"PV-\w{4}-\w{4}", b"", without_token(response))
        pages.append((response.status_code, re.sub(rb"WES/\d+/26", b"", page)))
    assert pages[0] == pages[1]
    assert pages[0][0] == 200


def test_a_case_that_was_erased_is_not_there(cases: Cases, browse: Browse, force: Force) -> None:
    reference = cases[Stage.OPEN].case.reference
    browser = browse()
    assert browser.get(f"/cases/{reference}/").status_code == 200
    done = erase(reference, by="Mx Yew", second="Mx Reed", now=clock.now(), why="It is time")
    assert isinstance(done, Opened)
    assert browser.get(f"/cases/{reference}/").status_code == 404
    assert (
        browse(number="colleague").post(f"/cases/{reference}/reason", {"reason": "To look into it"}).status_code == 404
    )
    assert browser.get("/worklist").status_code == 200
    with pytest.raises(KeyErased):
        read_openings(reference, cases[Stage.OPEN].key)


@pytest.mark.parametrize(
    "written",
    ["{0}", "{0} ", "{1}", "{2}", "PV {3}", "pv{3}", "{0}/17", "{4}", "\u2066{0}\u2069", "{5}"],
)
def test_a_case_is_found_by_its_reference_however_it_is_written(cases: Cases, browse: Browse, written: str) -> None:
    reference = cases[Stage.OPEN].case.reference
    short = reference.removeprefix("PV-")
    spaced, joined = short.lower().replace("-", " "), short.replace("-", "")
    mistaken = "PV-" + short.replace("0", "O").replace("1", "I")
    given = written.format(reference, spaced, short, joined, mistaken, reference.replace("-", "\u2011"))
    response = browse().post("/cases/find", {"reference": given})
    assert (response.status_code, response["Location"]) == (302, f"/cases/{reference}/")


def test_letters_that_may_be_a_crime_reference_are_looked_for_as_one(cases: Cases, browse: Browse) -> None:
    response = browse().post("/cases/find", {"reference": "WES0-9999", "reason": "To help a colleague"})
    assert response.status_code == 200
    assert "You asked, and it is on the record" in read(response).words


@pytest.mark.parametrize("written", ["WES/0421/26", "wes 421 26", "WES-0421-26", "W E S/0421/26", "WES0421/26"])
def test_a_crime_reference_is_found_however_it_is_written(officer: Actor, browse: Browse, written: str) -> None:
    opened = answer(begun(officer), (replace(ALLEGATION, crime_reference="WES/0421/26"),))
    response = browse().post("/cases/find", {"reference": written, "reason": "To help a colleague"})
    assert opened.case.reference in read(response).words
    assert "WES/0421/26" in read(browse().get(f"/cases/{opened.case.reference}/timeline")).words, "as it was typed"

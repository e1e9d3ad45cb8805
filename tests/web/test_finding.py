"""Finding a case and saying why it is opened: what leads where, what is refused in which words, what is left behind."""

from urllib.parse import urlencode

import pytest

from proviso.accounts.models import Force, Role
from proviso.casework import clock
from proviso.casework.history.case import Stage
from proviso.record.entry import Entry as Opened
from proviso.record.erase import erase
from proviso.record.keys import KeyErased
from proviso.record.models import Entry
from proviso.record.read import openings as read_openings

from ..casework.examples import ALLEGATION
from .conftest import Browse, Cases
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


@pytest.mark.parametrize("given", [ALLEGATION.crime_reference, "wes / 0421/26", "{reference}", " {lower} "])
def test_a_case_is_found_by_an_exact_reference_and_only_its_unit_is_told(
    cases: Cases, browse: Browse, given: str
) -> None:
    reference = cases[Stage.OPEN].case.reference
    typed = given.format(reference=reference, lower=reference.lower())
    response = browse(Role.SUPERVISOR, "south").post("/cases/find", {"reference": typed})
    page = read(response)
    assert response.status_code == 200
    assert (f"/cases/{reference}/", reference) in page.links
    assert f"{reference}, with the unit north" in page.words
    assert "Oduya" not in page.words
    assert Entry.objects.filter(kind="case_looked_for").count() == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Enter a case reference or a crime reference"),
        (" ", "Enter a case reference or a crime reference"),
        ("WES/0421/2", "No case of this force has exactly this reference. Check it, or start a case"),
        ("Imaginary Oduya", "No case of this force has exactly this reference. Check it, or start a case"),
        ("PV-0000-0000", "No case of this force has exactly this reference. Check it, or start a case"),
    ],
)
def test_what_is_not_an_exact_reference_finds_nothing(cases: Cases, browse: Browse, typed: str, says: str) -> None:
    assert cases[Stage.OPEN]
    response = browse().post("/cases/find", {"reference": typed})
    page = read(response)
    assert (response.status_code, page.errors) == (422, [(says, "#box")])
    assert page.title == "Error: Find a case – Proviso"
    assert page.boxes["reference"] == [typed.strip()]


def test_a_case_that_was_erased_is_not_there(cases: Cases, browse: Browse, force: Force) -> None:
    reference = cases[Stage.OPEN].case.reference
    browser = browse()
    assert browser.get(f"/cases/{reference}/").status_code == 200
    done = erase(reference, actor="dpo", now=clock.now(), why="It is time")
    assert isinstance(done, Opened)
    assert browser.get(f"/cases/{reference}/").status_code == 404
    assert (
        browse(number="colleague").post(f"/cases/{reference}/reason", {"reason": "To look into it"}).status_code == 404
    )
    assert browser.get("/worklist").status_code == 200
    with pytest.raises(KeyErased):
        read_openings(reference, cases[Stage.OPEN].key)

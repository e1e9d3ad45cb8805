"""A year alone is known: recorded, shown, told and shared as that, on every page and in both forms of the package."""

import json
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from proviso.casework.history.case import Case
from proviso.casework.history.replay import replay
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.person import Age, Person
from proviso.casework.writing.permissions import Actor
from proviso.record import read as record

from ..casework.examples import PERSON, TOLD_BEFORE, answer, begun, ready
from .conftest import Browse
from .forms import typed
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

KNOWN = [
    (BirthDate(1990), "1990", {"year": 1990}),
    (BirthDate(1990, 4), "April 1990", {"year": 1990, "month": 4}),
    (BirthDate(1990, about=True), "about 1990", {"year": 1990, "about": True}),
    (BirthDate(1990, 4, about=True), "about April 1990", {"year": 1990, "month": 4, "about": True}),
    (BirthDate(1990, 4, 27), "27 April 1990", "1990-04-27"),
]


@pytest.mark.parametrize(("born", "words", "kept"), KNOWN)
def test_what_is_known_is_recorded_and_shared_as_known(
    officer: Actor, browse: Browse, born: BirthDate, words: str, kept: object
) -> None:
    opened, browser = ready(officer), browse(typing=True)
    home = f"/cases/{opened.case.reference}"
    person = replace(PERSON, date_of_birth=born)
    assert browser.post(f"{home}/questions/person", typed(person, opened.case.seq)).status_code == 302

    (body,) = [one.body for one in record.entries(opened.case.reference) if one.kind == Person.kind][-1:]
    assert body
    assert json.loads(json.dumps(body))["value"]["date_of_birth"] == kept
    again = read(browser.get(f"{home}/questions/person")).boxes
    assert [again[f"date_of_birth-{box}"] for box in ("day", "month", "year")] == [
        [str(one) if one else ""] for one in (born.day, born.month, born.year)
    ]
    assert ("date_of_birth-about" in again) is born.about
    opened = answer(replace(opened, case=replayed(opened.case)), (TOLD_BEFORE,))
    assert f"Date of birth {words}" in read(browser.get(f"{home}/decide")).words
    posted = {"decide": ["share_basic"], "reason": "All is in place", "last_seq": opened.case.seq}
    assert browser.post(f"{home}/decide", posted).status_code == 302

    package = json.loads(browser.get(f"{home}/package.json").content)
    field = package["basic"]["date_of_birth"]
    assert (field["words"], field["date"], field["basis"]) == (words, kept, "fact")
    pages = PdfReader(BytesIO(browser.get(f"{home}/package.pdf").content)).pages
    shown = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert words in shown
    for path in ("package", "timeline", "send"):
        assert words in read(browser.get(f"{home}/{path}")).words, path


def replayed(case: Case) -> Case:
    return replay(case.reference, case.force, record.entries(case.reference))


@pytest.mark.parametrize("age", [Age.ADULT, Age.UNDER_18, Age.DISPUTED])
def test_a_year_that_leaves_the_age_open_takes_the_age_that_is_given(officer: Actor, browse: Browse, age: Age) -> None:
    opened, browser = begun(officer), browse()
    person = Person(date_of_birth=BirthDate(2008), age=age)
    response = browser.post(f"/cases/{opened.case.reference}/questions/person", typed(person, 1))
    assert response.status_code == 302
    assert replayed(opened.case).latest(Person) == person


@pytest.mark.parametrize(
    ("born", "age"),
    [(BirthDate(1990, 4, 27), Age.ADULT), (BirthDate(1990), Age.ADULT), (BirthDate(2015), Age.UNDER_18)],
)
def test_an_age_that_the_date_of_birth_says_is_not_asked(
    officer: Actor, browse: Browse, born: BirthDate, age: Age
) -> None:
    opened, browser = begun(officer), browse()
    posted = typed(Person(date_of_birth=born), 1)
    assert browser.post(f"/cases/{opened.case.reference}/questions/person", posted).status_code == 302
    assert replayed(opened.case).latest(Person) == Person(date_of_birth=born, age=age)


def test_no_age_is_taken_from_a_year_that_leaves_it_open(officer: Actor, browse: Browse) -> None:
    opened, browser = begun(officer), browse()
    response = browser.post(
        f"/cases/{opened.case.reference}/questions/person", {"date_of_birth-year": "2008", "last_seq": "1"}
    )
    assert response.status_code == 409
    says = "Select whether they are under 18: what is known of the date of birth does not say"
    assert (says, "#q-age") in read(response).errors
    assert read(response).boxes["date_of_birth-year"] == ["2008"]
    assert replayed(opened.case).latest(Person) is None

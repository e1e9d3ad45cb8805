"""Two persons of one incident on pages: what is offered and shown as such, and what a link says to whom."""

from dataclasses import replace

import pytest

from proviso.accounts.models import Role
from proviso.casework.models import CaseRow
from proviso.casework.writing.permissions import Actor

from ..casework.examples import ADDRESS, ALLEGATION, PERSON, START, answer, ready
from ..casework.stories import sending
from .conftest import Browse
from .forms import typed
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

AS_SUCH = (
    "The boxes begin with what was recorded in the case of another person of this incident when this one was started."
)


def test_the_crime_is_offered_as_such_checked_and_saved(officer: Actor, browse: Browse) -> None:
    first, browser = ready(officer), browse()
    done = browser.post(f"/cases/{first.case.reference}/another-person", typed(START, first.case.seq), follow=True)
    second = CaseRow.objects.exclude(reference=first.case.reference).get().reference
    question = f"/cases/{second}/questions/allegation"
    assert done.request["PATH_INFO"] == question, "as a new case does"
    assert "This is the new case." in read(done).words
    page = read(browser.get(question))
    assert AS_SUCH in page.words
    assert page.boxes["crime_reference"] == [ALLEGATION.crime_reference]
    assert page.boxes["crime_types"] == [one.value for one in ALLEGATION.crime_types]
    for address in ("questions/person", "questions/address", ""):
        words = browser.get(f"/cases/{second}/{address}").content.decode()
        assert AS_SUCH not in words
        for personal in (PERSON.name, ADDRESS.address):
            assert personal
            assert personal not in words
    browser.post(question, typed(ALLEGATION, 2))
    assert AS_SUCH not in read(browser.get(question)).words


def test_what_is_offered_is_as_it_was_when_the_case_was_started_and_says_so(officer: Actor, browse: Browse) -> None:
    first, browser = ready(officer), browse()
    browser.post(f"/cases/{first.case.reference}/another-person", typed(START, first.case.seq))
    second = CaseRow.objects.exclude(reference=first.case.reference).get().reference
    answer(first, (replace(ALLEGATION, crime_reference="WES/0999/26"),))
    page = read(browser.get(f"/cases/{second}/questions/allegation"))
    assert page.boxes["crime_reference"] == [ALLEGATION.crime_reference]
    assert AS_SUCH in page.words


def test_what_was_shared_of_them_already_is_asked_first_as_of_any_new_case(officer: Actor, browse: Browse) -> None:
    first = ready(officer)
    posted = typed(replace(START, already_shared=True), first.case.seq)
    done = browse().post(f"/cases/{first.case.reference}/another-person", posted)
    second = CaseRow.objects.exclude(reference=first.case.reference).get().reference
    assert done["Location"] == f"/cases/{second}/already-shared"


def test_who_is_neither_is_turned_back_and_what_was_chosen_stays(officer: Actor, browse: Browse) -> None:
    first = ready(officer)
    posted = typed(START, first.case.seq) | {"role": "neither"}
    response = browse().post(f"/cases/{first.case.reference}/another-person", posted)
    assert response.status_code == 422
    assert "Nothing has been stored" in read(response).words
    assert CaseRow.objects.count() == 1


def test_a_link_leads_whoever_may_open_it_and_names_nothing_to_anybody_else(officer: Actor, browse: Browse) -> None:
    first, browser = sending(officer), browse()
    browser.post(f"/cases/{first.case.reference}/another-person", typed(START, first.case.seq))
    second = CaseRow.objects.exclude(reference=first.case.reference).get().reference
    case = f"/cases/{first.case.reference}/"
    assert (f"/cases/{second}/", f"Case {second}, of another person") in read(browser.get(case)).links
    desk = browse(Role.DISCLOSURE_DESK)
    for address in (case, f"{case}timeline"):
        page = desk.get(address).content.decode()
        assert second not in page
    assert "One more person has a case that you cannot open" in read(desk.get(case)).words

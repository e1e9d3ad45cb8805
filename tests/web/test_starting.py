"""Beginning a case or being turned back, and the pages that lead elsewhere than one might think."""

import pytest

from proviso.accounts.models import Role
from proviso.casework.history.case import Stage
from proviso.casework.models import CaseRow
from proviso.record.models import Entry

from .conftest import Browse, Cases
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

BEGINNING = {"role": "victim", "suspected": "yes", "already_shared": "no"}


@pytest.mark.parametrize(
    ("posted", "says"),
    [
        ({"suspected": "no"}, "There is no suspicion, so there is nothing to share and nothing to check."),
        ({"role": "neither"}, "This guidance is for victims and witnesses of crime."),
        ({"role": "neither", "already_shared": "yes"}, "what was shared about anyone else is not recorded here."),
    ],
)
def test_an_officer_is_turned_back_and_nothing_is_stored(browse: Browse, posted: dict[str, str], says: str) -> None:
    browser = browse()
    response = browser.post("/cases/new", BEGINNING | posted)
    page = read(response)
    assert (response.status_code, page.headings) == (200, ["Stop here: no case is needed"])
    assert says in page.words
    assert "Nothing has been stored." in page.words
    later = "If it turns out that they are a victim or a witness" if "role" in posted else "If a suspicion arises later"
    assert later in page.words
    assert ("If a suspicion arises later" in page.words) is ("role" not in posted)
    assert not CaseRow.objects.exists()
    assert not Entry.objects.filter(seq__isnull=False).exists()


def test_the_page_promises_to_record_what_was_shared_of_victims_and_witnesses_alone(browse: Browse) -> None:
    page = read(browse().get("/cases/new"))
    assert "If they are a victim or a witness it can always be recorded, however it came about" in page.words


@pytest.mark.parametrize(
    ("posted", "page"),
    [
        ({}, "questions/allegation"),
        ({"already_shared": "yes"}, "already-shared"),
        ({"role": "witness"}, "questions/allegation"),
    ],
)
def test_a_case_begins_where_its_first_answers_lead(browse: Browse, posted: dict[str, str], page: str) -> None:
    response = browse().post("/cases/new", BEGINNING | posted)
    reference = CaseRow.objects.get().reference
    assert response.url == f"/cases/{reference}/{page}"  # type: ignore[attr-defined]


def test_a_call_under_way_is_ended_before_another_begins(cases: Cases, browse: Browse) -> None:
    home = f"/cases/{cases[Stage.CALLING].case.reference}/"
    assert browse(typing=True).get(f"{home}send").url == f"{home}call"  # type: ignore[attr-defined]


def test_a_question_that_is_not_asked_has_no_page(cases: Cases, browse: Browse) -> None:
    assert browse().get(f"/cases/{cases[Stage.OPEN].case.reference}/questions/nationality").status_code == 404


def test_a_case_without_its_row_is_not_there(cases: Cases, browse: Browse) -> None:
    reference, browser = cases[Stage.OPEN].case.reference, browse()
    assert browser.get(f"/cases/{reference}/").status_code == 200
    row = CaseRow.objects.get(reference=reference)
    CaseRow.objects.filter(reference=reference).delete()
    assert browser.get(f"/cases/{reference}/").status_code == 404
    row.save(force_insert=True)  # the database lets the rows of a case be without it until the transaction ends


def test_what_was_half_typed_comes_back_without_being_judged(cases: Cases, browse: Browse) -> None:
    reference = cases[Stage.CALLING].case.reference
    home = f"/cases/{reference}/"
    browser = browse(Role.SUPERVISOR)
    asked = browser.post(f"{home}call", {"outcome": "given", "happened_at-day": "31", "last_seq": "2"})
    browser.post(asked.url, {"reason": "To help a colleague"})  # type: ignore[attr-defined]
    page = read(browser.get(f"{home}call"))
    assert page.title == f"The call – {reference} – Proviso"
    assert page.errors == []
    assert (page.boxes["outcome"], page.boxes["happened_at-day"], page.boxes["happened_at-month"]) == (
        ["given"],
        ["31"],
        [""],
    )
    assert page.boxes["last_seq"] == ["2"]
    assert "What you had typed is back in the boxes. It is not saved yet." in page.words

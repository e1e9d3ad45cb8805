"""Who looked, as pages show it: at the head of a worklist, on a page of its own, and ended from there."""

import re

import pytest

from proviso.accounts.models import Role
from proviso.casework.models import RaisedRow
from proviso.casework.raised import Audience
from proviso.casework.writing.access import open_case
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.record.models import WrappedKey

from ..casework.examples import begun
from .conftest import Browse, officer_of, sign_in_again
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")
WHY = "Covering while she is at court"


@pytest.fixture
def looked(officer: Actor) -> str:
    """A case of the officer's that a colleague opened, and that somebody of the south was refused."""
    reference = begun(officer).case.reference
    open_case(Actor.of(officer_of(number="colleague")), reference, reason=WHY, session="a session")
    with pytest.raises(NotAllowed):
        open_case(Actor.of(officer_of(unit="south")), reference, reason=WHY, session="a session")
    return reference


def place_of(audience: Audience) -> tuple[str, str]:
    """Where a row is ended, and up to which place."""
    row = RaisedRow.objects.get(audience=audience, whose__in=["", "north", "officer-north"])
    return f"/who-looked/{row.pk}", str(row.place)


def test_whoever_has_a_case_sees_at_the_head_of_their_worklist_who_looked(looked: str, browse: Browse) -> None:
    browser = browse()
    words = read(browser.get("/worklist")).words
    assert "Who looked Opened your case colleague Invented Officer, Officer, North." in words
    assert f"{looked}. 22 November 2026 at 03:00 GMT. Why: {WHY}" in words
    where, upto = place_of(Audience.OWNER)
    assert browser.post(where, {"upto": upto}).url == "/"  # type: ignore[attr-defined]
    assert "Who looked" not in read(browser.get("/worklist")).words
    assert browser.get(where).status_code == 404


def test_what_was_found_comes_back_once_a_sign_in_ended(looked: str, browse: Browse) -> None:
    browser = browse(Role.SUPERVISOR)
    where, upto = place_of(Audience.SUPERVISOR)
    browser.post("/sign-out")
    browser.post(where, {"upto": upto, "words": "I rang the officer of the south"})
    sign_in_again(browser, "supervisor-north")
    page = read(browser.get(where))
    assert page.boxes["words"] == ["I rang the officer of the south"]
    assert "What you had typed is back in the boxes. It is not saved yet." in page.words


@pytest.mark.parametrize(
    ("role", "audience"),
    [(Role.SUPERVISOR, Audience.SUPERVISOR), (Role.DATA_PROTECTION_OFFICER, Audience.DATA_PROTECTION)],
)
def test_a_refusal_is_ended_in_words_by_each_who_oversees(
    looked: str, browse: Browse, role: Role, audience: Audience
) -> None:
    browser = browse(role)
    where, upto = place_of(audience)
    page = read(browser.get("/who-looked"))
    assert "Asked for a case out of their reach, and was refused" in page.words
    assert (WHY in page.words) is (role is Role.DATA_PROTECTION_OFFICER)
    for words in ("", ".", "Looked at"):
        response = browser.post(where, {"upto": upto, "words": words})
        assert response.status_code == 422
        assert read(response).boxes["words"] == [words]
    assert browser.post(where, {"upto": upto, "words": "Spoke to him about it"}).status_code == 302
    assert read(browser.get("/who-looked")).words.count("Nothing is raised with you now.") == 1


def test_what_happened_again_meanwhile_is_shown_again(looked: str, browse: Browse) -> None:
    where, upto = place_of(Audience.DATA_PROTECTION)
    with pytest.raises(NotAllowed):
        open_case(Actor.of(officer_of(unit="south")), looked, reason=WHY, session="another")
    response = browse(Role.DATA_PROTECTION_OFFICER).post(where, {"upto": upto, "words": "Spoke to him about it"})
    assert response.status_code == 409
    assert "This happened again since you opened the page" in read(response).words
    assert "2 times, the first at" in read(response).words


@pytest.mark.parametrize("upto", ["", "soon", "-"])
def test_a_place_that_is_none_is_no_page(looked: str, browse: Browse, upto: str) -> None:
    where, _ = place_of(Audience.OWNER)
    assert browse().post(where, {"upto": upto}).status_code == 404


def test_a_long_list_goes_on_elsewhere(officer: Actor, browse: Browse) -> None:
    for number in range(27):
        colleague = Actor.of(officer_of(number=f"colleague-{number}"))
        open_case(colleague, begun(officer).case.reference, reason=WHY, session="a session")
    browser = browse()
    assert "All of who looked" in read(browser.get("/worklist")).words
    first = browser.get("/who-looked")
    more = re.search(r'href="(/who-looked\?after=[\d-]+)"', first.content.decode())
    assert more
    assert read(browser.get(more[1])).words.count("Opened your case") == 2


def test_a_row_whose_words_cannot_be_read_stays(looked: str, browse: Browse) -> None:
    WrappedKey.objects.filter(case=looked).update(wrapped=b"damaged")
    words = read(browse().get("/who-looked")).words
    assert "Opened your case colleague Invented Officer." in words
    assert "Why:" not in words


def test_too_many_are_held_up_in_words_and_somebody_in_danger_is_not(officer: Actor, browse: Browse) -> None:
    cases = [begun(officer).case.reference for _ in range(12)]
    browser = browse(number="colleague")
    for reference in cases[:10]:
        assert browser.post(f"/cases/{reference}/reason", {"reason": WHY}).status_code == 302
    path = f"/cases/{cases[10]}/reason"
    response = browser.post(path, {"reason": WHY})
    page = read(response)
    assert response.status_code == 429
    assert page.errors[0][0].startswith("You have opened 10 cases of colleagues within an hour")
    refused = browser.post(path, {"urgent": "."})
    assert refused.status_code == 422
    assert read(refused).errors == [("Say in three words or more who has to be protected now, and from what.", "#box")]
    assert browser.post(path, {"urgent": "He is at her door"}).url == f"/cases/{cases[10]}/"  # type: ignore[attr-defined]
    assert browser.get(f"/cases/{cases[10]}/").status_code == 200

"""The publication of a year: read, released with a reason and withdrawn; and given to the public where that is on."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from proviso.accounts.entries import case_of
from proviso.accounts.force_changes import NotTheirs
from proviso.accounts.models import Force, Role
from proviso.accounts.publication_entries import note_released, standing_releases
from proviso.casework import clock
from proviso.oversight.models import FiguresRow
from proviso.record import read as record
from tests.oversight.figures.conftest import Filled
from tests.oversight.figures.conftest import filled as filled

from .conftest import Browse, officer_of
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

DPO, OWNER = Role.DATA_PROTECTION_OFFICER, Role.POLICY_OWNER
WITHHELD = "Small numbers, from which a few people could be found"
WHY = "The chief officers agreed to it in March"
SAID = {"exemptions": ["s40", "s31"], "withheld": WITHHELD, "why": WHY}
PUBLIC = "/published/2026/index.html"


def turned_on(settings: Settings) -> None:
    settings.PROVISO_FIGURES = settings.PROVISO_FIGURES.model_copy(update={"public": True})
    settings.PROVISO_FORCE = "wessmere"


def released(browser: Client) -> str:
    """Release 2026, and return what the page then says."""
    (seen,) = read(browser.get("/publications/2026")).boxes["seen"]
    return read(browser.post("/publications/2026", {**SAID, "seen": seen}, follow=True)).words


def of_the_record(force: Force, kind: str) -> list[tuple[str, str]]:
    entries = record.entries(case_of(force), with_openings=True)
    return [(one.actor, one.why) for one in entries if one.kind == kind]


@pytest.mark.parametrize("role", [DPO, OWNER])
def test_a_year_is_read_released_and_withdrawn_with_reasons(
    role: Role, force: Force, filled: Filled, browse: Browse
) -> None:
    filled(150)
    browser, by = browse(role, typing=True), officer_of(role).staff_number
    listed = read(browser.get("/publications"))
    assert "2026 Not released" in listed.words
    assert ("/publications", "Publication") in listed.links
    assert browser.get("/publications/2026/files/figures-2026.csv").status_code == 200
    assert "The publication of 2026 is released, and that is on the force’s record." in released(browser)
    assert of_the_record(force, "figures_released") == [(by, WHY)]
    pack = read(browser.get("/publications/2026/files/freedom-of-information.html"))
    assert "Section 40: personal information Section 31: law enforcement" in pack.words
    assert WITHHELD in pack.words
    assert WHY not in pack.words
    assert f"Released by the force’s {role.label.lower()} on 1 March 2027" in pack.words
    assert by not in pack.words
    done = browser.post("/publications/2026/withdraw", {"why": "The third table was mislabelled"}, follow=True)
    assert "The publication of 2026 is withdrawn" in read(done).words
    assert of_the_record(force, "figures_release_withdrawn") == [(by, "The third table was mislabelled")]
    assert standing_releases(force) == {}


def test_what_is_missing_is_asked_for_and_nothing_is_released(force: Force, filled: Filled, browse: Browse) -> None:
    filled(60)
    browser = browse(OWNER, typing=True)
    (seen,) = read(browser.get("/publications/2026")).boxes["seen"]
    page = browser.post("/publications/2026", {"withheld": "x", "why": "", "seen": seen})
    assert page.status_code == 422
    words = read(page).words
    assert "Select at least one exemption" in words
    assert "Enter why it is released" in words
    for box in ("withheld", "why"):
        page = browser.post("/publications/2026", {**SAID, box: "x", "seen": seen})
        assert page.status_code == 422
        assert "Use at least three words of your own" in read(page).words
    changed = browser.post("/publications/2026", {**SAID, "seen": "another"})
    assert changed.status_code == 409
    assert "changed since you opened this page" in read(changed).words
    nothing = browser.post("/publications/2026/withdraw", {"why": "It says what is wrong"})
    assert nothing.status_code == 409
    assert "is not released, so there is nothing to withdraw" in read(nothing).words
    assert standing_releases(force) == {}


def test_a_second_release_waits_until_the_first_is_withdrawn(force: Force, filled: Filled, browse: Browse) -> None:
    filled(60)
    browser = browse(OWNER, typing=True)
    released(browser)
    again = browser.post("/publications/2026", {**SAID, "seen": "whatever it was"})
    assert again.status_code == 409
    assert "The publication of 2026 is released already." in read(again).words
    assert len(of_the_record(force, "figures_released")) == 1


def test_releasing_takes_the_password_again(force: Force, filled: Filled, browse: Browse) -> None:
    filled(5)
    response = browse(OWNER).post("/publications/2026", SAID)
    assert response.url.startswith("/confirm-it-is-you")  # type: ignore[attr-defined]
    assert standing_releases(force) == {}


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR])
def test_nobody_else_reads_or_releases_a_publication(role: Role, force: Force, filled: Filled, browse: Browse) -> None:
    filled(1)
    browser = browse(role)
    for path in ("", "/2026", "/2026/withdraw", "/2026/files/index.html"):
        assert browser.get(f"/publications{path}").status_code == 403, path
        assert browser.post(f"/publications{path}", SAID).status_code in (403, 405), path
    with pytest.raises(NotTheirs, match="Only the policy owner of"):
        note_released(force, 2026, {}, by=officer_of(role), now=clock.now(), why="I want it to be out")


@pytest.mark.parametrize(
    "path", ["2019", "2027", "99999999999999999999", "2026/files/figures-2025.csv", "2025/files/x"]
)
def test_a_year_or_a_file_that_there_is_not_is_not_there(
    path: str, force: Force, filled: Filled, browse: Browse
) -> None:
    filled(1)
    assert browse(DPO, typing=True).get(f"/publications/{path}").status_code == 404


def test_the_public_reads_what_was_released_and_nothing_else(
    force: Force, filled: Filled, browse: Browse, settings: Settings
) -> None:
    filled(150)
    turned_on(settings)
    public, browser = Client(), browse(OWNER, typing=True)
    assert "Nothing has been released yet." in read(public.get("/published")).words
    assert public.get(PUBLIC).status_code == 404
    released(browser)
    assert (PUBLIC, "2026") in read(public.get("/published")).links
    entries = record.head("wessmere").size
    for name in ("index.html", "figures.html", "published.css", "figures-2026.csv", "figures-2026.ods"):
        answer = public.get(f"/published/2026/{name}")
        assert answer.status_code == 200, name
        assert answer["Cache-Control"] == "public, max-age=3600"
        assert "Vary" not in answer
        assert not answer.cookies
    assert record.head("wessmere").size == entries, "whoever reads it is nobody that is known"
    again = public.get(PUBLIC, headers={"if-none-match": public.get(PUBLIC)["ETag"]})
    assert again.status_code == 304
    assert officer_of(OWNER).staff_number not in public.get(PUBLIC).content.decode()
    for path in ("2025/index.html", "2026/x.html", "9999999999999999999/index.html", "2026/figures-2025.csv"):
        assert public.get(f"/published/{path}").status_code == 404, path
    assert public.post(PUBLIC).status_code == 405
    browser.post("/publications/2026/withdraw", {"why": "The third table was mislabelled"})
    assert public.get(PUBLIC).status_code == 404


def test_the_page_for_the_public_is_off_unless_the_force_turns_it_on(
    force: Force, filled: Filled, browse: Browse, settings: Settings
) -> None:
    filled(60)
    browser = browse(OWNER, typing=True)
    released(browser)
    for client in (Client(), browser):
        for path in ("/published", PUBLIC):
            answer = client.get(path)
            assert answer.status_code == 404
            assert answer["Cache-Control"] == "no-store"
    assert "The page for the public is turned off" in read(browser.get("/publications")).words


def test_figures_that_are_not_those_that_were_released_are_given_to_nobody(
    force: Force, filled: Filled, browse: Browse, settings: Settings
) -> None:
    filled(60)
    turned_on(settings)
    browser = browse(OWNER, typing=True)
    released(browser)
    assert Client().get(PUBLIC).status_code == 200
    FiguresRow.objects.all().delete()
    filled(60)
    assert browser.get("/publications/2026").status_code == 403
    assert Client().get(PUBLIC).status_code == 404

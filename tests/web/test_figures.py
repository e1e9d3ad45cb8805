"""Figures on pages: of the force for the data protection officer, of their unit for a supervisor; each look entered."""

import csv
from collections.abc import Iterator
from io import StringIO

import pytest

from proviso.accounts.entries import case_of
from proviso.accounts.models import Force, Role
from proviso.record import read as record
from proviso.web.reviewing import figure_pages
from tests.oversight.figures.conftest import Filled
from tests.oversight.figures.conftest import filled as filled

from .conftest import Browse
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

DPO, SUPERVISOR = Role.DATA_PROTECTION_OFFICER, Role.SUPERVISOR


def looks(force: Force) -> Iterator[tuple[str, str, object, object]]:
    for one in record.entries(case_of(force), with_openings=True):
        if one.kind in ("figures_read", "figures_downloaded"):
            yield one.kind, one.actor, one.body["period"], one.body["units"]


def test_the_data_protection_officer_reads_the_force_and_each_unit(
    force: Force, filled: Filled, browse: Browse
) -> None:
    filled(150)
    browser = browse(DPO)
    listed = read(browser.get("/figures"))
    assert "January to March 2026" in listed.words
    assert "February 2027" not in listed.words
    page = read(browser.get("/figures/2026"))
    assert "Cases that were opened: 150" in page.words
    assert "What the person is to the crime (1.2.1)" in page.words
    assert "[c] means that a number is not shown: it is fewer than 5 cases" in page.words
    assert page.headings[0].startswith("Figures of Wessmere")
    assert "Figures of North" in read(browser.get("/figures/2026/units/north")).title
    assert "July 2026" in read(browser.get("/figures/2026-07")).words
    assert list(looks(force)) == [
        ("figures_read", f"{DPO.value[:12]}-north", period, [unit])
        for period, unit in (("2026", ""), ("2026", "north"), ("2026-07", ""))
    ]


def test_each_year_has_a_list_with_its_quarters_before_its_months(force: Force, filled: Filled, browse: Browse) -> None:
    filled(150)
    year = ["2026", "2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1"]
    for page, last in (("/figures", [f"2026-{month:02}" for month in range(12, 0, -1)]), ("/patterns", [])):
        links = read(browse(DPO).get(page)).links
        there = [href.removeprefix(f"{page}/") for href, _words in links if href.startswith(f"{page}/20")]
        assert [one for one in there if one.startswith("2026")] == [*year, *last], page
        assert there == sorted(there, key=lambda one: one[:4], reverse=True)


def test_a_supervisor_reads_their_own_unit_and_no_other(force: Force, filled: Filled, browse: Browse) -> None:
    filled(150)
    browser = browse(SUPERVISOR)
    listed = read(browser.get("/figures")).words
    assert "January to March 2026" in listed
    assert "January 2026" not in listed
    page = read(browser.get("/figures/2026-Q1"))
    assert "Figures of North" in page.title
    assert "South" not in page.words
    assert browser.get("/figures/2026/units/north").status_code == 200
    assert browser.get("/figures/2026/units/south").status_code == 403
    assert browser.get("/figures/2026-01").status_code == 404
    lines = list(csv.DictReader(StringIO(browser.get("/figures/2026/table.csv").content.decode())))
    assert {line["Unit"] for line in lines} == {"North"}


def test_the_table_has_the_numbers_of_the_page_and_is_an_entry(force: Force, filled: Filled, browse: Browse) -> None:
    filled(150)
    browser = browse(DPO)
    response = browser.get("/figures/2026/table.csv")
    assert response["Cache-Control"] == "no-store"
    lines = list(csv.DictReader(StringIO(response.content.decode())))
    assert {line["Unit"] for line in lines} == {"Wessmere Police", "North", "South"}
    page = read(browser.get("/figures/2026")).words
    for line in lines:
        if line["Unit"] == "Wessmere Police" and line["Figure"].startswith("What the person is"):
            assert f"{line['Category']} {line['Number']}" in page
    assert next(looks(force))[0] == "figures_downloaded"
    assert next(looks(force))[3] == ["", "north", "south"]


@pytest.mark.parametrize("path", ["2027", "2026-13", "2026-Q5", "soon", "2026/units/nowhere", "2026-01/units/north"])
def test_what_is_no_period_or_not_given_yet_is_not_there(
    path: str, force: Force, filled: Filled, browse: Browse
) -> None:
    filled(1)
    assert browse(DPO).get(f"/figures/{path}").status_code == 404
    assert not list(looks(force))


@pytest.mark.parametrize("role", [role for role in Role if role not in (DPO, SUPERVISOR)])
def test_nobody_else_reads_figures(role: Role, force: Force, filled: Filled, browse: Browse) -> None:
    filled(1)
    browser = browse(role)
    for path in ("", "/2026", "/2026/table.csv", "/2026/units/north"):
        assert browser.get(f"/figures{path}").status_code == 403, path
    assert not list(looks(force))


def test_before_any_period_has_settled_the_page_says_so(force: Force, browse: Browse) -> None:
    browser = browse(DPO)
    assert "January 2026" in read(browser.get("/figures")).words
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(figure_pages, "YEARS", 0)
        assert "No period has settled yet." in read(browser.get("/figures")).words

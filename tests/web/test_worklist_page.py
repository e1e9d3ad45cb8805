"""The worklist as a page: a row a case, what a supervisor asks to see of it, and titles that tell two tabs apart."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from proviso.accounts.models import Role
from proviso.casework.history.case import Stage
from proviso.casework.values.protection import Measure
from proviso.casework.writing.permissions import Actor

from ..casework.conftest import Clock
from ..casework.examples import CALL_ENDED, CALL_STARTED, PROTECTION, answer, begun, decided
from .conftest import Browse, Cases, officer_of
from .reading import Page, read

pytestmark = pytest.mark.django_db(databases="__all__")


def listed(page: Page) -> set[str]:
    """The cases to which a page's links lead."""
    return {href.split("/")[2] for href in page.addresses if href.startswith("/cases/PV-")}


def test_a_case_is_one_row_with_everything_due_on_it(officer: Actor, browse: Browse) -> None:
    opened = answer(begun(officer), (replace(PROTECTION, immediate=Measure.NEEDED),))
    reference = opened.case.reference
    page = read(browse().get("/worklist"))
    words = [said for href, said in page.links if reference in href]
    assert words == [f"Put protection in place, {reference}", f"Answer the questions, {reference}"]
    assert page.words.count("With officer-north") == 1


def test_the_leads_list_and_the_case_name_what_the_lead_can_record(officer: Actor, browse: Browse) -> None:
    opened = answer(begun(officer), (replace(PROTECTION, immediate=Measure.NEEDED),))
    home, lead = f"/cases/{opened.case.reference}/", browse(Role.VULNERABILITY_LEAD)
    there = {
        f"{home}questions/protection": "Protection is needed now: record what is put in place",
        f"{home}questions/support": "See that support is offered, and record it",
    }
    rows = [(href, said.partition(", PV-")[0]) for href, said in read(lead.get("/worklist")).links if home in href]
    assert dict(rows) == {**there, home: "Take a second look"}
    assert there.items() <= set(read(lead.get(home)).links)
    for address in there:
        assert "Save and continue" in read(lead.get(address)).words
    assert not set(there.values()) & {said for _, said in read(browse().get(home)).links}


def test_the_crime_reference_is_on_one_s_own_list_alone(cases: Cases, browse: Browse, settings: Settings) -> None:
    assert cases[Stage.OPEN]
    assert "WES/0421/26" in read(browse().get("/worklist/own")).words
    assert "WES/0421/26" not in read(browse().get("/worklist/unit")).words
    assert "WES/0421/26" not in read(browse(Role.SUPERVISOR).get("/worklist/unit")).words
    settings.PROVISO_CRIME_REFERENCE_ON_OWN_LIST = False
    assert "WES/0421/26" not in read(browse().get("/worklist/own")).words


def test_a_supervisor_shows_one_officer_s_cases_a_stage_or_what_is_due(
    officer: Actor, browse: Browse, time: Clock
) -> None:
    mine = begun(officer).case.reference
    theirs = decided(Actor.of(officer_of(number="colleague"))).case.reference
    supervisor = browse(Role.SUPERVISOR)

    def shown(query: str) -> set[str]:
        return listed(read(supervisor.get(f"/worklist/unit{query}")))

    assert shown("") == {mine, theirs}
    assert shown("?officer=COLLEAGUE") == {theirs}
    assert shown("?stage=open") == {mine}
    assert shown("?officer=officer-north&stage=decided") == set()
    assert shown("?due=overdue") == set()
    assert shown("?due=today") == {theirs}
    assert shown("?due=week") == {mine, theirs}
    time.now += timedelta(hours=4)
    assert shown("?due=overdue") == {theirs}
    page = read(supervisor.get("/worklist/unit?officer=colleague&due=overdue"))
    assert page.boxes["officer"] == ["colleague"]
    assert ("/worklist/unit", "Show the whole list") in page.links
    assert "Nothing on this list is as you asked." in read(supervisor.get("/worklist/unit?stage=shared")).words


def test_whoever_sent_it_waits_for_a_colleague_to_record_that_it_arrived(browse: Browse) -> None:
    desk = Actor.of(officer_of(Role.DISCLOSURE_DESK, number="desk"))
    opened = decided(Actor.of(officer_of(number="carries")))
    answer(replace(opened, actor=desk), (CALL_STARTED, CALL_ENDED))
    home = f"/cases/{opened.case.reference}"
    sender = read(browse(Role.DISCLOSURE_DESK, number="desk").get("/worklist"))
    assert "You sent it: it waits for a colleague to record the acknowledgement" in sender.words
    assert f"{home}/acknowledgement" not in sender.addresses
    colleague = read(browse(Role.DISCLOSURE_DESK, number="second-desk").get("/worklist"))
    assert (f"{home}/acknowledgement", f"Record the acknowledgement, {opened.case.reference}") in colleague.links
    assert "You sent it" not in colleague.words


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?officer=nobody", "Enter the staff number of somebody in your force, as a row of the list shows it"),
        ("?stage=gone", "Choose the status of the case from the list"),
        ("?due=never", "Choose when it is due from the list"),
    ],
)
def test_what_cannot_be_asked_of_a_list_is_said_beside_its_box(
    cases: Cases, browse: Browse, query: str, says: str
) -> None:
    assert cases[Stage.OPEN]
    response = browse(Role.SUPERVISOR).get(f"/worklist/unit{query}")
    page = read(response)
    assert response.status_code == 422
    assert page.errors == [(says, f"#{query[1:].partition('=')[0]}")]
    assert listed(page) == set()
    assert page.title == "Error: My unit’s cases – Proviso"


def test_only_supervisors_choose_and_only_on_lists_with_cases_of_others(cases: Cases, browse: Browse) -> None:
    reference = cases[Stage.OPEN].case.reference
    assert "Show only" not in read(browse(Role.SUPERVISOR).get("/worklist/own")).words
    assert "Show only" in read(browse(Role.SUPERVISOR).get("/worklist/reviews")).words
    officer = read(browse().get("/worklist/unit?stage=closed&officer=nobody"))
    assert "Show only" not in officer.words
    assert listed(officer) == {reference}


def test_a_list_that_was_narrowed_stays_so_on_its_next_page(officer: Actor, browse: Browse) -> None:
    for _ in range(26):
        begun(officer)
    page = read(browse(Role.SUPERVISOR).get("/worklist/unit?stage=open"))
    (more,) = [href for href, words in page.links if words == "What is due later"]
    assert "stage=open" in more
    assert len(listed(read(browse(Role.SUPERVISOR).get(more)))) == 1


@pytest.mark.parametrize(
    ("path", "begins"),
    [
        ("", "Case {}"),
        ("questions/person", "The person – {}"),
        ("decide", "Check and decide – {}"),
        ("timeline", "The record of case {}"),
        ("close", "Close the case – {}"),
        ("reason", "Why are you opening this case? – {}"),
    ],
)
def test_the_title_of_a_page_of_a_case_says_which(cases: Cases, browse: Browse, path: str, begins: str) -> None:
    reference = cases[Stage.OPEN].case.reference
    title = read(browse().get(f"/cases/{reference}/{path}")).title
    assert title.endswith(f"{reference} – Proviso")
    assert title.count(reference) == 1
    assert title == f"{begins.format(reference)} – Proviso"


def test_a_page_that_is_turned_to_the_person_does_not_name_the_case(cases: Cases, browse: Browse) -> None:
    assert cases[Stage.OPEN].case.reference not in read(browse().get("/today")).title

"""The record without its bodies: what of it is asked for, how it says so, and the table that is downloaded."""

import csv
import io
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.test import Client

from proviso.accounts.models import Role
from proviso.casework import clock
from proviso.casework.history.case import Stage
from proviso.record import keys, read
from proviso.record.models import Entry
from proviso.web.inert_cells import inert
from proviso.web.record import record_page
from proviso.web.record.record_filter import kinds

from ..casework.conftest import Clock
from ..casework.examples import PERSON
from .conftest import Browse, Cases
from .reading import Page
from .reading import read as read_page

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def auditor(cases: Cases, browse: Browse) -> Client:
    """An auditor's browser, and a case that was shared."""
    assert cases[Stage.SHARED]
    return browse(Role.AUDITOR)


def shown(browser: Client, query: str = "") -> Page:
    response = browser.get(f"/record{query}")
    assert response.status_code == 200
    return read_page(response)


def lines(browser: Client, query: str = "") -> list[dict[str, str]]:
    """The table as a program reads it."""
    content = b"".join(browser.get(f"/record/table.csv{query}").streaming_content)  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_a_time_has_its_seconds_and_the_force_is_called_the_force(auditor: Client) -> None:
    page = shown(auditor)
    head = read.head("wessmere")
    assert head.at is not None
    assert f"22 November 2026, {clock.now():%H:%M:%S} GMT" in page.words
    assert "The force" in page.words
    assert keys.own_case("wessmere") not in page.words


def test_it_says_that_what_is_read_elsewhere_may_be_behind(auditor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    says = "This is read from a machine that follows the one that records"
    assert says not in shown(auditor).words
    monkeypatch.setattr(record_page, "from_a_follower", lambda _: nullcontext(True))
    assert says in shown(auditor).words


def test_entries_are_found_by_kind_case_and_staff_number(auditor: Client, cases: Cases) -> None:
    reference = cases[Stage.SHARED].case.reference
    of_kind = lines(auditor, "?kind=suspicion_recorded")
    assert {line["Kind"] for line in of_kind} == {"suspicion_recorded"}
    of_case = lines(auditor, f"?case={reference.lower().removeprefix('pv-')}")
    assert {line["Case"] for line in of_case} == {reference}
    assert len(of_case) == Entry.objects.filter(case=reference).count()
    by = lines(auditor, "?who=OFFICER-north")
    assert {line["Who"] for line in by} == {"officer-north"}
    own = lines(auditor, "?case=the+force&kind=record_downloaded")
    assert [line["Case"] for line in own] == ["The force"] * 3
    page = shown(auditor, f"?kind=suspicion_recorded&case={reference}")
    assert page.words.count("Suspicion recorded") == 2  # in the list of kinds, and in the one row
    assert page.boxes["case"] == [reference]


@pytest.mark.parametrize(("language", "typed"), [("cy", "The force"), ("en", "Yr heddlu"), ("cy", "yr heddlu")])
def test_the_force_is_understood_in_whichever_language_it_was_typed(auditor: Client, language: str, typed: str) -> None:
    auditor.post("/language", {"language": language, "next": "/record"})
    lines(auditor)
    own = lines(auditor, f"?case={typed}&kind=record_downloaded")
    assert [line["Kind"] for line in own] == ["record_downloaded"]


@pytest.mark.parametrize(
    "typed", ["22 11 2026", "22/11/2026", "22-11-26", "22 November 2026", "2026-11-22", " 22.11.2026 "]
)
def test_entries_are_found_by_the_day_that_it_was_in_london(auditor: Client, typed: str, time: Clock) -> None:
    day, size = time.now, read.head("wessmere").size
    assert f"{day:%d %m %Y}" == "22 11 2026"
    time.now = day + timedelta(days=1)
    auditor.get("/record/table.csv")
    assert len(lines(auditor, f"?day={typed}")) == size
    assert "There is no such entry." in shown(auditor, "?day=21+11+2026").words


@pytest.mark.parametrize(
    ("query", "says", "box"),
    [
        ("?kind=closed", "Choose a kind of entry from the list", "#kind"),
        ("?day=soon", "Enter a day that exists, such as 27 11 2026", "#day"),
        ("?day=31+2+2026", "Enter a day that exists, such as 27 11 2026", "#day"),
        ("?day=1+1+0001", "Enter a day that exists, such as 27 11 2026", "#day"),
        ("?day=31+12+9999", "Enter a day that exists, such as 27 11 2026", "#day"),
        ("?day=27-11-2", "Enter a day that exists, such as 27 11 2026", "#day"),
        ("?case=WES/0421/26", "Enter a whole case reference, such as PV-4K7Q-9TZM, or The force", "#case"),
        ("?who=" + "9" * 65, "Enter a whole staff number, as a row shows it", "#who"),
    ],
)
def test_what_cannot_be_asked_for_is_said_beside_its_box(auditor: Client, query: str, says: str, box: str) -> None:
    response = auditor.get(f"/record{query}")
    page = read_page(response)
    assert response.status_code == 422
    assert page.errors == [(says, box)]
    assert page.title == "Error: The record – Proviso"
    assert box.removeprefix("#") in page.ids
    assert "Download" not in page.words
    assert auditor.get(f"/record/table.csv{query}").status_code == 302


def test_earlier_entries_of_what_was_asked_for_are_a_link_away(cases: Cases, browse: Browse) -> None:
    for stage in Stage:
        assert cases[stage]
    auditor = browse(Role.AUDITOR)
    page, found = shown(auditor, "?who=officer-north"), 0
    while earlier := [href for href, words in page.links if words == "Earlier entries"]:
        found += 1
        assert "who=officer-north" in earlier[0]
        page = read_page(auditor.get(earlier[0]))
        assert page.boxes["who"] == ["officer-north"]
    assert found >= 2


def test_the_table_holds_no_body_and_that_it_was_downloaded_is_an_entry(auditor: Client, cases: Cases) -> None:
    size = read.head("wessmere").size
    response = auditor.get("/record/table.csv?kind=person_recorded")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Disposition"] == f'attachment; filename="record-wessmere-{size}.csv"'
    content = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert PERSON.name
    assert PERSON.name not in content
    (line,) = csv.DictReader(io.StringIO(content))
    assert line["When (UTC)"] == f"{clock.now():%Y-%m-%d %H:%M:%S}"
    assert (line["What"], line["Case"]) == ("Person recorded", cases[Stage.SHARED].case.reference)
    entry = read.entries(keys.own_case("wessmere"), with_openings=True)[-1]
    assert (entry.kind, entry.actor) == ("record_downloaded", "auditor-north")
    assert (entry.body["asked"], entry.body["size"]) == ({"kind": "person_recorded"}, size)


def test_the_whole_table_is_the_whole_record_up_to_the_download(auditor: Client) -> None:
    size = read.head("wessmere").size
    assert [int(line["Number"]) for line in lines(auditor)] == list(reversed(range(size)))


def test_a_download_that_is_refused_leaves_no_entry_of_one(cases: Cases, browse: Browse) -> None:
    officer = browse()
    assert officer.get("/record/table.csv").status_code == 403
    assert not Entry.objects.filter(kind="record_downloaded").exists()


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


def test_what_is_no_formula_stays_as_it_is() -> None:
    assert [inert(cell) for cell in ("", "PV-4K7Q-9TZM", "C601", "1=1")] == ["", "PV-4K7Q-9TZM", "C601", "1=1"]


def test_every_kind_that_was_recorded_can_be_asked_for(cases: Cases, browse: Browse) -> None:
    for stage in Stage:
        assert cases[stage]
    browse(Role.AUDITOR).get("/record/table.csv")
    assert set(Entry.objects.values_list("kind", flat=True)) <= {kind for kind, _ in kinds()}

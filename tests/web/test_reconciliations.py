"""What went round the system, on the pages of the data protection officer; and of nobody else."""

import csv
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Force, Listed, Recipient, Role
from proviso.casework import clock
from proviso.casework.history.case import Stage
from proviso.casework.models import SharedRow
from proviso.oversight.matching import Tolerance
from proviso.oversight.reconcile import reconcile
from proviso.oversight.shape import Shape
from proviso.oversight.stored_reconciliations import Explained, ReconciliationAnswer, keep, one
from proviso.web.design.tokens import BOX
from proviso.web.reviewing import reconciliation_pages as pages

from ..casework.examples import NOW
from .conftest import Browse, Cases, officer_of
from .forms import typed
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

DPO = Role.DATA_PROTECTION_OFFICER
FOUND = ReconciliationAnswer(
    explained=Explained.NOT_A_DISCLOSURE, words="=HYPERLINK: PC Invented rang about a <b>rota</b>"
)

Made = Callable[..., str]


@pytest.fixture
def made(force: Force, tmp_path: Path) -> Made:
    """A reconciliation of a log with these lines; its reference."""
    Recipient.objects.create(
        force=force,
        department="nccu",
        channel=Channel.TELEPHONE,
        name="The unit",
        address="01632 960001",
        state=Listed.APPROVED,
        proposed_by="admin-1",
        approved_by="admin-2",
    )

    def make(*lines: str) -> str:
        (path := tmp_path / "calls.csv").write_text("\n".join(["When,From,To", *lines, ""]), encoding="utf-8")
        shape, none = Shape(("When",), "To", "From"), Tolerance(timedelta(0), timedelta(0))
        return keep(
            force, reconcile(force, path, Channel.TELEPHONE, shape, none, all_bad=tmp_path / "bad.csv"), now=clock.now()
        )

    return make


BEFORE_IT = "2026-11-20 00:00:00,1,1"
AROUND = (BEFORE_IT, "2026-11-24 00:00:00,1,1")
TWICE = "2026-10-25 01:30:00,=4021,+44 1632 960001"


def test_it_lists_what_is_unexplained_and_what_was_found_stands_beside_it(
    made: Made, cases: Cases, browse: Browse, force: Force
) -> None:
    reference = cases[Stage.SHARED].case.reference
    log = made(*AROUND, TWICE, "nonsense")
    browser = browse(DPO)
    assert "2 things to look into" in read(browser.get("/reconciliations")).words
    page = read(browser.get(f"/reconciliations/{log}"))
    for words in (
        "=4021",
        "The unit (01632960001)",
        "or, as the clock went back,",
        reference,
        "Disclosure",
        "1: it has",
        "It has more or fewer columns than the heading: 5",
    ):
        assert words in page.words, words
    response = browser.post(f"/reconciliations/{log}/contact-0", typed(FOUND, 0), follow=True)
    assert "Recorded, and on the force’s log." in read(response).words
    assert "<b>rota</b>" in read(response).words
    assert b"<b>rota" not in response.content
    assert one(force, log).open == 1
    assert "1 thing to look into" in read(browser.get("/reconciliations")).words
    assert "PC Invented rang" in read(browser.get(f"/reconciliations/{log}/contact-0")).words


def test_what_is_still_to_be_recorded_is_still_to_look_into(made: Made, browse: Browse) -> None:
    log = made(*AROUND, "2026-11-21 10:00:00,4021,01632 960001")
    browser, says = browse(DPO), "1 thing to look into"
    unrecorded = ReconciliationAnswer(explained=Explained.UNRECORDED, words="PC Invented told the unit of a witness")
    browser.post(f"/reconciliations/{log}/contact-0", typed(unrecorded, 0))
    assert says in read(browser.get("/reconciliations")).words
    since = ReconciliationAnswer(explained=Explained.RECORDED_SINCE, words="PC Invented recorded it this morning")
    browser.post(f"/reconciliations/{log}/contact-0", typed(since, 0))
    assert says not in read(browser.get("/reconciliations")).words


def test_a_finding_sent_twice_is_one(made: Made, browse: Browse, force: Force) -> None:
    log, browser = made(*AROUND, TWICE), browse(DPO)
    address = f"/reconciliations/{log}/contact-0"
    (token,) = read(browser.get(address)).boxes[BOX]
    for _ in range(2):
        assert browser.post(address, typed(FOUND, 0) | {BOX: token})["Location"] == f"/reconciliations/{log}"
    assert len(one(force, log).found["contact-0"]) == 1


@pytest.mark.parametrize(
    ("about", "offered", "never"),
    [
        ("contact-0", "Something was shared, and is still to be recorded", "not_made"),
        ("disclosure-0", "It was made, and this log does not show it", "not_a_disclosure"),
    ],
)
def test_only_what_can_be_so_is_offered(
    made: Made, cases: Cases, browse: Browse, about: str, offered: str, never: str
) -> None:
    assert cases[Stage.SHARED]
    log, browser = made(*AROUND, TWICE), browse(DPO)
    address = f"/reconciliations/{log}/{about}"
    assert offered in read(browser.get(address)).words
    refused = browser.post(address, {"explained": never, "words": "PC Invented said so"})
    assert refused.status_code == 422
    assert "Select what it was" in read(refused).words


def test_what_a_finding_is_about_is_said_in_the_words_of_the_list(made: Made, cases: Cases, browse: Browse) -> None:
    assert cases[Stage.SHARED]
    log, browser = made(*AROUND, TWICE), browse(DPO)
    contact = read(browser.get(f"/reconciliations/{log}/contact-0")).words
    for words in ("On our side", "Line of the log", "or, as the clock went back,"):
        assert words in contact
    disclosure = read(browser.get(f"/reconciliations/{log}/disclosure-0")).words
    assert "Line of the log" not in disclosure


def test_what_is_missing_of_a_finding_is_said_and_nothing_recorded(made: Made, browse: Browse, force: Force) -> None:
    log = made(TWICE)
    response = browse(DPO).post(f"/reconciliations/{log}/contact-0", {"explained": "not_known", "words": " "})
    assert response.status_code == 422
    assert "Enter who told you and what follows" in read(response).words
    assert one(force, log).open == 1


def test_the_table_has_all_of_it_and_no_cell_is_a_formula(made: Made, cases: Cases, browse: Browse) -> None:
    reference = cases[Stage.SHARED].case.reference
    log = made(*AROUND, TWICE)
    browser = browse(DPO)
    browser.post(f"/reconciliations/{log}/contact-0", typed(FOUND, 0))
    response = browser.get(f"/reconciliations/{log}/table.csv")
    assert (response["Content-Type"], "no-store" in response["Cache-Control"]) == ("text/csv; charset=utf-8", True)
    assert response["Content-Disposition"] == f'attachment; filename="{log}.csv"'
    head, contact, disclosure = csv.reader(StringIO(response.content.decode()))
    assert len(head) == len(contact) == len(disclosure)
    assert contact[:4] == ["contact-0", "2026-10-25T00:30:00+00:00", "2026-10-25T01:30:00+00:00", "To them"]
    assert contact[5] == "'=4021"
    assert contact[9].startswith("'=HYPERLINK")
    assert disclosure[:7] == [
        "disclosure-0", NOW.isoformat(), "", "Disclosure", "National Command and Control Unit", "", reference
    ]  # fmt: skip


def test_the_table_names_every_unreadable_line_and_the_page_says_where_they_are(
    made: Made, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "SHOWN", 2)
    short, good = "nonsense", BEFORE_IT
    log = made(short, short, good, short, good, short, "never,1,1")
    browser = browse(DPO)
    page = read(browser.get(f"/reconciliations/{log}")).words
    assert "It has more or fewer columns than the heading: 2 to 3, 5, and 1 more" in page
    assert "Its time could not be read: 8" in page
    assert "The table names every one." in page
    rows = list(csv.reader(StringIO(browser.get(f"/reconciliations/{log}/table.csv").content.decode())))
    assert {len(row) for row in rows} == {12}
    assert [(row[0], row[6]) for row in rows[1:]] == [("bad line", one) for one in ("2 to 3", "5", "7", "8")]


def test_what_is_not_listed_is_counted_on_the_page_and_in_the_table(
    made: Made, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proviso.oversight.reconcile.MOST", 1)
    monkeypatch.setattr("proviso.oversight.accounting.RANGES", 1)
    log = made(TWICE, "nonsense", TWICE, "nonsense", "nonsense")
    browser = browse(DPO)
    page = read(browser.get(f"/reconciliations/{log}")).words
    assert "Not all are listed: 1 contacts and 0 disclosures more were found and are only counted." in page
    assert "It has more or fewer columns than the heading: 3, and 2 more" in page
    assert "There are more than can be listed. Every one is named in the file that was written on the server:" in page
    rows = list(csv.reader(StringIO(browser.get(f"/reconciliations/{log}/table.csv").content.decode())))
    assert [(row[0], row[3], row[6]) for row in rows[-2:]] == [
        ("not listed", "it has more or fewer columns than the heading", "2"), ("not listed", "contacts", "1")
    ]  # fmt: skip


def test_a_doubtful_contact_stands_apart_and_is_answered_like_any(made: Made, browse: Browse, force: Force) -> None:
    log = made(*AROUND, "2026-11-21 10:00:00,4021,960001")
    browser = browse(DPO)
    page = read(browser.get(f"/reconciliations/{log}"))
    assert "Contacts that may have been with a listed recipient" in page.words
    assert "Nothing is unexplained" not in page.words
    assert "No line of this log names anybody" not in page.words
    assert browser.post(f"/reconciliations/{log}/doubtful-0", typed(FOUND, 0)).status_code == 302
    assert [said.by for said in one(force, log).found["doubtful-0"]]
    assert "doubtful-0" in browser.get(f"/reconciliations/{log}/table.csv").content.decode()


def test_a_log_that_names_nobody_on_the_list_says_so_loudly(made: Made, browse: Browse) -> None:
    page = read(browse(DPO).get(f"/reconciliations/{made(*AROUND)}"))
    assert "No line of this log names anybody on the list. Is it the right log, and the right column?" in page.words
    assert "Nothing is unexplained" not in page.words


def test_a_log_that_is_clear_says_so(made: Made, cases: Cases, browse: Browse) -> None:
    row = SharedRow.objects.filter(case=cases[Stage.SHARED].case.reference).get()
    SharedRow.objects.exclude(pk=row.pk).delete()
    assert row.began_at
    log = made(*AROUND, f"{row.began_at.astimezone(clock.LONDON):%Y-%m-%d %H:%M:%S},4021,01632 960001")
    assert "Nothing to look into" in read(browse(DPO).get("/reconciliations")).words
    assert "Nothing is unexplained." in read(browse(DPO).get(f"/reconciliations/{log}")).words


@pytest.mark.parametrize("role", [role for role in Role if role is not DPO])
def test_nobody_else_sees_any_of_it(role: Role, made: Made, browse: Browse) -> None:
    log = made(TWICE)
    for path in ("", f"/{log}", f"/{log}/table.csv", f"/{log}/contact-0"):
        assert browse(role).get(f"/reconciliations{path}").status_code == 403, path
    assert browse(role).post(f"/reconciliations/{log}/contact-0", typed(FOUND, 0)).status_code == 403


@pytest.mark.parametrize("path", ["RC-0000-0000", "{log}/contact-7", "{log}/disclosure-0", "{log}/nothing"])
def test_what_was_not_listed_is_not_there(path: str, made: Made, browse: Browse) -> None:
    assert browse(DPO).get(f"/reconciliations/{path.format(log=made(TWICE))}").status_code == 404


def test_another_force_s_is_not_there(made: Made, browse: Browse, elsewhere: Force) -> None:
    log = made(TWICE)
    officer_of(DPO, "docks", "dpo-docks", "eastmere")
    browser = browse(DPO, "docks", "dpo-docks")
    assert "No log has been compared with the register yet." in read(browser.get("/reconciliations")).words
    assert browser.get(f"/reconciliations/{log}").status_code == 404

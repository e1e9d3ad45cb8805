"""Patterns on pages: who sees which, that each look is entered, and a note to a unit from writing to its answer."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from proviso.accounts.entries import case_of
from proviso.accounts.models import Force, Role
from proviso.casework.counted_rows import VERSION, about_counted
from proviso.casework.models import CaseRow, CountedRow
from proviso.oversight.patterns.pattern_list import PATTERNS, patterns_for
from proviso.record import keys
from proviso.record import read as record
from proviso.web.design.tokens import BOX
from tests.casework.conftest import Clock
from tests.oversight.figures.conftest import MUCH_LATER
from tests.oversight.figures.generated import lines
from tests.oversight.patterns.conftest import Keep
from tests.oversight.patterns.conftest import keep as keep
from tests.oversight.patterns.test_patterns import line

from .conftest import Browse, officer_of
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

SUPERVISOR, LEAD, DPO, AUDITOR = (
    Role.SUPERVISOR, Role.VULNERABILITY_LEAD, Role.DATA_PROTECTION_OFFICER, Role.AUDITOR,
)  # fmt: skip
HERE = "/patterns/2026/impracticable"


@pytest.fixture
def counted(force: Force, keep: Keep, time: Clock) -> None:
    """Twenty-five cases of each of two officers of the north, five of a third, and thirty of one of the south."""
    time.now = MUCH_LATER
    for number, (name, many, unit) in enumerate(
        (("Yarrow", 25, "north"), ("Alder", 25, "north"), ("Few", 5, "north"), ("Reed", 30, "south"))
    ):
        staff = officer_of(unit=unit, number=f"N{number}")
        staff.name = f"PC Invented {name}"
        staff.save()
        for one in range(many):
            reference = keep(line("told", staff.staff_number, int(one % 3 == 0)), unit=unit)
            count_too(reference, unit, "no" if one % 3 == 0 else "")


def count_too(reference: str, unit: str, tried_again: str) -> None:
    """What figures count of a case that is kept."""
    row = CaseRow.objects.get(reference=reference)
    told = {"key": str(CaseRow.objects.count()), "opened": "2026-05-01", "unit": unit, "tried_again": tried_again}
    sealed = keys.of(keys.own_case(row.force)).seal(next(lines([told])), about_counted(reference))
    CountedRow.objects.create(case=row, force=row.force, seq=1, version=VERSION, sealed=sealed)


def looks(force: Force) -> Iterator[tuple[object, object, object]]:
    for one in record.entries(case_of(force), with_openings=True):
        if one.kind == "patterns_read":
            yield one.body["period"], one.body["pattern"], one.body["units"]


def test_the_data_protection_officer_goes_from_the_force_to_a_unit_and_its_officers(
    force: Force, counted: None, browse: Browse
) -> None:
    browser = browse(DPO)
    assert "2026" in read(browser.get("/patterns")).words
    listed = read(browser.get("/patterns/2026")).words
    assert "Telling the person was impracticable (9.1) 30 of 85" in listed
    page = browser.get(HERE)
    words = read(page).words
    assert "People who moved away, who cannot be reached safely" in words
    assert words.index("North 20 of 55") < words.index("South 10 of 30")
    assert "PC Invented" not in words
    assert 'role="img"' in page.content.decode()
    officers = read(browser.get(f"{HERE}/north")).words
    assert officers.index("PC Invented Alder 9 of 25") < officers.index("PC Invented Yarrow 9 of 25")
    assert "PC Invented Few" not in officers
    assert "Officers with fewer than 20 are not shown" in officers
    assert list(looks(force)) == [
        ("2026", "", [""]), ("2026", "impracticable", [""]), ("2026", "impracticable", ["north"]),
    ]  # fmt: skip


def test_nobody_has_a_rank_a_score_or_a_word_for_where_they_lie(counted: None, browse: Browse) -> None:
    page = browse(DPO).get(f"{HERE}/north").content.decode()
    table = page[page.index("By officer") :].partition("</table>")[0]
    for sign in ("Outside", "Inside", "govuk-tag", "proviso-funnel", "1.", "rank", "score"):
        assert sign not in table


def test_a_supervisor_sees_their_own_unit_and_no_other(force: Force, counted: None, browse: Browse) -> None:
    browser = browse(SUPERVISOR)
    assert "20 of 55" in read(browser.get("/patterns/2026")).words
    assert browser.get(HERE).url == f"{HERE}/north"  # type: ignore[attr-defined]
    page = read(browser.get(f"{HERE}/north")).words
    assert "The force: 30 of 85" in page
    assert "Reed" not in page
    assert "Write the unit a note" not in page
    assert browser.get(f"{HERE}/south").status_code == 403
    assert browser.post(f"{HERE}/north", {"words": "Please look at May"}).status_code == 404


def test_the_lead_sees_what_bears_on_protection(counted: None, browse: Browse) -> None:
    browser = browse(LEAD)
    listed = read(browser.get("/patterns/2026")).words
    for one in PATTERNS:
        assert (one.words in listed) is (one in patterns_for(LEAD)), one.code
    assert browser.get(f"{HERE}/south").status_code == 200
    assert browser.get("/patterns/2026/odd_hours").status_code == 404


def test_the_auditor_sees_rounded_units_of_settled_periods_and_no_staff_number(
    counted: None, browse: Browse, time: Clock
) -> None:
    browser = browse(AUDITOR)
    assert " of 85" not in read(browser.get("/patterns/2026")).words
    page = browser.get(HERE).content.decode()
    tokens = r'(?:nonce|value)="[\w-]{20,}"'  # which may hold any letters
    assert "N0" not in re.sub(tokens, "", page)
    assert "Yarrow" not in page
    assert "20 of 55" in read(browser.get(HERE)).words
    assert browser.get(f"{HERE}/north").status_code == 403
    assert browser.get("/patterns/2027").status_code == 404
    assert browse(DPO).get("/patterns/2027").status_code == 200
    time.now = MUCH_LATER.replace(month=1, day=2)
    assert browser.get(HERE).status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if not patterns_for(role)])
def test_nobody_else_sees_patterns(role: Role, force: Force, browse: Browse) -> None:
    browser = browse(role)
    for path in ("", "/notes", "/notes/1", "/2026", "/2026/impracticable", "/2026/impracticable/north"):
        assert browser.get(f"/patterns{path}").status_code == 403, path
    assert not list(looks(force))


@pytest.mark.parametrize("path", ["2028", "2026-05", "soon", "2026/nothing", "2026/impracticable/nowhere", "notes/99"])
def test_what_is_no_period_pattern_unit_or_note_is_not_there(path: str, force: Force, browse: Browse) -> None:
    assert browse(DPO).get(f"/patterns/{path}").status_code == 404
    assert not list(looks(force))


def test_a_period_without_any_says_so(force: Force, browse: Browse) -> None:
    browser = browse(DPO)
    for path in ("", "/north"):
        assert "There was no occasion for it in this period" in read(browser.get(f"{HERE}{path}")).words
    assert "None" in read(browser.get("/patterns/2026")).words


def test_a_note_that_is_sent_twice_is_one_note(force: Force, counted: None, browse: Browse) -> None:
    officer_of(SUPERVISOR)
    browser = browse(DPO)
    (token,) = read(browser.get(f"{HERE}/north")).boxes[BOX]
    sent = {"about": "", "words": "Please look at May and June", BOX: token}
    assert len({browser.post(f"{HERE}/north", sent)["Location"] for _ in range(2)}) == 1
    assert [one.kind for one in record.entries(case_of(force), with_openings=True)].count("pattern_noted") == 1


def noted(browser: Client, about: str = "") -> str:
    """Where a note that was written stands."""
    sent = browser.post(f"{HERE}/north", {"about": about, "words": "Please look at May and June"})
    assert sent.status_code == 302, read(sent).words
    return str(sent["Location"])


def test_a_note_is_written_waits_on_the_supervisors_list_and_is_answered(
    force: Force, counted: None, browse: Browse
) -> None:
    officer_of(SUPERVISOR)
    browser, supervisor = browse(DPO), browse(SUPERVISOR)
    where = noted(browser)
    assert "It waits for a supervisor of North" in read(browser.get(where)).words
    worklist = supervisor.get("/worklist")
    assert "Notes that wait for your unit’s answer" in read(worklist).words
    assert where in worklist.content.decode()
    assert "Please look at May and June" in read(supervisor.get(where)).words
    wrong = supervisor.post(where, {"words": "ok then"})
    assert wrong.status_code == 422
    assert "ok then" in wrong.content.decode()
    assert supervisor.post(where, {"words": "Two families had left by May"}).status_code == 302
    assert "Notes that wait" not in read(supervisor.get("/worklist")).words
    assert "Two families had left by May" in read(browser.get(where)).words
    assert "Answered" in read(browser.get("/patterns/notes")).words
    assert supervisor.post(where, {"words": "Nothing more to say"}).status_code == 422
    assert browse(SUPERVISOR, "south").get(where).status_code == 404


def test_a_note_about_one_officer_says_so_and_is_not_theirs_to_read(
    force: Force, counted: None, keep: Keep, browse: Browse
) -> None:
    officer_of(SUPERVISOR, number="second")
    browser, boss = browse(DPO), browse(SUPERVISOR, number="boss")
    for _ in range(20):
        keep(line("told", "boss", 0))
    assert "Enter what you ask the unit" in read(browser.post(f"{HERE}/north", {"about": "", "words": ""})).words
    where = noted(browser, about="boss")
    assert "Invented Supervisor (boss)" in read(browser.get(where)).words
    assert boss.get(where).status_code == 404
    assert "Notes that wait" not in read(boss.get("/worklist")).words


def test_a_unit_with_nobody_to_answer_is_said_on_the_page(force: Force, counted: None, browse: Browse) -> None:
    sent = browse(DPO).post(f"{HERE}/north", {"about": "", "words": "Please look at May and June"})
    assert sent.status_code == 422
    assert "This unit has no supervisor who could answer it" in read(sent).words
    assert "Please look at May and June" in sent.content.decode()

"""Notes to a unit about a pattern: who writes, who answers, and that the log of the force is all that they are."""

from datetime import timedelta

import pytest

from proviso.accounts.entries import case_of
from proviso.accounts.force_changes import NotTheirs
from proviso.accounts.models import Force, Officer, Unit
from proviso.accounts.reason_required import ReasonLacking
from proviso.oversight.patterns import unit_notes
from proviso.oversight.patterns.pattern_list import BY_CODE
from proviso.oversight.patterns.unit_notes import (
    AboutThemselves,
    AnsweredAlready,
    NobodyToAnswer,
    NoSuchNote,
    UnitNote,
    answer_note,
    notes_for,
    waiting_for,
    write_note,
)
from proviso.record import read
from tests.casework.examples import NOW

pytestmark = pytest.mark.django_db(databases="__all__")
IMPRACTICABLE, ODD = BY_CODE["impracticable"], BY_CODE["odd_hours"]
People = dict[str, Officer]


def north(force: Force) -> Unit:
    return Unit.objects.get(force=force, code="north")


def written(force: Force, by: Officer, about: str = "", words: str = "Please look at May and June") -> UnitNote:
    return write_note(by, IMPRACTICABLE, "2026", north(force), about, words, now=NOW)


def test_a_note_waits_for_the_supervisors_of_its_unit_and_is_answered_once(force: Force, people: People) -> None:
    note = written(force, people["D1"])
    assert [one.place for one in waiting_for(people["S1"])] == [note.place]
    assert waiting_for(people["S1"])[0].answer_by == NOW + timedelta(days=14)
    for other in ("S3", "D1", "W1", "A1"):
        assert waiting_for(people[other]) == []
    answer_note(people["S1"], note.place, "Two families had left by May", now=NOW + timedelta(hours=1))
    assert waiting_for(people["S2"]) == []
    (told,) = notes_for(people["D1"])
    assert (told.said.words, told.answer and told.answer.words, told.answer and told.answer.by) == (
        "Please look at May and June", "Two families had left by May", "S1",
    )  # fmt: skip
    with pytest.raises(AnsweredAlready):
        answer_note(people["S2"], note.place, "I have nothing to add", now=NOW)
    assert [one.kind for one in read.entries(case_of(force), with_openings=True)] == [
        "pattern_noted", "pattern_note_answered",
    ]  # fmt: skip


def test_nobody_writes_reads_or_answers_a_note_about_themselves(force: Force, people: People) -> None:
    with pytest.raises(AboutThemselves):
        written(force, people["D1"], about="D1")
    note = written(force, people["D1"], about="S1")
    assert notes_for(people["S1"]) == waiting_for(people["S1"]) == []
    with pytest.raises(NoSuchNote):
        answer_note(people["S1"], note.place, "There is nothing in it", now=NOW)
    answer_note(people["S2"], note.place, "I spoke with her about it", now=NOW)


def test_whoever_wrote_a_note_does_not_answer_it_in_another_role(force: Force, people: People) -> None:
    note = written(force, people["D1"])
    Officer.objects.filter(staff_number="D1").update(role="supervisor")
    moved = Officer.objects.get(staff_number="D1")
    assert waiting_for(moved) == []
    with pytest.raises(AboutThemselves):
        answer_note(moved, note.place, "It is all in order", now=NOW)


def test_only_who_sees_the_force_writes_and_only_its_supervisor_answers(force: Force, people: People) -> None:
    for other in ("W1", "S1", "A1"):
        with pytest.raises(NotTheirs):
            written(force, people[other])
    with pytest.raises(NotTheirs):
        write_note(people["L1"], ODD, "2026", north(force), "", "Why so late at night", now=NOW)
    note = written(force, people["L1"])
    assert [one.place for one in notes_for(people["L1"])] == [note.place]
    written(force, people["D1"])
    assert len(notes_for(people["L1"])) == 1
    for other in ("D1", "L1", "A1"):
        with pytest.raises(NotTheirs):
            answer_note(people[other], note.place, "It is all in order", now=NOW)
    with pytest.raises(NoSuchNote):
        answer_note(people["S3"], note.place, "It is all in order", now=NOW)
    with pytest.raises(ReasonLacking):
        answer_note(people["S1"], note.place, "ok", now=NOW)
    with pytest.raises(ReasonLacking):
        written(force, people["D1"], words="?")


def test_a_unit_without_anybody_to_answer_is_said_so(force: Force, people: People) -> None:
    Officer.objects.filter(staff_number="S2").update(is_active=False)
    with pytest.raises(NobodyToAnswer):
        written(force, people["D1"], about="S1")


def test_a_note_about_a_pattern_that_is_no_longer_known_is_left_out(
    force: Force, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(force, people["D1"])
    monkeypatch.setattr(unit_notes, "BY_CODE", {})
    assert notes_for(people["D1"]) == []


def test_what_is_written_lies_sealed(force: Force, people: People) -> None:
    from django.db import connection

    # A number so long that sealed bytes do not spell it by chance.
    Officer.objects.filter(staff_number="W1").update(staff_number="W-480213")
    written(force, people["D1"], about="W-480213")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM record_entry")
        kept = repr(cursor.fetchall())
    assert "May and June" not in kept
    assert "W-480213" not in kept

"""The rows beside the record: always what the record makes of them, however they were come by."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import hypothesis
import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from hypothesis import given
from pytest_django.fixtures import Settings

from proviso.accounts.models import Force, Officer
from proviso.casework import clock, raised_rows
from proviso.casework.history.case import Stage
from proviso.casework.models import CaseRow, CrimeReference, Opening, RaisedRow, ReasonWords, SharedRow, WorklistRow
from proviso.casework.rebuilding import RAISED, RowsLost, rebuild
from proviso.casework.row_codes import What
from proviso.casework.values.allegation import Investigation
from proviso.casework.writing.access import open_case
from proviso.casework.writing.held_openings import held_opening
from proviso.casework.writing.permissions import Actor
from proviso.record import keys, read
from proviso.record.entry import Category
from proviso.record.erase import erase
from proviso.record.models import WrappedKey
from tests.record.making import draft, record

from .conftest import Clock
from .examples import ALLEGATION, ANSWERS, NOW, answer, begun, ready, shared
from .stories import at_every_stage
from .walking import Step, rows, walk, walks

pytestmark = pytest.mark.django_db(databases="__all__")
TODAY = date(2026, 11, 22)


@hypothesis.settings(max_examples=60)
@given(steps=walks())
def test_rows_kept_act_by_act_are_those_made_again(
    officer: Actor, colleague: Officer, time: Clock, steps: list[Step]
) -> None:
    time.now = NOW
    with transaction.atomic(using="default"), transaction.atomic(using="keys"):
        opened = begun(officer)

        def pass_time(so_long: timedelta) -> None:
            time.now += so_long

        opened = walk(opened, steps, pass_time)
        kept = rows()
        assert rebuild(clock.today()) == 1
        assert rows() == kept
        assert CaseRow.objects.get().seq == opened.case.seq == len(opened.case.history)
        for alias in ("default", "keys"):
            transaction.set_rollback(True, using=alias)


def test_rows_that_were_lost_are_made_again_from_the_record_alone(officer: Actor) -> None:
    at_every_stage(officer)
    kept = rows()
    told: list[tuple[int, int]] = []
    for model in (CaseRow, CrimeReference, ReasonWords, WorklistRow):
        model._default_manager.all().delete()
    assert rebuild(TODAY, lambda done, of: told.append((done, of))) == len(Stage)
    assert rows() == kept
    assert told == [(done, len(Stage)) for done in range(1, len(Stage) + 1)]


def test_rows_that_were_tampered_with_are_put_right(officer: Actor) -> None:
    answer(shared(officer), (ALLEGATION,))
    kept = rows()
    CaseRow.objects.update(unit="south", owner="thief", stage="closed", seq=1)
    WorklistRow.objects.update(owner="thief", due_at=NOW)
    CrimeReference.objects.update(digest="0" * 64)
    assert rebuild(TODAY) == 1
    assert rows() == kept


@pytest.mark.parametrize(
    "tamper",
    [
        lambda: SharedRow.objects.all().delete(),
        lambda: SharedRow.objects.update(department="border_force"),
        lambda: WorklistRow.objects.update(due_at=NOW),
        lambda: CaseRow.objects.update(owner="thief"),
        lambda: CrimeReference.objects.update(digest="0" * 64),
        lambda: ReasonWords.objects.all().delete(),
    ],
)
def test_rows_that_were_others_than_the_record_says_are_told_of(officer: Actor, tamper: Callable[[], object]) -> None:
    """Making them again is the end of what somebody did to them: it is said before it is gone."""
    told: list[str] = []
    case = shared(officer).case.reference
    rebuild(TODAY, differed=told.append)
    assert told == []
    tamper()
    rebuild(TODAY, differed=told.append)
    assert told == [case]
    rebuild(TODAY, differed=told.append)
    assert told == [case]


def test_what_was_raised_and_taken_away_is_told_of_but_not_what_came_meanwhile(
    officer: Actor, who: Callable[..., Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    case = begun(officer).case.reference
    curious = who(staff_number="curious")
    open_case(curious, case, reason="Her brother rang us", session="one")
    rebuild(TODAY, differed=told.append)
    assert told == []
    RaisedRow.objects.all().delete()
    rebuild(TODAY, differed=told.append)
    assert told == [RAISED]
    RaisedRow.objects.all().delete()
    numbered = raised_rows._numbered

    def somebody_looks(force: str) -> object:
        open_case(curious, case, reason="He rang us again", session="two")
        return numbered(force)

    monkeypatch.setattr(raised_rows, "_numbered", somebody_looks)
    rebuild(TODAY, differed=told.append)
    assert told == [RAISED]


def test_rows_of_no_case_are_told_of(officer: Actor) -> None:
    told: list[str] = []
    row = WorklistRow.objects.get(case=begun(officer).case.reference)
    CaseRow.objects.create(reference="PV-0000-0000", force="wessmere", unit="north", owner="x", stage="open", seq=9)
    for stray in ("PV-0000-0000", "PV-0000-0001"):
        row.pk, row.case_id = None, stray
        row.save()
    rebuild(TODAY, differed=told.append)
    assert told == ["PV-0000-0000", "PV-0000-0001"]


def test_a_row_of_no_case_goes(officer: Actor) -> None:
    opened = begun(officer)
    kept = rows()
    CaseRow.objects.create(reference="PV-0000-0000", force="wessmere", unit="north", owner="x", stage="open", seq=9)
    CrimeReference.objects.create(case_id="PV-0000-0000", force="wessmere", digest="0")
    row = WorklistRow.objects.get(case=opened.case.reference)
    for stray in ("PV-0000-0000", "PV-0000-0001"):
        row.pk, row.case_id = None, stray
        row.save()
    assert rebuild(TODAY) == 1
    assert rows() == kept


def test_a_case_that_was_erased_leaves_no_row(officer: Actor) -> None:
    gone, kept = answer(begun(officer), (ALLEGATION,)), begun(officer)
    erase(gone.case.reference, by="Mx Yew", second="Mx Reed", now=NOW, why="Retention has ended")
    keys.destroy([gone.case.reference])
    assert rebuild(TODAY) == 1
    assert CaseRow.objects.get().reference == kept.case.reference
    assert not CrimeReference.objects.exists()
    assert {row.case_id for row in WorklistRow.objects.all()} == {kept.case.reference}


def test_a_key_that_is_lost_is_named_and_every_other_case_has_its_rows(officer: Actor) -> None:
    lost, kept = begun(officer), begun(officer)
    WrappedKey.objects.filter(case=lost.case.reference).delete()
    WorklistRow.objects.all().delete()
    with pytest.raises(RowsLost, match=lost.case.reference) as raised:
        rebuild(TODAY)
    assert raised.value.references == (lost.case.reference,)
    assert {row.case_id for row in WorklistRow.objects.all()} == {kept.case.reference}


def test_entries_of_the_force_itself_are_no_case(officer: Actor) -> None:
    keys.ensure(keys.own_case("wessmere"))
    record(draft(keys.own_case("wessmere"), None, log="wessmere", category=Category.CONSULTATION), now=NOW)
    opened = begun(officer)
    assert read.begun() == {opened.case.reference: "wessmere"}
    assert rebuild(TODAY) == 1


def test_a_change_of_policy_changes_what_is_due_when_it_is_rebuilt(officer: Actor, force: Force) -> None:
    ready(officer)
    assert WorklistRow.objects.get().what == What.DECIDE
    force.local_policies = ["exceptional-only"]
    force.save()
    rebuild(TODAY)
    assert WorklistRow.objects.get().what == What.ANSWER


def test_an_act_puts_right_what_an_older_policy_left(officer: Actor, force: Force) -> None:
    """A case is answered before anybody has rebuilt: its rows are held against what is there, not what should be."""
    opened = ready(officer)
    WorklistRow.objects.update(what=What.ANSWER)
    opened = answer(opened, (replace(ALLEGATION, crime_reference="WES/7/26"),))
    assert [row.what for row in WorklistRow.objects.all()] == [What.DECIDE]
    assert opened.case.seq == len(ANSWERS) + 2


def test_a_change_of_a_deadline_changes_when_things_are_due(officer: Actor, settings: Settings) -> None:
    begun(officer)
    settings.PROVISO_DEADLINES = settings.PROVISO_DEADLINES.model_copy(update={"first_answers": 2})
    rebuild(TODAY)
    assert WorklistRow.objects.get().due_at == NOW + timedelta(hours=2)


def test_an_act_writes_the_rows_that_change_and_no_others(officer: Actor) -> None:
    opened = ready(officer)
    before = set(WorklistRow.objects.values_list("id", flat=True))
    opened = answer(opened, (replace(ALLEGATION, stands=Investigation.LOOKED_INTO),))
    assert set(WorklistRow.objects.values_list("id", flat=True)) == before
    answer(opened, (replace(ALLEGATION, crime_reference="WES/7/26"),))
    assert not set(WorklistRow.objects.values_list("id", flat=True)) & before


@pytest.mark.parametrize("model", [CrimeReference, Opening, ReasonWords, SharedRow, WorklistRow])
def test_no_row_of_a_case_outlives_it(officer: Actor, model: type[Model]) -> None:
    """The database itself refuses it, once all is done that belongs together."""
    opened = answer(shared(officer), (ALLEGATION,))
    open_case(officer, opened.case.reference, reason="To see how it stands", session="a session")
    assert model._default_manager.filter(case=opened.case.reference).exists()
    for other in {CrimeReference, Opening, ReasonWords, SharedRow, WorklistRow} - {model}:
        other._default_manager.filter(case=opened.case.reference).delete()
    row = CaseRow.objects.get(reference=opened.case.reference)
    CaseRow.objects.filter(reference=row.reference).delete()
    with pytest.raises(IntegrityError, match=model._meta.db_table), transaction.atomic():
        connection.check_constraints()
    row.save(force_insert=True)


def test_an_opening_still_holds_when_the_rows_are_made_again(officer: Actor) -> None:
    opened = begun(officer)
    open_case(officer, opened.case.reference, reason="To see how it stands", session="a session")
    assert rebuild(TODAY) == 1
    assert held_opening(officer, opened.case.reference, "a session")


def test_an_opening_of_a_case_that_the_record_has_not_goes_with_it(officer: Actor) -> None:
    gone = begun(officer)
    open_case(officer, gone.case.reference, reason="To see how it stands", session="a session")
    erase(gone.case.reference, by="Mx Yew", second="Mx Reed", now=NOW, why="Retention has ended")
    keys.destroy([gone.case.reference])
    assert rebuild(TODAY) == 0
    assert not Opening.objects.exists()
    connection.check_constraints()

"""Figures as they are given: once a period has ended and settled, the same for ever after, and each look an entry."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from proviso.accounts.models import Force
from proviso.casework.acts.start import open_new_case
from proviso.casework.models import CaseRow, CountedRow
from proviso.casework.writing.permissions import Actor
from proviso.oversight.figures import counting, kept_figures
from proviso.oversight.figures.counting import count
from proviso.oversight.figures.kept_figures import NotGivenYet, figures_of, given_from
from proviso.oversight.figures.periods import Period
from proviso.oversight.models import FiguresRow
from proviso.record import read
from proviso.record.keys import SealBroken

from ...casework.conftest import Clock
from ...casework.examples import START
from .conftest import MUCH_LATER, Filled

pytestmark = pytest.mark.django_db(databases="__all__")

YEAR = Period(2026)


def test_a_period_is_given_once_it_has_ended_and_settled(force: Force) -> None:
    assert given_from(Period(2026, 1, 1)) == datetime(2026, 3, 1, tzinfo=UTC).date()
    with pytest.raises(NotGivenYet, match="2026-01 are given from 1 March 2026, once and for all"):
        figures_of(force, Period(2026, 1, 1), now=datetime(2026, 2, 28, 23, 59, tzinfo=UTC))
    assert not FiguresRow.objects.exists()


def test_every_period_that_has_settled_is_worked_out_at_once_and_entered(force: Force, filled: Filled) -> None:
    filled(60)
    figures_of(force, Period(2026, 1, 1), now=datetime(2026, 5, 1, tzinfo=UTC))
    assert sorted(FiguresRow.objects.values_list("period", flat=True)) == ["2026-01", "2026-02", "2026-03", "2026-Q1"]
    figures_of(force, YEAR, now=MUCH_LATER)
    assert FiguresRow.objects.count() == 17
    assert [trace.kind for trace in read.bodiless("wessmere")] == ["figures_worked_out"] * 2


def test_what_was_given_does_not_change_with_what_is_recorded_since(force: Force, filled: Filled) -> None:
    """One case more, and one that was erased: nobody learns anything by looking again."""
    filled(80)
    first = figures_of(force, YEAR, now=MUCH_LATER)
    assert first.tables[""]["of", "cases"] > 0
    filled(1)
    CountedRow.objects.filter(case="PV-0000").delete()
    CaseRow.objects.filter(reference="PV-0000").delete()
    assert figures_of(force, YEAR, now=MUCH_LATER) == first
    assert FiguresRow.objects.count() == 17


def test_a_threshold_that_is_changed_holds_for_what_is_worked_out_then(
    force: Force, filled: Filled, settings: Settings
) -> None:
    filled(60)
    early = figures_of(force, Period(2026, 1, 3), now=datetime(2026, 5, 1, tzinfo=UTC))
    settings.PROVISO_FIGURES = settings.PROVISO_FIGURES.model_copy(update={"threshold": 20})
    year = figures_of(force, YEAR, now=MUCH_LATER)
    assert (early.threshold, year.threshold) == (5, 20)
    assert all(number < 0 or number >= 20 for number in year.tables[""].values())
    assert figures_of(force, Period(2026, 1, 3), now=MUCH_LATER) == early


def test_what_is_kept_is_sealed_and_bound_to_its_period(force: Force, filled: Filled) -> None:
    filled(20)
    figures_of(force, YEAR, now=MUCH_LATER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM oversight_figures")
        assert "victim" not in repr(cursor.fetchall())
    month = FiguresRow.objects.get(period="2026-01")
    FiguresRow.objects.filter(period="2026").update(sealed=month.sealed)
    with pytest.raises(SealBroken):
        figures_of(force, YEAR, now=MUCH_LATER)


def test_figures_that_somebody_else_worked_out_meanwhile_stand(
    force: Force, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(30)
    theirs: list[kept_figures.PeriodFigures] = []

    def meanwhile(*given: Any) -> Any:
        monkeypatch.setattr(counting, "count", count)
        theirs.append(figures_of(force, YEAR, now=MUCH_LATER))
        return count(*given)

    monkeypatch.setattr(counting, "count", meanwhile)
    assert [figures_of(force, YEAR, now=MUCH_LATER)] == theirs
    assert FiguresRow.objects.count() == 17


def test_a_case_of_the_service_is_counted(force: Force, officer: Actor, time: Clock) -> None:
    for _ in range(6):
        open_new_case(officer, START, session="a session")
    tables = figures_of(force, YEAR, now=MUCH_LATER).tables
    assert {unit: tables[unit]["of", "cases"] >= 5 for unit in tables} == {"": True, "north": True, "south": False}
    assert tables[""]["role", "victim"] == tables[""]["of", "cases"]

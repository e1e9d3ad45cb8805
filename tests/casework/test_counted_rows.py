"""What is counted of each case, beside the record: sealed, up to date when it is asked for, and gone with its case."""

import hmac
from dataclasses import fields

import pytest
from django.db import connection

from proviso.casework import counted_rows
from proviso.casework.counted_rows import (
    BETWEEN,
    COLUMNS,
    KEY_BITS,
    bring_up_to_date,
    case_key,
    counted_by_case,
    counted_lines,
    key_of,
)
from proviso.casework.history.case import Case
from proviso.casework.models import CaseRow, CountedRow
from proviso.casework.reading.counted_case import CountedCase
from proviso.casework.rebuilding import clear, rebuild
from proviso.casework.writing.permissions import Actor
from proviso.record import keys
from proviso.record.erase import erase
from proviso.record.keys import KeyErased, KeyLost, SealBroken
from proviso.record.models import WrappedKey
from tests.record.making import draft, record

from .examples import ALLEGATION, ANSWERS, NOW, answer, begun, shared
from .test_rebuilding import TODAY

pytestmark = pytest.mark.django_db(databases="__all__")


def lines() -> list[dict[str, str]]:
    """What is counted of each case, by name."""
    told = (line.decode().split(BETWEEN) for line in counted_lines("wessmere"))
    return [dict(zip(COLUMNS, one, strict=True)) for one in told]


def test_what_is_counted_is_made_when_it_is_asked_for_and_only_where_it_is_behind(officer: Actor) -> None:
    first, second = begun(officer), shared(officer)
    assert not CountedRow.objects.exists()
    told: list[tuple[int, int]] = []
    assert bring_up_to_date("wessmere", lambda done, of: told.append((done, of))) == 2
    assert told == [(1, 2), (2, 2)]
    assert bring_up_to_date("wessmere") == 0
    assert sorted(line["shared"] for line in lines()) == ["no", "yes"]
    answer(first, (ALLEGATION,))
    assert bring_up_to_date("wessmere") == 1
    assert [line["crimes"] for line in lines()] == ["burglary", "burglary"]
    assert {row.case_id: row.seq for row in CountedRow.objects.all()} == {
        first.case.reference: 2,
        second.case.reference: second.case.seq,
    }


def test_rows_of_another_version_are_made_again(officer: Actor) -> None:
    begun(officer)
    bring_up_to_date("wessmere")
    CountedRow.objects.update(version=counted_rows.VERSION + 1)
    assert bring_up_to_date("wessmere") == 1
    assert bring_up_to_date("elsewhere") == 0


def test_rebuilding_makes_them_as_they_are_made_when_asked(officer: Actor) -> None:
    shared(officer)
    bring_up_to_date("wessmere")
    asked = lines()
    CountedRow.objects.all().delete()
    assert rebuild(TODAY) == 1
    assert lines() == asked
    assert bring_up_to_date("wessmere") == 0


def test_a_force_whose_own_key_is_lost_still_has_its_lists(officer: Actor) -> None:
    begun(officer)
    rebuild(TODAY)
    record(draft(keys.own_case("wessmere"), None, log="wessmere"), now=NOW)
    WrappedKey.objects.filter(case=keys.own_case("wessmere")).delete()
    assert rebuild(TODAY) == 1
    assert not CountedRow.objects.exists()
    with pytest.raises(KeyLost):
        bring_up_to_date("wessmere")


def test_a_row_is_sealed_and_says_nothing_of_whom_it_is_about(officer: Actor) -> None:
    opened = answer(begun(officer), ANSWERS)
    bring_up_to_date("wessmere")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casework_counted")
        kept = repr(cursor.fetchall())
    assert "burglary" not in kept
    assert "investigation_search" not in kept
    (line,) = lines()
    for word in (opened.case.reference, "Oduya", "officer-no", "WES/", "Invented", "marker"):
        assert word not in repr(line)
    assert line["unit"] == "north"
    assert set(line) == {"key", *(field.name for field in fields(CountedCase))}


def test_a_row_moved_to_another_case_is_refused(officer: Actor) -> None:
    begun(officer)
    shared(officer)
    bring_up_to_date("wessmere")
    one, other = CountedRow.objects.all()
    CountedRow.objects.filter(pk=one.pk).update(sealed=other.sealed)
    with pytest.raises(SealBroken):
        lines()


def test_an_erased_case_takes_its_row_with_it(officer: Actor) -> None:
    gone, kept = begun(officer), begun(officer)
    bring_up_to_date("wessmere")
    erase(gone.case.reference, by="Mx Yew", second="Mx Reed", now=NOW, why="Retention has ended")
    keys.destroy([gone.case.reference])
    clear(gone.case.reference)
    assert [row.case_id for row in CountedRow.objects.all()] == [kept.case.reference]


def test_a_case_erased_while_rows_are_made_leaves_none(officer: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = begun(officer)
    keys.ensure(keys.own_case("wessmere"))

    def erased(case: str) -> keys.DataKey:
        if case == gone.case.reference:
            raise KeyErased(case)
        return keys.of_many([case])[case]

    monkeypatch.setattr(keys, "of", erased)
    bring_up_to_date("wessmere")
    assert not CountedRow.objects.exists()
    assert CaseRow.objects.exists()


def test_the_key_of_a_case_follows_from_a_key_outside_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = Case("PV-TEST-0000", force="wessmere"), Case("PV-TEST-0001", force="wessmere")
    assert case_key(one) == case_key(one)
    assert len({case_key(one), case_key(other), case_key(Case("PV-TEST-0000", force="hillmere"))}) == 3
    assert all(0 <= case_key(case) < 2**KEY_BITS for case in (one, other))
    before = case_key(one)
    monkeypatch.setattr(counted_rows, "_key", lambda: hmac.digest(b"other", b"", "sha256"))
    assert case_key(one) != before


def test_what_is_counted_is_told_case_by_case(officer: Actor) -> None:
    case = begun(officer).case
    bring_up_to_date("wessmere")
    ((reference, told),) = counted_by_case("wessmere")
    assert (reference, [told]) == (case.reference, lines())
    assert key_of("wessmere", reference) == case_key(case) == int(told["key"])

"""Bringing an older database's rows to where the database itself holds them to their case."""

from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connections
from django.db.models import CheckConstraint, Q

from proviso.record import triggers
from tests.record.disk import Files
from tests.record.tampering import run

OPENING = (
    'INSERT INTO casework_opening (session, staff_number, "case", reason, until) '
    "VALUES ('s', 'W1', %s, x'00', '2031-05-04 12:00:00')"
)
REFERENCE = "INSERT INTO casework_crime_reference (\"case\", force, digest) VALUES (%s, 'wessmere', '0')"
SHARED = (
    'INSERT INTO casework_shared ("case", force, seq, what, how, department) '
    "VALUES (%s, 'wessmere', 1, 'disclosure', 'telephone', 'nccu')"
)
WORKLIST = (
    'INSERT INTO casework_worklist ("case", queue, what, force, unit, owner, due_at, summary) '
    "VALUES (%s, 'officer', 'answer', 'wessmere', 'north', 'W1', '2031-05-04 12:00:00', x'00')"
)
TABLES = {
    "casework_opening": OPENING,
    "casework_crime_reference": REFERENCE,
    "casework_shared": SHARED,
    "casework_worklist": WORKLIST,
}


def migrate(to: str) -> None:
    call_command("migrate", "casework", to, database="default", verbosity=0, skip_checks=True)


def add_case(reference: str, lead: str = "seen_by_lead") -> None:
    run(
        f"INSERT INTO casework_case (reference, force, unit, owner, seq, stage, unacknowledged, {lead}) "
        "VALUES (%s, 'wessmere', 'north', 'W1', 1, 'open', %s, %s)",
        reference,
        False,
        False,
    )


def test_rows_of_no_case_go_and_all_others_stay(files: Files) -> None:
    migrate("0003")
    add_case("PV-1", lead="at_risk")
    for insert in TABLES.values():
        run(insert, "PV-1")
        run(insert, "PV-2")
    migrate("0004")
    for table in TABLES:
        assert run(f'SELECT "case" FROM {table}') == [("PV-1",)]


def test_the_record_s_triggers_are_in_their_place_afterwards(files: Files) -> None:
    migrate("0003")
    migrate("0004")
    assert triggers.missing(connections["default"]) == []


@pytest.mark.parametrize("table", TABLES)
def test_the_database_refuses_a_row_of_no_case(files: Files, table: str) -> None:
    with pytest.raises(IntegrityError):
        run(TABLES[table], "PV-2")
    add_case("PV-2")
    run(TABLES[table], "PV-2")
    with pytest.raises(IntegrityError):
        run("DELETE FROM casework_case")


def test_every_code_fits_into_its_column() -> None:
    """SQLite takes text of any length; a server refuses what is longer than its column."""
    checked = 0
    for model in apps.get_models():
        conditions: list[Any] = [one.condition for one in model._meta.constraints if isinstance(one, CheckConstraint)]
        while conditions:
            condition = conditions.pop()
            conditions += condition.children if isinstance(condition, Q) else []
            if isinstance(condition, tuple) and condition[0].endswith("__in"):
                field: Any = model._meta.get_field(condition[0].removesuffix("__in"))
                assert max(len(str(code)) for code in condition[1]) <= field.max_length, (model, condition)
                checked += 1
    assert checked > 10

"""Whatever is done to the files, verification finds it and says where: each column of each table, each row."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DataError, IntegrityError, transaction
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from proviso.record import verify
from proviso.record.fault import Fault
from tests.record.disk import Files, using
from tests.record.making import NOON, record_cases
from tests.record.tampering import let_everything_pass, run

SIZE = 300
TABLES = {"entry": "default", "leaf": "default", "node": "default", "head": "default", "wrappedkey": "keys"}
COLUMNS = {
    "entry": ("log", "index", "case", "seq", "kind", "category", "actor", "at", "entry_id", "body", "leaf"),
    "leaf": ("log", "index", "content"),
    "node": ("log", "level", "index", "hash"),
    "head": ("log", "size", "frontier", "at"),
    "wrappedkey": ("case", "wrapped", "made_at"),
}


@pytest.fixture(scope="module")
def recorded(
    template: Files, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[Files]:
    """Two logs with cases, openings and a kept node; the triggers are gone, as for somebody who has the files."""
    files = template.copied(Path(tmp_path_factory.mktemp("recorded")))
    with django_db_blocker.unblock(), using(files):
        record_cases(SIZE)
        record_cases(12, log="norwick", cases=2, first=NOON + timedelta(days=2))
        let_everything_pass()
        yield files


@contextmanager
def undone() -> Iterator[None]:
    """What is done to the files inside is taken back."""
    with transaction.atomic(using="default"), transaction.atomic(using="keys"):
        yield
        transaction.set_rollback(True, using="default")
        transaction.set_rollback(True, using="keys")


def faults(*, bodies: bool = True) -> tuple[Fault, ...]:
    return tuple(fault for fault in verify.verify(bodies=bodies).faults if fault.table != "triggers")


def changed(value: object, how: int) -> object:
    """The value with one thing about it changed: any bit of any byte, a number near or far."""
    if isinstance(value, bytes):
        at = how // 8 % len(value)
        return value[:at] + bytes([value[at] ^ 1 << how % 8]) + value[at + 1 :]
    if isinstance(value, str):
        return changed(value.encode(), how)
    if isinstance(value, int):
        return value ^ 1 << how % 40
    return 1 + how % 3


def test_what_was_not_touched_is_whole(recorded: Files) -> None:
    seen: list[tuple[int, int]] = []
    report = verify.verify(progress=lambda done, total: seen.append((done, total)))
    assert faults() == ()
    assert [(log.log, log.size, log.opened, log.erased) for log in report.logs] == [
        ("norwick", 12, 12, 0),
        ("wessmere", SIZE, SIZE, 0),
    ]
    assert seen[-1] == (2 * SIZE + 24, 2 * SIZE + 24)
    assert verify.verify("norwick").logs == report.logs[:1]
    assert faults(bodies=False) == ()


def row_of(table: str, number: int) -> object:
    """The rowid of a row of the table, counted from 0 and round again."""
    rowids = [rowid for (rowid,) in run(f"SELECT rowid FROM record_{table} ORDER BY rowid", alias=TABLES[table])]
    return rowids[number % len(rowids)]


def place_of(table: str, rowid: object) -> object:
    """The index of an entry, leaf or node, the log of a head, the case of a key: what a fault must name."""
    column = {"head": "log", "wrappedkey": "case"}.get(table, "index")
    return run(f'SELECT "{column}" FROM record_{table} WHERE rowid = %s', rowid, alias=TABLES[table])[0][0]


def names(found: tuple[Fault, ...], table: str, place: object) -> bool:
    """Whether a fault names this row of this table; an entry's may be named by the key that it now lacks."""
    named = {(fault.table, part) for fault in found for part in (fault.index, fault.log, fault.case)}
    shut = table == "entry" and any(fault.table == "key" and f"entry {place} of" in fault.says for fault in found)
    return shut or (table.removeprefix("wrapped"), place) in named


@pytest.mark.parametrize(("table", "column"), [(table, column) for table in COLUMNS for column in COLUMNS[table]])
@settings(max_examples=6)
@given(number=st.integers(0, SIZE - 1), how=st.integers(0, 10_000))
def test_a_change_in_any_column_is_found_and_named(
    recorded: Files, table: str, column: str, number: int, how: int
) -> None:
    alias, rowid = TABLES[table], row_of(table, number)
    place = place_of(table, rowid)
    with undone():
        ((before,),) = run(f'SELECT "{column}" FROM record_{table} WHERE rowid = %s', rowid, alias=alias)
        after = changed(before, how)
        try:
            given = "CAST(%s AS text)" if isinstance(before, str) else "%s"
            with transaction.atomic(using=alias):
                run(f'UPDATE record_{table} SET "{column}" = {given} WHERE rowid = %s', after, rowid, alias=alias)
        except (DataError, IntegrityError):
            reject()
        found = faults()
    assert names(found, table, place), (before, after, found)


@pytest.mark.parametrize("table", COLUMNS)
@settings(max_examples=5)
@given(number=st.integers(0, SIZE - 1))
def test_a_removed_row_is_found_and_named(recorded: Files, table: str, number: int) -> None:
    rowid = row_of(table, number)
    place = place_of(table, rowid)
    with undone():
        run(f"DELETE FROM record_{table} WHERE rowid = %s", rowid, alias=TABLES[table])
        found = faults()
    assert names(found, table, place), found


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("entry", "body"),
        ("entry", "actor"),
        ("entry", "at"),
        ("entry", "index"),
        ("leaf", "content"),
        ("leaf", "index"),
        ("head", "frontier"),
        ("head", "log"),
        ("wrappedkey", "wrapped"),
        ("wrappedkey", "case"),
    ],
)
@settings(max_examples=4)
@given(one=st.integers(0, SIZE - 1), other=st.integers(0, SIZE - 1))
def test_two_rows_swapped_are_both_found_and_named(
    recorded: Files, table: str, column: str, one: int, other: int
) -> None:
    alias, rowids = TABLES[table], [row_of(table, one), row_of(table, other)]
    places = [place_of(table, rowid) for rowid in rowids]
    values = [
        run(f'SELECT "{column}" FROM record_{table} WHERE rowid = %s', rowid, alias=alias)[0][0] for rowid in rowids
    ]
    assume(values[0] != values[1])
    away = {"index": -9, "log": "away", "case": "away"}.get(column)
    with undone():
        for value, rowid in [(away, rowids[0]), (values[0], rowids[1]), (values[1], rowids[0])]:
            if value is not None:
                run(f'UPDATE record_{table} SET "{column}" = %s WHERE rowid = %s', value, rowid, alias=alias)
        found = faults()
    for place in places:
        assert names(found, table, place), (places, found)


ADDED = {
    "entry": """INSERT INTO record_entry (log, "index", "case", kind, category, actor, at, entry_id, body, leaf)
        SELECT log, 300, "case", kind, category, actor, at, entry_id, body, leaf FROM record_entry
        WHERE log = 'wessmere' AND "index" = 5""",
    "leaf": "INSERT INTO record_leaf (log, \"index\", content) VALUES ('wessmere', 300, x'00')",
    "node": "INSERT INTO record_node (log, level, \"index\", hash) VALUES ('wessmere', 8, 1, x'00')",
    "head": "INSERT INTO record_head (log, size, frontier, at) VALUES ('nowhere', 0, x'', 0)",
    "wrappedkey": "INSERT INTO record_wrappedkey (\"case\", wrapped, made_at) VALUES ('nobody', x'00', 0)",
}


@pytest.mark.parametrize("table", ADDED)
def test_an_added_row_is_found_and_named(recorded: Files, table: str) -> None:
    place: object = {"node": 1, "head": "nowhere", "wrappedkey": "nobody"}.get(table, 300)
    with undone():
        run(ADDED[table], alias=TABLES[table])
        found = faults()
    assert [str(fault) for fault in found if not names((fault,), table, place)] == []
    assert names(found, table, place)

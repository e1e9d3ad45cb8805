"""Appending, reading back, and what the database itself refuses."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import IntegrityError, connections, transaction

from proviso.record import checks, keys, models, read, tree, triggers, verify
from proviso.record.append import NotInTransaction, SeqSkipped, SeqTaken, append
from proviso.record.entry import Category, Trace
from tests.record.disk import Files
from tests.record.making import LOG, NOON, draft, record, record_cases
from tests.record.proofs import extends, includes
from tests.record.tampering import drop_trigger
from tests.settings import ON_POSTGRESQL


def run(sql: str, *given: object) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(sql, given)  # type: ignore[arg-type]


def test_what_was_recorded_is_what_is_read(files: Files) -> None:
    key = keys.create("case-1")
    first = record(draft())
    opening = record(draft(seq=None), key=key)
    second = record(draft(seq=2), key=key, now=NOON + timedelta(hours=1))
    assert [entry.index for entry in (first, opening, second)] == [0, 1, 2]
    assert read.entries("case-1", with_openings=True)[0].body["told"] == [True, None, {"a": 2, "b": 1}]
    assert [entry.seq for entry in read.entries("case-1")] == [1, 2]
    assert [entry.seq for entry in read.entries("case-1", with_openings=True)] == [1, None, 2]
    assert [entry.seq for entry in read.entries("case-1", upto=1, with_openings=True)] == [1]
    assert [entry.seq for entry in read.entries("case-1", upto=1)] == [1]
    (_, again) = read.entries("case-1", key=key)
    assert again == second
    assert (again.why, again.with_whom, again.category) == (second.why, second.with_whom, Category.COLLECTION)
    assert read.entries("case-2") == []


def test_nothing_that_was_written_in_words_is_in_the_files(files: Files) -> None:
    keys.create("case-1")
    record(draft(why="overheard on the ward", with_whom="a duty desk of invention", body={"said": "canary-4711"}))
    connections["default"].close()
    connections["keys"].close()
    written = files.written()
    for secret in (b"overheard on the ward", b"a duty desk of invention", b"canary-4711"):
        assert secret not in written


def test_an_entry_has_the_time_that_the_clock_showed_and_its_place_the_order(files: Files) -> None:
    keys.create("case-1")
    record(draft())
    before = NOON - timedelta(seconds=30)
    assert record(draft(seq=2), now=before).at == before
    assert read.head(LOG).at == before
    assert [(entry.index, entry.at) for entry in read.entries("case-1")] == [(0, NOON), (1, before)]
    assert verify.verify().whole


def test_an_entry_needs_the_transaction_of_what_it_records(files: Files) -> None:
    with pytest.raises(NotInTransaction):
        append(draft(), now=NOON, key=keys.create("case-1"))
    with transaction.atomic(using="default"):
        append(draft(), now=NOON)
        transaction.set_rollback(True, using="default")
    assert read.head(LOG) == read.LogHead(LOG, 0, tree.EMPTY_ROOT, None)
    assert models.Entry.objects.count() == models.Leaf.objects.count() == models.Head.objects.count() == 0


def test_a_place_in_a_case_is_taken_once_and_in_order(files: Files) -> None:
    keys.create("case-1")
    record(draft())
    with pytest.raises(SeqTaken, match="place 1 in case-1") as taken:
        record(draft())
    assert (taken.value.case, taken.value.seq) == ("case-1", 1)
    with pytest.raises(SeqSkipped, match="is 2, not 3"):
        record(draft(seq=3))
    assert read.head(LOG).size == 1


def test_a_trace_shows_no_body(files: Files) -> None:
    record_cases(12, cases=2)
    told = read.bodiless(LOG, since=5, at_most=3)
    assert [trace.index for trace in told] == [5, 6, 7]
    assert told[1] == Trace(
        index=6,
        log=LOG,
        case="wessmere-case-0",
        seq=None,
        kind="case_opened",
        category=Category.CONSULTATION,
        actor="W6",
        at=NOON + timedelta(minutes=6),
    )
    assert {trace.index for trace in read.bodiless(LOG, case="wessmere-case-1")} == {1, 3, 5, 7, 9, 11}
    assert read.bodiless("elsewhere") == []
    assert read.begun() == {"wessmere-case-0": LOG, "wessmere-case-1": LOG}


def test_proofs_come_from_the_tables(files: Files) -> None:
    record_cases(300)
    stored, head = read.Stored(LOG), read.head(LOG)
    for index in (0, 255, 256, 299):
        (leaf,) = stored.hashes(0, index, index + 1)
        assert includes(head.root, 300, index, leaf, tree.inclusion(stored, index, 300))
    for old in (1, 255, 256, 257, 300):
        old_root = tree.root(stored, 0, old)
        assert extends(old_root, old, head.root, 300, tree.consistency(stored, old, 300))
    assert (
        stored.hashes(0, 250, 260)
        == [tree.leaf_hash(bytes(leaf.content)) for leaf in models.Leaf.objects.all()][250:260]
    )
    with pytest.raises(LookupError, match="level 8 from 1 to 2"):
        stored.hashes(8, 1, 2)


def test_a_proof_reads_a_few_ranges(files: Files) -> None:
    record_cases(300)
    statements: list[str] = []

    def count(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        statements.append(sql)
        return execute(sql, params, many, context)

    with connections["default"].execute_wrapper(count):
        tree.inclusion(read.Stored(LOG), 3, 300)
    assert len(statements) <= 3


REFUSED = [
    "UPDATE record_entry SET actor = 'somebody'",
    "UPDATE record_entry SET body = x'00'",
    "UPDATE record_entry SET body = NULL, actor = 'somebody'",
    "UPDATE record_entry SET body = NULL, seq = NULL",
    "DELETE FROM record_entry",
    "UPDATE record_leaf SET content = x'00'",
    "DELETE FROM record_leaf",
    "UPDATE record_node SET hash = x'00'",
    "DELETE FROM record_node",
    "DELETE FROM record_head",
    "UPDATE record_head SET size = size - 1",
    "UPDATE record_head SET size = size + 2",
    "UPDATE record_head SET log = 'other'",
    "INSERT INTO record_head VALUES ('other', 1, x'', 0)",
    "INSERT OR REPLACE INTO record_head SELECT log, 0, x'', 0 FROM record_head",
    'INSERT OR REPLACE INTO record_entry SELECT * FROM record_entry WHERE "index" = 1',
    'INSERT OR REPLACE INTO record_leaf SELECT * FROM record_leaf WHERE "index" = 1',
    "INSERT OR REPLACE INTO record_node SELECT * FROM record_node",
    "INSERT INTO record_leaf (log, \"index\", content) SELECT log, size + 1, x'00' FROM record_head",
    "INSERT INTO record_node (log, level, \"index\", hash) VALUES ('wessmere', 8, 1, x'00')",
]


@pytest.mark.sqlite
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_the_database_refuses_to_change_what_was_recorded(files: Files, recursive: str) -> None:
    record_cases(256, cases=1)
    run(f"PRAGMA recursive_triggers={recursive}")
    for statement in REFUSED:
        with pytest.raises(IntegrityError, match="record_"):
            run(statement)
    assert verify.verify().whole


@pytest.mark.sqlite
@pytest.mark.parametrize("seq", [1, 2, 4])
def test_the_database_refuses_a_place_that_is_taken_or_leaves_a_gap(files: Files, seq: int) -> None:
    record_cases(2, cases=1)
    run("PRAGMA recursive_triggers=OFF")
    columns = '"case", kind, category, actor, at, entry_id, body, leaf'
    copy = f'INSERT OR REPLACE INTO record_entry (log, "index", seq, {columns}) SELECT log, 2, %s, {columns} '
    with pytest.raises(IntegrityError, match="at the end of its log and of its case"):
        run(copy + 'FROM record_entry WHERE "index" = 1', seq)
    run(copy + 'FROM record_entry WHERE "index" = 1', 3)


def test_triggers_that_went_are_missed_at_start(files: Files) -> None:
    triggers.assert_triggers()
    assert checks.triggers_in_place(databases=["default"]) == []
    drop_trigger("record_leaf_never_deleted")
    drop_trigger("record_head_only_grows")
    if not ON_POSTGRESQL:
        run("CREATE TRIGGER record_head_only_grows BEFORE UPDATE ON record_head BEGIN SELECT 1; END")
    with pytest.raises(triggers.TriggersMissing, match="missing: record_leaf_never_deleted, record_head_only_grows"):
        triggers.assert_triggers()
    (error,) = [found for found in run_checks(databases=["default"]) if found.id == "record.E001"]
    assert "record_leaf_never_deleted" in error.msg
    assert error.hint is not None
    assert error.hint.startswith("Stop the service. Somebody who could write to the database took them away")
    assert error.hint.endswith("then put them back with: proviso record guard")
    assert checks.triggers_in_place() == []
    triggers.create(connections["default"])
    triggers.assert_triggers()


def test_a_database_that_is_not_yet_migrated_is_not_complained_of(files: Files) -> None:
    drop_trigger("record_entry_never_deleted")
    run("ALTER TABLE record_entry RENAME TO something_else")
    assert checks.triggers_in_place(databases=["default"]) == []
    assert apps.get_app_config("record").verbose_name == "The record"


def test_an_entry_that_somebody_else_made_and_the_root_with_it_can_be_asked_for(files: Files) -> None:
    keys.create("case-1")
    roots = []
    for place, actor in enumerate(["W1", "W1", "W2", "W1", "W3"], start=1):
        record(draft(seq=place, actor=actor))
        roots.append(read.head(LOG).root)
    assert [read.first_by_another(LOG, "W1", after=place) for place in (-1, 1, 2, 3, 4)] == [2, 2, 4, 4, None]
    assert read.first_by_another("eastmere", "W1", after=-1) is None
    assert [read.root_at(LOG, size) for size in range(1, 6)] == roots
    with pytest.raises(LookupError):
        read.root_at(LOG, 6)


def test_who_made_an_entry_of_a_case_is_told_without_opening_it(files: Files) -> None:
    for case in ("case-1", "case-2"):
        keys.create(case)
    record(draft(actor="W1"))
    record(draft(seq=2, actor="W2"))
    record(draft(seq=None, actor="W3"))
    record(draft("case-2", actor="W4"))
    assert read.who_recorded([]) == {}
    assert read.who_recorded(["case-1", "case-9"]) == {"case-1": {"W1", "W2"}, "case-9": frozenset()}

"""Faults of several rows at once, values of the wrong kind, and what is said when the witnesses disagree."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from proviso.record import erase, keys, moment, verify
from proviso.record.backends import backend_of
from tests.record.disk import Files, using
from tests.record.making import LATER, LOG, NOON, draft, record, record_cases
from tests.record.tampering import let_everything_pass, run, said


@pytest.fixture
def bare(files: Files) -> Files:
    """Files of which nothing refuses changes any more."""
    let_everything_pass()
    return files


def test_a_leaf_is_blamed_where_its_entry_and_the_tree_agree(bare: Files) -> None:
    record_cases(260)
    run("UPDATE record_leaf SET content = x'7b7d' WHERE \"index\" IN (3, 258)")
    assert said() == [
        "leaf 3 of wessmere: its entry and the tree hold another hash",
        "leaf 258 of wessmere: its entry and the tree hold another hash",
    ]


def test_an_entry_is_blamed_where_the_leaf_and_the_tree_agree(bare: Files) -> None:
    record_cases(3)
    run("UPDATE record_entry SET leaf = x'00' WHERE \"index\" = 1")
    assert said() == ["entry 1 of wessmere-case-1 of wessmere: the hash of its leaf is not the one it holds"]


def test_both_are_told_of_where_the_tree_bears_out_neither(bare: Files) -> None:
    record_cases(260)
    run("UPDATE record_leaf SET content = x'7b7d' WHERE \"index\" IN (3, 258)")
    run("UPDATE record_entry SET leaf = x'00' WHERE \"index\" IN (4, 259)")
    assert said() == [
        f"leaf {index} of wessmere: its entry holds another hash, and the tree bears out neither"
        for index in (3, 4, 258, 259)
    ]


def test_a_missing_leaf_does_not_hide_another_fault_in_its_block(bare: Files) -> None:
    record_cases(4)
    run('DELETE FROM record_leaf WHERE "index" = 1')
    run("UPDATE record_entry SET leaf = x'00' WHERE \"index\" = 2")
    assert said() == [
        "leaf 1 of wessmere: is missing or no leaf",
        "entry 2 of wessmere-case-2 of wessmere: the hash of its leaf is not the one it holds",
    ]


def test_a_node_is_blamed_where_leaves_and_entries_agree(bare: Files) -> None:
    record_cases(256)
    run("UPDATE record_node SET hash = %s", bytes(32))
    assert said() == ["node 0 of wessmere: at level 8 is not the hash of the 256 leaves under it"]
    run("DELETE FROM record_node")
    assert said() == ["node 0 of wessmere: is missing at level 8"]
    run("UPDATE record_leaf SET content = x'7b7d' WHERE \"index\" = 9")
    assert said() == [
        "leaf 9 of wessmere: its entry holds another hash, and the tree bears out neither",
        "node 0 of wessmere: is missing at level 8",
    ]


def test_rows_cut_from_the_end_are_told_of(bare: Files) -> None:
    record_cases(5)
    run('DELETE FROM record_leaf WHERE "index" >= 3')
    run('DELETE FROM record_entry WHERE "index" >= 3')
    assert said() == [
        "head of wessmere: counts 5 entries where 3 are: it was changed, or the last were removed",
        "head of wessmere: its peaks are not those of the tree",
        "head of wessmere: its time is not that of the last entry",
    ]


def test_rows_cut_from_the_end_of_the_entries_are_told_of(bare: Files) -> None:
    record_cases(5)
    run('DELETE FROM record_entry WHERE "index" >= 3')
    assert said() == ["entry 3 of wessmere: is missing, and 1 after it"]


def test_a_wrong_frontier_and_a_wrong_time_are_the_heads(bare: Files) -> None:
    record_cases(3)
    run("UPDATE record_head SET frontier = x'00'")
    assert said() == ["head of wessmere: its peaks are not those of the tree"]
    run("UPDATE record_head SET at = at + 1")
    assert said()[1:] == ["head of wessmere: its time is not that of the last entry"]


def test_a_log_without_a_head_and_a_head_without_a_log_are_told_of(bare: Files) -> None:
    record_cases(3)
    run("UPDATE record_head SET log = 'elsewhere'")
    assert said()[-2:] == ["head of wessmere: is missing", "head of wessmere: its peaks are not those of the tree"]
    run("DELETE FROM record_head")
    run("INSERT INTO record_head VALUES ('empty', 0, x'', 0)")
    assert said()[0] == "head of empty: is of a log that has no entries"


@pytest.mark.sqlite
def test_values_of_the_wrong_kind_stop_nothing_else(bare: Files) -> None:
    record_cases(3)
    record_cases(2, log="norwick", cases=1, first=NOON + timedelta(hours=1))
    run("UPDATE record_head SET size = 'many' WHERE log = 'norwick'")
    run("UPDATE record_leaf SET content = 7 WHERE log = 'wessmere' AND \"index\" = 0")
    run("UPDATE record_entry SET at = at * 4000 WHERE log = 'wessmere' AND \"index\" = 2")
    assert said() == [
        "head of norwick: its size is not a whole number",
        "leaf 0 of wessmere: is missing or no leaf",
        "entry 2 of wessmere-case-2 of wessmere: holds what no entry ever held",
    ]


def test_a_body_written_by_somebody_with_the_key_is_held_to_its_leaf(bare: Files) -> None:
    record_cases(1)
    run("UPDATE record_entry SET actor = 'W9'")
    assert said() == ["entry 0 of wessmere-case-0 of wessmere: its actor is not what its leaf commits to"]
    run("UPDATE record_entry SET seq = 2, category = 'erasure'")
    assert said() == [
        "entry 0 of wessmere-case-0 of wessmere: has place 2 in its case, where 1 was next",
        "entry 0 of wessmere-case-0 of wessmere: its category, place in the case or body, actor "
        "is not what its leaf commits to",
    ]


def test_without_bodies_only_what_a_leaf_shows_is_held_to_it(bare: Files) -> None:
    record_cases(2)
    run("UPDATE record_entry SET kind = 'person_told', at = at + 3600000000, actor = 'W9' WHERE \"index\" = 1")
    run("UPDATE record_head SET at = at + 3600000000")
    run("DELETE FROM record_wrappedkey", alias="keys")
    assert said(bodies=False) == [
        "entry 1 of wessmere-case-1 of wessmere: its hour, kind is not what its leaf commits to"
    ]


def test_a_body_that_went_without_an_erasure_is_told_of(bare: Files) -> None:
    record_cases(2)
    run('UPDATE record_entry SET body = NULL WHERE "index" = 1')
    assert (
        "entry 1 of wessmere-case-1 of wessmere: its body is gone, and no entry says that its case was erased" in said()
    )
    assert said(bodies=False) == [
        "erasure of wessmere: 1 case has entries without a body, and too few later entries say that one was erased"
    ]


def test_a_time_that_was_changed_is_told_of_by_what_its_leaf_commits_to(bare: Files) -> None:
    record_cases(2)
    run('UPDATE record_entry SET at = at + 1 WHERE "index" = 0')
    run('UPDATE record_entry SET at = at - 120000000 WHERE "index" = 1')
    assert said() == [
        "entry 0 of wessmere-case-0 of wessmere: its time is not what its leaf commits to",
        "entry 1 of wessmere-case-1 of wessmere: its hour, time is not what its leaf commits to",
    ]


def test_an_entry_whose_clock_showed_less_than_the_one_before_is_no_fault(bare: Files) -> None:
    record(draft(), key=keys.create("case-1"))
    record(draft(seq=2), now=NOON - timedelta(minutes=1))
    assert said() == []


def test_damaged_and_missing_keys_are_named_with_what_they_shut(bare: Files) -> None:
    record_cases(3, cases=1)
    run("UPDATE record_wrappedkey SET wrapped = x'00'", alias="keys")
    assert said() == [
        "key of wessmere-case-0: the data key of wessmere-case-0 cannot be unwrapped: the wrapped key was changed, or "
        "wrapped under another key-encryption key; the body of entry 0 of wessmere and 2 more cannot be opened"
    ]
    run("DELETE FROM record_wrappedkey", alias="keys")
    assert said() == ["key of wessmere-case-0: is missing; the body of entry 0 of wessmere and 2 more cannot be opened"]


def test_a_lawful_erasure_is_no_fault_and_an_unknown_log_is_refused(files: Files) -> None:
    record_cases(5, cases=2)
    erase.erase(
        "wessmere-case-0",
        by="Mx Imaginary Yew",
        second="Mx Invented Reed",
        now=LATER,
        why="the period of retention has ended",
    )
    report = verify.verify()
    assert report.whole
    assert [(log.size, log.opened, log.erased) for log in report.logs] == [(6, 3, 3)]
    with pytest.raises(verify.UnknownLog, match="named norwick"):
        verify.verify("norwick")


def test_verification_sees_one_moment_and_holds_nobody_up(files: Files) -> None:
    record_cases(3)
    key = keys.create("late")
    before = connections["default"]
    with moment.one_moment(["default"]):
        assert verify._logs() == ({LOG: 6}, [])
        with elsewhere(files):
            record(draft("late"), now=LATER, key=key)
        assert verify._logs() == ({LOG: 6}, [])
    assert connections["default"] is before
    assert verify._logs() == ({LOG: 8}, [])
    assert said() == []


def test_an_erasure_while_verification_begins_is_no_fault(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    record_cases(6, cases=3)
    kind = type(backend_of(connections["keys"]))
    begin = kind.begin_snapshot
    erased: list[str] = []

    def begin_once_somebody_has_erased(backend: Any) -> None:
        if backend._connection.alias == "keys" and len(erased) < 2:
            erased.append(f"wessmere-case-{len(erased)}")
            with elsewhere(files):
                erase.erase(erased[-1], by="Mx Yew", second="Mx Reed", now=LATER, why="retention")
        begin(backend)

    monkeypatch.setattr(kind, "begin_snapshot", begin_once_somebody_has_erased)
    report = verify.verify()
    assert (report.faults, len(erased)) == ((), 2)
    assert [(log.size, log.opened, log.erased) for log in report.logs] == [(8, 4, 4)]


@contextmanager
def elsewhere(files: Files) -> Iterator[None]:
    """As if in another process: with connections of its own."""
    with using(files):
        yield

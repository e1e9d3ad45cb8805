"""One case verified by itself: what was changed of it is found, and the size of the log does not matter."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from proviso.record import erase, keys, read, verify_case
from proviso.record.append import append
from proviso.record.verify import EarlierHead
from tests.record.disk import Files, using
from tests.record.making import LOG, NOON, draft, record_cases
from tests.record.tampering import let_everything_pass, run
from tests.record.test_verify import changed, undone

CASE = f"{LOG}-case-7"


@pytest.fixture(scope="module")
def recorded(
    template: Files, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[Files]:
    """A log of several kept nodes; the triggers are gone, as for somebody who has the files."""
    files = template.copied(Path(tmp_path_factory.mktemp("recorded")))
    with django_db_blocker.unblock(), using(files):
        record_cases(600, cases=30)
        let_everything_pass()
        yield files


def said(case: str = CASE, was: EarlierHead | None = None) -> list[str]:
    return [str(fault) for fault in verify_case.verify_case(case, was=was).faults]


def test_a_case_as_it_was_recorded_is_whole(recorded: Files) -> None:
    found = verify_case.verify_case(CASE)
    head = read.head(LOG)
    assert found.whole
    assert (found.log, found.size, found.root, found.opened, found.erased) == (LOG, head.size, head.root, 20, 0)
    for size in (1, 256, 300, 512, 600):
        assert said(was=EarlierHead(size, read.root_at(LOG, size))) == []


@given(how=st.integers(min_value=1), which=st.integers(0, 19))
@settings(max_examples=15)
@pytest.mark.parametrize(
    ("table", "column"),
    [
        *(("entry", name) for name in ("seq", "kind", "category", "actor", "at", "entry_id", "body", "leaf")),
        ("leaf", "content"),
    ],
)
def test_whatever_is_changed_of_its_entries_is_found(
    recorded: Files, table: str, column: str, how: int, which: int
) -> None:
    places = [index for (index,) in run('SELECT "index" FROM record_entry WHERE "case" = %s ORDER BY 1', CASE)]
    with undone():
        ((was,),) = run(f'SELECT "{column}" FROM record_{table} WHERE "index" = %s', places[which])
        old = bytes(was) if isinstance(was, memoryview) else was
        new = 1000 + how % 1000 if column == "seq" else changed(old, how)  # no place of another entry's
        run(f'UPDATE record_{table} SET "{column}" = %s WHERE "index" = %s', new, places[which])
        assert said()


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ('DELETE FROM record_leaf WHERE "index" = 7', "entry 7 of wessmere-case-7"),
        ('DELETE FROM record_leaf WHERE "index" = 8', "cannot be worked out above the case"),
        ("UPDATE record_leaf SET content = x'7b7d' WHERE \"index\" = 9", "node 0 of wessmere: of level 8 does not fit"),
        ("UPDATE record_node SET hash = x'00' WHERE \"index\" = 0", "node 0 of wessmere: of level 8 does not fit"),
        ('DELETE FROM record_node WHERE "index" = 1', "cannot be worked out above the case"),
        ("UPDATE record_head SET frontier = x'00'", "head of wessmere: a tree of 600 leaves has"),
        ("UPDATE record_head SET size = 5, frontier = x'" + "00" * 64 + "'", "is outside its log, which has 5 entries"),
        ("UPDATE record_head SET frontier = x'" + "00" * 128 + "'", "head of wessmere: has not the root of the tree"),
        ("DELETE FROM record_head", "head of wessmere: is missing"),
        ('DELETE FROM record_entry WHERE "index" = 37', "has place"),
        ("UPDATE record_entry SET log = 'norwick' WHERE \"index\" = 67", "is of a case that is in another log too"),
        ('UPDATE record_entry SET body = NULL WHERE "index" = 97', "no entry says that its case was erased"),
    ],
)
def test_what_is_done_to_the_tree_around_it_is_found(recorded: Files, statement: str, says: str) -> None:
    with undone():
        run(statement)
        assert any(says in one for one in said()), said()


def test_a_key_that_is_gone_is_a_fault(recorded: Files) -> None:
    with undone():
        run('DELETE FROM record_wrappedkey WHERE "case" = %s', CASE, alias="keys")
        assert said() == [f"key of {CASE}: is missing; the body of entry 7 of {LOG} and 19 more cannot be opened"]


def test_another_root_that_was_kept_is_a_fault(recorded: Files) -> None:
    assert said(was=EarlierHead(300, bytes(32))) == [
        f"head of {LOG}: was rewritten: the root of its first 300 entries was another"
    ]
    (cut,) = said(was=EarlierHead(601, bytes(32)))
    assert cut.startswith(f"log of {LOG}: ends after 600 entries, where 601 were kept")


def test_an_erased_case_is_whole_where_an_entry_says_so(files: Files) -> None:
    record_cases(20, cases=2)
    erase.erase(f"{LOG}-case-1", by="Mx Yew", second="Mx Reed", now=NOON + timedelta(days=1), why="retention is over")
    found = verify_case.verify_case(f"{LOG}-case-1")
    assert (found.faults, found.opened, found.erased) == ((), 0, 10)
    assert said(f"{LOG}-case-0") == []
    let_everything_pass()
    run('DELETE FROM record_wrappedkey WHERE "case" = %s', f"force:{LOG}", alias="keys")
    (fault,) = said(f"{LOG}-case-1")
    assert "no entry says that its case was erased" in fault


def test_a_case_that_nobody_has_is_told(files: Files) -> None:
    record_cases(1)
    with pytest.raises(verify_case.UnknownCase, match="nothing was ever recorded of a case PV-0000-0000"):
        verify_case.verify_case("PV-0000-0000")


def test_it_asks_no_more_of_a_log_that_is_longer(files: Files) -> None:
    """A statement for each part of the tree above an entry, whatever lies beside them."""
    record_cases(280, cases=140)
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connections["default"]) as queries:
            assert verify_case.verify_case(f"{LOG}-case-7").whole
        asked.append(len(queries))
        key = keys.ensure("another")
        with transaction.atomic(using="default"):
            for _ in range(800):
                append(draft("another", None), now=NOON + timedelta(days=1), key=key)
    assert asked[1] <= asked[0] + 2

"""A tree of more than 65,536 leaves, where nodes stand upon nodes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections, transaction
from pytest_django.plugin import DjangoDbBlocker

from proviso.record.verify_tree import TreePass
from tests.record.disk import Files, using
from tests.record.making import LOG, plant_leaves

pytestmark = pytest.mark.sqlite

SIZE = (1 << 16) + 256 + 3


@pytest.fixture(scope="module")
def root(
    template: Files, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[bytes]:
    """The root of a planted tree, whose files every connection uses."""
    files = template.copied(Path(tmp_path_factory.mktemp("large")))
    with django_db_blocker.unblock(), using(files):
        yield plant_leaves(SIZE).root


def faults_after(*statements: str) -> tuple[list[str], bytes | None]:
    with transaction.atomic(using="default"):
        with connections["default"].cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        verified = TreePass(LOG, lambda _: None)
        transaction.set_rollback(True, using="default")
    return [str(fault) for fault in verified.faults], verified.root


NODE_16 = "node 0 of wessmere: at level 16 is not the hash of the 65536 leaves under it"
NODE_8 = "node 3 of wessmere: at level 8 is not the hash of the 256 leaves under it"
HEAD = "head of wessmere: its peaks are not those of the tree"


def test_a_large_tree_is_whole_and_each_fault_in_it_is_put_where_it_belongs(root: bytes) -> None:
    assert faults_after() == ([], root)
    spoil = 'UPDATE record_node SET hash = zeroblob(32) WHERE level = {} AND "index" = {}'
    assert faults_after(spoil.format(8, 3)) == ([NODE_8], root)
    assert faults_after(spoil.format(16, 0)) == ([NODE_16], root)
    assert faults_after(spoil.format(8, 256)) == ([NODE_8.replace("node 3", "node 256")], root)
    gone = "DELETE FROM record_node WHERE level = 16"
    assert faults_after(gone) == (["node 0 of wessmere: is missing at level 16"], root)


def test_what_cannot_be_told_is_not_guessed(root: bytes) -> None:
    lost = 'DELETE FROM record_leaf WHERE "index" = {}'
    missing = "leaf {} of wessmere: is missing or no leaf"
    assert faults_after(lost.format(7)) == ([missing.format(7)], root)
    assert faults_after(lost.format(7), 'DELETE FROM record_node WHERE level = 8 AND "index" = 0') == (
        [missing.format(7), "node 0 of wessmere: is missing at level 8"],
        root,
    )
    alone = 'DELETE FROM record_node WHERE level = 8 AND "index" = 256'
    faults, told = faults_after(lost.format(65_540), alone)
    assert (faults, told) == ([missing.format(65_540), "node 256 of wessmere: is missing at level 8"], None)


def test_leaves_changed_without_a_witness_are_seen_in_all_that_stands_on_them(root: bytes) -> None:
    faults, told = faults_after("UPDATE record_leaf SET content = x'00' WHERE \"index\" = 800")
    assert faults == [NODE_8, NODE_16, HEAD]
    assert told != root

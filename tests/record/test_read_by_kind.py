"""Reading a log's own entries of some kinds: in order, from a place on, and only what is as it was sealed."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from proviso.record import keys
from proviso.record.entry import Category
from proviso.record.read_by_kind import by_kind
from tests.record.disk import Files
from tests.record.making import LOG, draft, record
from tests.record.tampering import let_everything_pass, run

OWN = keys.own_case(LOG)
KINDS = ("officer_added", "role_changed")


def opened(since: int = 0) -> list[str | None]:
    """What each row of these kinds says, where it opens."""
    found = [row.opened(LOG, keys.of(OWN)) for row in by_kind(LOG, KINDS, since=since)]
    return [str(entry.body["n"]) if entry else None for entry in found]


@pytest.fixture
def own(files: Files) -> None:
    """Six entries of the log's own, of which four are of these kinds."""
    key = keys.create(OWN)
    for number, kind in enumerate([*KINDS, "signed_in", *KINDS, "signed_in"]):
        record(draft(OWN, None, kind=kind, category=Category.ALTERATION, body={"n": number}), key=key)


def test_the_kinds_that_are_asked_for_come_in_order_from_a_place_on(own: None) -> None:
    assert opened() == ["0", "1", "3", "4"]
    assert opened(since=2) == ["3", "4"]
    assert [row.place[0] for row in by_kind(LOG, KINDS)] == [0, 1, 3, 4]
    assert by_kind("eastmere", KINDS) == []


@pytest.mark.parametrize(
    "change",
    [
        "at = at + 1",
        "actor = 'W9'",
        "\"case\" = 'force:eastmere'",
        "kind = 'role_changed'",
        "category = 'none'",
        "entry_id = x'00'",
        "body = x'00'",
        "body = NULL",
        "leaf = x'00'",
        pytest.param("at = 'noon'", marks=pytest.mark.sqlite),
        pytest.param("actor = CAST(x'ff' AS text)", marks=pytest.mark.sqlite),
        "at = 9223372036854775807",
    ],
)
def test_an_entry_of_which_anything_was_changed_does_not_open(own: None, change: str) -> None:
    let_everything_pass()
    run(f'UPDATE record_entry SET {change} WHERE "index" = 0')
    assert opened() == [None, "1", "3", "4"]


@pytest.mark.sqlite
def test_what_stands_beyond_the_head_is_no_entry(own: None) -> None:
    let_everything_pass()
    run('UPDATE record_entry SET "index" = 1000 WHERE "index" = 3')
    run('UPDATE record_entry SET "index" = \'last\' WHERE "index" = 1')
    assert opened() == ["0", "4"]


@pytest.mark.sqlite
def test_it_is_asked_by_an_index_however_much_was_recorded_since(own: None) -> None:
    with CaptureQueriesContext(connections["default"]) as asked:
        by_kind(LOG, KINDS, since=3)
    (plan,) = [one for one in run(f"EXPLAIN QUERY PLAN {asked[0]['sql']}") if "record_entry" in str(one[3])]
    assert "entry_by_kind (log=? AND kind=? AND index>?" in str(plan[3])

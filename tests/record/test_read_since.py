"""Reading a log onwards from a place: every entry once and in order, with no case and nothing that was written."""

from dataclasses import fields

import pytest

from proviso.record.models import Entry
from proviso.record.read import head
from proviso.record.read_since import Watched, entries_since, kinds_between
from proviso.record.tree import Frontier
from tests.record.making import LOG, record_cases

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_every_entry_comes_once_in_order_and_gives_the_root() -> None:
    record_cases(20)
    record_cases(3, log="eastmere")
    came: list[Watched] = []
    while part := entries_since(LOG, len(came), at_most=7):
        came += part
    assert [one.index for one in came] == list(range(20))
    grown = Frontier(0, ())
    for one in came:
        grown, _ = grown.plus(one.leaf)
    assert grown.root == head(LOG).root


def test_no_case_and_no_body_is_among_it() -> None:
    record_cases(7)
    assert [one.name for one in fields(Watched)] == ["index", "kind", "category", "actor", "at", "leaf"]
    last = entries_since(LOG, 6, at_most=9)[0]
    stored = Entry.objects.get(log=LOG, index=6)
    assert (last.kind, last.category, last.actor) == (stored.kind, stored.category, stored.actor)
    assert last.at.timestamp() * 1_000_000 == stored.at


def test_kinds_are_counted_between_two_places() -> None:
    record_cases(14)
    assert kinds_between(LOG, 0, 14) == {"suspicion_recorded": 12, "case_opened": 2}
    assert kinds_between(LOG, 7, 13) == {"suspicion_recorded": 6}
    assert kinds_between(LOG, 14, 14) == {}

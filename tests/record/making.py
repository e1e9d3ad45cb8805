"""Invented entries for tests of the record."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.db import connections, transaction

from proviso.record import keys
from proviso.record.append import append
from proviso.record.backends import backend_of
from proviso.record.entry import Category, Draft, Entry, Json
from proviso.record.keys import DataKey
from proviso.record.tree import Frontier, leaf_hash
from tests.record.tampering import drop_trigger

LOG = "wessmere"
NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=2)
"""After whatever a test records from NOON on."""


def draft(case: str = "case-1", seq: int | None = 1, *, log: str = LOG, **changed: object) -> Draft:
    """A draft whose every part is something."""
    body: Mapping[str, Json] = {"answer": seq, "in words": "hospital — later", "told": [True, None, {"b": 1, "a": 2}]}
    told: dict[str, object] = {
        "log": log,
        "case": case,
        "seq": seq,
        "kind": "suspicion_recorded" if seq else "case_opened",
        "category": Category.COLLECTION if seq else Category.CONSULTATION,
        "actor": "W1234",
        "body": body,
        "with_whom": "the invented desk",
        "why": "because it was asked",
    }
    return Draft(**(told | changed))  # type: ignore[arg-type]


def record(what: Draft, *, now: datetime = NOON, key: DataKey | None = None) -> Entry:
    """Append it in a transaction of its own."""
    with transaction.atomic(using="default"):
        return append(what, now=now, key=key)


def record_cases(entries: int, *, log: str = LOG, cases: int = 5, first: datetime = NOON) -> None:
    """Fill a log in one transaction: cases in turn, every seventh entry an opening, a minute apart."""
    held = {f"{log}-case-{number}": keys.create(f"{log}-case-{number}") for number in range(cases)}
    places = dict.fromkeys(held, 0)
    with transaction.atomic(using="default"):
        for number in range(entries):
            case = f"{log}-case-{number % cases}"
            if number % 7 == 6:
                what = draft(case, None, log=log, actor=f"W{number % 11}")
            else:
                places[case] += 1
                what = draft(case, places[case], log=log, actor=f"W{number % 11}")
            append(what, now=first + timedelta(minutes=number), key=held[case])


def plant_leaves(count: int, *, log: str = LOG) -> Frontier:
    """Fill an empty log's tree, and nothing else, with so many leaves, past the triggers: for trees of a size that
    appending would take minutes to reach. Returns its frontier."""
    contents = [b'{"leaf":%d}' % number + b" " * 500 for number in range(count)]
    frontier, nodes = Frontier(), []
    for content in contents:
        frontier, completed = frontier.plus(leaf_hash(content))
        nodes += [(log, node.level, node.index, node.hash) for node in completed]
    with transaction.atomic(using="default"), connections["default"].cursor() as cursor:
        for name in backend_of(connections["default"]).trigger_names():
            drop_trigger(name)
        numbered = [(log, number, content) for number, content in enumerate(contents)]
        cursor.executemany('INSERT INTO record_leaf (log, "index", content) VALUES (%s, %s, %s)', numbered)
        cursor.executemany('INSERT INTO record_node (log, level, "index", hash) VALUES (%s, %s, %s, %s)', nodes)
        cursor.execute("INSERT INTO record_head VALUES (%s, %s, %s, 0)", (log, frontier.size, frontier.written()))
    return frontier

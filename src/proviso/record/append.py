"""Appending to the record: entry, leaf, nodes and head, in the transaction of what is being recorded (10.2, 10.3).

The only module that adds entries. It seals and hashes; whether the act was proper is `casework`'s to know.
"""

import os
from datetime import datetime

from django.db import connections
from django.db.backends.utils import CursorWrapper

from proviso.record import keys
from proviso.record.backends import Backend, backend_of
from proviso.record.clock_bounds import CONFIRMED, implausible, is_plausible
from proviso.record.columns import Row
from proviso.record.entry import (
    ENTRY_ID_BYTES,
    Draft,
    Entry,
    about,
    committed,
    from_microseconds,
    leaf,
    new_salts,
    sealable,
    to_microseconds,
)
from proviso.record.keys import DataKey, KeyErased
from proviso.record.models import DEFAULT
from proviso.record.tree import Frontier, leaf_hash


class NotInTransaction(RuntimeError):
    """An entry was to be written apart from what it records."""


class SeqTaken(Exception):
    """Somebody else's entry took this place in the case first. Carries `case` and `seq`."""

    def __init__(self, case: str, seq: int) -> None:
        super().__init__(f"place {seq} in {case} is taken")
        self.case, self.seq = case, seq


class SeqSkipped(ValueError):
    """This place in the case would leave a gap before it."""


# Plain SQL with the columns named: the ORM costs three times as much here.
_HEAD = "SELECT size, frontier, at FROM record_head WHERE log = %s"
_NEW_HEAD = (
    "INSERT INTO record_head (log, size, frontier, at) SELECT %s, 0, %s, 0 "
    "WHERE NOT EXISTS (SELECT 1 FROM record_head WHERE log = %s) ON CONFLICT DO NOTHING"
)
_GROW = "UPDATE record_head SET size = %s, frontier = %s, at = %s WHERE log = %s"
_LAST = 'SELECT seq, body IS NULL FROM record_entry WHERE "case" = %s ORDER BY seq DESC NULLS LAST LIMIT 1'
_ENTRY = (
    'INSERT INTO record_entry (log, "index", "case", seq, kind, category, actor, at, entry_id, body, leaf) '
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
_LEAF = 'INSERT INTO record_leaf (log, "index", content) VALUES (%s, %s, %s)'
_NODE = 'INSERT INTO record_node (log, level, "index", hash) VALUES (%s, %s, %s, %s)'


def append(draft: Draft, *, now: datetime, key: DataKey | None = None) -> Entry:
    """Record the draft and return the entry as it now stands in the log; `at` is `now`, the order is `index`.

    Call it inside `transaction.atomic(using="default")`, after every other lock: the log's head is locked here, last.
    `key` is the case's data key where the caller already has it. Raises NotInTransaction, ClockImplausible, SeqTaken,
    SeqSkipped, NotCanonical, KeyLost, KeyErased.
    """
    connection = connections[DEFAULT]
    if not connection.in_atomic_block:
        raise NotInTransaction("an entry is written in the transaction of what it records, or not at all")
    moment, key = to_microseconds(now), key or keys.of(draft.case)
    salts, entry_id = new_salts(), os.urandom(ENTRY_ID_BYTES)
    sealed = key.seal(sealable(draft, salts), about(draft.log, draft.case, entry_id, draft.kind))
    with connection.cursor() as cursor:
        frontier, last = _locked_head(cursor, draft.log, backend_of(connection))
        if frontier.size and draft.kind != CONFIRMED and not is_plausible(moment, last):
            raise implausible(draft.log, moment, last)
        _refuse_out_of_turn(cursor, draft)
        at = from_microseconds(moment)
        plain = committed(
            case=draft.case,
            actor=draft.actor,
            kind=draft.kind,
            seq=draft.seq,
            body=draft.body,
            at=at,
            with_whom=draft.with_whom,
            why=draft.why,
        )
        content = leaf(draft.kind, draft.category, at, plain, salts)
        hashed = leaf_hash(content)
        row = (draft.case, draft.seq, draft.kind, str(draft.category), draft.actor, moment, entry_id, sealed, hashed)
        cursor.execute(_ENTRY, (draft.log, frontier.size, *row))
        cursor.execute(_LEAF, (draft.log, frontier.size, content))
        grown, completed = frontier.plus(hashed)
        for node in completed:
            cursor.execute(_NODE, (draft.log, node.level, node.index, node.hash))
        cursor.execute(_GROW, (grown.size, grown.written(), moment, draft.log))
    return Entry(
        index=frontier.size,
        log=draft.log,
        case=draft.case,
        seq=draft.seq,
        kind=draft.kind,
        category=draft.category,
        actor=draft.actor,
        at=at,
        body=draft.body,
        with_whom=draft.with_whom,
        why=draft.why,
    )


def _locked_head(cursor: CursorWrapper, log: str, backend: Backend) -> tuple[Frontier, int]:
    """The log's frontier and the time of its last entry, locked until the transaction ends; begun if there is none.

    Of two who begin a log at once, the second waits for the first, then finds the head as the first left it.
    """
    cursor.execute(backend.locked(_HEAD), (log,))
    row: Row | None = cursor.fetchone()
    if row is None:
        cursor.execute(_NEW_HEAD, (log, b"", log))
        return _locked_head(cursor, log, backend)
    return Frontier.read(row[0], bytes(row[1])), row[2]


def _refuse_out_of_turn(cursor: CursorWrapper, draft: Draft) -> None:
    """Nothing where the draft may come next in its case. Asked under the head's lock, so the answer still holds."""
    cursor.execute(_LAST, (draft.case,))
    last, erased = cursor.fetchone() or (None, False)
    if erased:
        raise KeyErased(f"{draft.case} was erased")
    if draft.seq is None:
        return
    following = (last or 0) + 1
    if draft.seq < following:
        raise SeqTaken(draft.case, draft.seq)
    if draft.seq > following:
        raise SeqSkipped(f"the next place in {draft.case} is {following}, not {draft.seq}")

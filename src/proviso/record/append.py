"""Appending to the record: entry, leaf, nodes and head, in the transaction of what is being recorded (10.2, 10.3).

The only module that adds entries. It seals and hashes; whether the act was proper is `casework`'s to know.
"""

import os
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import connections
from django.db.backends.utils import CursorWrapper

from proviso.record import keys
from proviso.record.backends import Backend, backend_of
from proviso.record.clock_bounds import CONFIRMED, implausible, is_plausible
from proviso.record.columns import Row
from proviso.record.copies import PASSES, UNCONFIRMED, CopyNotConfirmed, copied
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
_HEAD = "SELECT size, frontier, at, " + UNCONFIRMED + " FROM record_head WHERE log = %s"  # noqa: S608  of our own words
_NEW_HEAD = (
    "INSERT INTO record_head (log, size, frontier, at) SELECT %s, 0, %s, 0 "
    "WHERE NOT EXISTS (SELECT 1 FROM record_head WHERE log = %s) ON CONFLICT DO NOTHING"
)
_GROW = "UPDATE record_head SET size = %s, frontier = %s, at = %s WHERE log = %s"
# Two queries, since no one order of both is that of an index in every kind of database.
_LAST = (
    'SELECT seq, body IS NULL FROM (SELECT seq, body FROM record_entry WHERE "case" = %s AND seq IS NOT NULL '
    "ORDER BY seq DESC LIMIT 1) AS within UNION ALL SELECT seq, body IS NULL FROM "
    '(SELECT seq, body FROM record_entry WHERE "case" = %s AND seq IS NULL LIMIT 1) AS outside'
)
_ENTRY = (
    'INSERT INTO record_entry (log, "index", "case", seq, kind, category, actor, at, entry_id, body, leaf) '
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
_LEAF = 'INSERT INTO record_leaf (log, "index", content) VALUES (%s, %s, %s)'
_NODE = 'INSERT INTO record_node (log, level, "index", hash) VALUES (%s, %s, %s, %s)'


def append(draft: Draft, *, now: datetime, key: DataKey | None = None) -> Entry:
    """Record the draft and return the entry as it now stands in the log; `at` is `now`, the order is `index`.

    Call it inside `transaction.atomic(using="default")`, after every other lock: the log's head is locked here, last.
    `key` is the case's data key where the caller already has it. Raises NotInTransaction, CopyNotConfirmed,
    ClockImplausible, SeqTaken, SeqSkipped, NotCanonical, KeyLost, KeyErased.
    """
    connection = connections[DEFAULT]
    if not connection.in_atomic_block:
        raise NotInTransaction("an entry is written in the transaction of what it records, or not at all")
    moment = to_microseconds(now)
    sealed = seal(draft, moment, key or keys.of(draft.case))
    backend = backend_of(connection)
    with backend.sent_together(), connection.cursor() as cursor, connection.cursor() as beside:
        frontier, last, unconfirmed, of_case = _locked(cursor, beside, draft, backend)
        if unconfirmed and draft.kind not in PASSES:
            raise CopyNotConfirmed(draft.log, copied(draft.log))
        if frontier.size and draft.kind != CONFIRMED and not is_plausible(moment, last):
            raise implausible(draft.log, moment, last)
        _refuse_out_of_turn(draft, of_case)
        cursor.execute(_ENTRY, (draft.log, frontier.size, *sealed.row))
        cursor.execute(_LEAF, (draft.log, frontier.size, sealed.leaf))
        grown, completed = frontier.plus(sealed.hashed)
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
        at=from_microseconds(moment),
        body=draft.body,
        with_whom=draft.with_whom,
        why=draft.why,
    )


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry that has no place in a log yet: the columns of its row from `case` on, its leaf, and the leaf's hash."""

    row: tuple[str, int | None, str, str, str, int, bytes, bytes, bytes]
    leaf: bytes
    hashed: bytes


def seal(draft: Draft, moment: int, key: DataKey) -> Sealed:
    """What is recorded of a draft at a moment (microseconds since 1970): its body under the case's key, and the leaf
    that commits to all of it. Raises NotCanonical."""
    salts, entry_id, at = new_salts(), os.urandom(ENTRY_ID_BYTES), from_microseconds(moment)
    body = key.seal(sealable(draft, salts), about(draft.log, draft.case, entry_id, draft.kind))
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
    row = (draft.case, draft.seq, draft.kind, str(draft.category), draft.actor, moment, entry_id, body, hashed)
    return Sealed(row, content, hashed)


def _locked(
    of_log: CursorWrapper, of_case: CursorWrapper, draft: Draft, backend: Backend
) -> tuple[Frontier, int, bool, Collection[Row]]:
    """The log's frontier, the time of its last entry, and whether it is a copy that nobody has confirmed, locked until
    the transaction ends; begun if there is none. And what was then last in the case: its place, and whether it is gone.

    The case is asked by a statement of its own, which sees what was committed while the lock was waited for. Of two who
    begin a log at once, the second waits for the first, then finds the head as the first left it.
    """
    of_log.execute(backend.locked(_HEAD), (draft.log,))
    of_case.execute(_LAST, (draft.case, draft.case))
    head: Row | None = of_log.fetchone()
    if head is None:
        of_log.execute(_NEW_HEAD, (draft.log, b"", draft.log))
        return _locked(of_log, of_case, draft, backend)
    size, frontier, at, unconfirmed = head
    return Frontier.read(size, bytes(frontier)), at, bool(unconfirmed), of_case.fetchall()


def _refuse_out_of_turn(draft: Draft, of_case: Collection[Row]) -> None:
    """Nothing where the draft may come next in its case. Asked under the head's lock, so the answer still holds."""
    if any(erased for _, erased in of_case):
        raise KeyErased(f"{draft.case} was erased")
    if draft.seq is None:
        return
    following = max((seq for seq, _ in of_case if seq), default=0) + 1
    if draft.seq < following:
        raise SeqTaken(draft.case, draft.seq)
    if draft.seq > following:
        raise SeqSkipped(f"the next place in {draft.case} is {following}, not {draft.seq}")

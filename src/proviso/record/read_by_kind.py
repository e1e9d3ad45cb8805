"""Reading a log's own entries of some kinds from a place on, each held to what its leaf commits to.

For whoever rests a decision on them between two verifications: a row that was copied, moved or changed does not count.
That one was deleted, or the end cut off, only `verify` finds. Changes nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connections

from proviso.record import columns, keys
from proviso.record.backends import backend_of
from proviso.record.columns import Row
from proviso.record.entry import Category, Entry, about, committed, from_microseconds, leaf, opened
from proviso.record.keys import DataKey, SealBroken
from proviso.record.models import DEFAULT
from proviso.record.tree import leaf_hash
from proviso.record.verify_entries import UNREADABLE

# `seq IS NULL` stands there in so many words, and no ORDER BY: only so is the index over entries outside a case used,
# rather than everything that was recorded since read through. It is asked before every page.
_BY_KIND = """
SELECT "index", "case", seq, kind, category, actor, at, entry_id, body, leaf FROM record_entry
WHERE log = %s AND seq IS NULL AND kind IN ({kinds}) AND "index" >= %s
AND "index" < (SELECT size FROM record_head WHERE log = %s)
"""


@dataclass(frozen=True, slots=True)
class ByKind:
    """A row as it lies: its place and id, and the entry, opened once it is asked for."""

    row: Row

    @property
    def place(self) -> tuple[object, object]:
        """Its index and its id: what tells it from every other row."""
        return self.row[0], self.row[7]

    def opened(self, log: str, key: DataKey) -> Entry | None:
        """The entry; None where it is not, in every part, what was sealed and what its leaf commits to."""
        if columns.ENTRY.misfit(self.row) or self.row[1] != keys.own_case(log):
            return None
        try:
            return _opened(log, key, self.row)
        except (SealBroken, *UNREADABLE):
            return None


def by_kind(log: str, kinds: Collection[str], *, since: int = 0) -> list[ByKind]:
    """The rows of a log's own entries of these kinds from index `since` to its head, in order. Opens none of them."""
    asked = _BY_KIND.format(kinds=", ".join(["%s"] * len(kinds)))
    connection = connections[DEFAULT]
    with backend_of(connection).text_as_stored(), connection.cursor() as cursor:
        cursor.execute(asked, (log, *kinds, since, log))
        return [ByKind(row) for row in sorted(cursor.fetchall(), key=_index)]


def _index(row: Row) -> float:
    return float(row[0])


def _opened(log: str, key: DataKey, row: Row) -> Entry | None:
    index, case, seq, kind, category, actor, at, entry_id, body, held = row
    inside = opened(key.open(body, about(log, case, entry_id, kind)))
    when = from_microseconds(at)
    plain = committed(
        case=case,
        actor=actor,
        kind=kind,
        seq=seq,
        body=inside.body,
        at=when,
        with_whom=inside.with_whom,
        why=inside.why,
    )
    if leaf_hash(leaf(kind, category, when, plain, inside.salts)) != held:
        return None
    return Entry(
        index=index,
        log=log,
        case=case,
        seq=seq,
        kind=kind,
        category=Category(category),
        actor=actor,
        at=when,
        body=inside.body,
        with_whom=inside.with_whom,
        why=inside.why,
    )

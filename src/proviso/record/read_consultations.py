"""Reading entries outside the folds of cases by their kind and by who made them: who looked at what, and when (s.62).

Whether somebody looked at too much is `casework`'s to say. Changes nothing.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from django.db import connections

from proviso.record import keys
from proviso.record.columns import Row
from proviso.record.entry import Category, Entry, about, from_microseconds, opened, to_microseconds
from proviso.record.keys import DataKey, KeyLost, SealBroken
from proviso.record.models import DEFAULT

# `seq IS NULL` stands there in so many words, and no ORDER BY, as in `read_by_kind`: only so are the indexes over
# entries outside the folds used.
_COLUMNS = 'SELECT "index", "case", kind, category, actor, at, entry_id, body FROM record_entry'
_BY_KIND = f'{_COLUMNS} WHERE log = %s AND seq IS NULL AND kind IN ({{kinds}}) AND "index" >= %s'
_BETWEEN = (
    'SELECT kind, "case", actor, at FROM record_entry WHERE log = %s AND seq IS NULL AND kind IN ({kinds}) '
    'AND at >= %s AND at < %s ORDER BY "index"'
)
_BY_ACTOR = f"{_COLUMNS} WHERE log = %s AND seq IS NULL AND actor = %s AND kind = %s AND at >= %s"
_PLACES = f'{_COLUMNS} WHERE log = %s AND "index" IN ({{places}})'


def outside_folds(log: str, kinds: Collection[str], *, since: int = 0) -> list[Entry]:
    """The entries of these kinds outside the folds of all cases, from index `since` on, in order, opened. The body of
    one whose case was erased, or whose key is lost, is empty."""
    asked = _BY_KIND.format(kinds=", ".join(["%s"] * len(kinds)))
    return _read(log, asked, (log, *kinds, since))


def made_by(log: str, actor: str, kind: str, *, since: datetime) -> list[Entry]:
    """One person's entries of a kind outside the folds, from a time on, in order, opened as `outside_folds` does."""
    return _read(log, _BY_ACTOR, (log, actor, kind, to_microseconds(since)))


def made_between(log: str, kinds: Collection[str], since: datetime, until: datetime) -> list[tuple[str, str, str, int]]:
    """The kind, the case, who made it and when (microseconds since 1970), of the entries of these kinds outside the
    folds from one time to before another, in order. Opens none of them."""
    asked = _BETWEEN.format(kinds=", ".join(["%s"] * len(kinds)))
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute(asked, (log, *kinds, to_microseconds(since), to_microseconds(until)))
        return [tuple(row) for row in cursor.fetchall()]


def at_places(log: str, places: Collection[int]) -> dict[int, Entry]:
    """The entries at these places of a log, opened as `outside_folds` does."""
    asked = _PLACES.format(places=", ".join(["%s"] * len(places)))
    return {one.index: one for one in _read(log, asked, (log, *places))} if places else {}


def _read(log: str, asked: str, given: tuple[str | int, ...]) -> list[Entry]:
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute(asked, given)
        rows: list[Row] = sorted(cursor.fetchall(), key=lambda row: int(row[0]))
    held = _keys({row[1] for row in rows if row[7] is not None})
    return [_opened(log, row, held.get(row[1])) for row in rows]


def _keys(cases: Iterable[str]) -> dict[str, DataKey]:
    """The keys of these cases; one that is damaged hides its own case's words and nobody else's."""
    cases = set(cases)
    try:
        return keys.of_many(cases)
    except KeyLost:
        return {case: key for case in cases for key in _one(case)}


def _one(case: str) -> list[DataKey]:
    try:
        return list(keys.of_many({case}).values())
    except KeyLost:
        return []


def _opened(log: str, row: Row, key: DataKey | None) -> Entry:
    index, case, kind, category, actor, at, entry_id, body = row
    entry = Entry(
        index=index,
        log=log,
        case=case,
        seq=None,
        kind=kind,
        category=Category(category),
        actor=actor,
        at=from_microseconds(at),
        body={},
        with_whom="",
        why="",
    )
    if key is None or body is None:
        return entry
    try:
        inside = opened(key.open(bytes(body), about(log, case, bytes(entry_id), kind)))
    except SealBroken:
        return entry
    return replace(entry, body=inside.body, with_whom=inside.with_whom, why=inside.why)

"""Reading the record: a case's entries, opened; traces for an auditor, never opened; a log's head and its proofs.

Whether somebody may read a case is `casework.access`'s to say, and that they did is an entry. Changes nothing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from proviso.record import keys, models, tree
from proviso.record.columns import Row
from proviso.record.entry import Category, Entry, Trace, about, from_microseconds, opened
from proviso.record.keys import DataKey, KeyErased
from proviso.record.models import DEFAULT

_TRACED = ("index", "log", "case", "seq", "kind", "category", "actor", "at")

# Plain SQL, as in `append`: it is asked before every page of a case.
_OF_A_CASE = (
    'SELECT "index", log, "case", seq, kind, category, actor, at, entry_id, body FROM record_entry WHERE "case" = %s'
)
_UP_TO = 'AND "index" <= (SELECT "index" FROM record_entry WHERE "case" = %s AND seq <= %s ORDER BY seq DESC LIMIT 1)'

_LEAVES = 'SELECT content FROM record_leaf WHERE log = %s AND "index" BETWEEN %s AND %s ORDER BY "index"'
_NODES = 'SELECT hash FROM record_node WHERE log = %s AND level = %s AND "index" BETWEEN %s AND %s ORDER BY "index"'
_WHO_RECORDED = 'SELECT DISTINCT "case", actor FROM record_entry WHERE "case" IN ({cases}) AND seq IS NOT NULL'
_BY_ANOTHER = (
    'SELECT "index" FROM record_entry WHERE log = %s AND "index" > %s AND actor <> %s ORDER BY "index" LIMIT 1'
)


@dataclass(frozen=True, slots=True)
class LogHead:
    """Where a log ends: how many entries, the tree's root over them, and when the last was made (None for none)."""

    log: str
    size: int
    root: bytes
    at: datetime | None


def entries(
    case: str, *, upto: int | None = None, with_openings: bool = False, key: DataKey | None = None
) -> list[Entry]:
    """The entries of the case's fold in order, opened; none for a case that is not there.

    `upto` is the last `seq` wanted; `with_openings` adds the entries outside the fold made before or between those.
    Raises KeyErased, KeyLost, SealBroken.
    """
    asked: list[str] = [_OF_A_CASE]
    given: list[str | int] = [case]
    if not with_openings:
        asked.append("AND seq IS NOT NULL")
    if upto is not None:
        asked.append(_UP_TO)
        given += [case, upto]
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute(" ".join([*asked, 'ORDER BY "index"']), given)
        told = cursor.fetchall()
    if not told:
        return []
    if any(row[-1] is None for row in told):
        raise KeyErased(f"{case} was erased")
    key = key or keys.of(case)
    return [_opened(key, row) for row in told]


def openings(case: str, key: DataKey) -> list[Entry]:
    """The entries of the case outside its fold, in order, opened: who looked, and why. Raises KeyErased, SealBroken."""
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute(f'{_OF_A_CASE} AND seq IS NULL ORDER BY "index"', (case,))
        told = cursor.fetchall()
    if any(row[-1] is None for row in told):
        raise KeyErased(f"{case} was erased")
    return [_opened(key, row) for row in told]


def _opened(key: DataKey, row: Row) -> Entry:
    index, log, case, seq, kind, category, actor, at, entry_id, body = row
    inside = opened(key.open(bytes(body), about(log, case, bytes(entry_id), kind)))
    return Entry(
        index=index,
        log=log,
        case=case,
        seq=seq,
        kind=kind,
        category=Category(category),
        actor=actor,
        at=from_microseconds(at),
        body=inside.body,
        with_whom=inside.with_whom,
        why=inside.why,
    )


def begun() -> dict[str, str]:
    """Every case that was ever begun, in the order of their references, with the log that it is in."""
    first = models.Entry.objects.filter(seq=1).order_by("case")
    return dict(first.values_list("case", "log"))


def bodiless(log: str, *, since: int = 0, at_most: int = 100, case: str | None = None) -> list[Trace]:
    """Traces of the log from index `since` on, in order, at most so many; of one case where it is named."""
    rows = models.Entry.objects.filter(log=log, index__gte=since).order_by("index")
    if case is not None:
        rows = rows.filter(case=case)
    return [Trace.of_row(row) for row in rows.values_list(*_TRACED)[:at_most]]


def who_recorded(cases: Collection[str]) -> dict[str, frozenset[str]]:
    """Of each of these cases, who made an entry of its fold. Opens none."""
    if not cases:
        return {}
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute(_WHO_RECORDED.format(cases=", ".join(["%s"] * len(cases))), tuple(cases))
        found: dict[str, set[str]] = {case: set() for case in cases}
        for case, actor in cursor.fetchall():
            found[case].add(actor)
    return {case: frozenset(actors) for case, actors in found.items()}


def first_by_another(log: str, actor: str, *, after: int) -> int | None:
    """The place of the first entry after a place that somebody else than `actor` made; None while there is none."""
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute(_BY_ANOTHER, (log, after, actor))
        found = cursor.fetchone()
    return int(found[0]) if found else None


def root_at(log: str, size: int) -> bytes:
    """The root of the log's tree as it was over its first `size` entries. Raises LookupError where it has fewer."""
    return tree.root(Stored(log), 0, size)


def head(log: str) -> LogHead:
    """The head of the log; of an empty one where nothing was ever recorded."""
    row = models.Head.objects.filter(log=log).values_list("size", "frontier", "at").first()
    if row is None or row[0] == 0:
        return LogHead(log, 0, tree.EMPTY_ROOT, None)
    size, frontier, at = row
    return LogHead(log, size, tree.Frontier.read(size, bytes(frontier)).root, from_microseconds(at))


class Stored:
    """The kept hashes of a log, for `tree.root`, `tree.inclusion` and `tree.consistency`; reads 256 at a time, once."""

    def __init__(self, log: str) -> None:
        self.log = log
        self._read: dict[tuple[int, int], list[bytes]] = {}

    def hashes(self, level: int, start: int, stop: int) -> Sequence[bytes]:
        """The hashes of that level from start to stop. Raises LookupError where one is not kept."""
        wanted: list[bytes] = []
        for block in range(start >> 8, (stop - 1 >> 8) + 1):
            first = block << 8
            wanted += self._block(level, block)[max(start - first, 0) : stop - first]
        if len(wanted) != stop - start:
            raise LookupError(f"{self.log} does not hold all hashes of level {level} from {start} to {stop}")
        return wanted

    def _block(self, level: int, block: int) -> list[bytes]:
        if (level, block) not in self._read:
            within = (block << 8, (block + 1 << 8) - 1)
            with connections[DEFAULT].cursor() as cursor:
                if level == 0:
                    cursor.execute(_LEAVES, (self.log, *within))
                    found = [tree.leaf_hash(bytes(content)) for (content,) in cursor.fetchall()]
                else:
                    cursor.execute(_NODES, (self.log, level, *within))
                    found = [bytes(kept) for (kept,) in cursor.fetchall()]
            self._read[level, block] = found
        return self._read[level, block]

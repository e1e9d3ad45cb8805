"""Reading a log onwards from a place, for whoever watches the service: what was recorded since, without what and whom.

No case and no body is among it. Changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from proviso.record.entry import from_microseconds
from proviso.record.models import DEFAULT

_SINCE = (
    'SELECT "index", kind, category, actor, at, leaf FROM record_entry WHERE log = %s AND "index" >= %s '
    'ORDER BY "index" LIMIT %s'
)
_KINDS = 'SELECT kind, count(*) FROM record_entry WHERE log = %s AND "index" >= %s AND "index" < %s GROUP BY kind'


@dataclass(frozen=True, slots=True)
class Watched:
    """An entry as it is told to a system that watches: its place, its kind, who made it (by staff number), when, and
    the hash of its leaf (32 bytes), from which the root of the log can be worked out."""

    index: int
    kind: str
    category: str
    actor: str
    at: datetime
    leaf: bytes


def entries_since(log: str, index: int, *, at_most: int) -> list[Watched]:
    """The entries of a log from this place on, in order, at most so many."""
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute(_SINCE, (log, index, at_most))
        return [
            Watched(place, kind, category, actor, from_microseconds(at), bytes(leaf))
            for place, kind, category, actor, at, leaf in cursor.fetchall()
        ]


def kinds_between(log: str, start: int, stop: int) -> Mapping[str, int]:
    """How many entries of each kind a log has from one place (included) to another (not)."""
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute(_KINDS, (log, start, stop))
        return dict(cursor.fetchall())

"""What one person recorded lately, from the end of a log backwards: however long the log, only its end is read.

Whether that is much is `casework`'s to say. Opens nothing, and changes nothing.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import connections

from proviso.record.entry import from_microseconds, to_microseconds
from proviso.record.models import DEFAULT

_SIZE = "SELECT size FROM record_head WHERE log = %s"
_PART = (
    'SELECT "case", actor, kind, at FROM record_entry WHERE log = %s AND "index" >= %s AND "index" < %s '
    "AND seq IS NOT NULL"
)
_LAST = (
    "SELECT max(at) FROM record_entry WHERE log = %s AND seq IS NULL AND actor IN ({actors}) AND kind IN ({kinds}) "
    "AND at >= %s AND at <= %s"
)
_AT_A_TIME = 1_000


def cases_with(log: str, actor: str, kind: str, *, since: datetime) -> frozenset[str]:
    """The cases in which somebody (by staff number) recorded an entry of this kind since a time (UTC).

    A clock that went back hides nothing: what says a later time counts too, and reading ends only where a whole part of
    the log is older.
    """
    earliest, found = to_microseconds(since), set[str]()
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute(_SIZE, (log,))
        end = int((cursor.fetchone() or (0,))[0])
        while end > 0:
            begin = max(0, end - _AT_A_TIME)
            cursor.execute(_PART, (log, begin, end))
            part = cursor.fetchall()
            recent = [row for row in part if row[3] >= earliest]
            found.update(case for case, by, what, _ in recent if (by, what) == (actor, kind))
            if part and not recent:
                break
            end = begin
    return frozenset(found)


def last_made_by(
    log: str, actors: Collection[str], kinds: Collection[str], *, since: datetime, until: datetime
) -> datetime | None:
    """When any of these people (by staff number) last made an entry of these kinds outside the folds, from a time to
    another, both included."""
    if not actors:
        return None
    asked = _LAST.format(actors=", ".join(["%s"] * len(actors)), kinds=", ".join(["%s"] * len(kinds)))
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute(asked, (log, *actors, *kinds, to_microseconds(since), to_microseconds(until)))
        (at,) = cursor.fetchone()
    return None if at is None else from_microseconds(at)

"""Reading traces from the end of a log backwards: of a kind, a case, somebody's, or made within a time (s.62).

For an auditor, who reads who did what to which case and when. Opens nothing, and changes nothing.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from proviso.record.entry import Trace, to_microseconds
from proviso.record.following import several_from_a_follower
from proviso.record.models import DEFAULT

LOOKED_THROUGH = 50_000
"""How many places of a log are looked through at most before an answer is given: a page says where it goes on."""

AT_ONCE = 1_000
"""How many traces are read at a time where all of them are wanted."""

_COLUMNS = 'SELECT "index", log, "case", seq, kind, category, actor, at FROM record_entry'
_AT = 'SELECT at FROM record_entry WHERE log = %s AND "index" = %s'


@dataclass(frozen=True, slots=True, kw_only=True)
class TracesWanted:
    """Which traces. An empty text is any; `since` (included) and `until` (not) are aware, and None is without end."""

    kind: str = ""
    case: str = ""
    actor: str = ""
    since: datetime | None = None
    until: datetime | None = None


EVERY = TracesWanted()


@dataclass(frozen=True, slots=True)
class TracePage:
    """Some traces, the latest first, and the place before which the rest is: 0 where there is none."""

    traces: tuple[Trace, ...]
    earlier: int


def latest_traces(log: str, wanted: TracesWanted, *, before: int, at_most: int) -> TracePage:
    """The latest traces that are wanted before a place of the log, at most so many. Of a long log in which few are
    wanted only a part is looked through; `earlier` is then where it goes on."""
    first, end = _within(log, wanted, before)
    begin = first if _by_an_index(wanted) else max(first, end - LOOKED_THROUGH)
    found = _read(log, wanted, begin, end, at_most)
    earlier = found[-1].index if len(found) == at_most else begin
    return TracePage(tuple(found), earlier if earlier > first else 0)


def _by_an_index(wanted: TracesWanted) -> bool:
    """Whether what is wanted is found without reading what is not."""
    return bool(wanted.case or (wanted.actor and not wanted.kind))


def every_trace(log: str, wanted: TracesWanted, *, before: int) -> Iterator[Trace]:
    """Every trace that is wanted before a place of the log, the latest first, a part at a time: from a machine that
    follows, where one has them all."""
    with several_from_a_follower(log, at_least=before) as part:
        while before:
            with part():  # and nothing else, while a part is given
                page = latest_traces(log, wanted, before=before, at_most=AT_ONCE)
            yield from page.traces
            before = page.earlier


def traces_of_cases(log: str, cases: Collection[str], kinds: Collection[str], *, since: int) -> list[Trace]:
    """The traces of these kinds of these cases from a place of the log on, in order."""
    if not cases or not kinds:
        return []
    of_cases, of_kinds = (", ".join(["%s"] * len(some)) for some in (cases, kinds))
    asked = f'{_COLUMNS} WHERE log = %s AND "case" IN ({of_cases}) AND kind IN ({of_kinds}) AND "index" >= %s'
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute(f'{asked} ORDER BY "index"', [log, *cases, *kinds, since])
        return [Trace.of_row(row) for row in cursor.fetchall()]


def _within(log: str, wanted: TracesWanted, before: int) -> tuple[int, int]:
    """The places between which the time lies: an entry's is never earlier than that of the one before."""
    begin = _place(log, wanted.since, before) if wanted.since else 0
    return begin, _place(log, wanted.until, before) if wanted.until else before


def _place(log: str, at: datetime, before: int) -> int:
    """The first place at which the log says this time or a later one; `before` where none before that does."""
    low, high, sought = 0, before, to_microseconds(at)
    with connections[DEFAULT].cursor() as cursor:
        while low < high:
            middle = (low + high) // 2
            cursor.execute(_AT, (log, middle))
            row = cursor.fetchone()
            if row and row[0] < sought:
                low = middle + 1
            else:
                high = middle
    return low


def _read(log: str, wanted: TracesWanted, begin: int, end: int, at_most: int) -> list[Trace]:
    asked = [f'{_COLUMNS} WHERE log = %s AND "index" >= %s AND "index" < %s']
    given: list[str | int] = [log, begin, end]
    for column, value in (("kind", wanted.kind), ('"case"', wanted.case), ("actor", wanted.actor)):
        if value:
            asked.append(f"AND {column} = %s")
            given.append(value)
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute(" ".join([*asked, 'ORDER BY "index" DESC LIMIT %s']), [*given, at_most])
        return [Trace.of_row(row) for row in cursor.fetchall()]

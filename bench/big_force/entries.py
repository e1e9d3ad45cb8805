"""The entries of all cases: each sealed and hashed by the record's own functions, copied into its tables in parts.

What `append` does in a transaction of its own is done for many at once: the triggers that hold each entry to its turn
are away meanwhile, and nobody else is there. The tree is grown leaf by leaf, as `append` grows it.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from multiprocessing import get_context
from typing import Any

import psycopg
from django.db import connections

from bench.big_force.plan import Case, in_order
from bench.big_force.prototypes import Prototypes
from proviso.casework.history.kinds import OPENED
from proviso.casework.writing.openings import OpenedBy
from proviso.record import keys
from proviso.record.append import seal
from proviso.record.entry import Category, Draft
from proviso.record.keys import DataKey
from proviso.record.models import DEFAULT, KEYS, Head
from proviso.record.tree import HASH_BYTES, Frontier

AT_ONCE = 5_000
Event = tuple[int, int, int]
Progress = Callable[[int], None]

_ENTRY = 'COPY record_entry (log, "index", "case", seq, kind, category, actor, at, entry_id, body, leaf) FROM STDIN'
_LEAF = 'COPY record_leaf (log, "index", content) FROM STDIN'
_NODE = 'COPY record_node (log, level, "index", hash) FROM STDIN'
_KEY = 'COPY record_wrappedkey ("case", wrapped, made_at) FROM STDIN'


@dataclass(frozen=True)
class Filled:
    """What is to be filled: a log, its first cases and the cases that are planned."""

    log: str
    first: Prototypes
    cases: Sequence[Case]


def server(alias: str) -> dict[str, Any]:
    """How to connect to a database as Django does, for a connection of one's own."""
    told = connections[alias].get_connection_params()
    return {
        name: value for name, value in told.items() if name not in {"context", "cursor_factory", "server_side_binding"}
    }


def copied(connection: "psycopg.Connection[Any]", into: str, lines: Iterator[str] | Sequence[str]) -> None:
    """Put lines of COPY's text format into a table."""
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        copy.write("".join(lines).encode())


def line(*values: object) -> str:
    """A line of COPY's text format. No text of ours has a tabulator, a new line or a backslash in it."""
    return "\t".join([_spelled(value) for value in values]) + "\n"


def _spelled(value: object) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return f"\\\\x{value.hex()}"
    return str(value)


def wrap_keys(cases: Sequence[Case], begun: Callable[[Case], int]) -> None:
    """Keep the key of each case, wrapped, as made when the case was `begun` (seconds since 1970)."""
    encryption = keys.proved()
    with psycopg.connect(**server(KEYS)) as connection:
        for some in _parts(iter(cases)):
            made = [(case, begun(case)) for case in some]
            told = (
                (one.reference, encryption.wrap(one.key, keys.about_key(one.reference, at)), at) for one, at in made
            )
            copied(connection, _KEY, [line(*row) for row in told])


def write(filled: Filled, processes: int, progress: Progress) -> int:
    """Write every entry and the tree over them at the end of the log, whose triggers are away. Returns its size.

    `processes` seal at once. `progress` is told how many entries there are.
    """
    head = Head.objects.get(log=filled.log)
    frontier, at = Frontier.read(head.size, bytes(head.frontier)), head.at
    nodes: list[str] = []
    with _sealing(filled, processes) as sealed:
        for hashes, last in sealed(_numbered(filled, frontier.size)):
            for start in range(0, len(hashes), HASH_BYTES):
                frontier, complete = frontier.plus(hashes[start : start + HASH_BYTES])
                nodes += [line(filled.log, node.level, node.index, node.hash) for node in complete]
            at = last
            progress(frontier.size)
    with psycopg.connect(**server(DEFAULT)) as connection:
        copied(connection, _NODE, nodes)
        grown = (frontier.size, frontier.written(), at, filled.log)
        connection.execute("UPDATE record_head SET size = %s, frontier = %s, at = %s WHERE log = %s", grown)
    return frontier.size


def _numbered(filled: Filled, size: int) -> Iterator[tuple[int, list[Event]]]:
    for events in _parts(in_order(filled.first, filled.cases)):
        yield size, events
        size += len(events)


def _parts(every: Iterator[Any]) -> Iterator[list[Any]]:
    while some := list(islice(every, AT_ONCE)):
        yield some


@contextmanager
def _sealing(
    filled: Filled, processes: int
) -> Iterator[Callable[[Iterator[tuple[int, list[Event]]]], Iterator[tuple[bytes, int]]]]:
    """What seals parts, in order: here, or in processes that know the cases without being told."""
    _known.append(filled)
    try:
        if processes == 1:
            yield lambda parts: map(_sealed, parts)
            return
        connections.close_all()
        with get_context("fork").Pool(processes) as pool:
            yield lambda parts: pool.imap(_sealed, parts)
    finally:
        _known.pop()


_known: list[Filled] = []


def _sealed(part: tuple[int, list[Event]]) -> tuple[bytes, int]:
    """Write the entries and leaves of a part. Returns the hashes of the leaves, and when the last entry was."""
    begin, events = part
    filled = _known[-1]
    entries, leaves, hashes = [], [], []
    for index, (at, number, place) in enumerate(events, start=begin):
        case = filled.cases[number]
        made = seal(draft_of(filled, case, place), at, DataKey(case.reference, case.key))
        entries.append(line(filled.log, index, *made.row))
        leaves.append(line(filled.log, index, made.leaf))
        hashes.append(made.hashed)
    with psycopg.connect(**server(DEFAULT)) as connection:
        connection.execute("SET synchronous_commit = off")
        copied(connection, _ENTRY, entries)
        copied(connection, _LEAF, leaves)
    return b"".join(hashes), events[-1][0]


def draft_of(filled: Filled, case: Case, place: int) -> Draft:
    """An entry of a case: as its first case has it, or else a look of its owner at it."""
    first = filled.first.cases[case.prototype]
    if place >= len(first.entries):
        return Draft(
            log=filled.log,
            case=case.reference,
            kind=OPENED,
            category=Category.CONSULTATION,
            actor=case.filling.instead[first.owner],
            body={"standing": OpenedBy.OWN.value},
            seq=None,
            why="My own case",
        )
    one = first.entries[place]
    return Draft(
        log=filled.log,
        case=case.reference,
        kind=one.kind,
        category=Category(one.category),
        actor=case.filling.instead.get(one.actor, one.actor),
        body=json.loads(one.body.filled(case.filling)),
        seq=one.seq,
        with_whom=json.loads(one.with_whom.filled(case.filling)),
        why=json.loads(one.why.filled(case.filling)),
    )


def begun(filled: Filled, case: Case) -> int:
    """When the first entry of a case is, in seconds since 1970."""
    at = filled.first.cases[case.prototype].entries[0].at + case.filling.later
    return int((at - timedelta(seconds=1)).timestamp())

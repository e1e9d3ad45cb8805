"""Who looks at each machine itself, past the proxy and past what Patroni says: the databases, by their own sockets.

What a browser was told of has to be on all three machines; and at no moment may two of them take writes, for what the
one of them answered would be lost when the other leads.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial

import psycopg
from psycopg import sql

from proviso.casework.models import CaseRow
from tests.failover.cluster import Cluster, Node, NotSteady, wait_until
from tests.failover.people import Person

BETWEEN = 0.1
"""Seconds between two looks."""


def connected(node: Node, database: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
    """A session at the machine itself, as its administrator. Raises OperationalError."""
    return psycopg.connect(host=str(node.folder), user="postgres", dbname=database, autocommit=True, connect_timeout=2)


def told_of(people: Sequence[Person]) -> set[str]:
    """Every case that a browser was told of so far."""
    return {case for one in people for case in [*one.told.cases]}


def missing(node: Node, told: set[str]) -> set[str]:
    """What of that is not on the machine."""
    with connected(node, "proviso") as session:
        asked = sql.SQL("SELECT reference FROM {}").format(sql.Identifier(CaseRow._meta.db_table))
        return told - {str(reference) for (reference,) in session.execute(asked)}


def _has_all(node: Node, told: set[str]) -> bool:
    return not missing(node, told)


def lost(of: Cluster, told: set[str]) -> Iterator[str]:
    """A sentence for each machine that lacks something: at once where it leads; one that follows may take a moment."""
    leads = of.leader()
    for node in of.nodes:
        if node is not leads:
            with suppress(NotSteady):
                wait_until(partial(_has_all, node, told), lambda: "", seconds=30)
        if lacking := missing(node, told):
            yield f"{len(lacking)} of {len(told)} cases that a browser was told of are not on {node.machine.name}"


class Watch(threading.Thread):
    """Looks all the time at which machines take writes."""

    def __init__(self, of: Cluster) -> None:
        super().__init__(daemon=True)
        self.of = of
        self.seen: list[str] = []
        self._done = threading.Event()
        self._sessions: dict[str, psycopg.Connection[tuple[object, ...]]] = {}

    def run(self) -> None:
        """Until it is told to stop."""
        began = 0.0
        while not self._done.wait(BETWEEN):
            writing = [node.machine.name for node in self.of.nodes if self._takes_writes(node)]
            if len(writing) > 1 and not began:
                began = time.monotonic()
                self.seen.append(f"{' and '.join(writing)} took writes at once")
            elif len(writing) < 2 and began:
                self.seen[-1] += f" for {time.monotonic() - began:.1f} s"
                began = 0.0

    def ended(self) -> Sequence[str]:
        """What it saw: a sentence for each time that two did at once."""
        self._done.set()
        self.join()
        for session in self._sessions.values():
            session.close()
        return self.seen

    def _takes_writes(self, node: Node) -> bool:
        try:
            session = self._sessions.get(node.machine.name)
            if session is None or session.closed:
                session = self._sessions[node.machine.name] = connected(node)
            found = session.execute("SELECT NOT pg_is_in_recovery()").fetchone()
        except psycopg.Error:
            self._sessions.pop(node.machine.name, None)
            return False
        return bool(found and found[0])

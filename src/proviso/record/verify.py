"""Verifying the record: everything recomputed, from sealed bodies to the head of the tree, and each fault named.

It finds a changed byte, a row removed, added or moved. It cannot find a consistent rewriting of everything by somebody
who holds the key-encryption key: only a published checkpoint can. Changes nothing, and holds nobody up while it reads.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from django.db import connections

from proviso.record import keys
from proviso.record.fault import Fault
from proviso.record.models import DEFAULT, KEYS
from proviso.record.verify_entries import EntryPass, Keyring
from proviso.record.verify_tree import TreePass, rows


class UnknownLog(LookupError):
    """Nothing was ever recorded in a log of that name."""


@dataclass(frozen=True, slots=True)
class LogReport:
    """What was found of one log. `root` is None where it cannot be told; `erased` counts entries without a body."""

    log: str
    size: int
    root: bytes | None
    opened: int
    erased: int


@dataclass(frozen=True, slots=True)
class Report:
    """What was verified, and everything that was found wrong."""

    logs: tuple[LogReport, ...]
    faults: tuple[Fault, ...]
    bodies: bool
    """Whether bodies were opened; if not, who, when and what were not held to their commitments."""

    @property
    def whole(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.faults


Progress = Callable[[int, int], None]
"""Told how many rows were verified, of how many."""


def verify(log: str | None = None, *, bodies: bool = True, progress: Progress | None = None) -> Report:
    """Recompute one log, or all of them and the keys that nothing needs.

    Without `bodies` no key is used. Reads one moment of both databases. Raises UnknownLog, KeyEncryptionUnusable.
    """
    with ExitStack() as held:
        for alias in [DEFAULT, KEYS] if bodies else [DEFAULT]:
            held.enter_context(_one_moment(alias))
        logs = _logs()
        if log is not None and log not in logs:
            raise UnknownLog(f"nothing was ever recorded in a log named {log}")
        chosen = [log] if log is not None else sorted(logs)
        done, total = 0, sum(logs[name] for name in chosen)

        def tick(more: int) -> None:
            nonlocal done
            done += more
            if progress:
                progress(done, max(done, total))

        keyring = Keyring() if bodies else None
        reports: list[LogReport] = []
        faults: list[Fault] = []
        for name in chosen:
            try:
                tree = TreePass(name, tick)
            except (TypeError, ValueError):
                faults.append(Fault("log", "holds what no log ever held, and was verified no further", name))
                continue
            entries = EntryPass(tree, keyring, tick)
            faults += [*tree.faults, *entries.faults]
            reports.append(LogReport(name, tree.size, tree.root, entries.opened, entries.erased))
        if keyring:
            faults += keyring.faults
            if log is None:
                found = keys.unused()
                cases = sorted(found.half_erased + found.never_begun + found.unaccounted)
                faults += [Fault("key", "opens nothing: no entry of its case has a body", case=case) for case in cases]
    return Report(tuple(reports), tuple(faults), bodies)


def _logs() -> dict[str, int]:
    """Every log that any table knows of, and how many rows of entries and leaves it has."""
    counted: dict[str, int] = {}
    for name, count in rows(_LOGS):
        counted[name] = counted.get(name, 0) + count
    return counted


_LOGS = """
SELECT log, count(*) FROM record_entry GROUP BY log
UNION ALL SELECT log, count(*) FROM record_leaf GROUP BY log
UNION ALL SELECT DISTINCT log, 0 FROM record_node
UNION ALL SELECT log, 0 FROM record_head
"""

_BEGIN = {"sqlite": "BEGIN DEFERRED"}


@contextmanager
def _one_moment(alias: str) -> Iterator[None]:
    """Everything read inside is of one moment, while others go on writing. Inside a transaction that is so already."""
    connection = connections[alias]
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN[connection.vendor])
        cursor.execute("SELECT count(*) FROM django_migrations")
        cursor.fetchall()
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")

"""Verifying the record: everything recomputed, from sealed bodies to the head of the tree, and each fault named.

It finds a changed byte, a row removed, added or moved. It cannot find a consistent rewriting of everything by somebody
who holds the key-encryption key: only a published checkpoint can. Changes nothing, and holds nobody up while it reads.
"""

from collections.abc import Callable
from dataclasses import dataclass

from proviso.record.fault import Fault
from proviso.record.models import DEFAULT, KEYS
from proviso.record.moment import one_moment
from proviso.record.verify_entries import UNREADABLE, EntryPass
from proviso.record.verify_keys import KeyPass, Keyring, left_over
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
    with one_moment([DEFAULT, KEYS] if bodies else [DEFAULT]):
        counted, strange = _logs()
        if log is not None and log not in counted:
            raise UnknownLog(f"nothing was ever recorded in a log named {log}")
        chosen = sorted(counted) if log is None else [log]
        done, total = 0, sum(counted[name] for name in chosen)

        def tick(more: int) -> None:
            nonlocal done
            done += more
            if progress:
                progress(done, max(done, total))

        keyring = Keyring() if bodies else None
        reports: list[LogReport] = []
        faults = strange
        bodiless: set[str] = set()
        half_erased: list[str] = []
        for name in chosen:
            try:
                tree = TreePass(name, tick)
                entries = EntryPass(tree, keyring, tick)
            except UNREADABLE:
                faults.append(Fault("log", "holds what no log ever held, and was verified no further", name))
                continue
            faults += [*tree.faults, *entries.faults]
            bodiless.update(entries.bodiless)
            reports.append(LogReport(name, tree.size, tree.root, entries.opened, entries.erased))
        if keyring:
            faults += keyring.faults
        if keyring and log is None:
            key_pass = KeyPass(keyring, bodiless)
            faults += key_pass.faults
            half_erased = key_pass.half_erased
    faults += left_over(half_erased)
    return Report(tuple(reports), tuple(faults), bodies)


def _logs() -> tuple[dict[str, int], list[Fault]]:
    """Every log that any table knows of, and how many rows of entries and leaves it has; and rows of none."""
    counted: dict[str, int] = {}
    strange = []
    for table, name, count in rows(_LOGS):
        if isinstance(name, str):
            counted[name] = counted.get(name, 0) + count
        else:
            strange.append(Fault(table, "its log is not text", repr(name)))
    return counted, strange


_LOGS = """
SELECT 'entry', log, count(*) FROM record_entry GROUP BY log
UNION ALL SELECT 'leaf', log, count(*) FROM record_leaf GROUP BY log
UNION ALL SELECT DISTINCT 'node', log, 0 FROM record_node
UNION ALL SELECT 'head', log, 0 FROM record_head
"""

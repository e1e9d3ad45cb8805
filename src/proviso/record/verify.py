"""Verifying the record: everything recomputed, from sealed bodies to the head of the tree, and each fault named.

It finds a changed byte, a row removed, added or moved. It cannot find what was rewritten so that everything agrees
again. Whoever only writes to the database can cut entries off the end, or rewrite what was erased, and make tree and
head fit: that takes no key. To change or add an entry that opens takes the key-encryption key. Only a size and a root
that were kept elsewhere show either (`Kept`). Changes nothing, and holds nobody up while it reads.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db import connections

from proviso.record import triggers
from proviso.record.fault import Fault
from proviso.record.models import DEFAULT
from proviso.record.moment import RECORD, RECORD_AND_KEYS, one_moment
from proviso.record.verify_entries import UNREADABLE, EntryPass
from proviso.record.verify_keys import KeyPass, Keyring, Leftover, Recorded, still_left
from proviso.record.verify_tree import TreePass, rows

SHORTER = "it was cut, entries were taken out of it, or an older copy was put back"
"""What can be, where a log has fewer entries than were kept of it."""


class UnknownLog(LookupError):
    """Nothing was ever recorded in a log of that name, or it is not said which of several is meant."""


@dataclass(frozen=True, slots=True)
class EarlierHead:
    """What was kept elsewhere of a log, from an earlier verification: its size then, and its root."""

    size: int
    root: bytes


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
    leftovers: tuple[Leftover, ...] = ()
    """What a stop of the service cut short, and the running service sweeps: nothing is wrong with the record."""

    @property
    def whole(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.faults


Progress = Callable[[int, int], None]
"""Told how many rows were verified, of how many."""


def verify(
    log: str | None = None, *, bodies: bool = True, was: EarlierHead | None = None, progress: Progress | None = None
) -> Report:
    """Recompute one log, or all of them and the keys that nothing needs; hold the one log to what it `was`.

    Without `bodies` no key is used. Reads one moment of both databases. Raises UnknownLog, KeyEncryptionUnusable.
    """
    with one_moment(RECORD_AND_KEYS if bodies else RECORD):
        counted, strange = _logs()
        chosen = _chosen(log, counted, was)
        done, total = 0, sum(counted.get(name, 0) for name in chosen)

        def tick(more: int) -> None:
            nonlocal done
            done += more
            if progress:
                progress(done, max(done, total))

        keyring = Keyring() if bodies else None
        reports: list[LogReport] = []
        faults = [*_of_triggers(RECORD_AND_KEYS if bodies else RECORD), *strange]
        bodiless: set[str] = set()
        erased: set[str] = set()
        ends = 0
        leftovers: tuple[Leftover, ...] = ()
        for name in chosen:
            try:
                tree = TreePass(name, tick)
                entries = EntryPass(tree, keyring, tick)
            except UNREADABLE:
                faults.append(Fault("log", "holds what no log ever held, and was verified no further", name))
                continue
            faults += [*tree.faults, *entries.faults, *_against(was, tree)]
            bodiless.update(entries.bodiless)
            erased.update(entries.erased_cases)
            ends = max(ends, entries.ends)
            reports.append(LogReport(name, tree.size, tree.root, entries.opened, entries.erased))
        if was and not chosen:
            faults.append(Fault("log", f"is not there: {was.size} entries were kept, and nothing is recorded"))
        if keyring:
            faults += keyring.faults
        if keyring and log is None:
            key_pass = KeyPass(keyring, Recorded(bodiless, erased, ends))
            faults += key_pass.faults
            leftovers = tuple(key_pass.leftovers)
    return Report(tuple(reports), tuple(faults), bodies, still_left(leftovers) if leftovers else ())


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


def _chosen(log: str | None, known: Collection[str], was: EarlierHead | None) -> list[str]:
    """The logs to verify, in order. What was kept belongs to one log, which is verified though nothing of it is left.

    Raises UnknownLog.
    """
    if log is None and was and len(known) > 1:
        raise UnknownLog(f"there are several logs, and what was kept is of one of them: {', '.join(sorted(known))}")
    if log is not None and log not in known and not was:
        raise UnknownLog(f"nothing was ever recorded in a log named {log}")
    return sorted(known) if log is None else [log]


def _of_triggers(aliases: tuple[str, ...]) -> list[Fault]:
    """One fault where the database no longer refuses what it should, and one where somebody had more done there."""
    found = []
    if names := triggers.missing(connections[DEFAULT]):
        says = f"missing or altered, so that the database does not refuse changes to the record: {', '.join(names)}"
        found.append(Fault("triggers", says))
    if strange := triggers.added(aliases):
        says = "added by somebody, so that the database can change what is recorded or shown: "
        found.append(Fault("triggers", says + ", ".join(str(one) for one in strange)))
    return found


def _against(was: EarlierHead | None, tree: TreePass) -> list[Fault]:
    """What of the log does not fit what was kept of it elsewhere."""
    if was is None:
        return []
    if was.size > tree.size:
        says = f"ends after {tree.size} entries, where {was.size} were kept: {SHORTER}"
        return [Fault("log", says, tree.log)]
    if (root := tree.root_at(was.size)) not in (None, was.root):
        says = f"was rewritten: the root of its first {was.size} entries is {root.hex()}, and another was kept"
        return [Fault("log", says, tree.log)]
    return []

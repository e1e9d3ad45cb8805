"""Verifying one case, however long its log: its entries recomputed, and each shown to be in the tree under the head.

It reads the rows of the case and the parts of the tree above them, so that it takes as long in a log of five million
entries as in one of five thousand. It finds what was changed of the case or put into it, and a row taken from between
others. That the last of its entries, or an opening, was taken away shows only in `verify`, which reads the whole log.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from proviso.record import erase, keys, tree
from proviso.record.columns import HEAD, Row
from proviso.record.fault import Fault
from proviso.record.moment import RECORD_AND_KEYS, one_moment
from proviso.record.read import Stored
from proviso.record.read_by_kind import by_kind
from proviso.record.verify import SHORTER, EarlierHead
from proviso.record.verify_entries import ENTRY_AND_LEAF, UNREADABLE, EntriesJudged
from proviso.record.verify_erasures import Erasure, faults_of_opened
from proviso.record.verify_keys import Keyring
from proviso.record.verify_tree import rows

# Neither ordered nor by the log's own column: else the log is read through, by its index, in search of the case.
_OF_A_CASE = ENTRY_AND_LEAF + "WHERE e.\"case\" = %s AND e.log || '' = %s"
_LOGS = 'SELECT DISTINCT log FROM record_entry WHERE "case" = %s'
_SIZED = "SELECT size, frontier, at FROM record_head WHERE log = %s"


class UnknownCase(LookupError):
    """Nothing was ever recorded of a case with this reference."""


@dataclass(frozen=True, slots=True)
class CaseReport:
    """What was found of one case: its log with its size and root (None where they cannot be told), how many of its
    entries were opened, how many have no body any more, and everything that is wrong."""

    case: str
    log: str
    size: int
    root: bytes | None
    opened: int
    erased: int
    faults: tuple[Fault, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.faults


@dataclass(slots=True)
class _Above:
    """The tree over some leaves of a log: each kept hash above them worked out once, from all that is below it."""

    log: str
    size: int
    stored: Stored
    faults: list[Fault] = field(default_factory=list)

    def bear_out(self, places: Iterable[int]) -> None:
        """A fault for each kept hash over these leaves that is not what stands below it."""
        under = {place for place in places if 0 <= place < self.size}
        for below, level in zip((0, *tree.NODE_LEVELS), tree.NODE_LEVELS, strict=False):
            width = level - below
            under = {place >> width for place in under if (place >> width) + 1 << level <= self.size}
            for index in sorted(under):
                hashes = self.stored.hashes(below, index << width, index + 1 << width)
                if self.stored.hashes(level, index, index + 1) != [tree.folded(hashes)]:
                    says = f"of level {level} does not fit the hashes below it"
                    self.faults.append(Fault("node", says, self.log, index))

    def end_in(self, root: bytes, size: int, says: str) -> None:
        """A fault where the tree over the first so many leaves has another root."""
        if tree.root(self.stored, 0, size) != root:
            self.faults.append(Fault("head", says, self.log))


def verify_case(case: str, *, was: EarlierHead | None = None) -> CaseReport:
    """Recompute one case; hold its log to what it `was` where that was kept elsewhere. Reads one moment.

    Raises UnknownCase, KeyEncryptionUnusable.
    """
    with one_moment(RECORD_AND_KEYS):
        logs = [log for (log,) in rows(_LOGS, case)]
        if not logs:
            raise UnknownCase(f"nothing was ever recorded of a case {case}")
        log, *others = logs
        faults = [Fault("entry", "is of a case that is in another log too", one, case=case) for one in others]
        size, root = _head(log, faults)
        keyring = Keyring()
        entries = EntriesJudged(log, size, keyring)
        found = sorted(rows(_OF_A_CASE, case, log), key=_place)
        entries.judge(found)
        faults += entries.faults
        if root:
            faults += _faults_of_tree(log, size, root, found, was)
        faults += keyring.faults
        faults += faults_of_opened(log, entries.bodiless, _erasures(log, case) if entries.bodiless else [])
    return CaseReport(case, log, size, root, entries.opened, entries.erased, tuple(faults))


def _place(row: Row) -> tuple[bool, int]:
    """By the place in the log; what is no place comes last."""
    place = row[0]
    return (False, place) if isinstance(place, int) else (True, 0)


def _head(log: str, faults: list[Fault]) -> tuple[int, bytes | None]:
    """The size of the log and its root; a fault, and no root, where they cannot be told."""
    head = rows(_SIZED, log)
    wrong = HEAD.misfit(head[0]) if head else "is missing"
    if not wrong:
        try:
            return head[0][0], tree.Frontier.read(head[0][0], head[0][1]).root
        except ValueError as fault:
            wrong = str(fault)
    faults.append(Fault("head", wrong, log))
    return 0, None


def _faults_of_tree(log: str, size: int, root: bytes, found: list[Row], was: EarlierHead | None) -> list[Fault]:
    above = _Above(log, size, Stored(log))
    try:
        last_kept = [was.size - 1] if was else []  # what stands over both ends is of both
        above.bear_out([*last_kept, *(row[0] for row in found if isinstance(row[0], int))])
        above.end_in(root, size, "has not the root of the tree")
        if was and was.size > size:
            says = f"ends after {size} entries, where {was.size} were kept: {SHORTER}"
            above.faults.append(Fault("log", says, log))
        elif was:
            above.end_in(was.root, was.size, f"was rewritten: the root of its first {was.size} entries was another")
    except UNREADABLE as fault:
        above.faults.append(Fault("tree", f"cannot be worked out above the case: {fault}", log))
    return above.faults


def _erasures(log: str, case: str) -> list[Erasure]:
    """What the log says of the erasure of this case."""
    try:
        key = keys.of(keys.own_case(log))
    except (keys.KeyErased, keys.KeyLost):
        return []
    told = [entry for row in by_kind(log, (erase.KIND,)) if (entry := row.opened(log, key))]
    return [Erasure.told(entry.index, entry.body) for entry in told if entry.body["case"] == case]

"""Verifying a log's entries: opened with their cases' keys, each commitment recomputed, each place in a case counted.

A body that was lawfully erased took its salts with it: such an entry can be held to its leaf by kind, category and
hour, and by its place, but no longer by who and when.
"""

import json
import re
from collections.abc import Collection, Sequence

from django.db import connections

from proviso.record import columns, erase
from proviso.record.columns import Row
from proviso.record.entry import COMMITTED, about, committed, from_microseconds, leaf, opened, spelled_leaf
from proviso.record.fault import Fault, Tick
from proviso.record.keys import DataKey, SealBroken
from proviso.record.models import DEFAULT
from proviso.record.verify_erasures import Bodiless, Erasure, faults_of_opened, faults_of_unopened
from proviso.record.verify_keys import Keyring
from proviso.record.verify_tree import TreePass, hash_of, rows

ENTRY_AND_LEAF = """
SELECT e."index", e."case", e.seq, e.kind, e.category, e.actor, e.at, e.entry_id, e.body, e.leaf, l.content
FROM record_entry e LEFT JOIN record_leaf l ON l.log = e.log AND l."index" = e."index"
"""
_ENTRIES = ENTRY_AND_LEAF + 'WHERE e.log = %s ORDER BY e."index"'
_AT_ONCE = 1000
_PARTS = {
    "case": "case",
    "who": "actor",
    "what": "place in the case or body",
    "when": "time",
    "with_whom": "with whom",
    "why": "why",
    "kind": "kind",
    "category": "category",
    "hour": "hour",
    "version": "version",
}
"""What each name in a leaf is of an entry, in words."""
_COMMITMENT = re.compile("[0-9a-f]{64}")
UNREADABLE = (AttributeError, LookupError, OverflowError, RecursionError, TypeError, ValueError)
"""What is raised in reading what nobody wrote as it is read."""


class EntriesJudged:
    """Some entries of one log, each recomputed by itself: `faults`, `opened`, `erased`, and `bodiless`, the cases with
    entries that have no body. Without a keyring no body is opened."""

    def __init__(self, log: str, size: int, keyring: Keyring | None, named: Collection[int] = frozenset()) -> None:
        self._log, self._size, self._keyring, self._named = log, size, keyring, named
        self.faults: list[Fault] = []
        self.opened = self.erased = 0
        self.bodiless: dict[str, Bodiless] = {}
        self._last_at = 0
        self._last_seq: dict[str, int] = {}
        self._erasures: list[Erasure] = []
        self._erased_at: list[int] = []

    def judge(self, some: Sequence[Row]) -> None:
        """Verify these rows of `ENTRY_AND_LEAF`, in the order of the log."""
        if self._keyring:
            self._keyring.fetch(row[1] for row in some if row[8] is not None and type(row[1]) is str)
        for row in some:
            self._verify(row)

    def _fault(self, index: int | None, says: str, case: str = "") -> None:
        self.faults.append(Fault("entry", says, self._log, index, case))

    def _reached(self, index: int) -> None:
        """Told of each place in the log that a row takes, in order."""

    def _verify(self, row: Row) -> None:
        if wrong := columns.ENTRY.misfit(row[:-1]):
            index, case, seq = row[:3]
            self._refuse_misfit(index, case, seq, wrong)
            return
        try:
            self._judge(row)
        except UNREADABLE:
            self._fault(row[0], "holds what no entry ever held", row[1])

    def _refuse_misfit(self, index: object, case: object, seq: object, wrong: str) -> None:
        """A fault of a row that holds another type than it should; where its places can be told, they are taken."""
        place = index if isinstance(index, int) else None
        if place is not None and 0 <= place < self._size:
            self._reached(place)
        self._fault(place, wrong, case if isinstance(case, str) else repr(case))
        if place is not None and isinstance(case, str) and isinstance(seq, int):
            self._judge_place(place, case, seq)

    def _judge(self, row: Row) -> None:
        index, case, seq, kind, category, _, at, _, body, held, content = row
        if not 0 <= index < self._size:
            self._fault(index, f"is outside its log, which has {self._size} entries", case)
            return
        self._reached(index)
        if index not in self._named and hash_of(content) != held:
            self._fault(index, "the hash of its leaf is not the one it holds", case)
        self._last_at = at
        self._judge_place(index, case, seq)
        if kind == erase.KIND:
            self._erased_at.append(index)
        if body is None:
            self.erased += 1
            self.bodiless.setdefault(case, Bodiless()).add(index, seq)
        told: bytes | None
        if self._keyring and body is not None and (key := self._keyring.of(case, self._log, index)):
            told = self._recomputed(key, row)
        else:
            told = _respelled(kind, category, at, content)
        if told != content and told is not None and index not in self._named:
            self._compare(index, case, told, content)

    def _recomputed(self, key: DataKey, row: Row) -> bytes | None:
        """The leaf as it must have been, from the entry opened; None, and a fault, where its body does not open."""
        index, case, seq, kind, category, actor, at, entry_id, body, _, _ = row
        try:
            inside = opened(key.open(body, about(self._log, case, entry_id, kind)))
        except SealBroken:
            self._fault(index, "its body does not open: it, or the case, kind or id it is bound to, was changed", case)
            return None
        self.opened += 1
        if kind == erase.KIND:
            self._erasures.append(Erasure.told(index, inside.body))
        when = from_microseconds(at)
        plain = committed(
            case=case,
            actor=actor,
            kind=kind,
            seq=seq,
            body=inside.body,
            at=when,
            with_whom=inside.with_whom,
            why=inside.why,
        )
        return leaf(kind, category, when, plain, inside.salts)

    def _compare(self, index: int, case: str, told: bytes, content: bytes) -> None:
        """A fault where the leaf says something else than is told, or the same in another spelling or with more."""
        said, meant = _read(content), json.loads(told)
        if not said:
            self._fault(index, "its leaf is none that was ever written", case)
        elif wrong := [_PARTS[name] for name in meant if said.get(name) != meant[name]]:
            self._fault(index, f"its {', '.join(wrong)} is not what its leaf commits to", case)
        else:
            self._fault(index, "its leaf is not spelled as leaves are, or says more than they say", case)

    def _judge_place(self, index: int, case: str, seq: int | None) -> None:
        if seq is None:
            return
        following = self._last_seq.get(case, 0) + 1
        if seq != following:
            self._fault(index, f"has place {seq} in its case, where {following} was next", case)
        self._last_seq[case] = max(seq, following)


class EntryPass(EntriesJudged):
    """All entries of one log, none of which may be missing."""

    def __init__(self, tree: TreePass, keyring: Keyring | None, tick: Tick) -> None:
        super().__init__(tree.log, tree.size, keyring, tree.named)
        self._expected = 0
        with connections[DEFAULT].chunked_cursor() as cursor:  # a part at a time, wherever the rows are
            cursor.execute(_ENTRIES, (tree.log,))
            while some := cursor.fetchmany(_AT_ONCE):
                self.judge(some)
                tick(len(some))
        self._refuse_missing(tree.size)
        self._judge_head()
        if keyring:
            self.faults += faults_of_opened(tree.log, self.bodiless, self._erasures)
        else:
            self.faults += faults_of_unopened(tree.log, self.bodiless, self._erased_at)

    @property
    def erased_cases(self) -> set[str]:
        """The cases that an opened entry says were erased."""
        return {erasure.case for erasure in self._erasures}

    @property
    def ends(self) -> int:
        """When the last entry was made, in seconds since 1970; 0 where there is none."""
        return self._last_at // 1_000_000

    def _reached(self, index: int) -> None:
        self._refuse_missing(index)
        self._expected = index + 1

    def _refuse_missing(self, upto: int) -> None:
        if upto > self._expected:
            more = upto - self._expected - 1
            self._fault(self._expected, f"is missing, and {more} after it" if more else "is missing")

    def _judge_head(self) -> None:
        head = rows("SELECT at FROM record_head WHERE log = %s", self._log)
        last = self._size - 1
        blamed = any(fault.index == last for fault in self.faults)
        if head and self._expected == self._size and not blamed and head[0][0] != self._last_at:
            self.faults.append(Fault("head", "its time is not that of the last entry", self._log))


def _respelled(kind: str, category: str, at: int, content: bytes) -> bytes:
    """The leaf as it must have been, where its commitments can only be taken from itself."""
    said = _read(content)
    shown = {name: str(said.get(name)) for name in COMMITTED}
    commitments = {name: one if _COMMITMENT.fullmatch(one) else "none" for name, one in shown.items()}
    return spelled_leaf(kind, category, from_microseconds(at), commitments)


def _read(content: bytes) -> dict[str, object]:
    """What a leaf says; nothing where it is none."""
    try:
        said = json.loads(content)
    except UNREADABLE:
        return {}
    return said if isinstance(said, dict) else {}

"""Verifying a log's entries: opened with their cases' keys, each commitment recomputed, each place in a case counted.

A body that was lawfully erased took its salts with it: such an entry can be held to its leaf by kind, category and
hour, and by its place, but no longer by who and when.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.db import connections

from proviso.record import erase
from proviso.record.entry import about, canonical, committed, from_microseconds, hour, leaf, opened
from proviso.record.fault import Fault, Tick
from proviso.record.keys import DataKey, KeyLost, SealBroken, unwrapped
from proviso.record.models import DEFAULT, WrappedKey
from proviso.record.verify_tree import TreePass, hash_of, rows

_ENTRIES = """
SELECT e."index", e."case", e.seq, e.kind, e.category, e.actor, e.at, e.entry_id, e.body, e.leaf, l.content
FROM record_entry e LEFT JOIN record_leaf l ON l.log = e.log AND l."index" = e."index"
WHERE e.log = %s ORDER BY e."index"
"""
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


class Keyring:
    """The cases' keys as verification meets them, each unwrapped once; `faults` names the damaged and the missing."""

    def __init__(self) -> None:
        self._held: dict[str, DataKey | None] = {}
        self._damaged: dict[str, str] = {}
        self._shut: dict[str, list[tuple[str, int]]] = {}

    def fetch(self, cases: Iterable[str]) -> None:
        """Get the keys of these cases ready, in one query."""
        wanted = {case for case in cases if case not in self._held}
        self._held |= dict.fromkeys(wanted)
        kept = WrappedKey.objects.filter(case__in=wanted).values_list("case", "wrapped", "made_at")
        for case, wrapped, made_at in kept:
            try:
                self._held[case] = unwrapped(case, wrapped, made_at)
            except KeyLost as error:
                self._damaged[case] = str(error)

    def of(self, case: str, log: str, index: int) -> DataKey | None:
        """The key of a case that was fetched; None, and the entry remembered, where its body cannot be opened."""
        key = self._held[case]
        if key is None:
            self._shut.setdefault(case, []).append((log, index))
        return key

    @property
    def faults(self) -> list[Fault]:
        """One for each case whose bodies cannot be opened."""
        return [
            Fault("key", f"{self._damaged.get(case, 'is missing')}; {_bodies(shut)} cannot be opened", case=case)
            for case, shut in sorted(self._shut.items())
        ]


def _bodies(shut: list[tuple[str, int]]) -> str:
    """Which bodies, in words."""
    log, index = shut[0]
    more = f" and {len(shut) - 1} more" if len(shut) > 1 else ""
    return f"the body of entry {index} of {log}{more}"


class EntryPass:
    """One log's entries, recomputed: `faults`, `count`, `opened`, `erased`. Without a keyring no body is opened."""

    def __init__(self, tree: TreePass, keyring: Keyring | None, tick: Tick) -> None:
        self._tree, self._keyring = tree, keyring
        self.faults: list[Fault] = []
        self.count = self.opened = self.erased = 0
        self._expected = 0
        self._last_at = 0
        self._last_seq: dict[str, int] = {}
        self._bodiless: dict[str, int] = {}
        self._said_erased: set[str] = set()
        with connections[DEFAULT].cursor() as cursor:
            cursor.execute(_ENTRIES, (tree.log,))
            while some := cursor.fetchmany(_AT_ONCE):
                if keyring:
                    keyring.fetch(row[1] for row in some)
                for row in some:
                    try:
                        self._verify(row)
                    except (AttributeError, LookupError, OverflowError, TypeError, ValueError):
                        self._fault(row[0], "holds what no entry ever held", row[1])
                tick(len(some))
        self._refuse_missing(tree.size)
        self._judge_head()
        self._judge_erased()

    def _fault(self, index: int, says: str, case: str = "") -> None:
        self.faults.append(Fault("entry", says, self._tree.log, index, case))

    def _verify(self, row: tuple[Any, ...]) -> None:
        index, case, seq, kind, category, _, at, _, body, held, content = row
        self.count += 1
        if not 0 <= index < self._tree.size:
            self._fault(index, f"stands outside its log, which has {self._tree.size} entries", case)
            return
        self._refuse_missing(index)
        self._expected = index + 1
        if index not in self._tree.named and hash_of(content) != held:
            self._fault(index, "the hash of its leaf is not the one it holds", case)
        if at < self._last_at:
            self._fault(index, "is earlier than the entry before it", case)
        self._last_at = at
        self._judge_place(index, case, seq)
        if body is None:
            self.erased += 1
            self._bodiless.setdefault(case, index)
        if self._keyring and body is not None and (key := self._keyring.of(case, self._tree.log, index)):
            told = self._recomputed(key, row)
        else:
            told = canonical({"kind": kind, "category": category, "hour": hour(from_microseconds(at))})
        if told is not None and told != content and index not in self._tree.named:
            self._compare(index, case, json.loads(told), json.loads(content))

    def _recomputed(self, key: DataKey, row: tuple[Any, ...]) -> bytes | None:
        """The leaf as it must have been, from the entry opened; None, and a fault, where its body does not open."""
        index, case, seq, kind, category, actor, at, entry_id, body, _, _ = row
        try:
            inside = opened(key.open(bytes(body), about(self._tree.log, case, bytes(entry_id), kind)))
        except SealBroken:
            self._fault(index, "its body does not open: it, or the case, kind or id it is bound to, was changed", case)
            return None
        self.opened += 1
        if kind == erase.KIND:
            self._said_erased.add(str(inside.body["case"]))
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

    def _compare(self, index: int, case: str, told: dict[str, str], leaf_says: dict[str, str]) -> None:
        """A fault where the leaf says something else of what is told."""
        if wrong := [_PARTS[name] for name, said in told.items() if leaf_says.get(name) != said]:
            self._fault(index, f"its {', '.join(wrong)} is not what its leaf commits to", case)

    def _refuse_missing(self, upto: int) -> None:
        if upto > self._expected:
            more = upto - self._expected - 1
            self._fault(self._expected, f"is missing, and {more} after it" if more else "is missing")

    def _judge_place(self, index: int, case: str, seq: int | None) -> None:
        if seq is None:
            return
        following = self._last_seq.get(case, 0) + 1
        if seq != following:
            self._fault(index, f"has place {seq} in its case, where {following} was next", case)
        self._last_seq[case] = max(seq, following)

    def _judge_head(self) -> None:
        head = rows("SELECT at FROM record_head WHERE log = %s", self._tree.log)
        last = self._tree.size - 1
        blamed = any(fault.index == last for fault in self.faults)
        if head and self._expected == self._tree.size and not blamed and head[0][0] != self._last_at:
            self.faults.append(Fault("head", "its time is not that of the last entry", self._tree.log))

    def _judge_erased(self) -> None:
        if not self._keyring:
            return
        for case, first in self._bodiless.items():
            if case not in self._said_erased:
                self._fault(first, "its body is gone, and no entry says that its case was erased", case)

"""Verifying a log's tree: leaves against nodes against the head, each fault put where it belongs.

Where a leaf and the tree disagree, the hash that its entry holds decides which of the two was changed. Opens nothing.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, TypeAlias

from django.db import connections

from proviso.record.columns import HEAD, NODE, Row
from proviso.record.fault import Fault, Tick
from proviso.record.models import DEFAULT
from proviso.record.tree import NODE_LEVELS, Frontier, bagged, folded, leaf_hash

Hashes: TypeAlias = Sequence[bytes | None]
"""Hashes in a row; None for one that is missing or cannot be told."""

BLOCK = 1 << NODE_LEVELS[0]
# Whatever is no whole number is cast to one, and what is no number sorts beyond the largest.
_TO = 'SELECT coalesce(CAST(max("index") AS bigint) + 1, 0) FROM {} WHERE log = %s AND "index" < 9223372036854775807'
_LEAVES_TO, _ENTRIES_TO = _TO.format("record_leaf"), _TO.format("record_entry")
_LEAVES = 'SELECT "index", content FROM record_leaf WHERE log = %s AND "index" BETWEEN %s AND %s ORDER BY "index"'
_HELD = 'SELECT "index", leaf FROM record_entry WHERE log = %s AND "index" BETWEEN %s AND %s'
_BORNE_OUT = "its entry and the tree hold another hash"
_NOT_BORNE_OUT = "its entry holds another hash, and the tree bears out neither"


def rows(sql: str, *given: str | int) -> list[Row]:
    """The rows of a query about the record."""
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())


class TreePass:
    """One log's tree, recomputed from its leaves: `faults`, `size`, `root` (None where it cannot be told), and `named`,
    the places of leaves already found at fault."""

    def __init__(self, log: str, tick: Tick) -> None:
        self.log = log
        self.faults: list[Fault] = []
        self.named: set[int] = set()
        self.size, self._peaks = self._sized()
        self._nodes = self._kept()
        blocks, self._tail = self._blocks(tick)
        self._levels: dict[int, Hashes] = {NODE_LEVELS[0]: blocks}
        for below, level in pairwise(NODE_LEVELS):
            self._levels[level] = self._parents(level, self._levels[below])
        self._refuse_what_has_no_place()
        self.root = self._judged_head()

    def _fault(self, table: str, says: str, index: int | None = None) -> None:
        self.faults.append(Fault(table, says, self.log, index))

    def _sized(self) -> tuple[int, tuple[bytes, ...] | None]:
        """How many entries the log has, by the word of two of head, leaves and entries; and the peaks that fit."""
        head = rows("SELECT size, frontier, at FROM record_head WHERE log = %s", self.log)
        counted, frontier, _ = head[0] if head else (0, None, None)
        wrong = HEAD.misfit(head[0]) if head else "is missing"
        if not isinstance(counted, int):
            counted = 0
        size: int = sorted([counted, rows(_LEAVES_TO, self.log)[0][0], rows(_ENTRIES_TO, self.log)[0][0]])[1]
        if wrong:
            self._fault("head", wrong)
        elif counted != size:
            self._fault("head", f"counts {counted} entries where {size} are: it was changed, or the last were removed")
        elif size == 0:
            self._fault("head", "is of a log that has no entries")
        try:
            return size, Frontier.read(size, frontier).peaks
        except (TypeError, ValueError):
            return size, None

    def _kept(self) -> dict[tuple[int, int], bytes]:
        """The nodes that are kept, by level and place."""
        kept = {}
        for level, index, hashed in rows('SELECT level, "index", hash FROM record_node WHERE log = %s', self.log):
            if wrong := NODE.misfit((level, index, hashed)):
                self._fault("node", wrong, index if isinstance(index, int) else None)
            else:
                kept[level, index] = hashed
        return kept

    def _blocks(self, tick: Tick) -> tuple[list[bytes | None], Hashes]:
        """The hash of each full block of 256 leaves, and the peaks over the leaves after the last of them."""
        full: list[bytes | None] = []
        for first in range(0, self.size - self.size % BLOCK, BLOCK):
            full += self._judged(first, BLOCK, [self._nodes.get((NODE_LEVELS[0], first // BLOCK))])
            tick(BLOCK)
        left = self.size % BLOCK
        if not left:
            return full, []
        low = list(self._peaks[-left.bit_count() :]) if self._peaks is not None else [None] * left.bit_count()
        tail = self._judged(self.size - left, left, low)
        tick(left)
        return full, tail

    def _judged(self, first: int, count: int, kept: Hashes) -> Hashes:
        """The peaks over these leaves as they must have been: from the leaves, or from whatever the tree bears out."""
        found = rows(_LEAVES, self.log, first, first + count - 1)
        places = range(first, first + count)
        whole = [index for index, _ in found] == list(places) and None not in kept
        if whole and peaks_over([hash_of(content) for _, content in found]) == kept:
            return kept
        for index, _ in found:
            if index not in places:
                self._fault("leaf", f"is at {index}, which is no place")
        held: dict[int, bytes] = dict(rows(_HELD, self.log, first, first + count - 1))
        there = {index: hash_of(content) for index, content in found}
        leaves, entries = [there.get(place) for place in places], [held.get(place) for place in places]
        either = [leaf or entry for leaf, entry in zip(leaves, entries, strict=True)]
        borne_out = next((told for told in (entries, either) if peaks_over(told) == kept and None not in kept), None)
        disputed = [
            (place, leaf)
            for place, leaf, entry in zip(places, leaves, borne_out or entries, strict=True)
            if leaf is None or entry not in (None, leaf)
        ]
        for place, leaf in disputed:
            self.named.add(place)
            says = "is missing or no leaf" if leaf is None else _BORNE_OUT if borne_out else _NOT_BORNE_OUT
            self._fault("leaf", says, place)
        if borne_out:
            return kept
        if count == BLOCK:
            self._judge_node(NODE_LEVELS[0], first // BLOCK, kept[0], None if disputed else peaks_over(leaves)[0])
        return kept if disputed else peaks_over(leaves)

    def _parents(self, level: int, children: Hashes) -> list[bytes | None]:
        """The hashes of one kept level, worked out from those of the kept level below."""
        hashes: list[bytes | None] = []
        for index in range(self.size >> level):
            under = peaks_over(children[index * BLOCK : (index + 1) * BLOCK])[0]
            kept = self._nodes.get((level, index))
            self._judge_node(level, index, kept, under)
            hashes.append(under or kept)
        return hashes

    def _judge_node(self, level: int, index: int, kept: bytes | None, under: bytes | None) -> None:
        """A fault where a node is missing, or is not the hash of what is under it (None: that cannot be told)."""
        if kept is None:
            self._fault("node", f"is missing at level {level}", index)
        elif under is not None and kept != under:
            self._fault("node", f"at level {level} is not the hash of the {1 << level} leaves under it", index)

    def _refuse_what_has_no_place(self) -> None:
        for level, index in sorted(self._nodes):
            if level not in NODE_LEVELS or not 0 <= index < self.size >> level:
                self._fault("node", f"at level {level} has no place in a tree of {self.size} leaves", index)
        beyond = 'SELECT "index" FROM record_leaf WHERE log = %s AND NOT "index" BETWEEN 0 AND %s ORDER BY "index"'
        for (index,) in rows(beyond, self.log, self.size - 1):
            place = index if isinstance(index, int) else None
            self._fault("leaf", f"is outside its log, which has {self.size} entries", place)

    def _judged_head(self) -> bytes | None:
        """The root, where every peak can be told; a fault where the head's peaks are others."""
        expected = [*self._upper_peaks(self.size), *self._tail]
        if self._peaks is None or any(
            told not in (None, kept) for told, kept in zip(expected, self._peaks, strict=True)
        ):
            self._fault("head", "its peaks are not those of the tree")
        return _root(expected)

    def _upper_peaks(self, size: int) -> list[bytes | None]:
        """The peaks over the full blocks of the first so many leaves."""
        peaks: list[bytes | None] = []
        start = 0
        for height in range(size.bit_length() - 1, NODE_LEVELS[0] - 1, -1):
            if size >> height & 1:
                level = min(height - height % 8, NODE_LEVELS[-1])
                peaks += peaks_over(self._levels[level][start >> level : (start >> level) + (1 << height - level)])
                start += 1 << height
        return peaks

    def root_at(self, size: int) -> bytes | None:
        """The root over the first so many leaves, recomputed; None where it cannot be told. `size` is within the log's.

        What was kept elsewhere of the log when it had so many is held to this.
        """
        left = size % BLOCK
        there: dict[int, bytes] = dict(rows(_LEAVES, self.log, size - left, size - 1))
        tail = peaks_over([hash_of(there.get(index)) for index in range(size - left, size)])
        return _root([*self._upper_peaks(size), *tail])


def _root(peaks: Hashes) -> bytes | None:
    """The root over these peaks; None where one of them cannot be told."""
    known = [peak for peak in peaks if peak is not None]
    return bagged(known) if len(known) == len(peaks) else None


def hash_of(content: Any) -> bytes | None:  # whatever the column holds: that is what is asked
    """The hash of a leaf's content; None where the column holds no bytes."""
    try:
        return leaf_hash(content)
    except TypeError:
        return None


def peaks_over(hashes: Hashes) -> Hashes:
    """The hashes of the complete subtrees over these, tallest first; None for those over a hash that is None."""
    peaks, start, count = [], 0, len(hashes)
    for height in range(count.bit_length() - 1, -1, -1):
        if count >> height & 1:
            part = [hashed for hashed in hashes[start : start + (1 << height)] if hashed is not None]
            peaks.append(folded(part) if len(part) == 1 << height else None)
            start += 1 << height
    return peaks

"""The Merkle tree over a log's leaves (RFC 9162, 2.1; the hashing of RFC 6962): hashes, frontier, proofs.

Pure: where the hashes are kept is somebody else's business (`Hashes`). Carries out no paragraph; it is why the record
that section 10 asks for can be believed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

HASH_BYTES = 32
NODE_LEVELS = (8, 16, 24)
"""The heights of the inner nodes that are kept; those between are worked out from at most 255 hashes below."""

EMPTY_ROOT = sha256(b"").digest()


class Hashes(Protocol):
    """The kept hashes of one log."""

    def hashes(self, level: int, start: int, stop: int) -> Sequence[bytes]:
        """Those of complete subtrees of height `level` (0 for leaves, or one of NODE_LEVELS), from start to stop."""
        ...


def leaf_hash(content: bytes) -> bytes:
    """SHA-256 of a leaf, marked as a leaf (2.1.1)."""
    return sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256 of two subtrees' hashes, marked as an inner node (2.1.1)."""
    return sha256(b"\x01" + left + right).digest()


def folded(hashes: Sequence[bytes]) -> bytes:
    """The hash over a complete subtree's parts: one hash, or a power of two of them."""
    while len(hashes) > 1:
        pairs = iter(hashes)
        hashes = [sha256(b"\x01" + left + right).digest() for left, right in zip(pairs, pairs, strict=True)]
    return hashes[0]


def bagged(peaks: Sequence[bytes]) -> bytes:
    """The root over complete subtrees that stand side by side, the tallest first (2.1.1)."""
    if not peaks:
        return EMPTY_ROOT
    *rest, root = peaks
    for peak in reversed(rest):
        root = node_hash(peak, root)
    return root


@dataclass(frozen=True, slots=True)
class Subtree:
    """A complete subtree of 2**level leaves; `index` counts those of its level from the left."""

    level: int
    index: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Frontier:
    """What must be known of a tree to append to it: its size and its complete subtrees' hashes, tallest first."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    @property
    def root(self) -> bytes:
        """The Merkle tree hash over all leaves."""
        return bagged(self.peaks)

    def plus(self, leaf: bytes) -> "tuple[Frontier, list[Subtree]]":
        """The frontier once a leaf's hash is appended, and the nodes to keep that became complete by it."""
        peaks, level, completed = list(self.peaks), 0, []
        while self.size >> level & 1:
            leaf = node_hash(peaks.pop(), leaf)
            level += 1
            if level in NODE_LEVELS:
                completed.append(Subtree(level, self.size >> level, leaf))
        return Frontier(self.size + 1, (*peaks, leaf)), completed

    @classmethod
    def read(cls, size: int, peaks: bytes) -> "Frontier":
        """The frontier from its bytes. Raises ValueError where their number does not fit the size."""
        if len(peaks) != size.bit_count() * HASH_BYTES:
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} peaks, not {len(peaks) / HASH_BYTES:g}")
        return cls(size, tuple(peaks[n : n + HASH_BYTES] for n in range(0, len(peaks), HASH_BYTES)))

    def written(self) -> bytes:
        """The peaks as bytes, which `read` reads with the size."""
        return b"".join(self.peaks)


def root(hashes: Hashes, start: int, stop: int) -> bytes:
    """The hash over the leaves from start to stop; start is a multiple of a power of two not below stop - start."""
    if start == stop:
        return EMPTY_ROOT
    peaks = []
    for height in range((stop - start).bit_length() - 1, -1, -1):
        if (stop - start) >> height & 1:
            peaks.append(_complete(hashes, height, start))
            start += 1 << height
    return bagged(peaks)


def _complete(hashes: Hashes, height: int, start: int) -> bytes:
    """The hash over the complete subtree of 2**height leaves that begins at `start`, from the kept level below it."""
    level = min(height - height % 8, NODE_LEVELS[-1])
    return folded(hashes.hashes(level, start >> level, (start >> level) + (1 << height - level)))


def inclusion(hashes: Hashes, index: int, size: int) -> list[bytes]:
    """The proof that leaf `index` is in the tree of `size` leaves (2.1.3.1), from the leaf upwards."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    proof, start, stop = [], 0, size
    while stop - start > 1:
        middle = start + _split(stop - start)
        if index < middle:
            proof.append(root(hashes, middle, stop))
            stop = middle
        else:
            proof.append(root(hashes, start, middle))
            start = middle
    return proof[::-1]


def consistency(hashes: Hashes, old: int, new: int) -> list[bytes]:
    """The proof that the tree of `new` leaves begins with the tree of `old` leaves (2.1.4.1)."""
    if not 0 < old <= new:
        raise ValueError(f"a tree of {new} leaves cannot be shown to begin with one of {old}")
    proof, start, stop, whole = [], 0, new, True
    while old != stop:
        middle = start + _split(stop - start)
        if old <= middle:
            proof.append(root(hashes, middle, stop))
            stop = middle
        else:
            proof.append(root(hashes, start, middle))
            start, whole = middle, False
    if not whole:
        proof.append(root(hashes, start, stop))
    return proof[::-1]


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1

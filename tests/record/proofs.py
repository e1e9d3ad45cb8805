"""Whether a proof shows what it claims (RFC 9162, 2.1.3.2 and 2.1.4.2), as whoever is given one would check it."""

from collections.abc import Sequence

from proviso.record.tree import node_hash


def includes(tree_root: bytes, size: int, index: int, leaf: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows that the leaf of hash `leaf` stands at `index` in the tree of that root (2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last = index, size - 1
    for step in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            leaf = node_hash(step, leaf)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            leaf = node_hash(leaf, step)
        at, last = at >> 1, last >> 1
    return last == 0 and leaf == tree_root


def extends(old_root: bytes, old: int, new_root: bytes, new: int, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows that the tree of `new` leaves begins with the tree of `old` leaves (2.1.4.2)."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    steps = list(proof) if old & (old - 1) else [old_root, *proof]
    if not steps:
        return False
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    then = now = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            then, now = node_hash(step, then), node_hash(step, now)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            now = node_hash(now, step)
        at, last = at >> 1, last >> 1
    return last == 0 and then == old_root and now == new_root

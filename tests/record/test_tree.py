"""The tree against RFC 6962's own figures, and against the plainest reading of its definition."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.record import tree
from proviso.record.tree import Frontier
from tests.record.proofs import extends, includes

# The leaves and roots that RFC 6962's own authors test with.
LEAVES = [bytes.fromhex(leaf) for leaf in ("", "00", "10", "2021", "3031", "40414243")]
LEAVES += [bytes.fromhex("5051525354555657"), bytes.fromhex("606162636465666768696a6b6c6d6e6f")]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def naive(hashes: Sequence[bytes]) -> bytes:
    """The Merkle tree hash, word for word as RFC 6962 defines it."""
    if not hashes:
        return sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return sha256(b"\x01" + naive(hashes[:split]) + naive(hashes[split:])).digest()


class Kept:
    """The levels that are kept, of the tree over these leaves' hashes, as appending makes them."""

    def __init__(self, count: int) -> None:
        self.leaves = [tree.leaf_hash(str(number).encode()) for number in range(count)]
        self.frontiers = [Frontier()]
        self.nodes: dict[tuple[int, int], bytes] = {}
        for leaf in self.leaves:
            grown, completed = self.frontiers[-1].plus(leaf)
            self.frontiers.append(grown)
            self.nodes |= {(node.level, node.index): node.hash for node in completed}

    def hashes(self, level: int, start: int, stop: int) -> Sequence[bytes]:
        return self.leaves[start:stop] if level == 0 else [self.nodes[level, index] for index in range(start, stop)]


@cache
def kept() -> Kept:
    return Kept(1100)


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_that_the_authors_of_rfc_6962_publish(size: int) -> None:
    frontier = Frontier()
    for leaf in LEAVES[:size]:
        frontier, _ = frontier.plus(tree.leaf_hash(leaf))
    assert frontier.root.hex() == ROOTS[size]


sizes = st.one_of(st.integers(0, 1100), st.sampled_from([0, 1, 2, 255, 256, 257, 511, 512, 513, 768, 1024]))


@given(size=sizes)
def test_the_root_is_the_naive_root(size: int) -> None:
    assert tree.root(kept(), 0, size) == naive(kept().leaves[:size]) == kept().frontiers[size].root


@given(size=sizes)
def test_a_frontier_survives_being_written(size: int) -> None:
    frontier = kept().frontiers[size]
    assert Frontier.read(size, frontier.written()) == frontier


def test_a_frontier_that_does_not_fit_its_size_is_refused() -> None:
    with pytest.raises(ValueError, match="2 peaks, not 1"):
        Frontier.read(3, bytes(32))


def test_a_node_is_kept_once_for_each_full_subtree() -> None:
    assert sorted(kept().nodes) == [(8, index) for index in range(4)]
    assert kept().nodes[8, 2] == naive(kept().leaves[512:768])


def test_the_higher_kept_levels_are_those_of_naive_hashing() -> None:
    leaves = [tree.leaf_hash(bytes([number % 251])) for number in range(1 << 16)]
    frontier = Frontier()
    made: dict[tuple[int, int], bytes] = {}
    for leaf in leaves:
        frontier, completed = frontier.plus(leaf)
        made |= {(node.level, node.index): node.hash for node in completed}
    assert made[16, 0] == naive(leaves) == frontier.root
    assert len(made) == 257


@given(data=st.data(), size=sizes.filter(bool))
def test_inclusion_is_shown_for_the_leaf_and_for_no_other(data: st.DataObject, size: int) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof, root, leaf = tree.inclusion(kept(), index, size), naive(kept().leaves[:size]), kept().leaves[index]
    assert includes(root, size, index, leaf, proof)
    other = data.draw(st.integers(0, size - 1))
    assert includes(root, size, other, leaf, proof) == (other == index)
    assert not includes(root, size, index, bytes(32), proof)
    assert not includes(root, size, index, leaf, [*proof, bytes(32)])
    assert not includes(root, size, size, leaf, proof)
    if proof:
        assert not includes(root, size, index, leaf, proof[:-1])
        spoilt = data.draw(st.integers(0, len(proof) - 1))
        changed = [bytes(32) if number == spoilt else step for number, step in enumerate(proof)]
        assert not includes(root, size, index, leaf, changed)


@given(data=st.data(), new=sizes.filter(bool))
def test_consistency_is_shown_for_a_tree_that_grew_and_for_no_other(data: st.DataObject, new: int) -> None:
    old = data.draw(st.integers(1, new))
    proof = tree.consistency(kept(), old, new)
    before, after = naive(kept().leaves[:old]), naive(kept().leaves[:new])
    assert extends(before, old, after, new, proof)
    assert not extends(bytes(32), old, after, new, proof)
    assert not extends(before, old, bytes(32), new, proof)
    assert not extends(before, old, after, new, [*proof, bytes(32)])
    assert not extends(before, 0, after, new, proof)
    assert not extends(before, new + 1, after, new, proof)
    if proof:
        assert not extends(before, old, after, new, proof[:-1])
        assert not extends(before, old, after, new, [])
        spoilt = data.draw(st.integers(0, len(proof) - 1))
        changed = [bytes(32) if number == spoilt else step for number, step in enumerate(proof)]
        assert not extends(before, old, after, new, changed)


def test_what_cannot_be_proved_is_refused() -> None:
    with pytest.raises(ValueError, match="leaf 5 is not in a tree of 5"):
        tree.inclusion(kept(), 5, 5)
    with pytest.raises(ValueError, match="cannot be shown to begin with one of 6"):
        tree.consistency(kept(), 6, 5)

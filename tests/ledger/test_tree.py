"""The tree against the published vectors of RFC 6962, a tree written from the definition, and flipped bits."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.ledger.frontier import Frontier
from jiqun.ledger.proofs import verify_consistency, verify_inclusion
from jiqun.ledger.tree import Ending, Tree, consistency_proof, ends_of, inclusion_proof, kept_nodes, leaf_hash, root_of

# The leaves, roots and proofs that Certificate Transparency logs are tested with.
LEAVES = [bytes.fromhex(one) for one in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
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
INCLUSION = {
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
}
CONSISTENCY = {
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
MOST = 64
sizes = st.integers(1, MOST)


def mth(data: list[bytes]) -> bytes:
    """MTH of RFC 9162, 2.1.1, as it is defined."""
    if not data:
        return hashlib.sha256(b"").digest()
    if len(data) == 1:
        return hashlib.sha256(b"\x00" + data[0]).digest()
    k = split(len(data))
    return hashlib.sha256(b"\x01" + mth(data[:k]) + mth(data[k:])).digest()


def path(m: int, data: list[bytes]) -> list[bytes]:
    """PATH of RFC 9162, 2.1.3.1, as it is defined."""
    if len(data) == 1:
        return []
    k = split(len(data))
    return [*path(m, data[:k]), mth(data[k:])] if m < k else [*path(m - k, data[k:]), mth(data[:k])]


def subproof(m: int, data: list[bytes], whole: bool) -> list[bytes]:
    """SUBPROOF of RFC 9162, 2.1.4.1, as it is defined."""
    if m == len(data):
        return [] if whole else [mth(data)]
    k = split(len(data))
    if m <= k:
        return [*subproof(m, data[:k], whole), mth(data[k:])]
    return [*subproof(m - k, data[k:], whole=False), mth(data[:k])]


def split(n: int) -> int:
    k = 1
    while 2 * k < n:
        k *= 2
    return k


def data(size: int) -> list[bytes]:
    return [hashlib.sha256(b"entry %d" % number).digest() for number in range(size)]


def grown(leaves: list[bytes]) -> Tree:
    tree = Tree()
    for leaf in leaves:
        tree.append(leaf)
    return tree


@cache
def big() -> Tree:
    return grown(data(MOST))


def flip(hashed: bytes, bit: int) -> bytes:
    return bytes(byte ^ (1 << bit % 8 if place == bit // 8 else 0) for place, byte in enumerate(hashed))


def refused_for_every_part(holds: Callable[[list[bytes]], bool], parts: list[bytes], bit: int) -> bool:
    """Whether a proof that holds no longer does with the bit flipped in any one of its parts."""
    assert holds(parts)
    return not any(
        holds([flip(one, bit) if number == place else one for number, one in enumerate(parts)])
        for place in range(len(parts))
    )


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_published(size: int) -> None:
    frontier = Frontier()
    for leaf in LEAVES[:size]:
        frontier = frontier.append(leaf)
    assert grown(LEAVES[:size]).root().hex() == grown(LEAVES).root(size).hex() == frontier.root().hex() == ROOTS[size]


def test_proofs_are_those_published() -> None:
    tree = grown(LEAVES)
    assert {at: [one.hex() for one in inclusion_proof(tree.node, *at)] for at in INCLUSION} == INCLUSION
    assert {at: [one.hex() for one in consistency_proof(tree.node, *at)] for at in CONSISTENCY} == CONSISTENCY


def test_every_root_and_proof_up_to_64_is_as_defined_and_verifies() -> None:
    leaves, node = data(MOST), big().node
    roots = [mth(leaves[:size]) for size in range(MOST + 1)]
    for size in range(1, MOST + 1):
        assert root_of(node, size) == roots[size]
        for index in range(size):
            proof = inclusion_proof(node, index, size)
            assert verify_inclusion(leaf_hash(leaves[index]), index, size, proof, roots[size])
        for first in range(1, size + 1):
            proof = consistency_proof(node, first, size)
            assert verify_consistency(first, size, roots[first], roots[size], proof)


@given(sizes, st.data())
def test_proofs_are_as_defined(size: int, drawn: st.DataObject) -> None:
    index = drawn.draw(st.integers(0, size - 1))
    leaves, node = data(size), big().node
    assert list(inclusion_proof(node, index, size)) == path(index, leaves)
    assert list(consistency_proof(node, index + 1, size)) == subproof(index + 1, leaves, whole=True)


@given(sizes, st.integers(0, 255), st.data())
def test_a_flipped_bit_anywhere_refuses_an_inclusion_proof(size: int, bit: int, drawn: st.DataObject) -> None:
    index = drawn.draw(st.integers(0, size - 1))
    proof = inclusion_proof(big().node, index, size)

    def holds(parts: list[bytes]) -> bool:
        return verify_inclusion(parts[0], index, size, parts[2:], parts[1])

    parts = [leaf_hash(data(size)[index]), big().root(size), *proof]
    assert refused_for_every_part(holds, parts, bit)


@given(st.integers(2, MOST), st.integers(0, 255), st.data())
def test_a_flipped_bit_anywhere_refuses_a_consistency_proof(size: int, bit: int, drawn: st.DataObject) -> None:
    first = drawn.draw(st.integers(1, size))
    proof = consistency_proof(big().node, first, size)

    def holds(parts: list[bytes]) -> bool:
        return verify_consistency(first, size, parts[0], parts[1], parts[2:])

    assert refused_for_every_part(holds, [big().root(first), big().root(size), *proof], bit)


@given(sizes, st.data())
def test_a_proof_does_not_hold_for_another_place_or_with_a_hash_more_or_less(size: int, drawn: st.DataObject) -> None:
    index, other = drawn.draw(st.integers(0, size - 1)), drawn.draw(st.integers(-1, size))
    leaf, root = leaf_hash(data(size)[index]), big().root(size)
    proof = inclusion_proof(big().node, index, size)
    assert verify_inclusion(leaf, other, size, proof, root) == (index == other)
    assert not verify_inclusion(leaf, index, size, (*proof, root), root)
    assert not proof or not verify_inclusion(leaf, index, size, proof[:-1], root)


def test_a_proof_that_ends_below_the_root_of_a_larger_tree_is_refused() -> None:
    tree = grown(LEAVES)
    inclusion, consistency = inclusion_proof(tree.node, 0, 8), consistency_proof(tree.node, 2, 8)
    assert not verify_inclusion(leaf_hash(LEAVES[0]), 0, 16, inclusion, tree.root())
    assert not verify_inclusion(leaf_hash(LEAVES[0]), 0, 4, inclusion, tree.root())
    assert not verify_consistency(2, 16, tree.root(2), tree.root(), consistency)
    assert not verify_consistency(2, 4, tree.root(2), tree.root(), consistency)


@given(st.integers(1, MOST), st.integers(1, MOST))
def test_a_tree_that_was_rewritten_is_not_consistent(first: int, second: int) -> None:
    if first >= second:
        return
    rewritten = grown([b"another first leaf", *data(second)[1:]])
    proof = consistency_proof(rewritten.node, first, second)
    assert not verify_consistency(first, second, big().root(first), rewritten.root(), proof)


def test_sizes_that_make_no_sense_are_refused() -> None:
    root = big().root(4)
    for first, second in ((0, 4), (5, 4), (-1, 4), (0, 0)):
        assert not verify_consistency(first, second, root, root, [])
        with pytest.raises(ValueError, match="no proof"):
            consistency_proof(big().node, first, second)
    for index, size in ((4, 4), (-1, 4), (0, 0)):
        assert not verify_inclusion(root, index, size, [], root)
        with pytest.raises(ValueError, match="no leaf"):
            inclusion_proof(big().node, index, size)
    assert not verify_consistency(3, 4, root, root, [])
    assert verify_consistency(4, 4, root, root, [])
    assert not verify_consistency(4, 4, root, root, [root])
    assert not verify_inclusion(root, 0, 2**70, [root] * 70, root)
    with pytest.raises(IndexError, match="of a tree of 64"):
        big().root(65)


@given(st.integers(0, 300))
def test_the_frontier_has_the_root_of_the_tree_and_can_be_put_away_and_taken_up(size: int) -> None:
    frontier = Frontier()
    for leaf in data(size):
        frontier = Frontier(frontier.size, frontier.peaks).append(leaf)
    assert frontier.root() == mth(data(size))
    assert len(frontier.peaks) == size.bit_count()


@pytest.mark.parametrize(("size", "peaks"), [(1, ()), (2, (b"a" * 32, b"b" * 32)), (1, (b"short",)), (-1, ())])
def test_a_frontier_with_the_wrong_peaks_is_refused(size: int, peaks: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError, match="peaks"):
        Frontier(size, peaks)


def test_what_is_kept_with_the_entries_gives_every_node() -> None:
    tree, frontier, kept = Tree(), Frontier(), {}
    for number in range(1, 2 * MOST + 4):
        data = hashlib.sha256(bytes([number])).digest()
        tree.append(data)
        frontier = frontier.append(data)
        kept[number] = Ending(data, frontier.peaks[-1])
    for level in range(8):
        for index in range(tree.size >> level):
            ends = list(ends_of(level, index))
            assert len(ends) <= level + 1
            assert kept_nodes({end: kept[end] for end in ends})(level, index) == tree.node(level, index)

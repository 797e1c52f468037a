"""The Merkle tree over entries after RFC 9162 section 2.1: roots, inclusion proofs and consistency proofs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

NodeAt = Callable[[int, int], bytes]  # (level, index) -> hash of the complete subtree over 2**level leaves
EMPTY_ROOT = hashlib.sha256(b"").digest()
_BYTES = 32


def leaf_hash(data: bytes) -> bytes:
    """SHA-256 of 0x00 and the data (RFC 9162, 2.1.1). The data of an entry are the 32 bytes of its hash."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256 of 0x01 and both children (RFC 9162, 2.1.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(node: NodeAt, size: int) -> bytes:
    """The root over the first `size` leaves, 32 bytes (RFC 9162, 2.1.1)."""
    return _subtree(node, 0, size) if size else EMPTY_ROOT


def inclusion_proof(node: NodeAt, index: int, size: int) -> tuple[bytes, ...]:
    """PATH(index, D_size) of RFC 9162, 2.1.3.1: the hashes beside the way from leaf `index` (from 0) to the root.

    Raises ValueError unless 0 <= index < size.
    """
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    start, end = 0, size
    down: list[bytes] = []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            down.append(_subtree(node, middle, end))
            end = middle
        else:
            down.append(_subtree(node, start, middle))
            start = middle
    return tuple(reversed(down))


def consistency_proof(node: NodeAt, first: int, second: int) -> tuple[bytes, ...]:
    """PROOF(first, D_second) of RFC 9162, 2.1.4.1: that the tree of `second` leaves begins with that of `first`.

    Empty where both are the same size. Raises ValueError unless 1 <= first <= second.
    """
    if not 1 <= first <= second:
        raise ValueError(f"no proof from {first} to {second} leaves")
    start, end = 0, second
    down: list[bytes] = []
    while first < end:
        middle = start + _split(end - start)
        if first <= middle:
            down.append(_subtree(node, middle, end))
            end = middle
        else:
            down.append(_subtree(node, start, middle))
            start = middle
    if start:  # else it is the first root itself, which whoever verifies has
        down.append(_subtree(node, start, end))
    return tuple(reversed(down))


@dataclass(frozen=True, slots=True)
class Ending:
    """What is kept with an entry: its hash, and the root of the widest complete subtree that ends with it."""

    hash: bytes
    subtree: bytes


def ends_of(level: int, index: int) -> Iterator[int]:
    """The entries (from 1) whose `Ending` makes up that complete subtree: O(level) of them.

    The subtree that ends with entry n has as many levels as n has trailing zeros in binary. So a subtree with an even
    index is kept whole, and one with an odd index is made of its left half, which is, and its right one, and so on.
    """
    while level and index % 2:
        yield index * 2 + 1 << level - 1
        level, index = level - 1, index * 2 + 1
    yield index + 1 << level


def kept_nodes(kept: Mapping[int, Ending]) -> NodeAt:
    """The tree's nodes from what is kept with the entries that `ends_of` names; raises KeyError if one is lacking."""

    def node(level: int, index: int) -> bytes:
        if index % 2 == 0:
            return kept[index + 1 << level].subtree
        if not level:
            return leaf_hash(kept[index + 1].hash)
        return node_hash(node(level - 1, index * 2), node(level - 1, index * 2 + 1))

    return node


class Tree:
    """Every complete subtree of a growing tree, 64 bytes a leaf: any root or proof, also of the past, in O(log² n)."""

    def __init__(self) -> None:
        self._levels: list[bytearray] = [bytearray()]

    @property
    def size(self) -> int:
        """How many leaves there are."""
        return len(self._levels[0]) // _BYTES

    def append(self, data: bytes) -> None:
        """Add a leaf; `data` are the 32 bytes of an entry's hash."""
        index, level, hashed = self.size, 0, leaf_hash(data)
        self._levels[0] += hashed
        while index % 2:
            hashed = node_hash(self.node(level, index - 1), hashed)
            index, level = index // 2, level + 1
            if level == len(self._levels):
                self._levels.append(bytearray())
            self._levels[level] += hashed

    def node(self, level: int, index: int) -> bytes:
        """The hash of the complete subtree over leaves `index * 2**level` on; raises IndexError if there is none."""
        found = bytes(self._levels[level][index * _BYTES : (index + 1) * _BYTES])
        if not found:
            raise IndexError(f"no node {index} on level {level} of a tree of {self.size}")
        return found

    def root(self, size: int | None = None) -> bytes:
        """The root now, or when there were `size` leaves; raises IndexError if there never were."""
        return root_of(self.node, self.size if size is None else size)


def _subtree(node: NodeAt, start: int, end: int) -> bytes:
    """MTH(D[start:end]); where the RFC splits, `start` is a multiple of the subtree's width."""
    width = end - start
    if width & (width - 1) == 0:
        level = width.bit_length() - 1
        return node(level, start >> level)
    middle = start + _split(width)
    return node_hash(_subtree(node, start, middle), _subtree(node, middle, end))


def _split(width: int) -> int:
    """The largest power of two smaller than `width` (2 or more)."""
    return 1 << (width - 1).bit_length() - 1

"""The right edge of the tree: enough to append a leaf and to sign a new root without reading the ledger again."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.ledger.tree import EMPTY_ROOT, leaf_hash, node_hash


@dataclass(frozen=True, slots=True)
class Frontier:
    """The compact range of `size` leaves: the roots of its complete subtrees, widest first, 32 bytes each.

    There is one for each 1 in the binary form of `size`; raises ValueError for any other number of them.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.peaks) != self.size.bit_count() or any(len(peak) != 32 for peak in self.peaks):
            raise ValueError(f"these are not the {self.size.bit_count()} peaks of {self.size} leaves")

    def append(self, data: bytes) -> Frontier:
        """The frontier with one leaf more, in O(log n); `data` are the 32 bytes of an entry's hash."""
        merging, hashed = self.size, leaf_hash(data)
        peaks = list(self.peaks)
        while merging % 2:
            hashed = node_hash(peaks.pop(), hashed)
            merging //= 2
        return Frontier(self.size + 1, (*peaks, hashed))

    def root(self) -> bytes:
        """The root (RFC 9162, 2.1.1), 32 bytes, in O(log n)."""
        if not self.peaks:
            return EMPTY_ROOT
        *others, root = self.peaks
        for peak in reversed(others):
            root = node_hash(peak, root)
        return root

"""Verifies proofs over the tree, step by step as RFC 9162 sections 2.1.3.2 and 2.1.4.2 number them."""

from __future__ import annotations

from collections.abc import Sequence

from jiqun.ledger.tree import node_hash

LONGEST_PROOF = 64  # hashes: more than any tree of 2**53 entries needs


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the leaf hash `leaf` is number `index` (from 0) of the `size` under `root` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size or len(path) > LONGEST_PROOF:
        return False  # step 1
    fn, sn, r = index, size - 1, leaf  # steps 2 and 3
    for p in path:  # step 4
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            fn, sn = _up_to_a_right_child(fn, sn)
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root  # step 5


def verify_consistency(first: int, second: int, first_root: bytes, second_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the tree of `second` leaves begins with that of `first` (RFC 9162, 2.1.4.2).

    The RFC asks for 0 < first < second. Beside it: a tree is consistent with itself by an empty proof.
    """
    if first == second and first > 0:
        return not path and first_root == second_root
    if not 0 < first < second or not 0 < len(path) <= LONGEST_PROOF:
        return False  # step 1
    hashes = [first_root, *path] if first & (first - 1) == 0 else list(path)  # step 2
    fn, sn = first - 1, second - 1  # step 3
    while fn & 1:  # step 4
        fn, sn = fn >> 1, sn >> 1
    fr = sr = hashes[0]  # step 5
    for c in hashes[1:]:  # step 6
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            fn, sn = _up_to_a_right_child(fn, sn)
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == first_root and sr == second_root  # step 7


def _up_to_a_right_child(fn: int, sn: int) -> tuple[int, int]:
    while fn and not fn & 1:
        fn, sn = fn >> 1, sn >> 1
    return fn, sn

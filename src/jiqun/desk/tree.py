"""The ledger's tree as it is stored: each entry keeps the root of the widest complete subtree that ends with it."""

from __future__ import annotations

from dataclasses import replace

from jiqun.desk.record import entry_of
from jiqun.ledger.entry import Stored
from jiqun.ledger.head import Head, SignedHead
from jiqun.ledger.receipt import Opened, Receipt, receipt_for
from jiqun.ledger.tree import EMPTY_ROOT, Ending, NodeAt, ends_of, inclusion_proof, kept_nodes
from jiqun.records.models import EntryContent, LedgerEntry, TreeHead


def proven(entry: LedgerEntry, signed: SignedHead, public_key: str) -> Receipt:
    """The entry and its content proved under that head, from O(log² n) rows however long the ledger is.

    Raises ValueError if the head was signed before the entry was written.
    """
    node = _nodes_beside(entry.seq - 1, signed.head.size)
    receipt = receipt_for(Stored(entry_of(entry), entry.hash), node, signed, public_key)
    content = EntryContent.objects.filter(entry=entry).first()
    return replace(receipt, opened=Opened(content.salt, content.content)) if content else receipt


def signed_head_of(row: TreeHead) -> SignedHead:
    """The stored head as the ledger's room knows it."""
    return SignedHead(Head(row.size, row.root, row.at, row.key_id), row.signature)


def _nodes_beside(index: int, size: int) -> NodeAt:
    """The nodes that the proof of that leaf takes."""
    wanted: set[int] = set()

    def asked(level: int, place: int) -> bytes:
        wanted.update(ends_of(level, place))
        return EMPTY_ROOT  # only what is asked for counts here

    inclusion_proof(asked, index, size)
    rows = LedgerEntry.objects.filter(pk__in=wanted).values_list("seq", "hash", "subtree")
    return kept_nodes({seq: Ending(bytes.fromhex(one), bytes.fromhex(root)) for seq, one, root in rows})

"""The ledger as the text form that anybody can check off line (`docs/ledger.md`), read row by row."""

from __future__ import annotations

from collections.abc import Iterator

from jiqun.desk.record import entry_of
from jiqun.ledger.entry import Stored
from jiqun.ledger.head import Head, SignedHead
from jiqun.ledger.key_change import KeyChange
from jiqun.ledger.lines import write_lines
from jiqun.records.models import LedgerEntry, SigningKey, TreeHead

_AT_ONCE = 2_000  # rows fetched together


def exported_ledger() -> Iterator[str]:
    """The lines of the whole ledger; memory stays flat however long it is."""
    return write_lines(_entries(), stored_heads(), stored_keys())


def stored_heads() -> Iterator[SignedHead]:
    """The signed heads, the smallest first."""
    for row in TreeHead.objects.order_by("size", "at").iterator(_AT_ONCE):
        yield SignedHead(Head(row.size, row.root, row.at, row.key_id), row.signature)


def stored_keys() -> Iterator[KeyChange]:
    """The keys in the order in which they were taken into use."""
    for row in SigningKey.objects.order_by("since", "pk"):
        yield KeyChange(row.public, row.since, row.previous, row.signature)


def _entries() -> Iterator[Stored]:
    for row in LedgerEntry.objects.order_by("seq").iterator(_AT_ONCE):
        yield Stored(entry_of(row), row.hash)

"""The ledger's entries of a case that somebody may be given, each with its proof."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from jiqun.desk.actor import Actor
from jiqun.desk.do.papers.heads import sign_present_head
from jiqun.desk.may import is_inside
from jiqun.desk.tree import proven
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case, LedgerEntry, SigningKey

# Acts on a case that are no moves and are told to everybody who sees it.
_TOLD = frozenset({"open_application", "lodge_appeal", "serve_letter", "add_stamped_scan"})


def proofs_of(case: Case, by: Actor, at: datetime) -> Iterator[tuple[int, bytes]]:
    """By number, the proof of each entry: of the moves that the actor's timeline shows, and of what all are told.

    What is left out (sealed scores, checks that are still inside) is left out for everybody.
    """
    table, inside = procedure(case.edition, case.kind), is_inside(by)
    moves = {move.name for move in table.moves if inside or not move.inside}
    entries = LedgerEntry.objects.filter(subject=f"case:{case.pk}", act__in=moves | _TOLD)
    for entry in entries.order_by("seq"):
        yield entry.seq, proven_entry(entry, at)


def proven_entry(entry: LedgerEntry, at: datetime) -> bytes:
    """The entry with its content under a head signed now, as `jiqun verify` reads it."""
    signed = sign_present_head(at=at)
    assert signed is not None
    public = SigningKey.objects.values_list("public", flat=True).get(pk=signed.head.key_id)
    return (proven(entry, signed, public).text + "\n").encode("utf-8")

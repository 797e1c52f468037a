"""A draw as it stands in the tables, and as the record that anybody can check off line (`papers.draw_record`)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from jiqun.desk.tree import proven, signed_head_of
from jiqun.fairness.draw import Commitment, Reveal
from jiqun.fairness.population import Line, population_in
from jiqun.ledger.receipt import Receipt
from jiqun.papers.draw_record import Announced, DrawRecord, Revealed
from jiqun.records.models import Draw, DrawReveal, LedgerEntry, TreeHead


def commitment_in(row: Draw) -> Commitment:
    """What was fixed. Raises ValueError if the stored population is not one, or too small."""
    return Commitment(population_in(row.population), row.count, row.seed_sha256, row.beacon)


def reveal_in(row: DrawReveal) -> Reveal:
    """What was revealed."""
    return Reveal(row.seed, row.root, row.value)


def reveal_of(row: Draw) -> DrawReveal | None:
    """The reveal of a draw, if there is one."""
    return getattr(row, "reveal", None)


def lines_in(stored: list[list[str]]) -> tuple[Line, ...]:
    """Lines as they are stored."""
    return tuple(Line(stratum, name) for stratum, name in stored)


def announced(row: Draw) -> dict[str, object]:
    """What the entry of a commitment says of what was fixed."""
    return {
        "population_sha256": row.population_sha256,
        "count": row.count,
        "seed_sha256": row.seed_sha256,
        "beacon": row.beacon,
    }


def published(row: DrawReveal) -> dict[str, object]:
    """What the entry of a reveal says of what was revealed."""
    return {
        "seed": row.seed,
        "head_size": row.head_size,
        "root": row.root,
        "value": row.value,
        "drawn": row.drawn,
        "changes": row.changes,
    }


def commitment_entry(row: Draw) -> LedgerEntry:
    """The entry of the ledger by which a draw was committed to."""
    return LedgerEntry.objects.get(subject=f"draw:{row.pk}", act="commit_draw")


def first_head(entry: LedgerEntry) -> TreeHead | None:
    """The first signed head that covers an entry; None while there is none."""
    return TreeHead.objects.filter(size__gte=entry.seq).select_related("key").order_by("size").first()


def covered(draws: Iterable[Draw]) -> Mapping[int, TreeHead | None]:
    """By draw, the first signed head that covers its commitment; the same queries for any number of them."""
    subjects = {f"draw:{row.pk}": row.pk for row in draws}
    entries = LedgerEntry.objects.filter(subject__in=subjects, act="commit_draw")
    heads = list(TreeHead.objects.order_by("size"))
    sizes = [head.size for head in heads]
    places = {subjects[one.subject]: bisect_left(sizes, one.seq) for one in entries}
    return {draw: heads[place] if place < len(heads) else None for draw, place in places.items()}


def record_of(row: Draw) -> DrawRecord:
    """Everything published of a draw, with the proofs that there are by now."""
    reveal, announced = reveal_of(row), LedgerEntry.objects.filter(subject=f"draw:{row.pk}", act="reveal_draw").first()
    return DrawRecord(
        purpose=row.purpose,
        announced=Announced(row.population, row.population_sha256, row.count, row.seed_sha256, row.beacon),
        commitment=_proof(commitment_entry(row)),
        revealed=_revealed(reveal) if reveal else None,
        revelation=_proof(announced) if announced else None,
    )


def _revealed(row: DrawReveal) -> Revealed:
    return Revealed(row.seed, row.head_size, row.root, row.value, lines_in(row.drawn), row.changes)


def _proof(entry: LedgerEntry) -> Receipt | None:
    head = first_head(entry)
    return proven(entry, signed_head_of(head), head.key.public) if head else None

"""Checks the record of a draw off line: its population, what the ledger proves, the seed, and the draw done again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from jiqun.fairness.draw import Commitment, Reveal, commitment_of, drawn
from jiqun.fairness.population import Line, flaws_in, population_in
from jiqun.ledger.canonical import sha256_hex
from jiqun.ledger.fault import SELF_CONSISTENT, Fault, Faults, self_consistent
from jiqun.ledger.receipt import Receipt
from jiqun.ledger.receipt_check import check_receipt
from jiqun.papers import draw_words as w
from jiqun.papers.draw_record import DrawRecord, Revealed


def draw_faults(record: DrawRecord, trusted_keys: Collection[str] | None = None) -> tuple[Fault, ...]:
    """Everything wrong with a record, each with its place: a line of the population, an entry of the ledger.

    Nothing only where it also hangs on one of `trusted_keys`; without them (None) a sound record is told to be only
    self-consistent.
    """
    found = Faults()
    found.extend(_population_faults(record))
    found.extend(_commitment_faults(record, trusted_keys))
    if record.revealed is not None:
        found.extend(_reveal_faults(record, record.revealed))
        found.extend(_revelation_faults(record, record.revealed, trusted_keys))
    elif record.revelation is not None:
        found.extend([Fault("reveal-missing", w.REVEAL_MISSING, record.revelation.stored.entry.seq)])
    kept = [fault for fault in found.kept if fault.code != SELF_CONSISTENT]
    return Faults([*kept, *([] if trusted_keys is not None else [self_consistent()])], found.more).in_order()


def _population_faults(record: DrawRecord) -> Iterator[Fault]:
    before = record.announced
    for line, flaw in flaws_in(before.population):
        yield Fault(f"population-{flaw}", w.FLAWS[flaw], line=line)
    if sha256_hex(before.population) != before.population_sha256:
        yield Fault("population-changed", w.POPULATION_CHANGED)
    lines = before.population.count("\n")
    if before.count > lines:
        yield Fault("count", w.COUNT.fill(count=before.count, lines=lines))


def _commitment_faults(record: DrawRecord, keys: Collection[str] | None) -> Iterator[Fault]:
    before = record.announced
    if record.commitment is None:
        yield Fault("not-covered", w.NOT_COVERED)
        return
    says = {
        "purpose": record.purpose,
        "population_sha256": before.population_sha256,
        "count": before.count,
        "seed_sha256": before.seed_sha256,
        "beacon": before.beacon,
    }
    yield from _proof_faults(record.commitment, "commit_draw", says, keys)


def _revelation_faults(record: DrawRecord, after: Revealed, keys: Collection[str] | None) -> Iterator[Fault]:
    if record.revelation is None:
        return  # told as a note: no head has been signed since
    says = {
        "seed": after.seed,
        "head_size": after.head_size,
        "root": after.root,
        "value": after.value,
        "drawn": [list(line) for line in after.drawn],
        "changes": dict(after.changes),
    }
    yield from _proof_faults(record.revelation, "reveal_draw", says, keys)
    entry, before = record.revelation.stored.entry, record.commitment
    if before is not None and (entry.subject != before.stored.entry.subject or entry.seq <= after.head_size):
        yield Fault("other-draw", w.OTHER_DRAW, entry.seq)


def _proof_faults(
    proof: Receipt, act: str, says: Mapping[str, object], keys: Collection[str] | None
) -> Iterator[Fault]:
    entry = proof.stored.entry
    yield from check_receipt(proof, keys)
    if entry.act != act:
        yield Fault("other-act", w.OTHER_ACT.fill(act=entry.act, wanted=act), entry.seq)
        return
    content: Any = proof.opened and proof.opened.content.get("what")
    if not isinstance(content, Mapping):
        yield Fault("not-opened", w.NOT_OPENED, entry.seq)
        return
    for name, value in says.items():
        if content.get(name) != value:
            yield Fault("not-as-recorded", w.NOT_AS_RECORDED.fill(name=name), entry.seq)


def _reveal_faults(record: DrawRecord, after: Revealed) -> Iterator[Fault]:
    before = record.announced
    if commitment_of(after.seed) != before.seed_sha256:
        yield Fault("seed", w.SEED)
    if bool(before.beacon) != bool(after.value):
        yield Fault("value", w.VALUE)
    if record.commitment is not None:
        head = record.commitment.signed.head
        if (after.head_size, after.root) != (head.size, head.root):
            yield Fault("root", w.ROOT.fill(size=head.size), record.commitment.stored.entry.seq)
    yield from _drawn_faults(record, after)


def _drawn_faults(record: DrawRecord, after: Revealed) -> Iterator[Fault]:
    """The draw done again from the population as it stands; what is wrong with that was told already."""
    before = record.announced
    try:
        fixed = Commitment(population_in(before.population), before.count, before.seed_sha256, before.beacon)
        again = drawn(fixed, Reveal(after.seed, after.root, after.value))
    except ValueError:
        return
    if len(again) != len(after.drawn):
        yield Fault("drawn-count", w.DRAWN_COUNT.fill(count=len(again), told=len(after.drawn)))
    for place, (right, told) in enumerate(zip(again, after.drawn, strict=False), start=1):
        if right != told:
            yield Fault("drawn", w.DRAWN.fill(place=place, told=_named(told), right=_named(right)))


def _named(line: Line) -> str:
    return line.text.replace("\t", " ").strip()

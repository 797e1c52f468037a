"""What a check of a draw found, ready to print or to give to a machine."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from jiqun.base.words import Bi
from jiqun.ledger.fault import Fault
from jiqun.papers import draw_words as w
from jiqun.papers.draw_record import DrawRecord
from jiqun.papers.verified import Line, Verified, grouped, moment, state_of


def draw_found(name: str, record: DrawRecord | None, faults: Collection[Fault]) -> Verified:
    """What was found about one file (None: it holds no record that can be read)."""
    kept = tuple(faults)
    lines = tuple(_lines(record)) if record else ()
    notes = tuple(_notes(record)) if record else ()
    says = {"draw": record.as_dict()} if record else {}
    return Verified(name, state_of(kept, signed=True), w.SAID, lines, kept, notes, says)


def _lines(record: DrawRecord) -> Iterator[Line]:
    before, after = record.announced, record.revealed
    yield w.DRAW, w.PURPOSES.get(record.purpose, Bi(zh=record.purpose, en=record.purpose))
    yield w.SIZE, w.LINES.fill(lines=f"{before.population.count(chr(10)):,}")
    yield w.POPULATION_SHA256, grouped(before.population_sha256)
    yield w.COUNTED, f"{before.count:,}"
    yield w.SEED_SHA256, grouped(before.seed_sha256)
    if before.beacon:
        yield w.BEACON, before.beacon
    if record.commitment is not None:
        entry = record.commitment.stored.entry
        yield w.COMMITTED, w.COMMITTED_BY.fill(seq=entry.seq, at=moment(entry.at))
    if after is None:
        return
    yield w.REVEALED_SEED, grouped(after.seed)
    yield w.AFTER_HEAD.fill(size=after.head_size), grouped(after.root)
    if after.value:
        yield w.BEACON, after.value
    if after.changes:
        counts = {name: len(after.changes[name]) for name in ("added", "removed")}
        yield w.CHANGES, w.CHANGES_ARE.fill(**counts, reason=after.changes["reason"])
    for place, line in enumerate(after.drawn, start=1):
        yield w.PLACE.fill(place=place), f"{line.stratum} {line.id}".strip()


def _notes(record: DrawRecord) -> Iterator[Bi]:
    if record.revealed is None:
        yield w.NOT_REVEALED
    elif record.revelation is None:
        yield w.REVEAL_NOT_COVERED
    if record.commitment is not None:
        seq, size = record.commitment.stored.entry.seq, record.commitment.signed.head.size
        yield w.FIRST_HEAD.fill(seq=seq, size=size)

"""Walks the chain and locates every entry that was altered, removed, inserted or moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jiqun.base.words import Bi
from jiqun.ledger.entry import GENESIS, Stored
from jiqun.ledger.fault import Fault, Faults

Placed = tuple[int | None, Stored]  # the line of a file, where there is one


@dataclass(frozen=True, slots=True)
class Step:
    """One entry walked over: the number whose place it fills (None: it is out of place), and what is wrong there.

    `hash` is the stored one; where that and the entry disagree, the one that the next entry was written after.
    """

    hash: str
    seq: int | None
    faults: tuple[Fault, ...]


def check_chain(
    entries: Iterable[Stored], size: int | None = None, after: tuple[int, str] = (0, GENESIS)
) -> tuple[Fault, ...]:
    """Everything wrong with entries read in order; nothing is kept but two entries and at most a thousand faults.

    `size`, where known, is how many the ledger should have: without it, entries cut off the end cannot be missed.
    `after` is the number and hash of the last entry already checked. A tail that was rewritten as a whole agrees with
    itself; only a signed head tells (`exported`, `receipt`).
    """
    faults, last = Faults(), after[0]
    for step in walk(((None, stored) for stored in entries), after):
        faults.extend(step.faults)
        last = step.seq or last
    if size is not None and last < size:
        faults.extend([missing(last + 1, size)])
    return faults.in_order()


def walk(placed: Iterable[Placed], after: tuple[int, str] = (0, GENESIS)) -> Iterator[Step]:
    """Walk over entries in the order they are read, looking one ahead."""
    chain = _Chain(after[0] + 1, after[1])
    for (line, stored), following in _with_next(placed):
        yield chain.step(line, stored, following)


def missing(first: int, last: int, line: int | None = None) -> Fault:
    """Entries `first` to `last` are not there."""
    return Fault("missing", _MISSING.fill(first=first, last=last), first, line)


@dataclass
class _Chain:
    """The number that is next, and the hash that it must name as previous."""

    seq: int
    previous: str

    def step(self, line: int | None, stored: Stored, following: Stored | None) -> Step:
        entry, computed = stored.entry, _computed(stored)
        if computed != stored.hash and (entry.seq == self.seq or entry.previous == self.previous):
            # It hangs where it should: whatever was changed, number and previous included, was changed in this place.
            return self._stands(self.seq, _named(stored, computed, following), (_fault("altered", self.seq, line),))
        altered = () if computed == stored.hash else (_fault("altered", entry.seq, line),)
        if self._out_of_place(entry.seq, following):
            return Step(stored.hash, None, (*altered, _fault("out-of-place", entry.seq, line)))
        hashed = _named(stored, computed, following)
        return self._stands(entry.seq, hashed, (*self._before(stored, line), *altered))

    def _out_of_place(self, seq: int, following: Stored | None) -> bool:
        """Its number has passed, or it stands ahead of one that should come first."""
        ahead = following is not None and self.seq <= following.entry.seq < seq
        return seq < self.seq or ahead

    def _before(self, stored: Stored, line: int | None) -> Iterator[Fault]:
        entry = stored.entry
        if entry.seq > self.seq:
            yield missing(self.seq, entry.seq - 1, line)
        elif entry.previous != self.previous:
            yield _fault("replaced", entry.seq - 1, line) if entry.seq > 1 else _fault("not-first", 1, line)

    def _stands(self, seq: int, hashed: str, faults: tuple[Fault, ...]) -> Step:
        self.seq, self.previous = seq + 1, hashed
        return Step(hashed, seq, faults)


def _named(stored: Stored, computed: str | None, following: Stored | None) -> str:
    """The entry or the hash beside it was changed: the next entry still names what it was."""
    named = following.entry.previous if following else None
    return computed if computed is not None and computed == named else stored.hash


def _with_next(placed: Iterable[Placed]) -> Iterator[tuple[Placed, Stored | None]]:
    reading = iter(placed)
    current = next(reading, None)
    while current is not None:
        following = next(reading, None)
        yield current, following[1] if following else None
        current = following


def _computed(stored: Stored) -> str | None:
    try:
        return stored.entry.hash
    except (ValueError, TypeError, AttributeError):
        return None  # what was put there has no canonical text at all


def _fault(code: str, seq: int, line: int | None) -> Fault:
    return Fault(code, _WORDS[code].fill(seq=seq, next=seq + 1), seq, line)


_MISSING = Bi("第 {first} 至第 {last} 条记录缺失。", "Entries {first} to {last} are missing.")
_WORDS: Mapping[str, Bi] = {
    "altered": Bi(
        "第 {seq} 条记录被改动：其内容与所存哈希不符。",
        "Entry {seq} was altered: it does not agree with the hash stored beside it.",
    ),
    "out-of-place": Bi(
        "第 {seq} 条记录不在其位：被插入、重复或移动。",
        "Entry {seq} stands out of its place: it was inserted, repeated or moved.",
    ),
    "replaced": Bi(
        "第 {seq} 条记录连同其哈希被替换（或第 {next} 条的前序哈希被改）：第 {next} 条所接的不是它。",
        "Entry {seq} was replaced together with its hash (or the previous hash of entry {next} was changed): "
        "it is not the entry that entry {next} was written after.",
    ),
    "not-first": Bi(
        "第 1 条记录的前序哈希应为 64 个零。",
        "Entry 1 must name 64 zeros as its previous hash.",
    ),
}

"""Checks the text form of a whole ledger: every entry, every key, and every signed head against the entries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from jiqun.base.words import Bi
from jiqun.ledger.chain import Placed, missing, walk
from jiqun.ledger.entry import Stored
from jiqun.ledger.fault import SELF_CONSISTENT, Fault, Faults, self_consistent
from jiqun.ledger.head import SignedHead
from jiqun.ledger.key_change import KeyChange
from jiqun.ledger.keyring import KeyRing
from jiqun.ledger.lines import read_header, read_line, write_lines
from jiqun.ledger.reading import Unreadable
from jiqun.ledger.tree import Tree

__all__ = ["Report", "check_lines", "write_lines"]


@dataclass(frozen=True)
class Report:
    """What an export holds and what is wrong with it.

    `entries`, `heads` and `keys` are counts of readable lines; `heads_verified` those whose signature, key and root
    hold. `covered`: entries 1 to this are under a verified head; those after it rest on the chain alone. `root` is of
    the tree over all entries in their places, in hex.
    """

    entries: int
    heads: int
    keys: int
    heads_verified: int
    covered: int
    root: str
    faults: tuple[Fault, ...]

    @property
    def consistent(self) -> bool:
        """Nothing contradicts anything else in the export."""
        return all(fault.code == SELF_CONSISTENT for fault in self.faults)

    @property
    def trusted(self) -> bool:
        """Consistent, and signed by keys that hang on one known from elsewhere; `covered` says how far that reaches."""
        return self.heads_verified > 0 and not self.faults


def check_lines(lines: Iterable[str], trusted_keys: Collection[str] | None = None) -> Report:
    """Check an export read line by line (lines end with `\\n` only), in one pass; 64 bytes an entry are kept.

    `trusted_keys` are public keys (raw, in hex) known from elsewhere; without them (None) the report says that all is
    only self-consistent. Whatever stands in the lines is reported, never raised.
    """
    reading = _Reading(enumerate(lines, start=1))
    reading.header()
    tree, last = Tree(), 0
    for step in walk(reading.entries()):
        reading.faults.extend(step.faults)
        last = step.seq or last
        # Where entry and hash disagree the chain has said so; the heads are to tell what else there is.
        if step.seq == tree.size + 1:
            tree.append(bytes.fromhex(step.hash))
    heads = _Heads(KeyRing(reading.keys, trusted_keys), tree, last)
    reading.faults.extend(heads.ring.faults())
    reading.faults.extend(heads.faults(reading.heads))
    if trusted_keys is None:
        reading.faults.extend([self_consistent()])
    return Report(
        entries=reading.count,
        heads=len(reading.heads),
        keys=len(reading.keys),
        heads_verified=heads.verified,
        covered=heads.covered,
        root=tree.root().hex(),
        faults=reading.faults.in_order(),
    )


@dataclass
class _Reading:
    """The lines as they are read: entries are handed on, keys and heads kept for the end."""

    lines: Iterator[tuple[int, str]]
    faults: Faults = field(default_factory=Faults)
    heads: list[tuple[int, SignedHead]] = field(default_factory=list)
    keys: list[tuple[int, KeyChange]] = field(default_factory=list)
    count: int = 0

    def header(self) -> None:
        line, text = next(self.lines, (1, ""))
        try:
            read_header(text)
        except Unreadable as refused:
            self.faults.extend([Fault("header", refused.words, line=line)])

    def entries(self) -> Iterator[Placed]:
        for line, text in self.lines:
            try:
                record = read_line(text)
            except Unreadable as refused:
                self.faults.extend([Fault("malformed", refused.words, line=line)])
                continue
            if isinstance(record, Stored):
                self.count += 1
                yield line, record
            elif isinstance(record, SignedHead):
                self.heads.append((line, record))
            else:
                self.keys.append((line, record))


@dataclass
class _Heads:
    """The signed heads held against the keys and against the tree over the entries, up to entry `last`."""

    ring: KeyRing
    tree: Tree
    last: int
    verified: int = 0
    covered: int = 0

    def faults(self, heads: list[tuple[int, SignedHead]]) -> Iterator[Fault]:
        before: SignedHead | None = None
        for line, signed in heads:
            found = self.ring.head_fault(signed, line) or self._against_entries(signed, line)
            if found is None and before is not None and _goes_back(before, signed):
                found = Fault("head-order", _ORDER.fill(size=signed.head.size), line=line)
            if found is not None:
                yield found
                continue
            before = signed
            self.verified += 1
            self.covered = max(self.covered, signed.head.size)

    def _against_entries(self, signed: SignedHead, line: int) -> Fault | None:
        """The root is worked out again at the head's size, so that every head is consistent with every other."""
        size = signed.head.size
        if size > self.last:
            return missing(self.last + 1, size, line)
        if size > self.tree.size:
            words = _NOT_CHECKED.fill(size=size, seq=self.tree.size + 1)
            return Fault("head-not-checked", words, self.tree.size + 1, line)
        if self.tree.root(size).hex() != signed.head.root:
            words = _ROOT.fill(size=size, covered=self.covered, first=self.covered + 1)
            return Fault("head-root", words, self.covered + 1, line)
        return None


def _goes_back(before: SignedHead, signed: SignedHead) -> bool:
    return signed.head.size < before.head.size or signed.head.at < before.head.at


_ORDER = Bi(
    "规模为 {size} 的树头比前一树头更小或更早。",
    "The head over {size} entries is smaller or earlier than the one before.",
)
_NOT_CHECKED = Bi(
    "规模为 {size} 的树头无法核验：从第 {seq} 条起有记录缺失。",
    "The head over {size} entries cannot be checked: entries are missing from entry {seq} on.",
)
_ROOT = Bi(
    "规模为 {size} 的树头与记录不符：前 {covered} 条经树头核验无误，"
    "第 {first} 至第 {size} 条之间有记录在签署后被替换、插入或移除。",
    "The head over {size} entries does not agree with them: up to entry {covered} a head holds; from entry {first} to "
    "{size} something was replaced, inserted or removed after it was signed.",
)

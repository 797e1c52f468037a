"""What a verification found, ready to print or to give to a machine: how it came out, what was checked, each fault."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from jiqun.base.days import SHANGHAI
from jiqun.base.words import Bi
from jiqun.ledger.canonical import canonical_json
from jiqun.ledger.exported import Report
from jiqun.ledger.fault import SELF_CONSISTENT, Fault
from jiqun.ledger.receipt import Receipt
from jiqun.papers import verified_words as w

State = Literal["verified", "self-consistent", "unsigned", "refused"]
Line = tuple[Bi, str | Bi]  # what it is, and what it says
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Verified:
    """What was found about one file.

    `state`: "verified" is sound and signed by a key that was given; "self-consistent" sound with no key given;
    "unsigned" an export sound but without a signed head; "refused" anything else. `lines` under `title` say what was
    checked, `says` the same for a machine, `notes` what a reader must know beside it.
    """

    name: str
    state: State
    title: Bi
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    notes: tuple[Bi, ...] = ()
    says: dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """`{file, state, faults, notes, …}` in JSON types."""
        return {
            "file": self.name,
            "state": self.state,
            "faults": [fault.as_dict() for fault in self.real_faults],
            "notes": [note.as_dict() for note in self.notes],
            **self.says,
        }

    @property
    def real_faults(self) -> tuple[Fault, ...]:
        """The faults but for that no key was given, which `state` says."""
        return tuple(fault for fault in self.faults if fault.code != SELF_CONSISTENT)


def chain_found(name: str, report: Report) -> Verified:
    """What the check of an exported ledger found."""
    state = state_of(report.faults, signed=report.heads_verified > 0)
    lines: tuple[Line, ...] = (
        (w.ENTRIES, f"{report.entries:,}"),
        (w.HEADS, w.HEADS_VERIFIED.fill(verified=report.heads_verified, heads=report.heads)),
        (w.KEYS, f"{report.keys:,}"),
        (w.COVERED, w.COVERED_TO.fill(covered=report.covered) if report.covered else w.NOTHING),
        (w.ROOT, grouped(report.root)),
    )
    says = {
        "entries": report.entries,
        "heads": report.heads,
        "heads_verified": report.heads_verified,
        "keys": report.keys,
        "covered": report.covered,
        "root": report.root,
    }
    return Verified(name, state, w.CHECKED, lines, report.faults, tuple(_chain_notes(report)), says)


def proof_found(name: str, proof: Receipt | None, faults: Iterable[Fault], document: str | None = None) -> Verified:
    """What the check of a proof found (None: there is none that can be read), perhaps of a document with this hash."""
    kept = tuple(faults)
    state = state_of(kept, signed=True)
    lines: list[Line] = [] if document is None else [(w.FILE_SHA256, grouped(document))]
    says: dict[str, Any] = {} if document is None else {"sha256": document}
    if proof is not None:
        lines += _proof_lines(proof)
        says["proof"] = proof.as_dict()
    title = w.PROOF_SAYS if state == "verified" else w.PROOF_CLAIMS
    return Verified(name, state, title, tuple(lines), kept, says=says)


def page_found(name: str, proof: Receipt, faults: Iterable[Fault]) -> Verified:
    """`proof_found` of the proof that a page carries, with the warning that the page itself is not what is proven."""
    found = proof_found(name, proof, faults)
    return found if found.state == "refused" else replace(found, notes=(w.PROOF_NOT_PAGE,))


def grouped(digits: str) -> str:
    """Hex digits eight by eight, so that two can be compared by eye."""
    return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))


def state_of(faults: Collection[Fault], *, signed: bool) -> State:
    """How a check came out, from what it found."""
    codes = {fault.code for fault in faults}
    if codes - {SELF_CONSISTENT}:
        return "refused"
    if codes:
        return "self-consistent"
    return "verified" if signed else "unsigned"


def _chain_notes(report: Report) -> Iterator[Bi]:
    if 0 < report.covered < report.entries:
        yield w.NOT_COVERED.fill(first=report.covered + 1, last=report.entries)


def _proof_lines(proof: Receipt) -> Iterator[Line]:
    entry, head = proof.stored.entry, proof.signed.head
    yield w.ENTRY, w.ENTRY_IS.fill(seq=entry.seq)
    yield w.ENTRY_SHA256, grouped(proof.stored.hash)
    yield w.AT, moment(entry.at)
    for name, text in ((w.ACT, entry.act), (w.SUBJECT, entry.subject), (w.ARTICLE, entry.article)):
        if text:
            yield name, text
    yield w.BY, w.BY_ROLE.fill(role=entry.role, organisation=entry.organisation or "–")
    yield from _content_lines(proof)
    for document in proof.documents:
        yield w.DOCUMENT, f"{document.name} {grouped(document.sha256)}"
    yield w.HEAD, w.COVERED_TO.fill(covered=head.size)
    yield w.ROOT, grouped(head.root)
    yield w.SIGNED, w.SIGNED_IS.fill(at=moment(head.at), key_id=head.key_id)


def _content_lines(proof: Receipt) -> Iterator[Line]:
    if proof.opened is None:
        yield w.CONTENT, w.NOT_OPENED
        return
    for name, value in proof.opened.content.items():
        yield Bi(zh=name, en=name), _value(value)


def _value(value: object) -> str:
    if not isinstance(value, str):
        return canonical_json(value)
    return grouped(value) if _HASH.fullmatch(value) else value


def moment(at: datetime) -> Bi:
    """A moment in Beijing, to the second."""
    there = f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"
    return w.MOMENT.fill(at=there)

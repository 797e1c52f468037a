"""The record of a draw that anybody can keep and check off line: `jiqun-draw-1`, written out in docs/draws.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jiqun.base.words import Bi
from jiqun.fairness.population import MOST, Line
from jiqun.ledger.reading import Fields, Unreadable, fields, read_json
from jiqun.ledger.receipt import Receipt, receipt_from

FORMAT = "jiqun-draw-1"
MOST_CHARACTERS = 32 * 2**20
LONGEST_POPULATION = 16 * 2**20
LONGEST_TEXT = 300
_LONGEST_REASON = 10_000


@dataclass(frozen=True)
class Announced:
    """What was published before: the population's text and hash, how many, the hash of the seed, the public value."""

    population: str
    population_sha256: str
    count: int
    seed_sha256: str
    beacon: str


@dataclass(frozen=True)
class Revealed:
    """What was published after; `changes`: how the population had changed meanwhile, and why it was drawn anyhow."""

    seed: str
    head_size: int
    root: str
    value: str
    drawn: tuple[Line, ...]
    changes: Mapping[str, Any]


@dataclass(frozen=True)
class DrawRecord:
    """A draw, with the proofs of its two entries of the ledger, each under the first signed head that covers it.

    None stands for what there is not yet: a proof before a head was signed, a reveal before it was made.
    """

    purpose: str
    announced: Announced
    commitment: Receipt | None
    revealed: Revealed | None
    revelation: Receipt | None

    def as_dict(self) -> dict[str, Any]:
        """The JSON object of the record."""
        before, after = self.announced, self.revealed
        return {
            "format": FORMAT,
            "purpose": self.purpose,
            "population": before.population,
            "population_sha256": before.population_sha256,
            "count": before.count,
            "seed_sha256": before.seed_sha256,
            "beacon": before.beacon,
            "commitment": self.commitment and self.commitment.as_dict(),
            "reveal": after
            and {
                "seed": after.seed,
                "head_size": after.head_size,
                "root": after.root,
                "value": after.value,
                "drawn": [list(line) for line in after.drawn],
                "changes": dict(after.changes),
            },
            "revelation": self.revelation and self.revelation.as_dict(),
        }


def read_draw(text: str | bytes) -> DrawRecord:
    """The record of a JSON text as `DrawRecord.as_dict` writes it; raises Unreadable for any other."""
    read = fields(read_json(text, MOST_CHARACTERS), "draw", _NAMES)
    read.exactly("format", FORMAT)
    proofs = [read.members[name] for name in ("commitment", "revelation")]
    commitment, revelation = (None if one is None else receipt_from(one) for one in proofs)
    return DrawRecord(
        purpose=read.text("purpose", most=20),
        announced=Announced(
            population=read.text("population", most=LONGEST_POPULATION),
            population_sha256=read.hex("population_sha256"),
            count=read.whole("count"),
            seed_sha256=read.hex("seed_sha256"),
            beacon=read.text("beacon", most=LONGEST_TEXT),
        ),
        commitment=commitment,
        revealed=None if read.members["reveal"] is None else _revealed(read.members["reveal"]),
        revelation=revelation,
    )


def _revealed(document: object) -> Revealed:
    read = fields(document, "reveal", _AFTER)
    return Revealed(
        seed=read.hex("seed"),
        head_size=read.whole("head_size", 1),
        root=read.hex("root"),
        value=read.text("value", most=LONGEST_TEXT),
        drawn=_lines(read, "drawn"),
        changes=_changes(read.members["changes"]),
    )


def _changes(document: object) -> Mapping[str, Any]:
    if document == {}:
        return {}
    read = fields(document, "changes", frozenset({"added", "removed", "reason"}))
    parts = {name: [list(line) for line in _lines(read, name)] for name in ("added", "removed")}
    return {**parts, "reason": read.text("reason", 1, _LONGEST_REASON)}


def _lines(read: Fields, name: str) -> tuple[Line, ...]:
    return tuple(_line(one, name) for one in read.items(name, MOST))


def _line(value: object, name: str) -> Line:
    if not isinstance(value, list) or len(value) != len(Line._fields) or not all(isinstance(one, str) for one in value):
        raise Unreadable(_LINE.fill(name=name))
    return Line(*value)


_NAMES = frozenset(
    {
        *("format", "purpose", "population", "population_sha256", "count", "seed_sha256", "beacon"),
        *("commitment", "reveal", "revelation"),
    }
)
_AFTER = frozenset({"seed", "head_size", "root", "value", "drawn", "changes"})
_LINE = Bi("{name}：每行应为 [分层, 编号] 两个文本。", "{name}: each line is two texts, [stratum, id].")

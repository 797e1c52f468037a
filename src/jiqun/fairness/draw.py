"""The draw: systematic along an order that a key gives (Madow 1944), so that each line has exactly the same chance.

Commit and reveal. Before: the population, SHA-256 of a seed, and optionally which public value of a later day will be
used. After: the seed, the root of the first head of the ledger that covers the commitment, that value. `docs/draws.md`
writes the method out for somebody who programs it anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from jiqun.fairness.population import Line, Population

_HEX = 64


@dataclass(frozen=True)
class Commitment:
    """What is fixed and published before: whom to draw from, how many, the hash of the seed, the value to be used."""

    population: Population
    count: int
    seed_sha256: str
    beacon: str = ""  # in words, which public value of which later day; empty: none

    def __post_init__(self) -> None:
        if not 0 <= self.count <= len(self.population.lines):
            raise ValueError(f"{self.count} cannot be drawn from {len(self.population.lines)}")


@dataclass(frozen=True)
class Reveal:
    """What is published after: the seed (64 hex digits), the root of the head (the same), the value as published."""

    seed: str
    root: str
    value: str = ""


class Broken(ValueError):
    """A reveal that does not belong to its commitment."""


def commitment_of(seed: str) -> str:
    """SHA-256 of the 32 bytes of the seed, in hex. Raises ValueError unless it is 64 hex digits."""
    return sha256(_bytes(seed)).hexdigest()


def count_of(share: Fraction, of: int) -> int:
    """How many that share of `of` lines is, rounded up: none only if there is nobody, or nothing is asked for."""
    if not 0 <= share <= 1:
        raise ValueError(f"a share lies between 0 and 1: {share}")
    return -(-share.numerator * of // share.denominator)


def drawn(before: Commitment, after: Reveal) -> tuple[Line, ...]:
    """Who is drawn, in the order of the draw. Raises Broken unless the seed is the one that was committed to."""
    if commitment_of(after.seed) != before.seed_sha256:
        raise Broken("the seed is not the one that was committed to")
    if bool(before.beacon) != bool(after.value):
        raise Broken("the public value is given where, and only where, the commitment names one")
    if not after.value.isprintable():
        raise Broken("the public value holds a character that cannot be seen")
    key = _key(before, after)
    line_up, size, count = _line_up(before.population.lines, key), len(before.population.lines), before.count
    start = int.from_bytes(_hash(key, "start")) % size if size else 0
    return tuple(line_up[(turn * size + start) // count] for turn in range(count))


def _key(before: Commitment, after: Reveal) -> bytes:
    parts = (_bytes(after.seed), _bytes(before.population.sha256), _bytes(after.root), after.value.strip().encode())
    return sha256(b"".join(parts)).digest()


def _line_up(lines: Iterable[Line], key: bytes) -> list[Line]:
    """Stratum by stratum, the strata and the lines of each in the order of their hashes."""
    return sorted(lines, key=lambda line: (_hash(key, f"stratum {line.stratum}"), _hash(key, f"line {line.text}")))


def _hash(key: bytes, text: str) -> bytes:
    return sha256(key + text.encode()).digest()


def _bytes(text: str) -> bytes:
    if len(text) != _HEX or text != text.lower():
        raise ValueError("not 64 lower-case hex digits")
    return bytes.fromhex(text)

"""Who can be drawn: a list that is published, sorted and hashed before anybody knows how the draw will fall."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Literal, NamedTuple

MOST = 100_000  # lines; a browser has to repeat the draw


Flaw = Literal["form", "order", "twice", "end", "many"]


class Line(NamedTuple):
    """One that can be drawn, in its stratum (a district, a size class; empty where there are none)."""

    stratum: str
    id: str

    @property
    def text(self) -> str:
        return f"{self.stratum}\t{self.id}"


@dataclass(frozen=True)
class Population:
    """Distinct lines in the order of their UTF-8 bytes."""

    lines: tuple[Line, ...]

    @cached_property
    def text(self) -> str:
        """The published text: a line for each, `stratum TAB id LF`."""
        return "".join(f"{line.text}\n" for line in self.lines)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the published text, in hex."""
        return sha256(self.text.encode()).hexdigest()


def population_of(lines: Iterable[tuple[str, str]]) -> Population:
    """The population of those (stratum, id), in whatever order they come.

    Raises ValueError if one stands twice, has an empty id, a control character, or if there are more than `MOST`.
    """
    found = sorted((Line(stratum, name) for stratum, name in lines), key=lambda line: line.text.encode())
    if len(found) > MOST:
        raise ValueError(f"{len(found)} lines, at most {MOST}")
    for line in found:
        if not line.id or not (line.stratum + line.id).isprintable():
            raise ValueError(f"not a line of a population: {line!r}")
    if len(set(found)) != len(found) or len({line.id for line in found}) != len(found):
        raise ValueError("somebody stands twice in the population")
    return Population(tuple(found))


def population_in(text: str) -> Population:
    """The population of a published text. Raises ValueError unless `flaws_in` finds nothing in it."""
    if flaw := next(flaws_in(text), None):
        raise ValueError(f"not the text of a population: line {flaw[0]}: {flaw[1]}")
    return population_of(_parts(line) for line in text.split("\n")[:-1])


def flaws_in(text: str) -> Iterator[tuple[int, Flaw]]:
    """Where a text is not written as a population is, by line from 1: out of form, out of order, somebody twice.

    `end`: the last line has no end; `many`: more than `MOST`, and nothing else is looked at.
    """
    lines = text.split("\n")
    if lines.pop():
        yield len(lines) + 1, "end"
    if len(lines) > MOST:
        yield MOST + 1, "many"
        return
    before, seen = b"", set()
    for number, line in enumerate(lines, start=1):
        stratum, name = _parts(line)
        if not name or not (stratum + name).isprintable():
            yield number, "form"
            continue
        if name in seen:
            yield number, "twice"
        elif line.encode() < before:
            yield number, "order"
        before = line.encode()
        seen.add(name)


def _parts(line: str) -> tuple[str, str]:
    stratum, _, name = line.partition("\t")
    return stratum, name

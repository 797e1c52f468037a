"""Who can be drawn: a list that is published, sorted and hashed before anybody knows how the draw will fall."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

MOST = 100_000  # lines; a browser has to repeat the draw


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

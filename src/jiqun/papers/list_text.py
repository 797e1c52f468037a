"""The text of a published list: canonical JSON lines, a head and one line a cluster, so that a hash names all of it.

Nothing of an enterprise and nobody's personal data stands in it (Article 9).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jiqun.ledger.canonical import canonical_json, sha256_hex

FORMAT = "jiqun-list-1"
MEDIA_TYPE = "application/jsonl; charset=utf-8"


@dataclass(frozen=True)
class ListText:
    """A list as its text says it: the head, and the lines in their order."""

    head: Mapping[str, Any]
    lines: tuple[Mapping[str, Any], ...]

    @property
    def text(self) -> str:
        """The text, ended by a line end."""
        whole = ({"format": FORMAT, **self.head, "lines": len(self.lines)}, *self.lines)
        return "".join(f"{canonical_json(one)}\n" for one in whole)

    @property
    def sha256(self) -> str:
        return sha256_hex(self.text)


def numbered(lines: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """The lines by their clusters' numbers, each with its place from 1."""
    ordered = sorted(lines, key=lambda one: str(one["cluster"]))
    return tuple({"place": place, **one} for place, one in enumerate(ordered, start=1))


def read_list(text: str) -> ListText:
    """The list that a text says. Raises ValueError for what is no text of a list."""
    rows = [json.loads(line) for line in text.split("\n")[:-1]]
    if not rows or rows[0].get("format") != FORMAT or rows[0].get("lines") != len(rows) - 1:
        raise ValueError("no text of a published list")
    head = {name: value for name, value in rows[0].items() if name not in ("format", "lines")}
    return ListText(head, tuple(rows[1:]))


def first_difference(one: str, other: str) -> int:
    """The number of the first line, from 1, in which two texts differ; 0 if they are the same."""
    if one == other:
        return 0
    lines, others = one.split("\n"), other.split("\n")
    pairs = enumerate(zip(lines, others, strict=False), start=1)
    return next((number for number, (a, b) in pairs if a != b), min(len(lines), len(others)) + 1)

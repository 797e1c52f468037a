"""Which code carries out each article of an edition, or why none does."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from jiqun.base.words import Bi


@dataclass(frozen=True)
class CarriedOut:
    """The code of an article as `module:name`, and the reason where it is not, or not wholly, carried out by code."""

    code: tuple[str, ...]
    reason: Bi | None


@cache
def carried_out(edition_id: str = "shanghai-2024") -> Mapping[str, CarriedOut]:
    """By article number. Raises FileNotFoundError for an edition that does not say."""
    source = resources.files("jiqun.law") / edition_id.replace("-", "_") / "carried_out.toml"
    rows = tomllib.loads(source.read_text(encoding="utf-8"))["article"]
    return MappingProxyType(
        {
            row["number"]: CarriedOut(tuple(row.get("code", ())), Bi(**row["reason"]) if "reason" in row else None)
            for row in rows
        }
    )

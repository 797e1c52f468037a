"""The national clusters of earlier calls, as public reports name them: where that is known from, and how well."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from jiqun.base.words import Bi


@dataclass(frozen=True)
class Known:
    """A cluster that came on the national list of a year; `confidence` from A (seen in the original) to C (hearsay)."""

    year: int
    district: str
    name: Bi
    first_day: date | None
    source: str
    confidence: str


@cache
def national_clusters() -> tuple[Known, ...]:
    """Those that are known, in the order of their lists."""
    text = (resources.files("jiqun.facts") / "national_clusters.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return tuple(
        Known(
            year=one["year"],
            district=one["district"],
            name=Bi(**one["name"]),
            first_day=one.get("first_day"),
            source=data["source"],
            confidence=data["confidence"],
        )
        for one in data["cluster"]
    )

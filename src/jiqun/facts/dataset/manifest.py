"""The manifest of a dataset: what it holds, which clusters lie in which part, and how it came about."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from jiqun.facts.dataset.layout import FORMAT, Id, Layout
from jiqun.facts.size_classes import TABLE_EDITION

NAME = "manifest.json"


@dataclass(frozen=True)
class Part:
    """One file of annual rows: its path in the dataset's folder, the first and last cluster in it, its rows.

    A cluster lies in one part.
    """

    file: str
    first: Id
    last: Id
    rows: int


@dataclass(frozen=True)
class Manifest:
    """What stands in `manifest.json`. `seed`, `on` and `fictional` say how generated data came about."""

    layout: Layout
    years: tuple[int, ...]
    parts: tuple[Part, ...]
    rows: Mapping[str, int] = field(default_factory=dict)  # by sheet
    seed: int | None = None
    on: date | None = None
    fictional: bool = False
    size_table: str = TABLE_EDITION

    def write(self, folder: Path) -> None:
        """Write the manifest into the dataset's folder."""
        body = {
            "format": FORMAT,
            **asdict(self),
            "on": self.on.isoformat() if self.on else None,
            "rows": dict(self.rows),
        }
        (folder / NAME).write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a dataset, or None where there is none, or none that this version can read.

    A dataset is whole without it: the manifest only saves looking.
    """
    try:
        body = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return _manifest(body) if body["format"] == FORMAT else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _manifest(body: Mapping[str, Any]) -> Manifest:
    return Manifest(
        layout="wide" if body["layout"] == "wide" else "long",
        years=tuple(body["years"]),
        parts=tuple(Part(part["file"], part["first"], part["last"], part["rows"]) for part in body["parts"]),
        rows=dict(body["rows"]),
        seed=body["seed"],
        on=date.fromisoformat(body["on"]) if body["on"] else None,
        fictional=body["fictional"],
        size_table=body["size_table"],
    )

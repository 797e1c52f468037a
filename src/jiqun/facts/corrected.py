"""A snapshot with figures of enterprises in the place of the reported ones: what a spot check confirmed (Article 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jiqun.facts.sheets import ANNUAL
from jiqun.facts.snapshot import Snapshot


@dataclass(frozen=True)
class Correction:
    """One figure of one enterprise and year, in the units of the snapshot; None is a blank."""

    credit_code: str
    year: int
    column: str
    value: Any


def corrected(snapshot: Snapshot, corrections: Sequence[Correction]) -> Snapshot:
    """The snapshot with those figures; the same one where there are none. The later correction of a figure holds.

    A row that the snapshot does not have (a firm that a later filing leaves out) has nothing to correct: `stand_in`
    tells which there are. Raises KeyError for a column that there is not.
    """
    here = stand_in(snapshot, corrections)
    if not here:
        return snapshot
    rows = _rows(snapshot)
    table = {column: list(values) for column, values in snapshot.tables[ANNUAL.key].items()}
    for one in here:
        table[one.column][rows[one.credit_code, one.year]] = one.value
    return Snapshot({**snapshot.tables, ANNUAL.key: table})


def stand_in(snapshot: Snapshot, corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """Those corrections whose row the snapshot has."""
    rows = _rows(snapshot) if corrections else {}
    return tuple(one for one in corrections if (one.credit_code, one.year) in rows)


def _rows(snapshot: Snapshot) -> dict[tuple[Any, Any], int]:
    table = snapshot.tables[ANNUAL.key]
    return {row: number for number, row in enumerate(zip(table["credit_code"], table["year"], strict=True))}

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

    Raises KeyError for a row or a column that the snapshot does not have.
    """
    if not corrections:
        return snapshot
    table = {column: list(values) for column, values in snapshot.tables[ANNUAL.key].items()}
    rows = {place: number for number, place in enumerate(zip(table["credit_code"], table["year"], strict=True))}
    for one in corrections:
        table[one.column][rows[one.credit_code, one.year]] = one.value
    return Snapshot({**snapshot.tables, ANNUAL.key: table})

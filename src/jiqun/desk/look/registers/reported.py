"""What a cluster's data say about one enterprise, as it was filed: every sheet in which it stands (Article 2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jiqun.base.words import Bi
from jiqun.desk.look.cases.changes import as_typed
from jiqun.facts.columns import Column, Sheet
from jiqun.facts.sheets import ANNUAL, CHAIN, CODE, ENTERPRISES, HONOURS_SHEET, INCIDENTS
from jiqun.facts.snapshot import Snapshot

_ROWS = (HONOURS_SHEET, INCIDENTS, CHAIN)


@dataclass(frozen=True)
class Figure:
    """A figure of the annual sheet, year by year."""

    label: Bi
    values: tuple[Bi, ...]


@dataclass(frozen=True)
class Rows:
    """The rows of another sheet that concern the enterprise."""

    title: Bi
    head: tuple[Bi, ...]
    rows: tuple[tuple[Bi, ...], ...]


@dataclass(frozen=True)
class Reported:
    """What was reported about an enterprise."""

    facts: tuple[tuple[Bi, Bi], ...]
    years: tuple[int, ...]
    figures: tuple[Figure, ...]
    sheets: tuple[Rows, ...]


def reported_of(snapshot: Snapshot, credit_code: str) -> Reported:
    """Everything that the data say about the enterprise of the credit code."""
    named = next(_rows_of(snapshot, ENTERPRISES, credit_code), ())
    annual = sorted(_rows_of(snapshot, ANNUAL, credit_code), key=lambda row: row[1])
    sheets = (_sheet(snapshot, sheet, credit_code) for sheet in _ROWS)
    return Reported(
        facts=tuple(
            (column.label, as_typed(column, value))
            for column, value in zip(ENTERPRISES.columns, named, strict=False)
            if column is not CODE
        ),
        years=tuple(row[1] for row in annual),
        figures=tuple(
            Figure(_label(column), tuple(as_typed(column, row[place]) for row in annual))
            for place, column in enumerate(ANNUAL.columns)
            if column.key not in ("credit_code", "year")
        ),
        sheets=tuple(one for one in sheets if one.rows),
    )


def _sheet(snapshot: Snapshot, sheet: Sheet, credit_code: str) -> Rows:
    shown = [(place, column) for place, column in enumerate(sheet.columns) if column is not CODE]
    rows = _rows_of(snapshot, sheet, credit_code)
    return Rows(
        title=sheet.label,
        head=tuple(_label(column) for _, column in shown),
        rows=tuple(tuple(as_typed(column, row[place]) for place, column in shown) for row in rows),
    )


def _rows_of(snapshot: Snapshot, sheet: Sheet, credit_code: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a sheet that name the code, each in the order of the sheet's columns."""
    table = snapshot.tables[sheet.key]
    for row in zip(*(table[column.key] for column in sheet.columns), strict=True):
        if credit_code in row:
            yield row


def _label(column: Column) -> Bi:
    if column.unit is None:
        return column.label
    return Bi(zh=f"{column.label.zh}（{column.unit.zh}）", en=f"{column.label.en} ({column.unit.en})")

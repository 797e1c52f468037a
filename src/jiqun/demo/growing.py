"""A made-up cluster one year later: what its operator types into the next report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from jiqun.facts.sheets import ANNUAL
from jiqun.facts.snapshot import Snapshot, snapshot_of
from jiqun.law.validity import anniversary

_MONEY = ("revenue", "total_assets", "output_value", "rd_expenditure", "exports")
_PERCENT = {"energy_tce": 102, "co2_t": 98}
_KEPT_YEARS = 4  # a year to grow from and three to look at
_CENT_WAN = 100  # workbooks hold amounts to the hundredth of ten thousand yuan
_HONOUR_YEARS = 3


def next_year(snapshot: Snapshot, year: int) -> Snapshot:
    """The same cluster with the figures of `year`: a sound one stays sound, unless it stood exactly on a line.

    Money grows by 9%, patents by a sixth, energy by 2%, CO₂ falls by 2%, one more small firm uses industrial software,
    honours are renewed.
    """
    tables = {name: _rows(table) for name, table in snapshot.tables.items()}
    annual = [row for row in tables[ANNUAL.key] if row["year"] > year - _KEPT_YEARS]
    latest = [_grown(row, year) for row in annual if row["year"] == year - 1]
    without = [row for row in latest if row["uses_industrial_software"] is False]
    if without:
        min(without, key=lambda row: (row["revenue"], row["credit_code"]))["uses_industrial_software"] = True
    annual += latest
    tables[ANNUAL.key] = sorted(annual, key=lambda row: (row["credit_code"], row["year"]))
    tables["honours"] = [_renewed(row, date(year + 2, 1, 1)) for row in tables["honours"]]
    return snapshot_of(tables)


def _grown(row: Mapping[str, Any], year: int) -> dict[str, Any]:
    more = {name: row[name] * 109 // 100 // _CENT_WAN * _CENT_WAN for name in _MONEY if row[name] is not None}
    part = {name: row[name] * percent // 100 for name, percent in _PERCENT.items() if row[name] is not None}
    patents = row["valid_invention_patents"]
    held = {"valid_invention_patents": -(-patents * 7 // 6)} if patents is not None else {}
    return {**row, **more, **part, **held, "year": year}


def _renewed(row: Mapping[str, Any], until: date) -> dict[str, Any]:
    """An honour that would run out is held for another term."""
    ends = row["valid_until"]
    return {**row, "valid_until": anniversary(ends, _HONOUR_YEARS)} if ends and ends < until else dict(row)


def _rows(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [dict(zip(table, values, strict=True)) for values in zip(*table.values(), strict=True)]

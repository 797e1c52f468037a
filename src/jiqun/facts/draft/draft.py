"""The cells of a draft, sheet by sheet, and their form as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from jiqun.facts.sheets import CLUSTER, SHEETS
from jiqun.facts.workbook.raw import BLANK, Broken, Raw, is_number, text_of
from jiqun.facts.workbook.tables import Cells, RawTable


@dataclass(frozen=True)
class Draft:
    """Every sheet's cells by column, each in the row where it was typed; a date, a number or a text as it was typed."""

    tables: Mapping[str, RawTable]

    def rows(self, sheet: str) -> tuple[int, ...]:
        """The numbers of the rows of a sheet, as a spreadsheet counts them."""
        table = self.tables[sheet]
        first = next(iter(table.columns.values()), None)
        return tuple(first.rows) if first and sheet != CLUSTER.key else ((1,) if sheet == CLUSTER.key else ())

    def cell(self, sheet: str, row: int, column: str) -> Raw:
        """What stands in a cell; blank where there is none. In `cluster` there is one value a field."""
        cells = self.tables[sheet].columns.get(column)
        if cells is None or not cells.raws:
            return BLANK
        if sheet == CLUSTER.key:
            return cells.raws[0]
        place = self.places(sheet).get(row)
        return BLANK if place is None else cells.raws[place]

    def places(self, sheet: str) -> dict[int, int]:
        """Row number -> place in the columns."""
        return {row: place for place, row in enumerate(self.rows(sheet))}

    def text(self, sheet: str, row: int, column: str) -> str:
        """A cell as people read it."""
        return text_of(self.cell(sheet, row, column))

    def as_json(self) -> str:
        """`{sheet: {"rows": [numbers], "columns": {column: [cells]}}}`, to be read by `draft_of_json`."""
        return json.dumps(
            {
                key: {
                    "rows": {column: list(cells.rows) for column, cells in table.columns.items()}
                    if key == CLUSTER.key
                    else list(self.rows(key)),
                    "columns": {column: [_out(raw) for raw in cells.raws] for column, cells in table.columns.items()},
                }
                for key, table in self.tables.items()
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )


def draft_of_json(text: str) -> Draft:
    """A stored draft. Raises ValueError for a text that is none."""
    try:
        stored = json.loads(text)
        return Draft({key: _table(key, stored[key]) for key, _ in stored.items() if key in SHEETS})
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("this is no stored draft") from error


def _table(sheet: str, stored: Mapping[str, Any]) -> RawTable:
    rows, columns, known = stored["rows"], stored["columns"], SHEETS[sheet].columns
    found = {
        column.key: Cells(
            [_in(cell) for cell in columns[column.key]],
            [int(row) for row in (rows[column.key] if isinstance(rows, dict) else rows)],
        )
        for column in known
        if column.key in columns
    }
    lengths = {len(cells.raws) for cells in found.values()} | {len(cells.rows) for cells in found.values()}
    if len(lengths) > 1:
        raise ValueError(f"the columns of {sheet} are not equally long")
    return RawTable(found, lengths.pop() if lengths else 0)


def _out(raw: Raw) -> object:
    if isinstance(raw, Broken):
        return {"broken": [raw.code, raw.text]}
    if isinstance(raw, datetime):
        return {"moment": raw.isoformat()}
    if isinstance(raw, date):
        return {"day": raw.isoformat()}
    if isinstance(raw, time | timedelta) or (is_number(raw) and not isfinite(raw)):
        return text_of(raw)
    return raw


def _in(cell: Any) -> Raw:
    if isinstance(cell, dict):
        if "broken" in cell:
            code, text = cell["broken"]
            return Broken(str(code), str(text))
        return datetime.fromisoformat(cell["moment"]) if "moment" in cell else date.fromisoformat(cell["day"])
    if isinstance(cell, str | bool | int | float):
        return cell
    raise TypeError("no cell")

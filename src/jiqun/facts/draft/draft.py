"""The cells of a draft, sheet by sheet, and their form as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from jiqun.facts.draft.stored_cells import stored, unstored
from jiqun.facts.sheets import CLUSTER, SHEETS
from jiqun.facts.workbook.grids import MOST_ROWS
from jiqun.facts.workbook.plain_rows import LAST_ROW
from jiqun.facts.workbook.raw import BLANK, Raw, text_of
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

    def places(self, sheet: str) -> Mapping[int, int]:
        """Row number -> place in the columns."""
        # Asked for cell by cell when a page is written: worked out once a sheet.
        if sheet not in self._places:
            self._places[sheet] = {row: place for place, row in enumerate(self.rows(sheet))}
        return self._places[sheet]

    @cached_property
    def _places(self) -> dict[str, dict[int, int]]:
        return {}

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
                    "columns": {column: [stored(raw) for raw in cells.raws] for column, cells in table.columns.items()},
                }
                for key, table in self.tables.items()
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )


def draft_of_json(text: str) -> Draft:
    """A stored draft; sheets and columns that nobody knows are passed. Raises ValueError for a text that is none."""
    try:
        tables = json.loads(text, parse_constant=_refuse)
        draft = Draft({key: _table(key, tables[key]) for key in SHEETS if key in _mapping(tables)})
    except (ValueError, RecursionError) as error:
        raise ValueError(f"this is no stored draft: {error}") from error
    if sum(table.length for table in draft.tables.values()) > MOST_ROWS:
        raise ValueError("this is no stored draft: it has too many rows")
    return draft


def _table(sheet: str, stored_table: object) -> RawTable:
    parts = _mapping(stored_table)
    rows, columns = parts.get("rows"), _mapping(parts.get("columns"))
    found = {
        column.key: Cells([unstored(cell) for cell in _list(columns[column.key])], _numbers(rows, column.key))
        for column in SHEETS[sheet].columns
        if column.key in columns
    }
    lengths = {len(cells.raws) for cells in found.values()} | {len(cells.rows) for cells in found.values()}
    if len(lengths) > 1 or (sheet == CLUSTER.key and lengths and lengths != {1}):
        raise ValueError(f"the columns of {sheet} are not equally long")
    return RawTable(found, 1 if sheet == CLUSTER.key else next(iter(lengths), 0))


def _numbers(rows: object, column: str) -> Sequence[int]:
    """Row numbers, ascending; in `cluster` each field has its own."""
    numbers = _list(rows.get(column) if isinstance(rows, dict) else rows)
    if not all(type(number) is int and 1 <= number <= LAST_ROW for number in numbers):
        raise ValueError("a row that no sheet has")
    if any(number >= following for number, following in pairwise(numbers)):
        raise ValueError("rows out of order")
    return numbers


def _mapping(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("something else where names and values should be")  # noqa: TRY004  # a fault of what is stored, as all the others here
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("something else where a list should be")  # noqa: TRY004  # a fault of what is stored, as all the others here
    return value


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")

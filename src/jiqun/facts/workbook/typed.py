"""Columns of cells become columns of values in whole units; what is wrong or missing is noted cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from jiqun.facts.columns import Column, Sheet
from jiqun.facts.snapshot import Value
from jiqun.facts.workbook.cells import Reader, Rules, reader_of
from jiqun.facts.workbook.found import Found
from jiqun.facts.workbook.messages import Where, Word
from jiqun.facts.workbook.raw import Broken, Raw, is_blank
from jiqun.facts.workbook.tables import Cells, RawTable
from jiqun.facts.workbook.wrong import Noted, Wrong


@dataclass(frozen=True)
class TypedTable:
    """A sheet's values by column, the row where each stands, and which of them were wrong (by place in the column)."""

    sheet: Sheet
    values: Mapping[str, list[Value]]
    rows: Mapping[str, Sequence[int]]
    wrong: Mapping[str, set[int]]

    def where(self, column: str, index: int) -> Where:
        """The cell of a value."""
        return Where(self.sheet.key, self.rows[column][index], column)

    def row(self, index: int) -> int:
        """The row in which the values of this place stand."""
        return next(iter(self.rows.values()))[index]

    def is_wrong(self, column: str, index: int) -> bool:
        """Whether this very cell was refused."""
        return index in self.wrong.get(column, ())


def typed_table(sheet: Sheet, raw: RawTable, rules: Rules, found: Found) -> TypedTable:
    """Read every cell of a sheet."""
    values: dict[str, list[Value]] = {column.key: [None] * raw.length for column in sheet.columns}
    wrong: dict[str, set[int]] = {}
    for key, cells in raw.columns.items():
        column = sheet.column(key)
        strip = _Strip(sheet, column, cells, found)
        values[key] = strip.read(reader_of(column, rules))
        wrong[key] = strip.wrong
    return TypedTable(sheet, values, {key: cells.rows for key, cells in raw.columns.items()}, wrong)


def empty_table(sheet: Sheet) -> TypedTable:
    """A sheet that the workbook does not have."""
    return TypedTable(sheet, {column.key: [] for column in sheet.columns}, {}, {})


class _Strip:
    """Reads one column from top to bottom."""

    def __init__(self, sheet: Sheet, column: Column, cells: Cells, found: Found) -> None:
        self._sheet = sheet
        self._column = column
        self._cells = cells
        self._found = found
        self.wrong: set[int] = set()

    def read(self, reader: Reader) -> list[Value]:
        # Texts repeat down a column (yes and no, a code year after year): each is read once.
        known: dict[str, Value] = {}
        values: list[Value] = []
        for index, raw in enumerate(self._cells.raws):
            kind = type(raw)
            try:
                if kind is float:
                    value = reader(raw)
                elif kind is str and raw in known:
                    value = known[cast(str, raw)]
                else:
                    value = self._read_once(raw, reader, known)
            except Wrong as wrong:
                value = self._remark(index, raw, wrong)
            values.append(value)
        return values

    def _read_once(self, raw: Raw, reader: Reader, known: dict[str, Value]) -> Value:
        if isinstance(raw, Broken):
            raise Wrong(raw.code)
        if is_blank(raw) and self._column.required:
            raise Wrong("required")
        value = None if is_blank(raw) else reader(raw)
        if isinstance(raw, str):
            known[raw] = value
        return value

    def _remark(self, index: int, raw: Raw, wrong: Wrong) -> Value:
        where = Where(self._sheet.key, self._cells.rows[index], self._column.key)
        words: dict[str, Word] = {"column": self._column.label, **wrong.words}
        if isinstance(wrong, Noted):
            self._found.warn(wrong.key, where, raw, **words)
        else:
            self.wrong.add(index)
            self._found.error(wrong.key, where, raw, **words)
        return wrong.kept

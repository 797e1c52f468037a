"""Sheets and their headers found by whatever name people gave them: grids in, columns by key out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from jiqun.base.words import Bi
from jiqun.facts.columns import Sheet
from jiqun.facts.sheets import CLUSTER, SHEETS
from jiqun.facts.workbook.book_xml import ListedSheet
from jiqun.facts.workbook.found import Found
from jiqun.facts.workbook.grids import Grid
from jiqun.facts.workbook.messages import Where
from jiqun.facts.workbook.names import (
    FIELD_NAMES,
    VALUE_NAMES,
    Nearest,
    column_spellings,
    ignored_sheets,
    plain,
    sheet_spellings,
)
from jiqun.facts.workbook.raw import BLANK, Broken, Raw, is_blank, shown, text_of
from jiqun.facts.workbook.sheet_xml import column_letters
from jiqun.facts.workbook.zipped import Part


@dataclass(frozen=True)
class Cells:
    """The cells of one column, and the row in which each of them stands."""

    raws: Sequence[Raw]
    rows: Sequence[int]


@dataclass(frozen=True)
class RawTable:
    """A sheet's columns by key, those that it has; all have the same number of cells."""

    columns: Mapping[str, Cells]
    length: int = 0


@dataclass
class Sorter:
    """Sorts sheets and columns by their names, and notes those that are unknown or stand twice."""

    found: Found
    nearest: Nearest = field(default_factory=Nearest)

    def sheets(self, listed: Iterable[ListedSheet]) -> dict[str, Part]:
        """The parts of the known sheets, in the template's order; the template's own sheets without data are passed."""
        parts: dict[str, Part] = {}
        for sheet in listed:
            name = plain(sheet.name)
            key = sheet_spellings().get(name)
            if key is None:
                if name not in ignored_sheets():
                    self._unknown_sheet(sheet.name)
            elif sheet.part is None:
                self.found.error("unknown_sheet.no_table", Where(shown(sheet.name)), sheet.name)
            elif key in parts:
                self.found.error("duplicate_sheet", Where(key), sheet.name, sheet=SHEETS[key].label)
            else:
                parts[key] = sheet.part
        return {key: parts[key] for key in SHEETS if key in parts}

    def table(self, sheet: Sheet, grid: Grid) -> RawTable:
        """The columns under their headers. Rows that are blank throughout are left out."""
        if sheet is CLUSTER:
            return self._cluster(grid)
        numbered = [(number, row) for number, row in enumerate(grid[1:], start=2) if not all(map(is_blank, row))]
        numbers = [number for number, _ in numbered]
        rows = [row for _, row in numbered]
        columns: dict[str, Cells] = {}
        for place, header in enumerate(grid[0] if grid else ()):
            key = self._header(sheet, place, header, columns)
            if key is not None:
                columns[key] = Cells([row[place] for row in rows], numbers)
            elif is_blank(header):
                self._without_header(sheet, place, rows, numbers)
        return RawTable(columns, len(rows))

    def _header(self, sheet: Sheet, place: int, header: Raw, known: Mapping[str, Cells]) -> str | None:
        name = text_of(header)
        key = column_spellings(sheet.key).get(plain(name))
        if isinstance(header, Broken):
            self.found.error(header.code, Where(sheet.key, 1, column_letters(place + 1)), header)
        elif key is None and name:
            self._unknown_name("unknown_column", sheet, name, 1)
        elif key is not None and key in known:
            self.found.error("duplicate_column", Where(sheet.key, 1, key), name, column=sheet.column(key).label)
            return None
        return key

    def _without_header(self, sheet: Sheet, place: int, rows: Iterable[list[Raw]], numbers: Iterable[int]) -> None:
        """One value is enough to say: the whole column is what has to be mended."""
        for number, row in zip(numbers, rows, strict=True):
            if not is_blank(row[place]):
                letter = column_letters(place + 1)
                self.found.error("no_header", Where(sheet.key, number, letter), row[place], letter=letter)
                return

    def _cluster(self, grid: Grid) -> RawTable:
        """The vertical sheet: names in the first column, values in the second."""
        fields: dict[str, Cells] = {}
        filled = ((number, (*row, BLANK)[:2]) for number, row in enumerate(grid, start=1))
        for number, (name, value) in filled:
            if (is_blank(name) and is_blank(value)) or (not fields and _is_heading(name, value)):
                continue
            if isinstance(name, Broken):
                self.found.error(name.code, Where(CLUSTER.key, number, "A"), name)
                continue
            key = self._field(number, text_of(name), value, fields)
            if key is not None:
                fields[key] = Cells([value], [number])
        return RawTable(fields, 1)

    def _field(self, number: int, name: str, value: Raw, known: Mapping[str, Cells]) -> str | None:
        key = column_spellings(CLUSTER.key).get(plain(name))
        if not name:
            self.found.error("no_field", Where(CLUSTER.key, number, "B"), value)
        elif key is None:
            self._unknown_name("unknown_field", CLUSTER, name, number)
        elif key in known:
            self.found.error("duplicate_field", Where(CLUSTER.key, number, key), name, column=CLUSTER.column(key).label)
            return None
        return key

    def _unknown_sheet(self, name: str) -> None:
        near = self.nearest.of(plain(name), sheet_spellings(), least=0.0)
        label = SHEETS[sheet_spellings()[near]].label if near else CLUSTER.label
        self.found.error("unknown_sheet", Where(shown(name)), name, nearest=label)

    def _unknown_name(self, problem: str, sheet: Sheet, name: str, row: int) -> None:
        known = column_spellings(sheet.key)
        near = self.nearest.of(plain(name), known, least=0.0)
        column = sheet.column(known[near]) if near else sheet.columns[0]
        nearest = Bi(zh=column.label.zh, en=f"{column.label.en} ({column.key})")
        self.found.error(problem, Where(sheet.key, row, shown(name)), name, sheet=sheet.label, nearest=nearest)


def note_missing_columns(sheet: Sheet, table: RawTable, found: Found) -> None:
    """An error for every required column (of `cluster`, field) that is not there at all."""
    key = "missing_field" if sheet is CLUSTER else "missing_column"
    for column in sheet.columns:
        if column.required and column.key not in table.columns:
            found.error(key, Where(sheet.key, None, column.key), sheet=sheet.label, column=column.label)


def _is_heading(name: Raw, value: Raw) -> bool:
    return plain(text_of(name)) in FIELD_NAMES and plain(text_of(value)) in VALUE_NAMES

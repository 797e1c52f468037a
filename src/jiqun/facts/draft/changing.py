"""Changing a draft: single cells, rows, a clause's statement, or whole sheets from an uploaded workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

from jiqun.facts.columns import Sheet
from jiqun.facts.draft.draft import Draft
from jiqun.facts.problems import InputRefused
from jiqun.facts.sheets import CLUSTER, SHEETS
from jiqun.facts.workbook.grids import MOST_ROWS
from jiqun.facts.workbook.messages import Where, problem, refused
from jiqun.facts.workbook.raw import BLANK, LONGEST_TEXT, Raw, is_blank, text_of
from jiqun.facts.workbook.tables import Cells, RawTable

_FIRST_ROW = 2  # below the header


@dataclass(frozen=True)
class Edit:
    """A new text for one cell."""

    sheet: str
    row: int
    column: str
    text: str


def whole(tables: Mapping[str, RawTable]) -> Draft:
    """A draft with every sheet and column of the template: what was not there is blank."""
    return Draft({sheet.key: _whole(sheet, tables.get(sheet.key, RawTable({}))) for sheet in SHEETS.values()})


def without_blank_rows(sheet: str, table: RawTable) -> RawTable:
    """The table without the rows in which nothing stands; `cluster` has its one row even then."""
    columns = table.columns
    if sheet == CLUSTER.key or not columns:
        return table if columns or sheet == CLUSTER.key else RawTable({})
    filled = [not all(map(is_blank, row)) for row in zip(*(cells.raws for cells in columns.values()), strict=True)]
    if all(filled):
        return table
    return RawTable({key: _picked(cells, filled) for key, cells in columns.items()}, sum(filled))


def edited(draft: Draft, edits: Iterable[Edit]) -> Draft:
    """The draft with other texts in some cells; in `cluster` any row will do, as a field has one value.

    Raises InputRefused for a text that no cell can hold, KeyError for a sheet, row or column that is not there.
    """
    tables = dict(draft.tables)
    by_sheet: dict[str, list[Edit]] = {}
    for edit in edits:
        by_sheet.setdefault(edit.sheet, []).append(edit)
    for sheet, changes in by_sheet.items():
        places = draft.places(sheet)
        columns = {key: list(cells.raws) for key, cells in tables[sheet].columns.items()}
        for edit in changes:
            columns[edit.column][0 if sheet == CLUSTER.key else places[edit.row]] = _fitting(edit)
        tables[sheet] = _with_raws(tables[sheet], columns)
    return Draft(tables)


def with_values(draft: Draft, sheet: str, values: Mapping[str, str]) -> Draft:
    """The fields of `cluster` set."""
    row = draft.rows(sheet)[0]
    return edited(draft, [Edit(sheet, row, column, text) for column, text in values.items()])


def with_row(draft: Draft, sheet: str, values: Mapping[str, str]) -> Draft:
    """The draft with one row more, below the last. Raises InputRefused when there are too many rows."""
    table = _whole(SHEETS[sheet], draft.tables.get(sheet, RawTable({})))
    rows = next(cells.rows for cells in table.columns.values())
    number = (rows[-1] if rows else _FIRST_ROW - 1) + 1
    columns = {
        key: Cells([*cells.raws, _fitting(Edit(sheet, number, key, values.get(key, BLANK)))], [*rows, number])
        for key, cells in table.columns.items()
    }
    return _bounded(Draft({**draft.tables, sheet: RawTable(columns, table.length + 1)}))


def without_row(draft: Draft, sheet: str, row: int) -> Draft:
    """The draft without one row; the others keep their numbers. Raises KeyError if it is not there."""
    table, gone = draft.tables[sheet], draft.places(sheet)[row]
    kept = [place != gone for place in range(table.length)]
    columns = {key: _picked(cells, kept) for key, cells in table.columns.items()}
    return Draft({**draft.tables, sheet: RawTable(columns, table.length - 1)})


def with_statement(draft: Draft, clause: str, holds: str, text: str) -> Draft:
    """The statement of a clause set: whether it holds, and the text; with neither there is none any more."""
    sheet = "statements"
    clauses = draft.tables[sheet].columns["clause"]
    rows = [row for row, raw in zip(clauses.rows, clauses.raws, strict=True) if _is_clause(raw, clause)]
    if not holds and not text.strip():
        for row in rows:
            draft = without_row(draft, sheet, row)
        return draft
    if not rows:
        return with_row(draft, sheet, {"clause": clause, "holds": holds, "text": text})
    return edited(draft, [Edit(sheet, rows[0], "holds", holds), Edit(sheet, rows[0], "text", text)])


def merged(draft: Draft, uploaded: Draft) -> Draft:
    """The draft with the sheets that an uploaded workbook has; those that it lacks, or has without rows, stay.

    Of `cluster` the fields that it lacks stay, and all of them where it fills none. Raises InputRefused when there are
    too many rows.
    """
    taken = {key: table for key, table in uploaded.tables.items() if without_blank_rows(key, table).length}
    fields = taken.pop(CLUSTER.key, RawTable({})).columns
    if any(not is_blank(raw) for cells in fields.values() for raw in cells.raws):
        ours = draft.tables.get(CLUSTER.key, RawTable({})).columns
        taken[CLUSTER.key] = RawTable({**ours, **fields}, 1)
    return _bounded(whole({**draft.tables, **taken}))


def _bounded(draft: Draft) -> Draft:
    if sum(table.length for table in draft.tables.values()) > MOST_ROWS:
        raise refused("too_many_rows", limit=f"{MOST_ROWS:,}")
    return draft


def _picked(cells: Cells, which: Sequence[bool]) -> Cells:
    return Cells(list(compress(cells.raws, which)), list(compress(cells.rows, which)))


def _is_clause(raw: Raw, clause: str) -> bool:
    return text_of(raw).strip().upper().removeprefix("A") == clause.removeprefix("A")


def _whole(sheet: Sheet, table: RawTable) -> RawTable:
    if sheet is CLUSTER:
        return RawTable({column.key: _field(table.columns.get(column.key)) for column in sheet.columns}, 1)
    rows = next((cells.rows for cells in table.columns.values()), [])
    blanks = Cells([BLANK] * len(rows), rows)
    return RawTable({column.key: table.columns.get(column.key, blanks) for column in sheet.columns}, len(rows))


def _field(cells: Cells | None) -> Cells:
    """A field of the cluster; here, where each has exactly one place, its row is the first and only one."""
    return Cells([cells.raws[0] if cells and cells.raws else BLANK], [1])


def _with_raws(table: RawTable, columns: Mapping[str, list[Raw]]) -> RawTable:
    return RawTable({key: Cells(columns[key], cells.rows) for key, cells in table.columns.items()}, table.length)


def _fitting(edit: Edit) -> str:
    if len(edit.text) > LONGEST_TEXT:
        where = Where(edit.sheet, edit.row, edit.column)
        label = SHEETS[edit.sheet].column(edit.column).label
        raise InputRefused([problem("too_large_value.text", where, None, column=label, limit=LONGEST_TEXT)])
    return BLANK if is_blank(edit.text) else edit.text.strip()

"""The canonical text of a snapshot read back: the form in which the server keeps what was judged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from jiqun.facts.columns import Column, ColumnKind, Sheet
from jiqun.facts.sheets import ANNUAL, CLUSTER, ENTERPRISES, HONOURS_SHEET, INCIDENTS, SHEETS
from jiqun.facts.snapshot import Snapshot, Value, opening_line

_LARGEST = 2**63 - 1  # every number of a dataset fits into 64 bits
_OF_FIRMS = (ANNUAL, HONOURS_SHEET, INCIDENTS)
_NONE = type(None)


def snapshot_of_text(text: str) -> Snapshot:
    """The snapshot whose `canonical_text()` is `text`; its rows come in the order of the text.

    Raises ValueError for any other text: a line that is altered, out of order or written otherwise, a value that its
    column cannot hold, a blank where there must be none, an enterprise that is not listed.
    """
    # A hostile file may be broken even as text: this refuses half of a surrogate pair.
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    if not text.endswith("\n"):
        raise ValueError("the text does not end with a line end")
    blocks = _blocks(text[:-1].split("\n"))
    snapshot = Snapshot({sheet.key: _table(sheet, lines) for sheet, lines in blocks})
    _refuse_strangers(snapshot)
    # The text was just found to be the canonical one: nobody need write it again to learn the name.
    vars(snapshot)["sha256"] = sha256
    return snapshot


def _blocks(lines: list[str]) -> list[tuple[Sheet, list[str]]]:
    """The lines of each sheet, without its header."""
    headers = [number for number, line in enumerate(lines) if line.startswith("#")]
    if [lines[number] for number in headers] != [opening_line(sheet) for sheet in SHEETS.values()] or headers[0] != 0:
        raise ValueError("the sheets or columns are not those of the template, in its order")
    ends = [*headers[1:], len(lines)]
    return [(sheet, lines[start + 1 : end]) for sheet, start, end in zip(SHEETS.values(), headers, ends, strict=True)]


def _table(sheet: Sheet, lines: list[str]) -> Mapping[str, list[Value]]:
    rows = _rows(sheet, lines)
    if sheet is CLUSTER and len(rows) != 1:
        raise ValueError(f"one row describes the cluster, not {len(rows)}")
    columns = zip(*rows, strict=True) if rows else ((),) * len(sheet.columns)
    return {
        column.key: _column(sheet, column, list(cells)) for column, cells in zip(sheet.columns, columns, strict=True)
    }


def _rows(sheet: Sheet, lines: list[str]) -> list[list[Any]]:
    """The rows as JSON. Raises ValueError unless the lines are sorted and written as `canonical_text` writes them."""
    try:
        rows = json.loads("[" + ",\n".join(lines) + "]")
        written = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{sheet.key}: a line is no JSON array") from error
    width = len(sheet.columns)
    if len(rows) != len(lines) or any(type(row) is not list or len(row) != width for row in rows):
        raise ValueError(f"{sheet.key}: a line is no row of {width} values")
    # No text holds a line end, so every line opens and closes outside of texts; and no value is an array (`_column`
    # sees to that). Then as many rows as lines means that each line is one row.
    if written != "[" + ",".join(lines) + "]" or not all(line[0] == "[" and line[-1] == "]" for line in lines):
        raise ValueError(f"{sheet.key}: a line is not written in the canonical way")
    if lines != sorted(lines):
        raise ValueError(f"{sheet.key}: the lines are out of order")
    return rows  # type: ignore[no-any-return]  # looked at line by line above


def _column(sheet: Sheet, column: Column, cells: list[Any]) -> list[Value]:
    kinds = {type(cell) for cell in cells}
    if column.required and _NONE in kinds:
        raise ValueError(f"{sheet.key}.{column.key}: a blank where there must be a value")
    if kinds - {_NONE, _TYPES.get(column.kind, str)}:
        raise ValueError(f"{sheet.key}.{column.key}: a value of another type")
    try:
        return _READ.get(column.kind, _as_it_is)(column, cells)
    except ValueError as error:
        raise ValueError(f"{sheet.key}.{column.key}: {error}") from error


def _as_it_is(column: Column, cells: list[Any]) -> list[Value]:
    return cells


def _numbers(column: Column, cells: list[Any]) -> list[Value]:
    if not all(cell is None or 0 <= cell <= _LARGEST for cell in cells):
        raise ValueError("a number out of range")
    return cells


def _days(column: Column, cells: list[Any]) -> list[Value]:
    return [None if cell is None else _day(cell) for cell in cells]


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError("a day that is not written YYYY-MM-DD")
    return day


def _choices(column: Column, cells: list[Any]) -> list[Value]:
    if not {cell for cell in cells if cell is not None} <= column.choices.keys():
        raise ValueError("a choice that nobody has")
    return cells


def _lists(column: Column, cells: list[Any]) -> list[Value]:
    values = [None if cell is None else tuple(cell.split(";")) if cell else () for cell in cells]
    if column.choices:
        _choices(column, [item for value in values for item in value or ()])
    return values


_TYPES: Mapping[ColumnKind, type] = {"year": int, "whole": int, "amount": int, "yes_no": bool}
_READ: Mapping[ColumnKind, Callable[[Column, list[Any]], list[Value]]] = {
    "year": _numbers,
    "whole": _numbers,
    "amount": _numbers,
    "day": _days,
    "choice": _choices,
    "choices": _lists,
    "industries": _lists,
    "text_list": _lists,
}


def _refuse_strangers(snapshot: Snapshot) -> None:
    listed = snapshot.tables[ENTERPRISES.key]["credit_code"]
    known = set(listed)
    if len(known) != len(listed):
        raise ValueError("an enterprise is listed twice")
    for sheet in _OF_FIRMS:
        if not known.issuperset(snapshot.tables[sheet.key]["credit_code"]):
            raise ValueError(f"{sheet.key}: an enterprise that is not listed")

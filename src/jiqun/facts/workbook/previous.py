"""What an earlier workbook carries over into a new one: its cells as they were typed, and the years since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import isfinite
from pathlib import Path

from jiqun.base.days import years_looked_at
from jiqun.base.words import Lang
from jiqun.facts.columns import Column
from jiqun.facts.problems import InputRefused
from jiqun.facts.sheets import ANNUAL, ENTERPRISES, SHEETS
from jiqun.facts.workbook.book_xml import read_listing
from jiqun.facts.workbook.cells import Reader, Rules, reader_of
from jiqun.facts.workbook.found import Found, TooMany
from jiqun.facts.workbook.grids import read_grids
from jiqun.facts.workbook.raw import BLANK, Broken, Raw, is_blank, is_number, text_of
from jiqun.facts.workbook.spoken import Typed, TypedRow, typed
from jiqun.facts.workbook.tables import RawTable, Sorter
from jiqun.facts.workbook.wrong import Noted, Wrong
from jiqun.facts.workbook.zipped import check_unread, open_zip, read_bytes
from jiqun.law import Edition

# Said in the language of the new workbook; everything else stands as it was typed.
_SPOKEN = ("choice", "choices", "yes_no", "district")
_NUMBERS = ("amount", "whole", "year")


def carried_over(path: Path | str, *, on: date, edition: Edition, lang: Lang) -> dict[str, list[TypedRow]]:
    """The rows of an earlier workbook by sheet, whether or not they are right; errors in cells become blanks.

    Sheets and columns that the template does not have are left behind. If nobody has figures of the years since, every
    enterprise gets rows to fill in, and the years that no longer count are dropped. Raises InputRefused if the file is
    no workbook, OSError if it cannot be opened.
    """
    rules = Rules(on, edition)
    carried = {key: list(carried_rows(key, table, rules, lang)) for key, table in _tables(path, rules).items()}
    return {**carried, ANNUAL.key: with_new_years(carried, rules)}


def _tables(path: Path | str, rules: Rules) -> dict[str, RawTable]:
    parts = open_zip(read_bytes(path))
    listing = read_listing(parts)
    found = Found()
    sorter = Sorter(found, rules.nearest)
    try:
        sheets = sorter.sheets(listing.sheets)
        check_unread(parts, (*sheets.values(), listing.styles, listing.strings))
        tables = {key: sorter.table(SHEETS[key], grid) for key, grid in read_grids(sheets, listing)}
    except TooMany as error:
        raise InputRefused(found.errors) from error
    return tables


def carried_rows(sheet: str, table: RawTable, rules: Rules, lang: Lang) -> Iterator[TypedRow]:
    """The cells of a sheet as a new workbook says them, row by row."""
    columns = {}
    for key, cells in table.columns.items():
        column = SHEETS[sheet].column(key)
        reader = reader_of(column, rules)
        columns[key] = [_carried(raw, column, reader, lang) for raw in cells.raws]
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def _carried(raw: Raw, column: Column, reader: Reader, lang: Lang) -> Typed:
    if isinstance(raw, Broken) or is_blank(raw):
        return BLANK
    if column.kind in _SPOKEN:
        try:
            return typed(column, reader(raw), lang)
        except Wrong:
            return text_of(raw)
    if is_number(raw) and isfinite(raw) and column.kind in _NUMBERS:
        return raw
    return raw if column.kind == "day" and isinstance(raw, date) else text_of(raw)


def with_new_years(carried: Mapping[str, Sequence[TypedRow]], rules: Rules) -> list[TypedRow]:
    """The annual rows, with rows to fill in for the years since the newest figures, and those dropped that are over."""
    annual = list(carried.get(ANNUAL.key, ()))
    read = reader_of(ANNUAL.column("year"), rules)
    years = [_year(row.get("year", BLANK), read) for row in annual]
    looked_at = years_looked_at(rules.on)
    newest = max((year for year in years if year), default=looked_at[-1])
    new = [year for year in looked_at if year > newest]
    if not new:
        return annual
    codes = dict.fromkeys(row.get("credit_code", BLANK) for row in carried.get(ENTERPRISES.key, []))
    kept = [row for row, year in zip(annual, years, strict=True) if year is None or year >= looked_at[0]]
    return kept + [{"credit_code": code, "year": year} for year in new for code in codes if code]


def _year(raw: Typed, read: Reader) -> int | None:
    try:
        return int(read(raw)) if raw != BLANK else None
    except Noted as noted:
        return int(str(noted.kept))
    except Wrong:
        return None

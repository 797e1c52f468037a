"""A workbook read and checked as a whole: a snapshot, or everything that is wrong with the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jiqun.base.words import Bi
from jiqun.facts.industries import OfficialTable
from jiqun.facts.problems import InputRefused, Problem
from jiqun.facts.sheets import SHEETS
from jiqun.facts.snapshot import Snapshot
from jiqun.facts.workbook.book_xml import read_listing
from jiqun.facts.workbook.cells import Rules
from jiqun.facts.workbook.checks import Book, run_checks
from jiqun.facts.workbook.found import Found, TooMany
from jiqun.facts.workbook.grids import read_grids
from jiqun.facts.workbook.messages import FILE, Where
from jiqun.facts.workbook.tables import RawTable, Sorter, note_missing_columns
from jiqun.facts.workbook.typed import TypedTable, empty_table, typed_table
from jiqun.facts.workbook.zipped import check_unread, open_zip, read_bytes
from jiqun.law import Edition


@dataclass(frozen=True)
class Checked:
    """What reading a workbook gave: errors and warnings, and the snapshot exactly when there are no errors."""

    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    snapshot: Snapshot | None


def read_workbook(
    path: Path | str | bytes, *, on: date, edition: Edition, industries: OfficialTable | None = None
) -> Checked:
    """Read and check an application workbook as of the assessment date `on`.

    Whatever is wrong with the file or its contents is in `errors`, all of it at once. Raises OSError only, where the
    file cannot be opened.
    """
    found = Found()
    rules = Rules(on, edition, industries)
    return check_tables(raw_tables(path, rules, found), rules, found)


def check_tables(tables: Iterable[tuple[str, RawTable]], rules: Rules, found: Found) -> Checked:
    """Read and check the cells of all sheets, wherever they were typed; what was found before stays in the list.

    `tables` are taken one by one, and may themselves raise InputRefused: then it is the file that is refused.
    """
    _check_window(rules, found)
    snapshot = None
    try:
        book = Book(_typed_tables(tables, rules, found), rules, found)
        run_checks(book)
        snapshot = Snapshot({key: table.values for key, table in book.tables.items()})
    except InputRefused as refusal:
        found.refuse(refusal)
    except TooMany:
        pass
    return Checked(found.errors, found.warnings, None if found.errors else snapshot)


def _check_window(rules: Rules, found: Found) -> None:
    edition = rules.edition
    if not edition.in_force_on(rules.on):
        end = edition.in_force_to
        until = Bi(zh="无截止日期", en="no end") if end is None else Bi(zh=f"至 {end}", en=f"to {end}")
        words = {"on": rules.on.isoformat(), "since": edition.in_force_from.isoformat()}
        found.error("outside_window", FILE, edition=edition.short, until=until, **words)


def raw_tables(source: Path | str | bytes, rules: Rules, found: Found) -> Iterator[tuple[str, RawTable]]:
    """The cells of a workbook's known sheets; sheets and columns that are unknown or stand twice are noted.

    Raises InputRefused if the file is no workbook that can be read, OSError if it cannot be opened.
    """
    parts = open_zip(read_bytes(source))
    listing = read_listing(parts)
    sorter = Sorter(found, rules.nearest)
    sheets = sorter.sheets(listing.sheets)
    check_unread(parts, (*sheets.values(), listing.styles, listing.strings))
    for key, grid in read_grids(sheets, listing):
        yield key, sorter.table(SHEETS[key], grid)


def _typed_tables(tables: Iterable[tuple[str, RawTable]], rules: Rules, found: Found) -> dict[str, TypedTable]:
    typed: dict[str, TypedTable] = {}
    for key, raw in tables:
        note_missing_columns(SHEETS[key], raw, found)
        typed[key] = typed_table(SHEETS[key], raw, rules, found)
    for sheet in SHEETS.values():
        if sheet.required and sheet.key not in typed:
            found.error("missing_sheet", Where(sheet.key), sheet=sheet.label)
    return {key: typed.get(key) or empty_table(sheet) for key, sheet in SHEETS.items()}

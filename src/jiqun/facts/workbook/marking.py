"""The same workbook with its wrong cells coloured and commented."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import cast

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from jiqun.facts.problems import Problem
from jiqun.facts.workbook.book_xml import read_listing
from jiqun.facts.workbook.messages import refused
from jiqun.facts.workbook.places import Places
from jiqun.facts.workbook.safe_xml import SafeParser
from jiqun.facts.workbook.sheet_xml import SheetWalk
from jiqun.facts.workbook.whole_file import write_whole
from jiqun.facts.workbook.words import WARNING_CODES
from jiqun.facts.workbook.zipped import MOST_ELEMENTS, check_unread, open_zip, read_bytes

# The library that keeps a workbook's formatting takes some 50 times the memory of the values.
MOST_ROWS = 50_000
MOST_MARKED_ELEMENTS = 3_000_000
_LOADED = ("[content_types]", "_rels/", "docprops/", "xl/")
ERROR_FILL = PatternFill("solid", fgColor="FFFFC7CE")
WARNING_FILL = PatternFill("solid", fgColor="FFFFEB9C")
AUTHOR = "Jiqun"
_LONGEST_COMMENT = 8_000


def mark_workbook(source: Path | str, target: Path | str, problems: Iterable[Problem]) -> None:
    """Write a copy of `source` to `target` in which every problem stands as a comment on its cell, in both languages.

    Cells with an error are red, with warnings only amber. What concerns a sheet stands on its first cell, what concerns
    the file on the first cell of the first sheet. Raises InputRefused if the file is no workbook or too large to be
    marked, OSError for the files; then nothing is written.
    """
    data = read_bytes(source)
    _keep_within_limits(data)
    book = _load(data)
    places = Places(book)
    said: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        said.setdefault(places.of(problem), []).append(problem)
    for (sheet, cell), found in said.items():
        _mark(book[sheet], cell, found)
    out = BytesIO()
    book.save(out)
    write_whole(Path(target), out.getvalue())


def _keep_within_limits(data: bytes) -> None:
    """Look at everything that the library will load, as carefully as reading looks at what it reads."""
    parts = open_zip(data)
    listed = [sheet.part for sheet in read_listing(parts).sheets if sheet.part is not None]
    rows = sum(SheetWalk(part).height for part in listed)
    for name, part in parts.items():
        if name.startswith(_LOADED) and name.endswith((".xml", ".rels")) and part not in listed:
            SafeParser(None, part.allowance).read(part.chunks())
    elements = MOST_ELEMENTS - parts["xl/workbook.xml"].allowance.elements_left
    if rows > MOST_ROWS or elements > MOST_MARKED_ELEMENTS:
        raise refused("marking_too_large", limit=f"{MOST_ROWS:,}")
    check_unread(parts, ())


def _load(data: bytes) -> Workbook:
    try:
        with warnings.catch_warnings():
            # It says what of the formatting it will not keep; the values and the marks are what matters.
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(data))
    # A file whose formatting is damaged makes it raise almost anything.
    except Exception as error:
        raise refused("marking_unreadable") from error
    if not book.worksheets:
        raise refused("not_a_workbook")
    return book


def _mark(page: Worksheet, address: str, found: list[Problem]) -> None:
    cell = _visible(page, address)
    only_warnings = all(problem.code in WARNING_CODES for problem in found)
    cell.fill = WARNING_FILL if only_warnings else ERROR_FILL
    text = "\n\n".join(f"{problem.message.zh}\n{problem.message.en}" for problem in found)
    if cell.comment is not None:
        text += f"\n\n{cell.comment.text}"
    lines = text[:_LONGEST_COMMENT].count("\n") + len(text[:_LONGEST_COMMENT]) // 50
    cell.comment = Comment(text[:_LONGEST_COMMENT], AUTHOR, width=420, height=min(60 + 20 * lines, 500))


def _visible(page: Worksheet, address: str) -> Cell:
    """The cell, or the first one of those that it is merged with."""
    cell = page[address]
    if isinstance(cell, MergedCell):
        merged = next(area for area in page.merged_cells.ranges if address in area)
        cell = page.cell(merged.min_row, merged.min_col)
    return cast(Cell, cell)

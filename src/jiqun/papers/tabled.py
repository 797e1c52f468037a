"""Tables of an office as one paper: the same rows on a page, in a workbook, as CSV and as PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

from jiqun.base.numbers import decimal_value
from jiqun.base.saying import say_both
from jiqun.base.words import Bi, Lang, day_text
from jiqun.papers import palette as p
from jiqun.papers.lists import csv_list
from jiqun.papers.plain import plain
from jiqun.papers.typesetting import typeset
from jiqun.papers.xlsx.looks import UNITS, number_format
from jiqun.papers.xlsx.page import Book, Page

_SHARES = ("ratio", "per_year")
_MOST_NAME = 31  # characters of the name of a sheet
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True)
class Amount:
    """A number of a table with its unit; `withheld` where it is not told, absent where there is none."""

    value: Fraction | int | None
    unit: str
    withheld: bool = False

    @property
    def said(self) -> Bi:
        """As people read it."""
        if self.value is None:
            return WITHHELD if self.withheld else _NONE
        if self.unit in _SHARES:
            return say_both(self.value * 100, "percent")
        return say_both(self.value, self.unit)


Cell = Bi | Amount


@dataclass(frozen=True)
class Table:
    """One table: the first cell of a row names it; the last `numbers` columns hold numbers."""

    name: str
    title: Bi
    head: tuple[Bi, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: int = 0
    note: Bi | None = None

    @property
    def said(self) -> tuple[tuple[Bi, ...], ...]:
        """The rows in words."""
        return tuple(tuple(_said(cell) for cell in row) for row in self.rows)


@dataclass(frozen=True)
class Tabled:
    """A paper of tables; what stands above them, and the day as of which they hold."""

    title: Bi
    sender: Bi
    about: tuple[Bi, ...]
    tables: tuple[Table, ...]
    on: date


def tabled_csv(table: Table, lang: Lang) -> bytes:
    """One table as a file for a spreadsheet."""
    return csv_list([one.say(lang) for one in table.head], ([cell.say(lang) for cell in row] for row in table.said))


def tabled_xlsx(paper: Tabled, lang: Lang) -> bytes:
    """Every table on a sheet of its own; numbers stand there as numbers, with their units."""
    book = Book(lang, paper.title.say(lang), paper.on)
    for table in paper.tables:
        _write(book.page(_sheet_name(table.title.say(lang)), "#24476B"), paper, table, lang)
    return book.bytes()


def tabled_pdf(paper: Tabled, lang: Lang) -> bytes:
    """The whole paper as the bytes of a PDF/A file. Raises ValueError for text that UTF-8 cannot write."""
    day = paper.on
    return typeset("tabled", _data(paper, lang), datetime(day.year, day.month, day.day, tzinfo=UTC))


def _said(cell: Cell) -> Bi:
    return cell.said if isinstance(cell, Amount) else cell


def _write(page: Page, paper: Tabled, table: Table, lang: Lang) -> None:
    page.widths([34.0, *(20.0 for _ in table.head[1:])])
    page.put(1, 0, f"{paper.title.say(lang)} · {table.title.say(lang)}", "title")
    row = 2
    for one in (*paper.about, *([table.note] if table.note else ())):
        page.put(row, 0, one.say(lang), "note")
        row += 1
    head = row + 1
    units = _units(table, lang)
    page.row(head, [f"{one.say(lang)}{units.get(place, '')}" for place, one in enumerate(table.head)], "head")
    for place, cells in enumerate(table.rows, start=head + 1):
        for column, cell in enumerate(cells):
            _put(page, (place, column), cell, lang)
    page.freeze(head + 1, 1)


def _units(table: Table, lang: Lang) -> dict[int, str]:
    """By column, the unit of its numbers, to be said in the head."""
    found: dict[int, str] = {}
    for row in table.rows:
        for column, cell in enumerate(row):
            if isinstance(cell, Amount) and cell.unit in UNITS:
                found.setdefault(
                    column, f" ({UNITS[cell.unit].say(lang)})" if lang == "en" else f"（{UNITS[cell.unit].zh}）"
                )
    return found


def _put(page: Page, place: tuple[int, int], cell: Cell, lang: Lang) -> None:
    if isinstance(cell, Amount) and cell.value is not None:
        page.put(*place, decimal_value(cell.value), "data", number_format(cell.unit))
    else:
        page.put(*place, _said(cell).say(lang), "words")


def _sheet_name(title: str) -> str:
    return title.translate(_NOT_IN_NAMES)[:_MOST_NAME]


def _data(paper: Tabled, lang: Lang) -> dict[str, Any]:
    return {
        "lang": lang,
        "colours": {"ink": p.INK, "muted": p.MUTED, "line": p.LINE, "accent": p.ACCENT},
        "sender": plain(paper.sender.say(lang)),
        "title": plain(paper.title.say(lang)),
        "day": day_text(paper.on, lang),
        "about": [plain(one.say(lang)) for one in paper.about],
        "tables": list(_tables(paper, lang)),
        "footer": [plain(f"{paper.title.say(lang)} · {day_text(paper.on, lang)}")],
    }


def _tables(paper: Tabled, lang: Lang) -> Iterator[dict[str, Any]]:
    for table in paper.tables:
        yield {
            "title": plain(table.title.say(lang)),
            "note": plain(table.note.say(lang)) if table.note else "",
            "head": [one.say(lang) for one in table.head],
            "numbers": table.numbers,
            "rows": [[plain(cell.say(lang)) for cell in row] for row in table.said],
        }


WITHHELD = Bi(zh="不公布", en="withheld")
_NONE = Bi(zh="—", en="–")

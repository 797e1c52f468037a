"""Lists as workbooks: one sheet with a heading, frozen and filtered, where every value is written as what it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from jiqun.base.words import Lang
from jiqun.papers import palette
from jiqun.papers.xlsx.cells import Value
from jiqun.papers.xlsx.page import Book

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NARROW, _WIDE, _LETTER = 8, 48, 2.1  # widths of columns; a Chinese character takes about two


def list_book(title: str, head: Sequence[str], rows: Iterable[Sequence[Value]], *, lang: Lang, made: date) -> bytes:
    """The list as the bytes of an .xlsx file; the same list of the same day gives the same bytes."""
    listed = [tuple(row) for row in rows]
    book = Book(lang, title, made)
    page = book.page(title[:31], palette.ACCENT)
    page.widths([_width(head[at], [row[at] for row in listed]) for at in range(len(head))])
    page.row(1, head, "head")
    for number, row in enumerate(listed, start=2):
        for column, value in enumerate(row):
            page.put(number, column, value, "data_left" if isinstance(value, str) else "data")
    page.freeze(2)
    page.filter(1, len(listed) + 1, len(head))
    return book.bytes()


def _width(title: str, values: Iterable[Value]) -> float:
    longest = max((len(str(value)) for value in (title, *values) if value is not None), default=0)
    return min(max(longest * _LETTER, _NARROW), _WIDE)

"""Lists as CSV files that people open in a spreadsheet: UTF-8 with a mark, and no cell that runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

MEDIA_TYPE = "text/csv; charset=utf-8"
_MARK = "\ufeff"  # tells Excel that the file is UTF-8
# What a spreadsheet takes for the beginning of a formula, in both widths, also behind what does not show.
_STARTERS = tuple("=+-@＝＋－＠")
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def csv_list(head: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """The list as the bytes of a file. Every cell is quoted; None is an empty one."""
    out = io.StringIO(newline="")
    out.write(_MARK)
    write = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    write.writerow([harmless(cell) for cell in head])
    write.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8")


def harmless(cell: object) -> str:
    """The text of a cell that a spreadsheet only ever shows.

    After OWASP's advice against CSV injection: an apostrophe goes before what begins with `= + - @`, a tab or a line
    break. Whole numbers of our own are left, below zero too.
    """
    if cell is None:
        return ""
    text = str(cell)
    if isinstance(cell, int):
        return text
    opens = text.startswith(("\t", "\r", "\n")) or _shown(text).startswith(_STARTERS)
    return f"'{text}" if opens else text


def _shown(text: str) -> str:
    start = next((at for at, letter in enumerate(text) if not _hidden(letter)), len(text))
    return text[start:]


def _hidden(letter: str) -> bool:
    return letter.isspace() or not letter.isprintable() or letter in _UNSEEN

"""The writer beneath: a workbook and its pages, where every value is written as what it is and never guessed at.

Text is always written as text: a name that starts with `=` or looks like an address stays a name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from math import ceil
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]  # comes without types
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # comes without types

from jiqun.base.words import Lang
from jiqun.papers.xlsx.cells import Formula, Result, Value, abroad, letters, quoted
from jiqun.papers.xlsx.looks import DAY, FONTS, PLAIN, STYLES, WRAPPED, shown_in

_EPOCH = date(1899, 12, 30)
_PAGE = 290  # characters that are still legible across a page
_LINE: Mapping[Lang, float] = {"zh": 14.5, "en": 13.0}
_LONGEST = 32_000  # a cell takes 32,767 characters


class Book:
    """One workbook, written in memory."""

    def __init__(self, lang: Lang, title: str, made: date) -> None:
        self._out = BytesIO()
        font = {"font_name": FONTS[lang], "font_size": 10}
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = Workbook(self._out, {**options, "default_format_properties": font})
        self.lang, self._font, self._pages = lang, font, list[Page]()
        self._formats: dict[tuple[str, str], Any] = {}
        # The day of the assessment and not the moment of writing: the same findings give the same bytes.
        self.book.set_properties({"title": title, "created": datetime(made.year, made.month, made.day)})  # noqa: DTZ001  # a workbook knows no time zones

    def page(self, name: str, tab: str) -> Page:
        """A new sheet, after those before it."""
        self._pages.append(Page(self, self.book.add_worksheet(name, worksheet_class=_Sheet), tab))
        return self._pages[-1]

    def name(self, name: str, sheet: str, address: str) -> None:
        """Let formulas call a cell or a range by a name."""
        self.book.define_name(name, "=" + abroad(sheet, address))

    def style(self, style: str, number: str = PLAIN) -> Any:
        """The format of a style, with a number format."""
        if (style, number) not in self._formats:
            look = {**self._font, **STYLES[style], "num_format": number}
            self._formats[style, number] = self.book.add_format(look)
        return self._formats[style, number]

    def under_condition(self, **look: str) -> Any:
        """What a condition changes in the look of a cell."""
        key = (str(sorted(look.items())), "")
        if key not in self._formats:
            self._formats[key] = self.book.add_format(look)
        return self._formats[key]

    def bytes(self) -> bytes:
        """The finished file."""
        for page in self._pages:
            page.settle()
        self.book.close()
        return self._out.getvalue()


class _Sheet(Worksheet):  # type: ignore[misc]  # xlsxwriter comes without types
    """A sheet whose formulas are taken as they are.

    The stock method searches each for some thirty functions of newer versions, which is most of the time that writing
    takes; ours use classic functions only (a test looks).
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


class Page:
    """One sheet; rows count from 1 as on the screen, columns from 0."""

    def __init__(self, book: Book, sheet: Any, tab: str) -> None:
        self.book, self.sheet = book, sheet
        self._widths: Sequence[float] = ()
        self._texts: dict[int, list[tuple[int, str, str]]] = {}
        self._heights: dict[int, float] = {}
        sheet.set_tab_color(tab)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&L&A&R&P / &N")

    def put(self, row: int, column: int, value: Value, style: str = "data", number: str = PLAIN) -> None:
        """Write a value by its type; a day shows as a day unless told otherwise."""
        if style in WRAPPED:
            self._texts.setdefault(row, []).append((column, str(_result(value)), style))
        self._write(row, column, value, style, number)

    def _write(self, row: int, column: int, value: Value, style: str, number: str) -> None:
        if number == PLAIN and isinstance(_result(value), date):
            number = DAY
        look, at = self.book.style(style, number), (row - 1, column)
        if value is None:
            self.sheet.write_blank(*at, None, look)
        elif isinstance(value, Formula):
            self.sheet.write_formula(*at, "=" + value.text, look, _serial(value.result))
        elif isinstance(value, str):
            self.sheet.write_string(*at, value[:_LONGEST], look)
        else:
            self.sheet.write_number(*at, _serial(value), look)

    def row(self, row: int, values: Sequence[Value], style: str) -> None:
        for column, value in enumerate(values):
            self.put(row, column, value, style)

    def link(self, row: int, column: int, text: str, target: str) -> None:
        """A text that leads to a cell of the same workbook."""
        self.sheet.write_url(row - 1, column, "internal:" + target, self.book.style("link"), text)

    def note(self, row: int, column: int, text: str) -> None:
        """A note that opens over the cell."""
        self.sheet.write_comment(row - 1, column, text, {"x_scale": 2, "author": "Jiqun"})

    def merge(self, row: int, columns: tuple[int, int], value: Value, style: str) -> None:
        """One value over several columns; its row does not grow by it."""
        self.sheet.merge_range(row - 1, columns[0], row - 1, columns[1], None, self.book.style(style))
        self._write(row, columns[0], value, style, PLAIN)

    def widths(self, widths: Sequence[float]) -> None:
        """The columns' widths; a sheet too wide for one page is printed on two side by side."""
        self._widths = widths
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        self.sheet.fit_to_pages(2 if self._is_wide else 1, 0)

    @property
    def _is_wide(self) -> bool:
        return sum(self._widths) > _PAGE

    def height(self, row: int, height: float) -> None:
        """A height for a row whose merged cells do not grow by themselves."""
        self._heights[row] = height

    def settle(self) -> None:
        """Make every row with wrapped text as high as it needs: not every program does so when it opens a file."""
        for row, texts in self._texts.items():
            needed = (height_of(text, self._widths[column], self.book.lang, style) for column, text, style in texts)
            self._heights.setdefault(row, max(needed))
        for row, height in self._heights.items():
            self.sheet.set_row(row - 1, height)

    def freeze(self, row: int, column: int = 0, heads: int = 1) -> None:
        """Keep what is above the row and left of the column in sight; on paper, the heading rows just above it."""
        self.sheet.freeze_panes(row - 1, column)
        if heads:
            self.sheet.repeat_rows(row - 1 - heads, row - 2)
        if column and self._is_wide:  # costly to open in LibreOffice, so only where a page needs it
            self.sheet.repeat_columns(0, column - 1)

    def filter(self, head: int, last: int, columns: int) -> None:
        self.sheet.autofilter(head - 1, 0, last - 1, columns - 1)

    def choose(self, rows: tuple[int, int], column: int, choices: Sequence[str]) -> None:
        """A drop-down of fixed answers."""
        rule = {"validate": "list", "source": list(choices), "ignore_blank": True}
        self.sheet.data_validation(rows[0] - 1, column, rows[1] - 1, column, rule)

    def paint(
        self, rows: tuple[int, int], column: int, colours: Mapping[str, tuple[str, str]], only_if: str = ""
    ) -> None:
        """Colour cells by the word that stands in them, where a formula (written for the first of the rows) holds."""
        for word, (ground, ink) in colours.items():
            test = f"${letters(column)}{rows[0]}={quoted(word)}"
            test = f"AND({test},{only_if})" if only_if else test
            self.where(rows, (column, column), test, bg_color=ground, font_color=ink)

    def where(self, rows: tuple[int, int], columns: tuple[int, int], test: str, **look: str) -> None:
        """Change the look of cells where a formula (written for the first of the rows) holds."""
        rule = {"type": "formula", "criteria": "=" + test, "format": self.book.under_condition(**look)}
        self.sheet.conditional_format(rows[0] - 1, columns[0], rows[1] - 1, columns[1], rule)

    def near_the_line(self, row: int, columns: tuple[int, int], margin: str, unit: str) -> None:
        """More decimals where two would round the number onto its line."""
        shown = shown_in(unit)
        if shown.near:
            test = f"AND(ISNUMBER({margin}),{margin}<>0,ABS({margin})<{shown.near})"
            self.where((row, row), columns, test, num_format=shown.close)

    def codes_are_text(self, rows: tuple[int, int], columns: int) -> None:
        """Numbers kept as text are meant so: no green corners."""
        area = f"A{rows[0]}:{letters(columns - 1)}{rows[1]}"
        self.sheet.ignore_errors({"number_stored_as_text": area, "formula_differs": area})


def height_of(text: str, width: float, lang: Lang, style: str) -> float:
    """The height in points that a text needs in a column of that width."""
    small = style == "how"
    room = max(width * (1.2 if small else 1.0) - 1.5, 1.0)
    lines = sum(max(1, ceil(_breadth(part) / room)) for part in text.split("\n"))
    return lines * (11 if small else _LINE[lang]) + 4


def _breadth(text: str) -> float:
    """In characters: a Chinese one takes two places."""
    return sum(2.0 if ord(letter) > 0x2E7F else 1.08 for letter in text)


def _result(value: Value) -> Result | None:
    return value.result if isinstance(value, Formula) else value


def _serial(value: str | float | date) -> str | float:
    return (value - _EPOCH).days if isinstance(value, date) else value

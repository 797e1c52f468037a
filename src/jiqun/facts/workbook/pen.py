"""The writer beneath the template: one workbook in memory, where text stays text and nothing is guessed at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]  # comes without types

from jiqun.base.words import Lang
from jiqun.facts.columns import ColumnKind
from jiqun.facts.workbook.looks import FONTS, number_format, style
from jiqun.facts.workbook.spoken import Typed

TEMPLATE_VERSION = "1"
_A4 = 9


class Pen:
    """Opens a workbook, hands out its sheets and formats, and gives its bytes when all is written."""

    def __init__(self, lang: Lang, title: str, on: date) -> None:
        self.lang = lang
        self._out = BytesIO()
        self._font = {"font_name": FONTS[lang], "font_size": 10}
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = Workbook(self._out, {**options, "default_format_properties": self._font})
        self._formats: dict[tuple[str, str], Any] = {}
        # The day that was asked for and not the moment of writing: the same order gives the same bytes.
        self.book.set_properties({"title": title, "created": datetime(on.year, on.month, on.day)})  # noqa: DTZ001  # a workbook knows no time zones
        self.book.set_custom_property("jiqun_template", TEMPLATE_VERSION, "text")
        self.book.set_custom_property("jiqun_language", lang, "text")

    def sheet(self, name: str, tab: str) -> Any:
        """A new sheet behind those before it, set up for A4 paper."""
        page = self.book.add_worksheet(name)
        page.set_tab_color(tab)
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.set_footer("&L&A&R&P / &N")
        return page

    def format(self, name: str, number: str = "General") -> Any:
        """The format of that style and number format, made once."""
        if (name, number) not in self._formats:
            look = {**self._font, **style(name), "num_format": number}
            self._formats[name, number] = self.book.add_format(look)
        return self._formats[name, number]

    def cell_format(self, kind: ColumnKind) -> Any:
        """The format of a cell of that kind."""
        return self.format("cell", number_format(kind))

    def put(self, page: Any, place: tuple[int, int], value: Typed, look: Any) -> None:
        """Write a value as what it is; a blank leaves the format for the one who fills it in."""
        if isinstance(value, date):
            page.write_datetime(*place, value, look)
        elif not isinstance(value, str):
            page.write_number(*place, value, look)
        elif value:
            page.write_string(*place, value, look)
        else:
            page.write_blank(*place, None, look)

    def finish(self, names: Mapping[str, str]) -> bytes:
        """Name the ranges, and give the bytes of the workbook."""
        for name, address in names.items():
            self.book.define_name(name, "=" + address)
        self.book.close()
        return self._out.getvalue()

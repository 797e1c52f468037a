"""How the template looks: formats by what a column holds, widths, fonts and colours."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from jiqun.base.words import Lang
from jiqun.facts.columns import Column, ColumnKind
from jiqun.facts.workbook.names import REQUIRED_MARK, with_unit

FONTS: Mapping[Lang, str] = {"zh": "Microsoft YaHei", "en": "Calibri"}

REQUIRED_FILL = "#1F4E79"
OPTIONAL_FILL = "#DDEBF7"
STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": REQUIRED_FILL},
    "heading": {"bold": True, "font_size": 12, "font_color": REQUIRED_FILL},
    "required": {"bold": True, "font_color": "#FFFFFF", "bg_color": REQUIRED_FILL},
    "optional": {"bold": True, "font_color": REQUIRED_FILL, "bg_color": OPTIONAL_FILL},
    "note": {"italic": True, "font_color": "#595959"},
    "words": {},
    "cell": {"valign": "top"},
    "shown": {"valign": "top"},  # a cell of the example, folded so that all of it is seen
}
_WRAPPED = ("required", "optional", "note", "words", "shown")
_LINE = 16  # points
_BORDERED = ("required", "optional")

_NUMBERS: Mapping[ColumnKind, str] = {
    "amount": "#,##0.00##",
    "whole": "#,##0",
    "year": "0",
    "day": "yyyy-mm-dd",
}
_WIDTHS: Mapping[ColumnKind, int] = {
    "text": 24,
    "text_list": 28,
    "credit_code": 22,
    "industries": 20,
    "choices": 32,
    "choice": 20,
    "amount": 15,
    "day": 13,
}


def number_format(kind: ColumnKind) -> str:
    """The number format of a column's cells; text where a number would lose digits or leading zeros."""
    return _NUMBERS.get(kind, "@")


def style(name: str) -> dict[str, Any]:
    """What `xlsxwriter` needs to know of a style, but for the font."""
    looks = dict(STYLES[name])
    if name in _WRAPPED:
        looks |= {"text_wrap": True, "valign": "vcenter" if name in _BORDERED else "top"}
    if name in _BORDERED:
        looks |= {"border": 1, "border_color": "#BFBFBF"}
    return looks


def header(column: Column, lang: Lang) -> str:
    """The header in the template: label, unit, and a mark where it must be filled."""
    return with_unit(column).say(lang) + (f" {REQUIRED_MARK}" if column.required else "")


def width(column: Column, lang: Lang) -> int:
    """Wide enough for what is typed, and for the header on two lines."""
    return max(_WIDTHS.get(column.kind, 12), breadth(header(column, lang)) // 2 + 3)


def height(texts: Iterable[str], columns: int) -> int:
    """The height in points of a row of folded texts, in cells of so many letters: rows do not grow by themselves."""
    return _LINE * max((-(-breadth(text) // columns) for text in texts), default=1) or _LINE


def breadth(text: str) -> int:
    """How many Latin letters are as wide as the text; a Chinese character is as wide as two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)

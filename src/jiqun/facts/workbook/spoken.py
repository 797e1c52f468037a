"""Stored values back into what people type: labels, names and typed units in their language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from jiqun.base.words import Bi, Lang
from jiqun.facts.columns import Column
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.sheets import SHEETS
from jiqun.facts.snapshot import Snapshot, Value
from jiqun.facts.workbook.numbers import decimal_text
from jiqun.facts.workbook.raw import BLANK

Typed = str | float | date
TypedRow = Mapping[str, Typed]  # by column key; a blank may be left out
Filled = Mapping[str, Sequence[TypedRow]]  # by sheet key

YES_NO: Mapping[bool, Bi] = {True: Bi(zh="是", en="yes"), False: Bi(zh="否", en="no")}
# Numbers up to here survive in a spreadsheet, which keeps 15 digits; larger ones are written as text.
_EXACT = 10**15
_SEPARATOR: Mapping[Lang, str] = {"zh": "；", "en": "; "}


def filled_from(snapshot: Snapshot, lang: Lang) -> Filled:
    """All rows of a snapshot as they would be typed."""
    return {
        sheet.key: [
            {column.key: typed(column, value, lang) for column, value in zip(sheet.columns, row, strict=True)}
            for row in zip(*(snapshot.tables[sheet.key][column.key] for column in sheet.columns), strict=True)
        ]
        for sheet in SHEETS.values()
    }


def typed(column: Column, value: Value, lang: Lang) -> Typed:
    """One stored value as it would be typed."""
    if value is None:
        return BLANK
    if column.kind == "amount":
        return _decimal(value, column.scale)
    if isinstance(value, tuple):
        return _SEPARATOR[lang].join(label_of(column, item, lang) for item in value)
    if isinstance(value, (bool, str)):
        return label_of(column, value, lang)
    return value  # type: ignore[no-any-return]  # a day or a whole number


def label_of(column: Column, value: str | bool, lang: Lang) -> str:
    """The word for a choice, a district, yes or no; any other text stands for itself."""
    if isinstance(value, bool):
        return YES_NO[value].say(lang)
    labels = DISTRICTS if column.kind == "district" else column.choices
    return labels[value].say(lang) if value in labels else value


def _decimal(units: int, scale: int) -> Typed:
    text = decimal_text(units, scale)
    return float(text) if units < _EXACT else text

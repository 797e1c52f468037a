"""What may be chosen instead of typed: lists on a hidden sheet, named, and rules for the cells that use them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from jiqun.base.words import Bi, Lang
from jiqun.facts.columns import Column, ColumnKind
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.sheets import SHEETS
from jiqun.facts.workbook.names import LISTS
from jiqun.facts.workbook.notes import note_of
from jiqun.facts.workbook.numbers import FIRST_YEAR
from jiqun.facts.workbook.pen import Pen
from jiqun.facts.workbook.sheet_xml import column_letters
from jiqun.facts.workbook.spoken import YES_NO
from jiqun.law import Edition

_PREFIX = "jiqun_"
_LONGEST_NOTE = 255  # characters of an input message
_LISTED = ("choice", "yes_no", "district", "clause")
_CONDITIONS: Mapping[ColumnKind, Mapping[str, Any]] = {
    "amount": {"validate": "decimal", "criteria": ">=", "value": 0},
    "whole": {"validate": "integer", "criteria": ">=", "value": 0},
    "credit_code": {"validate": "length", "criteria": "==", "value": 18},
    "day": {
        "validate": "date",
        "criteria": "between",
        "minimum": date(1949, 10, 1),
        "maximum": date(2099, 12, 31),
    },
}
_STOP = Bi(zh="请按说明填写", en="Not what this column holds")


def lists(edition: Edition) -> dict[str, Sequence[Bi]]:
    """The lists by name: one for every column with choices, and those of districts, yes and no, declared clauses."""
    declared = [Bi(zh=p.id, en=p.id) for p in edition.provisions.values() if p.kind == "declared"]
    chosen = {
        _list_name(column): list(column.choices.values())
        for sheet in SHEETS.values()
        for column in sheet.columns
        if column.kind == "choice"
    }
    return {"yes_no": list(YES_NO.values()), "district": list(DISTRICTS.values()), "clause": declared, **chosen}


def write_lists(pen: Pen, edition: Edition) -> Mapping[str, str]:
    """Write the hidden sheet; returns the address of each list by its name."""
    page = pen.sheet(LISTS.say(pen.lang), "#A6A6A6")
    page.hide()
    addresses = {}
    for place, (name, items) in enumerate(lists(edition).items()):
        page.write_string(0, place, name)
        page.write_column(1, place, [item.say(pen.lang) for item in items])
        page.set_column(place, place, 20)
        letters = column_letters(place + 1)
        addresses[_PREFIX + name] = f"'{LISTS.say(pen.lang)}'!${letters}$2:${letters}${len(items) + 1}"
    return addresses


def rule(column: Column, lang: Lang, on: date) -> dict[str, Any] | None:
    """What a spreadsheet program lets people type into a cell of this column; None where it cannot tell."""
    condition = _condition(column, on)
    if condition is None:
        return None
    return {
        **condition,
        "ignore_blank": True,
        "error_title": _STOP.say(lang),
        "error_message": note_of(column, lang)[:_LONGEST_NOTE],
    }


def _condition(column: Column, on: date) -> Mapping[str, Any] | None:
    if column.kind in _LISTED:
        return {"validate": "list", "source": f"={_PREFIX}{_list_name(column)}"}
    if column.kind == "year":
        return {"validate": "integer", "criteria": "between", "minimum": FIRST_YEAR, "maximum": on.year}
    return _CONDITIONS.get(column.kind)


def _list_name(column: Column) -> str:
    return column.key if column.kind == "choice" else column.kind

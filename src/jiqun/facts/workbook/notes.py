"""The note on a column's header: what it means, what may be typed, in which unit."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.words import Bi, Lang
from jiqun.facts.columns import Column, ColumnKind
from jiqun.facts.workbook.cells import either

_REQUIRED = Bi(zh="必填。", en="Required.")
_BY_KIND: Mapping[ColumnKind, Bi] = {
    "year": Bi(zh="四位数年份，每家企业每年一行。", en="A year of four digits; one row an enterprise and year."),
    "day": Bi(zh="日期，写作 YYYY-MM-DD。", en="A date, written YYYY-MM-DD."),
    "yes_no": Bi(zh="填“是”或“否”。", en="Yes or no."),
    "whole": Bi(zh="整数，没有填0。", en="A whole number; 0 if none."),
    "amount": Bi(zh="数字。", en="A number."),
}
_UNIT = Bi(zh="单位：{unit}。", en="Unit: {unit}.")
_ONE = Bi(zh="可填：{choices}。", en="One of: {choices}.")
_SEVERAL = Bi(zh="可填（多个用分号隔开）：{choices}。", en="Any of (separated by semicolons): {choices}.")


def note_of(column: Column, lang: Lang) -> str:
    """All there is to say, in one paragraph."""
    kind = _BY_KIND.get(column.kind)
    said = (
        _REQUIRED.say(lang) if column.required else "",
        column.note.say(lang) if column.note else "",
        kind.say(lang) if kind and not _says_its_unit(column) else "",
        _UNIT.say(lang).format(unit=column.unit.say(lang)) if column.unit and not _says_its_unit(column) else "",
        _choices(column, lang),
    )
    return (" " if lang == "en" else "").join(part for part in said if part)


def _says_its_unit(column: Column) -> bool:
    """Money's own note names the unit."""
    return column.kind == "amount" and column.note is not None


def _choices(column: Column, lang: Lang) -> str:
    if not column.choices:
        return ""
    return (_SEVERAL if column.kind == "choices" else _ONE).say(lang).format(choices=either(column.choices).say(lang))

"""How people name sheets, columns and choices: by key or by either label; and the nearest name to a wrong one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from types import MappingProxyType

from jiqun.base.words import LANGS, Bi
from jiqun.facts.columns import Column
from jiqun.facts.sheets import SHEETS
from jiqun.facts.workbook.raw import narrow

README = Bi(zh="填表说明", en="Read me")
EXAMPLE = Bi(zh="填写示例", en="Example")
LISTS = Bi(zh="选项", en="Lists")
FIELD = Bi(zh="字段", en="Field")
VALUE = Bi(zh="填写内容", en="Value")
# What may head the two columns of the sheet `cluster`.
FIELD_NAMES = frozenset({"field", "字段"})
VALUE_NAMES = frozenset({"value", "填写内容", "值"})
REQUIRED_MARK = "*"

_QUOTES = str.maketrans("", "", "\"'“”‘’「」")
_LONGEST_COMPARED = 40


def plain(text: str) -> str:
    """The name without blanks, case, quotation marks, full-width forms and the mark of a required column."""
    bare = "".join(narrow(text).split()).casefold().translate(_QUOTES)
    return bare.removeprefix(REQUIRED_MARK).removesuffix(REQUIRED_MARK)


def spellings(named: Mapping[str, Bi]) -> Mapping[str, str]:
    """Every plain spelling of some things, key or label, to their key."""
    return {plain(name): key for key, label in named.items() for name in (key, label.zh, label.en)}


def with_unit(column: Column) -> Bi:
    """The header of the template: the label, and the unit in brackets where there is one."""
    if column.unit is None:
        return column.label
    return Bi(zh=f"{column.label.zh}（{column.unit.zh}）", en=f"{column.label.en} ({column.unit.en})")


@cache
def sheet_spellings() -> Mapping[str, str]:
    """Plain names of the sheets to their keys."""
    return MappingProxyType(dict(spellings({key: sheet.label for key, sheet in SHEETS.items()})))


@cache
def ignored_sheets() -> frozenset[str]:
    """Plain names of the template's own sheets, which hold no data."""
    return frozenset(plain(name.say(lang)) for name in (README, EXAMPLE, LISTS) for lang in LANGS)


@cache
def column_spellings(sheet: str) -> Mapping[str, str]:
    """Plain headers of a sheet to the keys of its columns, with and without the unit, and no other unit."""
    columns = SHEETS[sheet].columns
    plain_labels = spellings({column.key: column.label for column in columns})
    return MappingProxyType({**plain_labels, **spellings({column.key: with_unit(column) for column in columns})})


@dataclass
class Nearest:
    """Finds the nearest known name, and stops looking when a file has asked too often for it to stay quick."""

    comparisons_left: int = 10_000

    def of(self, text: str, known: Iterable[str], least: float = 0.6) -> str | None:
        """The known name that is nearest to `text`, or None if none is `least` alike. Both in plain spelling."""
        matcher: SequenceMatcher[str] = SequenceMatcher(a="", b=text[:_LONGEST_COMPARED], autojunk=False)
        best, found = least, None
        for name in known:
            if self.comparisons_left <= 0:
                break
            self.comparisons_left -= 1
            matcher.set_seq1(name)
            if matcher.real_quick_ratio() >= best and matcher.quick_ratio() >= best and matcher.ratio() >= best:
                best, found = matcher.ratio(), name
        return found

"""What differs between two states of a cluster's data, in words: who came, who went, which values changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiqun.base.words import Bi
from jiqun.facts.columns import Column
from jiqun.facts.differences import Differences
from jiqun.facts.sheets import SHEETS
from jiqun.facts.workbook.spoken import label_of


@dataclass(frozen=True)
class Changed:
    """One thing that is another one now."""

    what: Bi
    before: Bi
    after: Bi


def roster_changes(found: Differences) -> Iterator[Changed]:
    """The enterprises that came and those that went."""
    for one in found.enterprises_in:
        yield Changed(_ROSTER, _NONE, _plain(f"{one.value('name')} {one.value('credit_code')}"))
    for one in found.enterprises_out:
        yield Changed(_ROSTER, _plain(f"{one.value('name')} {one.value('credit_code')}"), _NONE)


def value_changes(found: Differences) -> Iterator[Changed]:
    """The values that changed, and the rows of other sheets that came or went."""
    for change in (*found.cluster, *found.enterprises, *found.figures):
        column = SHEETS[change.sheet].column(change.column)
        words = {"column": column.label, "code": change.credit_code or "", "year": change.year or ""}
        yield Changed(_CELL.fill(**words), as_typed(column, change.before), as_typed(column, change.after))
    for rows, gone in ((found.rows_in, False), (found.rows_out, True)):
        for one in rows:
            text = _plain(" · ".join(str(value) for value in one.values if value not in (None, ()))[:200])
            yield Changed(SHEETS[one.sheet].label, text if gone else _NONE, _NONE if gone else text)


def as_typed(column: Column, value: object) -> Bi:
    """A value as people typed it, shortly; a dash for a blank."""
    if value is None:
        return _BLANK
    if isinstance(value, bool | str):
        return Bi(zh=label_of(column, value, "zh"), en=label_of(column, value, "en"))
    if isinstance(value, tuple):
        parts = [as_typed(column, one) for one in value]
        return Bi(zh="；".join(one.zh for one in parts), en="; ".join(one.en for one in parts))
    if isinstance(value, int) and column.scale != 1:
        return _plain(f"{value // column.scale:,}" + _decimals(value % column.scale, column.scale))
    return _plain(str(value))


def _decimals(rest: int, scale: int) -> str:
    digits = str(rest).rjust(len(str(scale)) - 1, "0").rstrip("0")
    return f".{digits}" if digits else ""


def _plain(text: str) -> Bi:
    return Bi(zh=text, en=text)


_NONE, _BLANK = Bi(zh="", en=""), Bi(zh="—", en="—")
_ROSTER = Bi(zh="企业名录", en="Roster")
_CELL = Bi(zh="{column} {code} {year}", en="{column} {code} {year}")

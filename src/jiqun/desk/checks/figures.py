"""The figures of an enterprise that a spot check compares: as they were reported, and as they are typed (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from jiqun.base.words import Bi
from jiqun.facts.columns import Column
from jiqun.facts.sheets import ANNUAL
from jiqun.facts.snapshot import Snapshot
from jiqun.facts.workbook.cells import Rules, reader_of
from jiqun.facts.workbook.numbers import decimal_text
from jiqun.facts.workbook.wrong import Wrong as Unreadable
from jiqun.law import edition

FIGURES: Mapping[str, Column] = {one.key: one for one in ANNUAL.columns if one.key not in ("credit_code", "year")}
_LONGEST = 40


def reported_figures(snapshot: Snapshot, credit_code: str) -> dict[tuple[int, str], Any]:
    """By year and column, what the data say of an enterprise."""
    table = snapshot.tables[ANNUAL.key]
    places = [place for place, code in enumerate(table["credit_code"]) if code == credit_code]
    return {(table["year"][place], key): table[key][place] for place in places for key in FIGURES}


def stored_figure(value: object) -> str:
    """A value of the snapshot as a finding keeps it: whole units, yes or no, nothing for a blank."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def typed_text(column: Column, stored: str) -> str:
    """A figure of a finding as it is typed again: in the unit of the form, without separators."""
    return decimal_text(int(stored), column.scale) if stored.isdigit() and column.kind == "amount" else stored


def read_figure(column: Column, typed: str, on: date, pack: str) -> str | Bi:
    """What was typed as a finding keeps it, read as the workbook's cells are; or why it cannot be read."""
    try:
        value = reader_of(column, Rules(on, edition(pack)))(typed[:_LONGEST])
    except Unreadable:
        return _HOW[column.kind].fill(column=column.label)
    return stored_figure(value)


_HOW: Mapping[str, Bi] = {
    "whole": Bi(zh="{column}：请填写不小于0的整数。", en="{column}: write a whole number, 0 or more."),
    "amount": Bi(
        zh="{column}：请填写不小于0的数字，最多四位小数。",
        en="{column}: write a number, 0 or more, up to four decimals.",
    ),
    "yes_no": Bi(zh="{column}：请选择是或否。", en="{column}: say yes or no."),
}

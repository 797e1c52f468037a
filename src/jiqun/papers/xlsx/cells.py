"""What may stand in a cell, and how one cell's formula speaks of others: addresses, names, quoted text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

Result = str | int | float | date


@dataclass(frozen=True)
class Formula:
    """A live formula (without its `=`), and our own result, shown until a spreadsheet program recalculates."""

    text: str
    result: Result


Value = Result | Formula | None


def quoted(text: str) -> str:
    """A text as a formula writes it."""
    return '"' + text.replace('"', '""') + '"'


def letters(index: int) -> str:
    """The letters of a column, the first being 0: `A`, …, `Z`, `AA`."""
    head, tail = divmod(index, 26)
    return (letters(head - 1) if head else "") + chr(ord("A") + tail)


def abroad(sheet: str, address: str) -> str:
    """An address on another sheet."""
    return "'" + sheet.replace("'", "''") + "'!" + address


@dataclass(frozen=True)
class Grid:
    """The columns of a table on a sheet by key; rows are numbered as spreadsheet programs number them."""

    sheet: str
    columns: tuple[str, ...]
    first: int

    @cached_property
    def places(self) -> dict[str, int]:
        return {key: index for index, key in enumerate(self.columns)}

    def at(self, key: str, row: int) -> str:
        """A cell for formulas of its own row: `$K6`."""
        return f"${letters(self.places[key])}{row}"

    def fixed(self, key: str, row: int) -> str:
        """A cell for formulas of other rows: `$K$6`."""
        return f"${letters(self.places[key])}${row}"

    def span(self, key: str, first: int, last: int) -> str:
        """A part of a column: `$K$6:$K$9`."""
        return f"{self.fixed(key, first)}:{self.fixed(key, last)}"

    def abroad(self, key: str, row: int) -> str:
        """A cell for formulas of other sheets."""
        return abroad(self.sheet, self.fixed(key, row))

"""The columns of a data sheet: what was reported, in whole units and in the reader's words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from jiqun.base.words import Bi
from jiqun.facts.columns import Column as Source
from jiqun.facts.sheets import SHEETS
from jiqun.facts.snapshot import Value as Stored
from jiqun.papers.xlsx.cells import Grid, letters
from jiqun.papers.xlsx.looks import DAY, PLAIN, WHOLE
from jiqun.papers.xlsx.paper import Paper

Align = Literal["", "_left", "_centre"]
Shown = str | int | float | date | None


@dataclass(frozen=True)
class Here:
    """A row of a table, as the formulas of that row see it."""

    grid: Grid
    row: int

    def __call__(self, key: str) -> str:
        """The row's own cell in a column."""
        return self.grid.at(key, self.row)

    def down_to(self, key: str) -> str:
        """A column from its first row to this one."""
        letter = letters(self.grid.places[key])
        return f"${letter}${self.grid.first}:${letter}{self.row}"


@dataclass(frozen=True)
class Col:
    """A column as it is written: its heading, its unit or how it is made, and a value a row.

    With a `formula`, the values are our own results of it.
    """

    key: str
    label: str
    how: str
    values: Sequence[Shown]
    formula: Callable[[Here], str] | None = None
    number: str = PLAIN
    width: float = 12
    align: Align = ""
    choices: tuple[str, ...] = ()

    @property
    def style(self) -> str:
        return ("data" if self.formula is None else "live") + self.align


_WIDTHS = {"text": 26, "text_list": 26, "credit_code": 22, "industry": 9, "choices": 64, "choice": 22, "amount": 18}
_ALIGNS: dict[str, Align] = {
    "amount": "",
    "whole": "",
    "year": "_centre",
    "yes_no": "_centre",
    "day": "_centre",
    "clause": "_centre",
}
_UNITS = {"10,000 yuan": Bi(zh="元", en="yuan"), "km²": Bi(zh="平方米", en="m²")}
NUMBER = Bi(zh="序号", en="No.")


def positions_of(paper: Paper, table: str) -> Sequence[int]:
    """The rows that are shown: of `annual`, those of the four years that count."""
    if table != "annual":
        return range(paper.snapshot.rows(table))
    years = paper.snapshot.tables[table]["year"]
    return [position for position, year in enumerate(years) if year in paper.assessment.years]


def number_column(paper: Paper, size: int) -> Col:
    """The rows numbered: what marks a row as one."""
    return Col("no", paper.say(NUMBER), "", range(1, size + 1), width=6, align="_centre")


def source_column(paper: Paper, table: str, source: Source, positions: Sequence[int]) -> Col:
    """A reported column."""
    stored = paper.snapshot.tables[table][source.key]
    return Col(
        source.key,
        paper.say(source.label),
        paper.say(unit_shown(source)),
        [shown(paper, source, stored[position]) for position in positions],
        number=number_shown(source),
        width=_WIDTHS.get(source.kind, 12),
        align=_ALIGNS.get(source.kind, "_left"),
        choices=choices_shown(paper, source),
    )


def shown(paper: Paper, source: Source, value: Stored) -> Shown:
    """A stored value as its cell shows it."""
    if value is None:
        return None
    if source.kind == "yes_no":
        return paper.yes_no(value)
    items = value if isinstance(value, tuple) else (value,)
    if source.choices:
        return ";".join(paper.say(source.choices[item]) for item in items)
    return ";".join(items) if isinstance(value, tuple) else value


def item_shown(paper: Paper, table: str, key: str, value: str | int | bool) -> str | int:
    """A value that a condition speaks of, as cells of that column show it."""
    if isinstance(value, bool):
        return paper.yes_no(value)
    source = next((one for one in SHEETS[table].columns if one.key == key), None)
    if source is None or not source.choices:
        return value
    return paper.say(source.choices[str(value)])


def number_shown(source: Source) -> str:
    if source.kind == "day":
        return DAY
    return WHOLE if source.kind in ("amount", "whole") else PLAIN


def choices_shown(paper: Paper, source: Source) -> tuple[str, ...]:
    if source.kind == "yes_no":
        return (paper.yes_no(True), paper.yes_no(False))
    return tuple(paper.say(words) for words in source.choices.values()) if source.kind == "choice" else ()


def unit_shown(source: Source) -> Bi:
    """The unit of the stored number: yuan, not 10,000 yuan."""
    if source.unit is None or source.scale == 1:
        return source.unit or Bi(zh="", en="")
    whole = _UNITS.get(source.unit.en)
    return whole or Bi(zh=f"1/{source.scale:,}{source.unit.zh}", en=f"1/{source.scale:,} {source.unit.en}")

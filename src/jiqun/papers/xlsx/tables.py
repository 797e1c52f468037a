"""The data sheets: one table each, reported columns first, then what formulas make of every row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from jiqun.base.words import Bi
from jiqun.facts.sheets import CLUSTER, SHEETS
from jiqun.papers.xlsx.cells import Formula, Grid, abroad
from jiqun.papers.xlsx.columns import (
    Col,
    Here,
    choices_shown,
    number_column,
    number_shown,
    positions_of,
    shown,
    source_column,
    unit_shown,
)
from jiqun.papers.xlsx.counting import counting_columns
from jiqun.papers.xlsx.derived import derived_columns
from jiqun.papers.xlsx.page import Book, Page
from jiqun.papers.xlsx.paper import Paper

HEAD, HOW, FIRST = 3, 4, 5
TAB = "#9FB3C8"
_NOTE = Bi(
    zh="深色表头为填报数据（可改），浅色表头为公式；1 表示该行计入。改动后，“指标”“验算”“结论”随之变化。",
    en="Dark headings: reported data (may be changed); lighter headings: formulas; 1 says that a row counts.",
)
_NO_ROWS = Bi(zh="（没有数据）", en="(no rows)")
_FIELD, _VALUE, _UNIT = Bi(zh="项目", en="Field"), Bi(zh="内容", en="Value"), Bi(zh="单位", en="Unit")


@dataclass(frozen=True)
class Table:
    """A data sheet: its columns and how many rows it has."""

    key: str
    sheet: str
    columns: tuple[Col, ...]
    size: int

    @cached_property
    def grid(self) -> Grid:
        grid = Grid(self.sheet, tuple(column.key for column in self.columns), FIRST)
        if len(grid.places) != len(grid.columns):
            raise ValueError(f"two columns of {self.key} have one name")
        return grid

    @property
    def last(self) -> int:
        """The last row of the ranges: an empty table keeps one blank row."""
        return FIRST + max(self.size, 1) - 1

    def label(self, key: str) -> str:
        return self.columns[self.grid.places[key]].label


def table_of(paper: Paper, key: str) -> Table:
    """The layout of a data sheet."""
    positions = positions_of(paper, key)
    columns = [number_column(paper, len(positions))]
    columns += [source_column(paper, key, source, positions) for source in SHEETS[key].columns]
    columns += derived_columns(paper, key, positions)
    labels = {column.key: column.label for column in columns}
    columns += counting_columns(paper, key, positions, labels)
    return Table(key, paper.sheet(key), tuple(columns), len(positions))


def write_table(paper: Paper, book: Book, table: Table) -> None:
    """One data sheet, its columns named for the formulas of the others."""
    page = book.page(table.sheet, TAB)
    page.put(1, 0, table.sheet, "title")
    page.put(2, 0, paper.say(_NOTE), "note")
    for index, column in enumerate(table.columns):
        live = column.formula is not None
        page.put(HEAD, index, column.label, "head_live" if live else "head")
        page.put(HOW, index, column.how, "how")
        book.name(f"{table.key}_{column.key}", table.sheet, table.grid.span(column.key, FIRST, table.last))
        _write_column(page, table, index, column)
        if column.choices:
            page.choose((FIRST, table.last), index, column.choices)
    page.widths([column.width for column in table.columns])
    page.freeze(FIRST, 2, heads=2)
    page.filter(HOW, table.last, len(table.columns))
    page.codes_are_text((FIRST, table.last), len(table.columns))
    if not table.size:
        page.put(FIRST + 1, 0, paper.say(_NO_ROWS), "note")


def _write_column(page: Page, table: Table, index: int, column: Col) -> None:
    if column.formula is None:
        for row, value in enumerate(column.values, FIRST):
            page.put(row, index, value, column.style, column.number)
        return
    for row, value in enumerate(column.values, FIRST):
        text = column.formula(Here(table.grid, row))
        page.put(row, index, Formula(text, "" if value is None else value), column.style, column.number)


def write_cluster(paper: Paper, book: Book) -> None:
    """The fields of the cluster, each cell named for the formulas of the others."""
    sheet = paper.sheet("cluster")
    page = book.page(sheet, TAB)
    page.put(1, 0, sheet, "title")
    page.row(HEAD, [paper.say(words) for words in (_FIELD, _VALUE, _UNIT)], "head")
    for row, source in enumerate(CLUSTER.columns, HEAD + 1):
        value = shown(paper, source, paper.snapshot.cluster[source.key])
        page.put(row, 0, paper.say(source.label), "words")
        page.put(row, 1, value, "words", number_shown(source))
        page.put(row, 2, paper.say(unit_shown(source)), "words")
        book.name(f"cluster_{source.key}", sheet, f"$B${row}")
        if choices := choices_shown(paper, source):
            page.choose((row, row), 1, choices)
    page.widths([34, 46, 14])
    page.freeze(HEAD + 1)
    page.codes_are_text((HEAD, HEAD + len(CLUSTER.columns)), 3)


def cluster_cell(paper: Paper, column: str) -> str:
    """The address of a field of the cluster."""
    row = HEAD + 1 + [source.key for source in CLUSTER.columns].index(column)
    return abroad(paper.sheet("cluster"), f"$B${row}")

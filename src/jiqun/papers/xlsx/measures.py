"""The sheet of measures: every whole number of a year or of the day, added up or counted over the rows by formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from jiqun.base.words import Bi
from jiqun.facts.sheets import CLUSTER
from jiqun.papers.xlsx.cells import Formula, abroad, letters, quoted
from jiqun.papers.xlsx.conditions import factor
from jiqun.papers.xlsx.counting import column_of, in_words, is_inline, once_key, spelling, where_of
from jiqun.papers.xlsx.looks import UNITS, WHOLE
from jiqun.papers.xlsx.page import Book, Page
from jiqun.papers.xlsx.paper import Paper
from jiqun.papers.xlsx.tables import Table, cluster_cell
from jiqun.papers.xlsx.words import ABSENT, MEASURES
from jiqun.rules.kit import At, Count, Field, Kinds, Lists, Measure, Sum

HEAD, FIRST = 4, 5
BACK_COLUMNS = {4: 2, 3: 3, 2: 4, 1: 5, 0: 6}  # years back -> column; 0: as of the date
_HEADS = (Bi(zh="指标", en="Measure"), Bi(zh="单位", en="Unit"))
_AS_OF = Bi(zh="截至评估日", en="As of D")
_HOW = Bi(zh="怎样得来", en="How it is made")
_NOTE = Bi(
    zh="由各数据表按公式汇总；某年没有一家企业填报的为“无数据”，部分空白按零计。",
    en="Added up from the data sheets; “absent”: no row of the year fills the column; single blanks count as zero.",
)
_SUMMED = Bi(zh="“{}”之和", en="sum of “{}”")
_ROWS = Bi(zh="行数", en="number of rows")
_DIFFERENT = Bi(zh="不同“{}”的个数", en="number of different “{}”")
_NAMED = Bi(zh="“{}”所含种类数（共{}种）", en="how many of the {1} kinds “{0}” names")
_WHERE = Bi(zh="“{}”：{}；{}", en="{}: {}; {}")
_FIELD = Bi(zh="“{}”中的“{}”", en="{}: “{}”")


@dataclass(frozen=True)
class MeasureSheet:
    """Where every number stands."""

    paper: Paper
    tables: dict[str, Table]

    @cached_property
    def rows(self) -> dict[Measure | Field, int]:
        """Years first, then what counts as of the date, statements last."""
        measures = dict.fromkeys(at.measure for at in self.paper.numbers)
        return {measure: row for row, measure in enumerate(sorted(measures, key=_place), FIRST)}

    def cell(self, at: At) -> str:
        """The address of a number."""
        return abroad(self.paper.sheet(MEASURES), f"${letters(BACK_COLUMNS[at.back])}${self.rows[at.measure]}")


def _place(measure: Measure | Field) -> int:
    if isinstance(measure, Field):
        return 1
    return 0 if measure.yearly else 2 if is_inline(measure) else 1


def write_measures(paper: Paper, book: Book, sheet: MeasureSheet) -> None:
    """One row a measure."""
    page = book.page(paper.sheet(MEASURES), "#2F6690")
    page.put(1, 0, paper.sheet(MEASURES), "title")
    page.put(2, 0, paper.say(_NOTE), "note")
    _write_head(paper, page)
    for measure, row in sheet.rows.items():
        page.put(row, 0, paper.say(measure.title), "words")
        page.put(row, 1, paper.say(UNITS[measure.unit]), "words")
        page.put(row, 7, how_made(sheet, measure), "words")
        for back, column in BACK_COLUMNS.items():
            page.put(row, column, _number(sheet, measure, back), "live", WHOLE)
    page.widths([38, 16, 19, 19, 19, 19, 14, 80])
    page.freeze(FIRST, 1)


def _write_head(paper: Paper, page: Page) -> None:
    for column, words in enumerate(_HEADS):
        page.put(HEAD, column, paper.say(words), "head")
    for back, column in BACK_COLUMNS.items():
        year = Formula(f"YEAR(day_on)-{back}", paper.on.year - back)
        page.put(HEAD, column, year if back else paper.say(_AS_OF), "head")
    page.put(HEAD, 7, paper.say(_HOW), "head")


def _number(sheet: MeasureSheet, measure: Measure | Field, back: int) -> Formula | None:
    """The formula of a measure in a year or as of the date, where it has one there."""
    if isinstance(measure, Field) or not measure.yearly:
        if back:
            return None
        text = field_text(sheet.paper, measure) if isinstance(measure, Field) else _as_of(sheet, measure)
    elif back:
        text = _of_year(sheet, measure, f"{letters(BACK_COLUMNS[back])}${HEAD}")
    else:
        return None
    return Formula(text, _result(sheet.paper, At(measure, back)))


def _result(paper: Paper, at: At) -> int | str:
    value = paper.measures.get(at.key)
    return paper.say(ABSENT) if value is None else value


def field_text(paper: Paper, field: Field) -> str:
    """A field of the cluster as a number: yes is 1, no is 0, a filled text counts one."""
    cell, kind = cluster_cell(paper, field.column), CLUSTER.column(field.column).kind
    filled = {"yes_no": f"({cell}={quoted(paper.yes_no(True))})*1", "amount": cell, "whole": cell}.get(kind, "1")
    return f'IF({cell}="",{quoted(paper.say(ABSENT))},{filled})'


def _of_year(sheet: MeasureSheet, measure: Measure, year: str) -> str:
    """Absent where no row of the year fills the column."""
    filled = f'(annual_{measure.column}<>"")' if measure.column else "1"
    rows = f"SUMPRODUCT((annual_year={year})*{filled})"
    return f"IF({rows}=0,{quoted(sheet.paper.say(ABSENT))},{_added(sheet, measure, [('annual_year', year)])})"


def _as_of(sheet: MeasureSheet, measure: Measure) -> str:
    if is_inline(measure):
        return f"SUMPRODUCT({factor(where_of(measure), spelling(sheet.paper, measure.table, None, {}))}*1)"
    return _added(sheet, measure, [])


def _added(sheet: MeasureSheet, measure: Measure, tests: Sequence[tuple[str, str]]) -> str:
    """The sum or count over the rows that pass the tests and fulfil the measure's condition."""
    table, by = measure.table, measure.by
    if isinstance(by, Kinds):
        return "+".join(_named(sheet.paper, table, Lists(by.of, item)) for item in by.items)
    if isinstance(by, Count) and by.distinct is not None:
        return f"SUM({table}_{once_key(measure)})"
    where = column_of(sheet.paper, measure)
    pairs = [*tests, (f"{table}_{where}", "1")] if where else list(tests)
    listed = ",".join(f"{cells},{value}" for cells, value in pairs)
    if isinstance(by, Sum):
        values = f"{table}_{by.of.name}"
        return f"SUMIFS({values},{listed})" if pairs else f"SUM({values})"
    return f"COUNTIFS({listed})" if pairs else f"COUNT({table}_no)"


def _named(paper: Paper, table: str, lists: Lists) -> str:
    """1 if at least one row names the item."""
    return f"(SUMPRODUCT({factor(lists, spelling(paper, table, None, {}))}*1)>0)*1"


def how_made(sheet: MeasureSheet, measure: Measure | Field) -> str:
    """How a measure comes about, in words."""
    say = sheet.paper.say
    if isinstance(measure, Field):
        return say(_FIELD).format(sheet.paper.sheet("cluster"), say(CLUSTER.column(measure.column).label))
    table = sheet.tables[measure.table]
    labels = {column.key: column.label for column in table.columns}
    return say(_WHERE).format(table.sheet, _what(sheet.paper, measure, labels), _which(sheet.paper, measure, labels))


def _which(paper: Paper, measure: Measure, labels: dict[str, str]) -> str:
    return in_words(paper, measure.table, where_of(measure), labels)


def _what(paper: Paper, measure: Measure, labels: dict[str, str]) -> str:
    by = measure.by
    if isinstance(by, Kinds):
        return paper.say(_NAMED).format(labels[by.of.name], len(by.items))
    if isinstance(by, Sum):
        return paper.say(_SUMMED).format(labels[by.of.name])
    return paper.say(_DIFFERENT).format(labels[by.distinct.name]) if by.distinct else paper.say(_ROWS)

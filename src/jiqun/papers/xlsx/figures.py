"""The sheet of figures: what the law asks for, as exact fractions, and the readings that decide what its words mean.

Every cell that a reader may change to see what follows has a name: `fig_area_num`, `reading_over`, `day_on` …
"""

from __future__ import annotations

from fractions import Fraction

from jiqun.base.numbers import decimal_value
from jiqun.base.words import Bi
from jiqun.law import Figure, Reading
from jiqun.papers.xlsx.cells import Formula, Value
from jiqun.papers.xlsx.looks import DAY, OUTCOME_COLOURS, UNITS, WHOLE, number_format
from jiqun.papers.xlsx.page import Book, Page
from jiqun.papers.xlsx.paper import Paper, readings_of
from jiqun.papers.xlsx.words import CODES, FIGURES, MEANINGS, OUTCOME_WORDS, outcome
from jiqun.rules.measuring import days_of

_NOTE = Bi(
    zh="黄底单元格可以改动，各条款结果随之变化。界限以分子、分母两个整数表示（十分之一即 1 和 10），比较时不取小数。",
    en="Yellow cells may be changed: outcomes follow. A figure is two whole numbers (a tenth: 1 and 10), not rounded.",
)
_READINGS = Bi(zh="解读（条文未写明之处）", en="Readings (what the text leaves open)")
_READING_HEADS = (
    Bi(zh="解读", en="Reading"),
    Bi(zh="问题", en="Question"),
    Bi(zh="现采用", en="In force"),
    Bi(zh="可选（首项为默认）", en="Possible answers (the default first)"),
)
_DAYS = Bi(zh="日期", en="Days")
_ON, _EARLIER = Bi(zh="评估日 D", en="Assessment date D"), Bi(zh="D 前三年", en="D − 3 years")
_YEARS = Bi(
    zh="年度由评估日推算；只附有关四年的数据", en="The years follow from D; rows of its four years are included"
)
_FIGURES = Bi(zh="界限", en="Figures")
_FIGURE_HEADS = (
    Bi(zh="界限", en="Figure"),
    Bi(zh="条款", en="Clauses"),
    Bi(zh="内容", en="What it is about"),
    Bi(zh="比较", en="Operator"),
    Bi(zh="条文 分子", en="Article: numerator"),
    Bi(zh="条文 分母", en="Article: denominator"),
    Bi(zh="改用 分子", en="Override: numerator"),
    Bi(zh="改用 分母", en="Override: denominator"),
    Bi(zh="现采用 分子", en="In force: numerator"),
    Bi(zh="现采用 分母", en="In force: denominator"),
    Bi(zh="现采用 数值", en="In force: value"),
    Bi(zh="单位", en="Unit"),
    Bi(zh="依据", en="Source"),
    Bi(zh="说明", en="Note"),
)
_OVERRIDDEN = Bi(zh="{}（{}）改定；", en="Overridden by {} ({}). ")
_OUTCOMES = Bi(zh="结果", en="Outcomes")
_OUTCOME_HEADS = (Bi(zh="代码", en="Code"), Bi(zh="结果", en="Outcome"), Bi(zh="含义", en="Meaning"))
_LAST = len(_FIGURE_HEADS) - 1
OPERATORS = (">", ">=", "<=", "<")


def write_figures(paper: Paper, book: Book) -> None:
    """Readings, days, figures, and the words of outcomes."""
    page = book.page(paper.sheet(FIGURES), "#D9A400")
    page.put(1, 0, paper.sheet(FIGURES), "title")
    page.put(2, 0, paper.say(_NOTE), "note")
    row = _write_readings(paper, book, page, 4)
    row = _write_days(paper, book, page, row + 1)
    row = _write_all_figures(paper, book, page, row + 1)
    _write_outcomes(paper, book, page, row + 1)
    page.widths([24, 15, 32, 9, 14, 12, 14, 12, 14, 12, 16, 14, 30, 60])
    page.freeze(3, heads=0)


def _write_readings(paper: Paper, book: Book, page: Page, row: int) -> int:
    page.put(row, 0, paper.say(_READINGS), "section")
    heads = [paper.say(words) for words in _READING_HEADS]
    page.put(row + 1, 0, heads[0], "head")
    for head, columns in zip(heads[1:], ((1, 2), (3, 6), (7, _LAST)), strict=True):
        page.merge(row + 1, columns, head, "head")
    row += 2
    for reading in readings_of(paper.edition):
        _write_reading(paper, book, page, row, reading)
        row += 1
    return row


def _write_reading(paper: Paper, book: Book, page: Page, row: int, reading: Reading) -> None:
    answers = [f"{option.value}: {paper.say(option.means)}" for option in reading.options]
    page.put(row, 0, reading.key, "words")
    page.merge(row, (1, 2), paper.say(reading.question), "words")
    page.merge(row, (3, 6), paper.readings[reading.key], "input")
    page.merge(row, (7, _LAST), "\n".join(answers), "words")
    page.choose((row, row), 3, [option.value for option in reading.options])
    page.height(row, 4 + 14 * len(answers))  # merged cells do not grow by themselves
    book.name(f"reading_{reading.key}", paper.sheet(FIGURES), f"$D${row}")


def _write_days(paper: Paper, book: Book, page: Page, row: int) -> int:
    page.put(row, 0, paper.say(_DAYS), "section")
    days = days_of(paper.on)
    cells: tuple[tuple[str, Bi, Value, str], ...] = (
        ("on", _ON, days["on"], "input"),
        ("three_years_before", _EARLIER, Formula("EDATE(day_on,-36)", days["three_years_before"]), "live"),
    )
    for key, title, value, style in cells:
        row += 1
        page.put(row, 0, paper.say(title), "words")
        page.put(row, 1, value, style, DAY)
        book.name(f"day_{key}", paper.sheet(FIGURES), f"$B${row}")
    page.put(row, 2, paper.say(_YEARS), "note")
    return row + 1


def _write_all_figures(paper: Paper, book: Book, page: Page, row: int) -> int:
    page.put(row, 0, paper.say(_FIGURES), "section")
    page.row(row + 1, [paper.say(words) for words in _FIGURE_HEADS], "head")
    row += 2
    for figure in paper.edition.figures.values():
        _write_figure(paper, book, page, row, figure)
        row += 1
    return row


def _write_figure(paper: Paper, book: Book, page: Page, row: int, figure: Figure) -> None:
    value = Fraction(figure.value)
    own = Fraction(figure.override.article_value) if figure.override else value
    other: tuple[Value, Value] = (value.numerator, value.denominator) if figure.override else (None, None)
    _write_heading(paper, page, row, figure)
    page.put(row, 3, figure.op, "input_centre")
    page.choose((row, row), 3, OPERATORS)
    for column, number in ((4, own.numerator), (5, own.denominator)):
        page.put(row, column, number, "data", WHOLE)
    for column, cell in zip((6, 7), other, strict=True):
        page.put(row, column, cell, "input", WHOLE)
    page.put(row, 8, Formula(f'IF($G{row}="",$E{row},$G{row})', value.numerator), "live", WHOLE)
    page.put(row, 9, Formula(f'IF($G{row}="",$F{row},IF($H{row}="",1,$H{row}))', value.denominator), "live", WHOLE)
    page.put(row, 10, Formula(f"$I{row}/$J{row}", decimal_value(value)), "live", number_format(figure.unit))
    for part, letter in (("op", "D"), ("num", "I"), ("den", "J")):
        book.name(f"fig_{figure.key}_{part}", paper.sheet(FIGURES), f"${letter}${row}")


def _write_heading(paper: Paper, page: Page, row: int, figure: Figure) -> None:
    """What the figure is, of which clauses, and where it comes from."""
    provisions = paper.edition.provisions
    clauses = [one.id for one in provisions.values() if figure.key in one.figures]
    note = paper.say(figure.note) if figure.note else ""
    if figure.override:
        note = paper.say(_OVERRIDDEN).format(figure.override.document, figure.override.legal_basis) + note
    page.put(row, 0, figure.key, "words")
    page.put(row, 1, ", ".join(clauses or [figure.clause]), "words")
    page.put(row, 2, paper.say(provisions[figure.clause].title), "words")
    page.put(row, 11, paper.say(UNITS[figure.unit]), "words")
    page.put(row, 12, paper.say(figure.source), "words")
    page.put(row, 13, note, "words")


def _write_outcomes(paper: Paper, book: Book, page: Page, row: int) -> None:
    page.put(row, 0, paper.say(_OUTCOMES), "section")
    page.row(row + 1, [paper.say(words) for words in _OUTCOME_HEADS], "head")
    first, row = row + 2, row + 2
    for key, code in CODES.items():
        page.put(row, 0, code, "data_centre")
        page.put(row, 1, paper.say(outcome(key)), "outcome")
        page.put(row, 2, paper.say(MEANINGS[key]), "words")
        row += 1
    page.paint((first, row - 1), 1, {paper.say(outcome(key)): look for key, look in OUTCOME_COLOURS.items()})
    book.name(OUTCOME_WORDS, paper.sheet(FIGURES), f"$B${first}:$B${row - 1}")

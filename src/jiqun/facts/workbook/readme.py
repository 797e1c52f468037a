"""The first sheet of the template: what to fill in, how, and what the colours mean."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from jiqun.base.days import years_looked_at
from jiqun.base.words import Bi
from jiqun.facts.sheets import SHEETS
from jiqun.facts.workbook.cells import either
from jiqun.facts.workbook.looks import REQUIRED_FILL, height
from jiqun.facts.workbook.names import README, REQUIRED_MARK
from jiqun.facts.workbook.pen import Pen
from jiqun.law import Edition

TITLE = Bi(zh="中小企业特色产业集群申报工作簿", en="Application workbook of an SME specialty industry cluster")
_SHEET_HEADING = Bi(zh="工作表", en="Sheets")
_CHOICE_HEADING = Bi(zh="可填的选项", en="What may be chosen")
_CLAUSE_HEADING = Bi(zh="“专项说明”一表可填的条款", en="Clauses to be stated on the sheet Statements")
_REQUIRED = Bi(zh="必填", en="required")
_OPTIONAL = Bi(zh="没有的可以空着", en="may stay empty")
_UNSAID = Bi(zh="", en="")
_COLUMNS, _SPARE = 92, 8  # letters across; those that folding between words leaves empty
_HEADING = 24  # points

_WORDS = (
    Bi(
        zh="深色、带 {mark} 的列必须填写，浅色的列可以不填。把鼠标移到表头上，可以看到每一列的说明、单位和可填的内容。",
        en="Dark headers with {mark} must be filled in, light ones may be left blank. "
        "Point at a header to see what the column means, its unit and what may be typed.",
    ),
    Bi(
        zh="金额一律以万元为单位，最多四位小数；能源和二氧化碳以吨计；面积以平方公里计。",
        en="Money is in 10,000 yuan, up to four decimals; energy and CO₂ in tonnes; area in km².",
    ),
    Bi(
        zh="没有的填 0，不知道的留空。一年里没有一家企业填写的列，按缺少数据处理；有企业填写的，其余企业的空白按 0"
        "（是/否的按“否”）计算，并在结果中注明。",
        en="Type 0 where there is none, leave blank what is unknown. A column that no enterprise fills in a year "
        "counts as missing; where some fill it, the blanks of the others count as 0 (or no), and the result says so.",
    ),
    Bi(
        zh="统一社会信用代码和行业代码是文本，请不要让它们变成数字。日期写作 YYYY-MM-DD。多个内容用分号隔开。",
        en="Credit codes and industry codes are text: do not let them become numbers. "
        "Dates are YYYY-MM-DD. Several items are separated by semicolons.",
    ),
    Bi(
        zh="可以使用公式，读取的是保存时算出的结果。显示错误（如 #DIV/0!）的单元格会被退回。",
        en="Formulas may be used: what counts is the result saved with the file. "
        "Cells that show an error (like #DIV/0!) are refused.",
    ),
    Bi(
        zh="“年度数据”请填 {first} 年至 {last} 年，每家企业每年一行；其他年份不计入。",
        en="Annual figures are asked for {first} to {last}, one row an enterprise and year; other years do not count.",
    ),
    Bi(
        zh="工作表名称和列名可用中文、英文或字段名，顺序不限；请不要另加工作表和列。“填写示例”一表不会被读取。",
        en="Sheets and columns may be named in Chinese, in English or by key, in any order; add no others. "
        "What is typed on the example sheet is not read.",
    ),
)


def write_readme(pen: Pen, on: date, edition: Edition) -> None:
    """Write the sheet."""
    page = pen.sheet(README.say(pen.lang), REQUIRED_FILL)
    page.hide_gridlines(2)
    page.set_column(0, 0, 28)
    page.set_column(1, 1, _COLUMNS)
    page.write_string(0, 0, TITLE.say(pen.lang), pen.format("title"))
    for row, (first, second, look) in enumerate(_lines(on, edition), start=1):
        page.write_string(row, 0, first.say(pen.lang), pen.format(look))
        page.write_string(row, 1, second.say(pen.lang), pen.format("words"))
        page.set_row(row, _HEADING if look == "heading" else height([second.say(pen.lang)], _COLUMNS - _SPARE))


def _lines(on: date, edition: Edition) -> Iterator[tuple[Bi, Bi, str]]:
    yield edition.short, edition.title, "words"
    years = years_looked_at(on)
    gaps: dict[str, Any] = {"mark": REQUIRED_MARK, "first": years[0], "last": years[-1]}
    for number, words in enumerate(_WORDS, start=1):
        said = Bi(zh=words.zh.format(**gaps), en=words.en.format(**gaps))
        yield Bi(zh=f"{number}.", en=f"{number}."), said, "words"
    yield _SHEET_HEADING, _UNSAID, "heading"
    for sheet in SHEETS.values():
        yield sheet.label, _REQUIRED if sheet.required else _OPTIONAL, "words"
    yield _CHOICE_HEADING, _UNSAID, "heading"
    for sheet in SHEETS.values():
        for column in sheet.columns:
            if column.choices:
                yield _both(sheet.label, column.label), either(column.choices), "words"
    yield _CLAUSE_HEADING, _UNSAID, "heading"
    for clause in edition.provisions.values():
        if clause.kind == "declared":
            yield Bi(zh=clause.id, en=clause.id), clause.title, "words"


def _both(sheet: Bi, column: Bi) -> Bi:
    return Bi(zh=f"{sheet.zh} · {column.zh}", en=f"{sheet.en} · {column.en}")

"""Tables of an office: the same rows as PDF, workbook and CSV; nothing typed is markup or a formula."""

from __future__ import annotations

import io
from datetime import date
from fractions import Fraction

import pytest
from openpyxl import load_workbook

from jiqun.base.words import LANGS, Bi, Lang
from jiqun.papers.tabled import Amount, Table, Tabled, tabled_csv, tabled_pdf, tabled_xlsx
from tests.papers.cast import HOSTILE
from tests.papers.reading import pdf_pages, squeezed

BOTH = pytest.mark.parametrize("lang", LANGS)


def both(text: str) -> Bi:
    return Bi(zh=text, en=text)


ROWS = (
    (both("=1+1"), Amount(7_174_000_000, "CNY"), Amount(Fraction(1, 8), "ratio")),
    (both("甲"), Amount(None, "CNY", withheld=True), Amount(None, "ratio")),
)
TABLE = Table("t", Bi(zh="合计", en="Totals"), (both("A"), both("B"), both("C")), ROWS, numbers=2, note=both("说明"))
PAPER = Tabled(Bi(zh="统计", en="Figures"), both("委员会"), (both("范围"),), (TABLE,), date(2027, 4, 20))


@BOTH
def test_the_paper_says_every_cell_with_its_unit_and_withholds_what_is_withheld(lang: Lang) -> None:
    text = "".join(pdf_pages(tabled_pdf(PAPER, lang)))
    wanted = ("=1+1", "12.50%", *(("71.74亿元", "不公布") if lang == "zh" else ("CNY 7.17 billion", "withheld")))
    for said in wanted:
        assert squeezed(said) in text


@BOTH
def test_the_same_tables_give_the_same_bytes(lang: Lang) -> None:
    assert tabled_pdf(PAPER, lang) == tabled_pdf(PAPER, lang)
    assert tabled_xlsx(PAPER, lang) == tabled_xlsx(PAPER, lang)


@BOTH
def test_in_a_workbook_numbers_are_numbers_and_texts_are_never_formulas(lang: Lang) -> None:
    sheet = load_workbook(io.BytesIO(tabled_xlsx(PAPER, lang))).worksheets[0]
    rows = {row[0].value: row[1:3] for row in sheet.iter_rows(min_row=5)}
    assert rows["=1+1"][0].value == 7_174_000_000
    assert rows["=1+1"][1].value == 0.125
    cell = next(cell for line in sheet.iter_rows() for cell in line if cell.value == "=1+1")
    assert cell.data_type == "s"
    assert rows["甲"][0].value == ("不公布" if lang == "zh" else "withheld")
    heads = [cell.value for line in sheet.iter_rows(max_row=5) for cell in line if cell.value]
    assert ("B（元）" if lang == "zh" else "B (yuan)") in heads


def test_in_a_csv_file_what_looks_like_a_formula_is_a_text() -> None:
    assert b'"\'=1+1"' in tabled_csv(TABLE, "zh")


def test_nothing_typed_is_markup() -> None:
    table = Table("t", both(HOSTILE), (both(HOSTILE),), ((both(HOSTILE),),))
    text = "".join(pdf_pages(tabled_pdf(Tabled(both(HOSTILE), both(HOSTILE), (), (table,), date(2027, 4, 20)), "zh")))
    assert squeezed(HOSTILE)[:20] in text

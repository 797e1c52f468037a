"""The calculation workbook: its sheets, its live formulas, and our own results beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from jiqun.base.words import LANGS, Lang
from jiqun.facts.reviews import Review
from jiqun.facts.snapshot import snapshot_of
from jiqun.law import Notice, edition, under_notice
from jiqun.papers.xlsx import render_xlsx
from jiqun.papers.xlsx.words import FIGURES, FINDINGS, MEASURES, SHEET_NAMES, outcome
from jiqun.rules.words import VERDICTS
from tests.peers.scenarios import Case, good_cluster, hostile, random_case

ENGLISH = (
    "Findings|Figures|Measures|Working|Rows|Enterprises|Size classes|Honours|Incidents|Innovation platforms|Standards|"
    "Public services|Industrial chain|Development plan|Statements|Cluster|Notes"
)
CLASSIC = (
    "ABS AND CHOOSE COUNT COUNTIF COUNTIFS EDATE EXACT FIND IF IFERROR INDEX ISNUMBER LEFT MATCH MAX MIN OR RIGHT ROUND"
    " ROW SUM SUMIFS SUMPRODUCT YEAR"
)


@cache
def written(name: str, lang: Lang) -> bytes:
    case = CASES[name]
    return render_xlsx(case.assess(), case.snapshot, lang)


@cache
def opened(name: str, lang: Lang, *, results: bool = False) -> Workbook:
    return load_workbook(BytesIO(written(name, lang)), data_only=results)


_REVIEWS = {"A6.2.1": Review("met", "在目录内"), "A6.2.6": Review("not_met", "不适用于此")}
_NOTICE = Notice(
    "沪1号", "第七条", "shanghai-2024", date(2026, 1, 1), date(2026, 12, 31), {"cloud_share": Fraction(1, 5)}
)
_BARE = {key: rows for key, rows in good_cluster().items() if key in ("cluster", "enterprises", "annual")}
CASES = {
    "good": Case("good", good_cluster(), reviews=_REVIEWS),
    "notice": Case("notice", good_cluster(), book=under_notice(edition("shanghai-2024"), _NOTICE, date(2026, 5, 1))),
    "hostile": Case("hostile", hostile()),
    "bare": Case("bare", _BARE),
    "national": Case("national", good_cluster(), procedures="national-2022"),
    "random": random_case(7),
}


def clause_rows(name: str, lang: Lang, *, results: bool) -> Iterator[tuple[Any, ...]]:
    sheet = opened(name, lang, results=results)[SHEET_NAMES[FINDINGS].say(lang)]
    known = edition(CASES[name].procedures).provisions
    return (row for row in sheet.iter_rows(min_row=10, values_only=True) if row[0] in known)


def formulas(book: Workbook) -> Iterator[str]:
    return (str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f")


def test_the_sheets_stand_in_the_order_of_reading() -> None:
    assert opened("good", "en").sheetnames == ENGLISH.split("|")
    assert opened("good", "zh").sheetnames[:7] == ["结论", "界限", "指标", "验算", "年度数据", "企业名录", "划型标准"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", CASES)
def test_the_results_beside_the_formulas_are_the_engines(name: str, lang: Lang) -> None:
    assessment = CASES[name].assess()
    rows = {row[0]: row for row in clause_rows(name, lang, results=True)}
    assert list(rows) == [finding.clause for finding in assessment.findings]
    for finding in assessment.findings:
        word = outcome(finding.outcome).say(lang)
        assert rows[finding.clause][6] == rows[finding.clause][12] == word
        assert rows[finding.clause][14] == finding.reason.say(lang)
    sheet = opened(name, lang, results=True)[SHEET_NAMES[FINDINGS].say(lang)]
    assert sheet["C2"].value == VERDICTS[assessment.verdict].say(lang)
    assert sheet["C4"].value == 0


def test_the_verdict_and_every_outcome_are_formulas() -> None:
    assert opened("good", "en")["Findings"]["C2"].value.startswith("=IF(SUMPRODUCT(")
    for row in clause_rows("good", "en", results=False):
        assert row[6].startswith("=IF(AND(")
        by_a_person = row[2] == "judged"
        assert row[4].startswith("=") is not by_a_person, row[0]


def test_observed_required_and_margin_are_those_of_the_finding() -> None:
    rows = {row[0]: row for row in clause_rows("good", "en", results=True)}
    for finding in CASES["good"].assess().findings:
        if finding.margin is not None and finding.required is not None:
            observed, op, required, margin = rows[finding.clause][8:12]
            assert op == finding.required.op
            assert required == pytest.approx(float(finding.required.exact), rel=1e-12)
            assert margin == pytest.approx(finding.margin.value, rel=1e-9, abs=1e-12)
            assert observed in [pytest.approx(one.value, rel=1e-12) for one in finding.observed]


def test_a_reviewer_replaces_review_and_nothing_else() -> None:
    rows = {row[0]: row for row in clause_rows("good", "en", results=True)}
    assert rows["A6.2.1"][4:7] == ("for review", "met", "met")
    assert rows["A6.2.6"][4:7] == ("met", None, "met")


def test_only_functions_that_every_spreadsheet_knows_are_used() -> None:
    used = {
        name for text in formulas(opened("random", "en")) for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", unquoted(text))
    }
    assert used <= set(CLASSIC.split())


def unquoted(text: str) -> str:
    return re.sub(r'"[^"]*"', '""', text)


@pytest.mark.parametrize("name", CASES)
def test_every_name_in_a_formula_is_defined(name: str) -> None:
    book = opened(name, "zh")
    known = {one.lower() for one in book.defined_names}
    named = {word for text in formulas(book) for word in re.findall(r"\b[a-z]\w*_\w+\b", unquoted(text))}
    assert {word for word in named if word.lower() not in known} == set()


def test_text_that_looks_like_a_formula_stays_text() -> None:
    book = opened("hostile", "en")
    names = [row[2].value for row in book["Enterprises"].iter_rows(min_row=5, max_row=13)]
    assert names == [firm["name"] for firm in hostile()["enterprises"][:9]]
    assert {cell.data_type for row in book["Enterprises"].iter_rows(min_row=5, max_col=4) for cell in row[1:]} == {"s"}
    assert not any(cell.hyperlink for row in book["Enterprises"].iter_rows() for cell in row)
    assert book["Cluster"]["B4"].data_type == "s"
    assert all("cmd" not in text for text in formulas(book))


def test_a_figure_is_two_whole_numbers_and_the_articles_own_stands_beside_an_override() -> None:
    sheet = opened("notice", "en", results=True)["Figures"]
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True) if row[0]}
    assert rows["annual_output"][3:11] == (">", 3_000_000_000, 1, None, None, 3_000_000_000, 1, 3_000_000_000)
    assert rows["cloud_share"][3:11] == (">", 1, 10, 1, 5, 1, 5, 0.2)
    assert "沪1号" in str(rows["cloud_share"][13])


def test_readings_are_drop_downs_of_their_options() -> None:
    sheet = opened("good", "zh")[SHEET_NAMES[FIGURES].zh]
    lists = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    for reading in edition("shanghai-2024").readings.values():
        if "6" in reading.articles:
            place = opened("good", "zh").defined_names[f"reading_{reading.key}"].attr_text
            cell = place.rsplit("!", 1)[1].replace("$", "")
            assert sheet[cell].value == reading.default
            assert lists[cell] == '"' + ",".join(option.value for option in reading.options) + '"'


def test_a_number_that_nobody_reports_is_absent_and_not_zero() -> None:
    sheets = good_cluster()
    for row in sheets["annual"]:
        row["exports"] = None
    case = Case("absent", sheets, lang="en")
    book = load_workbook(BytesIO(render_xlsx(case.assess(), case.snapshot, "en")), data_only=True)
    rows = {row[0]: row for row in book[SHEET_NAMES[MEASURES].en].iter_rows(min_row=5, values_only=True)}
    assert rows["exports"][2:6] == ("absent",) * 4


def test_where_a_number_is_rounded_before_it_is_compared_a_note_says_so() -> None:
    sheet = opened("good", "en")["Working"]
    rounded = [
        cell
        for row in sheet.iter_rows(min_row=6)
        for cell in row
        if "ROUND(" in str(cell.value) and "12)" in str(cell.value)
    ]
    crosses = [cell for cell in rounded if cell.column_letter == "J"]
    assert len(crosses) == 4
    assert all(cell.comment and "12 decimals" in cell.comment.text for cell in crosses)


def test_rows_of_other_years_are_left_out() -> None:
    sheets = good_cluster()
    sheets["annual"].append({**sheets["annual"][0], "year": 2019})
    case = Case("other years", sheets)
    book = load_workbook(BytesIO(render_xlsx(case.assess(), case.snapshot, "en")))
    years = {row[2] for row in book["Rows"].iter_rows(min_row=5, values_only=True)}
    assert years == {2022, 2023, 2024, 2025}


def test_the_same_assessment_gives_the_same_bytes() -> None:
    case = CASES["random"]
    assert render_xlsx(case.assess(), case.snapshot, "zh") == written("random", "zh")


def test_other_rows_than_those_assessed_are_refused() -> None:
    other = snapshot_of({**good_cluster(), "honours": []})
    with pytest.raises(ValueError, match="not the rows"):
        render_xlsx(CASES["good"].assess(), other, "zh")


def test_notes_and_warnings_have_their_sheet() -> None:
    book = opened("bare", "en", results=True)
    notes = [row[4] for row in book["Notes"].iter_rows(min_row=4, values_only=True)]
    assert notes == [note.message.en for note in CASES["bare"].assess().notes]

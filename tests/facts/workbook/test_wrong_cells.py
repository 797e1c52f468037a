"""Every way in which one cell can be wrong: the error names sheet, row, column and value, and how to mend it."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from jiqun.facts.industries import read_official_table

from .builders import FIRST, ON, Sheets, check, fine, formula, told, with_cell, with_row, written
from .hostile import edited

LAST_DIGIT_OFF = FIRST[:-1] + ("0" if FIRST[-1] != "0" else "1")
WRONG = [
    ("annual", 4, "revenue", "abc", "wrong_type", "abc"),
    ("annual", 4, "revenue", "1,234.5", "wrong_type", "1,234.5"),
    ("annual", 4, "revenue", "12%", "wrong_type", "12%"),
    ("annual", 4, "revenue", "1e3", "wrong_type", "1e3"),
    ("annual", 4, "revenue", True, "wrong_type", "TRUE"),
    ("annual", 4, "revenue", date(2025, 1, 1), "wrong_type", "2025-01-01"),
    ("annual", 4, "revenue", time(12, 0), "wrong_type", "12:00:00"),
    ("honours", 2, "awarded_on", time(12, 0), "wrong_type", "12:00:00"),
    ("cluster", 7, "operator_credit_code", 523101150000000000, "wrong_type", "5.2310115e+17"),
    ("annual", 4, "employees", 3.5, "wrong_type", "3.5"),
    ("annual", 4, "employees", "many", "wrong_type", "many"),
    ("annual", 4, "year", "last", "wrong_type", "last"),
    ("annual", 4, "year", 2023.5, "wrong_type", "2023.5"),
    ("annual", 4, "uses_cloud_platform", "maybe", "wrong_type", "maybe"),
    ("annual", 4, "uses_cloud_platform", 2, "wrong_type", "2"),
    ("honours", 2, "awarded_on", "2024/7/1", "wrong_type", "2024/7/1"),
    ("honours", 2, "awarded_on", "2023-02-29", "wrong_type", "2023-02-29"),
    ("honours", 2, "awarded_on", 45000, "wrong_type", "45000"),
    ("annual", 4, "revenue", -1, "negative", "-1"),
    ("annual", 4, "revenue", "-0.01", "negative", "-0.01"),
    ("annual", 4, "employees", -3, "negative", "-3"),
    ("cluster", 5, "area_km2", -12.5, "negative", "-12.5"),
    ("annual", 4, "revenue", 1e300, "too_large_value", "1e+300"),
    ("annual", 4, "revenue", 1e13 + 1, "too_large_value", "10000000000001"),
    ("annual", 4, "employees", 1e18, "too_large_value", "1e+18"),
    ("annual", 4, "year", 1989, "year_range", "1989"),
    ("annual", 4, "year", 2027, "year_range", "2027"),
    ("cluster", 3, "district", "浦西新区", "unknown_district", "浦西新区"),
    ("cluster", 3, "district", 310108, "unknown_district", "310108"),
    ("cluster", 4, "dominant_industries", "3", "industry_form", "3"),
    ("cluster", 4, "dominant_industries", "39;99", "industry_form", "39;99"),
    ("cluster", 4, "dominant_industries", ";", "industry_form", ";"),
    ("cluster", 8, "output_measure", "profit", "unknown_choice", "profit"),
    ("honours", 2, "honour", "little_gaint", "unknown_choice", "little_gaint"),
    ("services", 2, "kinds", "information;trainings", "unknown_choice", "information;trainings"),
    ("services", 2, "kinds", "；", "unknown_choice", "；"),
    ("statements", 2, "clause", "A6.4.22", "unknown_clause", "A6.4.22"),
    ("enterprises", 2, "credit_code", FIRST + "X", "credit_code_length", FIRST + "X"),
    ("enterprises", 2, "credit_code", FIRST.replace("T", "S"), "credit_code_alphabet", FIRST.replace("T", "S")),
    ("enterprises", 2, "credit_code", LAST_DIGIT_OFF, "credit_code_check", LAST_DIGIT_OFF),
    ("enterprises", 2, "industry_code", "391", "industry_form", "391"),
    ("enterprises", 2, "industry_code", "9911", "industry_division", "9911"),
    ("enterprises", 2, "industry_code", "A3911", "industry_division", "A3911"),
]


@pytest.mark.parametrize(("sheet", "row", "column", "value", "code", "shown"), WRONG)
def test_a_wrong_cell_is_named_once(sheet: str, row: int, column: str, value: Any, code: str, shown: str) -> None:
    errors = [told for told in told(check(with_cell(sheet, row, column, value)).errors) if told[3] == code]
    assert errors == [(sheet, row, column, code, shown)]


@pytest.mark.parametrize(("sheet", "row", "column", "value", "code", "shown"), WRONG)
def test_a_wrong_cell_brings_no_other_errors(
    sheet: str, row: int, column: str, value: Any, code: str, shown: str
) -> None:
    changed = with_cell(sheet, row, column, value)
    checked = check(changed)
    assert checked.snapshot is None
    assert told(checked.errors) == [(sheet, row, column, code, shown)]


def test_an_industry_that_the_official_table_lacks_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "codes.csv").write_text("code,name\n3911,a\n5432,b\n40,c\n", encoding="utf-8")
    table = read_official_table(tmp_path / "codes.csv")
    sheets = with_cell("cluster", 4, "dominant_industries", "39;41")
    assert told(check(sheets, industries=table).errors) == [
        ("cluster", 4, "dominant_industries", "industry_unknown", "39;41"),
        ("enterprises", 3, "industry_code", "industry_unknown", "5431"),
    ]


@pytest.mark.parametrize("blank", [None, "", "  ", "\u3000\n"])
@pytest.mark.parametrize(
    ("sheet", "row", "column"),
    [
        ("cluster", 1, "name_zh"),
        ("enterprises", 3, "name"),
        ("annual", 5, "output_value"),
        ("honours", 2, "awarded_on"),
        ("platforms", 2, "level"),
        ("standards", 2, "title"),
        ("services", 2, "kinds"),
        ("chain", 2, "customer"),
        ("plan", 2, "measure"),
        ("statements", 2, "holds"),
    ],
)
def test_a_blank_that_must_be_filled_is_an_error(sheet: str, row: int, column: str, blank: str | None) -> None:
    assert told(check(with_cell(sheet, row, column, blank)).errors) == [(sheet, row, column, "required", None)]


@pytest.mark.parametrize("kind", ["safety", "quality", "environment", "cyber", "data"])
def test_ranked_incidents_need_a_severity(kind: str) -> None:
    sheets = with_row("incidents", FIRST, kind, None, date(2025, 1, 1), "")
    assert told(check(sheets).errors) == [("incidents", 3, "severity", "required", None)]


@pytest.mark.parametrize("kind", ["tax_evasion", "illegal", "severe_dishonesty", "other"])
def test_other_incidents_need_no_severity(kind: str) -> None:
    assert check(with_row("incidents", FIRST, kind, None, date(2025, 1, 1), "")).errors == ()


def test_a_wrong_severity_is_not_also_a_missing_one() -> None:
    sheets = with_row("incidents", FIRST, "safety", "grave", date(2025, 1, 1), "")
    assert told(check(sheets).errors) == [("incidents", 3, "severity", "unknown_choice", "grave")]


def test_a_cell_that_shows_an_error_is_refused_and_not_read_as_blank() -> None:
    sheets = with_cell("annual", 4, "exports", formula("=1/0", "#DIV/0!"))
    assert told(check(sheets).errors) == [("annual", 4, "exports", "cell_error", "#DIV/0!")]


def test_a_formula_without_a_result_is_refused_and_not_read_as_blank() -> None:
    sheets = with_cell("annual", 4, "exports", formula("=1+1", ""))
    assert told(check(sheets).errors) == [("annual", 4, "exports", "formula_not_calculated", None)]


@pytest.mark.parametrize(("value", "code"), [("#REF!", "cell_error"), ("", "formula_not_calculated")])
def test_a_header_or_a_fields_name_without_a_value_is_refused_and_not_passed_over(value: str, code: str) -> None:
    sheets = fine()
    sheets["annual"][0][12] = formula("=A1", value)
    sheets["cluster"][1][0] = formula("=A1", value)
    assert told(check(sheets).errors) == [
        ("cluster", 2, "A", code, value or None),
        ("annual", 1, "M", code, value or None),
    ]


def test_a_formula_counts_by_its_saved_result() -> None:
    checked = check(with_cell("annual", 4, "exports", formula("=SUM(1,2)", 3)))
    assert checked.snapshot is not None
    assert checked.snapshot.tables["annual"]["exports"][2] == 30_000


def said(sheets: Sheets) -> tuple[str, str]:
    (error,) = check(sheets).errors
    return error.message.zh, error.message.en


def test_any_number_of_formulas_with_their_results_is_read() -> None:
    sheets = fine()
    sheets["chain"] += [
        [FIRST, "x", formula("=1", 1), "upstream"],
        [FIRST, "x", formula("=2", "y"), "upstream"],
    ] * 5_500
    assert check(sheets).errors == ()


def test_a_misspelt_choice_is_told_the_nearest_and_all_others() -> None:
    zh, en = said(with_cell("honours", 2, "honour", "little gaint"))
    assert "是否应为“专精特新“小巨人”企业”？" in zh
    assert "Did you mean “little giant”?" in en
    assert "high-tech enterprise" in en


def test_a_misspelt_district_is_told_the_nearest() -> None:
    zh, en = said(with_cell("cluster", 3, "district", "浦东新曲"))
    assert "是否应为“浦东新区”？" in zh
    assert "Did you mean “Pudong New Area”?" in en


def test_a_misspelt_clause_is_told_the_nearest() -> None:
    assert "Did you mean “A6.4.2”?" in said(with_cell("statements", 2, "clause", "A6.4.22"))[1]


def test_a_letter_taken_for_a_digit_in_a_credit_code_is_told() -> None:
    looks_alike = FIRST.replace("0", "O")
    assert f"Did you mean “{FIRST}”?" in said(with_cell("enterprises", 2, "credit_code", looks_alike))[1]


def test_a_wrong_check_character_is_told_the_right_one() -> None:
    assert f"the 18th is {FIRST[-1]}" in said(with_cell("enterprises", 2, "credit_code", LAST_DIGIT_OFF))[1]


def test_a_date_in_another_form_is_told_the_right_one() -> None:
    for typed in ("2024/7/1", "2024.07.01", "2024年7月1日"):
        assert "Did you mean “2024-07-01”?" in said(with_cell("honours", 2, "awarded_on", typed))[1]


def test_a_text_longer_than_a_cell_can_hold_is_refused() -> None:
    sheets = with_cell("plan", 2, "measure", "MEASURE")
    longer = edited(written(sheets), "xl/sharedStrings.xml", b"MEASURE", b"x" * 32_768)
    assert told(check(longer).errors) == [("plan", 2, "measure", "too_large_value", "x" * 119 + "…")]
    longest = edited(written(sheets), "xl/sharedStrings.xml", b"MEASURE", b"x" * 32_767)
    assert check(longest).errors == ()


def test_a_credit_code_stored_as_a_number_is_told_to_be_typed_again_as_text() -> None:
    zh, en = said(with_cell("cluster", 7, "operator_credit_code", 523101150000000000))
    assert "设为文本格式" in zh
    assert "Format the cell as text" in en


def test_the_rows_of_all_errors_are_those_of_the_spreadsheet_even_behind_blank_rows() -> None:
    sheets = fine()
    sheets["platforms"] = [sheets["platforms"][0], [None], [None, " "], [None, "district", ON], [], ["x", "y", ON]]
    assert told(check(sheets).errors) == [
        ("platforms", 4, "name", "required", None),
        ("platforms", 6, "level", "unknown_choice", "y"),
    ]

"""Sheets, headers and fields that are missing, unknown, or stand twice; and the day that must lie in the window."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from jiqun.law import edition

from .builders import ON, check, fine, told, with_row, written


@pytest.mark.parametrize("sheet", ["cluster", "enterprises", "annual"])
def test_a_required_sheet_that_is_missing_is_one_error(sheet: str) -> None:
    sheets = fine()
    del sheets[sheet]
    assert told(check(sheets).errors) == [(sheet, None, None, "missing_sheet", None)]


@pytest.mark.parametrize("sheet", ["honours", "incidents", "platforms", "standards", "services", "chain", "plan"])
def test_another_sheet_that_is_missing_is_an_empty_table(sheet: str) -> None:
    sheets = fine()
    del sheets[sheet]
    checked = check(sheets)
    assert checked.errors == ()
    assert checked.snapshot is not None
    assert checked.snapshot.rows(sheet) == 0


def test_a_sheet_of_only_a_header_is_an_empty_table() -> None:
    sheets = fine()
    del sheets["statements"][1:]
    checked = check(sheets)
    assert checked.snapshot is not None
    assert checked.snapshot.rows("statements") == 0


def test_an_unknown_sheet_is_told_the_nearest() -> None:
    checked = check({**fine(), "企业名单": [["x"]]})
    assert told(checked.errors) == [("企业名单", None, None, "unknown_sheet", "企业名单")]
    assert "最接近的是“企业名录”" in checked.errors[0].message.zh
    assert "the nearest is “Enterprises”" in checked.errors[0].message.en


def test_a_chart_sheet_is_an_unknown_sheet() -> None:
    book = openpyxl.load_workbook(BytesIO(written(fine())))
    book.create_chartsheet("Chart1")
    out = BytesIO()
    book.save(out)
    assert told(check(out.getvalue()).errors) == [("Chart1", None, None, "unknown_sheet", "Chart1")]


def test_a_chart_sheet_of_a_known_name_holds_no_table() -> None:
    sheets = fine()
    del sheets["honours"]
    book = openpyxl.load_workbook(BytesIO(written(sheets)))
    book.create_chartsheet("企业荣誉")
    out = BytesIO()
    book.save(out)
    assert told(check(out.getvalue()).errors) == [("企业荣誉", None, None, "unknown_sheet", "企业荣誉")]


def test_a_sheet_that_stands_twice_under_two_names_is_an_error() -> None:
    checked = check({**fine(), "企业名录": [["credit_code"]]})
    assert told(checked.errors) == [("enterprises", None, None, "duplicate_sheet", "企业名录")]


def test_a_required_column_that_is_missing_is_one_error() -> None:
    sheets = fine()
    for row in sheets["annual"]:
        del row[5]
    assert told(check(sheets).errors) == [("annual", None, "output_value", "missing_column", None)]


def test_an_optional_column_that_is_missing_is_blank() -> None:
    sheets = fine()
    for row in sheets["annual"]:
        del row[12]
    checked = check(sheets)
    assert checked.snapshot is not None
    assert checked.snapshot.tables["annual"]["exports"] == [None] * 8


def test_an_unknown_column_is_told_the_nearest() -> None:
    sheets = fine()
    sheets["annual"][0][12] = "export"
    checked = check(sheets)
    assert told(checked.errors) == [("annual", 1, "export", "unknown_column", "export")]
    assert "the nearest is “Exports (exports)”" in checked.errors[0].message.en
    assert "最接近的是“出口额”" in checked.errors[0].message.zh


def test_a_column_in_another_unit_is_an_unknown_column() -> None:
    sheets = fine()
    sheets["annual"][0][12] = "出口额（元）"
    assert told(check(sheets).errors) == [("annual", 1, "出口额（元）", "unknown_column", "出口额（元）")]


def test_a_column_that_stands_twice_under_two_names_is_an_error() -> None:
    sheets = fine()
    sheets["annual"][0].append("出口额（万元）")
    assert told(check(sheets).errors) == [("annual", 1, "exports", "duplicate_column", "出口额（万元）")]


def test_a_value_under_no_header_is_an_error_of_its_column() -> None:
    sheets = fine()
    sheets["platforms"].append(["又一平台", "district", ON, None, "注"])
    sheets["platforms"].append(["再一平台", "district", ON, None, "再注"])
    assert told(check(sheets).errors) == [("platforms", 3, "E", "no_header", "注")]


def test_blank_columns_without_a_header_are_passed() -> None:
    sheets = fine()
    sheets["platforms"] = [[None, *row[:1], " ", *row[1:]] for row in sheets["platforms"]]
    assert check(sheets).errors == ()


def test_a_field_that_is_missing_unknown_or_twice_is_an_error() -> None:
    sheets = fine()
    del sheets["cluster"][0]
    sheets["cluster"] += [["operators_name", "x"], ["所在区", "静安区"], [None, "y"]]
    checked = check(sheets)
    assert told(checked.errors) == [
        ("cluster", None, "name_zh", "missing_field", None),
        ("cluster", 10, "operators_name", "unknown_field", "operators_name"),
        ("cluster", 11, "district", "duplicate_field", "所在区"),
        ("cluster", 12, "B", "no_field", "y"),
    ]
    assert "the nearest is “Operator's name (operator_name)”" in checked.errors[1].message.en


def test_two_clusters_side_by_side_are_not_looked_for() -> None:
    sheets = fine()
    sheets["cluster"] = [[*row, "a note of somebody"] for row in sheets["cluster"]]
    assert check(sheets).errors == ()


@pytest.mark.parametrize("on", [date(2024, 2, 21), date(2029, 2, 22)])
def test_a_day_outside_the_window_is_an_error_of_the_file(on: date) -> None:
    sheets = fine()
    sheets["honours"][1][2] = date(2020, 1, 1)
    checked = check(sheets, on=on)
    assert checked.snapshot is None
    error = next(error for error in checked.errors if error.code == "outside_window")
    assert told([error]) == [(None, None, None, "outside_window", None)]
    assert "2024-02-22" in error.message.en
    assert "2029-02-21" in error.message.zh


@pytest.mark.parametrize("on", [date(2024, 2, 22), date(2029, 2, 21)])
def test_the_first_and_the_last_day_of_the_window_are_inside(on: date) -> None:
    assert "outside_window" not in {error.code for error in check(fine(), on=on).errors}


def test_a_window_without_an_end_says_so() -> None:
    national = edition("national-2022")
    assert "outside_window" not in {error.code for error in check(fine(), on=date(2040, 1, 1), edition=national).errors}
    errors = check(fine(), on=date(2022, 9, 12), edition=national).errors
    error = next(error for error in errors if error.code == "outside_window")
    assert "from 2022-09-13, no end" in error.message.en


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_template() -> None:
    sheets = with_row("annual", "nobody", 1980, "x", -1, 0, 0)
    del sheets["cluster"][0]
    sheets["enterprises"][1][3] = "perhaps"
    sheets["plan"][1][0] = "everything"
    sheets["nonsense"] = [["x"]]
    errors = told(check(dict(reversed(sheets.items())), on=date(2023, 1, 1)).errors)
    assert [error[:4] for error in errors if error[3] != "year_range" or error[1] == 10] == [
        (None, None, None, "outside_window"),
        ("cluster", None, "name_zh", "missing_field"),
        ("enterprises", 2, "in_dominant_industry", "wrong_type"),
        ("annual", 10, "credit_code", "credit_code_length"),
        ("annual", 10, "year", "year_range"),
        ("annual", 10, "employees", "wrong_type"),
        ("annual", 10, "revenue", "negative"),
        ("plan", 2, "aspect", "unknown_choice"),
        ("nonsense", None, None, "unknown_sheet"),
    ]

"""Rows that repeat or contradict each other, and rows that refer to enterprises that are not there."""

from __future__ import annotations

from datetime import date

import pytest

from .builders import FIRST, ON, OPERATOR, SECOND, STRANGER, check, code, fine, told, with_row


def test_an_enterprise_that_stands_twice_is_an_error() -> None:
    sheets = with_row("enterprises", FIRST.lower(), "丙公司", "3912", "是")
    checked = check(sheets)
    assert told(checked.errors) == [("enterprises", 4, "credit_code", "duplicate_enterprise", FIRST)]
    assert "row 2" in checked.errors[0].message.en


def test_a_year_of_an_enterprise_that_stands_twice_is_an_error() -> None:
    sheets = with_row("annual", FIRST, 2023, 1, 1, 1, 1)
    checked = check(sheets)
    assert told(checked.errors) == [("annual", 10, "year", "duplicate_year", "2023")]
    assert "第 3 行" in checked.errors[0].message.zh


def test_two_statements_of_one_clause_are_an_error() -> None:
    assert told(check(with_row("statements", "6.4.2", "否")).errors) == [
        ("statements", 3, "clause", "duplicate_statement", "A6.4.2")
    ]


@pytest.mark.parametrize(
    ("sheet", "rest"),
    [
        ("annual", [2023, 1, 1, 1, 1]),
        ("honours", ["high_tech", date(2024, 1, 1)]),
        ("incidents", ["other", None, date(2024, 1, 1)]),
    ],
)
def test_a_row_of_an_enterprise_that_is_not_listed_is_an_error(sheet: str, rest: list[object]) -> None:
    sheets = with_row(sheet, STRANGER, *rest)
    row = len(sheets[sheet])
    assert told(check(sheets).errors) == [(sheet, row, "credit_code", "unknown_enterprise", STRANGER)]


def test_an_unlisted_enterprise_is_told_the_nearest_listed_one() -> None:
    near = code(FIRST[:16] + "8")  # one character off, and so the check character
    checked = check(with_row("annual", near, 2023, 1, 1, 1, 1))
    assert f"Did you mean “{FIRST}”?" in checked.errors[0].message.en


def test_an_outside_name_in_the_chain_is_no_error() -> None:
    assert check(with_row("chain", STRANGER, "某公司", "x", "upstream")).errors == ()


@pytest.mark.parametrize("wrong", [FIRST[:-1] + "0", "123", 913101150000000000])
def test_a_wrong_code_of_an_enterprise_makes_no_errors_of_rows_that_repeat_it(wrong: str | int) -> None:
    sheets = fine()
    for sheet in ("enterprises", "annual", "honours"):
        for row in sheets[sheet]:
            row[0] = wrong if row[0] == FIRST else row[0]
    codes = {error.code for error in check(sheets).errors}
    assert len(codes) == 1
    assert not codes & {"unknown_enterprise", "duplicate_enterprise"}


def test_without_the_list_of_enterprises_nobody_is_missing_from_it() -> None:
    sheets = fine()
    for row in sheets["enterprises"]:
        del row[0]
    assert told(check(sheets).errors) == [("enterprises", None, "credit_code", "missing_column", None)]


@pytest.mark.parametrize("sheet", ["honours", "incidents", "platforms", "standards", "services", "chain", "plan"])
def test_any_other_row_that_stands_twice_is_a_warning(sheet: str) -> None:
    sheets = fine()
    sheets[sheet].append(list(sheets[sheet][1]))
    checked = check(sheets)
    assert checked.errors == ()
    assert told(checked.warnings) == [(sheet, 3, None, "duplicate_row", None)]
    assert "row 2" in checked.warnings[0].message.en


def test_a_row_that_differs_in_one_cell_is_no_duplicate() -> None:
    sheets = fine()
    sheets["platforms"].append([*sheets["platforms"][1][:2], ON])
    assert check(sheets).warnings == ()


def test_the_operator_need_not_be_an_enterprise() -> None:
    sheets = fine()
    assert OPERATOR not in {row[0] for row in sheets["enterprises"]}
    assert check(sheets).errors == ()


def test_two_rows_with_the_same_mistake_are_not_called_the_same() -> None:
    sheets = fine()
    sheets["platforms"] += [["x", "?", ON], ["x", "!", ON]]
    assert {problem.code for problem in check(sheets).warnings} == set()


def test_rows_of_years_that_do_not_count_still_may_not_repeat() -> None:
    sheets = with_row("annual", SECOND, 2010, 1, 1, 1, 1)
    sheets["annual"].append([SECOND, 2010, 2, 2, 2, 2])
    assert told(check(sheets).errors) == [("annual", 11, "year", "duplicate_year", "2010")]

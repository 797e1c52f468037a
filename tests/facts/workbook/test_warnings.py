"""What is worth a second look but does not keep a workbook from being assessed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from .builders import FIRST, SECOND, check, fine, told, with_cell, with_row


@pytest.mark.parametrize(
    ("sheet", "column"),
    [
        ("honours", "awarded_on"),
        ("incidents", "occurred_on"),
        ("platforms", "recognised_on"),
        ("standards", "published_on"),
    ],
)
def test_what_happens_after_the_assessment_is_told(sheet: str, column: str) -> None:
    checked = check(with_cell(sheet, 2, column, date(2026, 5, 2)))
    assert told(checked.warnings) == [(sheet, 2, column, "after_assessment", "2026-05-02")]
    assert checked.snapshot is not None
    assert checked.snapshot.tables[sheet][column] == [date(2026, 5, 2)]


@pytest.mark.parametrize(("sheet", "column"), [("honours", "valid_until"), ("plan", "due")])
def test_what_may_lie_ahead_is_not_told(sheet: str, column: str) -> None:
    assert check(with_cell(sheet, 2, column, date(2036, 5, 2))).warnings == ()


def test_the_day_of_the_assessment_is_not_after_it() -> None:
    assert check(with_cell("platforms", 2, "recognised_on", date(2026, 5, 1))).warnings == ()


@pytest.mark.parametrize(
    ("column", "typed", "units"),
    [
        ("revenue", 1234.56785, 12_345_679),
        ("revenue", 1234.56784, 12_345_678),
        ("revenue", "0.00005", 1),
        ("revenue", "0.00004999", 0),
        ("energy_tce", 10.00001, 100_000),
    ],
)
def test_more_decimals_than_are_kept_are_rounded_half_up_and_told(column: str, typed: Any, units: int) -> None:
    checked = check(with_cell("annual", 4, column, typed))
    warnings = [warning for warning in checked.warnings if warning.code == "rounded"]
    assert told(warnings) == [("annual", 4, column, "rounded", f"{typed}")]
    assert checked.snapshot is not None
    assert checked.snapshot.tables["annual"][column][2] == units


def test_each_cell_with_too_many_decimals_is_told_even_if_the_text_is_the_same() -> None:
    sheets = fine()
    sheets["annual"][1][3] = sheets["annual"][2][3] = "2000.00001"
    assert told(check(sheets).warnings) == [
        ("annual", 2, "revenue", "rounded", "2000.00001"),
        ("annual", 3, "revenue", "rounded", "2000.00001"),
    ]


@pytest.mark.parametrize("typed", [0.1 + 0.2, 1.1 * 3, 4.35 * 100, 1234567.8901])
def test_the_noise_of_binary_fractions_is_not_told(typed: float) -> None:
    assert check(with_cell("annual", 4, "exports", typed)).warnings == ()


def test_an_area_keeps_six_decimals() -> None:
    assert check(with_cell("cluster", 5, "area_km2", 12.345678)).warnings == ()
    assert told(check(with_cell("cluster", 5, "area_km2", 12.3456789)).warnings) == [
        ("cluster", 5, "area_km2", "rounded", "12.3456789")
    ]


def test_an_honour_that_ends_before_it_begins_is_told() -> None:
    assert told(check(with_cell("honours", 2, "valid_until", date(2024, 6, 30))).warnings) == [
        ("honours", 2, "valid_until", "valid_until_before_awarded", "2024-06-30")
    ]


@pytest.mark.parametrize(
    ("industry", "flag", "value"), [("3911", "否", "no"), ("5431", "是", "yes"), ("4011", "1", "yes")]
)
def test_a_mark_that_does_not_fit_the_industry_is_told(industry: str, flag: str, value: str) -> None:
    sheets = with_cell("enterprises", 2, "industry_code", industry)
    sheets["enterprises"][1][3] = flag
    checked = check(sheets)
    assert told(checked.warnings) == [("enterprises", 2, "in_dominant_industry", "dominant_flag", value)]
    assert checked.snapshot is not None
    assert checked.snapshot.tables["enterprises"]["in_dominant_industry"][0] is (value == "yes")


@pytest.mark.parametrize("year", [1990, 2021, 2026])
def test_a_year_that_is_not_looked_at_is_told_and_kept(year: int) -> None:
    checked = check(with_row("annual", FIRST, year, 100, 2000, 3000, 2500))
    assert told(checked.warnings) == [("annual", 10, "year", "year_ignored", str(year))]
    assert "2022 to 2025" in checked.warnings[0].message.en
    assert checked.snapshot is not None
    assert checked.snapshot.tables["annual"]["year"][-1] == year


@pytest.mark.parametrize(
    ("column", "typed", "shown"),
    [
        ("revenue", 2_000_000, "2000000"),
        ("revenue", 2, "2"),
        ("total_assets", 3.0, "3"),
        ("output_value", 2_500_500, "2500500"),
        ("co2_t", 20_000, "20000"),
    ],
)
def test_an_amount_a_thousand_times_off_its_neighbour_is_told(column: str, typed: Any, shown: str) -> None:
    checked = check(with_cell("annual", 5, column, typed))  # the last year of the first enterprise
    assert told(checked.warnings) == [("annual", 5, column, "off_by_thousand", shown)]
    assert "row 4" in checked.warnings[0].message.en


@pytest.mark.parametrize("typed", [1_999_999, 2.001, 0, 2000])
def test_an_amount_less_far_off_or_zero_is_not_told(typed: float) -> None:
    assert check(with_cell("annual", 5, "revenue", typed)).warnings == ()


def test_a_year_that_is_not_the_next_is_no_neighbour() -> None:
    sheets = with_row("annual", SECOND, 2020, 1, 2_000_000, 1, 1)
    assert {warning.code for warning in check(sheets).warnings} == {"year_ignored"}


def test_warnings_come_in_the_order_of_the_template() -> None:
    sheets = with_row("annual", FIRST, 2010, 100, 2000, 3000, 2500)
    sheets["standards"][1][3] = sheets["honours"][1][2] = date(2026, 6, 1)
    sheets["enterprises"][2][3] = "是"
    assert [warning.code for warning in check(sheets).warnings] == [
        "dominant_flag",
        "year_ignored",
        "after_assessment",
        "after_assessment",
    ]

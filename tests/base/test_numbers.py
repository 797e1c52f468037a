"""Numbers: read exactly, said plainly, never rounded onto the line."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from jiqun.base.days import years_before, years_looked_at
from jiqun.base.numbers import decimal_value, exact_text, read_exact, rounded
from jiqun.base.saying import listed, say, say_figure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3000000000", 3_000_000_000),
        ("0.45", Fraction(9, 20)),
        ("45%", Fraction(9, 20)),
        ("9/20", Fraction(9, 20)),
        ("-2", -2),
    ],
)
def test_numbers_are_read_exactly(text: str, value: object) -> None:
    assert read_exact(text) == value


@pytest.mark.parametrize("text", ["", "abc", "1e9", "nan", "inf", "1/0", "1,000", "%"])
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"number|convert|Fraction"):
        read_exact(text)


def test_exact_text_is_in_lowest_terms() -> None:
    assert exact_text(Fraction(62, 100)) == "31/50"
    assert exact_text(7) == "7"
    assert decimal_value(Fraction(1, 8)) == 0.125
    assert decimal_value(Fraction(8, 4)) == 2


@pytest.mark.parametrize(
    ("value", "whole"), [("1/2", 1), ("3/2", 2), ("5/2", 3), ("-1/2", -1), ("-3/2", -2), ("1/3", 0)]
)
def test_halves_are_rounded_away_from_zero(value: str, whole: int) -> None:
    assert rounded(Fraction(value)) == whole


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (3_120_000_000, "CNY", "31.20亿元", "CNY 3.12 billion"),
        (25_000_000, "CNY", "2,500.00万元", "CNY 25.00 million"),
        (9_999, "CNY", "9,999元", "CNY 9,999"),
        (-3_120_000_000, "CNY", "-31.20亿元", "CNY -3.12 billion"),
        (12, "enterprises", "12家", "12"),
        (Fraction(5, 4), "km2", "1.25平方公里", "1.25 km²"),
        (Fraction(123, 10), "t", "12.3吨", "12.3 t"),
    ],
)
def test_numbers_are_said_in_the_units_that_people_use(value: Fraction, unit: str, zh: str, en: str) -> None:
    assert (say(value, unit, "zh"), say(value, unit, "en")) == (zh, en)


def test_a_number_is_never_rounded_onto_the_line_that_it_is_judged_against() -> None:
    line = 3_000_000_000
    assert say(line + 1, "CNY", "en", against=line) == "CNY 3.000000001 billion"
    assert say(line - 1, "CNY", "zh", against=line) == "29.99999999亿元"
    assert say(line, "CNY", "zh", against=line) == "30.00亿元"
    assert say(Fraction(500_001, 10_000), "percent", "en", against=50) == "50.0001%"


def test_a_figure_is_said_in_full_and_without_empty_decimals() -> None:
    assert say_figure(3_000_000_000, "CNY", "zh") == "30亿元"
    assert say_figure(Fraction(1, 40), "ratio", "en") == "2.5%"
    assert say_figure(2_500_000_001, "CNY", "en") == "CNY 2.500000001 billion"


def test_lists_read_well_in_both_languages() -> None:
    assert listed(["a", "b", "c"], "en") == "a, b and c"
    assert listed(["甲", "乙", "丙"], "zh") == "甲、乙和丙"
    assert listed(["a"], "en") == "a"


def test_three_years_before_29_february_is_28_february() -> None:
    assert years_before(date(2024, 2, 29), 3) == date(2021, 2, 28)
    assert years_before(date(2024, 2, 29), 4) == date(2020, 2, 29)
    assert years_looked_at(date(2026, 1, 1)) == (2022, 2023, 2024, 2025)

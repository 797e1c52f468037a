"""What is stored: exact whole units, dates, codes and plain text, whatever the spreadsheet made of them."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from jiqun.facts.workbook.numbers import LARGEST, amount_reader, decimal_text, read_whole
from jiqun.facts.workbook.wrong import Noted, Wrong

from .builders import check, fine, with_cell

NOON = datetime.combine(date(2024, 7, 1), time(12))


def stored(sheet: str, row: int, column: str, typed: Any) -> Any:
    checked = check(with_cell(sheet, row, column, typed))
    assert checked.errors == ()
    assert checked.snapshot is not None
    return checked.snapshot.tables[sheet][column][0 if sheet == "cluster" else row - 2]


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        (1234.5678, 12_345_678),
        ("1234.5678", 12_345_678),
        (" 1234.5 ", 12_345_000),
        ("+5", 50_000),
        (".5", 5_000),
        ("5.", 50_000),
        ("１２３", 1_230_000),
        (0, 0),
        (-0.0, 0),
        (0.1 + 0.2, 3_000),
        (9_999_999_999_999, 99_999_999_999_990_000),
        ("10000000000000", 100_000_000_000_000_000),
        ("0.0001", 1),
    ],
)
def test_money_is_kept_in_whole_yuan(typed: Any, yuan: int) -> None:
    assert stored("annual", 4, "exports", typed) == yuan


def test_energy_is_kept_in_ten_thousandths_and_area_in_square_metres() -> None:
    assert stored("annual", 4, "energy_tce", 10.0005) == 100_005
    assert stored("cluster", 5, "area_km2", 12.345678) == 12_345_678


@given(st.floats(min_value=0, max_value=1e14) | st.integers(0, 10**12).map(lambda n: n / 10_000))
def test_an_amount_is_the_decimal_of_fifteen_digits_rounded_half_up(number: float) -> None:
    exact = Decimal(format(number, ".15g")) * 10_000
    expected = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    read = amount_reader(10_000)
    if expected > LARGEST:
        with pytest.raises(Wrong, match="too_large_value"):
            read(number)
    elif expected == exact:
        assert read(number) == expected
    else:
        with pytest.raises(Noted) as noted:
            read(number)
        assert noted.value.kept == expected


@given(st.integers(0, LARGEST), st.sampled_from([10_000, 1_000_000]))
def test_an_amount_written_out_is_read_back(units: int, scale: int) -> None:
    assert amount_reader(scale)(decimal_text(units, scale)) == units


@given(st.integers(0, 10**15 - 1))
def test_an_amount_of_fifteen_digits_survives_as_a_number(units: int) -> None:
    assert amount_reader(10_000)(float(decimal_text(units, 10_000))) == units


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_refused(number: float) -> None:
    for read in (amount_reader(10_000), read_whole):
        with pytest.raises(Wrong, match="wrong_type"):
            read(number)


@pytest.mark.parametrize(("typed", "count"), [(3, 3), (3.0, 3), ("3", 3), ("3.0", 3), (0, 0)])
def test_a_whole_number_may_have_a_decimal_point(typed: Any, count: int) -> None:
    assert stored("annual", 4, "employees", typed) == count


@pytest.mark.parametrize("typed", [2023, "2023", "2023.0", "２０２３"])
def test_a_year_may_be_a_number_or_text(typed: Any) -> None:
    assert stored("annual", 3, "year", typed) == 2023


@pytest.mark.parametrize("typed", [date(2024, 7, 1), NOON, "2024-07-01", " ２０２４-07-01"])
def test_a_day_may_be_a_date_cell_or_text(typed: Any) -> None:
    assert stored("honours", 2, "awarded_on", typed) == date(2024, 7, 1)


def test_dates_are_right_in_a_workbook_that_counts_from_1904() -> None:
    def old_mac(sheets: Any) -> Any:
        out = BytesIO()
        book = Workbook(out, {"in_memory": True, "date_1904": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for row, values in enumerate(rows):
                for place, value in enumerate(values):
                    if isinstance(value, date):
                        page.write_datetime(row, place, value, day)
                    elif value is not None:
                        page.write(row, place, value)
        book.close()
        return out.getvalue()

    now, then = check(fine()).snapshot, check(old_mac(fine())).snapshot
    assert now is not None
    assert then is not None
    assert then.sha256 == now.sha256


@pytest.mark.parametrize(
    ("typed", "code"), [("3911", "3911"), (3911, "3911"), (111, "0111"), ("C3911", "3911"), (" c3911 ", "3911")]
)
def test_an_industry_is_four_digits_even_where_a_number_lost_its_zero(typed: Any, code: str) -> None:
    assert stored("enterprises", 2, "industry_code", typed) == code


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("39", ("39",)),
        (39, ("39",)),
        (1, ("01",)),
        ("C", ("C",)),
        ("c39；3562;39", ("39", "3562")),
        (" 391 ; ", ("391",)),
    ],
)
def test_dominant_industries_are_codes_of_any_depth(typed: Any, codes: tuple[str, ...]) -> None:
    assert stored("cluster", 4, "dominant_industries", typed) == codes


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("  x  ", "x"),
        (12, "12"),
        (12.5, "12.5"),
        (0.1 + 0.2, "0.3"),
        (True, "TRUE"),
        (date(2028, 1, 2), "2028-01-02"),
        ("=1+1", "=1+1"),
        ("两行\n字", "两行\n字"),
        ("a\x0bb", "ab"),
    ],
)
def test_text_is_what_people_see(typed: Any, text: str) -> None:
    assert stored("plan", 2, "target_1", typed) == text


@pytest.mark.parametrize(("sheet", "row", "column"), [("cluster", 8, "output_measure"), ("annual", 4, "exports")])
@pytest.mark.parametrize("blank", [None, "", "  "])
def test_a_blank_is_kept_as_a_blank_and_not_as_zero(sheet: str, row: int, column: str, blank: Any) -> None:
    assert stored(sheet, row, column, blank) is None


def test_a_list_of_nothing_is_a_blank() -> None:
    assert stored("statements", 2, "evidence", " ； ") is None


def test_evidence_is_a_list_of_names() -> None:
    assert stored("statements", 2, "evidence", "机制.pdf；照片 1.jpg;") == ("机制.pdf", "照片 1.jpg")


def test_blank_rows_between_and_behind_do_not_count() -> None:
    sheets = fine()
    for rows in sheets.values():
        rows[1:1] = [[], [None, "  "]]
        rows += [[""], []]
    changed, plain = check(sheets).snapshot, check(fine()).snapshot
    assert changed is not None
    assert plain is not None
    assert changed.sha256 == plain.sha256

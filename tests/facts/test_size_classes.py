"""The size classes against the published table, written out here a second time with its own figures."""

from __future__ import annotations

import pytest

from jiqun.facts.size_classes import (
    GROUPS,
    PREFIXES,
    TABLE_EDITION,
    Group,
    SizeClass,
    group_of,
    size_class,
)

LARGE, MEDIUM, SMALL, MICRO = SizeClass.LARGE, SizeClass.MEDIUM, SizeClass.SMALL, SizeClass.MICRO

# X persons, Y operating income and Z total assets in 10,000 yuan; None where the table's row has no such indicator.
Row = tuple[int | None, int | None, int | None]
# Group, a code of it, then (X, Y, Z) of large, of medium, of small.
TABLE: list[tuple[str, str, Row, Row, Row]] = [
    ("agriculture", "0111", (None, 20000, None), (None, 500, None), (None, 50, None)),
    ("industry", "3921", (1000, 40000, None), (300, 2000, None), (20, 300, None)),
    ("construction", "4710", (None, 80000, 80000), (None, 6000, 5000), (None, 300, 300)),
    ("wholesale", "5111", (200, 40000, None), (20, 5000, None), (5, 1000, None)),
    ("retail", "5211", (300, 20000, None), (50, 500, None), (10, 100, None)),
    ("transport", "5411", (1000, 30000, None), (300, 3000, None), (20, 200, None)),
    ("warehousing", "5920", (200, 30000, None), (100, 1000, None), (20, 100, None)),
    ("postal", "6010", (1000, 30000, None), (300, 2000, None), (20, 100, None)),
    ("accommodation", "6110", (300, 10000, None), (100, 2000, None), (10, 100, None)),
    ("catering", "6210", (300, 10000, None), (100, 2000, None), (10, 100, None)),
    ("information", "6311", (2000, 100000, None), (100, 1000, None), (10, 100, None)),
    ("software", "6520", (300, 10000, None), (100, 1000, None), (10, 50, None)),
    ("real_estate", "7010", (None, 200000, 10000), (None, 1000, 5000), (None, 100, 2000)),
    ("property", "7020", (1000, 5000, None), (300, 1000, None), (100, 500, None)),
    ("business", "7211", (300, None, 120000), (100, None, 8000), (10, None, 100)),
    ("other", "7320", (300, None, None), (100, None, None), (10, None, None)),
]
NEXT_LOWER = {LARGE: MEDIUM, MEDIUM: SMALL, SMALL: MICRO}


def classify(code: str, row: Row, short: int | None = None) -> SizeClass:
    """The class of a firm exactly on the row's limits; `short` makes that indicator one person or one yuan less."""
    people, income, assets = row
    figures = [people or 0, (income or 0) * 10000, (assets or 0) * 10000]
    if short is not None:
        figures[short] -= 1
    return size_class(code, *figures)


ON_THE_LIMIT = [
    pytest.param(code, row, grade, id=f"{group}-{grade.name.lower()}")
    for group, code, *rows in TABLE
    for row, grade in zip(rows, (LARGE, MEDIUM, SMALL), strict=True)
]
ONE_BELOW = [
    pytest.param(code, row, indicator, NEXT_LOWER[grade], id=f"{group}-{grade.name.lower()}-{'XYZ'[indicator]}")
    for group, code, *rows in TABLE
    for row, grade in zip(rows, (LARGE, MEDIUM, SMALL), strict=True)
    for indicator in range(3)
    if row[indicator] is not None
]


@pytest.mark.article("2")
@pytest.mark.parametrize(("code", "row", "expected"), ON_THE_LIMIT)
def test_a_firm_on_every_limit_of_a_class_is_in_it(code: str, row: Row, expected: SizeClass) -> None:
    assert classify(code, row) is expected


@pytest.mark.article("2")
@pytest.mark.parametrize(("code", "row", "indicator", "expected"), ONE_BELOW)
def test_one_person_or_one_yuan_below_a_limit_is_one_class_lower(
    code: str, row: Row, indicator: int, expected: SizeClass
) -> None:
    assert classify(code, row, short=indicator) is expected


def test_the_limits_tested_are_all_there_are() -> None:
    assert len(ONE_BELOW) == 3 * sum(len(group.limits) for group in GROUPS)
    assert len(GROUPS) == 16


@pytest.mark.parametrize(("key", "code", "large", "medium", "small"), TABLE)
def test_the_groups_limits_are_the_table_in_whole_yuan(
    key: str, code: str, large: Row, medium: Row, small: Row
) -> None:
    indicators = (("employees", 1), ("revenue", 10000), ("total_assets", 10000))
    expected = tuple(
        (name, x * unit, y * unit, z * unit)
        for (name, unit), x, y, z in zip(indicators, large, medium, small, strict=True)
        if x is not None and y is not None and z is not None
    )
    group = group_of(code)
    assert group is not None
    assert (group.key, group.limits) == (key, expected)


def test_a_firm_with_the_staff_of_a_large_and_the_income_of_a_small_one_is_small() -> None:
    assert size_class("3921", 1_200, 10_000_000, 0) is SMALL


def test_one_indicator_of_micro_is_enough() -> None:
    assert size_class("3921", 5_000, 2_999_999, 10**12) is MICRO
    assert size_class("3921", 19, 10**12, 10**12) is MICRO


def test_an_indicator_the_row_does_not_list_does_not_matter() -> None:
    assert size_class("3921", 1_000, 400_000_000, -1) is LARGE
    assert size_class("0111", 0, 200_000_000, -1) is LARGE
    assert size_class("7320", 300, -1, -1) is LARGE


def test_a_firm_with_nothing_is_micro_in_every_group() -> None:
    assert {size_class(code, 0, 0, 0) for _, code, *_ in TABLE} == {MICRO}


def test_a_firm_whose_industry_is_not_covered_stays_unclassified_however_large() -> None:
    assert size_class("6610", 10**6, 10**12, 10**12) is SizeClass.UNCLASSIFIED
    assert size_class("6610", 0, 0, 0) is SizeClass.UNCLASSIFIED


# Every division, except 59 and 70, which part below; "-" is not covered.
DIVISIONS = {
    "01": "agriculture",
    "02": "agriculture",
    "03": "agriculture",
    "04": "agriculture",
    "05": "agriculture",
    "06": "industry",
    "07": "industry",
    "08": "industry",
    "09": "industry",
    "10": "industry",
    "11": "industry",
    "12": "industry",
    "13": "industry",
    "14": "industry",
    "15": "industry",
    "16": "industry",
    "17": "industry",
    "18": "industry",
    "19": "industry",
    "20": "industry",
    "21": "industry",
    "22": "industry",
    "23": "industry",
    "24": "industry",
    "25": "industry",
    "26": "industry",
    "27": "industry",
    "28": "industry",
    "29": "industry",
    "30": "industry",
    "31": "industry",
    "32": "industry",
    "33": "industry",
    "34": "industry",
    "35": "industry",
    "36": "industry",
    "37": "industry",
    "38": "industry",
    "39": "industry",
    "40": "industry",
    "41": "industry",
    "42": "industry",
    "43": "industry",
    "44": "industry",
    "45": "industry",
    "46": "industry",
    "47": "construction",
    "48": "construction",
    "49": "construction",
    "50": "construction",
    "51": "wholesale",
    "52": "retail",
    "53": "-",
    "54": "transport",
    "55": "transport",
    "56": "transport",
    "57": "transport",
    "58": "transport",
    "60": "postal",
    "61": "accommodation",
    "62": "catering",
    "63": "information",
    "64": "information",
    "65": "software",
    "66": "-",
    "67": "-",
    "68": "-",
    "69": "-",
    "71": "business",
    "72": "business",
    "73": "other",
    "74": "other",
    "75": "other",
    "76": "other",
    "77": "other",
    "78": "other",
    "79": "other",
    "80": "other",
    "81": "other",
    "82": "other",
    "83": "-",
    "84": "-",
    "85": "other",
    "86": "other",
    "87": "other",
    "88": "other",
    "89": "other",
    "90": "other",
    "91": "-",
    "92": "-",
    "93": "-",
    "94": "-",
    "95": "-",
    "96": "-",
    "97": "-",
}
PARTED = {
    "590": "-",
    "591": "transport",
    "592": "warehousing",
    "593": "warehousing",
    "594": "warehousing",
    "595": "warehousing",
    "596": "warehousing",
    "597": "warehousing",
    "598": "warehousing",
    "599": "warehousing",
    "700": "-",
    "701": "real_estate",
    "702": "property",
    "703": "other",
    "704": "-",
    "705": "-",
    "706": "-",
    "707": "-",
    "708": "-",
    "709": "other",
}


def key_of(group: Group | None) -> str:
    return "-" if group is None else group.key


def test_the_expectations_name_every_division() -> None:
    assert sorted([*DIVISIONS, "59", "70"]) == [f"{number:02}" for number in range(1, 98)]


@pytest.mark.parametrize(("division", "expected"), DIVISIONS.items())
def test_every_code_of_a_division_is_in_its_group(division: str, expected: str) -> None:
    codes = [f"{division}{rest:02}" for rest in range(100)]
    assert {key_of(group_of(code)) for code in codes} == {expected}


@pytest.mark.parametrize(("prefix", "expected"), PARTED.items())
def test_the_divisions_59_and_70_part_at_the_third_digit(prefix: str, expected: str) -> None:
    assert {key_of(group_of(f"{prefix}{last}")) for last in range(10)} == {expected}


@pytest.mark.parametrize("code", ["", "59", "70", "98", "00", "C3921"])
def test_what_names_no_single_row_of_the_table_has_no_group(code: str) -> None:
    assert group_of(code) is None


def test_a_prefix_stands_once_and_names_a_group_of_the_table() -> None:
    assert len(dict(PREFIXES)) == len(PREFIXES)
    assert {key for _, key in PREFIXES} == {group.key for group in GROUPS}


def test_the_classes_are_numbered_by_size_and_labelled_in_both_languages() -> None:
    assert [int(size) for size in SizeClass] == [0, 1, 2, 3, 4]
    assert [size.label.zh for size in SizeClass] == ["未划型", "微型", "小型", "中型", "大型"]
    assert [size.label.en for size in SizeClass] == ["unclassified", "micro", "small", "medium", "large"]


def test_the_edition_of_the_table_is_named() -> None:
    assert TABLE_EDITION == "statistics-2017"

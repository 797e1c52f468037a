"""Hand-worked cases of the oracle itself: size classes at their limits."""

import pytest

from .reading import size_class

WAN = 10_000


@pytest.mark.parametrize(
    ("code", "employees", "revenue", "assets", "wanted"),
    [
        ("3911", 1200, 1000 * WAN, 0, "small"),  # the statistics bureau's own example
        ("3911", 1000, 40_000 * WAN, 0, "large"),
        ("3911", 1000, 40_000 * WAN - 1, 0, "medium"),
        ("3911", 19, 40_000 * WAN, 0, "micro"),
        ("4310", 300, 2000 * WAN, 0, "medium"),  # 43 is in C
        ("4610", 20, 300 * WAN, 0, "small"),  # D is industry too
        ("0111", 0, 20_000 * WAN, 0, "large"),
        ("4710", 0, 80_000 * WAN, 5000 * WAN, "medium"),
        ("5310", 5000, 90_000 * WAN, 0, "unclassified"),  # railway
        ("5432", 999, 30_000 * WAN, 0, "medium"),
        ("5910", 200, 30_000 * WAN, 0, "small"),  # handling is transport
        ("5920", 200, 30_000 * WAN, 0, "large"),  # warehousing
        ("5990", 100, 1000 * WAN, 0, "medium"),
        ("6010", 1000, 2000 * WAN, 0, "medium"),
        ("6410", 2000, 100_000 * WAN, 0, "large"),
        ("6520", 300, 10_000 * WAN, 0, "large"),  # chip design
        ("6620", 300, 10_000 * WAN, 0, "unclassified"),
        ("7010", 0, 200_000 * WAN, 10_000 * WAN, "large"),
        ("7010", 0, 200_000 * WAN, 2000 * WAN, "small"),
        ("7020", 100, 500 * WAN, 0, "small"),
        ("7030", 300, 0, 0, "large"),
        ("7040", 300, 0, 0, "unclassified"),
        ("7090", 10, 0, 0, "small"),
        ("7211", 300, 0, 120_000 * WAN - 1, "medium"),
        ("7452", 300, 0, 0, "large"),  # a testing laboratory
        ("8310", 300, 0, 0, "unclassified"),
        ("8411", 300, 0, 0, "unclassified"),
        ("8511", 99, 0, 0, "small"),
        ("9011", 100, 0, 0, "medium"),
        ("9110", 300, 0, 0, "unclassified"),
        ("9710", 300, 0, 0, "unclassified"),
    ],
)
def test_a_size_class_needs_every_limit_of_its_row(
    code: str, employees: int, revenue: int, assets: int, wanted: str
) -> None:
    assert size_class(code, employees, revenue, assets) == wanted

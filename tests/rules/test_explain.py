"""Explanations agree with assessing the cluster again without each enterprise."""

from __future__ import annotations

from datetime import date

import pytest

from jiqun.facts.snapshot import snapshot_of
from jiqun.law import edition
from jiqun.rules.assess import assess_snapshot
from jiqun.rules.explain import explain
from tests.random_rows import Sheets, random_sheets

ON = date(2026, 5, 1)
BOOK = edition("shanghai-2024")
OF_FIRMS = [
    "A6.1.1",
    "A6.2.6",
    "A6.2.7",
    "A6.2.8",
    "A6.2.9",
    "A6.3.2",
    "A6.5.1",
    "A6.5.6",
    "A6.5.7",
    "A6.6.3",
    "A6.6.4",
]
OF_FIRMS += ["A6.7.2", "A6.7.3", "A6.8.3"]
OWNED = {"A6.5.4": ("platforms", "name"), "A6.5.5": ("standards", "number"), "A6.9.3": ("services", "institution")}

SEEDS = [*range(12), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(12, 40))]


def outcome(sheets: Sheets, clause: str, readings: dict[str, str]) -> str:
    snapshot = snapshot_of(sheets)
    return assess_snapshot(snapshot, on=ON, edition=BOOK, readings=BOOK.settle(readings)).finding(clause).outcome


def without(sheets: Sheets, code: str) -> Sheets:
    """The cluster without one enterprise; the sheet of enterprises keeps its row, so that codes are still known."""
    tables = ("annual", "honours", "incidents")
    return {**sheets, **{name: [row for row in sheets[name] if row["credit_code"] != code] for name in tables}}


@pytest.mark.parametrize("seed", SEEDS)
def test_whoever_flips_the_outcome_is_named(seed: int) -> None:
    sheets = random_sheets(seed, ON)
    readings = {"sme_of": "latest_year"} if seed % 4 == 0 else {}
    for clause in OF_FIRMS:
        found = explain(snapshot_of(sheets), clause, on=ON, edition=BOOK, readings=BOOK.settle(readings))
        assert found.outcome == outcome(sheets, clause, readings)
        flips = {one.key: one.flips_to for one in found.behind if one.flips_to}
        expected = {}
        for firm in sheets["enterprises"]:
            then = outcome(without(sheets, firm["credit_code"]), clause, readings)
            if then != found.outcome:
                expected[firm["credit_code"]] = then
        assert flips == expected, clause


@pytest.mark.parametrize("seed", SEEDS)
def test_the_rows_of_registers_are_named_too(seed: int) -> None:
    sheets = random_sheets(seed, ON)
    for clause, (table, key) in OWNED.items():
        found = explain(snapshot_of(sheets), clause, on=ON, edition=BOOK, readings=BOOK.default_readings)
        flips = {one.key: one.flips_to for one in found.behind if one.flips_to}
        expected = {}
        for owner in {row[key] for row in sheets[table]}:
            rest = {**sheets, table: [row for row in sheets[table] if row[key] != owner]}
            then = outcome(rest, clause, {})
            if then != found.outcome:
                expected[owner] = then
        assert flips == expected, clause


def test_the_numbers_add_up_and_come_largest_first() -> None:
    for seed in range(30):
        found = explain(
            snapshot_of(random_sheets(seed, ON)), "A6.2.8", on=ON, edition=BOOK, readings=BOOK.default_readings
        )
        if found.outcome == "missing":
            continue
        sums = tuple(sum(column) for column in zip(*(one.numbers for one in found.behind), strict=True))
        assert sums == found.totals or not found.behind
        first = [one.numbers[0] for one in found.behind]
        assert first == sorted(first, reverse=True)


def test_a_clause_that_the_edition_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        explain(snapshot_of(random_sheets(1, ON)), "A6.9.9", on=ON, edition=BOOK, readings=BOOK.default_readings)

"""What must hold of any cluster: order does not matter, more of a good thing never hurts, less data never helps."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.facts.snapshot import snapshot_of
from jiqun.law import edition
from jiqun.rules.assess import assess_snapshot
from tests.random_rows import OPTIONAL, Sheets, random_sheets

ON = date(2026, 5, 1)
BOOK = edition("shanghai-2024")
SEEDS = st.integers(0, 10**9)
MONEY = ("revenue", "total_assets", "output_value", "rd_expenditure", "exports")
some = settings(max_examples=60, deadline=None)


def outcomes(sheets: Sheets) -> dict[str, str]:
    assessment = assess_snapshot(snapshot_of(sheets), on=ON, edition=BOOK, readings=BOOK.default_readings)
    return {one.clause: one.outcome for one in assessment.findings}


@some
@given(SEEDS)
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    sheets = random_sheets(seed, ON)
    mixed = {name: Random(seed).sample(rows, len(rows)) for name, rows in sheets.items()}
    one, other = snapshot_of(sheets), snapshot_of(mixed)
    assert outcomes(mixed) == outcomes(sheets)
    assert other.sha256 == one.sha256


@some
@given(SEEDS)
def test_an_enterprise_split_in_two_of_the_same_class_changes_no_total(seed: int) -> None:
    """Half of everything in each of two micro firms: every sum stays, and so does every clause of sums."""
    sheets = random_sheets(seed, ON)
    for row in sheets["annual"]:
        row.update(employees=0, revenue=0, total_assets=0)
    firm = sheets["enterprises"][0]
    if firm["industry_code"] in ("5310", "6610", "7040"):
        return
    twin = {**firm, "credit_code": "913100000000099999", "name": "孪生企业"}
    halves = deepcopy(sheets)
    halves["enterprises"].append(twin)
    for row in sheets["annual"]:
        if row["credit_code"] == firm["credit_code"]:
            half = {key: _half(value) for key, value in row.items() if key in _SUMMED}
            halves["annual"].append({**row, **half, "credit_code": twin["credit_code"]})
            mine = next(r for r in halves["annual"] if r == row)
            mine.update({key: row[key] - half[key] if row[key] is not None else None for key in half})
    kept = ("A6.2.6", "A6.2.7", "A6.2.8", "A6.2.9", "A6.5.1", "A6.5.6", "A6.7.2", "A6.7.3", "A6.8.3")
    before, after = outcomes(sheets), outcomes(halves)
    assert {clause: after[clause] for clause in kept} == {clause: before[clause] for clause in kept}


_SUMMED = ("output_value", "rd_expenditure", "valid_invention_patents", "energy_tce", "co2_t", "exports")


def _half(value: int | None) -> int | None:
    return None if value is None else value // 2


@some
@given(SEEDS, st.integers(1, 10**12))
def test_more_output_in_the_latest_year_never_turns_met_into_not_met(seed: int, more: int) -> None:
    sheets = random_sheets(seed, ON)
    before = outcomes(sheets)
    rows = [row for row in sheets["annual"] if row["year"] == ON.year - 1]
    for row in rows:
        row["output_value"] += more
        row["revenue"] += 0
    after = outcomes(sheets)
    for clause in ("A6.2.6", "A6.2.9", "A6.7.3"):
        assert (before[clause], after[clause]) != ("met", "not_met"), clause


@some
@given(SEEDS, st.integers(1, 10_000))
def test_more_patents_never_turn_met_into_not_met(seed: int, more: int) -> None:
    sheets = random_sheets(seed, ON)
    before = outcomes(sheets)
    for row in sheets["annual"]:
        if row["year"] == ON.year - 1 and row["valid_invention_patents"] is not None:
            row["valid_invention_patents"] += more
    after = outcomes(sheets)
    for clause in ("A6.5.6", "A6.5.7"):
        assert (before[clause], after[clause]) != ("met", "not_met"), clause


@some
@given(SEEDS)
def test_one_more_honour_never_turns_met_into_not_met(seed: int) -> None:
    sheets = random_sheets(seed, ON)
    before = outcomes(sheets)["A6.3.2"]
    code = Random(seed).choice(sheets["enterprises"])["credit_code"]
    sheets["honours"].append({"credit_code": code, "honour": "high_tech", "awarded_on": date(2025, 1, 1)})
    assert (before, outcomes(sheets)["A6.3.2"]) != ("met", "not_met")


@some
@given(SEEDS, st.integers(2, 1000))
def test_scaling_all_money_changes_only_what_is_measured_in_yuan(seed: int, by: int) -> None:
    """With every firm of a class that does not hang on money, so that nobody changes class."""
    sheets = random_sheets(seed, ON)
    for row in sheets["annual"]:
        row.update(employees=5)  # micro, whatever its income
    for firm in sheets["enterprises"]:
        firm["industry_code"] = "3921"
    before = outcomes(sheets)
    for row in sheets["annual"]:
        row.update({key: row[key] * by if row[key] is not None else None for key in MONEY})
    after = outcomes(sheets)
    assert {clause for clause in before if before[clause] != after[clause]} <= {"A6.2.6"}


@some
@given(SEEDS, st.sampled_from((*OPTIONAL, "energy_tce", "co2_t", "exports")))
def test_deleting_a_column_never_turns_missing_into_met(seed: int, column: str) -> None:
    sheets = random_sheets(seed, ON)
    before = outcomes(sheets)
    for row in sheets["annual"]:
        row[column] = None
    after = outcomes(sheets)
    assert not [clause for clause in before if before[clause] == "missing" and after[clause] == "met"]


@some
@given(SEEDS, st.sampled_from(("honours", "platforms", "standards", "services", "chain", "plan", "statements")))
def test_deleting_a_sheet_never_turns_missing_into_met(seed: int, sheet: str) -> None:
    sheets = random_sheets(seed, ON)
    before = outcomes(sheets)
    after = outcomes({**sheets, sheet: []})
    assert not [clause for clause in before if before[clause] == "missing" and after[clause] == "met"]

"""Two states of a cluster's data side by side: everything that differs is named, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.facts.differences import MONEY, Change, Differences, Row, Total, differences
from jiqun.facts.generate import one_cluster
from jiqun.facts.sheets import ANNUAL, SHEETS
from jiqun.facts.snapshot import Snapshot, snapshot_of
from jiqun.facts.workbook import example
from tests.random_rows import random_sheets

ON = date(2026, 5, 1)
EXAMPLE = example(ON)
FIRST, SECOND = EXAMPLE.tables["enterprises"]["credit_code"]
NEW = "91310115MAEXAMPNEW"

Sheets = dict[str, list[dict[str, Any]]]


def rows_of(snapshot: Snapshot) -> Sheets:
    return {
        sheet: [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]
        for sheet, table in snapshot.tables.items()
    }


def after(change: Callable[[Sheets], object]) -> Differences:
    """The differences that a change to the example's rows makes."""
    rows = deepcopy(rows_of(EXAMPLE))
    change(rows)
    return differences(EXAMPLE, snapshot_of(rows))


def changed_fields(found: Differences) -> set[str]:
    return {name for name in found.__dataclass_fields__ if name != "totals" and getattr(found, name)}


def test_the_same_data_in_another_order_are_not_different() -> None:
    found = after(lambda rows: [sheet.reverse() for sheet in rows.values()])
    assert found.none
    assert changed_fields(found) == set()
    assert all(total.before == total.after for total in found.totals)


def test_a_field_of_the_cluster() -> None:
    found = after(lambda rows: rows["cluster"][0].update(area_km2=13_000_000, name_en=None))
    assert found.cluster == (
        Change("cluster", "name_en", "Example Precision Instruments Cluster (made up)", None),
        Change("cluster", "area_km2", 12_500_000, 13_000_000),
    )
    assert changed_fields(found) == {"cluster"}


def test_an_enterprise_that_came() -> None:
    firm = {"credit_code": NEW, "name": "新来的", "industry_code": "4011", "in_dominant_industry": True}
    found = after(lambda rows: rows["enterprises"].append(firm))
    assert found.enterprises_in == (Row("enterprises", (NEW, "新来的", "4011", True)),)
    assert found.enterprises_in[0].value("name") == "新来的"
    assert changed_fields(found) == {"enterprises_in"}
    with pytest.raises(KeyError):
        found.enterprises_in[0].value("colour")


def test_an_enterprise_that_went_with_its_years() -> None:
    def leave(rows: Sheets) -> None:
        for sheet in ("enterprises", "annual", "honours"):
            rows[sheet] = [row for row in rows[sheet] if row["credit_code"] != FIRST]

    found = after(leave)
    assert [row.value("credit_code") for row in found.enterprises_out] == [FIRST]
    assert [(row.value("credit_code"), row.value("year")) for row in found.annual_out] == [
        (FIRST, year) for year in range(2022, 2026)
    ]
    assert [row.sheet for row in found.rows_out] == ["honours"]
    assert changed_fields(found) == {"enterprises_out", "annual_out", "rows_out"}


def test_what_an_enterprise_is() -> None:
    found = after(lambda rows: rows["enterprises"][1].update(name="改名", in_dominant_industry=True))
    assert found.enterprises == (
        Change("enterprises", "name", "示例物流有限公司（虚构）", "改名", SECOND),
        Change("enterprises", "in_dominant_industry", False, True, SECOND),
    )


def test_figures_of_a_year_by_enterprise_year_and_column() -> None:
    def change(rows: Sheets) -> None:
        rows["annual"][3].update(exports=5, employees=1)
        rows["annual"][0].update(revenue=7)

    found = after(change)
    assert found.figures == (
        Change("annual", "revenue", 865_000_000, 7, FIRST, 2022),
        Change("annual", "employees", 135, 1, FIRST, 2025),
        Change("annual", "exports", 0, 5, FIRST, 2025),
    )
    assert changed_fields(found) == {"figures"}
    assert [total for total in found.totals if total.before != total.after] == [
        Total("revenue", 2022, 865_000_000, 7),
        Total("exports", 2025, 0, 5),
    ]


def test_a_year_more_and_a_blank_column() -> None:
    def change(rows: Sheets) -> None:
        rows["annual"].append({**rows["annual"][0], "year": 2026, "rd_expenditure": None})

    found = after(change)
    assert [row.value("year") for row in found.annual_in] == [2026]
    assert Total("rd_expenditure", 2026, None, None) in found.totals
    assert Total("revenue", 2026, None, 865_000_000) in found.totals


def test_money_columns_are_those_in_yuan() -> None:
    assert MONEY == ("revenue", "total_assets", "output_value", "rd_expenditure", "exports")


def test_an_altered_row_without_a_name_is_one_out_and_one_in() -> None:
    found = after(lambda rows: rows["statements"][0].update(holds=False))
    assert [row.values[:2] for row in found.rows_out] == [("A6.4.2", True)]
    assert [row.values[:2] for row in found.rows_in] == [("A6.4.2", False)]


def test_equal_rows_are_counted() -> None:
    found = after(lambda rows: rows["platforms"].extend([rows["platforms"][0]] * 2))
    assert [row.sheet for row in found.rows_in] == ["platforms", "platforms"]
    assert found.rows_out == ()


def applied(before: Snapshot, found: Differences) -> Snapshot:
    """The later state, made of the earlier one and what differs."""
    rows = rows_of(before)
    for one in (*found.enterprises_out, *found.annual_out, *found.rows_out):
        rows[one.sheet].remove(cells(one))
    for change in (*found.cluster, *found.enterprises, *found.figures):
        (row,) = (
            row
            for row in rows[change.sheet]
            if row.get("credit_code") == change.credit_code and row.get("year") == change.year
        )
        assert row[change.column] == change.before
        row[change.column] = change.after
    for one in (*found.enterprises_in, *found.annual_in, *found.rows_in):
        rows[one.sheet].append(cells(one))
    return snapshot_of(rows)


def cells(row: Row) -> dict[str, Any]:
    return {column.key: value for column, value in zip(SHEETS[row.sheet].columns, row.values, strict=True)}


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_earlier_state_and_the_differences_make_the_later_one(one: int, other: int) -> None:
    before, later = (snapshot_of(random_sheets(seed, ON)) for seed in (one, other))
    found, back = differences(before, later), differences(later, before)
    assert applied(before, found).sha256 == later.sha256
    assert found.none == (before.sha256 == later.sha256)
    assert (found.enterprises_in, found.annual_in, found.rows_in) == (
        back.enterprises_out,
        back.annual_out,
        back.rows_out,
    )
    assert [(c.before, c.after) for c in found.figures] == [(c.after, c.before) for c in back.figures]
    assert [(t.before, t.after) for t in found.totals] == [(t.after, t.before) for t in back.totals]


@given(st.integers(0, 60))
def test_totals_are_the_sums_of_the_rows(seed: int) -> None:
    snapshot = snapshot_of(random_sheets(seed, ON))
    for total in differences(snapshot, snapshot).totals:
        filled = [
            row[total.column]
            for row in rows_of(snapshot)[ANNUAL.key]
            if row["year"] == total.year and row[total.column] is not None
        ]
        assert total.before == total.after == (sum(filled) if filled else None)


def test_two_thousand_enterprises_are_compared_in_some_thirty_milliseconds() -> None:
    before = one_cluster(7, 1, 2_000, ON)
    annual = {**before.tables["annual"], "revenue": [value * 2 for value in before.tables["annual"]["revenue"]]}
    later = Snapshot({**before.tables, "annual": annual})
    times = []
    for _ in range(5):
        start = perf_counter()
        found = differences(before, later)
        times.append(perf_counter() - start)
    assert len(found.figures) == before.rows("annual")
    assert min(times) < 0.2  # some 30 ms, and room for a busy machine

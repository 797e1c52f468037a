"""Hints find what was planted, say where, and keep quiet about clusters in which all is well."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from fractions import Fraction
from statistics import median
from time import perf_counter
from typing import Any

import pytest

from jiqun.facts.generate import one_cluster
from jiqun.facts.hints import Hint, hints_of
from jiqun.facts.hints.hint import OF_ALL
from jiqun.facts.hints.of_statements import Claim, claims_in
from jiqun.facts.snapshot import Snapshot, snapshot_of

ON = date(2026, 5, 1)
CLEAN = one_cluster(1, 2, 60, ON)
FIRMS = CLEAN.tables["enterprises"]["credit_code"]
WAN = 10_000

Sheets = dict[str, list[dict[str, Any]]]


def rows_of(snapshot: Snapshot) -> Sheets:
    return {
        sheet: [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]
        for sheet, table in snapshot.tables.items()
    }


def planted(change: Callable[[Sheets], object], snapshot: Snapshot = CLEAN) -> Snapshot:
    rows = deepcopy(rows_of(snapshot))
    change(rows)
    return snapshot_of(rows)


def found(change: Callable[[Sheets], object]) -> tuple[Hint, ...]:
    return hints_of(planted(change), on=ON)


def figures(rows: Sheets, firm: str, year: int) -> dict[str, Any]:
    return next(row for row in rows["annual"] if (row["credit_code"], row["year"]) == (firm, year))


def steady(rows: Sheets, firm: str) -> None:
    """A firm whose years are alike, each a little other than the one before."""
    for step, year in enumerate(range(2022, 2026)):
        of_year = {"employees": 100 + step, "revenue": 51_234_567 + step, "total_assets": 40_000_001 + step}
        figures(rows, firm, year).update(of_year, output_value=52_345_678 + step)


@pytest.fixture(scope="module")
def steady_firm() -> str:
    annual = CLEAN.tables["annual"]
    firm: str = next(code for code in FIRMS if annual["credit_code"].count(code) == 4)
    assert found(lambda rows: steady(rows, firm)) == ()
    return firm


def test_most_made_up_clusters_give_no_hint_and_the_others_few() -> None:
    # Of these only the 27th is conspicuous: it stands at a line that moves half of its firms in one year.
    numbers = [len(hints_of(one_cluster(1, index, 100, ON), on=ON)) for index in range(27)]
    assert median(numbers) == 0
    assert sum(number > 0 for number in numbers) <= 4
    assert max(numbers[:26]) <= 5


def test_a_jump_is_told_with_both_years(steady_firm: str) -> None:
    def jump(rows: Sheets) -> None:
        steady(rows, steady_firm)
        figures(rows, steady_firm, 2025).update(revenue=180_000_000)

    (hint,) = found(jump)
    assert (hint.code, hint.sheet, hint.column, hint.year) == ("jump", "annual", "revenue", 2025)
    assert hint.enterprises == (steady_firm,)
    assert "2025年营业收入为1.80亿元，2024年为5,123.46万元" in hint.message.zh
    assert "Operating revenue of 2025 is CNY 180.00 million and of 2024 CNY 51.23 million" in hint.message.en


@pytest.mark.parametrize(
    ("was", "now", "hinted"), [(100, 300, 0), (100, 301, 1), (301, 100, 1), (6, 19, 0), (0, 20, 1)]
)
def test_three_times_is_no_jump_and_small_firms_may_jump(steady_firm: str, was: int, now: int, hinted: int) -> None:
    def jump(rows: Sheets) -> None:
        steady(rows, steady_firm)
        for year in (2022, 2023, 2024):
            figures(rows, steady_firm, year).update(employees=was)
        figures(rows, steady_firm, 2025).update(employees=now)

    assert [hint.column for hint in found(jump) if hint.code == "jump"] == ["employees"] * hinted


def test_large_firms_come_before_small_ones_and_the_cluster_before_both() -> None:
    def jumps(rows: Sheets) -> None:
        for row in rows["annual"]:
            if row["year"] == 2025:
                row["employees"] = row["employees"] * 4 + 20
        rows["statements"][0]["text"] = "2025年产值1亿元"

    hints = found(jumps)
    assert hints[0].code == "stated_otherwise"
    assert hints[0].weight > OF_ALL
    weights = [hint.weight for hint in hints]
    assert weights == sorted(weights, reverse=True)
    assert len(hints) > 30


def test_an_output_far_above_revenue(steady_firm: str) -> None:
    def above(rows: Sheets) -> None:
        steady(rows, steady_firm)
        for year in range(2022, 2026):
            figures(rows, steady_firm, year).update(revenue=17_000_000 + year)

    hints = found(above)
    assert [(hint.code, hint.year) for hint in hints] == [("output_above_revenue", year) for year in range(2022, 2026)]
    assert "超过营业收入的3倍" in hints[0].message.zh


def test_an_output_made_by_nobody(steady_firm: str) -> None:
    def empty(rows: Sheets) -> None:
        steady(rows, steady_firm)
        for year in range(2022, 2026):
            figures(rows, steady_firm, year).update(employees=0)

    hints = found(empty)
    assert {hint.code for hint in hints} == {"no_employees"}
    assert len(hints) == 4


def test_years_that_repeat_each_other_are_one_hint_of_the_firm(steady_firm: str) -> None:
    def repeat(rows: Sheets) -> None:
        steady(rows, steady_firm)
        for year in (2023, 2024, 2025):
            same = {column: figures(rows, steady_firm, 2022)[column] for column in ("revenue", "total_assets")}
            figures(rows, steady_firm, year).update(same, output_value=52_345_678)

    (hint,) = found(repeat)
    assert (hint.code, hint.year, hint.enterprises) == ("repeated_year", 2025, (steady_firm,))
    assert "2023、2024、2025年" in hint.message.zh
    assert "2023, 2024, 2025" in hint.message.en


def test_figures_in_whole_millions() -> None:
    def rounded(rows: Sheets) -> None:
        for row in rows["annual"][::2]:
            row["output_value"] = max(row["output_value"] // (100 * WAN), 1) * 100 * WAN

    hints = [hint for hint in found(rounded) if hint.code == "round_numbers"]
    assert [hint.column for hint in hints] == ["output_value"]
    assert "整百万元" in hints[0].message.zh


def test_blanks_that_gather_in_one_column() -> None:
    def blank(rows: Sheets) -> None:
        for row in rows["annual"][: len(rows["annual"]) * 4 // 5]:
            row["uses_cloud_platform"] = None

    (hint,) = found(blank)
    assert (hint.code, hint.column) == ("blanks_in_one_column", "uses_cloud_platform")


def test_a_column_that_nobody_fills_is_not_hinted_at() -> None:
    assert found(lambda rows: [row.update(co2_t=None) for row in rows["annual"]]) == ()


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("2025年产值32.5亿元。", Claim("output_value", Fraction(3_250_000_000), 2025)),
        ("2025年，集群实现工业总产值约32亿元", Claim("output_value", Fraction(3_200_000_000), 2025)),
        ("集群2024年度营业收入合计达到 12亿元", Claim("revenue", Fraction(1_200_000_000), 2024)),
        ("情况良好，出口总额8000万元。", Claim("exports", Fraction(80_000_000), None)),
        ("Total output value of 2025 was CNY 3.25 billion.", Claim("output_value", Fraction(3_250_000_000), 2025)),
        ("The cluster's revenue reached about RMB 900 million", Claim("revenue", Fraction(900_000_000), None)),
    ],
)
def test_a_stated_total_is_read(text: str, claim: Claim) -> None:
    assert list(claims_in(text)) == [claim]


@pytest.mark.parametrize(
    "text",
    [
        "产值超过30亿元",
        "产值30亿元以上",
        "主导产业产值20亿元",
        "中小企业营业收入8亿元",
        "某公司2025年产值5亿元",
        "产值增长3亿元",
        "力争到2028年产值达50亿元",
        "专项资金2亿元",
        "产值100万元/亩",
        "Exports of CNY 3 million by one firm",
        "Total output over CNY 3 billion",
        "32.5亿元",
    ],
)
def test_what_is_a_bound_a_part_or_a_plan_is_no_stated_total(text: str) -> None:
    assert list(claims_in(text)) == []


def stating(text: str) -> tuple[Hint, ...]:
    return found(lambda rows: rows["statements"][0].update(text=text))


def test_a_stated_total_that_the_figures_do_not_bear_out() -> None:
    annual = CLEAN.tables["annual"]
    total = sum(v for v, year in zip(annual["output_value"], annual["year"], strict=True) if year == 2025)
    (hint,) = stating(f"2025年产值{total * 2 // WAN}万元。")
    clause = CLEAN.tables["statements"]["clause"][0]
    assert (hint.code, hint.sheet, hint.clause, hint.year) == ("stated_otherwise", "statements", clause, 2025)
    assert f"专项说明 {clause} 写有“产值”" in hint.message.zh
    for off in (Fraction(951, 1000), Fraction(1049, 1000)):
        assert stating(f"2025年产值{int(total * off) // WAN}万元。") == ()
    assert stating(f"产值{total // WAN}万元。") == ()
    assert stating("2030年产值900亿元。") == ()


def test_figures_that_were_other_ones_when_last_handed_in(steady_firm: str) -> None:
    def restate(rows: Sheets) -> None:
        steady(rows, steady_firm)
        figures(rows, steady_firm, 2023).update(revenue=60_000_000)

    before = planted(lambda rows: steady(rows, steady_firm))
    hints = hints_of(planted(restate), on=ON, before=before)
    assert [(hint.code, hint.column, hint.year) for hint in hints if hint.enterprises == (steady_firm,)] == [
        ("restated", "revenue", 2023)
    ]
    assert hints_of(before, on=ON, before=before) == ()


def test_a_sum_that_was_another_one_and_many_small_changes_that_make_it() -> None:
    def restate(rows: Sheets) -> None:
        for row in rows["annual"]:
            if row["year"] == 2024:
                row["output_value"] = row["output_value"] * 103 // 100

    (hint,) = hints_of(planted(restate), on=ON, before=CLEAN)
    assert (hint.code, hint.column, hint.year) == ("restated_total", "output_value", 2024)


def test_enterprises_that_came_since_are_no_restatement() -> None:
    def without_some(rows: Sheets) -> None:
        gone = set(FIRMS[:10])
        for sheet in ("enterprises", "annual", "honours", "incidents"):
            rows[sheet] = [row for row in rows[sheet] if row["credit_code"] not in gone]

    assert hints_of(CLEAN, on=ON, before=planted(without_some)) == ()


def test_other_years_than_those_looked_at_are_passed(steady_firm: str) -> None:
    def old(rows: Sheets) -> None:
        steady(rows, steady_firm)
        row = figures(rows, steady_firm, 2022)
        rows["annual"].append({**row, "year": 2021, "employees": 0, "revenue": 1})

    assert found(old) == ()


def test_two_thousand_enterprises_are_looked_through_in_some_hundred_milliseconds() -> None:
    snapshot = one_cluster(7, 0, 2_000, ON)
    times = []
    for _ in range(3):
        start = perf_counter()
        hints_of(snapshot, on=ON, before=snapshot)
        times.append(perf_counter() - start)
    assert min(times) < 0.6  # some 100 ms, and room for a busy machine

"""The engine against an independent, slow, row-by-row reading of the clauses, on thousands of random clusters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import product
from random import Random

import pytest

from jiqun.facts.snapshot import snapshot_of
from jiqun.law import edition
from jiqun.rules.assess import assess_snapshot
from jiqun.rules.finding import Assessment
from tests.oracle.reading import Reading
from tests.oracle.reading import assess as read_by_hand
from tests.random_rows import Sheets, random_sheets

DAYS = (date(2026, 5, 1), date(2024, 2, 29), date(2028, 12, 31))
OPTIONS = {
    "over": ("strict", "excludes", "includes"),
    "growth": ("geometric_from_base_year", "mean_of_yearly_rates", "geometric_within_window"),
    "share_years": ("latest", "each"),
    "sme_of": ("each_year", "latest_year"),
    "growth_of": ("cluster", "dominant_industry"),
}
ALL_READINGS = [dict(zip(OPTIONS, chosen, strict=True)) for chosen in product(*OPTIONS.values())]


def both(sheets: Sheets, on: date, readings: dict[str, str], procedures: str) -> tuple[Assessment, Reading]:
    book = edition(procedures)
    ours = assess_snapshot(snapshot_of(sheets), on=on, edition=book, readings=book.settle(readings))
    in_km2 = {**sheets["cluster"][0], "area_km2": Fraction(sheets["cluster"][0]["area_km2"], 1_000_000)}
    theirs = read_by_hand({**sheets, "cluster": [in_km2]}, on, readings, procedures=procedures)
    return ours, theirs


@pytest.mark.article("6")
@pytest.mark.parametrize("batch", range(10))
def test_the_engine_agrees_with_the_reading_by_hand(batch: int) -> None:
    agree(range(batch * 100, batch * 100 + 100))


@pytest.mark.long
@pytest.mark.article("6")
@pytest.mark.parametrize("batch", range(20))
def test_the_engine_agrees_with_the_reading_by_hand_on_three_thousand(batch: int) -> None:
    agree(range(batch * 150, batch * 150 + 150))


def agree(seeds: Iterable[int]) -> None:
    """Outcomes, verdict and every number are the same under readings drawn for each seed."""
    for seed in seeds:
        rng = Random(seed)
        on, readings = rng.choice(DAYS), rng.choice([{}, {}, rng.choice(ALL_READINGS)])
        procedures = rng.choice(["shanghai-2024", "shanghai-2024", "shanghai-2024", "national-2022"])
        ours, theirs = both(random_sheets(seed, on), on, readings, procedures)
        where = f"seed {seed}, {on}, {readings}, {procedures}"
        assert {one.clause: one.outcome for one in ours.findings} == theirs.outcomes, where
        assert ours.verdict == theirs.verdict, where
        for clause, numbers in theirs.observed.items():
            assert [one.exact for one in ours.finding(clause).observed] == numbers, f"{where}: {clause}"


@pytest.mark.article("6")
@pytest.mark.article("20")
@pytest.mark.parametrize("readings", ALL_READINGS[::5], ids=lambda chosen: "-".join(chosen.values()))
def test_every_reading_agrees_with_the_reading_by_hand(readings: dict[str, str]) -> None:
    for seed in range(20):
        ours, theirs = both(random_sheets(seed, DAYS[0]), DAYS[0], readings, "shanghai-2024")
        assert {one.clause: one.outcome for one in ours.findings} == theirs.outcomes, f"seed {seed}"


def test_the_random_clusters_reach_every_outcome_that_numbers_can_give() -> None:
    """Otherwise agreement would say little."""
    seen: dict[str, set[str]] = {}
    for seed in range(900):
        on = DAYS[seed % 3]
        snapshot, book = snapshot_of(random_sheets(seed, on)), edition("shanghai-2024")
        for one in assess_snapshot(snapshot, on=on, edition=book, readings=book.settle({})).findings:
            seen.setdefault(one.clause, set()).add(one.outcome)
    growths = {"met", "not_met", "boundary", "review", "missing"}
    for clause in ("A6.2.9", "A6.5.1", "A6.5.6"):
        assert seen[clause] == growths, clause
    assert seen["A6.2.6"] == {"met", "not_met", "boundary", "missing"}
    assert seen["A6.2.8"] >= {"met", "not_met", "boundary", "review"}
    for clause in ("A6.1.1", "A6.1.2", "A6.1.3", "A6.5.4", "A6.5.5"):
        assert seen[clause] == {"met", "not_met"}, clause
    for clause in ("A6.6.4", "A6.7.2", "A6.7.3", "A6.8.3"):
        assert seen[clause] >= {"met", "not_met", "missing"}, clause

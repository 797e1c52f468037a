"""A dataset judged in columns says what the judge of one cluster says of each, to the last digit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from jiqun.base.numbers import exact_text
from jiqun.facts.dataset import Dataset, arrange, write_dataset
from jiqun.facts.dataset.engine import connection
from jiqun.facts.snapshot import Snapshot, snapshot_of
from jiqun.law import edition
from jiqun.rules.assess import assess_snapshot
from jiqun.rules.nation.judging import FINDINGS, Terms, judge_into, measure_into
from tests.random_rows import random_sheets
from tests.rules.test_against_oracle import ALL_READINGS

ON = date(2026, 5, 1)
Row = tuple[int, str, str, str | None, str | None, str | None, str]
CASES = [("shanghai-2024", {}), ("national-2022", {}), *(("shanghai-2024", chosen) for chosen in ALL_READINGS[1::7])]


def by_one(snapshots: dict[int, Snapshot], terms: Terms) -> list[Row]:
    rows: list[Row] = []
    for key, snapshot in snapshots.items():
        assessment = assess_snapshot(snapshot, on=terms.on, edition=terms.edition, readings=terms.readings)
        for one in assessment.findings:
            observed = ";".join(exact_text(number.exact) for number in one.observed) or None
            required = exact_text(one.required.exact) if one.required else None
            margin = exact_text(one.margin.exact) if one.margin else None
            rows.append((key, one.clause, one.outcome, observed, required, margin, assessment.verdict))
    return rows


def in_columns(dataset: Dataset, terms: Terms) -> list[Row]:
    with connection(threads=2) as con:
        measure_into(con, dataset, terms.wanted)
        judge_into(con, terms)
        return con.execute(FINDINGS).fetchall()


@pytest.fixture(scope="module")
def snapshots() -> dict[int, Snapshot]:
    return {seed: snapshot_of(random_sheets(seed, ON)) for seed in range(150)}


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory, snapshots: dict[int, Snapshot]) -> Path:
    folder = tmp_path_factory.mktemp("data") / "long"
    write_dataset(folder, snapshots.items())
    return folder


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory, long: Path) -> Path:
    folder = tmp_path_factory.mktemp("data") / "wide"
    arrange(long, folder, "wide")
    return folder


@pytest.mark.parametrize(("procedures", "readings"), CASES, ids=str)
def test_columns_and_one_by_one_agree_in_both_layouts(
    snapshots: dict[int, Snapshot], long: Path, wide: Path, procedures: str, readings: dict[str, str]
) -> None:
    book = edition(procedures)
    terms = Terms(book, book.settle(readings), ON)
    expected = by_one(snapshots, terms)
    assert in_columns(Dataset.open(long), terms) == expected
    assert in_columns(Dataset.open(wide), terms) == expected


def test_what_would_overflow_is_an_error_and_never_a_wrong_number() -> None:
    with connection() as con, pytest.raises(duckdb.OutOfRangeException):
        con.execute("SELECT CAST(9000000000000000000 AS HUGEINT) * 9000000000000000000 * 9000000000000000000")

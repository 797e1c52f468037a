"""A dataset judged in columns says what the judge of one cluster says of each, to the last digit."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import duckdb
import pytest

from jiqun.base.numbers import exact_text
from jiqun.facts.dataset import Dataset, Layout, arrange, parquet, write_dataset
from jiqun.facts.dataset.engine import connection
from jiqun.facts.dataset.writing import Form, join_parts, manifest_of, write_part
from jiqun.facts.snapshot import Snapshot, snapshot_of
from jiqun.law import edition
from jiqun.rules.assess import assess_snapshot
from jiqun.rules.nation import judging, measured
from jiqun.rules.nation.judging import FINDINGS, Terms, judge_into, measure_into
from tests.random_rows import random_sheets
from tests.rules.test_against_oracle import ALL_READINGS

ON = date(2026, 5, 1)
Row = tuple[int, str, str, str | None, str | None, str | None, str]
FEW, MANY = 60, 150  # clusters judged both ways; the many in `make test-long`
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
    return {seed: snapshot_of(random_sheets(seed, ON)) for seed in range(MANY)}


@pytest.fixture(scope="module")
def few(snapshots: dict[int, Snapshot]) -> dict[int, Snapshot]:
    return {seed: snapshots[seed] for seed in range(FEW)}


def written(folder: Path, snapshots: dict[int, Snapshot]) -> tuple[Path, Path]:
    """The same clusters in both layouts."""
    write_dataset(folder / "long", snapshots.items())
    arrange(folder / "long", folder / "wide", "wide")
    return folder / "long", folder / "wide"


@pytest.fixture(scope="module")
def of_few(tmp_path_factory: pytest.TempPathFactory, few: dict[int, Snapshot]) -> tuple[Path, Path]:
    return written(tmp_path_factory.mktemp("few"), few)


@pytest.fixture(scope="module")
def of_many(tmp_path_factory: pytest.TempPathFactory, snapshots: dict[int, Snapshot]) -> tuple[Path, Path]:
    return written(tmp_path_factory.mktemp("many"), snapshots)


def agree(
    snapshots: dict[int, Snapshot], layouts: tuple[Path, Path], procedures: str, readings: dict[str, str]
) -> None:
    book = edition(procedures)
    terms = Terms(book, book.settle(readings), ON)
    expected = by_one(snapshots, terms)
    for folder in layouts:
        assert in_columns(Dataset.open(folder), terms) == expected, folder.name


@pytest.mark.parametrize(("procedures", "readings"), CASES, ids=str)
def test_columns_and_one_by_one_agree_in_both_layouts(
    few: dict[int, Snapshot], of_few: tuple[Path, Path], procedures: str, readings: dict[str, str]
) -> None:
    agree(few, of_few, procedures, readings)


@pytest.mark.long
@pytest.mark.parametrize(("procedures", "readings"), CASES, ids=str)
def test_columns_and_one_by_one_agree_on_more_clusters_in_both_layouts(
    snapshots: dict[int, Snapshot], of_many: tuple[Path, Path], procedures: str, readings: dict[str, str]
) -> None:
    agree(snapshots, of_many, procedures, readings)


@pytest.mark.parametrize("layout", ["long", "wide"])
def test_clusters_measured_and_judged_in_lots_come_out_as_all_at_once(
    few: dict[int, Snapshot],
    of_few: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    layout: Layout,
) -> None:
    monkeypatch.setattr(measured, "AT_A_TIME", 1)
    monkeypatch.setattr(judging, "AT_A_TIME", 16)
    folder = tmp_path / "in [parts]"
    folder.mkdir()
    form = Form(layout, (2022, 2023, 2024, 2025), "BIGINT")
    lots = [list(few.items())[first : first + 12] for first in range(0, len(few), 12)]
    written = [write_part(folder, number, lot, form) for number, lot in enumerate(lots)]
    join_parts(folder, written, form)
    manifest_of(written, form).write(folder)
    assert len(Dataset.open(folder).parts) == 5
    terms, seen = Terms(edition("shanghai-2024"), edition("shanghai-2024").settle({}), ON), []
    with connection(threads=2) as con:
        measure_into(con, Dataset.open(folder), terms.wanted, lambda done, of: seen.append((done, of)))
        verdicts = judging.judge_and_write(con, terms, folder / "out.parquet")
    expected = in_columns(Dataset.open(of_few[0]), terms)
    with connection() as con:
        assert con.execute(f"SELECT * FROM {parquet([folder / 'out.parquet'])}").fetchall() == expected
    assert seen == [(lot, 5) for lot in range(1, 6)]
    assert verdicts == Counter({key: verdict for key, *_, verdict in expected}.values())
    assert not [*folder.glob(".*")]


def test_what_would_overflow_is_an_error_and_never_a_wrong_number() -> None:
    with connection() as con, pytest.raises(duckdb.OutOfRangeException):
        con.execute("SELECT CAST(9000000000000000000 AS HUGEINT) * 9000000000000000000 * 9000000000000000000")

"""Apache Spark, as a cluster of two workers on this machine, finds what the embedded engine finds, row for row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
from pyspark.sql import SparkSession

from jiqun.facts.dataset import arrange, write_dataset
from jiqun.facts.snapshot import snapshot_of
from jiqun.functions.many import assess_all
from tests.random_rows import random_sheets

pytestmark = pytest.mark.peers
ON = date(2026, 5, 1)
OTHER = {"sme_of": "latest_year", "growth": "mean_of_yearly_rates"}


@pytest.fixture(scope="module", autouse=True)
def _two_workers() -> Iterator[None]:
    """One session for all tests, with two worker processes of one core each, as on two machines."""
    session = SparkSession.builder.master("local-cluster[2,1,1024]").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield
    session.stop()


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data") / "long"
    write_dataset(folder, ((seed, snapshot_of(random_sheets(seed, ON))) for seed in range(150)))
    return folder


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, long: Path) -> Path:
    """As somebody else would write it: no stored class or flag, text ids, no manifest, one annual file."""
    folder = tmp_path_factory.mktemp("data") / "plain"
    folder.mkdir()
    for file in long.glob("*.parquet"):
        rows = f"SELECT * REPLACE ('c' || cluster_id AS cluster_id) FROM '{file}'"
        duckdb.sql(f"COPY ({rows}) TO '{folder / file.name}' (FORMAT parquet)")
    rows = (
        "SELECT * EXCLUDE (size_class, in_dominant_industry) REPLACE ('c' || cluster_id AS cluster_id) "
        f"FROM '{long / 'annual' / '*.parquet'}'"
    )
    duckdb.sql(f"COPY ({rows}) TO '{folder / 'annual.parquet'}' (FORMAT parquet)")
    return folder


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory, long: Path) -> Path:
    folder = tmp_path_factory.mktemp("data") / "wide"
    arrange(long, folder, "wide")
    return folder


@pytest.mark.parametrize(("layout", "readings"), [("long", {}), ("wide", {}), ("plain", OTHER)], ids=str)
def test_spark_and_duckdb_find_the_same(
    layout: str, readings: dict[str, str], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(layout)
    ours, theirs = tmp_path / "duckdb.parquet", tmp_path / "spark.parquet"
    assess_all(folder, ours, on=ON, readings=readings)
    assess_all(folder, theirs, on=ON, readings=readings, engine="spark")
    expected, found = (duckdb.sql(f"SELECT * FROM '{path}'").fetchall() for path in (ours, theirs))
    assert len(expected) == 150 * 49
    assert found == expected

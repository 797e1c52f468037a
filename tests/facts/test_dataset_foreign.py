"""Datasets that others wrote: what opens, what is refused and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import duckdb
import pytest

from jiqun.facts.dataset import Dataset, arrange, complete_annual_sql, read_cluster
from jiqun.facts.problems import InputRefused

CODE = "91990000000001011X"
CLUSTER = (
    "'north-1' AS cluster_id, '甲集群' AS name_zh, '310115' AS district, '39;3562' AS dominant_industries, "
    "12.345678901 AS area_km2, '甲' AS operator_name, 'X' AS operator_credit_code"
)
FIRMS = (
    f"'north-1' AS cluster_id, '{CODE}' AS credit_code, 'F' AS name, '3911' AS industry_code, "
    "true AS in_dominant_industry"
)
FIGURES = (
    f"'north-1' AS cluster_id, '{CODE}' AS credit_code, y::INTEGER AS year, 1000::SMALLINT AS employees, "
    "400000000::INTEGER AS revenue, 5::INTEGER AS total_assets, 7::INTEGER AS output_value"
)
PLAIN = {
    "clusters.parquet": f"SELECT {CLUSTER.replace('12.345678901', '12.345678901::DOUBLE')}",
    "enterprises.parquet": f"SELECT {FIRMS}",
    "annual.parquet": f"SELECT {FIGURES} FROM range(2022, 2026) t(y)",
}


def _written(folder: Path, files: Mapping[str, str]) -> Path:
    with duckdb.connect() as con:
        for name, query in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            con.execute(f"COPY ({query}) TO '{folder / name}' (FORMAT parquet)")
    return folder


def _refusal(folder: Path) -> list[tuple[str, str | None, str | None]]:
    with pytest.raises(InputRefused) as refused:
        Dataset.open(folder)
    assert all(problem.message.zh and problem.message.en for problem in refused.value.errors)
    return [(problem.code, problem.sheet, problem.column) for problem in refused.value.errors]


def test_the_least_that_others_write_opens_and_is_read(tmp_path: Path) -> None:
    dataset = Dataset.open(_written(tmp_path, PLAIN))
    assert (dataset.layout, dataset.years, dataset.id_type) == ("long", (2022, 2023, 2024, 2025), "VARCHAR")
    assert (dataset.size_class_current, dataset.manifest, dataset.paths["honours"]) == (False, None, None)
    assert dataset.has("annual", "revenue")
    assert not dataset.has("annual", "rd_expenditure")
    snapshot = read_cluster(dataset, "north-1")
    assert snapshot.cluster["area_km2"] == 12_345_679
    assert snapshot.cluster["dominant_industries"] == ("39", "3562")
    assert snapshot.cluster["output_measure"] is None
    assert snapshot.annual["size_class"] == [4, 4, 4, 4]
    assert snapshot.tables["annual"]["rd_expenditure"] == [None] * 4
    assert snapshot.rows("chain") == 0


@pytest.mark.parametrize("layout", ["long", "wide"])
def test_it_can_be_arranged_in_our_layouts(tmp_path: Path, layout: str) -> None:
    source = _written(tmp_path / "a", PLAIN)
    arrange(source, tmp_path / "b", "wide" if layout == "wide" else "long")
    dataset = Dataset.open(tmp_path / "b")
    assert dataset.size_class_current
    assert read_cluster(dataset, "north-1").sha256 == read_cluster(Dataset.open(source), "north-1").sha256
    with duckdb.connect() as con:
        rows = con.execute(f"SELECT DISTINCT in_dominant_industry, size_class FROM ({complete_annual_sql(dataset)})")
        assert rows.fetchall() == [(True, 4)]


def test_a_year_that_stands_twice_is_not_laid_side_by_side(tmp_path: Path) -> None:
    twice = f"{PLAIN['annual.parquet']} UNION ALL SELECT {FIGURES} FROM range(2023, 2024) t(y)"
    source = _written(tmp_path / "a", {**PLAIN, "annual.parquet": twice})
    with pytest.raises(InputRefused) as refused:
        arrange(source, tmp_path / "b", "wide")
    assert [(one.code, one.value) for one in refused.value.errors] == [("dataset_year_twice", CODE)]
    assert "2023" in refused.value.errors[0].message.en
    assert not (tmp_path / "b").exists()
    arrange(source, tmp_path / "c", "long")


def test_large_sources_are_arranged_in_several_parts(tmp_path: Path) -> None:
    firms = FIRMS.replace("'north-1'", "c::INTEGER").replace(f"'{CODE}'", "'firm' || f")
    figures = FIGURES.replace("'north-1'", "c::INTEGER").replace(f"'{CODE}'", "'firm' || f")
    clusters = CLUSTER.replace("'north-1'", "c::INTEGER")
    many = {
        "clusters.parquet": f"SELECT {clusters} FROM range(13) t(c)",
        "enterprises.parquet": f"SELECT {firms} FROM range(13) t(c), range(20000) u(f)",
        "annual.parquet": f"SELECT {figures} FROM range(2022, 2026) t(y), range(13) u(c), range(20000) v(f)",
    }
    arrange(_written(tmp_path / "a", many), tmp_path / "b", "wide")
    parts = Dataset.open(tmp_path / "b").parts
    assert [(part.first, part.last, part.rows) for part in parts] == [(0, 6, 140_000), (7, 12, 120_000)]


def test_annual_may_be_many_files_that_differ_in_optional_columns(tmp_path: Path) -> None:
    with_more = (
        PLAIN["annual.parquet"].replace("SELECT ", "SELECT 3::BIGINT AS exports, ").replace("2022, 2026", "2024, 2026")
    )
    files = {
        "clusters.parquet": PLAIN["clusters.parquet"],
        "enterprises.parquet": PLAIN["enterprises.parquet"],
        "annual/2022-2023.parquet": PLAIN["annual.parquet"].replace("2022, 2026", "2022, 2024"),
        "annual/2024-2025.parquet": with_more,
    }
    dataset = Dataset.open(_written(tmp_path, files))
    assert read_cluster(dataset, "north-1").tables["annual"]["exports"] == [None, None, 3, 3]


def test_days_with_a_time_and_columns_without_any_value_are_read(tmp_path: Path) -> None:
    files = {
        **PLAIN,
        "honours.parquet": f"SELECT 'north-1' AS cluster_id, '{CODE}' AS credit_code, 'high_tech' AS honour, "
        "TIMESTAMP '2024-03-01 00:00:00' AS awarded_on, NULL AS valid_until, 1 AS further",
        "statements.parquet": "SELECT 'north-1' AS cluster_id, 'A6.4.2' AS clause, "
        "true AS holds, NULL::INTEGER AS text",
    }
    snapshot = read_cluster(Dataset.open(_written(tmp_path, files)), "north-1")
    assert snapshot.tables["honours"]["awarded_on"] == [date(2024, 3, 1)]
    assert snapshot.tables["honours"]["valid_until"] == [None]
    assert snapshot.tables["statements"]["text"] == [None]


def test_sheets_that_must_be_there_are_all_named_at_once(tmp_path: Path) -> None:
    missing = [("dataset_sheet_missing", sheet, None) for sheet in ("cluster", "enterprises", "annual")]
    assert _refusal(tmp_path) == missing
    assert _refusal(tmp_path / "nowhere") == missing


def test_columns_that_must_be_there_are_all_named_at_once(tmp_path: Path) -> None:
    files = {
        **PLAIN,
        "enterprises.parquet": "SELECT 'x' AS credit_code",
        "annual.parquet": "SELECT 1 AS cluster_id, 'x' AS y",
    }
    assert _refusal(_written(tmp_path, files)) == [
        ("dataset_column_missing", "enterprises", "cluster_id"),
        ("dataset_column_missing", "enterprises", "name"),
        ("dataset_column_missing", "enterprises", "industry_code"),
        ("dataset_column_missing", "enterprises", "in_dominant_industry"),
        ("dataset_column_missing", "annual", "credit_code"),
        ("dataset_column_missing", "annual", "year"),
        ("dataset_column_missing", "annual", "employees"),
        ("dataset_column_missing", "annual", "revenue"),
        ("dataset_column_missing", "annual", "total_assets"),
        ("dataset_column_missing", "annual", "output_value"),
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "sheet", "column"),
    [
        ("annual.parquet", "400000000::INTEGER", "4e8::DOUBLE", "annual", "revenue"),
        ("annual.parquet", "400000000::INTEGER", "4::DECIMAL(18,2)", "annual", "revenue"),
        ("annual.parquet", "y::INTEGER", "y::VARCHAR", "annual", "year"),
        ("enterprises.parquet", "'3911'", "3911", "enterprises", "industry_code"),
        ("enterprises.parquet", "true", "'yes'", "enterprises", "in_dominant_industry"),
        ("clusters.parquet", "'39;3562'", "['39']", "cluster", "dominant_industries"),
        ("clusters.parquet", "'north-1' AS cluster_id", "1.5::DOUBLE AS cluster_id", "cluster", "cluster_id"),
        ("clusters.parquet", "12.345678901::DOUBLE", "'12'", "cluster", "area_km2"),
    ],
)
def test_types_that_cannot_be_read_without_changing_values_are_refused(
    tmp_path: Path, file: str, old: str, new: str, sheet: str, column: str
) -> None:
    assert old in PLAIN[file]
    folder = _written(tmp_path, {**PLAIN, file: PLAIN[file].replace(old, new)})
    assert _refusal(folder) == [("dataset_type", sheet, column)]


def test_ids_must_be_of_one_kind_in_all_sheets(tmp_path: Path) -> None:
    files = {**PLAIN, "enterprises.parquet": PLAIN["enterprises.parquet"].replace("'north-1'", "1")}
    assert _refusal(_written(tmp_path, files)) == [("dataset_type", "enterprises", "cluster_id")]


def test_a_file_that_is_no_parquet_is_refused(tmp_path: Path) -> None:
    _written(tmp_path, PLAIN)
    (tmp_path / "annual.parquet").write_bytes(b"PAR1 no")
    (tmp_path / "chain.parquet").write_bytes(b"")
    assert _refusal(tmp_path) == [("dataset_unreadable", "annual", None), ("dataset_unreadable", "chain", None)]


def test_rows_that_no_workbook_could_hold_are_refused_when_the_cluster_is_read(tmp_path: Path) -> None:
    files = {
        "clusters.parquet": f"{PLAIN['clusters.parquet']} FROM range(2)",
        "enterprises.parquet": PLAIN["enterprises.parquet"].replace("'F' AS name", "NULL::VARCHAR AS name"),
        "annual.parquet": PLAIN["annual.parquet"].replace(CODE, "stranger"),
    }
    dataset = Dataset.open(_written(tmp_path, files))
    with pytest.raises(InputRefused) as refused:
        read_cluster(dataset, "north-1")
    assert [(one.code, one.sheet) for one in refused.value.errors] == [
        ("dataset_blank", "enterprises"),
        ("dataset_cluster_twice", "cluster"),
        ("dataset_stranger", "annual"),
    ]


def test_a_value_that_does_not_fit_is_refused_when_the_cluster_is_read(tmp_path: Path) -> None:
    files = {**PLAIN, "clusters.parquet": PLAIN["clusters.parquet"].replace("12.345678901::", "'nan'::")}
    with pytest.raises(InputRefused):
        read_cluster(Dataset.open(_written(tmp_path, files)), "north-1")

"""Datasets written, opened, arranged otherwise and read back: nothing of a cluster changes on the way."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from jiqun.facts.dataset import (
    Dataset,
    Id,
    Layout,
    arrange,
    complete_annual_sql,
    read_cluster,
    wide_annual,
    wide_honours,
    write_dataset,
)
from jiqun.facts.dataset.engine import connection, parquet
from jiqun.facts.dataset.layout import stored_columns
from jiqun.facts.dataset.manifest import NAME, read_manifest
from jiqun.facts.generate import generate, one_cluster
from jiqun.facts.problems import InputRefused
from jiqun.facts.sheets import SHEETS
from jiqun.facts.size_classes import TABLE_EDITION
from jiqun.facts.snapshot import Snapshot, snapshot_of

ON = date(2026, 5, 1)
NASTY = "He said \"1,2;3\"\n第二行, 'quoted' \\N \t – end\r\n"


def _nasty() -> Snapshot:
    """A cluster with every kind of blank and of awkward text."""
    made = one_cluster(1, 3, 5, ON)
    rows = {
        "cluster": [{**made.cluster, "name_en": None, "operator_name": NASTY, "area_km2": 1, "energy_intensive": None}],
        "enterprises": [dict(zip(made.tables["enterprises"], row, strict=True)) for row in _rows(made, "enterprises")],
        # Rows out of order, a firm with one year only, years outside the four.
        "annual": [
            {"credit_code": code, "year": year, "employees": 1, "revenue": 10**15, "total_assets": 0, "output_value": 0}
            for code, year in ((made.tables["enterprises"]["credit_code"][0], one) for one in (2025, 1999, 2022))
        ],
        "incidents": [],
        "platforms": [{"name": "", "level": "district", "recognised_on": date(1990, 1, 1)}],
        "statements": [
            {"clause": "A6.4.2", "holds": True, "text": "", "evidence": ("a.pdf", "b c.pdf")},
            {"clause": "A6.4.4", "holds": False, "text": None, "evidence": None},
            {"clause": "A6.4.5", "holds": False, "text": ",", "evidence": ()},
        ],
    }
    return snapshot_of(rows)


def _rows(snapshot: Snapshot, sheet: str) -> list[tuple[object, ...]]:
    return list(zip(*snapshot.tables[sheet].values(), strict=True))


def _annual_rows(folder: Path) -> list[tuple[object, ...]]:
    with connection() as con:
        columns = ", ".join(f'"{key}"' for key in stored_columns("annual"))
        rows = complete_annual_sql(Dataset.open(folder))
        return con.execute(f"SELECT cluster_id, {columns} FROM ({rows}) ORDER BY ALL").fetchall()


@pytest.mark.parametrize("layout", ["long", "wide"])
@pytest.mark.parametrize("ids", [(0, 7, 2**40), ("a", "b'; --", "集群")], ids=str)
def test_a_snapshot_is_the_same_after_writing_and_reading(tmp_path: Path, layout: Layout, ids: tuple[Id, ...]) -> None:
    folder = tmp_path / "it's [odd]*, {really}?"
    snapshots = [one_cluster(2, 0, 12, ON), _nasty(), one_cluster(2, 1, 12, ON)]
    write_dataset(folder, reversed(list(zip(ids, snapshots, strict=True))), layout)
    dataset = Dataset.open(folder)
    assert dataset.layout == layout
    assert dataset.manifest is not None
    assert dataset.size_class_current
    for cluster_id, snapshot in zip(ids, snapshots, strict=True):
        read = read_cluster(dataset, cluster_id)
        assert read.sha256 == snapshot.sha256
        assert sorted(_rows(read, "annual"), key=str) == sorted(_rows(snapshot, "annual"), key=str)


def test_a_number_given_as_text_finds_its_cluster(tmp_path: Path) -> None:
    write_dataset(tmp_path, [(12, one_cluster(2, 0, 5, ON))])
    dataset = Dataset.open(tmp_path)
    assert read_cluster(dataset, "12").sha256 == read_cluster(dataset, 12).sha256
    for absent in (13, "x", "1e1", "", "12 "):
        with pytest.raises(KeyError):
            read_cluster(dataset, absent)


@pytest.mark.parametrize("ids", [(), (1, 1), (1, "2")], ids=str)
def test_ids_must_be_there_differ_and_be_of_one_kind(tmp_path: Path, ids: tuple[Id, ...]) -> None:
    snapshot = one_cluster(2, 0, 5, ON)
    with pytest.raises(ValueError, match="id"):
        write_dataset(tmp_path / "new", [(one, snapshot) for one in ids])
    assert not (tmp_path / "new").exists()


def test_types_are_whole_units_and_the_table_of_sizes_is_named(tmp_path: Path) -> None:
    write_dataset(tmp_path / "long", [(1, one_cluster(2, 0, 5, ON))])
    dataset = Dataset.open(tmp_path / "long")
    assert dataset.columns["cluster"]["area_km2"] == "DECIMAL(18,6)"
    assert {key: dataset.columns["annual"][key] for key in ("year", "revenue", "energy_tce", "size_class")} == {
        "year": "SMALLINT",
        "revenue": "BIGINT",
        "energy_tce": "BIGINT",
        "size_class": "TINYINT",
    }
    with connection() as con:
        file = dataset.paths["annual"]
        assert file is not None
        told = con.execute("SELECT key, value FROM parquet_kv_metadata(?)", [str(file[0])]).fetchall()
        codec = con.execute("SELECT DISTINCT compression FROM parquet_metadata(?)", [str(file[0])]).fetchall()
    assert told == [(b"jiqun.size_table", TABLE_EDITION.encode())]
    assert codec == [("ZSTD",)]


def test_long_to_wide_to_long_keeps_every_row(tmp_path: Path) -> None:
    generate(tmp_path / "long", clusters=8, enterprises=20, seed=4, on=ON)
    arrange(tmp_path / "long", tmp_path / "wide", "wide")
    arrange(tmp_path / "wide", tmp_path / "again", "long")
    assert _annual_rows(tmp_path / "long") == _annual_rows(tmp_path / "wide") == _annual_rows(tmp_path / "again")
    first, again = read_manifest(tmp_path / "long"), read_manifest(tmp_path / "again")
    assert first == again
    for index in range(8):
        made = one_cluster(4, index, 20, ON).sha256
        assert read_cluster(Dataset.open(tmp_path / "wide"), index).sha256 == made
        assert read_cluster(Dataset.open(tmp_path / "again"), index).sha256 == made


def test_arranged_wide_and_generated_wide_hold_the_same_rows(tmp_path: Path) -> None:
    generate(tmp_path / "long", clusters=4, enterprises=20, seed=4, on=ON)
    generate(tmp_path / "wide", clusters=4, enterprises=20, seed=4, on=ON, layout="wide")
    arrange(tmp_path / "long", tmp_path / "arranged", "wide")
    with connection() as con:
        rows = [
            con.execute(f"SELECT * FROM {Dataset.open(tmp_path / name).source('annual')}").fetchall()
            for name in ("wide", "arranged")
        ]
    assert rows[0] == rows[1]


def test_a_wide_row_tells_blank_from_zero_and_a_year_without_a_row(tmp_path: Path) -> None:
    snapshot = _nasty()
    write_dataset(tmp_path, [(1, snapshot)], "wide")
    dataset = Dataset.open(tmp_path)
    assert dataset.years == (1999, 2022, 2025)
    assert read_cluster(dataset, 1).sha256 == snapshot.sha256
    told = (
        f"{wide_annual.has_row(2022)}, marks_2022 & 7, {wide_annual.is_sme(2022)}, output_value_2022, output_2022, "
        f"{wide_annual.is_filled('output_value', 2022)}, {wide_annual.is_filled('output', 2022)}, rd_expenditure_2022, "
        f"{wide_annual.is_filled('rd_expenditure', 2022)}, {wide_annual.is_filled('uses_cloud_platform', 2022)}"
    )
    with connection() as con:
        rows = con.execute(f"SELECT {told} FROM {dataset.source('annual')}").fetchall()
        none = con.execute(
            f"SELECT COUNT(*) FROM {dataset.source('annual')} WHERE {wide_annual.has_row(1999)}"
        ).fetchall()
    assert rows == [(True, 1, True, 0, 0, True, True, 0, False, False)]
    assert none == [(1,)]


def test_wide_honours_keep_every_holding_of_an_enterprise(tmp_path: Path) -> None:
    made = one_cluster(1, 3, 5, ON)
    first, second = made.tables["enterprises"]["credit_code"][:2]
    held = [
        (first, "high_tech", date(2019, 1, 1), date(2021, 12, 31)),
        (first, "high_tech", date(2022, 1, 1), None),
        (first, "high_tech", date(2022, 1, 1), None),
        (first, "specialised_sme", date(2022, 1, 1), date(2024, 1, 1)),
        (second, "little_giant", date(2022, 1, 1), None),
    ]
    tables = {
        **made.tables,
        "honours": dict(zip(made.tables["honours"], map(list, zip(*held, strict=True)), strict=True)),
    }
    snapshot = Snapshot(tables)
    write_dataset(tmp_path / "wide", [(1, snapshot)], "wide")
    dataset = Dataset.open(tmp_path / "wide")
    assert dataset.is_wide("honours")
    assert wide_honours.places_in(dataset.columns["honours"]) == {
        "little_giant": 1,
        "specialised_sme": 1,
        "high_tech": 3,
    }
    assert read_cluster(dataset, 1).sha256 == snapshot.sha256
    arrange(tmp_path / "wide", tmp_path / "long", "long")
    assert read_cluster(Dataset.open(tmp_path / "long"), 1).sha256 == snapshot.sha256


def test_honours_that_do_not_fit_side_by_side_stay_rows(tmp_path: Path) -> None:
    made = one_cluster(1, 3, 5, ON)
    code = made.tables["enterprises"]["credit_code"][0]
    days = [date(2000 + turn, 1, 1) for turn in range(wide_honours.MOST_PLACES + 1)]
    honours = {
        "credit_code": [code] * len(days),
        "honour": ["high_tech"] * len(days),
        "awarded_on": days,
        "valid_until": [None] * len(days),
    }
    snapshot = Snapshot({**made.tables, "honours": honours})
    write_dataset(tmp_path, [(1, snapshot)], "wide")
    dataset = Dataset.open(tmp_path)
    assert (dataset.is_wide("annual"), dataset.is_wide("honours")) == (True, False)
    assert read_cluster(dataset, 1).sha256 == snapshot.sha256


def test_a_dataset_without_its_manifest_is_the_same_dataset(tmp_path: Path) -> None:
    generate(tmp_path / "a", clusters=3, enterprises=10, seed=4, on=ON)
    (tmp_path / "a" / NAME).unlink()
    dataset = Dataset.open(tmp_path / "a")
    assert (dataset.manifest, dataset.parts, dataset.years) == (None, (), (2022, 2023, 2024, 2025))
    assert read_cluster(dataset, 2).sha256 == one_cluster(4, 2, 10, ON).sha256
    arrange(tmp_path / "a", tmp_path / "b", "long")
    assert [part.first for part in Dataset.open(tmp_path / "b").parts] == [0]
    assert _annual_rows(tmp_path / "a") == _annual_rows(tmp_path / "b")


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": 1}', "not json", '{"format": 2, "layout": "long"}'])
def test_a_manifest_that_says_nothing_useful_is_passed_over(tmp_path: Path, text: str) -> None:
    write_dataset(tmp_path, [(1, one_cluster(2, 0, 5, ON))])
    (tmp_path / NAME).write_text(text)
    assert Dataset.open(tmp_path).manifest is None


def test_a_manifest_that_lists_other_files_is_passed_over(tmp_path: Path) -> None:
    write_dataset(tmp_path, [(1, one_cluster(2, 0, 5, ON))])
    part = tmp_path / "annual" / "part-0000.parquet"
    part.rename(part.with_name("part-0001.parquet"))
    dataset = Dataset.open(tmp_path)
    assert dataset.manifest is None
    assert read_cluster(dataset, 1).sha256 == one_cluster(2, 0, 5, ON).sha256


def test_classes_of_another_table_are_worked_out_anew(tmp_path: Path) -> None:
    write_dataset(tmp_path / "a", [(1, one_cluster(2, 0, 30, ON))])
    expected = _annual_rows(tmp_path / "a")
    part = tmp_path / "a" / "annual" / "part-0000.parquet"
    with connection() as con:
        stale = (
            f"SELECT * REPLACE (0::TINYINT AS size_class, NULL::BOOLEAN AS in_dominant_industry) FROM {parquet([part])}"
        )
        con.execute(
            f"COPY ({stale}) TO '{part}.new' (FORMAT parquet, KV_METADATA {{\"jiqun.size_table\": 'statistics-2003'}})"
        )
    part.with_name(part.name + ".new").replace(part)
    assert not Dataset.open(tmp_path / "a").size_class_current
    assert _annual_rows(tmp_path / "a") == expected
    arrange(tmp_path / "a", tmp_path / "b", "wide")
    assert Dataset.open(tmp_path / "b").size_class_current
    assert _annual_rows(tmp_path / "b") == expected


def test_a_source_is_not_written_over(tmp_path: Path) -> None:
    write_dataset(tmp_path / "a", [(1, one_cluster(2, 0, 5, ON))])
    with pytest.raises(FileExistsError):
        arrange(tmp_path / "a", tmp_path / "a", "wide")
    with pytest.raises(InputRefused):
        arrange(tmp_path / "nothing", tmp_path / "b", "wide")
    assert not (tmp_path / "b").exists()


def test_no_annual_row_at_all_is_still_a_dataset_but_not_a_wide_one(tmp_path: Path) -> None:
    snapshot = snapshot_of({"cluster": [one_cluster(2, 0, 5, ON).cluster]})
    write_dataset(tmp_path / "a", [(1, snapshot)])
    dataset = Dataset.open(tmp_path / "a")
    assert dataset.years == ()
    assert read_cluster(dataset, 1).sha256 == snapshot.sha256
    with pytest.raises(ValueError, match="no annual rows"):
        arrange(tmp_path / "a", tmp_path / "b", "wide")
    with pytest.raises(ValueError, match="no annual rows"):
        write_dataset(tmp_path / "b", [(1, snapshot)], "wide")
    assert not (tmp_path / "b").exists()


def test_every_sheet_has_a_file_and_an_absent_one_reads_as_empty(tmp_path: Path) -> None:
    write_dataset(tmp_path, [(1, _nasty())])
    assert all(Dataset.open(tmp_path).paths.values())
    (tmp_path / "chain.parquet").unlink()
    dataset = Dataset.open(tmp_path)
    assert dataset.paths["chain"] is None
    with pytest.raises(KeyError):
        dataset.source("chain")
    with duckdb.connect() as con:
        assert con.execute(dataset.rows_sql("chain")).fetchall() == []
    assert set(read_cluster(dataset, 1).tables) == set(SHEETS)

"""Rewriting a dataset in another layout, part by part, so that memory does not grow with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from jiqun.base.words import Bi
from jiqun.facts.dataset import wide_annual, wide_honours
from jiqun.facts.dataset.complete import complete_annual_sql, complete_honours_sql, long_sql
from jiqun.facts.dataset.engine import connection, copy, literal_id
from jiqun.facts.dataset.folder import new_folder
from jiqun.facts.dataset.layout import Id, Layout, file_name, part_name, stored_columns
from jiqun.facts.dataset.manifest import Manifest, Part
from jiqun.facts.dataset.opened import Dataset
from jiqun.facts.problems import InputRefused, Problem
from jiqun.facts.sheets import ANNUAL, SHEETS

_ROWS_A_PART = 500_000


@dataclass(frozen=True)
class _Range:
    """The clusters from the first to the last, and the files they lie in (None: any)."""

    first: Id
    last: Id
    files: tuple[Path, ...] | None

    @property
    def condition(self) -> str:
        return f"cluster_id BETWEEN {literal_id(self.first)} AND {literal_id(self.last)}"


def arrange(source_dir: Path, target_dir: Path, layout: Layout) -> None:
    """Write the dataset in `source_dir`, ours or another's, to `target_dir` in a layout of ours.

    Every row gets its size class by the table in force and its enterprise's industry flag; the parts of a source that
    lists them stay as they are. Sheets that are absent stay absent. Raises InputRefused for a source that cannot be
    read, or that has an enterprise's year twice where years are to lie side by side, FileExistsError where the target
    holds anything, ValueError for a source without any annual row.
    """
    dataset = Dataset.open(source_dir)
    with new_folder(target_dir) as folder, connection(spill=folder.parent / "spill") as con:
        parts = []
        for number, one in enumerate(_ranges(con, dataset)):
            query, file = _query(con, dataset, one, layout), part_name(layout, number)
            parts.append(Part(file, one.first, one.last, copy(con, query, folder / file, layout)))
        _manifest(dataset, layout, tuple(parts), _others(con, dataset, folder, layout)).write(folder)


def _query(con: duckdb.DuckDBPyConnection, dataset: Dataset, one: _Range, layout: Layout) -> str:
    rows = complete_annual_sql(dataset, one.files, one.condition)
    if layout == "long":
        return long_sql(rows)
    _refuse_twice(con, rows)
    clusters = f"SELECT * FROM ({dataset.rows_sql('cluster')}) WHERE {one.condition}"
    return wide_annual.packed_sql(rows, clusters, dataset.years)


def _refuse_twice(con: duckdb.DuckDBPyConnection, rows: str) -> None:
    """One of two rows of a year would be lost. Raises InputRefused naming the first."""
    found = con.execute(
        f"SELECT cluster_id, credit_code, year FROM ({rows}) GROUP BY ALL HAVING COUNT(*) > 1 ORDER BY ALL LIMIT 1"
    ).fetchone()
    if found:
        cluster_id, code, year = found
        words = Bi(
            zh=f"集群 {cluster_id} 的企业 {code} 有多行 {year} 年的数据，宽布局每年只能有一行：请先更正。",
            en=f"Cluster {cluster_id}: the enterprise {code} has several rows of {year}; side by side there is "
            "room for one: mend that first.",
        )
        raise InputRefused([Problem("dataset_year_twice", words, sheet=ANNUAL.key, value=str(code))])


def _others(con: duckdb.DuckDBPyConnection, dataset: Dataset, folder: Path, layout: Layout) -> dict[str, int]:
    """Copy the other sheets, by cluster, in our types. Returns the rows of every sheet."""
    written: dict[str, int] = {}
    for sheet in SHEETS:
        if sheet == ANNUAL.key:
            written[sheet] = _count(con, dataset, sheet)
        elif dataset.paths[sheet]:
            columns = ", ".join(f'"{key}"' for key in stored_columns(sheet))
            # Rows that are in order already stay as they stand: sorting may change the order within a cluster.
            order = "" if dataset.parts else " ORDER BY cluster_id"
            rows = complete_honours_sql(dataset) if sheet == "honours" else dataset.rows_sql(sheet)
            if sheet == "honours" and layout == "wide" and wide_honours.copy_wide(con, rows, folder):
                written[sheet] = _count(con, dataset, sheet)
                continue
            query = f"SELECT cluster_id, {columns} FROM ({rows}){order}"
            written[sheet] = copy(con, query, folder / file_name(sheet))
    return written


def _count(con: duckdb.DuckDBPyConnection, dataset: Dataset, sheet: str) -> int:
    counted = con.execute(f"SELECT COUNT(*) FROM ({dataset.rows_sql(sheet)})").fetchone()
    return int(counted[0]) if counted else 0


def _manifest(dataset: Dataset, layout: Layout, parts: tuple[Part, ...], rows: dict[str, int]) -> Manifest:
    source = dataset.manifest
    if source is None:
        return Manifest(layout, dataset.years, parts, rows)
    return Manifest(layout, dataset.years, parts, rows, source.seed, source.on, source.fictional)


def _ranges(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> Iterator[_Range]:
    """The parts that the source lists, else ranges of clusters of about as many rows each."""
    for part in dataset.parts:
        yield _Range(part.first, part.last, (dataset.directory / part.file,))
    if not dataset.parts:
        yield from _equal_ranges(con, dataset)


def _equal_ranges(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> Iterator[_Range]:
    counted = con.execute(
        f"SELECT cluster_id, COUNT(*) FROM {dataset.source(ANNUAL.key)} "
        "WHERE cluster_id IS NOT NULL GROUP BY cluster_id ORDER BY cluster_id"
    ).fetchall()
    if not counted:
        raise ValueError("no annual rows: nothing to arrange")
    first, rows = None, 0
    for place, (cluster_id, count) in enumerate(counted):
        first = cluster_id if first is None else first
        rows += count
        if rows >= _ROWS_A_PART or place == len(counted) - 1:
            yield _Range(first, cluster_id, None)
            first, rows = None, 0

"""The data that is measured on: made once and taken again while it fits; cut or tiled by DuckDB alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks.job import ON, SEED, wide_columns
from jiqun.facts.dataset import Dataset, Layout, Manifest, Part, arrange
from jiqun.facts.dataset.engine import connection, copy, parquet
from jiqun.facts.dataset.folder import new_folder
from jiqun.facts.dataset.layout import WIDE_FILES, file_name, part_name
from jiqun.facts.dataset.manifest import read_manifest
from jiqun.facts.generate import generate, one_cluster
from jiqun.facts.sheets import ANNUAL, SHEETS
from jiqun.facts.workbook import write_workbook


@dataclass(frozen=True)
class Shelf:
    """Where the data lies: `clusters` of `enterprises` on average, in a folder of its own, or as it was given."""

    root: Path
    clusters: int
    enterprises: int
    given: Path | None = None

    def full(self, layout: Layout) -> Path:
        """The whole dataset in a layout, made if it is not there. Raises SystemExit for one that does not fit."""
        place = (self.given or self.root / f"{self.clusters}x{self.enterprises}") / layout
        if not place.exists():
            self._make(place, layout)
        manifest = read_manifest(place)
        if manifest is None or not self._fits(manifest, layout):
            sys.exit(
                f"{place} does not hold what is asked for (seed {SEED}, {ON}, {self.clusters} clusters): remove it"
            )
        return place

    def cut(self, layout: Layout, clusters: int) -> Path:
        """The first clusters of the whole dataset."""
        place = self.root / f"{self.clusters}x{self.enterprises}" / f"{layout}-first-{clusters}"
        return _relaid(self.full(layout), place, clusters, 1)

    def tiled(self, layout: Layout, times: int) -> Path:
        """The whole dataset several times over, each time with other cluster ids."""
        place = self.root / f"{self.clusters}x{self.enterprises}" / f"{layout}-tiled-{times}"
        return _relaid(self.full(layout), place, self.clusters, times)

    def arrays(self, long: Path) -> Path:
        """A long dataset's annual rows as one file: a row an enterprise, its years side by side, NULL where blank."""
        place = long.parent / f"{long.name}-arrays.parquet"
        if not place.exists():
            dataset = Dataset.open(long)
            taken = ", ".join(map(_of_its_year, wide_columns()))
            rows = f"SELECT cluster_id, {taken} FROM ({dataset.rows_sql(ANNUAL.key)}) GROUP BY cluster_id, credit_code"
            with connection(spill=place.parent / "spill") as con:
                copy(con, f"{rows} ORDER BY cluster_id, credit_code", place, "wide")
        return place

    def workbook(self, enterprises: int) -> Path:
        """A workbook of about so many enterprises: of the first clusters, the one that comes nearest."""
        place = self.root / f"cluster-of-{enterprises}.xlsx"
        if not place.exists():
            made = (one_cluster(SEED, index, enterprises, ON) for index in range(20))
            nearest = min(made, key=lambda snapshot: abs(snapshot.rows(ANNUAL.key) - 4 * enterprises))
            place.parent.mkdir(parents=True, exist_ok=True)
            write_workbook(place, nearest, lang="en", on=ON)
        return place

    def _make(self, place: Path, layout: Layout) -> None:
        sys.stderr.write(f"making {place} (once)\n")
        if layout == "long":
            generate(place, clusters=self.clusters, enterprises=self.enterprises, seed=SEED, on=ON, layout=layout)
        else:
            arrange(self.full("long"), place, layout)

    def _fits(self, manifest: Manifest, layout: Layout) -> bool:
        mean = manifest.rows["enterprises"] / manifest.rows["cluster"]
        return (
            (manifest.layout, manifest.seed, manifest.on) == (layout, SEED, ON)
            and manifest.rows["cluster"] == self.clusters
            and 0.6 * self.enterprises <= mean <= 1.4 * self.enterprises
        )


def rows_of(directory: Path) -> int:
    """How many annual rows a dataset has, an enterprise and year each: of a wide one, those that it stands for."""
    manifest = read_manifest(directory)
    assert manifest is not None
    return manifest.rows[ANNUAL.key]


def _of_its_year(column: str) -> str:
    name, _, year = column.rpartition("_")
    if not year.isdigit():
        return f"BOOL_OR({column}) AS {column}"
    return f"MAX(CASE WHEN year = {year} THEN {name} END) AS {column}"


def _relaid(source: Path, place: Path, clusters: int, times: int) -> Path:
    """The first clusters of a dataset, `times` over with shifted ids, file by file in the form of our own writer."""
    if place.exists():
        return place
    sys.stderr.write(f"making {place} (once)\n")
    dataset = Dataset.open(source)
    assert dataset.manifest is not None
    shifts = [turn * dataset.manifest.rows["cluster"] for turn in range(times)]
    with new_folder(place) as folder, connection(spill=folder.parent / "spill") as con:
        parts = tuple(_parts(con, dataset, folder, clusters, shifts))
        rows = {ANNUAL.key: _rows(con, dataset, ANNUAL.key, clusters) * times}
        for sheet in SHEETS:
            if sheet != ANNUAL.key:
                every = " UNION ALL ".join(_shifted(dataset.source(sheet), clusters, shift) for shift in shifts)
                wide = dataset.is_wide(sheet)
                copy(con, every, folder / (WIDE_FILES[sheet] if wide else file_name(sheet)), "wide" if wide else None)
                rows[sheet] = _rows(con, dataset, sheet, clusters) * times
        Manifest(dataset.layout, dataset.years, parts, rows, SEED, ON, fictional=True).write(folder)
    return place


def _parts(
    con: duckdb.DuckDBPyConnection, dataset: Dataset, folder: Path, clusters: int, shifts: list[int]
) -> Iterator[Part]:
    wanted = [(shift, part) for shift in shifts for part in dataset.parts if int(part.first) < clusters]
    for number, (shift, part) in enumerate(wanted):
        file = part_name(dataset.layout, number)
        query = _shifted(parquet([dataset.directory / part.file]), clusters, shift)
        last = min(int(part.last), clusters - 1) + shift
        yield Part(file, int(part.first) + shift, last, copy(con, query, folder / file, dataset.layout))


def _rows(con: duckdb.DuckDBPyConnection, dataset: Dataset, sheet: str, clusters: int) -> int:
    counted = con.execute(f"SELECT COUNT(*) FROM ({dataset.rows_sql(sheet)}) WHERE cluster_id < {clusters}").fetchone()
    assert counted is not None
    return int(counted[0])


def _shifted(source: str, clusters: int, shift: int) -> str:
    moved = f"CAST(cluster_id + {shift} AS INTEGER)"
    return f"SELECT * REPLACE ({moved} AS cluster_id) FROM {source} WHERE cluster_id < {clusters}"

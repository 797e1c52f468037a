"""Writing a dataset: clusters become parts one after another, parts are joined to the sheets' files."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from jiqun.facts.dataset import wide_annual, wide_honours
from jiqun.facts.dataset.csv_text import annual_in_order, csv_source, lines_of, quoted
from jiqun.facts.dataset.engine import connection, copy, parquet
from jiqun.facts.dataset.folder import new_folder
from jiqun.facts.dataset.layout import Id, Layout, file_name, part_name
from jiqun.facts.dataset.manifest import Manifest, Part
from jiqun.facts.sheets import ANNUAL, SHEETS
from jiqun.facts.snapshot import Snapshot

_SCRATCH = "parts"


@dataclass(frozen=True)
class Form:
    """What all parts of a dataset share: the layout, the years that wide rows have, the SQL type of cluster ids."""

    layout: Layout
    years: tuple[int, ...]
    id_type: str


@dataclass(frozen=True)
class Written:
    """A part as it was written: its number, its place among the annual files, its rows by sheet."""

    number: int
    part: Part
    rows: Mapping[str, int]


def write_dataset(directory: Path, clusters: Iterable[tuple[Id, Snapshot]], layout: Layout = "long") -> None:
    """Write a small dataset, of one part, from snapshots with their ids (all numbers, or all texts).

    Raises FileExistsError where the folder holds anything, ValueError for no cluster, an id that stands twice, or ids
    of two kinds.
    """
    listed = list(clusters)
    ids = [cluster_id for cluster_id, _ in listed]
    if not ids or len(set(ids)) < len(ids) or len({type(one) for one in ids}) > 1:
        raise ValueError("a dataset needs clusters, each with an id of its own, all numbers or all texts")
    listed.sort(key=lambda pair: pair[0])
    years = sorted({year for _, snapshot in listed for year in snapshot.tables[ANNUAL.key]["year"]})
    form = Form(layout, tuple(years), "VARCHAR" if isinstance(ids[0], str) else "BIGINT")
    with new_folder(directory) as folder:
        written = write_part(folder, 0, listed, form)
        join_parts(folder, [written], form)
        manifest_of([written], form).write(folder)


def write_part(folder: Path, number: int, clusters: Iterable[tuple[Id, Snapshot]], form: Form) -> Written:
    """Write the clusters of one part, in the order of their ids: the annual file, and scratch files of the others.

    Snapshots are taken one at a time, so memory holds one of them and what DuckDB buffers. At least one cluster.
    """
    scratch = folder / _SCRATCH / f"{number:04}"
    scratch.mkdir(parents=True)
    first, last, rows = _write_texts(scratch, clusters)
    annual = part_name(form.layout, number)
    with connection(spill=scratch / "spill") as con:
        # The annual rows first: their output is chosen by the text of the clusters, which is dropped with its sheet.
        lines = copy(con, _annual_query(scratch, form), folder / annual, form.layout)
        for sheet in SHEETS:
            if sheet != ANNUAL.key:
                copy(con, _query(scratch, sheet, form), scratch / f"{sheet}.parquet")
            _text_of(scratch, sheet).unlink()
    return Written(number, Part(annual, first, last, lines), rows)


def join_parts(folder: Path, written: Sequence[Written], form: Form) -> None:
    """Join the scratch files of all parts, in order, to one file a sheet; the scratch files go."""
    with connection(spill=folder / _SCRATCH / "spill") as con:
        for sheet in SHEETS:
            if sheet != ANNUAL.key:
                parts = [folder / _SCRATCH / f"{one.number:04}" / f"{sheet}.parquet" for one in written]
                rows = f"SELECT * FROM {parquet(parts)}"
                if not (sheet == "honours" and form.layout == "wide" and wide_honours.copy_wide(con, rows, folder)):
                    copy(con, rows, folder / file_name(sheet))
    shutil.rmtree(folder / _SCRATCH)


def manifest_of(written: Sequence[Written], form: Form) -> Manifest:
    """The manifest of parts in their order."""
    rows = {sheet: sum(one.rows[sheet] for one in written) for sheet in SHEETS}
    return Manifest(form.layout, form.years, tuple(one.part for one in written), rows)


def _write_texts(scratch: Path, clusters: Iterable[tuple[Id, Snapshot]]) -> tuple[Id, Id, dict[str, int]]:
    """One CSV file a sheet; the first and the last id, and the rows of each sheet."""
    ids: list[Id] = []
    rows = dict.fromkeys(SHEETS, 0)
    files: dict[str, TextIO] = {}
    try:
        for sheet in SHEETS:
            files[sheet] = _text_of(scratch, sheet).open("w", encoding="utf-8", newline="")
        for cluster_id, snapshot in clusters:
            written_id = quoted(cluster_id) if isinstance(cluster_id, str) else str(cluster_id)
            ordered = annual_in_order(snapshot)
            for sheet, file in files.items():
                file.write("".join(lines_of(ordered, sheet, written_id)))
                rows[sheet] += snapshot.rows(sheet)
            ids = [ids[0] if ids else cluster_id, cluster_id]
    finally:
        for file in files.values():
            file.close()
    return ids[0], ids[-1], rows


def _text_of(scratch: Path, sheet: str) -> Path:
    return scratch / f"{sheet}.csv"


def _query(scratch: Path, sheet: str, form: Form) -> str:
    return f"SELECT * FROM {csv_source(_text_of(scratch, sheet), sheet, form.id_type)}"


def _annual_query(scratch: Path, form: Form) -> str:
    rows = _query(scratch, ANNUAL.key, form)
    if form.layout == "long":
        return rows
    return wide_annual.packed_sql(rows, _query(scratch, "cluster", form), form.years)

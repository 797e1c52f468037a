"""A dataset opened and checked: where its files are, what they hold, and the SQL that reads them in one form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from jiqun.facts.dataset import wide_annual, wide_honours
from jiqun.facts.dataset.engine import connection, listed, name, parquet
from jiqun.facts.dataset.layout import SIZE_TABLE_KEY, Id, Layout, stored_columns
from jiqun.facts.dataset.manifest import Manifest, Part, read_manifest
from jiqun.facts.dataset.shape import (
    Columns,
    absent,
    described,
    files_of,
    is_wide,
    kept,
    mixed_ids,
    problems_of,
    problems_of_wide,
    readable,
    unreadable,
)
from jiqun.facts.problems import InputRefused, Problem
from jiqun.facts.sheets import ANNUAL, SHEETS
from jiqun.facts.size_classes import TABLE_EDITION

TableOf = Callable[[str, Sequence[Path]], str]  # sheet and files -> what an engine selects from


@dataclass(frozen=True)
class Dataset:
    """A folder of clusters that can be read.

    `paths` maps each sheet to its files in order, None where the sheet is absent. `columns` maps each sheet that is
    there to its columns as stored and their SQL types (of wide files `employees_2023` and so on). `years` are
    those with annual rows, oldest first. `parts` lists the annual files by cluster, empty where a cluster may lie in
    several. `size_class_current`: every row's class is stored, by the table in force here. `id_type`: BIGINT or
    VARCHAR, what cluster ids are read as. `table_of` names a sheet's files for the SQL of an engine.
    """

    directory: Path
    layout: Layout
    paths: Mapping[str, tuple[Path, ...] | None]
    columns: Mapping[str, Columns]
    years: tuple[int, ...]
    parts: tuple[Part, ...]
    size_class_current: bool
    id_type: str
    manifest: Manifest | None
    table_of: TableOf | None = None

    @staticmethod
    def open(directory: Path, con: duckdb.DuckDBPyConnection | None = None) -> Dataset:
        """Open a dataset folder, ours or another's; over a connection of the caller's, if there is one.

        Raises InputRefused with every problem found: a sheet or column that must be there and is not, a type that
        cannot be read without changing values, a file that is no Parquet.
        """
        if con is not None:
            return _opened(con, directory)
        with connection() as own:
            return _opened(own, directory)

    def has(self, sheet: str, column: str) -> bool:
        """Whether a column of `rows_sql` is stored and not NULL throughout; a wide file stores every one."""
        return self.is_wide(sheet) or column in self.columns.get(sheet, {})

    def is_wide(self, sheet: str) -> bool:
        """Whether a sheet's file has one row an enterprise (`wide_annual`, `wide_honours`)."""
        return is_wide(sheet, self.paths[sheet] or ())

    def source(self, sheet: str, files: Sequence[Path] | None = None) -> str:
        """What to select a sheet's rows from as they are stored, or those of some files. Raises KeyError."""
        paths = files or self.paths[sheet]
        if not paths:
            raise KeyError(sheet)
        if self.table_of is not None:
            return self.table_of(sheet, paths)
        return parquet(paths, _by_name(paths, self.manifest))

    def rows_sql(self, sheet: str, files: Sequence[Path] | None = None) -> str:
        """A SELECT of a sheet's rows in the one form, whatever is stored: `cluster_id`, then `layout.stored_columns`.

        Types are as in `layout`, columns that are not stored are NULL (of annual rows also `in_dominant_industry` and
        `size_class`), wide rows come as long ones; an absent sheet has no rows.
        """
        wanted = stored_columns(sheet)
        if not self.paths[sheet]:
            nothing = ", ".join(f"CAST(NULL AS {kind}) AS {name(key)}" for key, kind in wanted.items())
            return f"SELECT CAST(NULL AS {self.id_type}) AS cluster_id, {nothing} WHERE false"
        source, stored = self.source(sheet, files), self.columns[sheet]
        if self.is_wide(sheet):
            return self._unpacked(sheet, source)
        chosen = ", ".join(_as(key, key, kind, stored) for key, kind in wanted.items())
        return f"SELECT cluster_id, {chosen} FROM {source}"

    def _unpacked(self, sheet: str, source: str) -> str:
        if sheet == ANNUAL.key:
            return wide_annual.unpacked_sql(source, self.years)
        return wide_honours.unpacked_sql(source, wide_honours.places_in(self.columns[sheet]))

    def files_with(self, cluster_id: Id) -> tuple[Path, ...] | None:
        """The annual files in which a cluster can lie; None if in any. The id is of `id_type`."""
        files = [self.directory / part.file for part in self.parts if _between(part, cluster_id)]
        return tuple(files) or None


def _between(part: Part, cluster_id: Id) -> bool:
    return part.first <= cluster_id <= part.last  # type: ignore[operator]  # ids of a dataset are of one type


def _as(column: str, stored_as: str, kind: str, stored: Columns) -> str:
    found = stored.get(stored_as)
    if found is None:
        return f"CAST(NULL AS {kind}) AS {name(column)}"
    if found == kind and column == stored_as:
        return name(column)
    return f"CAST({name(stored_as)} AS {kind}) AS {name(column)}"


def _by_name(paths: Sequence[Path], manifest: Manifest | None) -> bool:
    """Others' files may differ in their columns; ours do not, and need not all be opened to find out."""
    return manifest is None and len(paths) > 1


def _opened(con: duckdb.DuckDBPyConnection, directory: Path) -> Dataset:
    manifest = read_manifest(directory)
    layout = _layout(directory, manifest)
    paths = {sheet: files_of(directory, sheet, layout) or None for sheet in SHEETS}
    if manifest and [str(directory / part.file) for part in manifest.parts] != [*map(str, paths[ANNUAL.key] or ())]:
        manifest = None  # somebody has put other files in the folder since: look at what there is
    columns, problems = _columns(con, paths, manifest)
    if problems:
        raise InputRefused(problems)
    return Dataset(
        directory=directory,
        layout=layout,
        paths=paths,
        columns=columns,
        years=_years(con, paths[ANNUAL.key] or (), columns[ANNUAL.key], layout, manifest),
        parts=manifest.parts if manifest else (),
        size_class_current=_current(con, paths[ANNUAL.key] or (), columns[ANNUAL.key], layout),
        id_type="VARCHAR" if columns["cluster"]["cluster_id"] == "VARCHAR" else "BIGINT",
        manifest=manifest,
    )


def _layout(directory: Path, manifest: Manifest | None) -> Layout:
    """The layout of the annual rows: the manifest's, else long where long files are there."""
    if manifest is not None and files_of(directory, ANNUAL.key, manifest.layout):
        return manifest.layout
    return "long" if files_of(directory, ANNUAL.key) or not files_of(directory, ANNUAL.key, "wide") else "wide"


def _columns(
    con: duckdb.DuckDBPyConnection,
    paths: Mapping[str, tuple[Path, ...] | None],
    manifest: Manifest | None,
) -> tuple[dict[str, Columns], list[Problem]]:
    """The columns of every sheet that is there, and everything that is wrong."""
    columns: dict[str, Columns] = {}
    problems: list[Problem] = []
    for sheet, files in paths.items():
        if files is None:
            problems += [absent(sheet)] if SHEETS[sheet].required else []
            continue
        wide = is_wide(sheet, files)
        by_name = _by_name(files, manifest)
        try:
            found: Columns = described(con, files, by_name)
            columns[sheet] = found if wide else kept(con, sheet, files, found, by_name)
        except duckdb.Error as error:
            problems.append(unreadable(sheet, error))
            continue
        problems += problems_of_wide(sheet, columns[sheet]) if wide else problems_of(sheet, columns[sheet])
    if not problems:
        problems += mixed_ids({sheet: found["cluster_id"] for sheet, found in columns.items()})
    return columns, problems


def _years(
    con: duckdb.DuckDBPyConnection, files: Sequence[Path], found: Columns, layout: Layout, manifest: Manifest | None
) -> tuple[int, ...]:
    if manifest is not None:
        return manifest.years
    if layout == "wide":
        return wide_annual.years_in(found)
    source = parquet(files, by_name=len(files) > 1)
    rows = con.execute(f"SELECT DISTINCT year FROM {source} WHERE year IS NOT NULL ORDER BY year").fetchall()
    return tuple(int(row[0]) for row in rows)


def _current(con: duckdb.DuckDBPyConnection, files: Sequence[Path], found: Columns, layout: Layout) -> bool:
    """Whether every file stores size classes by the table in force here."""
    if layout == "long" and not readable("TINYINT", found.get("size_class", "")):
        return False
    editions = con.execute(
        f"SELECT COUNT(DISTINCT file_name) FROM parquet_kv_metadata({listed(files)}) WHERE key = ? AND value = ?",
        [SIZE_TABLE_KEY.encode(), TABLE_EDITION.encode()],
    ).fetchone()
    return editions == (len(files),)

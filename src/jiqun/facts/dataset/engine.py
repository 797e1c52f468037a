"""DuckDB as the dataset store uses it: connections that install nothing, quoted names, Parquet from one thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from jiqun.facts.dataset.layout import SIZE_TABLE_KEY, Id, Layout
from jiqun.facts.size_classes import TABLE_EDITION

_ROW_GROUP = 122_880  # rows; DuckDB scans row groups side by side, and skips those that hold other clusters


@contextmanager
def connection(threads: int = 1, spill: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a database in memory.

    One thread keeps rows in their order and files equal to the byte. `spill` is where large sorts may write; without
    it DuckDB would write beside the working folder.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": threads,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "temp_directory": str(spill) if spill else "",
    }
    con = duckdb.connect(":memory:", config=config)
    try:
        yield con
    finally:
        con.close()


def text(value: str | Path) -> str:
    """A text in SQL."""
    return "'" + str(value).replace("'", "''") + "'"


def literal_id(cluster_id: Id) -> str:
    """A cluster's id in SQL."""
    return text(cluster_id) if isinstance(cluster_id, str) else str(cluster_id)


def name(value: str) -> str:
    """A name in SQL."""
    return '"' + value.replace('"', '""') + '"'


def parquet(files: Iterable[Path], by_name: bool = False) -> str:
    """The table function over Parquet files; `by_name` where their columns may differ."""
    return f"read_parquet({listed(files)}, hive_partitioning=false, union_by_name={str(by_name).lower()})"


def listed(files: Iterable[Path]) -> str:
    """A list of files in SQL. A path is taken as it stands: brackets and stars in a folder's name are no pattern."""
    return "[" + ", ".join(text(_unglobbed(file)) for file in files) + "]"


def _unglobbed(file: Path) -> str:
    return "".join(f"[{letter}]" if letter in "[*?" else letter for letter in str(file))


def copy(con: duckdb.DuckDBPyConnection, query: str, target: Path, layout: Layout | None = None) -> int:
    """Write a query's rows as one Parquet file; of annual rows, name their layout. Returns how many rows it wrote."""
    options = ["FORMAT parquet", f"ROW_GROUP_SIZE {_ROW_GROUP}"]
    if layout is not None:
        options.append(f"KV_METADATA {{{name(SIZE_TABLE_KEY)}: {text(TABLE_EDITION)}}}")
    # Wide files are for reading often: delta encodings and a light codec scan in half the time (docs/benchmarks.md).
    options += ["PARQUET_VERSION v2", "COMPRESSION lz4_raw"] if layout == "wide" else ["COMPRESSION zstd"]
    target.parent.mkdir(parents=True, exist_ok=True)
    written = con.execute(f"COPY ({query}) TO {text(target)} ({', '.join(options)})").fetchone()
    return int(written[0]) if written else 0

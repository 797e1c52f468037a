"""A small table of any columns as one Parquet file, for what the site gives out: the same bytes for the same rows."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jiqun.facts.dataset.engine import connection, copy, name

MEDIA_TYPE = "application/vnd.apache.parquet"
TYPES = frozenset({"VARCHAR", "BIGINT", "DOUBLE", "DATE"})


def parquet_bytes(columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The rows as the bytes of a file; `columns` gives each column's SQL type. Raises ValueError for another type."""
    if wrong := set(columns.values()) - TYPES:
        raise ValueError(f"no such types here: {sorted(wrong)}")
    kept = [list(row) for row in rows]
    with tempfile.TemporaryDirectory() as folder, connection(spill=Path(folder)) as con:
        con.execute(f"CREATE TABLE rows ({', '.join(f'{name(one)} {kind}' for one, kind in columns.items())})")
        if kept:
            con.executemany(f"INSERT INTO rows VALUES ({', '.join('?' * len(columns))})", kept)
        target = Path(folder) / "rows.parquet"
        copy(con, "SELECT * FROM rows", target)
        return target.read_bytes()

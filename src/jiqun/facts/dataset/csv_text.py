"""A snapshot's tables as CSV text that DuckDB reads back with explicit types: a blank is nothing, a text is quoted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jiqun.facts.dataset.engine import name, text
from jiqun.facts.dataset.layout import AREA_TYPE, EXTRAS, stored_columns, stored_type
from jiqun.facts.sheets import ANNUAL, SHEETS
from jiqun.facts.snapshot import Snapshot

_YES_NO = {True: "true", False: "false", None: ""}


def lines_of(snapshot: Snapshot, sheet: str, cluster_id: str) -> Iterable[str]:
    """The lines of a sheet's rows, columns as in `layout.stored_columns`, the id first; `cluster_id` is CSV already."""
    # The snapshot's own `annual` and `honours` carry what belongs to each row.
    table = getattr(snapshot, sheet) if sheet in EXTRAS else snapshot.tables[sheet]
    encoded = [_ENCODERS[stored_type(column)](table[column.key]) for column in SHEETS[sheet].columns]
    encoded += [_ENCODERS[kind](table[key]) for key, kind in EXTRAS.get(sheet, {}).items()]
    # The last column brings the line's end along, which is cheaper than adding it to every line.
    encoded[-1] = [f"{value}\n" for value in encoded[-1]]
    return map(",".join, zip([cluster_id] * len(encoded[0]), *encoded, strict=True))


def annual_in_order(snapshot: Snapshot) -> Snapshot:
    """The snapshot with its annual rows sorted by code and year, as files have them; itself where they are."""
    rows = snapshot.tables[ANNUAL.key]
    keys = list(zip(rows["credit_code"], rows["year"], strict=True))
    order = sorted(range(len(keys)), key=keys.__getitem__)
    if order == list(range(len(keys))):
        return snapshot
    return Snapshot({**snapshot.tables, ANNUAL.key: {key: [column[i] for i in order] for key, column in rows.items()}})


def quoted(value: str) -> str:
    """A text as CSV."""
    return '"' + value.replace('"', '""') + '"'


def csv_source(file: Path, sheet: str, id_type: str) -> str:
    """The SQL table function that reads such a file."""
    columns = {"cluster_id": id_type, **stored_columns(sheet)}
    typed = ", ".join(f"{name(key)}: {text(kind)}" for key, kind in columns.items())
    return (
        f"read_csv({text(file)}, header=false, auto_detect=false, delim=',', quote='\"', escape='\"', nullstr='', "
        f"allow_quoted_nulls=false, max_line_size=16777216, columns={{{typed}}})"
    )


def _numbers(values: Sequence[Any]) -> list[str]:
    return ["" if value is None else str(value) for value in values]


def _flags(values: Sequence[Any]) -> list[str]:
    return [_YES_NO[value] for value in values]


def _days(values: Sequence[Any]) -> list[str]:
    return ["" if value is None else value.isoformat() for value in values]


def _areas(values: Sequence[Any]) -> list[str]:
    return ["" if value is None else f"{value // 1_000_000}.{value % 1_000_000:06}" for value in values]


def _texts(values: Sequence[Any]) -> list[str]:
    return ["" if value is None else quoted(";".join(value) if isinstance(value, tuple) else value) for value in values]


_ENCODERS: Mapping[str, Callable[[Sequence[Any]], list[str]]] = {
    "BIGINT": _numbers,
    "SMALLINT": _numbers,
    "TINYINT": _numbers,
    "BOOLEAN": _flags,
    "DATE": _days,
    "VARCHAR": _texts,
    AREA_TYPE: _areas,
}

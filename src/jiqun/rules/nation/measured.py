"""A dataset's rows read once into the table `measures`: one row a cluster, some hundred whole numbers.

Part by part where each cluster lies in one part, so that memory stays flat however many rows there are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jiqun.facts.dataset import Dataset, complete_annual_sql, complete_honours_sql
from jiqun.facts.dataset.wide_honours import places_in
from jiqun.rules.kit import At, Field, Measure
from jiqun.rules.measuring import days_of
from jiqun.rules.nation import wide
from jiqun.rules.nation.engine import Engine
from jiqun.rules.nation.plans import Years, by_table, field_sql, long_sql, register_sql

Progress = Callable[[int, int], None]
AT_A_TIME = 8_000_000  # rows: enough to keep every core busy, few enough to keep memory flat


@dataclass(frozen=True)
class Wanted:
    """Which numbers, of which day, under which reading of who is an SME."""

    numbers: tuple[At, ...]
    on: date
    sme_of: str


def measure_dataset(engine: Engine, dataset: Dataset, wanted: Wanted, progress: Progress | None = None) -> None:
    """Fill the engine's table `measures`: `cluster_id`, then every wanted number by its key, NULL where absent."""
    tables, dataset = by_table(wanted.numbers), engine.reading(dataset)
    engine.view("clusters", dataset.rows_sql("cluster"))
    parts = _parts(dataset)
    outputs = _outputs(engine)
    for done, files in enumerate(parts, start=1):
        if "annual" in tables:
            years = Years(tables["annual"], wanted.on, days_of(wanted.on), outputs)
            _measure_years(engine, dataset, wanted, years, files)
        if progress:
            progress(done, len(parts))
    registers = [table for table in tables if table not in ("annual", "cluster")]
    engine.tables({f"{table}_measures": _register(dataset, table, tables[table], wanted.on) for table in registers})
    engine.table("measures", _joined(tables, registers))


def _register(dataset: Dataset, table: str, numbers: Sequence[At], on: date) -> str:
    """The query of a register's measures."""
    measures, days = [at.measure for at in numbers if isinstance(at.measure, Measure)], days_of(on)
    if dataset.is_wide(table):
        return wide.honours_sql(measures, dataset.source(table), places_in(dataset.columns[table]), days)
    rows = complete_honours_sql(dataset) if table == "honours" else dataset.rows_sql(table)
    return register_sql(rows, measures, days)


def _parts(dataset: Dataset) -> Sequence[Sequence[Path] | None]:
    """The annual files by clusters, some millions of rows at a time, if each cluster lies in one; else all at once."""
    parts: list[list[Path]] = []
    rows = AT_A_TIME
    for part in dataset.parts:
        if rows >= AT_A_TIME:
            parts.append([])
            rows = 0
        parts[-1].append(dataset.directory / part.file)
        rows += part.rows
    return parts or [None]


def _measure_years(
    engine: Engine, dataset: Dataset, wanted: Wanted, years: Years, files: Sequence[Path] | None
) -> None:
    if dataset.layout == "wide" and dataset.size_class_current:
        query = wide.annual_sql(years, dataset.source("annual", files), wanted.sme_of)
    else:
        engine.view("annual", _long_view(dataset, wanted, files))
        query = long_sql(years)
    engine.append("annual_measures", query)


def _outputs(engine: Engine) -> tuple[str, ...]:
    """By which columns the clusters measure output; two only where they differ."""
    rows = engine.rows("SELECT DISTINCT COALESCE(output_measure, 'output_value') AS m FROM clusters ORDER BY m")
    found = tuple(str(row[0]) for row in rows)
    if len(found) > 1:
        engine.table(
            "output_measures",
            "SELECT cluster_id, CASE WHEN output_measure = 'revenue' THEN 1 ELSE 0 END AS by_revenue FROM clusters",
        )
    return found or ("output_value",)


def _long_view(dataset: Dataset, wanted: Wanted, files: Sequence[Path] | None) -> str:
    rows = complete_annual_sql(dataset, files)
    if wanted.sme_of == "each_year":
        return f"SELECT *, size_class AS sme_class FROM ({rows}) r"
    latest = (
        f"SELECT cluster_id, credit_code, size_class AS sme_class FROM ({rows}) l WHERE year = {wanted.on.year - 1}"
    )
    return f"SELECT r.*, k.sme_class FROM ({rows}) r LEFT JOIN ({latest}) k USING (cluster_id, credit_code)"


def _joined(tables: Mapping[str, tuple[At, ...]], registers: Sequence[str]) -> str:
    """One row a cluster: its fields, its years, its registers; a register without rows of it counts none."""
    fields = [field_sql(at.measure) for at in tables.get("cluster", ()) if isinstance(at.measure, Field)]
    counts = [f"COALESCE({at.key}, 0) AS {at.key}" for table in registers for at in tables[table]]
    yearly = [at.key for at in tables.get("annual", ())]
    joins = [
        f"LEFT JOIN {table}_measures USING (cluster_id)" for table in (["annual"] if yearly else []) + [*registers]
    ]
    numbers = ", ".join([*fields, *yearly, *counts])
    return f"SELECT cluster_id, {numbers} FROM clusters {' '.join(joins)} ORDER BY cluster_id"

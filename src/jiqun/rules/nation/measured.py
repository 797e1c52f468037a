"""A dataset's rows read once into the table `measures`: one row a cluster, some hundred whole numbers.

Some clusters at a time where each lies in one part, so that memory stays flat however many rows there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jiqun.facts.dataset import Dataset, complete_annual_sql, complete_honours_sql, literal_id
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
    registers = [table for table in tables if table not in ("annual", "cluster")]
    some = list(_some_at_a_time(dataset))
    outputs = _outputs(engine)
    for done, few in enumerate(some, start=1):
        if "annual" in tables:
            years = Years(tables["annual"], wanted.on, days_of(wanted.on), outputs)
            engine.append({"annual_measures": _annual(engine, dataset, wanted, years, few.files)})
        engine.append({f"{table}_measures": _register(dataset, tables[table], wanted.on, few) for table in registers})
        if progress:
            progress(done, len(some))
    engine.table("measures", _joined(tables, registers))


@dataclass(frozen=True)
class _Few:
    """Clusters that are measured together: their annual files (None: all), and which they are."""

    files: Sequence[Path] | None = None
    condition: str = "true"


def _some_at_a_time(dataset: Dataset) -> Iterator[_Few]:
    """Some millions of annual rows at a time, if each cluster lies in one part; else all at once.

    Clusters without annual rows lie between the parts, so each lot reaches from the last one's end to its own.
    """
    after, files, rows = "true", [], 0
    for part in dataset.parts:
        files.append(dataset.directory / part.file)
        rows += part.rows
        if rows >= AT_A_TIME and part is not dataset.parts[-1]:
            last = literal_id(part.last)
            yield _Few(files, f"{after} AND cluster_id <= {last}")
            after, files, rows = f"cluster_id > {last}", [], 0
    yield _Few(files or None, after)


def _annual(engine: Engine, dataset: Dataset, wanted: Wanted, years: Years, files: Sequence[Path] | None) -> str:
    """The query of the yearly measures."""
    if dataset.is_wide("annual") and dataset.size_class_current:
        return wide.annual_sql(years, dataset.source("annual", files), wanted.sme_of)
    engine.view("annual", _long_view(dataset, wanted, files))
    return long_sql(years)


def _register(dataset: Dataset, numbers: Sequence[At], on: date, few: _Few) -> str:
    """The query of a register's measures."""
    table = next(at.measure.table for at in numbers if isinstance(at.measure, Measure))
    measures, days = [at.measure for at in numbers if isinstance(at.measure, Measure)], days_of(on)
    if dataset.is_wide(table):
        source = f"(SELECT * FROM {dataset.source(table)} WHERE {few.condition})"
        return wide.honours_sql(measures, source, places_in(dataset.columns[table]), days)
    rows = complete_honours_sql(dataset) if table == "honours" else dataset.rows_sql(table)
    return register_sql(f"SELECT * FROM ({rows}) a WHERE {few.condition}", measures, days)


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

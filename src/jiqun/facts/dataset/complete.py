"""Rows made complete: the industry flag of each row's enterprise, and of annual rows the size class."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jiqun.facts.dataset.engine import name
from jiqun.facts.dataset.layout import stored_columns
from jiqun.facts.dataset.opened import Dataset
from jiqun.facts.dataset.size_sql import size_class_sql
from jiqun.facts.sheets import ANNUAL, SHEETS


def complete_annual_sql(dataset: Dataset, files: Sequence[Path] | None = None, where: str = "true") -> str:
    """A SELECT of the annual rows with `in_dominant_industry` and `size_class` filled, in the columns of `rows_sql`.

    What is stored is taken if it is of the size table in force, else both are worked out from `enterprises`; a row
    whose enterprise is not listed gets NULL and class 0. `where` limits the rows by `cluster_id`, on both sides.
    """
    rows = f"SELECT * FROM ({dataset.rows_sql(ANNUAL.key, files)}) WHERE {where}"
    if dataset.size_class_current and dataset.has(ANNUAL.key, "in_dominant_industry"):
        return rows
    firms = f"SELECT * FROM ({dataset.rows_sql('enterprises')}) WHERE {where}"
    own = ", ".join(f"a.{name(column.key)}" for column in ANNUAL.columns)
    kind = size_class_sql("e.industry_code", "a.employees", "a.revenue", "a.total_assets")
    return (
        f"SELECT a.cluster_id, {own}, e.in_dominant_industry, CAST({kind} AS TINYINT) AS size_class "
        f"FROM ({rows}) AS a LEFT JOIN ({firms}) AS e USING (cluster_id, credit_code)"
    )


def complete_honours_sql(dataset: Dataset) -> str:
    """A SELECT of the honours with `in_dominant_industry` filled, in the columns of `rows_sql`."""
    rows = dataset.rows_sql("honours")
    if dataset.size_class_current and dataset.has("honours", "in_dominant_industry"):
        return rows
    own = ", ".join(f"h.{name(column.key)}" for column in SHEETS["honours"].columns)
    return (
        f"SELECT h.cluster_id, {own}, e.in_dominant_industry FROM ({rows}) AS h "
        f"LEFT JOIN ({dataset.rows_sql('enterprises')}) AS e USING (cluster_id, credit_code)"
    )


def long_sql(rows: str) -> str:
    """Long annual rows in the order of the files."""
    columns = ", ".join(name(key) for key in stored_columns(ANNUAL.key))
    return f"SELECT cluster_id, {columns} FROM ({rows}) ORDER BY cluster_id, credit_code, year"

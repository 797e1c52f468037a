"""The floor: DuckDB reads exactly the columns that our plan reads, and adds each one up; no groups, no rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.contenders import Contender, Work
from benchmarks.datasets import rows_of
from benchmarks.job import SCOPES, THREADS, Scope, reads
from jiqun.facts.dataset import Dataset
from jiqun.facts.dataset.engine import connection


class Scan(Contender):
    """One query a file: of numbers the sum, of yes and no whether any, of days the last, of texts the bytes."""

    def __init__(self, data: str, scope: Scope, tables: str = "all") -> None:
        dataset = Dataset.open(Path(data))
        columns = {table: found for table, found in reads(scope).items() if tables in ("all", table)}
        self.queries = [_query(dataset, table, found) for table, found in columns.items()]
        what = f"the columns of {SCOPES[scope]}" + ("" if tables == "all" else f", {tables} rows alone")
        self.work = Work(rows_of(dataset.directory), f"long: {what}", columns, "one number a column", "whole numbers")

    def run(self) -> Mapping[str, float]:
        with connection(threads=THREADS) as con:
            for query in self.queries:
                con.execute(query).fetchall()
        return {}


def _query(dataset: Dataset, table: str, columns: Sequence[str]) -> str:
    sheet = "cluster" if table == "clusters" else table
    touched = ", ".join(_touched(column, str(dataset.columns[sheet][column])) for column in columns)
    return f"SELECT {touched} FROM {dataset.source(sheet)}"


def _touched(column: str, kind: str) -> str:
    if kind == "BOOLEAN":
        return f"BOOL_OR({column})"
    if kind == "DATE":
        return f"MAX({column})"
    return f"SUM(STRLEN({column}))" if kind == "VARCHAR" else f"SUM({column})"


CONTENDERS = {"scan": Scan}

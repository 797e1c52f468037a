"""The columnar engines behind one face: DuckDB in this process, or Apache Spark; both are given the same SQL."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import duckdb

from jiqun.facts.dataset import Dataset

RowsSql = Callable[..., str]


class Engine(Protocol):
    """What reading a dataset needs of an engine: named views over files, tables from queries, a few rows back."""

    def source(self, dataset: Dataset, sheet: str, files: Sequence[Path] | None = None) -> str:
        """The files of a sheet as something to select from."""

    def readable(self, rows_sql: RowsSql, dataset: Dataset, files: Sequence[Path] | None) -> str:
        """A query over a dataset's rows in a form that this engine reads."""

    def view(self, name: str, dataset: Dataset, sheet: str) -> None:
        """A view of a sheet's rows in the dataset's one form."""

    def sql_view(self, name: str, query: str) -> None: ...

    def table(self, name: str, query: str) -> None:
        """A table worked out at once, in place of one of that name."""

    def append(self, name: str, query: str) -> None:
        """More rows of a table, which the first of them makes."""

    def rows(self, query: str) -> list[tuple[Any, ...]]: ...


class DuckDB:
    """The embedded engine."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.made: set[str] = set()

    def source(self, dataset: Dataset, sheet: str, files: Sequence[Path] | None = None) -> str:
        return dataset.source(sheet, files)

    def readable(self, rows_sql: RowsSql, dataset: Dataset, files: Sequence[Path] | None) -> str:
        return rows_sql(dataset, files)

    def view(self, name: str, dataset: Dataset, sheet: str) -> None:
        self.sql_view(name, dataset.rows_sql(sheet))

    def sql_view(self, name: str, query: str) -> None:
        self.connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {query}")

    def table(self, name: str, query: str) -> None:
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}")
        self.made.add(name)

    def append(self, name: str, query: str) -> None:
        if name in self.made:
            self.connection.execute(f"INSERT INTO {name} {query}")
        else:
            self.table(name, query)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()

"""The columnar engines behind one face: DuckDB in this process, or Apache Spark; both are given the same SQL."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

import duckdb

from jiqun.facts.dataset import Dataset


class Engine(Protocol):
    """What reading a dataset needs of an engine: named views over files, tables from queries, a few rows back."""

    def reading(self, dataset: Dataset) -> Dataset:
        """The dataset with its files named as this engine reads them."""

    def view(self, name: str, query: str) -> None:
        """A name for a query, in place of one of that name."""

    def table(self, name: str, query: str) -> None:
        """A table worked out at once, in place of one of that name."""

    def append(self, queries: Mapping[str, str]) -> None:
        """More rows of several tables, by name, which their first rows make; at once if that is quicker."""

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """A query's few rows."""


class DuckDB:
    """The embedded engine."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.made: set[str] = set()

    def reading(self, dataset: Dataset) -> Dataset:
        return dataset

    def view(self, name: str, query: str) -> None:
        self.connection.execute(f"CREATE OR REPLACE VIEW {name} AS {query}")

    def table(self, name: str, query: str) -> None:
        self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS {query}")

    def append(self, queries: Mapping[str, str]) -> None:
        def add(name: str) -> None:
            into = f"INSERT INTO {name}" if name in self.made else f"CREATE OR REPLACE TABLE {name} AS"
            with self.connection.cursor() as own:
                own.execute(f"{into} {queries[name]}")

        # Small queries leave the engine's own threads idle, so several go side by side.
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            list(pool.map(add, queries))
        self.made.update(queries)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()

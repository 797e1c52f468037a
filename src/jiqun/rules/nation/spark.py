"""Apache Spark as the engine that reads the rows; what it measures is then judged here as always.

Spark is an extra (`pip install jiqun[spark]`, and Java): it reads the same SQL over the same views. The measures, one
small row a cluster, come back as Parquet.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb

from jiqun.base.words import Bi, WordedError
from jiqun.facts.dataset import Dataset
from jiqun.rules.nation.measured import Progress, Wanted, measure_dataset

_NOT_INSTALLED = Bi(
    zh="没有安装Spark：pip install 'jiqun[spark]'，并需要Java 17或以上。",
    en="Spark is not installed: pip install 'jiqun[spark]'; it needs Java 17 or later.",
)
_SUBMIT = "PYSPARK_SUBMIT_ARGS"  # Spark's own: where it runs; on this machine if it is not set


def measure_with_spark(
    connection: duckdb.DuckDBPyConnection, dataset: Dataset, wanted: Wanted, progress: Progress | None = None
) -> None:
    """Fill the connection's table `measures` from rows read by Spark. Raises WordedError where Spark is not there."""
    with tempfile.TemporaryDirectory(prefix="jiqun-spark-") as folder, _session(Path(folder)) as session:
        engine = Spark(session)
        measure_dataset(engine, dataset, wanted, progress)
        target = Path(folder) / "measures"
        session.table("measures").coalesce(1).write.parquet(target.as_uri())
        files = str(target / "*.parquet").replace("'", "''")
        connection.execute(
            f"CREATE OR REPLACE TABLE measures AS SELECT * FROM read_parquet('{files}') ORDER BY cluster_id"
        )


@contextmanager
def _session(folder: Path) -> Iterator[Any]:
    """The caller's own session where one is open, else one for this run."""
    try:
        sql = import_module("pyspark.sql")
    except ImportError as error:
        raise WordedError(_NOT_INSTALLED) from error
    open_already = sql.SparkSession.getActiveSession()
    session = open_already or _new(sql.SparkSession.builder, folder)
    for key, value in _AS_THE_OTHER_ENGINE.items():
        session.conf.set(key, value)
    try:
        yield session
    finally:
        if open_already is None:
            session.stop()


def _new(builder: Any, folder: Path) -> Any:
    if _SUBMIT not in os.environ:
        builder = builder.master(f"local[{os.cpu_count() or 1}]")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.warehouse.dir": (folder / "warehouse").as_uri(),
    }
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.appName("jiqun").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


# Overflow and wrong casts are errors, and "name" is a name.
_AS_THE_OTHER_ENGINE = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.shuffle.partitions": "8",
}


class Spark:
    """Spark behind the face of `engine.Engine`."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.parts: dict[str, int] = {}

    def reading(self, dataset: Dataset) -> Dataset:
        return replace(dataset, table_of=self._stored)

    def _stored(self, sheet: str, files: Sequence[Path]) -> str:
        paths = [path.resolve().as_uri() for path in files]
        self.session.read.option("mergeSchema", "true").parquet(*paths).createOrReplaceTempView(f"stored_{sheet}")
        return f"stored_{sheet}"

    def view(self, name: str, query: str) -> None:
        # The one word in which the engines differ: a text type without a length.
        self.session.sql(query.replace(" AS VARCHAR)", " AS STRING)")).createOrReplaceTempView(name)

    def table(self, name: str, query: str) -> None:
        self.view(name, query)
        self.session.table(name).cache()

    def append(self, queries: Mapping[str, str]) -> None:
        """Each part is a view of its own and the table their union: nothing is worked out twice."""
        for name, query in queries.items():
            number = self.parts[name] = self.parts.get(name, 0) + 1
            self.table(f"{name}_{number}", query)
            self.view(name, " UNION ALL ".join(f"SELECT * FROM {name}_{i + 1}" for i in range(number)))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.session.sql(query).collect()]

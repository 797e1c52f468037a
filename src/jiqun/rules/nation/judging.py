"""Every cluster of a dataset judged: measures read once, then all clauses in columns."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from jiqun.facts.dataset import Dataset, parquet, text
from jiqun.law import Edition
from jiqun.rules.nation.engine import DuckDB
from jiqun.rules.nation.judge import Judging, figure_sql, in_whole_numbers
from jiqun.rules.nation.measured import Progress, Wanted, measure_dataset
from jiqun.rules.nation.texts import MACROS, judged_sql
from jiqun.rules.ruleset import Asked, questions

AT_A_TIME = 10_000  # clusters: half a million findings


@dataclass(frozen=True)
class Terms:
    """Under what a dataset is judged; `readings` are complete (`Edition.settle`)."""

    edition: Edition
    readings: Mapping[str, str]
    on: date

    @property
    def asked(self) -> tuple[Asked, ...]:
        return questions(self.edition.id, self.readings)

    @property
    def wanted(self) -> Wanted:
        return self.with_numbers_of([self.readings], self.readings["sme_of"])

    def with_numbers_of(self, all_readings: Iterable[Mapping[str, str]], sme_of: str) -> Wanted:
        """Every number that any of the readings looks at, with SMEs by one of them."""
        asked = (one for readings in all_readings for one in questions(self.edition.id, readings))
        numbers = dict.fromkeys(at for one in asked for at in one.numbers)
        return Wanted(tuple(numbers), self.on, sme_of)

    @property
    def judging(self) -> Judging:
        figures = {key: figure_sql(figure) for key, figure in self.edition.figures.items()}
        return Judging(figures, self.readings["over"])


def measure_into(
    connection: duckdb.DuckDBPyConnection, dataset: Dataset, wanted: Wanted, progress: Progress | None = None
) -> None:
    """Fill the connection's table `measures` from the rows."""
    measure_dataset(DuckDB(connection), dataset, wanted, progress)


def judge_into(connection: duckdb.DuckDBPyConnection, terms: Terms) -> None:
    """Make `judged` (one row a cluster and clause) and `verdicts` (one a cluster) from `measures`."""
    connection.execute(MACROS)
    # The longest, of most clauses, first: then no thread is left with it at the end.
    queries = sorted(judged_sql(terms.asked, terms.judging), key=len, reverse=True)

    def judge(number: int) -> None:
        with connection.cursor() as own:
            in_whole_numbers(own, f"CREATE OR REPLACE TABLE judged_{number} AS {queries[number]}")

    # Each query is too small to be shared out among threads, so the queries are.
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        list(pool.map(judge, range(len(queries))))
    each = " UNION ALL ".join(f"SELECT * FROM judged_{number}" for number in range(len(queries)))
    connection.execute(f"CREATE OR REPLACE VIEW judged AS {each}")
    connection.execute(f"CREATE OR REPLACE TABLE verdicts AS {verdict_sql(terms.asked)}")


# One row a cluster and clause, in the order of the clusters and of the law.
FINDINGS = (
    "SELECT cluster_id, clause, outcome, observed, required, margin, verdict "
    "FROM judged JOIN verdicts USING (cluster_id) ORDER BY cluster_id, place"
)


def verdict_sql(asked: Sequence[Asked]) -> str:
    """Each cluster's verdict from its findings: any blocking miss decides, then anything open."""
    helping = ", ".join(str(place) for place, one in enumerate(asked) if not one.clause.cite.blocking)
    blocks = f"place NOT IN ({helping})" if helping else "TRUE"
    return (
        f"SELECT cluster_id, CASE WHEN bool_or(outcome = 'not_met' AND {blocks}) THEN 'not_eligible' "
        f"WHEN bool_or(outcome IN ('boundary', 'review', 'missing') AND {blocks}) THEN 'undetermined' "
        "ELSE 'eligible' END AS verdict FROM judged GROUP BY cluster_id"
    )


def write_findings(connection: duckdb.DuckDBPyConnection, out: Path) -> None:
    """Write the findings as Parquet, whole or not at all."""
    _write(connection, FINDINGS, out)


def judge_and_write(connection: duckdb.DuckDBPyConnection, terms: Terms, out: Path) -> dict[str, int]:
    """Judge `measures` and write the findings, whole or not at all; how many clusters have each verdict.

    More than `AT_A_TIME` clusters are judged in lots, so that memory stays flat; `measures` ends as the last lot.
    """
    clusters = _count(connection, "measures")
    if clusters <= AT_A_TIME:
        judge_into(connection, terms)
        write_findings(connection, out)
        return _verdicts(connection)
    connection.execute("ALTER TABLE measures RENAME TO all_measures")
    verdicts: Counter[str] = Counter()
    with TemporaryDirectory(prefix=".findings-", dir=out.parent) as folder:
        lots = [Path(folder) / f"{first:09}.parquet" for first in range(0, clusters, AT_A_TIME)]
        for number, lot in enumerate(lots):
            rows = f"rowid BETWEEN {number * AT_A_TIME} AND {(number + 1) * AT_A_TIME - 1}"
            connection.execute(f"CREATE OR REPLACE TABLE measures AS SELECT * FROM all_measures WHERE {rows}")
            judge_into(connection, terms)
            write_findings(connection, lot)
            verdicts.update(_verdicts(connection))
        _write(connection, f"SELECT * FROM {parquet(lots)}", out)
    return dict(sorted(verdicts.items()))


def _verdicts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    return dict(connection.execute("SELECT verdict, COUNT(*) FROM verdicts GROUP BY 1 ORDER BY 1").fetchall())


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    counted = connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()
    return int(counted[0]) if counted else 0


def _write(connection: duckdb.DuckDBPyConnection, query: str, out: Path) -> None:
    part = out.with_name(f".{out.name}.part")
    try:
        connection.execute(f"COPY ({query}) TO {text(part)} (FORMAT parquet, COMPRESSION zstd)")
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)

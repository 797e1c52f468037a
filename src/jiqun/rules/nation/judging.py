"""Every cluster of a dataset judged: measures read once, then all clauses in columns."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from jiqun.facts.dataset import Dataset
from jiqun.law import Edition
from jiqun.rules.nation.engine import DuckDB
from jiqun.rules.nation.judge import Judging, figure_sql, in_whole_numbers
from jiqun.rules.nation.measured import Progress, Wanted, measure_dataset
from jiqun.rules.nation.texts import MACROS, judged_sql
from jiqun.rules.ruleset import Asked, questions


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
        numbers = dict.fromkeys(at for one in asked for at in one.numbers())
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


def write_findings(connection: duckdb.DuckDBPyConnection, out: Path) -> int:
    """Write the findings as Parquet, whole or not at all; returns how many rows."""
    part = out.with_name(f".{out.name}.part")
    target = str(part).replace("'", "''")
    written = connection.execute(f"COPY ({FINDINGS}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)").fetchone()
    part.replace(out)
    return int(written[0]) if written else 0

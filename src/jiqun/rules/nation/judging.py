"""Every cluster of a dataset judged: measures read once, then all clauses in columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from jiqun.facts.dataset import Dataset
from jiqun.law import Edition
from jiqun.rules.nation.engine import DuckDB
from jiqun.rules.nation.judge import MACROS, Judging, figure_sql, finding_sql
from jiqun.rules.nation.measured import Progress, Wanted, measure_dataset
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
    """Fill `findings` (one row a cluster and clause, in the order of the law) from `measures`."""
    connection.execute(MACROS)
    clauses = " UNION ALL ".join(
        f"SELECT cluster_id, '{one.id}' AS clause, outcome, observed, required, margin "
        f"FROM ({finding_sql(one.question, terms.judging)})"
        for one in terms.asked
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE judged AS {clauses}")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE verdicts AS {verdict_sql(terms.asked)}")
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE findings AS "
        "SELECT j.*, v.verdict FROM judged j JOIN verdicts v USING (cluster_id)"
    )


def verdict_sql(asked: Sequence[Asked], judged: str = "judged") -> str:
    """Each cluster's verdict from its findings: any blocking miss decides, then anything open."""
    blocking = ", ".join(f"'{one.id}'" for one in asked if one.clause.cite.blocking)
    return (
        "SELECT cluster_id, CASE WHEN bool_or(outcome = 'not_met') THEN 'not_eligible' "
        "WHEN bool_or(outcome IN ('boundary', 'review', 'missing')) THEN 'undetermined' ELSE 'eligible' END AS verdict "
        f"FROM {judged} WHERE clause IN ({blocking}) GROUP BY cluster_id"
    )


def write_findings(connection: duckdb.DuckDBPyConnection, out: Path) -> int:
    """Write `findings` as Parquet, whole or not at all; returns how many rows."""
    part = out.with_name(f".{out.name}.part")
    target = str(part).replace("'", "''")
    written = connection.execute(f"COPY findings TO '{target}' (FORMAT parquet, COMPRESSION zstd)").fetchone()
    part.replace(out)
    return int(written[0]) if written else 0

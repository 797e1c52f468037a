"""Jiqun itself on a dataset, long or wide: everything that `assess_all` does, or the outcomes of some clauses alone."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import mkdtemp
from time import perf_counter
from typing import Any

import duckdb

from benchmarks.contenders import Contender, Work
from benchmarks.datasets import rows_of
from benchmarks.job import ON, SCOPES, TERMS, THREADS, Scope, clauses, numbers, packed_columns, reads
from jiqun.facts.dataset import Dataset
from jiqun.facts.dataset.engine import connection
from jiqun.rules.nation.judge import in_whole_numbers, outcome_sql
from jiqun.rules.nation.judging import FINDINGS, judge_and_write, judge_into, measure_into
from jiqun.rules.nation.measured import Wanted


class Jiqun(Contender):
    """Measure and judge in a new database in memory, as the library does; `write` puts the findings into a file too."""

    def __init__(self, data: str, scope: Scope = "all", write: bool = False) -> None:
        self.directory, self.scope = Path(data), scope
        self.asked = clauses(scope)
        self.out = Path(mkdtemp(prefix="jiqun-bench-")) / "findings.parquet" if write else None
        self.opened = ExitStack()  # the last run's database, left open: its findings are asked for afterwards
        self.last: duckdb.DuckDBPyConnection | None = None
        gives = "every finding with its exact numbers, verdicts" if scope == "all" else "outcomes alone"
        layout = Dataset.open(self.directory).layout
        self.work = Work(
            rows_of(self.directory),
            f"{layout}: the columns of {SCOPES[scope]}",
            packed_columns(scope) if layout == "wide" else reads(scope),
            gives + (", as Parquet" if write else ""),
            "exact",
        )

    def run(self) -> Mapping[str, float]:
        self.opened.close()
        began = perf_counter()
        self.last = con = self.opened.enter_context(connection(threads=THREADS))
        dataset = Dataset.open(self.directory, con)
        opened = perf_counter()
        if self.scope == "all":
            measure_into(con, dataset, TERMS.wanted)
        else:
            measure_into(con, dataset, Wanted(numbers(self.asked), ON, TERMS.readings["sme_of"]))
        measured = perf_counter()
        laps = {"open": opened - began, "measure": measured - opened}
        if self.out:
            judge_and_write(con, TERMS, self.out)
            return laps | {"judge and write": perf_counter() - measured}
        self._judge(con)
        return laps | {"judge": perf_counter() - measured}

    def outcomes(self) -> dict[str, Any]:
        assert self.last is not None
        if self.scope != "all":
            ids = ", ".join(f"LIST(o_{one.id.replace('.', '_')} ORDER BY cluster_id)" for one in self.asked)
            row = self.last.execute(f"SELECT {ids} FROM outcomes").fetchone()
            assert row is not None
            return {"clauses": {one.id: found for one, found in zip(self.asked, row, strict=True)}}
        rows = self.last.execute(
            "SELECT clause, LIST(outcome ORDER BY cluster_id) FROM judged GROUP BY clause"
        ).fetchall()
        digest = self.last.execute(f"SELECT BIT_XOR(HASH(f)) FROM ({FINDINGS}) f").fetchone()
        assert digest is not None
        return {"clauses": dict(rows), "digest": str(digest[0])}

    def _judge(self, con: duckdb.DuckDBPyConnection) -> None:
        if self.scope == "all":
            judge_into(con, TERMS)
            return
        outcomes = ", ".join(
            f"{outcome_sql(one.question, TERMS.judging)} AS o_{one.id.replace('.', '_')}" for one in self.asked
        )
        in_whole_numbers(con, f"CREATE OR REPLACE TABLE outcomes AS SELECT cluster_id, {outcomes} FROM measures")


CONTENDERS = {"jiqun": Jiqun}

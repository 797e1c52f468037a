"""pandas, as an analyst writes it: read the columns, flag the SMEs, group by cluster and year, judge in floats."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.contenders import Contender, Work
from benchmarks.contenders import in_floats as rules
from benchmarks.contenders.registers_in_pandas import counted_clauses
from benchmarks.datasets import rows_of
from benchmarks.job import ON, SCOPES, Scope, reads

_SUMMED = ("output", "energy_tce", "co2_t", "exports")
_OF_SMES = ("output", "rd_expenditure", "valid_invention_patents", "employees")
_SMES_WITH = ("uses_cloud_platform", "uses_industrial_software")


class Pandas(Contender):
    """The size class and the industry flag are taken as stored, as ours are."""

    def __init__(self, data: str, scope: Scope = "numbers") -> None:
        self.directory, self.scope = Path(data), scope
        self.last: Mapping[str, rules.Codes] = {}
        self.work = Work(
            rows_of(self.directory),
            f"long: the columns of {SCOPES[scope]}",
            reads(scope),
            "outcomes alone",
            "whole numbers added up, floats judged",
        )

    def run(self) -> Mapping[str, float]:
        began = perf_counter()
        clusters, rows = self._read("clusters").set_index("cluster_id").sort_index(), self._read("annual")
        read = perf_counter()
        sums = _by_year(clusters, rows)

        def value(measure: str, year: int) -> rules.Floats:
            return sums[measure, year].to_numpy(np.float64) if (measure, year) in sums else np.full(len(sums), np.nan)

        found = {clause: judged() for clause, judged in rules.yearly_clauses(value, ON.year).items()}
        yearly = perf_counter()
        if self.scope == "numbers":
            found |= counted_clauses(clusters, self._read)
        self.last = found
        return {"read": read - began, "yearly": yearly - read, "registers": perf_counter() - yearly}

    def outcomes(self) -> dict[str, Any]:
        return rules.named(self.last)

    def _read(self, table: str) -> pd.DataFrame:
        name = table if table == "annual" else f"{table}.parquet"
        return pd.read_parquet(self.directory / name, columns=reads(self.scope)[table])


def _by_year(clusters: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Every yearly measure, a row a cluster, a column a measure and year; NaN where no row fills the column."""
    by_revenue = rows["cluster_id"].map(clusters["output_measure"] == "revenue")
    rows["output"] = rows["revenue"].where(by_revenue, rows["output_value"])
    sme = rows["size_class"].isin([1, 2, 3])
    columns = {column: rows[column] for column in _SUMMED}
    columns |= {f"sme_{column}": rows[column].where(sme) for column in _OF_SMES}
    columns |= {f"sme_{column}": rows[column].eq(True).astype("int64") * sme for column in _SMES_WITH}
    columns |= {"dominant_output": rows["output"].where(rows["in_dominant_industry"]), "smes": sme.astype("int64")}
    keys = [rows["cluster_id"], rows["year"]]
    sums = pd.DataFrame(columns).groupby(keys).sum(min_count=1)
    # A measure over some of the rows is there when any row fills its column: then what none of them fills is zero.
    of_some = [column for column in columns if column not in (*_SUMMED, "smes")]
    source = [column.removeprefix("sme_").removeprefix("dominant_") for column in of_some]
    filled = rows[list(dict.fromkeys(source))].notna().groupby(keys).any()
    for column, stored in zip(of_some, source, strict=True):
        sums[column] = sums[column].fillna(0).where(filled[stored])
    return sums.unstack("year").reindex(clusters.index)


CONTENDERS = {"pandas": Pandas}

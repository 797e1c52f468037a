"""A plain Python loop over the rows as tuples: cluster by cluster, year by year, in Python's own whole numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any

from benchmarks.contenders import Contender, Work
from benchmarks.datasets import rows_of
from benchmarks.job import ON, SCOPES, THREADS, reads
from jiqun.facts.dataset import Dataset
from jiqun.facts.dataset.engine import connection, parquet
from jiqun.law import edition

Number = int | None
Sums = Mapping[str, Number]
_FIGURES = edition("shanghai-2024").figures
_COLUMNS = reads("yearly")["annual"]
_AT_ONCE = 20_000


class RowLoop(Contender):
    """DuckDB only decodes: its rows come as tuples, in the order of the files."""

    def __init__(self, data: str) -> None:
        self.dataset = Dataset.open(Path(data))
        self.last: dict[str, list[str]] = {}
        self.work = Work(
            rows_of(self.dataset.directory),
            f"long: the columns of {SCOPES['yearly']}",
            reads("yearly"),
            "outcomes alone",
            "exact",
        )

    def run(self) -> Mapping[str, float]:
        found: dict[str, list[str]] = defaultdict(list)
        with connection(threads=THREADS) as con:
            clusters = parquet(self.dataset.paths["cluster"] or ())
            measured_by = dict(con.execute(f"SELECT cluster_id, output_measure FROM {clusters}").fetchall())
            rows = con.execute(f"SELECT {', '.join(_COLUMNS)} FROM {self.dataset.source('annual')}")
            for cluster, of_it in groupby(_fetched(rows), key=itemgetter(0)):
                for clause, outcome in _judged(of_it, measured_by[cluster] == "revenue").items():
                    found[clause].append(outcome)
        self.last = found
        return {}

    def outcomes(self) -> dict[str, Any]:
        return {"clauses": self.last}


def _fetched(rows: Any) -> Iterator[tuple[Any, ...]]:
    while some := rows.fetchmany(_AT_ONCE):
        yield from some


def _judged(rows: Iterator[tuple[Any, ...]], by_revenue: bool) -> dict[str, str]:
    years: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        years[row[1]].append(row)
    sums = {year: _sums(of_it, by_revenue) for year, of_it in years.items()}
    base, first, second, latest = (sums.get(ON.year - back, defaultdict(lambda: None)) for back in (4, 3, 2, 1))
    window = (first, second, latest)
    return {
        "A6.2.6": _worst([_over(one["output"], 1, "annual_output") for one in window]),
        "A6.2.7": _over(latest["sme_output"], latest["output"], "sme_output_share"),
        "A6.2.8": _over(latest["dominant_output"], latest["output"], "dominant_output_share"),
        "A6.2.9": _grown(base["output"], latest["output"], "output_growth"),
        "A6.5.1": _grown(base["sme_rd"], latest["sme_rd"], "rd_growth"),
        "A6.5.6": _grown(base["sme_patents"], latest["sme_patents"], "patent_growth"),
        "A6.5.7": _over(latest["sme_patents"], latest["sme_employees"], "patent_density", 10_000, at_least=True),
        "A6.6.3": _over(latest["sme_cloud"], latest["smes"], "cloud_share"),
        "A6.6.4": _rising([(one["sme_software"], one["smes"]) for one in window]),
        "A6.7.2": _rising([(_minus(one["co2"]), 1) for one in window]),
        "A6.7.3": _rising([(one["output"], one["energy"]) for one in (first, latest)]),
        "A6.8.3": _rising([(one["exports"], 1) for one in (first, latest)]),
    }


def _sums(rows: Sequence[tuple[Any, ...]], by_revenue: bool) -> Sums:
    column = dict(zip(_COLUMNS, zip(*rows, strict=True), strict=True))
    output = column["revenue" if by_revenue else "output_value"]
    sme = [size in (1, 2, 3) for size in column["size_class"]]
    return {
        "output": _sum(output),
        "sme_output": _sum(output, sme),
        "dominant_output": _sum(output, column["in_dominant_industry"]),
        "sme_rd": _sum(column["rd_expenditure"], sme),
        "sme_patents": _sum(column["valid_invention_patents"], sme),
        "sme_employees": _sum(column["employees"], sme),
        "smes": sum(sme),
        "sme_cloud": _sum(column["uses_cloud_platform"], sme),
        "sme_software": _sum(column["uses_industrial_software"], sme),
        "energy": _sum(column["energy_tce"]),
        "co2": _sum(column["co2_t"]),
        "exports": _sum(column["exports"]),
    }


def _sum(values: Sequence[Number], such: Sequence[bool | None] | None = None) -> Number:
    """None where no row fills the column."""
    if all(value is None for value in values):
        return None
    if such is None:
        return sum(value for value in values if value is not None)
    return sum(value for value, holds in zip(values, such, strict=True) if holds and value is not None)


def _minus(value: Number) -> Number:
    return None if value is None else -value


def _over(above: Number, below: Number, line: str, times: int = 1, at_least: bool = False) -> str:
    return _divided(above, below, lambda a, b: _held(a * times - Fraction(_FIGURES[line].value) * b, at_least))


def _grown(first: Number, last: Number, line: str) -> str:
    return _divided(last, first, lambda a, b: _held(a - b * (1 + Fraction(_FIGURES[line].value)) ** 3))


def _divided(above: Number, below: Number, judge: Callable[[int, int], str]) -> str:
    if above is None or below is None:
        return "missing"
    return judge(above, below) if below else "review"


def _held(spare: Fraction, at_least: bool = False) -> str:
    if spare == 0:
        return "met" if at_least else "boundary"
    return "met" if spare > 0 else "not_met"


def _rising(quotients: Sequence[tuple[Number, Number]]) -> str:
    known = [(above, below) for above, below in quotients if above is not None and below is not None]
    if len(known) < len(quotients):
        return "missing"
    if any(below == 0 for _, below in known):
        return "review"
    holds = all(later[0] * earlier[1] > earlier[0] * later[1] for earlier, later in pairwise(known))
    return "met" if holds else "not_met"


def _worst(outcomes: Sequence[str]) -> str:
    return next((one for one in ("missing", "review", "not_met", "boundary") if one in outcomes), "met")


CONTENDERS = {"loop": RowLoop}

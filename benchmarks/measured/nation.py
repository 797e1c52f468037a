"""A nation's clusters: ours on both layouts, the bare scan as the floor, and what people would use instead."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.agreement import compared
from benchmarks.contest import Entry, Result, contest
from benchmarks.job import reads
from benchmarks.measured.bench import Bench
from benchmarks.tables import Table, spread

_FLOOR, _OURS = 0, 2


def measured(bench: Bench) -> list[Table]:
    """The ratios, where our time goes, equal work, agreement."""
    results = contest(_entries(bench), bench.rounds)
    judged = [one for one in results[_OURS + 1 :] if "clauses" in one.outcomes]
    return [_ratios(results, bench), _laps(results), _work(results), _columns(), compared(results[_OURS], judged)]


def _entries(bench: Bench) -> list[Entry]:
    long, wide = str(bench.shelf.full("long")), str(bench.shelf.full("wide"))
    few_long, few_wide = str(bench.shelf.cut("long", bench.sample)), str(bench.shelf.cut("wide", bench.sample))
    few = f"[{bench.sample:,} clusters]"
    return [
        Entry("bare scan (floor)", "scan", {"data": long, "scope": "all"}),
        Entry("bare scan, annual rows alone", "scan", {"data": long, "scope": "all", "tables": "annual"}),
        Entry("jiqun long", "jiqun", {"data": long}),
        Entry("jiqun long, Parquet written", "jiqun", {"data": long, "write": True}),
        Entry("jiqun long, outcomes alone", "jiqun", {"data": long, "scope": "numbers"}),
        Entry("jiqun wide", "jiqun", {"data": wide}),
        Entry("jiqun wide, Parquet written", "jiqun", {"data": wide, "write": True}),
        Entry("jiqun wide, outcomes alone", "jiqun", {"data": wide, "scope": "numbers"}),
        Entry("pandas", "pandas", {"data": long}),
        Entry(f"bare scan {few}", "scan", {"data": few_long, "scope": "yearly"}),
        Entry(f"jiqun long, outcomes alone {few}", "jiqun", {"data": few_long, "scope": "yearly"}),
        Entry(f"jiqun wide, outcomes alone {few}", "jiqun", {"data": few_wide, "scope": "yearly"}),
        Entry(f"OpenFisca-core, 64-bit floats {few}", "openfisca", {"data": few_wide, "bits": 64}),
        Entry(f"OpenFisca-core, stock 32-bit {few}", "openfisca", {"data": few_wide, "bits": 32}),
        Entry(f"row loop {few}", "loop", {"data": few_long}),
    ]


def _ratios(results: Sequence[Result], bench: Bench) -> Table:
    floor = results[_FLOOR]
    return Table(
        f"A nation: {bench.clusters:,} clusters, {floor.rows:,} rows",
        f"Ratios per row to the bare scan of the same round. Contenders marked [{bench.sample:,} clusters] have the "
        "first clusters alone and judge the clauses over annual rows; all others have every cluster.",
        ("contender", "x floor (quartiles)", "median s", "ns/row", "cpu ns/row", "peak MB"),
        [
            (
                result.label,
                spread(result.times_of(floor, per_row=True)),
                f"{result.typical:.3f}",
                f"{result.typical / result.rows * 1e9:,.0f}",
                f"{result.processor / result.rows * 1e9:,.0f}",
                f"{result.peak_mb:,.0f}",
            )
            for result in results
        ],
    )


def _laps(results: Sequence[Result]) -> Table:
    rows = [
        (result.label, "; ".join(f"{name} {result.lap(name) * 1000:,.0f}" for name in result.rounds[0].laps))
        for result in results
        if result.rounds[0].laps
    ]
    return Table("Where the time goes", "Milliseconds of each step, medians.", ("contender", "steps"), rows, texts=2)


def _work(results: Sequence[Result]) -> Table:
    rows = []
    for result in results:
        columns, judged = result.work["columns"], result.outcomes.get("clauses", {})
        counted = f"{sum(map(len, columns.values()))} columns of {len(columns)} files"
        clauses = f"{len(judged)} clauses x {len(next(iter(judged.values()))):,} clusters" if judged else "-"
        rows.append(
            (result.label, result.work["reads"], counted, clauses, result.work["gives"], result.work["arithmetic"])
        )
    return Table(
        "Equal work",
        "What each one read and gave.",
        ("contender", "reads", "in number", "judges", "gives", "arithmetic"),
        rows,
        texts=6,
    )


def _columns() -> Table:
    """The lists that the contenders are given."""
    yearly, by_numbers, by_all = reads("yearly"), reads("numbers"), reads("all")
    rows = []
    for table, columns in by_all.items():
        told = [
            f"{column}*"
            if column in yearly.get(table, ())
            else column
            if column in by_numbers.get(table, ())
            else f"({column})"
            for column in columns
        ]
        rows.append((table, ", ".join(told)))
    return Table(
        "The columns",
        "Read for every clause; * also for the clauses over annual rows, in brackets not where only numbers decide. "
        "OpenFisca-core is given the same as wide columns, each of the years that a clause looks at.",
        ("file", "columns"),
        rows,
        texts=2,
    )

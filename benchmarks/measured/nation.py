"""A nation's clusters: ours on both layouts, the bare scan as the floor, and what people would use instead."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.agreement import compared
from benchmarks.contest import Entry, Result, contest
from benchmarks.job import reads
from benchmarks.measured.bench import Bench
from benchmarks.tables import Table, spread

_LONG, _WIDE = "jiqun long", "jiqun wide"
_ALONE = ", outcomes alone"
_YEARLY = " (yearly clauses)"  # those over annual rows


def measured(bench: Bench) -> list[Table]:
    """The ratios, the peers against us, where time goes, equal work, agreement."""
    results = contest(_entries(bench), bench.rounds)
    ours = _by_label(results)[_LONG]
    judged = [one for one in results if "clauses" in one.outcomes and one is not ours]
    return [
        _ratios(results, bench),
        _against(results),
        _laps(results),
        _work(results),
        _columns(),
        compared(ours, judged),
    ]


def _entries(bench: Bench) -> list[Entry]:
    """All clusters first, then the few that the slow peers are given; those judge yearly clauses alone."""
    long, wide = str(bench.shelf.full("long")), str(bench.shelf.full("wide"))
    few_long, few_wide = str(bench.shelf.cut("long", bench.sample)), str(bench.shelf.cut("wide", bench.sample))
    arrays, few_arrays = (str(bench.shelf.arrays(Path(one))) for one in (long, few_long))
    few = _few(bench)
    return [
        Entry("bare scan (floor)", "scan", {"data": long, "scope": "all"}),
        Entry("bare scan, annual rows alone", "scan", {"data": long, "scope": "all", "tables": "annual"}),
        Entry(_LONG, "jiqun", {"data": long}),
        Entry(f"{_LONG}, Parquet written", "jiqun", {"data": long, "write": True}),
        Entry(f"{_LONG}{_ALONE}", "jiqun", {"data": long, "scope": "numbers"}),
        Entry(_WIDE, "jiqun", {"data": wide}),
        Entry(f"{_WIDE}, Parquet written", "jiqun", {"data": wide, "write": True}),
        Entry(f"{_WIDE}{_ALONE}", "jiqun", {"data": wide, "scope": "numbers"}),
        Entry("pandas", "pandas", {"data": long}),
        Entry(f"{_LONG}{_ALONE}{_YEARLY}", "jiqun", {"data": long, "scope": "yearly"}),
        Entry(f"{_WIDE}{_ALONE}{_YEARLY}", "jiqun", {"data": wide, "scope": "yearly"}),
        Entry(f"OpenFisca-core, 64-bit floats{_YEARLY}", "openfisca", {"data": long, "arrays": arrays, "bits": 64}),
        Entry(f"bare scan{few}", "scan", {"data": few_long, "scope": "yearly"}),
        Entry(f"{_LONG}{_ALONE}{few}", "jiqun", {"data": few_long, "scope": "yearly"}),
        Entry(f"{_WIDE}{_ALONE}{few}", "jiqun", {"data": few_wide, "scope": "yearly"}),
        Entry(f"OpenFisca-core, 64-bit floats{few}", "openfisca", {"data": few_long, "arrays": few_arrays, "bits": 64}),
        Entry(f"OpenFisca-core, stock 32-bit{few}", "openfisca", {"data": few_long, "arrays": few_arrays, "bits": 32}),
        Entry(f"row loop{few}", "loop", {"data": few_long}),
    ]


def _few(bench: Bench) -> str:
    return f" [{bench.sample:,} clusters]"


def _by_label(results: Sequence[Result]) -> dict[str, Result]:
    return {result.label: result for result in results}


def _against(results: Sequence[Result]) -> Table:
    found = _by_label(results)
    rows = []
    for peer in results:
        if peer.entry.contender in ("pandas", "openfisca", "loop"):
            same = "" if peer.entry.contender == "pandas" else _YEARLY
            beside = (f"{_LONG}{_ALONE}{same}", f"{_WIDE}{_ALONE}{same}", _LONG, _WIDE)
            rows.append((peer.label, *(spread(peer.times_of(found[one], per_row=True)) for one in beside)))
    return Table(
        "The peers against Jiqun, per row",
        "First beside the same work of Jiqun's, outcomes of the same clauses alone; then beside its whole job, every "
        "clause with its exact numbers, and verdicts. Jiqun always has all clusters. Over 1: the peer takes longer.",
        ("peer", "/ long, same work", "/ wide, same work", "/ long, whole job", "/ wide, whole job"),
        rows,
    )


def _ratios(results: Sequence[Result], bench: Bench) -> Table:
    floor = results[0]
    return Table(
        f"A nation: {bench.clusters:,} clusters, {floor.rows:,} rows",
        f"Ratios per row to the bare scan of the same round. Contenders marked [{bench.sample:,} clusters] have the "
        "first clusters alone; they and those marked (yearly clauses) judge only the clauses over annual rows.",
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

"""How time per row and memory grow with the number of clusters."""

from __future__ import annotations

from pathlib import Path

from benchmarks.contest import Entry, contest
from benchmarks.measured.bench import Bench
from benchmarks.tables import Table, spread
from jiqun.facts.dataset import Layout

_TIMES = 10  # the whole dataset over, with `large`


def measured(bench: Bench) -> list[Table]:
    """What `assess_all` does, the file of findings included, from a hundredth of the clusters upwards."""
    return [_grown(bench, layout) for layout in ("long", "wide")]


def _grown(bench: Bench, layout: Layout) -> Table:
    sizes = [max(1, bench.clusters // 100), max(2, bench.clusters // 10)]
    entries = [_entry(size, bench.shelf.cut(layout, size)) for size in sizes]
    entries.append(_entry(bench.clusters, bench.shelf.full(layout)))
    if bench.large:
        entries.append(_entry(bench.clusters * _TIMES, bench.shelf.tiled(layout, _TIMES), rounds=1))
    results = contest(entries, bench.rounds)
    floor = results[len(sizes)]
    return Table(
        f"Growth, {layout} layout",
        f"From folder to file of findings; time per row as a ratio to {bench.clusters:,} clusters in the same round."
        + (f" The last is the dataset {_TIMES} times over with other ids, run once." if bench.large else ""),
        ("clusters", "rows", "time per row (quartiles)", "median s", "ns/row", "cpu ns/row", "peak MB"),
        [
            (
                result.label,
                f"{result.rows:,}",
                spread(result.times_of(floor, per_row=True)),
                f"{result.typical:.3f}",
                f"{result.typical / result.rows * 1e9:,.0f}",
                f"{result.processor / result.rows * 1e9:,.0f}",
                f"{result.peak_mb:,.0f}",
            )
            for result in results
        ],
    )


def _entry(clusters: int, data: Path, rounds: int | None = None) -> Entry:
    return Entry(f"{clusters:,}", "jiqun", {"data": str(data), "write": True}, rounds=rounds)

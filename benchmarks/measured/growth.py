"""How time per row and memory grow with the number of clusters."""

from __future__ import annotations

from benchmarks.contest import Entry, contest
from benchmarks.measured.bench import Bench
from benchmarks.tables import Table, spread

_TIMES = 10  # the whole dataset over, with `large`


def measured(bench: Bench) -> list[Table]:
    """What `assess_all` does but for the writing, on the long layout, from a hundredth of the clusters upwards."""
    sizes = [max(1, bench.clusters // 100), max(2, bench.clusters // 10)]
    entries = [_entry(size, str(bench.shelf.cut("long", size))) for size in sizes]
    entries.append(_entry(bench.clusters, str(bench.shelf.full("long"))))
    if bench.large:
        tiled = str(bench.shelf.tiled("long", _TIMES))
        entries.append(_entry(bench.clusters * _TIMES, tiled, rounds=1))
    results = contest(entries, bench.rounds)
    floor = results[len(sizes)]
    return [
        Table(
            "Growth",
            f"`jiqun long`; time per row as a ratio to {bench.clusters:,} clusters in the same round."
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
    ]


def _entry(clusters: int, data: str, rounds: int | None = None) -> Entry:
    return Entry(f"{clusters:,}", "jiqun", {"data": data}, rounds=rounds)

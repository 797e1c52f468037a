"""One application: a workbook read and judged, judged alone, and how long the command takes to start."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.contest import Entry, Result, contest
from benchmarks.measured.bench import Bench
from benchmarks.tables import Table, spread

_TIMES = 20  # within a round


def measured(bench: Bench) -> list[Table]:
    """Two contests: the workbook, and starting the command."""
    workbook = str(bench.shelf.workbook(250))
    file = {"workbook": workbook}
    of_workbook = contest(
        [
            Entry("calamine: the cells, unchecked (floor)", "calamine", file, _TIMES),
            Entry("openpyxl read-only: the cells, unchecked", "openpyxl", file, 2),
            Entry("jiqun: read, checked and judged", "assess", file, _TIMES),
            Entry("jiqun: judged, snapshot in memory", "judge", {**file, "ready": False}, _TIMES),
            Entry("jiqun: judged, hash known", "judge", {**file, "ready": True}, _TIMES),
        ],
        bench.rounds,
    )
    of_start = contest(
        [
            Entry("python -c pass (floor)", "command", {"arguments": ["-c", "pass"]}, 3),
            Entry("jiqun --help", "command", {"arguments": ["-m", "jiqun.cli", "--help"]}, 3),
            Entry("import jiqun", "command", {"arguments": ["-c", "import jiqun"]}, 3),
        ],
        bench.rounds,
    )
    rows = max(result.rows for result in of_workbook)
    words = f"A fictional cluster of {rows:,} annual rows; every finding with numbers, reasons and notes."
    return [
        _table("One application, hot", words, of_workbook),
        _table("Starting", "A new process each.", of_start, peaks=False),
    ]


def _table(title: str, words: str, results: Sequence[Result], peaks: bool = True) -> Table:
    floor = results[0]
    rows = [
        (
            result.label,
            spread(result.times_of(floor)),
            f"{result.percentile(50) * 1000:.1f}",
            f"{result.percentile(95) * 1000:.1f}",
            f"{result.processor * 1000:.1f}",
            *([f"{result.peak_mb:,.0f}"] if peaks else []),
        )
        for result in results
    ]
    head = ("contender", "x floor (quartiles)", "p50 ms", "p95 ms", "cpu ms", *(["peak MB"] if peaks else []))
    return Table(title, words, head, rows)

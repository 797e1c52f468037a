"""`python -m benchmarks`: measure, and show the tables; how to repeat it stands in the package's own text."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks import machine
from benchmarks.datasets import Shelf
from benchmarks.measured import application, growth, nation, scenarios
from benchmarks.measured.bench import Bench
from benchmarks.tables import Table

_ROOT = Path(__file__).parent.parent
_QUESTIONS: Mapping[str, Callable[[Bench], list[Table]]] = {
    "application": application.measured,
    "nation": nation.measured,
    "growth": growth.measured,
    "scenarios": scenarios.measured,
}
_LEAST_ROUNDS = 7


def main() -> None:
    """Every question in its turn, each shown when it is answered."""
    asked = _arguments().parse_args()
    clusters, enterprises = (50, 40) if asked.quick else (5_000, 250)
    shelf = Shelf(_ROOT / "var" / "bench", clusters, enterprises, asked.data)
    bench = Bench(shelf, max(_LEAST_ROUNDS, asked.rounds), asked.large)
    began = machine.load()
    print(machine.described(), f"Load when it began: {began}.", "", sep="\n")
    tables = []
    for name in asked.only or _QUESTIONS:
        for table in _QUESTIONS[name](bench):
            tables.append(table)
            print(table.plain(), flush=True)
    if asked.markdown:
        head = (
            f"{machine.described()} {bench.rounds} rounds. All data is fictional. Load of the machine when it began: "
            f"{began}; when it ended: {machine.load()}.\n"
        )
        asked.markdown.write_text("\n".join([head, *(table.markdown() for table in tables)]), encoding="utf-8")


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure Jiqun beside its peers.")
    parser.add_argument("--quick", action="store_true", help="50 clusters x 40 enterprises, to see that all runs")
    parser.add_argument("--only", action="append", choices=list(_QUESTIONS), help="one question; may be repeated")
    parser.add_argument("--rounds", type=int, default=_LEAST_ROUNDS, help=f"at least {_LEAST_ROUNDS}, the default")
    parser.add_argument("--large", action="store_true", help="growth also at ten times the clusters, once")
    parser.add_argument("--data", type=Path, metavar="DIR", help="take DIR/long and DIR/wide")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables as Markdown too")
    return parser


if __name__ == "__main__":
    main()

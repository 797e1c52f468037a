"""What-if: a thousand scenarios on the measures, beside assessing every cluster once."""

from __future__ import annotations

from benchmarks.contest import Entry, contest
from benchmarks.measured.bench import Bench
from benchmarks.tables import Table, spread

_SCENARIOS = 1_000


def measured(bench: Bench) -> list[Table]:
    """The floor is one assessment from the rows: a thousand of those is what the scenarios replace."""
    data = str(bench.shelf.full("long"))
    once, scenarios = contest(
        [
            Entry("jiqun long, one assessment", "jiqun", {"data": data}),
            Entry(f"{_SCENARIOS:,} scenarios on the measures", "whatif", {"data": data, "scenarios": _SCENARIOS}),
        ],
        bench.rounds,
    )
    found = scenarios.outcomes
    return [
        Table(
            f"What-if: {_SCENARIOS:,} scenarios x {bench.clusters:,} clusters",
            "Ten figures moved to and fro, four scenarios in five alone, the others under another reading too. "
            f"Found: {found['flips']:,} changed verdicts, of {found['clusters']:,} clusters.",
            ("contender", "x one assessment (quartiles)", "median s", "ms a scenario", "peak MB"),
            [
                (
                    one.label,
                    spread(one.times_of(once)),
                    f"{one.typical:.3f}",
                    f"{one.typical * 1000 / n:.2f}",
                    f"{one.peak_mb:,.0f}",
                )
                for one, n in ((once, 1), (scenarios, _SCENARIOS))
            ],
        )
    ]

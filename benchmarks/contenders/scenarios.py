"""What-if: scenarios on the measures of a dataset, which are read before the clock starts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from fractions import Fraction
from itertools import islice
from pathlib import Path

from benchmarks.contenders import Contender, Work
from benchmarks.datasets import rows_of
from benchmarks.job import TERMS, THREADS
from jiqun.facts.dataset import Dataset
from jiqun.facts.dataset.engine import connection
from jiqun.rules.nation.judging import measure_into
from jiqun.rules.nation.whatif import Flip, Scenario, flips, measures_table

# Each is set to so many hundredths of the law's own figure.
_FIGURES = (
    *("annual_output", "sme_output_share", "dominant_output_share", "output_growth", "rd_growth"),
    *("patent_growth", "patent_density", "cloud_share", "honoured", "standards"),
)
_READINGS: tuple[Mapping[str, str], ...] = (
    *([{}] * 16),
    {"over": "includes"},
    {"growth": "mean_of_yearly_rates"},
    {"share_years": "each"},
    {"sme_of": "latest_year"},
)


class WhatIf(Contender):
    """The measures under both readings of who is an SME lie in memory; a run finds every verdict that changes."""

    def __init__(self, data: str, scenarios: int) -> None:
        self.scenarios = list(islice(_scenarios(), scenarios))
        self.last: list[Flip] = []
        self.opened = ExitStack()
        self.con = self.opened.enter_context(connection(threads=THREADS))
        readings = [{**TERMS.readings, **one} for one in _READINGS]
        dataset = Dataset.open(Path(data))
        for sme_of in ("each_year", "latest_year"):
            measure_into(self.con, dataset, TERMS.with_numbers_of(readings, sme_of))
            self.con.execute(f"ALTER TABLE measures RENAME TO {measures_table(sme_of)}")
        self.work = Work(
            rows_of(Path(data)),
            "the measures in memory",
            gives=f"the flips of {scenarios} scenarios",
            arithmetic="exact",
        )

    def run(self) -> Mapping[str, float]:
        self.last = flips(self.con, TERMS, self.scenarios)
        return {}

    def outcomes(self) -> dict[str, int]:
        return {"flips": len(self.last), "clusters": len({flip.cluster_id for flip in self.last})}


def _scenarios() -> Iterator[Scenario]:
    """Figure by figure and reading by reading, ever further from the law: four in five change a figure alone."""
    step = 0
    while True:
        step += 1
        for readings in _READINGS:
            for key in _FIGURES:
                moved = Fraction(TERMS.edition.figures[key].value) * (100 + (-1) ** step * step) / 100
                yield Scenario({key: moved}, readings)


CONTENDERS = {"whatif": WhatIf}

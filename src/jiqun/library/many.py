"""A dataset of clusters: generate, assess all, what if, arrange."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from jiqun.base import clock
from jiqun.base.numbers import read_exact
from jiqun.base.words import Bi, WordedError
from jiqun.facts.dataset import Dataset, Layout
from jiqun.facts.dataset import arrange as arrange_dataset
from jiqun.facts.dataset.engine import connection
from jiqun.facts.generate import generate as generate_dataset
from jiqun.facts.problems import InputRefused, Problem
from jiqun.law import Edition
from jiqun.library.one import PathLike, find_edition
from jiqun.rules.nation import judging, whatif as what_if
from jiqun.rules.nation.spark import measure_with_spark
from jiqun.rules.nation.whatif import Flip, Scenario

EngineName = Literal["duckdb", "spark"]
Progress = Callable[[int, int], None]
_NO_FIGURE = Bi(
    zh="“{name}”不是有界限的条款或界限名，可用：{known}。", en="{name!r} is no clause with a figure; there are {known}."
)
_NO_NUMBER = Bi(
    zh="{name}={value}：应为数字，如 2500000000、0.45、45% 或 9/20。",
    en="{name}={value}: write a number like 2500000000, 0.45, 45% or 9/20.",
)
_OUTSIDE = Bi(
    zh="评估日期{on}不在{edition}的有效期内（{since}至{until}）。",
    en="The assessment date {on} is outside the window of {edition} ({since} to {until}).",
)
_NO_END = Bi(zh="无截止日期", en="no end")


@dataclass(frozen=True)
class Judged:
    """What `assess_all` did: how many clusters, and how many of each verdict."""

    clusters: int
    verdicts: Mapping[str, int]


def generate(  # noqa: PLR0913  # a dataset has these sides, each named
    directory: PathLike,
    *,
    clusters: int,
    enterprises: int,
    seed: int = 1,
    on: date | None = None,
    layout: Layout = "long",
    progress: Progress | None = None,
) -> None:
    """Make a dataset of fictional clusters: the same bytes for the same seed and date.

    `enterprises` is the mean per cluster. Raises FileExistsError if the folder is not empty.
    """
    generate_dataset(
        Path(directory),
        clusters=clusters,
        enterprises=enterprises,
        seed=seed,
        on=on or clock.today(),
        layout=layout,
        progress=progress,
    )


def arrange(source: PathLike, target: PathLike, layout: Layout) -> None:
    """Rewrite a dataset in another layout: `long` (a row a year) or `wide` (the years side by side)."""
    arrange_dataset(Path(source), Path(target), layout)


def assess_all(  # noqa: PLR0913  # the command's own options, each named
    directory: PathLike,
    out: PathLike,
    *,
    on: date | None = None,
    procedures: str = "shanghai-2024",
    readings: Mapping[str, str] | None = None,
    engine: EngineName = "duckdb",
    progress: Progress | None = None,
) -> Judged:
    """Judge every cluster of a dataset and write one row per cluster and clause as Parquet.

    The columns are `cluster_id, clause, outcome, observed, required, margin, verdict`, numbers as exact text. Raises
    InputRefused for a dataset that cannot be read or a day outside the edition, WordedError for an unknown reading.
    """
    terms = _terms(procedures, readings, on)
    dataset = Dataset.open(Path(directory))
    with connection(threads=os.cpu_count() or 1) as con:
        if engine == "spark":
            measure_with_spark(con, dataset, terms)
        else:
            judging.measure_into(con, dataset, terms, progress)
        judging.judge_into(con, terms)
        judging.write_findings(con, Path(out))
        counts = con.execute("SELECT verdict, COUNT(DISTINCT cluster_id) FROM findings GROUP BY 1 ORDER BY 1").fetchall()
    verdicts = {str(verdict): int(count) for verdict, count in counts}
    return Judged(sum(verdicts.values()), verdicts)


def whatif(
    directory: PathLike,
    scenarios: Sequence[Scenario],
    *,
    on: date | None = None,
    procedures: str = "shanghai-2024",
    progress: Progress | None = None,
) -> list[Flip]:
    """Which clusters change their verdict under each scenario; rows are read once, however many scenarios there are.

    Raises as `assess_all`.
    """
    base = _terms(procedures, {}, on)
    dataset = Dataset.open(Path(directory))
    found: list[Flip] = []
    with connection(threads=os.cpu_count() or 1) as con:
        for sme_of in dict.fromkeys(base.edition.settle(one.readings)["sme_of"] for one in scenarios):
            found += _of_reading(con, dataset, base, sme_of, scenarios, progress)
    return sorted(found, key=lambda flip: flip.scenario)

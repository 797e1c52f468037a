"""A dataset of clusters: generate, assess all, what if, arrange."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from errno import ENOENT
from pathlib import Path
from typing import Literal

from jiqun.base import clock
from jiqun.base.numbers import Exact, read_exact
from jiqun.base.words import Bi, WordedError
from jiqun.facts.dataset import Dataset, Layout
from jiqun.facts.dataset import arrange as arrange_dataset
from jiqun.facts.dataset.engine import connection
from jiqun.facts.generate import generate as generate_dataset
from jiqun.facts.problems import InputRefused, Problem
from jiqun.functions.one import PathLike, find_edition
from jiqun.law import Edition
from jiqun.rules.nation import judging
from jiqun.rules.nation import whatif as what_if
from jiqun.rules.nation.judging import Terms
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
    InputRefused for a dataset that cannot be read or a day outside the edition, WordedError for an unknown reading,
    FileNotFoundError where the folder of `out` is not there.
    """
    terms = _terms(procedures, readings, on)
    if not Path(out).parent.is_dir():
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(Path(out).parent))
    with connection(threads=os.cpu_count() or 1) as con:
        dataset = Dataset.open(Path(directory), con)
        if engine == "spark":
            measure_with_spark(con, dataset, terms.wanted)
        else:
            judging.measure_into(con, dataset, terms.wanted, progress)
        verdicts = judging.judge_and_write(con, terms, Path(out))
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
    terms = _terms(procedures, {}, on)
    all_readings = [terms.readings, *(terms.edition.settle(one.readings) for one in scenarios)]
    with connection(threads=os.cpu_count() or 1) as con:
        dataset = Dataset.open(Path(directory), con)
        for sme_of in dict.fromkeys(readings["sme_of"] for readings in all_readings):
            judging.measure_into(con, dataset, terms.with_numbers_of(all_readings, sme_of), progress)
            con.execute(f"ALTER TABLE measures RENAME TO {what_if.measures_table(sme_of)}")
        return what_if.flips(con, terms, scenarios)


def scenario(procedures: str, sets: Mapping[str, str], readings: Mapping[str, str]) -> Scenario:
    """A scenario from what people write: `{"A6.2.6": "2500000000", "rd_growth": "4%"}`, `{"over": "includes"}`.

    A clause stands for its figure, for the last where it has several. Raises WordedError naming what is unknown.
    """
    edition = find_edition(procedures)
    edition.settle(readings)
    return Scenario({_figure(edition, name): _number(name, text) for name, text in sets.items()}, readings)


def _figure(edition: Edition, name: str) -> str:
    if name in edition.figures:
        return name
    provision = edition.provisions.get(name)
    if provision is None or not provision.figures:
        known = ", ".join([*(p.id for p in edition.provisions.values() if p.figures), *edition.figures])
        raise WordedError(_NO_FIGURE.fill(name=name, known=known))
    return provision.figures[-1]


def _number(name: str, text: str) -> Exact:
    try:
        return read_exact(text)
    except ValueError as error:
        raise WordedError(_NO_NUMBER.fill(name=name, value=text)) from error


def _terms(procedures: str, readings: Mapping[str, str] | None, on: date | None) -> Terms:
    """What the dataset is judged under. Raises InputRefused for a day outside the edition's window."""
    edition, day = find_edition(procedures), on or clock.today()
    if not edition.in_force_on(day):
        until = edition.in_force_to or _NO_END
        words = _OUTSIDE.fill(on=day, edition=edition.id, since=edition.in_force_from, until=until)
        raise InputRefused([Problem("outside_window", words)])
    return Terms(edition, edition.settle(readings or {}), day)

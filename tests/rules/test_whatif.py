"""What-if on the measures says what assessing every cluster anew would say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest

from jiqun.facts.choices import SERVICE_KINDS
from jiqun.facts.dataset import Dataset, write_dataset
from jiqun.facts.dataset.engine import connection
from jiqun.facts.snapshot import Snapshot, snapshot_of
from jiqun.law import edition
from jiqun.rules.assess import assess_snapshot
from jiqun.rules.finding import Assessment
from jiqun.rules.nation.judging import Terms, measure_into
from jiqun.rules.nation.whatif import Flip, Scenario, flips, measures_table
from tests.random_rows import Sheets, random_sheets

ON = date(2026, 5, 1)
BOOK = edition("shanghai-2024")
LAX = {  # figures that nearly every cluster reaches, so that each scenario makes some fail
    "annual_output": 0,
    "sme_output_share": -1,
    "dominant_output_share": -1,
    "output_growth": -1,
    "rd_growth": -1,
    "patent_growth": -1,
    "patent_density": 0,
    "cloud_share": -1,
    "honoured": -1,
    "platforms": 0,
    "standards": 0,
}
BASE = replace(BOOK, figures={**BOOK.figures, **{k: replace(BOOK.figures[k], value=v) for k, v in LAX.items()}})
SCENARIOS = [
    Scenario({"annual_output": 3_000_000_000}),
    Scenario({"annual_output": 3_000_000_000}, {"over": "excludes"}),
    Scenario({"annual_output": 3_000_000_000}, {"over": "includes"}),
    Scenario({"sme_output_share": Fraction(1, 2), "annual_output": 1_000_000_000}),
    Scenario({"sme_output_share": Fraction(1, 2)}, {"sme_of": "latest_year", "share_years": "each"}),
    Scenario({"sme_output_share": Fraction(1, 3)}),
    Scenario({"output_growth": Fraction(1, 10)}, {"growth": "mean_of_yearly_rates"}),
    Scenario({"output_growth": Fraction(1, 10)}, {"growth_of": "dominant_industry"}),
    Scenario({"rd_growth": Fraction(1, 20), "patent_growth": Fraction(3, 20)}, {"sme_of": "latest_year"}),
    Scenario({"area": Fraction(1, 2), "honoured": 10, "standards": 2, "platforms": 1, "cloud_share": Fraction(1, 10)}),
    Scenario({}, {"sme_of": "latest_year"}),
    Scenario(),
]
OPEN_TRENDS = ("energy_tce", "co2_t", "exports", "uses_industrial_software")


def lenient(sheets: Sheets) -> Sheets:
    """Nothing but the figures decides: no incident, nothing denied, no trend reported."""
    annual = [{**row, **dict.fromkeys(OPEN_TRENDS)} for row in sheets["annual"]]
    services = [{"institution": "机构", "kinds": tuple(SERVICE_KINDS), "specialists": 1}]
    return {**sheets, "annual": annual, "services": services, "incidents": [], "statements": []}


@pytest.fixture(scope="module")
def snapshots() -> dict[int, Snapshot]:
    return {seed: snapshot_of(lenient(random_sheets(seed, ON))) for seed in range(72)}


@pytest.fixture
def measured(tmp_path: Path, snapshots: dict[int, Snapshot]) -> Iterator[duckdb.DuckDBPyConnection]:
    write_dataset(tmp_path / "data", snapshots.items())
    dataset, terms = Dataset.open(tmp_path / "data"), Terms(BASE, BASE.default_readings, ON)
    every = [BASE.settle(one.readings) for one in SCENARIOS]
    with connection(threads=2) as con:
        for sme_of in ("each_year", "latest_year"):
            measure_into(con, dataset, terms.with_numbers_of(every, sme_of))
            con.execute(f"ALTER TABLE measures RENAME TO {measures_table(sme_of)}")
        yield con


def anew(snapshot: Snapshot, scenario: Scenario) -> Assessment:
    figures = {**BASE.figures, **{k: replace(BASE.figures[k], value=v) for k, v in scenario.figures.items()}}
    book = replace(BASE, figures=figures)
    return assess_snapshot(snapshot, on=ON, edition=book, readings=book.settle(scenario.readings))


def test_what_if_agrees_with_assessing_anew(
    measured: duckdb.DuckDBPyConnection, snapshots: dict[int, Snapshot]
) -> None:
    expected = []
    for number, scenario in enumerate(SCENARIOS):
        for key, snapshot in snapshots.items():
            before, after = anew(snapshot, Scenario()), anew(snapshot, scenario)
            pairs = zip(before.findings, after.findings, strict=True)
            changed = tuple(old.clause for old, new in pairs if old.outcome != new.outcome)
            if before.verdict != after.verdict:
                expected.append(Flip(number, key, before.verdict, after.verdict, changed))
    assert flips(measured, Terms(BASE, BASE.default_readings, ON), SCENARIOS) == expected
    assert {flip.scenario for flip in expected} >= set(range(10)), "every scenario flips some, or says little"


def test_an_unknown_figure_is_an_error(measured: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(KeyError):
        flips(measured, Terms(BASE, BASE.default_readings, ON), [Scenario({"no_such_figure": 1})])

"""The JSON of an assessment is what the published schema says, and what the contract's example shows."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from jiqun.facts.reviews import Review
from jiqun.facts.snapshot import snapshot_of
from jiqun.law import edition
from jiqun.rules.assess import assess_snapshot
from jiqun.rules.finding import Assessment
from tests.random_rows import random_sheets

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/assessment.json").read_text(encoding="utf-8"))
ON = date(2026, 5, 1)


@pytest.mark.parametrize("procedures", ["shanghai-2024", "national-2022"])
@pytest.mark.parametrize("seed", range(25))
def test_every_assessment_fits_the_published_schema(seed: int, procedures: str) -> None:
    book = edition(procedures)
    reviews = {"A6.2.3": Review("met", "理由")}
    assessment = assess_snapshot(
        snapshot_of(random_sheets(seed, ON)), on=ON, edition=book, readings=book.default_readings, reviews=reviews
    )
    Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(assessment.as_dict())))
    assert [one["clause"] for one in assessment.as_dict()["findings"]] == list(book.provisions)


def cluster_of_one_firm() -> Assessment:
    sheets = random_sheets(1, ON)
    firm = {**sheets["enterprises"][0], "industry_code": "3921"}
    output = {2022: 2_000_000_000, 2023: 3_120_000_000, 2024: 3_200_000_000, 2025: 3_300_000_000}
    annual = [
        {
            "credit_code": firm["credit_code"],
            "year": year,
            "employees": 10,
            "revenue": 1,
            "total_assets": 1,
            "output_value": value,
        }
        for year, value in output.items()
    ]
    cluster = {**sheets["cluster"][0], "output_measure": None}
    book = edition("shanghai-2024")
    return assess_snapshot(
        snapshot_of({"cluster": [cluster], "enterprises": [firm], "annual": annual}),
        on=ON,
        edition=book,
        readings=book.default_readings,
    )


def test_a_finding_reads_as_the_contract_shows_it() -> None:
    assessment = cluster_of_one_firm()
    finding = assessment.finding("A6.2.6").as_dict()
    assert finding["observed"][0] == {
        "measure": "output_value",
        "year": 2023,
        "value": 3_120_000_000,
        "exact": "3120000000",
        "unit": "CNY",
    }
    assert finding["required"] == {"op": ">", "value": 3_000_000_000, "exact": "3000000000", "unit": "CNY"}
    assert finding["margin"] == {"value": 120_000_000, "exact": "120000000", "unit": "CNY"}
    growth = assessment.finding("A6.2.9").as_dict()
    assert growth["observed"][0]["exact"] == str(Fraction(3_300_000_000, 2_000_000_000))
    assert growth["observed"][0]["value"] == pytest.approx(0.18167, abs=1e-5)
    assert growth["required"]["exact"] == "1/10"
    missing = assessment.finding("A6.5.1").as_dict()["missing"]
    assert missing == [
        {"sheet": "annual", "column": "rd_expenditure", "year": 2022},
        {"sheet": "annual", "column": "rd_expenditure", "year": 2025},
    ]

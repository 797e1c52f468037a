"""An assessment that also knows the officers' register: judged by both, named by the application's data alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiqun.facts.incident_register import RegisterRow
from jiqun.facts.snapshot import Snapshot
from jiqun.facts.workbook import example
from jiqun.law import edition
from jiqun.rules.assess import assess_snapshot
from jiqun.rules.finding import Assessment

ON = date(2026, 5, 1)
BOOK = edition("shanghai-2024")
SNAPSHOT = example(ON)  # reports an ordinary safety accident of its second enterprise, 2025-03-15
FIRST, SECOND = SNAPSHOT.tables["enterprises"]["credit_code"]


def assessed(*register: RegisterRow, snapshot: Snapshot = SNAPSHOT) -> Assessment:
    return assess_snapshot(snapshot, on=ON, edition=BOOK, readings=BOOK.default_readings, register=register)


def entry(**other: Any) -> RegisterRow:
    given: dict[str, Any] = {"id": 1, "credit_code": SECOND, "kind": "safety", "severity": "ordinary"}
    return RegisterRow(**({"occurred_on": date(2025, 3, 15)} | given | other))


def notes(assessment: Assessment) -> list[str]:
    return [note.code for note in assessment.notes if note.code.startswith("incident")]


WITHOUT = assess_snapshot(SNAPSHOT, on=ON, edition=BOOK, readings=BOOK.default_readings)


def test_a_register_that_agrees_changes_nothing() -> None:
    assert assessed(entry()).as_dict() == WITHOUT.as_dict()


@pytest.mark.article("6.1.1")
def test_a_higher_rank_in_the_register_decides() -> None:
    assert WITHOUT.finding("A6.1.1").outcome == "met"
    found = assessed(entry(severity="major"))
    assert found.finding("A6.1.1").outcome == "not_met"
    assert found.verdict == "not_eligible"
    assert notes(found) == ["incident_ranked_differently"]


@pytest.mark.article("6.1.2")
def test_a_cyber_incident_that_was_not_reported_counts() -> None:
    found = assessed(entry(), entry(id=2, credit_code=FIRST, kind="cyber", severity="major"))
    assert (WITHOUT.finding("A6.1.2").outcome, found.finding("A6.1.2").outcome) == ("met", "not_met")
    assert notes(found) == ["incident_not_reported"]


@pytest.mark.article("6.1.3")
def test_tax_evasion_that_was_not_reported_counts() -> None:
    found = assessed(entry(), entry(id=2, kind="tax_evasion", severity=None))
    assert (WITHOUT.finding("A6.1.3").outcome, found.finding("A6.1.3").outcome) == ("met", "not_met")


def test_only_the_three_clauses_on_incidents_may_change() -> None:
    found = assessed(entry(severity="major"), entry(id=2, kind="data", severity="major"), entry(id=3, kind="other"))
    changed = {ours.clause for ours, theirs in zip(WITHOUT.findings, found.findings, strict=True) if ours != theirs}
    assert changed == {"A6.1.1", "A6.1.2", "A6.1.3"}


def test_the_assessment_names_the_data_of_the_application_alone() -> None:
    assert assessed(entry(severity="major")).dataset_sha256 == SNAPSHOT.sha256
    assert SNAPSHOT.tables["incidents"]["severity"] == ["ordinary"]


def test_an_empty_register_notes_what_it_does_not_have() -> None:
    found = assessed()
    assert found.findings == WITHOUT.findings
    assert notes(found) == ["incident_not_registered"]


@pytest.mark.parametrize("day", [date(2023, 4, 30), date(2026, 5, 2)])
def test_entries_outside_of_the_three_years_neither_count_nor_are_noted(day: date) -> None:
    found = assessed(entry(), entry(id=2, occurred_on=day, severity="major"))
    assert found.findings == WITHOUT.findings
    assert notes(found) == []


def test_the_registers_day_decides_whether_it_lies_within_the_three_years() -> None:
    tables = {**SNAPSHOT.tables, "incidents": {**SNAPSHOT.tables["incidents"], "occurred_on": [date(2023, 4, 30)]}}
    found = assessed(entry(severity="major", occurred_on=date(2023, 5, 1)), snapshot=Snapshot(tables))
    assert found.finding("A6.1.1").outcome == "not_met"
    assert notes(found) == ["incident_ranked_differently", "incident_dated_differently"]


def test_a_register_given_as_nothing_is_no_register() -> None:
    found = assess_snapshot(SNAPSHOT, on=ON, edition=BOOK, readings=BOOK.default_readings, register=None, reviews=None)
    assert found.as_dict() == WITHOUT.as_dict()

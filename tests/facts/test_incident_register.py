"""The register of incidents and the application's sheet: united, each incident once, every difference told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.base.words import day_text
from jiqun.facts.incident_register import MOST_DAYS_APART, Merged, RegisterRow, merged
from jiqun.facts.snapshot import Snapshot, snapshot_of
from jiqun.facts.workbook import example

ON = date(2026, 5, 1)
EXAMPLE = example(ON)
FIRST, SECOND = EXAMPLE.tables["enterprises"]["credit_code"]
DAY = date(2025, 3, 15)

Row = dict[str, Any]


def reporting(*rows: Row) -> Snapshot:
    tables = {
        sheet: [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]
        for sheet, table in EXAMPLE.tables.items()
    }
    return snapshot_of({**tables, "incidents": rows})


def reported(day: date = DAY, severity: str | None = "ordinary", **other: Any) -> Row:
    return {"credit_code": SECOND, "kind": "safety", "severity": severity, "occurred_on": day, **other}


def registered(day: date = DAY, severity: str | None = "ordinary", **other: Any) -> RegisterRow:
    given: Row = {"id": 1, "credit_code": SECOND, "kind": "safety"} | other
    return RegisterRow(severity=severity, occurred_on=day, **given)


def counted(found: Merged) -> list[tuple[str, str | None, date]]:
    table = found.snapshot.tables["incidents"]
    return list(zip(table["kind"], table["severity"], table["occurred_on"], strict=True))


def codes(found: Merged) -> list[str]:
    return [one.code for one in found.disagreements]


def test_what_both_say_alike_counts_once_and_nothing_is_to_be_told() -> None:
    found = merged(reporting(reported()), [registered()])
    assert counted(found) == [("safety", "ordinary", DAY)]
    assert found.disagreements == ()


def test_what_only_the_register_has_counts_and_is_told() -> None:
    row = registered(
        severity="major", source="应急管理局", document_number="沪应急〔2025〕9号", ranking_body="市应急管理局"
    )
    found = merged(reporting(), [row])
    assert counted(found) == [("safety", "major", DAY)]
    assert codes(found) == ["incident_not_reported"]
    (told,) = found.disagreements
    assert (told.registered, told.reported, told.credit_code) == (row, None, SECOND)
    assert "示例物流有限公司（虚构）" in told.message.zh
    assert "2025年3月15日的安全事故（重大）（市应急管理局，应急管理局，沪应急〔2025〕9号）" in told.message.zh
    assert "registered and not reported: safety accident (major), 15 March 2025 (" in told.message.en


def test_what_only_the_application_has_counts_and_is_told() -> None:
    found = merged(reporting(reported(severity="larger")), [])
    assert counted(found) == [("safety", "larger", DAY)]
    assert codes(found) == ["incident_not_registered"]


@pytest.mark.parametrize(("here", "there"), [("ordinary", "major"), ("major", "ordinary")])
def test_the_register_decides_on_the_rank_upwards_and_downwards(here: str, there: str) -> None:
    found = merged(reporting(reported(severity=here)), [registered(severity=there)])
    assert counted(found) == [("safety", there, DAY)]
    assert codes(found) == ["incident_ranked_differently"]


def test_a_register_that_does_not_rank_leaves_the_reported_rank() -> None:
    found = merged(reporting(reported(severity="larger")), [registered(severity=None)])
    assert counted(found) == [("safety", "larger", DAY)]
    assert found.disagreements == ()


def test_kinds_that_are_not_ranked_do_not_differ_in_rank() -> None:
    found = merged(reporting(reported(severity="major", kind="illegal")), [registered(severity=None, kind="illegal")])
    assert found.disagreements == ()


@pytest.mark.parametrize("apart", [-MOST_DAYS_APART, -1, 1, MOST_DAYS_APART])
def test_days_up_to_a_week_apart_are_one_incident_of_the_registers_day(apart: int) -> None:
    there = DAY + timedelta(days=apart)
    found = merged(reporting(reported()), [registered(there)])
    assert counted(found) == [("safety", "ordinary", there)]
    assert codes(found) == ["incident_dated_differently"]
    assert f"reported of 15 March 2025 and registered of {day_text(there, 'en')}" in found.disagreements[0].message.en


def test_eight_days_apart_are_two_incidents() -> None:
    found = merged(reporting(reported()), [registered(DAY + timedelta(days=MOST_DAYS_APART + 1))])
    assert len(counted(found)) == 2
    assert codes(found) == ["incident_not_registered", "incident_not_reported"]


@pytest.mark.parametrize("other", [{"kind": "quality"}, {"credit_code": FIRST}])
def test_another_kind_or_enterprise_is_another_incident(other: Row) -> None:
    assert len(counted(merged(reporting(reported()), [registered(**other)]))) == 2


def test_day_and_rank_may_differ_at_once() -> None:
    found = merged(reporting(reported()), [registered(DAY + timedelta(days=2), "major")])
    assert codes(found) == ["incident_ranked_differently", "incident_dated_differently"]


def test_two_incidents_within_a_week_stay_two_and_the_nearest_days_belong_together() -> None:
    early, late = DAY, DAY + timedelta(days=3)
    found = merged(reporting(reported(late), reported(early)), [registered(late), registered(early, id=2)])
    assert counted(found) == [("safety", "ordinary", early), ("safety", "ordinary", late)]
    assert found.disagreements == ()
    three = merged(reporting(reported(late)), [registered(late, id=1), registered(early, id=2)])
    assert codes(three) == ["incident_not_reported"]
    assert three.disagreements[0].days == (early,)


def test_entries_about_others_than_the_roster_are_left_out() -> None:
    snapshot = reporting(reported())
    found = merged(snapshot, [registered(credit_code="91310115MA1H7B8C9D")])
    assert found.snapshot is snapshot
    assert codes(found) == ["incident_not_registered"]


def test_the_registers_description_stands_and_else_the_reported_one() -> None:
    snapshot = reporting(reported(description="轻伤"))
    assert merged(snapshot, [registered()]).snapshot.tables["incidents"]["description"] == ["轻伤"]
    assert merged(snapshot, [registered(description="重伤")]).snapshot.tables["incidents"]["description"] == ["重伤"]


_DAYS = st.integers(0, 40).map(lambda days: DAY + timedelta(days=days))
_KINDS = st.sampled_from(["safety", "quality", "illegal"])
_FIRMS = st.sampled_from([FIRST, SECOND])
_RANKS = st.sampled_from(["ordinary", "major"])
_OURS = st.lists(st.builds(reported, day=_DAYS, severity=_RANKS, kind=_KINDS, credit_code=_FIRMS), max_size=8)
_THEIRS = st.lists(st.tuples(_DAYS, _RANKS, _KINDS, _FIRMS), max_size=8)


@given(_OURS, _THEIRS, st.randoms())
def test_the_order_of_rows_does_not_matter_and_no_entry_is_lost(
    ours: list[Row], theirs: list[Any], random: Any
) -> None:
    register = [
        RegisterRow(number, firm, kind, rank, day) for number, (day, rank, kind, firm) in enumerate(theirs, start=1)
    ]
    found = merged(reporting(*ours), register)
    rows = counted(found)
    assert max(len(ours), len(theirs)) <= len(rows) <= len(ours) + len(theirs)
    assert not {(row.kind, row.severity, row.occurred_on) for row in register} - set(rows)
    random.shuffle(ours)
    random.shuffle(register)
    again = merged(reporting(*ours), register)
    assert again.snapshot.sha256 == found.snapshot.sha256
    assert sorted(one.message.en for one in again.disagreements) == sorted(
        one.message.en for one in found.disagreements
    )

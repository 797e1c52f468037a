"""How far clauses of numbers are reached: whole where they are met, by the distance where they are not, exactly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from jiqun.facts.generate import one_cluster
from jiqun.law import edition
from jiqun.rules.assess import assess_snapshot
from jiqun.rules.finding import Assessment, Finding, Margin, Observed, Required
from jiqun.rules.reached import degree_of, reached

pytestmark = pytest.mark.article("17")
ON = date(2026, 4, 30)


@pytest.fixture(scope="module")
def judged() -> Assessment:
    book = edition("shanghai-2024")
    return assess_snapshot(one_cluster(1, 36, 20, ON), on=ON, edition=book, readings=book.settle({}))


def missed(judged: Assessment, clause: str, op: str, asked: Fraction, found: Fraction, root: int = 0) -> Finding:
    """A clause that is not met: `asked` and `found` as they are compared (ratios, for a growth)."""
    one = judged.finding(clause)
    exact = judged.finding(clause).required.exact if root and judged.finding(clause).required else asked  # type: ignore[union-attr]  # looked at just before
    margin = found - asked if op in (">", ">=") else asked - found
    seen = Observed("x", one.title, None, found, "ratio", root)
    return replace(
        one,
        outcome="not_met",
        observed=(seen,),
        required=Required(op, exact, "ratio"),
        margin=Margin(0, margin, "ratio"),
    )


def test_a_cluster_that_meets_all_reaches_all_and_what_persons_judge_does_not_count(judged: Assessment) -> None:
    found = reached(judged)
    assert (found.score, found.missing, found.left_out) == (Fraction(100), (), ())
    assert "A6.2.7" in found.degrees
    assert not {"A6.2.1", "A6.4.2", "A6.2.4"} & found.degrees.keys()


@pytest.mark.parametrize(
    ("op", "asked", "found", "degree"),
    [
        (">", Fraction(1, 2), Fraction(1, 4), Fraction(1, 2)),
        (">=", Fraction(15), Fraction(12), Fraction(4, 5)),
        (">=", Fraction(15), Fraction(0), Fraction(0)),
        ("<=", Fraction(100), Fraction(125), Fraction(4, 5)),
        ("<=", Fraction(0), Fraction(2), Fraction(0)),
        (">", Fraction(10), Fraction(-3), Fraction(0)),
    ],
)
def test_what_is_not_met_counts_by_its_distance(
    judged: Assessment, op: str, asked: Fraction, found: Fraction, degree: Fraction
) -> None:
    assert degree_of(missed(judged, "A6.2.7", op, asked, found)) == degree


def test_a_growth_counts_by_what_was_added_so_that_none_is_zero(judged: Assessment) -> None:
    asked = Fraction(11, 10) ** 3  # ten per cent a year over three years
    assert degree_of(missed(judged, "A6.2.9", ">", asked, Fraction(1), 3)) == 0
    half = 1 + (asked - 1) / 2
    assert degree_of(missed(judged, "A6.2.9", ">", asked, half, 3)) == Fraction(1, 2)
    assert degree_of(missed(judged, "A6.2.9", ">", asked, Fraction(9, 10), 3)) == 0


def test_a_clause_on_its_line_is_reached(judged: Assessment) -> None:
    assert degree_of(replace(judged.finding("A6.2.7"), outcome="boundary")) == 1


def test_data_that_are_missing_leave_no_score_and_are_named(judged: Assessment) -> None:
    findings = tuple(replace(one, outcome="missing") if one.clause == "A6.2.7" else one for one in judged.findings)
    found = reached(replace(judged, findings=findings))
    assert (found.score, found.missing) == (None, ("A6.2.7",))


def test_a_clause_with_nothing_to_grow_from_is_left_out(judged: Assessment) -> None:
    findings = tuple(replace(one, outcome="review") if one.clause == "A6.2.9" else one for one in judged.findings)
    found = reached(replace(judged, findings=findings))
    assert (found.score, found.left_out) == (Fraction(100), ("A6.2.9",))

"""Totals, grades and the overall score of a year: exact, absent is never zero, what was published can be repeated."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from jiqun.fairness.programme import (
    Part,
    Programme,
    late_points,
    overall_of,
    problems_of,
    programme_of,
    read_points,
    total_of,
)
from jiqun.fairness.service_criteria import CRITERIA, USUAL

pytestmark = pytest.mark.article("17")


def test_the_usual_criteria_can_be_used_as_they_are_and_say_where_they_are_from() -> None:
    assert problems_of(USUAL) == {}
    assert sum(one.weight for one in CRITERIA) == 100
    assert all(one.source.zh and one.source.en and one.how.en for one in CRITERIA)


def test_a_programme_reads_back_as_it_was_stored() -> None:
    assert programme_of(USUAL.as_dict()) == USUAL


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("0", Fraction(0)),
        ("86.25", Fraction(345, 4)),
        (" 100 ", Fraction(100)),
        ("100.01", None),
        ("-1", None),
        ("9.999", None),
        ("1e1", None),
        ("八十", None),
        ("٨٠", None),
        ("", None),
    ],
)
def test_points_are_read_exactly_or_not_at_all(text: str, points: Fraction | None) -> None:
    assert read_points(text) == points


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        (Fraction(90), "excellent"),
        (Fraction(8999, 100), "good"),
        (Fraction(75), "good"),
        (Fraction(60), "sound"),
        (Fraction(5999, 100), "poor"),
        (Fraction(0), "poor"),
    ],
)
def test_a_grade_is_the_best_one_whose_line_is_reached(total: Fraction, grade: str) -> None:
    assert USUAL.grade_of(total) == grade


def test_a_total_is_weighted_and_exact() -> None:
    points = {one.key: Fraction(80) for one in CRITERIA} | {"reach": Fraction(345, 4)}
    assert total_of(USUAL, points) == Fraction(80) + Fraction(25, 4) * Fraction(20, 100)
    with pytest.raises(KeyError):
        total_of(USUAL, {"reach": Fraction(1)})


def test_an_overall_score_waits_for_a_part_and_never_takes_it_as_zero() -> None:
    known = [
        Part("indicators", 40, Fraction(90)),
        Part("plan", 25, Fraction(80)),
        Part("punctuality", 10, Fraction(100)),
    ]
    assert overall_of([*known, Part("evaluation", 25, waits=True)]) is None
    assert overall_of([*known, Part("evaluation", 25, Fraction(0))]) == Fraction(66)
    assert overall_of([Part("plan", 25)]) is None


def test_the_weight_of_a_part_that_does_not_apply_is_spread_in_proportion() -> None:
    parts = [Part("indicators", 40, Fraction(90)), Part("plan", 25), Part("evaluation", 25, Fraction(60))]
    parts.append(Part("punctuality", 10, Fraction(100)))
    assert overall_of(parts) == Fraction(40 * 90 + 25 * 60 + 10 * 100, 75)


def test_a_part_of_no_weight_is_not_waited_for() -> None:
    assert overall_of([Part("indicators", 100, Fraction(50)), Part("plan", 0, waits=True)]) == 50


@pytest.mark.parametrize(("days", "points"), [(-3, 100), (0, 100), (1, 95), (19, 5), (20, 0), (400, 0)])
def test_each_day_late_takes_five_points_and_never_more_than_there_are(days: int, points: int) -> None:
    assert late_points(days, 5) == points


def test_what_cannot_be_a_programme() -> None:
    unnamed = replace(CRITERIA[0], title=replace(CRITERIA[0].title, zh=""))
    wrong = Programme((unnamed, *CRITERIA[1:]), {"excellent": 101, "good": 75, "sound": 60}, {"plan": 100}, 101)
    assert set(problems_of(wrong)) == {"title_zh-foundation", "line_excellent", "weight_indicators", "late_day"}
    assert set(problems_of(Programme(()))) == {"criteria"}

"""Problems as people read them: the same problem in many rows is one line that names them all."""

from __future__ import annotations

from jiqun.base.words import Bi
from jiqun.facts.problems import Problem
from jiqun.papers.places import places, ranges
from jiqun.papers.text import render_problems

WORDS = Bi(zh="年份不对。", en="Wrong year.")


def problem(row: int, value: str = "2031") -> Problem:
    return Problem("year_range", WORDS, "annual", row, "year", value)


def test_rows_are_named_in_ranges() -> None:
    assert ranges([12, 2, 10, 11, 6]) == "2, 6, 10–12"
    assert ranges([]) == ""


def test_the_same_problem_is_one_line_and_another_value_another() -> None:
    found = places([problem(2), problem(3), problem(5, "1980"), problem(9)], "en")
    assert [(one.row, one.value) for one in found] == [("2–3, 9", "2031"), ("5", "1980")]


def test_the_count_is_of_problems_and_not_of_lines() -> None:
    text = render_problems([problem(row) for row in range(2, 7)], [], "zh", width=80)
    assert "5" in text.splitlines()[0]
    assert "2–6" in text

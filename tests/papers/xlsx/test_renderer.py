"""The third renderer of the kit's words: every word is known to it, as a formula and in words."""

from __future__ import annotations

from typing import Any

import pytest

from jiqun.papers.xlsx.cells import Grid, letters, quoted
from jiqun.papers.xlsx.conditions import Spelling, columns_in, factor, told
from jiqun.papers.xlsx.looks import UNITS
from jiqun.papers.xlsx.page import height_of
from jiqun.rules import kit
from jiqun.rules.kit import Always, Blank, Both, Column, Condition, Either, Filled, Lists, Yes
from jiqun.rules.question import Computed
from jiqun.rules.ruleset import questions
from tests.peers.scenarios import Case, good_cluster

A, DAY = Column("a"), Column("day")
WORDS: dict[Condition, str] = {
    Always(): "1",
    Yes(A): '(a="yes")',
    A.one_of("x"): '(a="x")',
    A.one_of(1, 2): "((a=1)+(a=2)>0)",
    Lists(A, 'q"q'): 'ISNUMBER(FIND(";q""q;",";"&a&";"))',
    Blank(A): '(a="")',
    Filled(A): '(a<>"")',
    DAY.not_after("on"): '(day<>"")*(day<=day_on)',
    DAY.not_before("three_years_before"): '(day<>"")*(day>=day_three_years_before)',
    Yes(A) & Blank(DAY): '(a="yes")*(day="")',
    Yes(A) | Blank(DAY): '((a="yes")+(day="")>0)',
}


def shown(column: str, value: Any) -> Any:
    return "yes" if value is True else value


SPELL = Spelling("en", str, shown, str.upper)


@pytest.mark.parametrize("condition", WORDS, ids=lambda condition: type(condition).__name__)
def test_a_condition_is_a_factor(condition: Condition) -> None:
    assert factor(condition, SPELL) == WORDS[condition]


@pytest.mark.parametrize("condition", WORDS, ids=lambda condition: type(condition).__name__)
def test_a_condition_is_told_in_words(condition: Condition) -> None:
    words = told(condition, SPELL)
    assert words
    assert all(column.upper() in words for column in columns_in(condition))


def test_every_word_of_the_kit_is_walked_here() -> None:
    kinds = {one for one in vars(kit).values() if isinstance(one, type) and issubclass(one, Condition)}
    assert kinds - {Condition} == {type(condition) for condition in WORDS}


def test_an_unknown_word_is_an_error() -> None:
    class Odd(Condition):
        pass

    with pytest.raises(TypeError, match="does not know"):
        factor(Both(Odd(), Either(Odd(), Odd())), SPELL)
    with pytest.raises(TypeError, match="no words"):
        told(Odd(), SPELL)


def test_every_unit_has_its_name() -> None:
    readings = Case("", good_cluster()).assess().readings
    asked = [one for edition in ("shanghai-2024", "national-2022") for one in questions(edition, readings)]
    units = {at.measure.unit for one in asked for at in one.numbers}
    units |= {
        c.left.quantity.unit for one in asked if isinstance(one.question, Computed) for c in one.question.comparisons
    }
    assert units <= set(UNITS)


def test_columns_have_the_letters_that_spreadsheets_give_them() -> None:
    assert [letters(index) for index in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_a_grid_knows_its_cells() -> None:
    grid = Grid("It's", ("a", "b"), 5)
    assert grid.at("b", 7) == "$B7"
    assert grid.span("a", 5, 9) == "$A$5:$A$9"
    assert grid.abroad("b", 5) == "'It''s'!$B$5"
    assert quoted('a"b') == '"a""b"'


def test_a_row_is_as_high_as_its_longest_text() -> None:
    one, two = (height_of(text, 20, "zh", "words") for text in ("一二三四五", "一二三四五六七八九十一二三"))
    assert two > one
    assert height_of("a\nb\nc", 20, "en", "words") == 3 * 13 + 4

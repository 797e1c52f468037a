"""Totals over clusters: told only where no firm's number can be worked out from them (Article 16)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jiqun.rules import measures as m
from jiqun.rules.published import Cell
from jiqun.rules.together import TOTALS, Numbers, Reported, median_growth, total_of, totals_by

pytestmark = pytest.mark.article("16")
WITHHELD = Cell(None, withheld=True)


def cluster(name: str, output: list[int], sme: list[int] | None = None, before: int = 0) -> Reported:
    """Firms called `name1`, `name2` … with these outputs; the SMEs are the first of them."""
    own = {f"{name}{place}": value for place, value in enumerate(output)}
    smes = {f"{name}{place}": value for place, value in enumerate(output if sme is None else sme)}
    empty: dict[str, Numbers] = {one.key: {} for one in TOTALS}
    return Reported(
        empty | {m.OUTPUT.key: own, m.SME_OUTPUT.key: smes}, empty | {m.OUTPUT.key: {"x": before} if before else {}}
    )


def test_a_total_needs_three_firms_that_make_it_up() -> None:
    assert total_of([cluster("a", [1, 2])], m.OUTPUT) == WITHHELD
    assert total_of([cluster("a", [1, 2, 0])], m.OUTPUT) == WITHHELD
    assert total_of([cluster("a", [1, 2]), cluster("b", [4])], m.OUTPUT) == Cell(7)
    assert total_of([cluster("a", [0, 0, 0])], m.OUTPUT) == Cell(0)
    assert total_of([], m.OUTPUT) == Cell(None)


def test_a_firm_of_two_clusters_counts_once_in_what_both_are_in() -> None:
    both = cluster("a", [1, 2, 3])
    assert total_of([both, both], m.OUTPUT) == Cell(6)


def test_a_part_is_withheld_where_one_or_two_firms_make_up_the_rest() -> None:
    for output, told in (([5, 5, 5], Cell(15)), ([5, 5, 5, 9], WITHHELD), ([5, 5, 5, 9, 9, 9], Cell(15))):
        assert total_of([cluster("a", output, sme=[5, 5, 5])], m.SME_OUTPUT) == told


def test_of_groups_beside_their_whole_a_second_one_is_withheld_where_one_is() -> None:
    groups = {"x": [cluster("a", [1, 2])], "y": [cluster("b", [1, 2, 3])], "z": [cluster("c", [1, 2, 3, 4])]}
    assert totals_by(groups, m.OUTPUT) == {"x": WITHHELD, "y": WITHHELD, "z": Cell(10)}


def test_two_withheld_groups_that_three_firms_make_up_need_no_third() -> None:
    groups = {"w": [cluster("d", [9])], "x": [cluster("a", [1, 2])], "y": [cluster("b", [1, 2, 3])]}
    assert totals_by(groups, m.OUTPUT) == {"w": WITHHELD, "x": WITHHELD, "y": Cell(6)}
    groups = {"w": [cluster("d", [9])], "x": [cluster("a", [1])], "y": [cluster("b", [1, 2, 3])]}
    assert totals_by(groups, m.OUTPUT) == {"w": WITHHELD, "x": WITHHELD, "y": WITHHELD}


def test_nothing_is_withheld_where_every_group_may_be_told() -> None:
    groups = {"x": [cluster("a", [1, 2, 3])], "y": [cluster("b", [1, 2, 3])]}
    assert totals_by(groups, m.OUTPUT) == {"x": Cell(6), "y": Cell(6)}


def test_a_median_of_growth_needs_three_clusters() -> None:
    rows = [cluster("a", [1, 1, 1], before=2), cluster("b", [1, 1, 1], before=3), cluster("c", [1, 1, 1], before=4)]
    assert median_growth(rows[:2], m.OUTPUT) == WITHHELD
    assert median_growth(rows, m.OUTPUT) == Cell(Fraction(0))
    assert median_growth([cluster("a", [1, 1, 1])], m.OUTPUT) == Cell(None)  # nothing to grow from

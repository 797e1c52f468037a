"""How far a target is reached follows from figures exactly, and from words not at all."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jiqun.facts.plan_targets import amount_of, degree_of

pytestmark = pytest.mark.article("10", "15", "16")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,200", "1200", ""),
        ("12.5％", "12.5", "%"),
        ("约 120 家", "120", "家"),
        ("30亿元", "30", "亿元"),
        ("不低于 3 个", "3", "个"),
        ("+5%", "5", "%"),
        ("-3", "-3", ""),
    ],
)
def test_a_figure_is_read_with_its_unit(text: str, value: str, unit: str) -> None:
    found = amount_of(text)
    assert found is not None
    assert (found.value, found.unit) == (Fraction(value), unit)


@pytest.mark.parametrize("text", ["", "完成平台建设", "3至5家", "10/20", "9" * 41, "1e5 5"])
def test_words_and_ranges_are_no_figure(text: str) -> None:
    assert amount_of(text) is None


@pytest.mark.parametrize(
    ("baseline", "target", "reached", "degree"),
    [
        ("100家", "120家", "110家", "1/2"),
        ("100家", "120家", "120家", "1"),
        ("100家", "120家", "150家", "1"),
        ("100家", "120家", "90家", "0"),
        ("100", "120", "119", "19/20"),
        ("0.50", "0.40", "0.45", "1/2"),  # one to come down to
        ("0.50", "0.40", "0.60", "0"),
        ("", "4", "3", "3/4"),
        ("8%", "8%", "8%", "1"),  # one to hold
        ("8%", "8%", "7.99%", "0"),
    ],
)
def test_the_degree_is_the_share_of_the_way_that_was_gone(
    baseline: str, target: str, reached: str, degree: str
) -> None:
    assert degree_of(baseline, target, reached) == Fraction(degree)


@pytest.mark.parametrize(
    ("baseline", "target", "reached"),
    [
        ("100家", "120家", "110"),  # another unit
        ("100家", "120家", "大部分完成"),
        ("", "建成平台", "已建成"),
        ("100亿元", "120家", "110家"),  # the baseline is of something else
        ("", "0", "0"),  # a way of no length, from nowhere
    ],
)
def test_where_figures_do_not_say_it_nothing_is_computed(baseline: str, target: str, reached: str) -> None:
    assert degree_of(baseline, target, reached) is None

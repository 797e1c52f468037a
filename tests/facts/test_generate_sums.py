"""Totals divided among firms: nothing is lost, nothing is negative, and shares come out where they can."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.facts.generate.apportion import apportion, divisible, four_groups, grown
from jiqun.facts.generate.chances import factors
from jiqun.facts.generate.codes import firm_codes, operator_code
from jiqun.facts.generate.lines import Side
from jiqun.facts.generate.topics import SYLLABLES, brand

weights = st.lists(st.just(0.0) | st.floats(1e-3, 1e9), max_size=60)
totals = st.integers(0, 10**14)


@given(weights, totals, st.sampled_from([1, 100]))
def test_parts_add_up_and_none_is_negative(given_weights: list[float], total: int, unit: int) -> None:
    parts = apportion(given_weights, total, unit)
    assert len(parts) == len(given_weights)
    assert sum(parts) == (total if parts else 0)
    assert min(parts, default=0) >= 0
    if any(given_weights):
        assert all(part == 0 for part, weight in zip(parts, given_weights, strict=True) if weight == 0)
        last = max(place for place, weight in enumerate(given_weights) if weight)
        assert all(part % unit == 0 for place, part in enumerate(parts) if place != last)


def test_without_weights_the_last_takes_all() -> None:
    assert apportion([0.0, 0.0], 7) == [0, 7]
    assert apportion([], 7) == []
    assert apportion([1.0, 1.0, 0.0], 7) == [3, 4, 0]


@given(totals, st.floats(0, 1), st.floats(0, 1), st.lists(st.booleans(), min_size=4, max_size=4))
def test_four_groups_keep_the_sum_and_the_shares_where_all_are_there(
    total: int, smes: float, dominant: float, there: list[bool]
) -> None:
    wanted_smes, wanted_dominant = int(total * smes), int(total * dominant)
    natural = [float(one) for one in there]
    parts = four_groups(total, wanted_smes, wanted_dominant, natural, there)
    assert min(parts) >= 0
    if any(there):
        assert sum(parts) == total
    if all(there):
        assert parts[2] + parts[3] == wanted_smes
        assert parts[0] + parts[2] == wanted_dominant
    if there[2] or there[3]:
        assert all(part == 0 for part, is_there in zip(parts, there, strict=True) if not is_there)


@given(st.integers(1, 10**12), st.fractions(Fraction(1, 2), 3, max_denominator=10**4))
def test_growth_beside_a_line_is_as_near_as_whole_numbers_come(base: int, factor: Fraction) -> None:
    short, past = grown(base, factor, Side.SHORT), grown(base, factor, Side.PAST)
    assert short < base * factor < past
    assert past - short in (1, 2)
    even = divisible(base, factor.denominator)
    assert grown(even, factor, Side.ON) == even * factor


def test_a_line_between_whole_numbers_is_refused() -> None:
    with pytest.raises(ValueError, match="no whole number"):
        grown(1, Fraction(3, 2), Side.ON)


def test_factors_are_one_on_average_and_ascend() -> None:
    table = factors(1.05)
    assert sum(table) / len(table) == pytest.approx(1, abs=1e-6)
    assert list(table) == sorted(table)


def test_codes_and_brands_do_not_repeat() -> None:
    codes = [code for cluster in range(40) for code in (*firm_codes(cluster, 50), operator_code(cluster))]
    assert len(set(codes)) == len(codes)
    assert firm_codes(3, 700) == sorted(firm_codes(3, 700))
    brands = [brand(number)[0] for number in range(3 * len(SYLLABLES) ** 2)]
    assert len(set(brands)) == len(brands)


def test_more_firms_or_clusters_than_codes_are_refused() -> None:
    with pytest.raises(ValueError, match="at most"):
        firm_codes(0, 31**3)
    with pytest.raises(ValueError, match="from 0"):
        operator_code(31**5)

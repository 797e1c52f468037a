"""Sums that come out: a total divided by weights into whole numbers, or into groups of firms, without a unit lost."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from math import ceil, floor
from operator import sub

from jiqun.facts.generate.lines import Side


def apportion(weights: Sequence[float], total: int, unit: int = 1) -> list[int]:
    """`total` divided by the weights, in multiples of `unit`; the last one with a weight also takes what is left over.

    The parts add up to `total` exactly, none is negative, and a weight of 0 gets nothing. Without any weight the last
    gets all; without any place there is nothing.
    """
    reached = list(accumulate(weights))
    if not reached:
        return []
    top = reached[-1]
    if top <= 0:
        return [0] * (len(reached) - 1) + [total]
    factor = total / top / unit
    marks = [int(mark * factor) * unit for mark in reached]
    # All the places at the top, be they without weight: rounding may have left them short of the total.
    full = len(reached) - bisect_left(reached, top)
    marks[-full:] = [total] * full
    return list(map(sub, marks, [0, *marks]))


def put(column: list[int], places: Sequence[int], weights: Sequence[float], total: int, unit: int = 1) -> None:
    """Apportion `total` over some places of a column, by the weights of all."""
    for place, amount in zip(places, apportion([weights[place] for place in places], total, unit), strict=True):
        column[place] = amount


def four_groups(
    total: int, sme: int, dominant: int, natural: Sequence[float], there: Sequence[bool]
) -> tuple[int, int, int, int]:
    """How much goes to each group so that the SMEs make `sme` of the total and the dominant industry `dominant`.

    Groups: others in the dominant industry, others outside, SMEs in it, SMEs outside (others: large or unclassified).
    One of the four is free: it follows what the others would hold by nature. A group that is not there gets nothing;
    the sum stays, the shares give way.
    """
    large = total - sme if there[0] or there[1] else 0
    free = natural[0] / (natural[0] + natural[1]) if natural[0] + natural[1] > 0 else 0.0
    inside = max(0, dominant - (total - large), min(int(large * free), dominant, large))
    if not (there[0] and there[1]):
        inside = large if there[0] else 0
    sme_inside = min(max(0, dominant - inside), total - large)
    if not (there[2] and there[3]):
        sme_inside = total - large if there[2] else 0
    return inside, large - inside, sme_inside, total - large - sme_inside


def grown(base: int, factor: Fraction, side: Side) -> int:
    """`base` times the factor, or the whole number nearest to it on the side asked for.

    Exactly on needs a base that the factor's denominator divides (`divisible`). Raises ValueError where it does not.
    """
    exact = base * factor
    if side is Side.ON:
        if exact.denominator != 1:
            raise ValueError(f"{base} grown by {factor} is no whole number")
        return exact.numerator
    return floor(exact) + 1 if side is Side.PAST else ceil(exact) - 1


def divisible(value: int, divisor: int) -> int:
    """The multiple of the divisor nearest to the value, at least the divisor itself."""
    return max(1, round(Fraction(value, divisor))) * divisor

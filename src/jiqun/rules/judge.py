"""The judge of one cluster: comparisons in whole numbers and fractions, nothing rounded (`clauses.md`, "Order")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from operator import attrgetter
from typing import assert_never

from jiqun.law import Figure
from jiqun.rules.kit import At
from jiqun.rules.measuring import Measures
from jiqun.rules.question import (
    Comparison,
    Computed,
    Declared,
    Judged,
    Outcome,
    Product,
    Question,
    Quotient,
    Seen,
    Threshold,
)

WORST_FIRST: tuple[Outcome, ...] = ("not_met", "review", "boundary", "met")


@dataclass(frozen=True)
class Weighed:
    """One comparison decided: the left side, what it was held against, how much is to spare (negative: missing)."""

    comparison: Comparison
    op: str
    left: Fraction
    right: Fraction
    margin: Fraction
    outcome: Outcome


@dataclass(frozen=True)
class Ruling:
    """What the numbers say of one clause."""

    outcome: Outcome
    weighed: tuple[Weighed, ...] = ()
    deciding: Weighed | None = None
    missing: tuple[At, ...] = ()
    zero: tuple[At, ...] = ()


def rule(question: Question, measures: Measures, figures: Mapping[str, Figure], over: str) -> Ruling:
    """Decide one clause. `over` is the reading of "over": strict, excludes or includes."""
    match question:
        case Computed():
            return _computed(question, measures, figures, over)
        case Declared():
            return Ruling(_declared(question, measures))
        case Judged():
            return Ruling("review")
        case _:
            assert_never(question)


def _declared(question: Declared, measures: Measures) -> Outcome:
    if question.flag is not None:
        flag = measures[question.flag.key]
        if flag is None:
            return "missing"
        if flag == 0:
            return "not_applicable"
    if not measures[question.stated.key]:
        return "missing"
    return "review" if measures[question.holds.key] else "not_met"


def _computed(question: Computed, measures: Measures, figures: Mapping[str, Figure], over: str) -> Ruling:
    missing = tuple(at for at in question.inputs if measures[at.key] is None)
    if missing:
        return Ruling("missing", missing=missing)
    if question.rows is not None and not measures[question.rows.key]:
        return Ruling("missing", missing=(question.rows,))
    zero = tuple(at for at in question.bases if measures[at.key] == 0)
    if zero:
        return Ruling("review", zero=zero)
    weighed = tuple(_weigh(c, question.otherwise, measures, figures, over) for c in question.comparisons)
    deciding = _deciding(weighed, question.either)
    return Ruling(deciding.outcome, weighed, deciding)


def _deciding(weighed: tuple[Weighed, ...], either: bool) -> Weighed:
    """All must hold: the worst outcome, and the least margin in it. Either: the one that holds, else the last."""
    if either:
        return next((one for one in weighed if one.outcome == "met"), weighed[-1])
    worst = min((one.outcome for one in weighed), key=WORST_FIRST.index)
    return min((one for one in weighed if one.outcome == worst), key=attrgetter("margin"))


def _weigh(
    comparison: Comparison, otherwise: Outcome, measures: Measures, figures: Mapping[str, Figure], over: str
) -> Weighed:
    left = value_of(comparison.left.value, measures)
    if isinstance(comparison.right, Seen):
        right = value_of(comparison.right.value, measures)
    else:
        right = threshold(comparison.right, figures)
    op = comparison.op or figure_op(comparison, figures)
    margin = left - right if op in (">", ">=") else right - left
    if margin == 0 and op == ">" and isinstance(comparison.right, Threshold):
        outcome = ON_THE_FIGURE[over]
    else:
        holds = margin > 0 or (margin == 0 and op in (">=", "<="))
        outcome = "met" if holds else otherwise
    return Weighed(comparison, op, left, right, margin, outcome)


ON_THE_FIGURE: Mapping[str, Outcome] = {"strict": "boundary", "excludes": "not_met", "includes": "met"}


def figure_op(comparison: Comparison, figures: Mapping[str, Figure]) -> str:
    """The operator of the figure that a comparison is against."""
    assert isinstance(comparison.right, Threshold)
    return figures[comparison.right.figure].op


def threshold(right: Threshold, figures: Mapping[str, Figure]) -> Fraction:
    """The figure, or `(1 + figure) ** power` for a growth judged without a root."""
    value = Fraction(figures[right.figure].value)
    return (1 + value) ** right.power if right.power else value


def value_of(quotient: Quotient, measures: Measures) -> Fraction:
    """The quotient of numbers that are all there, its denominator not zero."""
    return Fraction(*parts_of(quotient, measures))


def parts_of(quotient: Quotient, measures: Measures) -> tuple[int, int]:
    """Numerator and denominator."""
    return _sum(quotient.over, measures), _sum(quotient.under, measures)


def _sum(products: tuple[Product, ...], measures: Measures) -> int:
    return sum(product.times * prod(measures[at.key] or 0 for at in product.factors) for product in products)

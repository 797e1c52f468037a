"""What would close the distance: the whole number, all else as it is, with which a comparison would hold."""

from __future__ import annotations

from math import ceil, floor

from jiqun.rules.judge import Weighed, parts_of
from jiqun.rules.kit import At
from jiqun.rules.measuring import Measures
from jiqun.rules.question import Computed


def enough(question: Computed, weighed: Weighed, measures: Measures) -> tuple[At, int] | None:
    """The number to change and the nearest value of it that would do: the last year's of a growth, a ratio's upper one.

    None for a plain amount, whose distance says it already, and where no value from zero up would do.
    """
    at = _changed(question, weighed)
    if at is None:
        return None
    number = _nearest(weighed, at, measures)
    return None if number is None or number < 0 else (at, number)


def _changed(question: Computed, weighed: Weighed) -> At | None:
    quantity, back = weighed.comparison.left.quantity, weighed.comparison.left.back
    if quantity.unit == "per_year":
        return question.inputs[-1]
    return At(quantity.measure, back or 0) if quantity.over else None


def _nearest(weighed: Weighed, at: At, measures: Measures) -> int | None:
    """Quotients are linear in a number, so two values of it give the line that it has to reach."""
    quotient, right = weighed.comparison.left.value, weighed.right
    (over, under), (over_1, under_1) = (parts_of(quotient, {**measures, at.key: number}) for number in (0, 1))
    slope = (over_1 - over) - right * (under_1 - under)
    if slope <= 0:
        return None
    line = (right * under - over) / slope
    if weighed.op in (">", ">="):
        return floor(line) + 1 if weighed.op == ">" else ceil(line)
    return ceil(line) - 1 if weighed.op == "<" else floor(line)

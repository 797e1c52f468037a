"""The judge of a nation: the same comparisons as `judge`, in columns over the table of measures.

Comparisons are cross-multiplied. The SQL names the type of its whole numbers WHOLE: 64 bits first; what overflows
is judged again in 128 (`in_whole_numbers`), and what overflows those raises. A test holds the two judges together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import duckdb

from jiqun.base.numbers import exact_text
from jiqun.law import Figure
from jiqun.rules.judge import ON_THE_FIGURE, WORST_FIRST
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


def in_whole_numbers(connection: duckdb.DuckDBPyConnection, query: str) -> duckdb.DuckDBPyConnection:
    """Run a query in 64-bit whole numbers, or where those overflow in 128-bit ones."""
    try:
        return connection.execute(query.replace("WHOLE", "BIGINT"))
    except duckdb.OutOfRangeException:
        return connection.execute(query.replace("WHOLE", "HUGEINT"))


@dataclass(frozen=True)
class FigureSql:
    """A figure as SQL: numerator and denominator (literals, or a scenario's columns), and the law's operator."""

    over: str
    under: str
    op: str
    text: str  # its exact text, for the column `required`
    value: Fraction | None = None  # where it is known here

    def raised(self, power: int) -> tuple[str, str]:
        """The known figure in lowest terms; with a power, `(1 + figure) ** power`."""
        assert self.value is not None
        value = (1 + self.value) ** power if power else self.value
        return _whole(value.numerator), _whole(value.denominator)


def figure_sql(figure: Figure) -> FigureSql:
    value = Fraction(figure.value)
    return FigureSql(_whole(value.numerator), _whole(value.denominator), figure.op, f"'{exact_text(value)}'", value)


@dataclass(frozen=True)
class Judging:
    """What the judge needs beside a question: the figures, and the reading of "over"."""

    figures: Mapping[str, FigureSql]
    over: str


def outcome_sql(question: Question, judging: Judging) -> str:
    """The outcome of a clause as one expression over the columns of measures."""
    match question:
        case Judged():
            return "'review'"
        case Declared():
            return _declared(question)
        case Computed():
            return _computed(question, judging)


def _declared(question: Declared) -> str:
    stated = (
        f"CASE WHEN {question.stated.key} = 0 THEN 'missing' WHEN {question.holds.key} > 0 THEN 'review' "
        "ELSE 'not_met' END"
    )
    if question.flag is None:
        return stated
    flag = question.flag.key
    return f"CASE WHEN {flag} IS NULL THEN 'missing' WHEN {flag} = 0 THEN 'not_applicable' ELSE {stated} END"


def _computed(question: Computed, judging: Judging) -> str:
    sides = [_margin(one, judging) for one in question.comparisons]
    outcomes = [
        _outcome(one, over, question.otherwise, judging)
        for one, (over, _) in zip(question.comparisons, sides, strict=True)
    ]
    return _in_order(question, _worst(outcomes, question.either))


def _in_order(question: Computed, decided: str) -> str:
    """Missing, then nothing to divide by, then what the numbers say."""
    absent = " OR ".join(f"{at.key} IS NULL" for at in question.inputs)
    if question.rows is not None:
        absent += f" OR {question.rows.key} = 0"
    zero = " OR ".join(f"{at.key} = 0" for at in question.bases)
    when_zero = f" WHEN {zero} THEN 'review'" if zero else ""
    return f"CASE WHEN {absent} THEN 'missing'{when_zero} ELSE {decided} END"


def _worst(outcomes: list[str], either: bool) -> str:
    if len(outcomes) == 1:
        return outcomes[0]
    if either:
        held = " ".join(f"WHEN {one} = 'met' THEN 'met'" for one in outcomes[:-1])
        return f"CASE {held} ELSE {outcomes[-1]} END"
    listed = ", ".join(outcomes)
    cases = " ".join(f"WHEN '{worst}' IN ({listed}) THEN '{worst}'" for worst in WORST_FIRST[:-1])
    return f"CASE {cases} ELSE 'met' END"


def _outcome(comparison: Comparison, margin: str, otherwise: Outcome, judging: Judging) -> str:
    """From the numerator of the margin (its denominator is positive)."""
    op = _op(comparison, judging)
    if op == ">" and isinstance(comparison.right, Threshold):
        on_it = ON_THE_FIGURE[judging.over]
        return f"CASE WHEN {margin} > 0 THEN 'met' WHEN {margin} = 0 THEN '{on_it}' ELSE '{otherwise}' END"
    holds = ">=" if op in (">=", "<=") else ">"
    return f"CASE WHEN {margin} {holds} 0 THEN 'met' ELSE '{otherwise}' END"


def _op(comparison: Comparison, judging: Judging) -> str:
    if isinstance(comparison.right, Threshold):
        return judging.figures[comparison.right.figure].op
    return comparison.op or ">"


def _margin(comparison: Comparison, judging: Judging) -> tuple[str, str]:
    """`left - right` (or the other way for "at most", "falls") as numerator and positive denominator."""
    over, under = quotient_sql(comparison.left.value)
    right_over, right_under = _right(comparison, judging)
    difference = f"({_times(over, right_under)} - {_times(right_over, under)})"
    if _op(comparison, judging) in ("<=", "<"):
        difference = f"(-{difference})"
    return difference, _times(under, right_under)


def _right(comparison: Comparison, judging: Judging) -> tuple[str, str]:
    """What a comparison is against, over and under: a figure, raised where growth is judged, or a year."""
    if isinstance(comparison.right, Seen):
        return quotient_sql(comparison.right.value)
    figure, power = judging.figures[comparison.right.figure], comparison.right.power
    if not power:
        return figure.over, figure.under
    raised = " * ".join([f"({figure.under} + {figure.over})"] * power)
    return f"({raised})", "(" + " * ".join([figure.under] * power) + ")"


def quotient_sql(value: Quotient) -> tuple[str, str]:
    """Numerator and denominator."""
    return _sum(value.over), _sum(value.under)


def _sum(products: tuple[Product, ...]) -> str:
    terms = [_product(product) for product in products]
    return terms[0] if len(terms) == 1 else f"({' + '.join(terms)})"


def _product(product: Product) -> str:
    factors = [f"CAST({at.key} AS WHOLE)" for at in product.factors]
    if product.times != 1 or not factors:
        factors.insert(0, _whole(product.times))
    return factors[0] if len(factors) == 1 else f"({' * '.join(factors)})"


def _whole(number: int) -> str:
    return f"CAST({number} AS WHOLE)"


def _times(left: str, right: str) -> str:
    one = _whole(1)
    if right == one:
        return left
    return right if left == one else f"({left} * {right})"

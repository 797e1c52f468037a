"""The judge of a nation: the same comparisons as `judge`, in columns over the table of measures.

Numerators and denominators are 128-bit whole numbers, cross-multiplied; what would overflow raises and is then judged
by `judge`. A test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

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

# A number over another as exact text, in lowest terms; plain 64-bit numbers where they fit, which is far quicker.
MACROS = """
CREATE OR REPLACE TEMP MACRO lowest(n, d, g) AS
    CASE WHEN d = g THEN CAST(n // g AS VARCHAR) ELSE CAST(n // g AS VARCHAR) || '/' || CAST(d // g AS VARCHAR) END;
CREATE OR REPLACE TEMP MACRO exact(n, d) AS
    CASE WHEN d = 1 THEN CAST(n AS VARCHAR)
         WHEN abs(n) < 9000000000000000000 AND d < 9000000000000000000
         THEN lowest(CAST(n AS BIGINT), CAST(d AS BIGINT), gcd(CAST(n AS BIGINT), CAST(d AS BIGINT)))
         ELSE lowest(n, d, gcd(n, d)) END;
"""


@dataclass(frozen=True)
class FigureSql:
    """A figure as SQL: numerator and denominator (literals, or a scenario's columns), and the law's operator."""

    over: str
    under: str
    op: str
    text: str  # its exact text, for the column `required`


def figure_sql(figure: Figure) -> FigureSql:
    value = Fraction(figure.value)
    return FigureSql(_whole(value.numerator), _whole(value.denominator), figure.op, f"'{exact_text(value)}'")


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


def finding_sql(question: Question, judging: Judging) -> str:
    """`SELECT cluster_id, outcome, observed, required, margin FROM measures` for one clause."""
    if not isinstance(question, Computed):
        nothing = "CAST(NULL AS VARCHAR)"
        return (
            f"SELECT cluster_id, {outcome_sql(question, judging)} AS outcome, "
            f"{nothing} AS observed, {nothing} AS required, {nothing} AS margin FROM measures"
        )
    return _with_numbers(question, judging)


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
    over, under = _quotient(comparison.left.value)
    right_over, right_under = _right(comparison, judging)
    difference = f"({_times(over, right_under)} - {_times(right_over, under)})"
    if _op(comparison, judging) in ("<=", "<"):
        difference = f"(-{difference})"
    return difference, _times(under, right_under)


def _right(comparison: Comparison, judging: Judging) -> tuple[str, str]:
    if isinstance(comparison.right, Seen):
        return _quotient(comparison.right.value)
    figure, power = judging.figures[comparison.right.figure], comparison.right.power
    if not power:
        return figure.over, figure.under
    raised = " * ".join([f"({figure.under} + {figure.over})"] * power)
    return f"({raised})", "(" + " * ".join([figure.under] * power) + ")"


def _quotient(value: Quotient) -> tuple[str, str]:
    return _sum(value.over), _sum(value.under)


def _sum(products: tuple[Product, ...]) -> str:
    terms = [_product(product) for product in products]
    return terms[0] if len(terms) == 1 else f"({' + '.join(terms)})"


def _product(product: Product) -> str:
    factors = [f"CAST({at.key} AS HUGEINT)" for at in product.factors]
    if product.times != 1 or not factors:
        factors.insert(0, _whole(product.times))
    return factors[0] if len(factors) == 1 else f"({' * '.join(factors)})"


def _whole(number: int) -> str:
    return f"CAST({number} AS HUGEINT)"


def _times(left: str, right: str) -> str:
    one = _whole(1)
    if right == one:
        return left
    return right if left == one else f"({left} * {right})"


def _with_numbers(question: Computed, judging: Judging) -> str:
    """The numbers of every comparison first, then the outcome and the exact texts from them."""
    comparisons = list(enumerate(question.comparisons))
    seen = list(question.seen())
    absent = [f"{at.key} IS NULL" for at in question.inputs]
    absent += [f"{question.rows.key} = 0"] if question.rows is not None else []
    zero = [f"{at.key} = 0" for at in question.bases]
    columns = [f"({' OR '.join(absent)}) AS absent", f"({' OR '.join(zero) or 'FALSE'}) AS zero"]
    for i, one in enumerate(seen):
        over, under = _quotient(one.value)
        columns += [f"{over} AS s{i}", f"{under} AS t{i}"]
    for i, comparison in comparisons:
        over, under = _margin(comparison, judging)
        columns += [f"{over} AS n{i}", f"{under} AS d{i}"]
    outcomes = [_outcome(comparison, f"n{i}", question.otherwise, judging) for i, comparison in comparisons]
    inner = f"SELECT cluster_id, {', '.join(columns)} FROM measures"
    named = ", ".join(f"{outcome} AS o{i}" for i, outcome in enumerate(outcomes))
    worst = _worst([f"o{i}" for i, _ in comparisons], question.either)
    decided = "CASE WHEN absent THEN 'missing' WHEN zero THEN 'review' ELSE worst END"
    numbers = "NOT absent AND NOT zero"
    observed = " || ';' || ".join(f"exact(s{i}, t{i})" for i in range(len(seen)))
    margin = _of_deciding([f"exact(n{i}, d{i})" for i, _ in comparisons], question.either)
    required = _of_deciding([_required(comparison, seen, judging) for _, comparison in comparisons], question.either)
    if isinstance(question.comparisons[0].right, Threshold):
        first = _required(question.comparisons[0], seen, judging)
        required = f"CASE WHEN {numbers} THEN {required} ELSE {first} END"
    else:
        required = f"CASE WHEN {numbers} THEN {required} END"
    return (
        f"SELECT cluster_id, {decided} AS outcome, CASE WHEN {numbers} THEN {observed} END AS observed, "
        f"{required} AS required, CASE WHEN {numbers} THEN {margin} END AS margin "
        f"FROM (SELECT *, {worst} AS worst FROM (SELECT *, {named} FROM ({inner})))"
    )


def _required(comparison: Comparison, seen: list[Seen], judging: Judging) -> str:
    if isinstance(comparison.right, Threshold):
        return judging.figures[comparison.right.figure].text
    i = seen.index(comparison.right)
    return f"exact(s{i}, t{i})"


def _of_deciding(texts: list[str], either: bool) -> str:
    """The text of the comparison that decides: the worst outcome and in it the least margin; either: the one met."""
    if len(texts) == 1:
        return texts[0]
    if either:
        held = " ".join(f"WHEN o{i} = 'met' THEN {text}" for i, text in enumerate(texts[:-1]))
        return f"CASE {held} ELSE {texts[-1]} END"
    cases = " ".join(f"WHEN {_decides(i, len(texts))} THEN {text}" for i, text in enumerate(texts[:-1]))
    return f"CASE {cases} ELSE {texts[-1]} END"


def _decides(i: int, many: int) -> str:
    less = (f"(o{j} <> worst OR n{i} * d{j} <= n{j} * d{i})" for j in range(many) if j != i)
    return f"o{i} = worst AND {' AND '.join(less)}"

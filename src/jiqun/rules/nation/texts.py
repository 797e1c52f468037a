"""The numbers of findings as exact text, in lowest terms, for every cluster and clause at once.

First each clause gives its outcome and the whole numbers that were compared (a row a cluster, few expressions, quick to
plan); then one expression makes texts of all of them. The difference of two reduced fractions can only be reduced by
what their denominators share (as Python's own `Fraction` does it), so that divisors stay small.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from jiqun.rules.nation.judge import Judging, met_sql, outcome_sql, quotient_sql
from jiqun.rules.question import Comparison, Computed, Declared, Judged, Seen, Threshold
from jiqun.rules.ruleset import Asked

MACROS = """
CREATE OR REPLACE MACRO shared(a, b) AS
    NULLIF(gcd(a, b), 0);
CREATE OR REPLACE MACRO exact(n, d) AS
    CASE WHEN d = 1 THEN CAST(n AS VARCHAR) ELSE CAST(n AS VARCHAR) || '/' || CAST(d AS VARCHAR) END;
"""
_TEXT = "CAST(NULL AS VARCHAR)"


def judged_sql(asked: Sequence[Asked], judging: Judging) -> list[str]:
    """Queries that together give `cluster_id, place, clause, outcome, observed, required, margin` of every clause.

    `place` is the clause's place in the law, from 0.
    """
    placed = list(enumerate(asked))
    open_to_people = [f"({place}, '{one.id}')" for place, one in placed if isinstance(one.question, Judged)]
    nothing = f"{_TEXT} AS observed, {_TEXT} AS required, {_TEXT} AS margin"
    queries = []
    if open_to_people:
        queries.append(
            f"SELECT cluster_id, c.place, c.clause, 'review' AS outcome, {nothing} "
            f"FROM measures CROSS JOIN (VALUES {', '.join(open_to_people)}) c(place, clause)"
        )
    queries += [
        f"SELECT cluster_id, {place} AS place, '{one.id}' AS clause, {outcome_sql(one.question, judging)} AS outcome, "
        f"{nothing} FROM measures"
        for place, one in placed
        if isinstance(one.question, Declared)
    ]
    return [*queries, *_computed(placed, judging)]


def _computed(placed: Sequence[tuple[int, Asked]], judging: Judging) -> list[str]:
    """One query for all clauses of a shape: so many comparisons, against figures or earlier years, all or either."""
    found = [(_shape(one.question), place, one) for place, one in placed if isinstance(one.question, Computed)]
    shapes = sorted(found, key=lambda item: item[:2])
    return [_of_one_shape(list(group), shape, judging) for shape, group in groupby(shapes, key=lambda item: item[0])]


def _shape(question: Computed) -> tuple[int, bool, bool]:
    return len(question.comparisons), isinstance(question.comparisons[0].right, Seen), question.either


def _of_one_shape(group: Sequence[tuple[object, int, Asked]], shape: tuple[int, bool, bool], judging: Judging) -> str:
    many, trend, either = shape
    numbers = " UNION ALL ".join(_numbers(place, one, judging) for _, place, one in group)
    places = range(many)
    reduced = ", ".join(_reduced(i, trend) for i in places)
    common = ", ".join(f"shared(b{i}, d{i}) AS e{i}" for i in places)
    lifted = ", ".join(_lifted(i) for i in places)
    margins = ", ".join(_margin_parts(i) for i in places)
    seen = [*(["exact(c0, d0)"] if trend else []), *(f"exact(a{i}, b{i})" for i in places)]
    observed = " || ';' || ".join(seen)
    margin = _of_deciding([f"exact(m{i} // g{i}, w{i} // g{i})" for i in places], either)
    required = _of_deciding([f"exact(c{i}, d{i})" if trend else f"r{i}" for i in places], either)
    asked = "NULL" if trend else "r0"
    return (
        f"SELECT cluster_id, place, clause, outcome, CASE WHEN compared THEN {observed} END AS observed, "
        f"CASE WHEN compared THEN {required} ELSE {asked} END AS required, "
        f"CASE WHEN compared THEN {margin} END AS margin "
        f"FROM (SELECT *, {margins} FROM (SELECT *, {lifted} FROM "
        f"(SELECT *, {common} FROM (SELECT *, {reduced} FROM ({numbers})))))"
    )


def _numbers(place: int, one: Asked, judging: Judging) -> str:
    """The outcome of a clause, whether there was anything to compare, and both sides of every comparison."""
    question = one.question
    assert isinstance(question, Computed)
    absent = [f"{at.key} IS NOT NULL" for at in question.inputs]
    absent += [f"{at.key} <> 0" for at in ([question.rows] if question.rows else []) + [*question.bases]]
    sides = ", ".join(_sides(i, comparison, judging) for i, comparison in enumerate(question.comparisons))
    first = f", {met_sql(question.comparisons[0], judging)} AS first_met" if question.either else ""
    return (
        f"SELECT cluster_id, {place} AS place, '{one.id}' AS clause, {outcome_sql(question, judging)} AS outcome, "
        f"({' AND '.join(absent)}) AS compared, {sides}{first} FROM measures"
    )


def _sides(i: int, comparison: Comparison, judging: Judging) -> str:
    left, under = quotient_sql(comparison.left.value)
    if isinstance(comparison.right, Threshold):
        figure = judging.figures[comparison.right.figure]
        over, right_under = figure.raised(comparison.right.power)
        right = (
            f"{over} AS c{i}, {right_under} AS d{i}, {figure.text} AS r{i}, {-1 if figure.op == '<=' else 1} AS z{i}"
        )
    else:
        over, right_under = quotient_sql(comparison.right.value)
        right = f"{over} AS u{i}, {right_under} AS v{i}, {-1 if comparison.op == '<' else 1} AS z{i}"
    return f"{left} AS s{i}, {under} AS t{i}, {right}"


def _reduced(i: int, trend: bool) -> str:
    """Both sides in lowest terms: a/b and c/d (a figure is in lowest terms already)."""
    left, right = f"shared(s{i}, t{i})", f"shared(u{i}, v{i})"
    ours = f"s{i} // {left} AS a{i}, t{i} // {left} AS b{i}"
    return f"{ours}, u{i} // {right} AS c{i}, v{i} // {right} AS d{i}" if trend else ours


def _lifted(i: int) -> str:
    """What is to spare over the least common denominator: m/w."""
    return f"z{i} * (a{i} * (d{i} // e{i}) - c{i} * (b{i} // e{i})) AS m{i}, b{i} * (d{i} // e{i}) AS w{i}"


def _margin_parts(i: int) -> str:
    """What the two still share."""
    return f"shared(m{i} % e{i}, e{i}) AS g{i}"


def _of_deciding(texts: Sequence[str], either: bool) -> str:
    """The text of the comparison that decides: the least margin; either: the first if it is met, else the second.

    All of a clause's comparisons have one operator, so the least margin is also the worst outcome.
    """
    if len(texts) == 1:
        return texts[0]
    if either:
        return f"CASE WHEN first_met THEN {texts[0]} ELSE {texts[1]} END"
    cases = " ".join(f"WHEN {_least(i, len(texts))} THEN {text}" for i, text in enumerate(texts[:-1]))
    return f"CASE {cases} ELSE {texts[-1]} END"


def _least(i: int, many: int) -> str:
    wide = "CAST(m{} AS HUGEINT) * w{}"  # the one product here that has no common factor taken out
    return " AND ".join(f"{wide.format(i, j)} <= {wide.format(j, i)}" for j in range(many) if j != i)

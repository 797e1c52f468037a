"""The numbers of findings as exact text, in lowest terms, for every cluster and clause at once.

First each clause gives its outcome and the whole numbers that were compared (a row a cluster, few expressions, quick to
plan); then one expression makes texts of all of them. The difference of two reduced fractions can only be reduced by
what their denominators share (as Python's own `Fraction` does it), so that divisors stay small.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from jiqun.rules.judge import ON_THE_FIGURE
from jiqun.rules.nation.judge import Judging, outcome_sql, quotient_sql
from jiqun.rules.question import Comparison, Computed, Declared, Judged, Seen, Threshold
from jiqun.rules.ruleset import Asked

MACROS = """
CREATE OR REPLACE MACRO shared(a, b) AS
    NULLIF(gcd(a, b), 0);
CREATE OR REPLACE MACRO exact(n, d) AS
    CASE WHEN d = 1 THEN CAST(n AS VARCHAR) ELSE CAST(n AS VARCHAR) || '/' || CAST(d AS VARCHAR) END;
"""
_TEXT = "CAST(NULL AS VARCHAR)"
_NOTHING = f"{_TEXT} AS observed, {_TEXT} AS required, {_TEXT} AS margin"


def judged_sql(asked: Sequence[Asked], judging: Judging) -> list[str]:
    """Queries that together give `cluster_id, place, clause, outcome, observed, required, margin` of every clause.

    `place` is the clause's place in the law, from 0.
    """
    placed = list(enumerate(asked))
    open_to_people = [f"({place}, '{one.id}')" for place, one in placed if isinstance(one.question, Judged)]
    queries = []
    if open_to_people:
        queries.append(
            f"SELECT cluster_id, c.place, c.clause, 'review' AS outcome, {_NOTHING} "
            f"FROM measures CROSS JOIN (VALUES {', '.join(open_to_people)}) c(place, clause)"
        )
    stated = [(place, one) for place, one in placed if isinstance(one.question, Declared)]
    if stated:
        places = ", ".join(f"{{'place': {place}, 'clause': '{one.id}'}}" for place, one in stated)
        outcomes = ", ".join(outcome_sql(one.question, judging) for _, one in stated)
        queries.append(
            f"SELECT cluster_id, s.place, s.clause, outcome, {_NOTHING} "
            f"FROM (SELECT cluster_id, UNNEST([{places}]) AS s, UNNEST([{outcomes}]) AS outcome FROM measures)"
        )
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
    numbers = ", ".join(_numbers(place, one, judging) for _, place, one in group)
    places = range(many)
    reduced = ", ".join(_reduced(i, trend) for i in places)
    common = ", ".join(f"shared(b{i}, d{i}) AS e{i}" for i in places)
    lifted = ", ".join(_lifted(i, "HUGEINT" if trend else "WHOLE") for i in places)
    margins = ", ".join(_margin_parts(i) for i in places)
    seen = [*(["exact(c0, d0)"] if trend else []), *(f"exact(a{i}, b{i})" for i in places)]
    observed = " || ';' || ".join(seen)
    margin = _of_deciding([f"exact(m{i} // g{i}, w{i} // g{i})" for i in places], either)
    required = _of_deciding([f"exact(c{i}, d{i})" if trend else f"r{i}" for i in places], either)
    asked = "NULL" if trend else "r0"
    compared = "NOT absent AND NOT zero"
    return (
        f"SELECT cluster_id, place, clause, {_outcome(many, either)} AS outcome, "
        f"CASE WHEN {compared} THEN {observed} END AS observed, "
        f"CASE WHEN {compared} THEN {required} ELSE {asked} END AS required, "
        f"CASE WHEN {compared} THEN {margin} END AS margin "
        f"FROM (SELECT *, {margins} FROM (SELECT *, {lifted} FROM "
        f"(SELECT *, {common} FROM (SELECT *, {reduced} FROM "
        f"(SELECT cluster_id, UNNEST([{numbers}], max_depth := 2) FROM measures)))))"
    )


def _outcome(many: int, either: bool) -> str:
    """Missing, then nothing to divide by, then by the least margin; `l` is the outcome of a number on the line."""
    if either:
        decided = f"CASE WHEN {_first_met(0)} THEN 'met' WHEN m1 > 0 THEN 'met' WHEN m1 = 0 THEN l1 ELSE otherwise END"
    else:
        least = ", ".join(f"m{i}" for i in range(many))
        least = least if many == 1 else f"LEAST({least})"  # only its sign is asked for
        decided = f"CASE WHEN {least} > 0 THEN 'met' WHEN {least} = 0 THEN l0 ELSE otherwise END"
    return f"CASE WHEN absent THEN 'missing' WHEN zero THEN 'review' ELSE {decided} END"


def _first_met(i: int) -> str:
    return f"(m{i} > 0 OR (m{i} = 0 AND l{i} = 'met'))"


def _numbers(place: int, one: Asked, judging: Judging) -> str:
    """A row of one clause: whether there is anything to compare, and both sides of every comparison."""
    question = one.question
    assert isinstance(question, Computed)
    absent = [f"{at.key} IS NULL" for at in question.inputs]
    absent += [f"{question.rows.key} = 0"] if question.rows else []
    zero = [f"{at.key} = 0" for at in question.bases] or ["FALSE"]
    sides = ", ".join(_sides(i, comparison, judging) for i, comparison in enumerate(question.comparisons))
    return (
        f"{{place: {place}, clause: '{one.id}', absent: {' OR '.join(absent)}, zero: {' OR '.join(zero)}, "
        f"otherwise: '{question.otherwise}', {sides}}}"
    )


def _sides(i: int, comparison: Comparison, judging: Judging) -> str:
    left, under = quotient_sql(comparison.left.value)
    if isinstance(comparison.right, Threshold):
        figure = judging.figures[comparison.right.figure]
        over, right_under = figure.raised(comparison.right.power)
        sign = -1 if figure.op == "<=" else 1
        right = f"c{i}: {over}, d{i}: {right_under}, r{i}: {figure.text}"
        on_line = ON_THE_FIGURE[judging.over] if figure.op == ">" else "met"
    else:
        over, right_under = quotient_sql(comparison.right.value)
        sign, right, on_line = -1 if comparison.op == "<" else 1, f"u{i}: {over}, v{i}: {right_under}", "not_met"
    return f"s{i}: {left}, t{i}: {under}, {right}, z{i}: {sign}, l{i}: '{on_line}'"


def _reduced(i: int, trend: bool) -> str:
    """Both sides in lowest terms: a/b and c/d (a figure is in lowest terms already)."""
    left, right = f"shared(s{i}, t{i})", f"shared(u{i}, v{i})"
    ours = f"s{i} // {left} AS a{i}, t{i} // {left} AS b{i}"
    return f"{ours}, u{i} // {right} AS c{i}, v{i} // {right} AS d{i}" if trend else ours


def _lifted(i: int, kind: str) -> str:
    """What is to spare over the least common denominator: m/w. Two measured denominators together may need 128 bits."""
    ours, theirs = f"CAST(d{i} // e{i} AS {kind})", f"CAST(b{i} // e{i} AS {kind})"
    return f"z{i} * (a{i} * {ours} - c{i} * {theirs}) AS m{i}, b{i} * {ours} AS w{i}"


def _margin_parts(i: int) -> str:
    """What the two still share."""
    return f"shared(CAST(m{i} % e{i} AS WHOLE), e{i}) AS g{i}"


def _of_deciding(texts: Sequence[str], either: bool) -> str:
    """The text of the comparison that decides: the least margin; either: the first if it is met, else the second.

    All of a clause's comparisons have one operator, so the least margin is also the worst outcome.
    """
    if len(texts) == 1:
        return texts[0]
    if either:
        return f"CASE WHEN {_first_met(0)} THEN {texts[0]} ELSE {texts[1]} END"
    cases = " ".join(f"WHEN {_least(i, len(texts))} THEN {text}" for i, text in enumerate(texts[:-1]))
    return f"CASE {cases} ELSE {texts[-1]} END"


def _least(i: int, many: int) -> str:
    wide = "CAST(m{} AS HUGEINT) * w{}"  # the one product here that has no common factor taken out
    return " AND ".join(f"{wide.format(i, j)} <= {wide.format(j, i)}" for j in range(many) if j != i)

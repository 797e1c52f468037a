"""What if a figure were different, or a reading: which clusters change their verdict, without touching rows again.

Every scenario is judged on the table `measures`. Only the clauses that a scenario changes are judged anew; the verdict
follows from how many blocking clauses are missed or open without them. Scenarios that change the same figures under the
same readings are judged together, their figures a table of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby

import duckdb

from jiqun.base.numbers import Exact
from jiqun.rules.nation.judge import FigureSql, Judging, figure_sql, in_whole_numbers, outcome_sql
from jiqun.rules.nation.judging import Terms
from jiqun.rules.nation.sql import plain
from jiqun.rules.question import Computed, Question, Threshold
from jiqun.rules.ruleset import Asked, questions

_OPEN = "('boundary', 'review', 'missing')"


@dataclass(frozen=True)
class Scenario:
    """Figures by their key, in whole units or as fractions, and readings, where they differ from the edition's own."""

    figures: Mapping[str, Exact] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Flip:
    """A cluster whose verdict changes; `scenario` is the scenario's place in the list that was asked."""

    scenario: int
    cluster_id: int | str
    before: str
    after: str
    clauses: tuple[str, ...]  # those whose outcome changes, in the order of the law


def flips(connection: duckdb.DuckDBPyConnection, terms: Terms, scenarios: Sequence[Scenario]) -> list[Flip]:
    """The clusters that change their verdict, by scenario and cluster.

    Reads the table `measures_<sme_of>` of each reading of who is an SME that is asked for, and nothing else. Raises
    WordedError for an unknown reading, KeyError for an unknown figure.
    """
    for key in {key for one in scenarios for key in one.figures}:
        terms.edition.figure(key)
    _judge_base(connection, terms)
    found: list[Flip] = []
    numbered = sorted(enumerate(scenarios), key=lambda item: _kind(item[1]))
    for _, group in groupby(numbered, key=lambda item: _kind(item[1])):
        found += _of_one_kind(connection, terms, list(group))
    return sorted(found, key=lambda flip: (flip.scenario, flip.cluster_id))


def measures_table(sme_of: str) -> str:
    """The table of measures under a reading of who is an SME."""
    return f"measures_{plain(sme_of)}"


def _kind(scenario: Scenario) -> tuple[list[tuple[str, str]], list[str]]:
    return sorted(scenario.readings.items()), sorted(scenario.figures)


def _judge_base(connection: duckdb.DuckDBPyConnection, terms: Terms) -> None:
    """The table `base`: every clause's outcome, how many blocking clauses are missed and open, the verdict."""
    measures = measures_table(terms.readings["sme_of"])
    outcomes = ", ".join(f"{outcome_sql(one.question, terms.judging)} AS {_column(one)}" for one in terms.asked)
    columns = ", ".join(_column(one) for one in terms.asked)
    blocking = [_column(one) for one in terms.asked if one.clause.cite.blocking]
    missed = " + ".join(f"CAST({column} = 'not_met' AS INTEGER)" for column in blocking)
    opened = " + ".join(f"CAST({column} IN {_OPEN} AS INTEGER)" for column in blocking)
    in_whole_numbers(
        connection,
        "CREATE OR REPLACE TABLE base AS SELECT *, "
        "CASE WHEN missed > 0 THEN 'not_eligible' WHEN opened > 0 THEN 'undetermined' ELSE 'eligible' END AS verdict "
        f"FROM (SELECT cluster_id, {columns}, {missed} AS missed, {opened} AS opened "
        f"FROM (SELECT *, {outcomes} FROM {measures}))",
    )


def _of_one_kind(
    connection: duckdb.DuckDBPyConnection, terms: Terms, numbered: list[tuple[int, Scenario]]
) -> list[Flip]:
    changed = _changed(terms, numbered[0][1])
    if not changed:
        return []
    _scenario_table(connection, numbered)
    judging = _judging(terms, numbered[0][1])
    measures = measures_table(_readings(terms, numbered[0][1])["sme_of"])
    news = ", ".join(f"{outcome_sql(one.question, judging)} AS new_{_column(one)}" for one in changed)
    blocking = [_column(one) for one in changed if one.clause.cite.blocking]
    names = [_column(one) for one in changed]
    rows = in_whole_numbers(
        connection,
        f"SELECT scenario, cluster_id, verdict, after, {', '.join(f'new_{c} <> {c}' for c in names)} FROM (SELECT *, "
        f"CASE WHEN missed {_shift(blocking, '= ' + _text('not_met'))} > 0 THEN 'not_eligible' "
        f"WHEN opened {_shift(blocking, 'IN ' + _OPEN)} > 0 THEN 'undetermined' ELSE 'eligible' END AS after "
        f"FROM (SELECT *, {news} FROM base JOIN {measures} USING (cluster_id) CROSS JOIN scenarios)) "
        "WHERE after <> verdict",
    ).fetchall()
    return [
        Flip(row[0], row[1], row[2], row[3], tuple(one.id for one, new in zip(changed, row[4:], strict=True) if new))
        for row in rows
    ]


def _shift(columns: Iterable[str], test: str) -> str:
    """How a count of outcomes changes when the old outcomes go and the new ones come."""
    return " ".join(f"- CAST({c} {test} AS INTEGER) + CAST(new_{c} {test} AS INTEGER)" for c in columns)


def _changed(terms: Terms, scenario: Scenario) -> list[Asked]:
    """The clauses that a scenario of this kind may judge otherwise, with their questions under its readings."""
    readings = _readings(terms, scenario)
    over = readings["over"] != terms.readings["over"]
    smes = readings["sme_of"] != terms.readings["sme_of"]

    def may_differ(old: Asked, new: Asked) -> bool:
        figures = _figures(new.question)
        return old.question != new.question or (over and bool(figures)) or smes or bool(figures & {*scenario.figures})

    after = questions(terms.edition.id, readings)
    return [new for old, new in zip(terms.asked, after, strict=True) if may_differ(old, new)]


def _readings(terms: Terms, scenario: Scenario) -> Mapping[str, str]:
    return terms.edition.settle({**terms.readings, **scenario.readings})


def _figures(question: Question) -> set[str]:
    if not isinstance(question, Computed):
        return set()
    return {one.right.figure for one in question.comparisons if isinstance(one.right, Threshold)}


def _judging(terms: Terms, scenario: Scenario) -> Judging:
    """The base's figures, but the scenario's own as columns of the table `scenarios`."""
    own = {
        key: FigureSql(f"over_{key}", f"under_{key}", terms.edition.figures[key].op, "NULL") for key in scenario.figures
    }
    base = {key: figure_sql(figure) for key, figure in terms.edition.figures.items()}
    return Judging({**base, **own}, _readings(terms, scenario)["over"])


def _scenario_table(connection: duckdb.DuckDBPyConnection, numbered: list[tuple[int, Scenario]]) -> None:
    keys = sorted(numbered[0][1].figures)
    columns = ", ".join(f"over_{key} HUGEINT, under_{key} HUGEINT" for key in keys)
    connection.execute(f"CREATE OR REPLACE TABLE scenarios (scenario INTEGER{', ' if keys else ''}{columns})")
    rows = []
    for number, scenario in numbered:
        values = [Fraction(scenario.figures[key]) for key in keys]
        rows.append([number, *(part for value in values for part in (value.numerator, value.denominator))])
    gaps = ", ".join("?" for _ in rows[0])
    connection.executemany(f"INSERT INTO scenarios VALUES ({gaps})", rows)


def _column(one: Asked) -> str:
    return "o_" + one.id.replace(".", "_")


def _text(word: str) -> str:
    return f"'{word}'"

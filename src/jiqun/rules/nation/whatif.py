"""What if a figure were different, or a reading: which clusters change their verdict, without touching rows again.

Every scenario is judged on the table `measures`. All clauses are judged once for each set of readings that is asked
for; then only the clauses whose figures a scenario changes are judged anew, and the verdict follows from how many
blocking clauses are missed or open without them. Scenarios that change the same figures under the same readings are
judged together, their figures a table of their own.
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
    _judge(connection, "law", terms, terms.readings)
    found: list[Flip] = []
    for _, of_readings in groupby(sorted(enumerate(scenarios), key=_by_readings), key=_by_readings):
        numbered = sorted(of_readings, key=_by_figures)
        readings = terms.edition.settle({**terms.readings, **numbered[0][1].readings})
        _judge_base(connection, terms, readings)
        for _, of_figures in groupby(numbered, key=_by_figures):
            found += _of_one_kind(connection, terms, readings, list(of_figures))
    return sorted(found, key=lambda flip: (flip.scenario, flip.cluster_id))


def _by_readings(numbered: tuple[int, Scenario]) -> list[tuple[str, str]]:
    return sorted(numbered[1].readings.items())


def _by_figures(numbered: tuple[int, Scenario]) -> list[str]:
    return sorted(numbered[1].figures)


def measures_table(sme_of: str) -> str:
    """The table of measures under a reading of who is an SME."""
    return f"measures_{plain(sme_of)}"


def _judge(connection: duckdb.DuckDBPyConnection, table: str, terms: Terms, readings: Mapping[str, str]) -> None:
    """A table of every clause's outcome under readings, how many blocking clauses are missed and open, the verdict."""
    asked = questions(terms.edition.id, readings)
    judging = Judging({key: figure_sql(figure) for key, figure in terms.edition.figures.items()}, readings["over"])
    outcomes = ", ".join(f"{outcome_sql(one.question, judging)} AS {_column(one)}" for one in asked)
    columns = ", ".join(map(_column, asked))
    blocking = [_column(one) for one in asked if one.clause.cite.blocking]
    missed = " + ".join(f"CAST({column} = 'not_met' AS INTEGER)" for column in blocking)
    opened = " + ".join(f"CAST({column} IN {_OPEN} AS INTEGER)" for column in blocking)
    in_whole_numbers(
        connection,
        f"CREATE OR REPLACE TABLE {table} AS SELECT *, {_verdict('missed', 'opened')} AS verdict "
        f"FROM (SELECT cluster_id, {columns}, {missed} AS missed, {opened} AS opened "
        f"FROM (SELECT *, {outcomes} FROM {measures_table(readings['sme_of'])}))",
    )


def _verdict(missed: str, opened: str) -> str:
    return f"CASE WHEN {missed} > 0 THEN 'not_eligible' WHEN {opened} > 0 THEN 'undetermined' ELSE 'eligible' END"


def _judge_base(connection: duckdb.DuckDBPyConnection, terms: Terms, readings: Mapping[str, str]) -> None:
    """The table `base`: the outcomes under the readings of some scenarios, beside those under the law's (`law_`)."""
    _judge(connection, "read", terms, readings)
    law = ", ".join(f"law.{_column(one)} AS law_{_column(one)}" for one in terms.asked)
    connection.execute(
        "CREATE OR REPLACE TABLE base AS SELECT read.* EXCLUDE (verdict), law.verdict AS before, "
        f"{law} FROM read JOIN law USING (cluster_id)"
    )


def _of_one_kind(
    connection: duckdb.DuckDBPyConnection,
    terms: Terms,
    readings: Mapping[str, str],
    numbered: list[tuple[int, Scenario]],
) -> list[Flip]:
    """The flips of scenarios with the same readings (those of `base`) that change the same figures."""
    scenario = numbered[0][1]
    asked = questions(terms.edition.id, readings)
    judged_anew = {one.id for one in asked if _figures(one.question) & {*scenario.figures}}
    read_otherwise = _read_otherwise(terms, readings)
    changed = [one for one in asked if one.id in judged_anew | read_otherwise]
    if not changed:
        return []
    _scenario_table(connection, numbered)
    judging = _judging(terms, scenario, readings)
    anew = [one for one in asked if one.id in judged_anew]
    news = "".join(f", {outcome_sql(one.question, judging)} AS new_{_column(one)}" for one in anew)
    blocking = [_column(one) for one in anew if one.clause.cite.blocking]
    after = _verdict(f"missed {_shift(blocking, '= ' + _text('not_met'))}", f"opened {_shift(blocking, 'IN ' + _OPEN)}")
    differs = (f"{'new_' if one.id in judged_anew else ''}{_column(one)} <> law_{_column(one)}" for one in changed)
    rows = in_whole_numbers(
        connection,
        f"SELECT scenario, cluster_id, before, after, {', '.join(differs)} FROM (SELECT *, {after} AS after "
        f"FROM (SELECT *{news} FROM base JOIN {measures_table(readings['sme_of'])} USING (cluster_id) "
        "CROSS JOIN scenarios)) WHERE after <> before",
    ).fetchall()
    return [
        Flip(row[0], row[1], row[2], row[3], tuple(one.id for one, new in zip(changed, row[4:], strict=True) if new))
        for row in rows
    ]


def _shift(columns: Iterable[str], test: str) -> str:
    """How a count of outcomes changes when the old outcomes go and the new ones come."""
    return " ".join(f"- CAST({c} {test} AS INTEGER) + CAST(new_{c} {test} AS INTEGER)" for c in columns)


def _read_otherwise(terms: Terms, readings: Mapping[str, str]) -> set[str]:
    """The clauses that may have another outcome under these readings than under the law's."""
    if readings["sme_of"] != terms.readings["sme_of"]:
        return {one.id for one in terms.asked}
    over = readings["over"] != terms.readings["over"]
    pairs = zip(terms.asked, questions(terms.edition.id, readings), strict=True)
    return {new.id for old, new in pairs if old.question != new.question or (over and _figures(new.question))}


def _figures(question: Question) -> set[str]:
    if not isinstance(question, Computed):
        return set()
    return {one.right.figure for one in question.comparisons if isinstance(one.right, Threshold)}


def _judging(terms: Terms, scenario: Scenario, readings: Mapping[str, str]) -> Judging:
    """The edition's figures, but the scenario's own as columns of the table `scenarios`."""
    own = {
        key: FigureSql(f"over_{key}", f"under_{key}", terms.edition.figures[key].op, "NULL") for key in scenario.figures
    }
    law = {key: figure_sql(figure) for key, figure in terms.edition.figures.items()}
    return Judging({**law, **own}, readings["over"])


def _scenario_table(connection: duckdb.DuckDBPyConnection, numbered: list[tuple[int, Scenario]]) -> None:
    keys = sorted(numbered[0][1].figures)
    columns = "".join(f", over_{key}, under_{key}" for key in keys)
    rows = []
    for number, scenario in numbered:
        values = [Fraction(scenario.figures[key]) for key in keys]
        parts = (f", {part}::HUGEINT" for value in values for part in (value.numerator, value.denominator))
        rows.append(f"({number}{''.join(parts)})")
    connection.execute(f"CREATE OR REPLACE TABLE scenarios AS FROM (VALUES {', '.join(rows)}) s(scenario{columns})")


def _column(one: Asked) -> str:
    return "o_" + one.id.replace(".", "_")


def _text(word: str) -> str:
    return f"'{word}'"

"""The same words as SQL: one text that DuckDB and Spark read alike.

Only what both engines agree on is used: `CASE`, `SUM`, `COUNT`, `LIKE`, dates as `DATE '…'`, names as plain lower-case
words. `SUM(CASE WHEN …)` and never `FILTER (WHERE …)`: a third quicker in DuckDB.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import singledispatch

from jiqun.rules.kit import (
    Always,
    Blank,
    Both,
    Condition,
    Count,
    DayName,
    Either,
    Filled,
    Kinds,
    Lists,
    NotAfter,
    NotBefore,
    OneOf,
    Scalar,
    Sum,
    Yes,
)

Name = Callable[[str], str]  # a column of the kit -> the expression that stands for it in this query
Days = Mapping[DayName, date]
_PLAIN = re.compile(r"[A-Za-z0-9_.]+\Z")


@singledispatch
def condition_sql(condition: Condition, name: Name, days: Days) -> str:
    """The condition as SQL; a blank never makes it hold, so three-valued logic gives the same as two-valued."""
    raise TypeError(f"no SQL for {condition!r}")


@condition_sql.register
def _(condition: Always, name: Name, days: Days) -> str:
    return "TRUE"


@condition_sql.register
def _(condition: Yes, name: Name, days: Days) -> str:
    return name(condition.of.name)


@condition_sql.register
def _(condition: OneOf, name: Name, days: Days) -> str:
    return f"{name(condition.of.name)} IN ({', '.join(map(literal, condition.values))})"


@condition_sql.register
def _(condition: Lists, name: Name, days: Days) -> str:
    return f"concat(';', {name(condition.of.name)}, ';') LIKE '%;{plain(condition.item)};%'"


@condition_sql.register
def _(condition: Blank, name: Name, days: Days) -> str:
    return f"{name(condition.of.name)} IS NULL"


@condition_sql.register
def _(condition: Filled, name: Name, days: Days) -> str:
    return f"{name(condition.of.name)} IS NOT NULL"


@condition_sql.register
def _(condition: NotAfter, name: Name, days: Days) -> str:
    return f"{name(condition.of.name)} <= {literal_day(days[condition.day])}"


@condition_sql.register
def _(condition: NotBefore, name: Name, days: Days) -> str:
    return f"{name(condition.of.name)} >= {literal_day(days[condition.day])}"


@condition_sql.register
def _(condition: Both, name: Name, days: Days) -> str:
    return f"({condition_sql(condition.left, name, days)} AND {condition_sql(condition.right, name, days)})"


@condition_sql.register
def _(condition: Either, name: Name, days: Days) -> str:
    return f"({condition_sql(condition.left, name, days)} OR {condition_sql(condition.right, name, days)})"


def aggregate_sql(by: Sum | Count | Kinds, name: Name, days: Days) -> str:
    """The measure over the rows of a group; a sum over nothing is NULL, a count 0."""
    if isinstance(by, Kinds):
        given = (
            f"MAX(CASE WHEN {condition_sql(Lists(by.of, item), name, days)} THEN 1 ELSE 0 END)" for item in by.items
        )
        return f"CAST({' + '.join(given)} AS BIGINT)"
    if isinstance(by, Sum):
        return f"SUM({_when(by.where, name(by.of.name), name, days)})"
    if by.distinct is not None:
        return f"COUNT(DISTINCT {_when(by.where, name(by.distinct.name), name, days)})"
    return "COUNT(*)" if isinstance(by.where, Always) else f"COUNT({_when(by.where, '1', name, days)})"


def _when(where: Condition, value: str, name: Name, days: Days) -> str:
    return value if isinstance(where, Always) else f"CASE WHEN {condition_sql(where, name, days)} THEN {value} END"


def plain(text: str) -> str:
    """A word that needs no quoting. Raises ValueError for anything else: nothing typed by a user becomes SQL."""
    if not _PLAIN.match(text):
        raise ValueError(f"not a plain word: {text!r}")
    return text


def literal(value: Scalar) -> str:
    """A plain word or a whole number as SQL."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    return f"'{plain(value)}'"


def literal_day(day: date) -> str:
    return f"DATE '{day.isoformat()}'"

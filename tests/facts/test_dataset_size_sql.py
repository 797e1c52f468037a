"""The size table in SQL against the size table in Python, row by row, at and around every limit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.facts.dataset import size_class_sql
from jiqun.facts.size_classes import GROUPS, PREFIXES, Indicator, group_of, size_class

Row = tuple[str, int, int, int]
_CODES = [f"{prefix}{'1' * (4 - len(prefix))}" for prefix, _ in PREFIXES]
_UNCOVERED = ["5311", "6634", "8311", "8411", "9110", "9711", "7041", "", "5", "59", "X911", "99", "0000"]


def _around_limits(code: str) -> Iterator[Row]:
    group = group_of(code)
    limits: dict[Indicator, set[int]] = {"employees": {0}, "revenue": {0}, "total_assets": {0}}
    for indicator, *values in group.limits if group else ():
        limits[indicator] |= {value + step for value in values for step in (-1, 0, 1)}
    yield from ((code, e, r, a) for e, r, a in product(*limits.values()))


def _in_sql(con: duckdb.DuckDBPyConnection, rows: list[Row]) -> list[int]:
    con.execute(
        "CREATE OR REPLACE TABLE r "
        "(n INTEGER, industry_code VARCHAR, employees BIGINT, revenue BIGINT, total_assets BIGINT)"
    )
    values = ", ".join(f"({n}, '{code}', {e}, {r}, {a})" for n, (code, e, r, a) in enumerate(rows))
    con.execute(f"INSERT INTO r VALUES {values}")
    return [row[0] for row in con.execute(f"SELECT {size_class_sql()} FROM r ORDER BY n").fetchall()]


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def test_sql_and_python_agree_around_every_limit_of_every_industry(con: duckdb.DuckDBPyConnection) -> None:
    codes = [next(code for code in _CODES if group_of(code) is group) for group in GROUPS]
    rows = [row for code in codes for row in _around_limits(code)]
    assert len(rows) > 1_000
    assert _in_sql(con, rows) == [int(size_class(*row)) for row in rows]


def test_sql_and_python_agree_on_every_prefix_and_on_codes_that_none_covers(con: duckdb.DuckDBPyConnection) -> None:
    figures = [(0, 0, 0), (20, 3_000_000, 3_000_000), (300, 100_000_000, 80_000_000), (9_999, 10**12, 10**12)]
    codes = [*_CODES, *_UNCOVERED, *(f"{number:04}" for number in range(0, 10_000, 10))]
    rows = [(code, *row) for code in codes for row in figures]
    assert _in_sql(con, rows) == [int(size_class(*row)) for row in rows]


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(_CODES), st.integers(0, 3_000), st.integers(0, 3 * 10**9), st.integers(0, 2 * 10**9)),
        min_size=1,
        max_size=200,
    )
)
def test_sql_and_python_agree_on_anything(rows: list[Row]) -> None:
    with duckdb.connect() as con:
        assert _in_sql(con, rows) == [int(size_class(*row)) for row in rows]


def test_columns_may_have_other_names(con: duckdb.DuckDBPyConnection) -> None:
    expression = size_class_sql("'3911'", "1000", "400000000", "0")
    assert con.execute(f"SELECT {expression}").fetchone() == (4,)


def test_blanks_reach_no_limit(con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute(f"SELECT {size_class_sql('NULL', '9999', '9', '9')}").fetchone() == (0,)
    assert con.execute(f"SELECT {size_class_sql(chr(39) + '3911' + chr(39), 'NULL', 'NULL', 'NULL')}").fetchone() == (
        1,
    )

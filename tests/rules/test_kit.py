"""The two renderers of the kit check each other on random terms over random rows, and know every word."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import duckdb
import pytest

from jiqun.rules import kit
from jiqun.rules.kit import Column, Condition, Count, Kinds, Sum
from jiqun.rules.nation.sql import aggregate_sql, condition_sql, plain
from jiqun.rules.rows import Rows, total, work_out

ON = date(2026, 5, 1)
DAYS: dict[kit.DayName, date] = {"on": ON, "three_years_before": date(2023, 5, 1)}
WORDS = ("a", "b", "c")


def random_condition(rng: Random, depth: int = 3) -> Condition:
    if depth and rng.random() < 0.5:
        left, right = random_condition(rng, depth - 1), random_condition(rng, depth - 1)
        return left & right if rng.random() < 0.5 else left | right
    day: kit.DayName = rng.choice(["on", "three_years_before"])
    return rng.choice(
        [
            kit.Always(),
            kit.Yes(Column("yes")),
            Column("number").one_of(*rng.sample(range(4), 2)),
            Column("word").one_of(*rng.sample(WORDS, 2)),
            Column("words").lists(rng.choice(WORDS)),
            kit.Blank(Column(rng.choice(["number", "word", "day"]))),
            kit.Filled(Column(rng.choice(["number", "word", "day"]))),
            Column("day").not_after(day),
            Column("day").not_before(day),
        ]
    )


def random_table(rng: Random) -> dict[str, list[Any]]:
    def some(value: Any) -> Any:
        return value if rng.random() < 0.7 else None

    rows = range(rng.randint(1, 30))
    return {
        "number": [some(rng.randrange(4)) for _ in rows],
        "word": [some(rng.choice(WORDS)) for _ in rows],
        "words": [some(tuple(word for word in WORDS if rng.random() < 0.5)) for _ in rows],
        "yes": [some(rng.random() < 0.5) for _ in rows],
        "day": [some(DAYS[rng.choice(["on", "three_years_before"])] + timedelta(rng.randint(-1, 1))) for _ in rows],
    }


def load(con: duckdb.DuckDBPyConnection, table: dict[str, list[Any]]) -> None:
    con.execute("CREATE OR REPLACE TABLE t (number BIGINT, word VARCHAR, words VARCHAR, yes BOOLEAN, day DATE)")
    rows = [list(row) for row in zip(*table.values(), strict=True)]
    for row in rows:
        row[2] = ";".join(row[2]) if row[2] is not None else None
    con.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?)", rows)


@pytest.mark.parametrize("seed", range(60))
def test_both_renderers_give_the_same_numbers(seed: int) -> None:
    rng = Random(seed)
    table = random_table(rng)
    with duckdb.connect() as con:
        load(con, table)
        for _ in range(8):
            where = random_condition(rng)
            for by in (
                Sum(Column("number"), where),
                Count(where),
                Count(where, distinct=Column("word")),
                Kinds(Column("words"), WORDS),
            ):
                found = con.execute(f"SELECT {aggregate_sql(by, plain, DAYS)} FROM t").fetchone()
                assert found is not None
                assert (found[0] or 0) == total(by, Rows(table, DAYS)), by


def subclasses(of: type) -> set[type]:
    return {each for one in of.__subclasses__() for each in {one, *subclasses(one)}}


def test_every_word_is_known_to_both_renderers() -> None:
    for word in subclasses(Condition):
        assert work_out.dispatch(word) is not work_out.dispatch(object), word
        assert condition_sql.dispatch(word) is not condition_sql.dispatch(object), word


@pytest.mark.parametrize("hostile", ["a'; DROP TABLE t; --", "a b", "", "名", 'a"b'])
def test_nothing_but_plain_words_becomes_sql(hostile: str) -> None:
    with pytest.raises(ValueError, match="plain word"):
        condition_sql(Column("word").one_of(hostile), plain, DAYS)

"""The job that all contenders are given: the day, the clauses, and the columns that they need, read off the clauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Literal

from jiqun.facts.choices import HONOURS
from jiqun.law import edition
from jiqun.rules.kit import At, Column, Field, Sum
from jiqun.rules.nation.judging import Terms
from jiqun.rules.question import Computed
from jiqun.rules.ruleset import Asked

ON = date(2026, 5, 1)
SEED = 1
THREADS = 2
_BOOK = edition("shanghai-2024")
TERMS = Terms(_BOOK, _BOOK.settle({}), ON)

Scope = Literal["all", "numbers", "yearly"]
SCOPES: Mapping[Scope, str] = {
    "all": "every clause",
    "numbers": "every clause that numbers decide",
    "yearly": "the clauses measured over the annual rows",
}
_OF_NO_YEAR = ("in_dominant_industry",)
# The kit's names for columns that stand for others.
_STANDS_FOR = {"sme_class": ("size_class",), "output": ("output_value", "revenue")}


def clauses(scope: Scope) -> tuple[Asked, ...]:
    """The clauses of a scope, in the order of the law."""
    if scope == "all":
        return TERMS.asked
    computed = [one for one in TERMS.asked if isinstance(one.question, Computed)]
    return tuple(one for one in computed if scope == "numbers" or any(at.back for at in one.numbers))


def numbers(asked: Sequence[Asked]) -> tuple[At, ...]:
    """Every number that the clauses look at, once."""
    return tuple(dict.fromkeys(at for one in asked for at in one.numbers))


def reads(scope: Scope) -> dict[str, list[str]]:
    """By file, the stored columns that judging the scope needs."""
    found: dict[str, dict[str, None]] = {}
    for at in numbers(clauses(scope)):
        table, keys = _table(at), ["cluster_id", *(["year"] if at.back else []), *columns_of(at)]
        found.setdefault(table, {}).update(dict.fromkeys(keys))
    found.setdefault("clusters", {"cluster_id": None})["output_measure"] = None
    return {table: list(keys) for table, keys in found.items()}


def packed_columns(scope: Scope) -> dict[str, list[str]]:
    """`reads`, of the wide layout: the columns of each year, and of each honour."""
    found = reads(scope)
    del found["annual"]
    yearly = [at for at in numbers(clauses("yearly")) if at.back]
    sums = ((at.measure.by.of.name, at) for at in yearly if isinstance(at.measure.by, Sum))  # type: ignore[union-attr]  # narrowed by the condition behind it
    columns = [
        *(f"{column}_{ON.year - at.back}" for column, at in sums),
        *(f"marks_{ON.year - at.back}" for at in yearly),
    ]
    found["annual_wide"] = ["cluster_id", "in_dominant_industry", *dict.fromkeys(columns)]
    if "honours" in found:
        del found["honours"]
        found["honours_wide"] = ["cluster_id", "in_dominant_industry"]
        found["honours_wide"] += [f"{one}_0_{day}" for one in HONOURS for day in ("awarded_on", "valid_until")]
    return found


def wide_columns() -> list[str]:
    """The years side by side, with NULL for a blank, as OpenFisca is given them: what the yearly clauses look at."""
    wanted = (at for at in numbers(clauses("yearly")) if at.back)
    pairs = ((column, ON.year - at.back) for at in wanted for column in ("size_class", *columns_of(at)))
    return list(dict.fromkeys(column if column in _OF_NO_YEAR else f"{column}_{year}" for column, year in pairs))


def columns_of(at: At) -> list[str]:
    """The stored columns that one number is worked out from."""
    measure = at.measure
    names = [measure.column] if isinstance(measure, Field) else [*_walk(measure.by), *filter(None, [measure.column])]
    return list(dict.fromkeys(stored for name in names for stored in _STANDS_FOR.get(name, (name,))))


def figure(key: str) -> float:
    """A figure of the law as a float: for contenders that calculate in floats."""
    return float(_BOOK.figures[key].value)


def _table(at: At) -> str:
    return "clusters" if isinstance(at.measure, Field) else at.measure.table


def _walk(word: Any) -> Iterator[str]:
    """The columns named anywhere in a word of the kit."""
    if isinstance(word, Column):
        yield word.name
    elif is_dataclass(word):
        for one in fields(word):
            yield from _walk(getattr(word, one.name))

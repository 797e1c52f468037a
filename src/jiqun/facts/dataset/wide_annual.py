"""Annual rows in the wide layout: one row an enterprise, its years side by side, laid out to be added up quickly.

Numbers are never NULL: a blank is 0 there, and a bit of the year's `marks` tells whether the cell is filled. `marks`
also holds the size class and the yes/no answers of the year, so that a year costs one column beside its numbers.
`output_<year>` is the cluster's own measure of output, chosen when the rows are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from jiqun.facts.dataset.engine import name
from jiqun.facts.dataset.layout import stored_columns
from jiqun.facts.sheets import ANNUAL

OUTPUT: Final = "output"  # the column that a cluster measures its output by, `output_value` or `revenue`
_OF_A_YEAR: Final = tuple(column for column in ANNUAL.columns if column.key not in ("credit_code", "year"))
NUMBERS: Final = tuple(column.key for column in _OF_A_YEAR if column.kind != "yes_no")
ANSWERS: Final = tuple(column.key for column in _OF_A_YEAR if column.kind == "yes_no")

_CLASS_BITS = 3
SME_BITS: Final = 0b011  # of the classes 0 to 4, micro, small and medium have one of these; large is 0b100
_HAS_ROW = "row"
_FLAGS = (
    _HAS_ROW,
    *(f"{key} is yes" for key in ANSWERS),
    *(f"{key} is filled" for key in (*NUMBERS, *ANSWERS, OUTPUT)),
)
_BIT: Final = {flag: 1 << place for place, flag in enumerate(_FLAGS, start=_CLASS_BITS)}


def of_year(column: str, year: int) -> str:
    """The name of a column of one year."""
    return f"{column}_{year}"


def columns_of(years: Iterable[int]) -> dict[str, str]:
    """Every column after `cluster_id` with its SQL type."""
    columns = {"credit_code": "VARCHAR", "in_dominant_industry": "BOOLEAN"}
    for year in years:
        columns |= {of_year(key, year): "BIGINT" for key in (*NUMBERS, OUTPUT)} | {marks(year): "INTEGER"}
    return columns


def years_in(columns: Iterable[str]) -> tuple[int, ...]:
    """The years that a wide file has, by its columns."""
    return tuple(sorted(int(found[1]) for column in columns if (found := re.fullmatch(r"marks_(\d{4})", column))))


def marks(year: int) -> str:
    """The column of a year's marks."""
    return of_year("marks", year)


def has_row(year: int) -> str:
    """Whether the enterprise has a row of the year."""
    return _marked(_HAS_ROW, year)


def is_filled(column: str, year: int) -> str:
    """Whether the cell is filled. Raises KeyError for what is no column of a year."""
    return _marked(f"{column} is filled", year)


def says_yes(column: str, year: int) -> str:
    """Whether a yes/no cell says yes; not where it is blank. Raises KeyError for another column."""
    return _marked(f"{column} is yes", year)


def is_sme(year: int) -> str:
    """Whether the class of the year is micro, small or medium; not where there is no row."""
    return f"({marks(year)} & {SME_BITS}) <> 0"


def _marked(flag: str, year: int) -> str:
    return f"({marks(year)} & {_BIT[flag]}) <> 0"


def packed_sql(rows: str, clusters: str, years: Sequence[int]) -> str:
    """Long annual rows (complete ones) and their clusters as wide rows, sorted.

    Raises ValueError without any year: there is nothing to lay side by side.
    """
    if not years:
        raise ValueError("no annual rows: nothing to lay side by side")
    marked = ", ".join(_packed(column, year) for year in years for column in (*NUMBERS, OUTPUT))
    words = ", ".join(f"CAST({_word(year)} AS INTEGER) AS {marks(year)}" for year in years)
    yearly = ", ".join(
        f"MAX(CASE WHEN year = {year} THEN {value} END) AS {name(of_year(key, year))}"
        for key, value in {
            **{key: name(key) for key in (*NUMBERS, *ANSWERS)},
            "size_class": "COALESCE(size_class, 0)",
        }.items()
        for year in years
    )
    outputs = ", ".join(
        f"CASE WHEN by_revenue THEN {of_year('revenue', year)} ELSE {of_year('output_value', year)} END AS "
        f"{of_year(OUTPUT, year)}"
        for year in years
    )
    measured = f"SELECT cluster_id, MAX(output_measure) = 'revenue' AS by_revenue FROM ({clusters}) GROUP BY 1"
    side_by_side = (
        f"SELECT cluster_id, credit_code, BOOL_OR(in_dominant_industry) AS in_dominant_industry, {yearly} "
        f"FROM ({rows}) GROUP BY cluster_id, credit_code"
    )
    return (
        f"SELECT cluster_id, credit_code, in_dominant_industry, {marked}, {words} "
        f"FROM (SELECT w.*, {outputs} FROM ({side_by_side}) w LEFT JOIN ({measured}) c USING (cluster_id)) "
        "ORDER BY cluster_id, credit_code"
    )


def _packed(column: str, year: int) -> str:
    stored = name(of_year(column, year))
    return f"COALESCE({stored}, 0) AS {stored}"


def _word(year: int) -> str:
    """The marks of a year: a row always has a size class, if only 0."""
    size_class = of_year("size_class", year)
    tests = {_HAS_ROW: f"{size_class} IS NOT NULL"}
    tests |= {f"{key} is yes": of_year(key, year) for key in ANSWERS}
    tests |= {f"{key} is filled": f"{of_year(key, year)} IS NOT NULL" for key in (*NUMBERS, *ANSWERS, OUTPUT)}
    flags = " + ".join(f"CASE WHEN {test} THEN {_BIT[flag]} ELSE 0 END" for flag, test in tests.items())
    return f"COALESCE({size_class}, 0) + {flags}"


def unpacked_sql(source: str, years: Sequence[int]) -> str:
    """Wide rows as long ones, in the columns of `layout.stored_columns`."""
    return " UNION ALL ".join(_of_one_year(source, year) for year in years)


def _of_one_year(source: str, year: int) -> str:
    chosen = ", ".join(
        f"{_unpacked(key, kind, year)} AS {name(key)}" for key, kind in stored_columns(ANNUAL.key).items()
    )
    return f"SELECT cluster_id, {chosen} FROM {source} WHERE {has_row(year)}"


def _unpacked(key: str, kind: str, year: int) -> str:
    if key == "year":
        return f"CAST({year} AS {kind})"
    if key == "size_class":
        return f"CAST({marks(year)} & {2**_CLASS_BITS - 1} AS {kind})"
    if key in NUMBERS:
        return f"CASE WHEN {is_filled(key, year)} THEN CAST({of_year(key, year)} AS {kind}) END"
    if key in ANSWERS:
        return f"CASE WHEN {is_filled(key, year)} THEN {says_yes(key, year)} END"
    return name(key)

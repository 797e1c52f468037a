"""How a dataset's rows are read once into measures: SQL written from the kit's records (wide rows: `wide`).

Long rows (one per enterprise and year) are added up in two steps: first by cluster, year and "is an SME" with plain
sums, then those few rows by cluster. Sums and counts add, so it is exact, and each column is read once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jiqun.rules.kit import Always, At, Both, Condition, Count, Field, Kinds, Measure, Sum
from jiqun.rules.measures import SME, SME_CLASSES
from jiqun.rules.nation.sql import Days, aggregate_sql, plain

OUTPUT = "output"  # the kit's column that stands for a cluster's own measure of output
IS_SME = f"sme_class IN ({', '.join(map(str, SME_CLASSES))})"


@dataclass(frozen=True)
class Years:
    """The yearly measures that are wanted, of which assessment year, and by which columns output is measured."""

    wanted: tuple[At, ...]
    on: date
    days: Days
    outputs: tuple[str, ...]  # `output_value`, `revenue` or both: as the dataset's clusters say

    def year(self, at: At) -> int:
        return self.on.year - at.back

    @property
    def first(self) -> int:
        return min(self.year(at) for at in self.wanted)


def long_sql(years: Years) -> str:
    """Over the view `annual`: columns of the sheet, `in_dominant_industry`, `sme_class`."""
    inner: dict[str, str] = {}
    outer = [
        f"{_chosen(_added_up(at, column, years, inner) for column in _columns(at, years))} AS {at.key}"
        for at in years.wanted
    ]
    sums = ", ".join(f"{sql} AS {name}" for sql, name in inner.items())
    return (
        f"SELECT p.cluster_id, {', '.join(outer)} FROM (SELECT cluster_id, year, ({IS_SME}) AS is_sme, {sums} "
        f"FROM annual WHERE year BETWEEN {years.first} AND {years.on.year - 1} "
        f"GROUP BY cluster_id, year, ({IS_SME})) p {_measured_by(years)} GROUP BY p.cluster_id"
    )


def _added_up(at: At, column: str, years: Years, inner: dict[str, str]) -> str:
    """One number from the sums by year and kind; NULL where no row of the year fills its column."""
    measure = _yearly(at)
    only_smes, rest = _split(_where(measure))
    by = Sum(measure.by.of, rest) if isinstance(measure.by, Sum) else Count(rest)
    part = _inner(aggregate_sql(by, lambda name: column if name == OUTPUT else plain(name), years.days), inner)
    filled = _inner(_filled(measure, column), inner)
    year = f"year = {years.year(at)}"
    of = f"{year} AND is_sme" if only_smes else year
    total = f"COALESCE(SUM(CASE WHEN {of} THEN {part} END), 0)"
    return f"CASE WHEN MAX(CASE WHEN {year} THEN {filled} END) IS NOT NULL THEN CAST({total} AS BIGINT) END"


def _filled(measure: Measure, column: str) -> str:
    """NULL where no row fills the column: a plain sum, wanted anyway; of yes and no, the greater."""
    if measure.column is None:
        return "COUNT(*)"
    return f"SUM({column})" if isinstance(measure.by, Sum) else f"MAX({column})"


def _inner(sql: str, inner: dict[str, str]) -> str:
    return inner.setdefault(sql, f"n{len(inner)}")


def register_sql(rows: str, measures: Sequence[Measure], days: Days) -> str:
    """Measures as of the date, over the rows of their sheet (honours: with `in_dominant_industry`)."""
    numbers = ", ".join(f"{_number(measure.by, days)} AS {measure.key}" for measure in measures)
    return f"SELECT cluster_id, {numbers} FROM ({rows}) r GROUP BY cluster_id"


def _number(by: Sum | Count | Kinds, days: Days) -> str:
    """A sum over nothing is NULL, and 128 bits wide; a count neither."""
    sql = aggregate_sql(by, plain, days)
    return f"CAST(COALESCE({sql}, 0) AS BIGINT)" if isinstance(by, Sum) else sql


def field_sql(measure: Field) -> str:
    """A field of the view `clusters` as a whole number: area in m², yes 1, no 0, a filled text 1."""
    column = plain(measure.column)
    if measure.unit == "m2":
        sql = f"CAST(ROUND(CAST({column} AS DECIMAL(24, 6)) * 1000000) AS BIGINT)"
    elif measure.unit == "yes_no":
        sql = f"CASE WHEN {column} THEN 1 WHEN NOT {column} THEN 0 END"
    else:
        sql = f"CASE WHEN {column} IS NOT NULL THEN 1 END"
    return f"{sql} AS {measure.key}"


def by_table(wanted: Iterable[At]) -> Mapping[str, tuple[At, ...]]:
    """The wanted numbers by where they come from: `annual`, each register, `cluster`."""
    tables: dict[str, list[At]] = {}
    for at in dict.fromkeys(wanted):
        table = "cluster" if isinstance(at.measure, Field) else at.measure.table
        tables.setdefault(table, []).append(at)
    return {table: tuple(numbers) for table, numbers in tables.items()}


def _yearly(at: At) -> Measure:
    assert isinstance(at.measure, Measure)
    return at.measure


def _columns(at: At, years: Years) -> tuple[str, ...]:
    """The column that a measure reads; for output, one for each way in which the clusters measure it."""
    measure = _yearly(at)
    return years.outputs if measure.column == OUTPUT else (measure.column or "year",)


def _chosen(variants: Iterable[str]) -> str:
    """By the cluster's own measure of output where there are two."""
    each = list(variants)
    return each[0] if len(each) == 1 else f"CASE WHEN MAX(o.by_revenue) = 1 THEN {each[1]} ELSE {each[0]} END"


def _measured_by(years: Years) -> str:
    return "JOIN output_measures o ON o.cluster_id = p.cluster_id" if len(years.outputs) > 1 else ""


def _where(measure: Measure) -> Condition:
    assert isinstance(measure.by, Sum | Count)
    return measure.by.where


def _split(where: Condition) -> tuple[bool, Condition]:
    """A condition taken apart into "is an SME" and the rest."""
    if where == SME:
        return True, Always()
    if isinstance(where, Both):
        left_sme, left = _split(where.left)
        right_sme, right = _split(where.right)
        rest = [one for one in (left, right) if not isinstance(one, Always)]
        return left_sme or right_sme, Always() if not rest else rest[0] if len(rest) == 1 else Both(*rest)
    return False, where

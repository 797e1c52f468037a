"""One cluster taken out of a dataset as a snapshot, to be explained like a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import duckdb

from jiqun.base.numbers import rounded
from jiqun.base.words import Bi
from jiqun.facts.columns import Column
from jiqun.facts.dataset.engine import connection, name
from jiqun.facts.dataset.layout import Id
from jiqun.facts.dataset.opened import Dataset
from jiqun.facts.dataset.shape import unreadable
from jiqun.facts.problems import InputRefused, Problem
from jiqun.facts.sheets import ANNUAL, SHEETS
from jiqun.facts.snapshot import Snapshot, Table


def read_cluster(dataset: Dataset, cluster_id: Id) -> Snapshot:
    """The snapshot of one cluster; an id given as text finds a number too, and the other way round.

    Raises KeyError where the dataset has no such cluster, InputRefused where a cell that must be filled is blank, the
    cluster stands twice, a row names an enterprise that the cluster does not list, or a file turns out damaged.
    """
    wanted = _id(dataset, cluster_id)
    if wanted is None:
        raise KeyError(cluster_id)
    with connection() as con:
        tables = {sheet: _table(con, dataset, sheet, wanted) for sheet in SHEETS}
    if not tables["cluster"]["name_zh"]:
        raise KeyError(cluster_id)
    problems = [problem for sheet, table in tables.items() for problem in _blanks(sheet, table)]
    problems += _twice(tables["cluster"])
    problems += [problem for sheet in ("annual", "honours", "incidents") for problem in _strangers(tables, sheet)]
    if problems:
        raise InputRefused(problems)
    return Snapshot(tables)


def _id(dataset: Dataset, cluster_id: Id) -> Id | None:
    """The id in the type that the dataset has; None where no id of that type is written so."""
    if dataset.id_type == "VARCHAR":
        return str(cluster_id)
    return int(cluster_id) if re.fullmatch(r"-?[0-9]{1,18}", str(cluster_id)) else None


def _table(con: duckdb.DuckDBPyConnection, dataset: Dataset, sheet: str, cluster_id: Id) -> Table:
    files = dataset.files_with(cluster_id) if sheet == ANNUAL.key else None
    columns = SHEETS[sheet].columns
    chosen = ", ".join(name(column.key) for column in columns)
    query = f"SELECT {chosen} FROM ({dataset.rows_sql(sheet, files)}) WHERE cluster_id = ?"
    try:
        rows = con.execute(query, [cluster_id]).fetchall()
    except duckdb.Error as error:
        raise InputRefused([unreadable(sheet, error)]) from error
    values: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    return {column.key: [_value(column, one) for one in found] for column, found in zip(columns, values, strict=True)}


def _value(column: Column, value: Any) -> str | int | bool | date | tuple[str, ...] | None:
    """A stored value as a snapshot has it."""
    if isinstance(value, Decimal):
        return rounded(Fraction(value) * column.scale)
    if isinstance(value, str) and column.kind in ("text_list", "industries", "choices"):
        return tuple(item.strip() for item in re.split("[;；]", value)) if value else ()
    return value  # type: ignore[no-any-return]  # the types of `layout` are those of a snapshot


def _blanks(sheet: str, table: Table) -> Iterator[Problem]:
    for column in SHEETS[sheet].columns:
        blanks = sum(value is None for value in table[column.key])
        if column.required and blanks:
            yield Problem(
                "dataset_blank",
                Bi(
                    zh="“{title}”的必填列 {column} 有 {n} 处空白。",
                    en="{sheet}: {column} must be filled and is blank in {n} row(s).",
                ).fill(title=SHEETS[sheet].label.zh, sheet=sheet, column=column.key, n=blanks),
                sheet=sheet,
                column=column.key,
            )


def _twice(clusters: Table) -> Iterator[Problem]:
    if len(clusters["name_zh"]) > 1:
        words = Bi(
            zh="同一集群编号在集群表中出现多次。", en="The cluster's id stands more than once in clusters.parquet."
        )
        yield Problem("dataset_cluster_twice", words, sheet="cluster", column="cluster_id")


def _strangers(tables: dict[str, Table], sheet: str) -> Iterator[Problem]:
    known = set(tables["enterprises"]["credit_code"])
    for code in dict.fromkeys(tables[sheet]["credit_code"]):
        if code is not None and code not in known:
            words = Bi(
                zh=f"“{SHEETS[sheet].label.zh}”中的企业 {code} 不在企业名录中。",
                en=f"{sheet}: the enterprise {code} is not among the cluster's enterprises.",
            )
            yield Problem("dataset_stranger", words, sheet=sheet, column="credit_code", value=code)

"""The form of a dataset on disk: which files, which columns, which types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from jiqun.facts.columns import Column, ColumnKind
from jiqun.facts.sheets import SHEETS

Id = int | str  # a cluster's id: a number in generated data, any text in others'
Layout = Literal["long", "wide"]

FORMAT: Final = 2  # of the manifest and the files it lists
SIZE_TABLE_KEY: Final = "jiqun.size_table"  # Parquet key-value: the edition of the table behind `size_class`

# What a row may carry besides its own columns, so that no judge has to work it out again.
EXTRAS: Final[Mapping[str, Mapping[str, str]]] = {
    "annual": {"in_dominant_industry": "BOOLEAN", "size_class": "TINYINT"},
    "honours": {"in_dominant_industry": "BOOLEAN"},
}
# The sheets that the wide layout lays out otherwise: one row an enterprise.
WIDE_FILES: Final[Mapping[str, str]] = {"annual": "annual_wide", "honours": "honours_wide.parquet"}

_TYPES: Final[Mapping[ColumnKind, str]] = {
    "year": "SMALLINT",
    "day": "DATE",
    "yes_no": "BOOLEAN",
    "whole": "BIGINT",
    "amount": "BIGINT",
}
AREA_TYPE: Final = "DECIMAL(18,6)"  # km² with the six decimals that are kept: whole m²


def stored_type(column: Column) -> str:
    """The SQL type of a column: whole units, but the area in km² as people write it."""
    return AREA_TYPE if column.key == "area_km2" else _TYPES.get(column.kind, "VARCHAR")


def stored_columns(sheet: str) -> dict[str, str]:
    """Every column of a sheet's file after `cluster_id`, with its SQL type."""
    columns = {column.key: stored_type(column) for column in SHEETS[sheet].columns}
    return {**columns, **EXTRAS.get(sheet, {})}


def file_name(sheet: str) -> str:
    """The file of a sheet that is one file. The sheet `cluster` becomes `clusters`: it has a row a cluster."""
    return "clusters.parquet" if sheet == "cluster" else f"{sheet}.parquet"


def part_name(layout: Layout, number: int) -> str:
    """The path of a part of the annual rows, in the dataset's folder."""
    return f"{WIDE_FILES['annual'] if layout == 'wide' else 'annual'}/part-{number:04}.parquet"

"""Honours in the wide layout: one row an enterprise, its honours side by side, so that nobody counts it twice.

An honour held more than once (renewed, say) takes a second place, and a third. Rows that say more than that (an honour
that the sheet does not know, more places than `MOST_PLACES`) stay rows of their own, in the long file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import duckdb

from jiqun.facts.choices import HONOURS
from jiqun.facts.dataset.engine import copy, name
from jiqun.facts.dataset.layout import WIDE_FILES, stored_columns

MOST_PLACES: Final = 4  # of one honour of one enterprise
Places = Mapping[str, int]  # honour -> how often one enterprise holds it at most


def columns_of(places: Places) -> dict[str, str]:
    """Every column after `cluster_id` with its SQL type."""
    columns = {"credit_code": "VARCHAR", "in_dominant_industry": "BOOLEAN"}
    for honour, many in places.items():
        for place in range(many):
            columns |= {awarded_on(honour, place): "DATE", valid_until(honour, place): "DATE"}
    return columns


def awarded_on(honour: str, place: int) -> str:
    """The column of the day of award; NULL where the enterprise does not hold it so often."""
    return f"{honour}_{place}_awarded_on"


def valid_until(honour: str, place: int) -> str:
    """The column of the last day; NULL also where there is none."""
    return f"{honour}_{place}_valid_until"


def places_in(columns: Iterable[str]) -> Places:
    """How many places each honour has, by the columns of a wide file."""
    found = re.findall(rf"^({'|'.join(HONOURS)})_\d+_awarded_on$", "\n".join(columns), re.MULTILINE)
    return {honour: found.count(honour) for honour in HONOURS if honour in found}


def places_for(con: duckdb.DuckDBPyConnection, rows: str) -> Places | None:
    """The places that long rows need; None where they cannot be laid side by side without losing anything."""
    counted = con.execute(
        "SELECT honour, MAX(n), BOOL_OR(blank) FROM (SELECT cluster_id, credit_code, honour, COUNT(*) AS n, "
        "BOOL_OR(awarded_on IS NULL OR credit_code IS NULL OR cluster_id IS NULL) AS blank "
        f"FROM ({rows}) GROUP BY cluster_id, credit_code, honour) GROUP BY honour"
    ).fetchall()
    if any(honour not in HONOURS or many > MOST_PLACES or blank for honour, many, blank in counted):
        return None
    found = {honour: int(many) for honour, many, _ in counted}
    return {honour: found[honour] for honour in HONOURS if honour in found}


def copy_wide(con: duckdb.DuckDBPyConnection, rows: str, folder: Path) -> bool:
    """Write long rows (complete ones) as the wide file of a dataset's folder, if that loses nothing."""
    places = places_for(con, rows)
    if places is None:
        return False
    copy(con, packed_sql(rows, places), folder / WIDE_FILES["honours"], "wide")
    return True


def packed_sql(rows: str, places: Places) -> str:
    """Long rows (complete ones) as wide rows, sorted."""
    numbered = (
        "SELECT *, ROW_NUMBER() OVER (PARTITION BY cluster_id, credit_code, honour "
        f"ORDER BY awarded_on, valid_until) - 1 AS place FROM ({rows})"
    )
    held = "".join(
        f", MAX(CASE WHEN honour = '{honour}' AND place = {place} THEN {day} END) AS {column(honour, place)}"
        for honour, many in places.items()
        for place in range(many)
        for day, column in (("awarded_on", awarded_on), ("valid_until", valid_until))
    )
    return (
        f"SELECT cluster_id, credit_code, BOOL_OR(in_dominant_industry) AS in_dominant_industry{held} "
        f"FROM ({numbered}) GROUP BY cluster_id, credit_code ORDER BY cluster_id, credit_code"
    )


def unpacked_sql(source: str, places: Places) -> str:
    """Wide rows as long ones, in the columns of `layout.stored_columns`."""
    if not places:
        nothing = ", ".join(f"CAST(NULL AS {kind}) AS {key}" for key, kind in stored_columns("honours").items())
        return f"SELECT cluster_id, {nothing} FROM {source} WHERE false"
    each = (
        f"SELECT cluster_id, credit_code, '{honour}' AS honour, {name(awarded_on(honour, place))} AS awarded_on, "
        f"{name(valid_until(honour, place))} AS valid_until, in_dominant_industry FROM {source} "
        f"WHERE {name(awarded_on(honour, place))} IS NOT NULL"
        for honour, many in places.items()
        for place in range(many)
    )
    return " UNION ALL ".join(each)

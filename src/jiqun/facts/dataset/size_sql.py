"""The table of the size classification as one SQL expression, from the same records as `size_classes.size_class`."""

from __future__ import annotations

from collections.abc import Iterable

from jiqun.facts.size_classes import GROUPS, PREFIXES, Group, SizeClass

_GRADES = (SizeClass.LARGE, SizeClass.MEDIUM, SizeClass.SMALL)


def size_class_sql(
    industry_code: str = "industry_code",
    employees: str = "employees",
    revenue: str = "revenue",
    total_assets: str = "total_assets",
) -> str:
    """A CASE expression that gives 0 (unclassified) to 4 (large); the arguments are SQL, by default column names.

    Revenue and assets are whole yuan, the code four digits of text. Plain SQL that DuckDB and Spark both read. A blank
    indicator reaches no limit, a blank code is unclassified.
    """
    columns = {"employees": employees, "revenue": revenue, "total_assets": total_assets}
    # The longest prefix wins, so the longer ones are asked first.
    branches = [
        f"WHEN SUBSTRING({industry_code}, 1, {length}) IN ({_texts(prefixes)}) THEN {_graded(group, columns)}"
        for length in (3, 2)
        for group in GROUPS
        if (prefixes := [prefix for prefix, key in PREFIXES if key == group.key and len(prefix) == length])
    ]
    return f"CASE {' '.join(branches)} ELSE {SizeClass.UNCLASSIFIED:d} END"


def _graded(group: Group, columns: dict[str, str]) -> str:
    """The first class whose every limit is reached, else micro."""
    steps = (
        f"WHEN {' AND '.join(f'{columns[limit[0]]} >= {limit[place]}' for limit in group.limits)} THEN {grade:d}"
        for place, grade in enumerate(_GRADES, start=1)
    )
    return f"CASE {' '.join(steps)} ELSE {SizeClass.MICRO:d} END"


def _texts(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)

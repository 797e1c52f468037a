"""What the files of a dataset must look like to be read, and what is wrong with those that do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from jiqun.base.words import Bi
from jiqun.facts.columns import Column
from jiqun.facts.dataset import wide_annual, wide_honours
from jiqun.facts.dataset.engine import name, parquet
from jiqun.facts.dataset.layout import AREA_TYPE, WIDE_FILES, Layout, file_name, stored_type
from jiqun.facts.problems import Problem
from jiqun.facts.sheets import ANNUAL, SHEETS

Columns = Mapping[str, str]  # column -> SQL type, as stored

_WHOLE = r"U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|DECIMAL\(\d+,0\)"
# The SQL types that can stand for a column's type without changing a value.
_READABLE = {
    "BIGINT": re.compile(_WHOLE),
    "INTEGER": re.compile(_WHOLE),
    "SMALLINT": re.compile(_WHOLE),
    "TINYINT": re.compile(_WHOLE),
    "VARCHAR": re.compile(r"VARCHAR"),
    "BOOLEAN": re.compile(r"BOOLEAN"),
    "DATE": re.compile(r"DATE|TIMESTAMP.*"),
    AREA_TYPE: re.compile(_WHOLE + r"|DECIMAL\(\d+,\d+\)|DOUBLE|FLOAT"),
}
_NOTHING = '"NULL"'  # the type of a column that other writers give to one without any value


def files_of(directory: Path, sheet: str, layout: Layout = "long") -> tuple[Path, ...]:
    """The files of a sheet in order: one file, or every file of the folder of that name. Empty where absent."""
    if layout == "wide" and sheet in WIDE_FILES and (found := _in(directory / WIDE_FILES[sheet])):
        return found
    if layout == "wide" and sheet == ANNUAL.key:
        return ()
    return _in(directory / file_name(sheet)) or _in(directory / sheet)


def _in(path: Path) -> tuple[Path, ...]:
    return (path,) if path.is_file() else tuple(sorted(path.glob("*.parquet")))


def is_wide(sheet: str, files: Sequence[Path]) -> bool:
    """Whether these files of a sheet are laid out wide, by their names."""
    return sheet in WIDE_FILES and WIDE_FILES[sheet] in {part for file in files[:1] for part in file.parts[-2:]}


def described(con: duckdb.DuckDBPyConnection, files: Sequence[Path], by_name: bool) -> dict[str, str]:
    """The columns of Parquet files with their types, names in lower case. Raises duckdb.Error."""
    rows = con.execute(f"DESCRIBE SELECT * FROM {parquet(files, by_name)}").fetchall()
    return {str(row[0]).lower(): str(row[1]) for row in rows if row[1] != _NOTHING}


def kept(con: duckdb.DuckDBPyConnection, sheet: str, files: Sequence[Path], found: Columns, by_name: bool) -> Columns:
    """The columns without those that are optional, of a wrong type and blank in every row: they say nothing."""
    wrong = [
        column.key
        for column in SHEETS[sheet].columns
        if not column.required and column.key in found and not readable(stored_type(column), found[column.key])
    ]
    if not wrong:
        return found
    counts = ", ".join(f"COUNT({name(key)})" for key in wrong)
    filled = con.execute(f"SELECT {counts} FROM {parquet(files, by_name)}").fetchone() or ()
    empty = {key for key, count in zip(wrong, filled, strict=True) if count == 0}
    return {key: kind for key, kind in found.items() if key not in empty}


def readable(wanted: str, found: str) -> bool:
    """Whether values of the type found can be read as the type wanted."""
    return _READABLE[wanted].fullmatch(found) is not None


def problems_of(sheet: str, found: Columns) -> Iterator[Problem]:
    """What is wrong with the columns of a sheet's file."""
    yield from _identity(sheet, found)
    for column in SHEETS[sheet].columns:
        yield from _problems(sheet, column, column.key, found)


def problems_of_wide(sheet: str, found: Columns) -> Iterator[Problem]:
    """What is wrong with the columns of wide files, which are ours: every one must be there."""
    yield from _identity(sheet, found)
    if sheet == ANNUAL.key:
        years = wide_annual.years_in(found)
        wanted = wide_annual.columns_of(years)
        if not years:
            yield _missing(sheet, "marks_YYYY")
    else:
        wanted = wide_honours.columns_of(wide_honours.places_in(found))
    for column, kind in wanted.items():
        if column not in found:
            yield _missing(sheet, column)
        elif not readable(kind, found[column]):
            yield _mistyped(sheet, column, found[column], _WORDS[kind])


def _identity(sheet: str, found: Columns) -> Iterator[Problem]:
    kind = found.get("cluster_id")
    if kind is None:
        yield _missing(sheet, "cluster_id")
    elif not (readable("BIGINT", kind) or readable("VARCHAR", kind)):
        yield _mistyped(sheet, "cluster_id", kind, Bi(zh="整数或文本", en="whole numbers or text"))


def _problems(sheet: str, column: Column, stored_as: str, found: Columns) -> Iterator[Problem]:
    kind = found.get(stored_as)
    if kind is None:
        if column.required:
            yield _missing(sheet, stored_as)
    elif not readable(stored_type(column), kind):
        yield _mistyped(sheet, stored_as, kind, _WORDS[stored_type(column)])


_WORDS = {
    "BIGINT": Bi(
        zh="以最小单位计的整数（金额为元，能耗和碳排放为万分之一吨）", en="whole numbers (yuan, or 1/10,000 t)"
    ),
    "INTEGER": Bi(zh="整数", en="whole numbers"),
    "SMALLINT": Bi(zh="整数年份", en="whole years"),
    "VARCHAR": Bi(zh="文本", en="text"),
    "BOOLEAN": Bi(zh="是/否（BOOLEAN）", en="yes/no (BOOLEAN)"),
    "DATE": Bi(zh="日期", en="dates"),
    AREA_TYPE: Bi(zh="以平方公里计的数", en="numbers in km²"),
}


def absent(sheet: str) -> Problem:
    """A sheet that a dataset must have is not there."""
    file = file_name(sheet)
    return Problem(
        "dataset_sheet_missing",
        Bi(zh=f"数据集缺少“{SHEETS[sheet].label.zh}”（{file}）。", en=f"The dataset has no {file}."),
        sheet=sheet,
    )


def unreadable(sheet: str, error: Exception) -> Problem:
    """A file that is no readable Parquet."""
    told = str(error).splitlines()[0]
    return Problem(
        "dataset_unreadable",
        Bi(zh=f"无法读取“{SHEETS[sheet].label.zh}”的 Parquet 文件：{told}", en=f"{sheet}: not readable: {told}"),
        sheet=sheet,
    )


def mixed_ids(kinds: Mapping[str, str]) -> Iterator[Problem]:
    """The sheets whose cluster ids are text where those of `cluster` are numbers, or the other way round."""
    for sheet, kind in kinds.items():
        if (kind == "VARCHAR") != (kinds["cluster"] == "VARCHAR"):
            words = Bi(zh="与集群表相同类型", en="of the type they have in clusters.parquet")
            yield _mistyped(sheet, "cluster_id", kind, words)


def _missing(sheet: str, column: str) -> Problem:
    return Problem(
        "dataset_column_missing",
        Bi(zh=f"“{SHEETS[sheet].label.zh}”缺少列 {column}。", en=f"{sheet}: the column {column} is missing."),
        sheet=sheet,
        column=column,
    )


def _mistyped(sheet: str, column: str, kind: str, wanted: Bi) -> Problem:
    return Problem(
        "dataset_type",
        Bi(
            zh=f"“{SHEETS[sheet].label.zh}”的列 {column} 类型为 {kind}，应为{wanted.zh}。",
            en=f"{sheet}: the column {column} is {kind}; it should hold {wanted.en}.",
        ),
        sheet=sheet,
        column=column,
        value=kind,
    )

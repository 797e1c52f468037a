"""Small workbooks written with a real writer: one in which all is well, and changes to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import date, time
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from jiqun.facts.credit_code import check_character
from jiqun.facts.problems import Problem
from jiqun.facts.sheets import SHEETS
from jiqun.facts.workbook import Checked, read_workbook
from jiqun.law import edition

ON = date(2026, 5, 1)  # the years looked at are 2022 to 2025
EDITION = edition("shanghai-2024")

Rows = list[list[Any]]
Sheets = dict[str, Rows]


def code(first17: str) -> str:
    """A credit code with its check character."""
    return first17 + check_character(first17)


FIRST, SECOND, OPERATOR, STRANGER = (
    code(first17) for first17 in ("91310115MATRYA001", "91310115MBKHPW207", "52310115MATRYA003", "91310115MAEEEE999")
)


def _annual(firm: str) -> Rows:
    # code, year, employees, revenue, assets, output, R&D, patents, cloud, software, energy, CO2, exports
    return [[firm, year, 100, 2000, 3000, 2500.5, 90, 12, "是", "否", 10.25, 20, 0] for year in range(2022, 2026)]


_FINE: Mapping[str, Rows] = {
    "cluster": [
        ["name_zh", "测试集群"],
        ["name_en", "Test Cluster"],
        ["district", "浦东新区"],
        ["dominant_industries", "39"],
        ["area_km2", 12.5],
        ["operator_name", "测试中心"],
        ["operator_credit_code", OPERATOR],
        ["output_measure", "output_value"],
        ["energy_intensive", "否"],
        ["water_intensive", "no"],
    ],
    "enterprises": [[FIRST, "甲公司", "3911", "是"], [SECOND, "乙公司", "5431", "否"]],
    "annual": [*_annual(FIRST), *_annual(SECOND)],
    "honours": [[FIRST, "little_giant", date(2024, 7, 1), date(2027, 6, 30)]],
    "incidents": [[SECOND, "safety", "ordinary", date(2025, 3, 15), "轻伤"]],
    "platforms": [["检测平台", "district", date(2023, 11, 20)]],
    "standards": [["T/TEST 1-2025", "通用要求", "lead", date(2025, 5, 8), "是"]],
    "services": [["服务中心", "区级", "information;training", 3]],
    "chain": [[FIRST, "外部客户", "光栅尺", "midstream"]],
    "plan": [["digital", "上云", "比例", "12%", "20%", "30%", "40%", "诊断", "测试中心", date(2028, 12, 31)]],
    "statements": [["A6.4.2", "是", "已建立机制", "机制.pdf；照片.jpg"]],
}


def fine() -> Sheets:
    """The sheets of a workbook in which all is well, headed by keys; to be changed at will."""
    sheets = deepcopy(dict(_FINE))
    for key, rows in sheets.items():
        if key != "cluster":
            rows.insert(0, [column.key for column in SHEETS[key].columns])
    return sheets


def with_cell(sheet: str, row: int, column: str, value: Any) -> Sheets:
    """A workbook in which one cell is different; the row as a spreadsheet numbers it, the column by key."""
    sheets = fine()
    if sheet == "cluster":
        next(line for line in sheets[sheet] if line[0] == column)[1] = value
    else:
        sheets[sheet][row - 1][sheets[sheet][0].index(column)] = value
    return sheets


def with_row(sheet: str, *row: Any) -> Sheets:
    """A workbook with one more row at the end of a sheet."""
    sheets = fine()
    sheets[sheet].append(list(row))
    return sheets


def written(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """The workbook's bytes: text as text, dates as dates; a value that is a function is called to write its cell."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for row, values in enumerate(rows):
            for place, value in enumerate(values):
                if callable(value):
                    value(page, row, place)
                elif isinstance(value, (date, time)):
                    page.write_datetime(row, place, value, day)
                elif value is not None:
                    page.write(row, place, value)
    book.close()
    return out.getvalue()


def check(sheets: Mapping[str, Sequence[Sequence[Any]]] | bytes, **given: Any) -> Checked:
    """Read and check a workbook as of the tests' day."""
    data = sheets if isinstance(sheets, bytes) else written(sheets)
    return read_workbook(data, **{"on": ON, "edition": EDITION, **given})


Told = tuple[str | None, int | None, str | None, str, str | None]


def told(problems: Sequence[Problem]) -> list[Told]:
    """Sheet, row, column, code and value of each problem."""
    return [(p.sheet, p.row, p.column, p.code, p.value) for p in problems]


def formula(text: str, value: Any) -> Any:
    """A cell with a formula and its saved result."""
    return lambda page, row, place: page.write_formula(row, place, text, None, value)

"""A filled example that is plainly made up: a row or two for every sheet, in words and units as people type them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from jiqun.base.days import years_looked_at
from jiqun.base.words import Bi
from jiqun.facts.credit_code import check_character
from jiqun.facts.sheets import SHEETS
from jiqun.facts.snapshot import Snapshot, Value, snapshot_of
from jiqun.facts.workbook.looks import OPTIONAL_FILL, header, height, number_format
from jiqun.facts.workbook.names import EXAMPLE
from jiqun.facts.workbook.pen import Pen
from jiqun.facts.workbook.spoken import filled_from

_WAN = 10_000
_FIRST, _SECOND, _OPERATOR = (
    code + check_character(code) for code in ("91310115MAEXAMP1E", "91310115MAEXAMP2E", "52310115MAEXAMP3E")
)
_WORDS = Bi(
    zh="以下均为虚构，仅示意填法。评估时不读取本表。",
    en="All of this is made up, to show how to fill in the sheets. This sheet is not read.",
)


_COLUMNS, _SPARE = 24, 3  # letters across; those that folding between words leaves empty


def example(on: date) -> Snapshot:
    """The example's rows, for an assessment on that day."""
    return snapshot_of({**_registers(on), "cluster": [_CLUSTER], "enterprises": _ENTERPRISES, "annual": _annual(on)})


def write_example(pen: Pen, on: date) -> None:
    """Write the example sheet: sheet by sheet as a block of header and rows."""
    page = pen.sheet(EXAMPLE.say(pen.lang), OPTIONAL_FILL)
    page.set_column(0, 12, _COLUMNS)
    page.write_string(0, 0, EXAMPLE.say(pen.lang), pen.format("title"))
    page.write_string(1, 0, _WORDS.say(pen.lang), pen.format("heading"))
    row = 3
    filled = filled_from(example(on), pen.lang)
    for sheet in SHEETS.values():
        page.write_string(row, 0, sheet.label.say(pen.lang), pen.format("heading"))
        for place, column in enumerate(sheet.columns):
            look = pen.format("required" if column.required else "optional")
            page.write_string(row + 1, place, header(column, pen.lang), look)
        page.set_row(row + 1, height((header(column, pen.lang) for column in sheet.columns), _COLUMNS - _SPARE))
        for number, values in enumerate(filled[sheet.key], start=row + 2):
            for place, column in enumerate(sheet.columns):
                pen.put(page, (number, place), values[column.key], pen.format("shown", number_format(column.kind)))
            page.set_row(number, height(map(str, values.values()), _COLUMNS - _SPARE))
        row += len(filled[sheet.key]) + 3


Row = Mapping[str, Value]

_CLUSTER: Row = {
    "name_zh": "示例精密仪器产业集群（虚构）",
    "name_en": "Example Precision Instruments Cluster (made up)",
    "district": "310115",
    "dominant_industries": ("40",),
    "area_km2": 12_500_000,
    "operator_name": "示例产业促进中心（虚构）",
    "operator_credit_code": _OPERATOR,
    "output_measure": "output_value",
    "energy_intensive": False,
    "water_intensive": False,
}
_ENTERPRISES: Sequence[Row] = (
    {
        "credit_code": _FIRST,
        "name": "示例精密仪器有限公司（虚构）",
        "industry_code": "4011",
        "in_dominant_industry": True,
    },
    {
        "credit_code": _SECOND,
        "name": "示例物流有限公司（虚构）",
        "industry_code": "5431",
        "in_dominant_industry": False,
    },
)


def _annual(on: date) -> list[Row]:
    return [
        {
            "credit_code": _FIRST,
            "year": year,
            "employees": 120 + 5 * step,
            "revenue": 86_500 * _WAN + 12_345_678 * step,
            "total_assets": 64_000 * _WAN,
            "output_value": 91_200 * _WAN,
            "rd_expenditure": 4_300 * _WAN,
            "valid_invention_patents": 12 + step,
            "uses_cloud_platform": step > 1,
            "uses_industrial_software": True,
            "energy_tce": 820 * _WAN + 5_000,
            "co2_t": 2_150 * _WAN,
            "exports": 0,
        }
        for step, year in enumerate(years_looked_at(on))
    ]


def _registers(on: date) -> dict[str, Sequence[Row]]:
    last = on.year - 1
    return {**_of_firms(last), **_of_the_cluster(last)}


def _of_firms(last: int) -> dict[str, Sequence[Row]]:
    return {
        "honours": [
            {
                "credit_code": _FIRST,
                "honour": "little_giant",
                "awarded_on": date(last, 7, 1),
                "valid_until": date(last + 3, 6, 30),
            }
        ],
        "incidents": [
            {
                "credit_code": _SECOND,
                "kind": "safety",
                "severity": "ordinary",
                "occurred_on": date(last, 3, 15),
                "description": "装卸时一人轻伤（虚构）",
            }
        ],
    }


def _of_the_cluster(last: int) -> dict[str, Sequence[Row]]:
    return {
        "platforms": [{"name": "示例检测平台（虚构）", "level": "district", "recognised_on": date(last - 1, 11, 20)}],
        "standards": [
            {
                "number": "T/EXAMPLE 001-2025",
                "title": "示例仪器通用要求（虚构）",
                "role": "lead",
                "published_on": date(last, 5, 8),
                "in_dominant_industry": True,
            }
        ],
        "services": [
            {
                "institution": "示例服务中心（虚构）",
                "level": "区级",
                "kinds": ("information", "training", "financing"),
                "specialists": 3,
            }
        ],
        "chain": [{"supplier": _FIRST, "customer": "外部客户（虚构）", "product": "光栅尺", "segment": "midstream"}],
        "plan": [
            {
                "aspect": "digital",
                "goal": "中小企业上云",
                "indicator": "上云比例",
                "baseline": "12%",
                "target_1": "20%",
                "target_2": "30%",
                "target_3": "40%",
                "measure": "组织诊断，给予补贴",
                "responsible": "示例产业促进中心",
                "due": date(last + 3, 12, 31),
            }
        ],
        "statements": [
            {"clause": "A6.4.2", "holds": True, "text": "已建立产供销对接机制（虚构）", "evidence": ("对接机制.pdf",)}
        ],
    }

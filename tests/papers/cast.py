"""The clusters whose reports are looked at: one with every outcome, one with only the required sheets, one hostile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from jiqun.base.words import Bi
from jiqun.facts.choices import ASPECTS, SERVICE_KINDS
from jiqun.facts.problems import Problem
from jiqun.facts.reviews import Review
from jiqun.facts.snapshot import snapshot_of
from jiqun.law import Notice, edition, under_notice
from jiqun.rules.assess import assess_snapshot
from jiqun.rules.finding import Assessment

ON = date(2026, 5, 1)
HOSTILE = "<script>alert('x')</script> & \"引号\" <b>\u202eשלום</b> #{1/0} $x$ *b* _i_ \\ @ref [bold red]x[/] 😀𪚥"
_OUTPUT = {2022: 2_200_000_000, 2023: 3_000_000_000, 2024: 3_612_345_678, 2025: 4_187_654_321}
_DECLARED = (
    "A6.4.2",
    "A6.4.4",
    "A6.5.2",
    "A6.5.3",
    "A6.6.2",
    "A6.6.6",
    "A6.7.4",
    "A6.8.1",
    "A6.8.2",
    "A6.9.4",
    "A6.9.5",
)
_REVIEWS = {
    "A6.2.1": Review("met", "主导产业列入《上海市先进制造业发展“十四五”规划》重点领域，见附件一。"),
    "A6.2.2": Review("met", "区政府工作报告将其列为支柱产业。"),
    "A6.4.2": Review("met", "已核实供需对接协议23份。"),
    "A6.9.4": Review("not_met", "现场抽查时诉求热线无人接听，台账为空。"),
}


@cache
def every_outcome() -> Assessment:
    """A cluster of twenty firms in which every outcome occurs, under a notice, with warnings and reviewers."""
    notice = Notice(
        document="沪经信企〔2026〕88号",
        legal_basis="办法第七条",
        procedures="shanghai-2024",
        since=date(2026, 1, 1),
        until=date(2026, 12, 31),
        figures={"patent_density": Fraction(20)},
    )
    book = under_notice(edition("shanghai-2024"), notice, ON)
    return assess_snapshot(
        snapshot_of(_full_sheets()),
        on=ON,
        edition=book,
        readings=book.settle({"share_years": "each"}),
        reviews=_REVIEWS,
        warnings=_warnings(),
    )


@cache
def required_sheets_only() -> Assessment:
    """A cluster whose workbook has nothing but the three required sheets, and one year of figures."""
    sheets = _full_sheets()
    rows: dict[str, Any] = {key: sheets[key] for key in ("cluster", "enterprises")}
    rows["annual"] = [_required_columns(row) for row in sheets["annual"] if row["year"] == 2025]
    return _assessed(rows, "shanghai-2024")


@cache
def national() -> Assessment:
    """The same cluster under the national measure, which judges five of the nine groups only."""
    return _assessed(_full_sheets(), "national-2022")


@cache
def hostile() -> Assessment:
    """A cluster whose every free text tries to be markup: of HTML, Typst and the terminal."""
    of = every_outcome()
    review = Review("met", HOSTILE)
    findings = tuple(
        replace(one, review=review, reason=Bi(zh=one.reason.zh + HOSTILE, en=one.reason.en + HOSTILE))
        if one.review
        else one
        for one in of.findings
    )
    warning = Problem("odd", Bi(zh=HOSTILE, en=HOSTILE), "enterprises", 2, "name", HOSTILE)
    return replace(of, cluster_name=Bi(zh=HOSTILE, en=HOSTILE), findings=findings, warnings=(warning,))


def all_of_them() -> dict[str, Assessment]:
    return {
        "every": every_outcome(),
        "bare": required_sheets_only(),
        "national": national(),
        "hostile": hostile(),
    }


def _assessed(rows: Mapping[str, Any], edition_id: str) -> Assessment:
    book = edition(edition_id)
    return assess_snapshot(snapshot_of(rows), on=ON, edition=book, readings=book.settle({}))


def _required_columns(row: Mapping[str, Any]) -> dict[str, Any]:
    keys = ("credit_code", "year", "employees", "revenue", "total_assets", "output_value")
    return {key: row[key] for key in keys}


def _full_sheets() -> dict[str, list[dict[str, Any]]]:
    firms = [_firm(number) for number in range(20)]
    return {
        "cluster": [_cluster()],
        "enterprises": firms,
        "annual": [_year(number, year) for year in _OUTPUT for number in range(20)],
        "honours": [{"credit_code": firms[0]["credit_code"], "honour": "little_giant", "awarded_on": date(2024, 9, 2)}],
        "platforms": [{"name": "公共检测平台", "level": "district", "recognised_on": date(2023, 3, 1)}],
        "standards": [
            {"number": "T/SHIC 12-2024", "title": "传感器接口", "role": "lead", "in_dominant_industry": True}
        ],
        "services": [{"institution": "服务站", "kinds": tuple(SERVICE_KINDS), "specialists": 6}],
        "chain": [{"supplier": "甲", "customer": "乙", "product": "芯片", "segment": "upstream"}],
        "plan": [{"aspect": aspect, "goal": "目标", "measure": "措施", "target_3": "10"} for aspect in ASPECTS],
        "statements": [
            *({"clause": clause, "holds": True} for clause in _DECLARED),
            {"clause": "A6.6.5", "holds": False},
        ],
    }


def _cluster() -> dict[str, Any]:
    return {
        "name_zh": "浦东新区智能传感器特色产业集群",
        "name_en": "Pudong Smart Sensor Cluster",
        "district": "310115",
        "dominant_industries": ("39",),
        "area_km2": 112_500_000,
        "operator_name": "张江传感器产业服务中心",
        "operator_credit_code": "913100000000000000",
        "energy_intensive": False,
    }


def _firm(number: int) -> dict[str, Any]:
    return {
        "credit_code": f"9131000000000{number:05d}",
        "name": f"示例企业{number}",
        "industry_code": "3983",
        "in_dominant_industry": number % 4 != 3,
    }


def _year(number: int, year: int) -> dict[str, Any]:
    """One firm's share of the year; the last firm takes what is left, so that totals are exactly those above."""
    total, back = _OUTPUT[year], 2026 - year
    part = total // 20
    output = total - part * 19 if number == 19 else part
    return {
        "credit_code": f"9131000000000{number:05d}",
        "year": year,
        "employees": 60 + number,
        "revenue": output,
        "total_assets": output,
        "output_value": output,
        "rd_expenditure": output // (14 + back),
        "valid_invention_patents": (number + 4 - back) % 4,
        "uses_cloud_platform": number % 5 == 0,
        "uses_industrial_software": number < 18 - 3 * back,
        "energy_tce": 10_000 * (900 - 10 * back),
        "co2_t": 10_000 * (2000 + (7 if year == 2025 else 90 * back)),
        "exports": output // 8 if number < 6 else None,
    }


def _warnings() -> tuple[Problem, ...]:
    return (
        Problem(
            "duplicate_row",
            Bi(
                zh="与第3行重复，只计一次。请删除其中一行。",
                en="The same as row 3 and counted once. Delete one of the two.",
            ),
            "honours",
            4,
        ),
        Problem(
            "thousand_times_off",
            Bi(
                zh="比同一企业相邻年份大一千倍左右，请核对单位是否为万元。",
                en="About a thousand times the neighbouring years of the same enterprise: is the unit 10,000 yuan?",
            ),
            "annual",
            27,
            "output_value",
            "18065000",
        ),
    )

"""The size class of an enterprise (large, medium, small, micro) from its industry, staff, revenue and assets.

The table is that of 《统计上大中小微型企业划分办法(2017)》 (国统字〔2017〕213号), which applies
《中小企业划型标准规定》 (工信部联企业〔2011〕300号) to GB/T 4754-2017. A large, medium or small enterprise reaches
every limit of its class, else it drops one class, and again, until it does; micro is what remains.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal

from jiqun.base.words import Bi

TABLE_EDITION: Final = "statistics-2017"

Indicator = Literal["employees", "revenue", "total_assets"]
# Indicator, then the lower limits of large, medium and small: persons, or whole yuan. The limit itself is in.
Limit = tuple[Indicator, int, int, int]


class SizeClass(IntEnum):
    """The class, in the order of size; UNCLASSIFIED where the table does not cover the industry."""

    UNCLASSIFIED = 0
    MICRO = 1
    SMALL = 2
    MEDIUM = 3
    LARGE = 4

    @property
    def label(self) -> Bi:
        """The class in both languages."""
        return _LABELS[self]


_LABELS: Final[Mapping[SizeClass, Bi]] = MappingProxyType(
    {
        SizeClass.UNCLASSIFIED: Bi(zh="未划型", en="unclassified"),
        SizeClass.MICRO: Bi(zh="微型", en="micro"),
        SizeClass.SMALL: Bi(zh="小型", en="small"),
        SizeClass.MEDIUM: Bi(zh="中型", en="medium"),
        SizeClass.LARGE: Bi(zh="大型", en="large"),
    }
)


@dataclass(frozen=True, slots=True)
class Group:
    """One row of the table: the industries that share the same limits."""

    key: str
    name: Bi
    limits: tuple[Limit, ...]


def _staff(large: int, medium: int, small: int) -> Limit:
    """Limits of the employees, in persons."""
    return ("employees", large, medium, small)


def _revenue(large: int, medium: int, small: int) -> Limit:
    """Limits of the operating income, given in 10,000 yuan as the table has them."""
    return ("revenue", large * 10_000, medium * 10_000, small * 10_000)


def _assets(large: int, medium: int, small: int) -> Limit:
    """Limits of the total assets, given in 10,000 yuan as the table has them."""
    return ("total_assets", large * 10_000, medium * 10_000, small * 10_000)


def _group(key: str, zh: str, en: str, *limits: Limit) -> Group:
    return Group(key, Bi(zh=zh, en=en), limits)


GROUPS: Final[tuple[Group, ...]] = (
    _group("agriculture", "农、林、牧、渔业", "Agriculture", _revenue(20_000, 500, 50)),
    _group("industry", "工业", "Industry", _staff(1_000, 300, 20), _revenue(40_000, 2_000, 300)),
    _group("construction", "建筑业", "Construction", _revenue(80_000, 6_000, 300), _assets(80_000, 5_000, 300)),
    _group("wholesale", "批发业", "Wholesale", _staff(200, 20, 5), _revenue(40_000, 5_000, 1_000)),
    _group("retail", "零售业", "Retail", _staff(300, 50, 10), _revenue(20_000, 500, 100)),
    _group("transport", "交通运输业", "Transport", _staff(1_000, 300, 20), _revenue(30_000, 3_000, 200)),
    _group("warehousing", "仓储业", "Warehousing", _staff(200, 100, 20), _revenue(30_000, 1_000, 100)),
    _group("postal", "邮政业", "Postal services", _staff(1_000, 300, 20), _revenue(30_000, 2_000, 100)),
    _group("accommodation", "住宿业", "Accommodation", _staff(300, 100, 10), _revenue(10_000, 2_000, 100)),
    _group("catering", "餐饮业", "Catering", _staff(300, 100, 10), _revenue(10_000, 2_000, 100)),
    _group(
        "information", "信息传输业", "Information transmission", _staff(2_000, 100, 10), _revenue(100_000, 1_000, 100)
    ),
    _group(
        "software",
        "软件和信息技术服务业",
        "Software and information technology services",
        _staff(300, 100, 10),
        _revenue(10_000, 1_000, 50),
    ),
    _group(
        "real_estate",
        "房地产开发经营",
        "Real-estate development",
        _revenue(200_000, 1_000, 100),
        _assets(10_000, 5_000, 2_000),
    ),
    _group("property", "物业管理", "Property management", _staff(1_000, 300, 100), _revenue(5_000, 1_000, 500)),
    _group(
        "business",
        "租赁和商务服务业",
        "Leasing and business services",
        _staff(300, 100, 10),
        _assets(120_000, 8_000, 100),
    ),
    _group("other", "其他未列明行业", "Other industries", _staff(300, 100, 10)),
)

# Not covered: 53 railways, J finance (66-69, a rule of its own), P education (83), 84 health, S (91-96), T (97), and
# 704: the table's note leaves 自有房地产经营活动 (dealings in one's own real estate, the name of 704 before 2017)
# out of "other"; whether it means all of today's 704, 房地产租赁经营 (letting), it does not say: no class.
_CODES: Final = (
    ("agriculture", "01 02 03 04 05"),
    ("industry", "06 07 08 09 10 11 12"),
    ("industry", "13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43"),
    ("industry", "44 45 46"),
    ("construction", "47 48 49 50"),
    ("wholesale", "51"),
    ("retail", "52"),
    # Handling (591) was with 58 before the 2017 edition of the codes; it stayed transport when it moved into 59.
    ("transport", "54 55 56 57 58 591"),
    ("warehousing", "592 593 594 595 596 597 598 599"),
    ("postal", "60"),
    ("accommodation", "61"),
    ("catering", "62"),
    ("information", "63 64"),
    ("software", "65"),
    ("real_estate", "701"),
    ("property", "702"),
    ("business", "71 72"),
    ("other", "703 709 73 74 75 76 77 78 79 80 81 82 85 86 87 88 89 90"),
)
# Prefix of two or three digits, and the key of its group. The longest prefix wins.
PREFIXES: Final[tuple[tuple[str, str], ...]] = tuple((prefix, key) for key, codes in _CODES for prefix in codes.split())

_GROUP_BY_KEY: Final = {group.key: group for group in GROUPS}
_GROUP_BY_PREFIX: Final = {prefix: _GROUP_BY_KEY[key] for prefix, key in PREFIXES}

_GRADES: Final = (SizeClass.LARGE, SizeClass.MEDIUM, SizeClass.SMALL)
# An indicator outside the group's limits need reach nothing, be it even below zero.
_NO_LIMITS: Final = (float("-inf"),) * 3
# Class, then the least employees, revenue and total assets for it.
_Step = tuple[SizeClass, float, float, float]


def group_of(industry_code: str) -> Group | None:
    """The row of the table for a code of two to four digits (no letter), or None where it is not covered."""
    return _GROUP_BY_PREFIX.get(industry_code[:3]) or _GROUP_BY_PREFIX.get(industry_code[:2])


def size_class(industry_code: str, employees: int, revenue: int, total_assets: int) -> SizeClass:
    """The class of an enterprise by its four-digit industry, its persons, and its revenue and assets in whole yuan."""
    for grade, least_employees, least_revenue, least_assets in _steps(industry_code):
        if employees >= least_employees and revenue >= least_revenue and total_assets >= least_assets:
            return grade
    return SizeClass.MICRO


# Asked once per row of a dataset, so the way from a code to its limits is kept; the standard has some 1,400 codes.
@lru_cache(maxsize=16_384)
def _steps(industry_code: str) -> tuple[_Step, ...]:
    """The classes above micro from large down; for a code not covered, one step that everything reaches."""
    group = group_of(industry_code)
    if group is None:
        return ((SizeClass.UNCLASSIFIED, *_NO_LIMITS),)
    least: dict[Indicator, tuple[float, ...]] = {
        indicator: (large, medium, small) for indicator, large, medium, small in group.limits
    }
    employees, revenue, total_assets = (
        least.get("employees", _NO_LIMITS),
        least.get("revenue", _NO_LIMITS),
        least.get("total_assets", _NO_LIMITS),
    )
    return tuple(zip(_GRADES, employees, revenue, total_assets, strict=True))

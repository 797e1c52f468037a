"""The words of a published list: its columns, on paper, on pages and in files for spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jiqun.base.words import Bi, Lang
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.industries import industry_name

Say = Callable[[Any, Lang], str]


def _both(value: Mapping[str, str], lang: Lang) -> str:
    return value["en"] or value["zh"] if lang == "en" else value["zh"]


def _industries(codes: list[str], lang: Lang) -> str:
    known = ((code, industry_name(code)) for code in codes)
    return "; ".join(f"{code} {name.say(lang)}" if name else code for code, name in known)


def square_km(square_metres: int) -> str:
    """`12.5` for 12 500 000 m²: exact, without trailing zeros."""
    whole, rest = divmod(square_metres, 1_000_000)
    return f"{whole}.{rest:06d}".rstrip("0").rstrip(".")


# A column of a list: its title, and how a value of it is said. Only those that a list has are shown.
COLUMNS: Mapping[str, tuple[Bi, Say]] = {
    "place": (Bi(zh="序号", en="No."), lambda value, lang: str(value)),
    "cluster": (Bi(zh="集群编号", en="Number"), lambda value, lang: str(value)),
    "name": (Bi(zh="集群名称", en="Cluster"), _both),
    "district": (Bi(zh="所在区", en="District"), lambda value, lang: DISTRICTS[value].say(lang)),
    "operator": (Bi(zh="运营管理机构", en="Operator"), _both),
    "industries": (Bi(zh="主导产业", en="Dominant industries"), _industries),
    "area_m2": (Bi(zh="面积（km²）", en="Area (km²)"), lambda value, lang: square_km(value)),
    "certificate": (Bi(zh="证书编号", en="Certificate"), lambda value, lang: str(value)),
    "valid_from": (Bi(zh="有效期起", en="Valid from"), lambda value, lang: str(value)),
    "valid_to": (Bi(zh="有效期止", en="Valid to"), lambda value, lang: str(value)),
    "reasons": (Bi(zh="理由", en="Reasons"), lambda value, lang: str(value)),
}


def columns_of(lines: tuple[Mapping[str, Any], ...]) -> tuple[str, ...]:
    """The columns that the lines of a list have, in the order of the table above."""
    return tuple(name for name in COLUMNS if any(name in line for line in lines))


def said(line: Mapping[str, Any], column: str, lang: Lang) -> str:
    """What a line says in a column; nothing where it has no such value."""
    return COLUMNS[column][1](line[column], lang) if column in line else ""

"""What a report's values say, in words (Article 19, item 4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jiqun.base.words import Bi
from jiqun.facts.industries import industry_name
from jiqun.facts.workbook.numbers import decimal_text


def said_of(kind: str, values: Mapping[str, Any]) -> Bi:
    """The values in one phrase; empty where there are none."""
    return _SAID[kind](values) if values else Bi(zh="", en="")


def _industries(values: Mapping[str, Any]) -> Bi:
    named = [(code, industry_name(code) or Bi(zh="", en="")) for code in values["dominant_industries"]]
    return Bi(
        zh="、".join(f"{code} {name.zh}".strip() for code, name in named),
        en=", ".join(f"{code} {name.en}".strip() for code, name in named),
    )


def _area(values: Mapping[str, Any]) -> Bi:
    declared = decimal_text(values["area_m2"], 10**6)
    words = Bi(zh=f"申报面积{declared}平方公里", en=f"declared area {declared} km²")
    if not values.get("boundary_m2"):
        return words
    drawn = decimal_text(round(values["boundary_m2"], -4), 10**6)
    return Bi(zh=f"{words.zh}，边界面积{drawn}平方公里", en=f"{words.en}, area of the boundary {drawn} km²")


def _operator(values: Mapping[str, Any]) -> Bi:
    code = f"（{values['credit_code']}）" if values.get("credit_code") else ""
    name = values["name_zh"]
    return Bi(zh=f"{name}{code}", en=f"{values.get('name_en') or name} {values.get('credit_code') or ''}".strip())


def _other(values: Mapping[str, Any]) -> Bi:
    return Bi(zh=values["other"], en=values["other"])


_SAID: Mapping[str, Callable[[Mapping[str, Any]], Bi]] = {
    "dominant_industry": _industries,
    "area": _area,
    "operator": _operator,
    "other": _other,
}

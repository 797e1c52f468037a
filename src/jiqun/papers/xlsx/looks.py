"""How the workbook looks: styles by name, numbers by unit, the colours of outcomes (never without their words)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jiqun.base.words import Bi, Lang

FONTS: Mapping[Lang, str] = {"zh": "Microsoft YaHei", "en": "Calibri"}
WHOLE = "#,##0"
PLAIN = "General"
DAY = "yyyy-mm-dd"
# Products of amounts run to twenty digits and more: from 10^15 on as a power of ten.
PRODUCT = "[>=1000000000000000]0.000E+00;#,##0"
RATE = "0.000000000000"
FLAG = '0;-0;"–"'  # 1, or a dash for 0


@dataclass(frozen=True)
class Shown:
    """How numbers of a unit are shown, and how where they come so near the line that they would be rounded onto it."""

    usual: str
    near: float = 0.0
    close: str = ""


_PERCENT = Shown("0.00%", 0.0001, "0.0000000000%")
_DECIMAL = Shown("#,##0.00", 0.01, "#,##0.00000000")
_NUMBERS: Mapping[str, Shown] = {
    "ratio": _PERCENT,
    "per_year": _PERCENT,
    "per_10000": _DECIMAL,
    "CNY/tce": _DECIMAL,
    "km2": _DECIMAL,
    "t": Shown("#,##0.0000"),
}
UNITS: Mapping[str, Bi] = {
    "CNY": Bi(zh="元", en="yuan"),
    "ratio": Bi(zh="%", en="%"),
    "per_year": Bi(zh="%/年", en="% a year"),
    "per_10000": Bi(zh="件/万人", en="per 10,000 persons"),
    "CNY/tce": Bi(zh="元/吨标准煤", en="yuan per tce"),
    "1/10000 tce": Bi(zh="万分之一吨标准煤", en="1/10,000 tce"),
    "1/10000 t": Bi(zh="万分之一吨", en="1/10,000 t"),
    "t": Bi(zh="吨", en="t"),
    "km2": Bi(zh="平方公里", en="km²"),
    "m2": Bi(zh="平方米", en="m²"),
    "patents": Bi(zh="件", en="patents"),
    "persons": Bi(zh="人", en="persons"),
    "enterprises": Bi(zh="家", en="enterprises"),
    "incidents": Bi(zh="起", en="incidents"),
    "platforms": Bi(zh="个", en="platforms"),
    "standards": Bi(zh="项", en="standards"),
    "segments": Bi(zh="个", en="segments"),
    "institutions": Bi(zh="家", en="institutions"),
    "kinds": Bi(zh="类", en="kinds"),
    "aspects": Bi(zh="个", en="aspects"),
    "statements": Bi(zh="条", en="statements"),
    "rows": Bi(zh="行", en="rows"),
    "yes_no": Bi(zh="1为是，0为否", en="1 yes, 0 no"),
    "count": Bi(zh="个", en="number"),
}

_INK, _QUIET, _PALE, _DEEP, _LINE = "#1F2933", "#52606D", "#EEF2F6", "#24476B", "#C9D2DC"
_BOX: Mapping[str, Any] = {"border": 1, "border_color": _LINE, "valign": "top", "font_color": _INK}
_LIVE: Mapping[str, Any] = {**_BOX, "bg_color": "#F7F9FB"}
_LEFT: Mapping[str, Any] = {"align": "left", "indent": 1}
_HEAD: Mapping[str, Any] = {**_BOX, "bold": True, "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter"}
STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 15, "font_color": _DEEP, "valign": "vcenter"},
    "section": {"bold": True, "font_size": 12, "font_color": _DEEP, "valign": "vcenter"},
    "note": {"font_color": _QUIET, "valign": "vcenter"},
    "guide": {"font_color": _INK, "valign": "vcenter", "bg_color": _PALE, "indent": 1},
    "guide_head": {"bold": True, "font_color": _DEEP, "valign": "vcenter", "bg_color": _PALE, "indent": 1},
    "fact": {"bold": True, "font_color": _QUIET, "valign": "vcenter"},
    "plain": {"font_color": _INK, "valign": "vcenter", "align": "left"},
    "verdict": {"bold": True, "font_size": 14, "border": 1, "border_color": _LINE, "align": "center"},
    "head": {**_HEAD, "bg_color": _DEEP},
    "head_live": {**_HEAD, "bg_color": "#4F7396"},
    "how": {**_BOX, "font_size": 8, "bg_color": _PALE, "font_color": _QUIET, "text_wrap": True},
    "band": {"top": 1, "bottom": 1, "border_color": _LINE, "bold": True, "bg_color": "#DCE5EE", "valign": "vcenter"},
    "data": _BOX,
    "data_left": {**_BOX, **_LEFT},
    "data_centre": {**_BOX, "align": "center"},
    "words": {**_BOX, **_LEFT, "text_wrap": True},
    "live": {**_LIVE, "align": "right"},
    "live_left": {**_LIVE, **_LEFT},
    "live_centre": {**_LIVE, "align": "center"},
    "live_words": {**_LIVE, **_LEFT, "text_wrap": True},
    "input": {**_BOX, "bg_color": "#FFF6CC", "font_color": "#1A3FA8"},
    "input_centre": {**_BOX, "bg_color": "#FFF6CC", "font_color": "#1A3FA8", "align": "center"},
    "outcome": {**_BOX, "bold": True, "align": "center"},
    "link": {**_BOX, **_LEFT, "font_color": "#1A5FB4", "underline": 1},
}
WRAPPED = frozenset(name for name, look in STYLES.items() if look.get("text_wrap"))
UNUSED = "#9AA5B1"  # the ink of what the chosen readings leave aside
# Ground and ink of each outcome; the word stands in the cell as well.
OUTCOME_COLOURS: Mapping[str, tuple[str, str]] = {
    "met": ("#E1F2E4", "#17612B"),
    "not_met": ("#FADFDF", "#9B1C1C"),
    "boundary": ("#FFE9C7", "#7A4B00"),
    "review": ("#DFEAFA", "#1B4B91"),
    "missing": ("#E4E4E7", "#3F3F46"),
    "not_applicable": ("#FFFFFF", "#71717A"),
}
VERDICT_COLOURS: Mapping[str, tuple[str, str]] = {
    "eligible": OUTCOME_COLOURS["met"],
    "not_eligible": OUTCOME_COLOURS["not_met"],
    "undetermined": OUTCOME_COLOURS["boundary"],
}


def number_format(unit: str) -> str:
    """How numbers of a unit are shown."""
    return shown_in(unit).usual


def shown_in(unit: str) -> Shown:
    return _NUMBERS.get(unit, Shown(WHOLE))

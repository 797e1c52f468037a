"""A cell of a draft in its stored form: JSON as it stands, and a tagged value for what JSON has no word for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from jiqun.facts.workbook.raw import Broken, Raw, is_number, text_of

_EXACT = 2**53  # whole numbers up to here are the same as floating-point numbers, as spreadsheets keep them
_BROKEN_CODES = ("cell_error", "formula_not_calculated")


def stored(raw: Raw) -> object:
    """The cell as JSON: text, number and yes/no as they are; `{"day": …}`, `{"moment": …}` and `{"broken": […]}`."""
    if isinstance(raw, Broken):
        return {"broken": [raw.code, raw.text]}
    if isinstance(raw, datetime):
        return {"moment": raw.isoformat()}
    if isinstance(raw, date):
        return {"day": raw.isoformat()}
    if isinstance(raw, time | timedelta) or (is_number(raw) and not isfinite(raw)):
        return text_of(raw)
    # 2025.0 is 2025 in half the room.
    return int(raw) if isinstance(raw, float) and raw.is_integer() and abs(raw) < _EXACT else raw


def unstored(cell: Any) -> Raw:
    """The cell again. Raises ValueError for what `stored` never writes."""
    if isinstance(cell, str | bool):
        return cell
    if isinstance(cell, float) and isfinite(cell):
        return cell
    if isinstance(cell, int) and abs(cell) < _EXACT:
        return float(cell)
    if isinstance(cell, dict) and len(cell) == 1:
        ((tag, value),) = cell.items()
        if tag in _TAGGED:
            return _TAGGED[tag](value)
    raise ValueError("this is no cell of a draft")


def _broken(value: Any) -> Broken:
    if isinstance(value, list) and len(value) == 2 and value[0] in _BROKEN_CODES and isinstance(value[1], str):
        return Broken(value[0], value[1])
    raise ValueError("this is no cell without a value")


def _day(value: Any) -> date:
    return date.fromisoformat(_text(value))


def _moment(value: Any) -> datetime:
    return datetime.fromisoformat(_text(value))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        # The same error as for a day that is none.
        raise ValueError("this is no text")  # noqa: TRY004  # a fault of what is stored, as all the others here
    return value


_TAGGED: Mapping[str, Callable[[Any], Raw]] = {"broken": _broken, "day": _day, "moment": _moment}

"""What stands in a cell before it is understood, and how it is shown to people."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeGuard

LONGEST_TEXT = 32_767  # characters that a cell can hold
_LONGEST_SHOWN = 120
_PLAIN_DIGITS = 10**15  # a spreadsheet keeps 15 digits of a number
# What a spreadsheet cannot write back: control characters, except tab and line feed.
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), 127, 0xFFFE, 0xFFFF))


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell whose value the file does not hold: an error (`#DIV/0!`), or a formula that was never calculated."""

    code: str
    text: str


Raw = str | int | float | bool | date | datetime | time | timedelta | Broken
BLANK = ""


def is_blank(raw: Raw) -> bool:
    """Whether nothing stands in the cell; blanks alone are nothing."""
    return isinstance(raw, str) and not raw.strip()


def is_number(raw: Raw) -> TypeGuard[int | float]:
    """Whether the cell holds a number; yes and no are none, though Python counts with them."""
    return isinstance(raw, (int, float)) and not isinstance(raw, bool)


def text_of(raw: Raw) -> str:
    """The cell as people read it: no trailing `.0`, dates as `YYYY-MM-DD`, text without blanks around."""
    if isinstance(raw, str):
        return raw.translate(_CONTROLS).strip()
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if is_number(raw):
        return number_text(raw)
    if isinstance(raw, Broken):
        return raw.text
    if isinstance(raw, datetime):
        return raw.isoformat(" ")
    return raw.isoformat() if isinstance(raw, (date, time)) else str(raw)


def number_text(number: float) -> str:
    """The number in the 15 digits that a spreadsheet keeps: binary noise beyond them is not what people typed."""
    if abs(number) < _PLAIN_DIGITS and number == int(number):
        return str(int(number))
    return format(number, ".15g")


def shown(raw: Raw) -> str | None:
    """The cell for a list of problems: short, None if blank."""
    text = text_of(raw)
    return (text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…") or None


def narrow(text: str) -> str:
    """Full-width letters, digits and signs as plain ones (`９１３１` is `9131`)."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)

"""Numbers in cells: exact whole units out of what a spreadsheet keeps as binary fractions."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

from jiqun.base.days import years_looked_at
from jiqun.facts.workbook.found import MOST_LISTED
from jiqun.facts.workbook.raw import Raw, is_number, narrow, text_of
from jiqun.facts.workbook.wrong import Noted, Wrong

LARGEST = 10**17  # stored units: well within 64 bits
FIRST_YEAR = 1990
# A decimal of up to 15 digits survives being kept as a binary fraction.
_EXACT = 10**15
_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(e[+-][0-9]+)?")  # neither infinite nor undefined
_LONGEST = 60
_WIDE = Context(prec=2 * _LONGEST)  # wide enough that nothing is rounded but on purpose


def amount_reader(scale: int) -> Callable[[Raw], int]:
    """Reads decimal numbers as whole numbers of 1/`scale`; `scale` is a power of ten."""
    digits = len(str(scale)) - 1
    noted = 0

    def read(raw: Raw) -> int:
        nonlocal noted
        if type(raw) is float and 0 <= raw < _EXACT:
            units = round(raw * scale)
            # If the nearest number of whole units is kept as this very fraction, it is what was typed.
            if units < _EXACT and units / scale == raw:
                return units
        exact = _WIDE.scaleb(_decimal(raw, "wrong_type.amount"), digits)
        units = _within_range(int(exact.to_integral_value(ROUND_HALF_UP)))
        # A large sheet of nothing but such cells is not to spend its time on warnings that nobody lists.
        if units != exact and noted < MOST_LISTED:
            noted += 1
            raise Noted("rounded", units, digits=digits, stored=decimal_text(units, scale))
        return units

    return read


def read_whole(raw: Raw) -> int:
    """Reads a whole number, not negative."""
    if type(raw) is float and 0 <= raw < _EXACT and raw == (whole := int(raw)):
        return whole
    exact = _decimal(raw, "wrong_type.whole")
    if exact != exact.to_integral_value():
        raise Wrong("wrong_type.whole")
    return _within_range(int(exact))


def year_reader(on: date) -> Callable[[Raw], int]:
    """Reads a year; one outside the four looked at is taken with a warning."""
    years = years_looked_at(on)
    usual: dict[Raw, int] = {float(year): year for year in years}

    def read(raw: Raw) -> int:
        if type(raw) is float and raw in usual:
            return usual[raw]
        exact = _decimal(raw, "wrong_type.year", example=on.year - 1)
        if exact != exact.to_integral_value():
            raise Wrong("wrong_type.year", example=on.year - 1)
        if not FIRST_YEAR <= exact <= on.year:
            raise Wrong("year_range", last=on.year)
        year = int(exact)
        if year not in years:
            raise Noted("year_ignored", year, first=years[0], last=years[-1])
        return year

    return read


def decimal_text(units: int, scale: int) -> str:
    """`12345` units of 1/10,000 as `1.2345`: exact, without an exponent or trailing zeros."""
    whole, rest = divmod(units, scale)
    digits = len(str(scale)) - 1
    return f"{whole}.{rest:0{digits}d}".rstrip("0").rstrip(".") if rest else str(whole)


def _within_range(units: int) -> int:
    if units < 0:
        raise Wrong("negative")
    if units > LARGEST:
        raise Wrong("too_large_value")
    return units


def _decimal(raw: Raw, otherwise: str, **words: int) -> Decimal:
    """The number exactly as written, to 15 digits where the spreadsheet keeps it as a number."""
    if isinstance(raw, str):
        text, form = narrow(raw).strip(), _DECIMAL
    elif is_number(raw):
        text, form = text_of(raw), _NUMBER
    else:
        raise Wrong(otherwise, **words)
    if len(text) > _LONGEST or not form.fullmatch(text):
        raise Wrong(otherwise, **words)
    return Decimal(text)

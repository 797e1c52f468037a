"""Exact numbers: whole units in and out, fractions as text, never a float in a judgement."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction

Exact = int | Fraction
_LARGEST = 10**18  # of numerator and denominator: a figure fits the whole numbers of every engine


def exact_text(value: Exact) -> str:
    """`"3120000000"` or `"31/50"`: an integer, or a fraction in lowest terms."""
    return str(Fraction(value))


def decimal_value(value: Exact) -> int | float:
    """The number for people and charts: whole if it is whole, else the nearest double."""
    value = Fraction(value)
    return value.numerator if value.denominator == 1 else value.numerator / value.denominator


def read_exact(text: str) -> Exact:
    """Read `3000000000`, `0.45`, `45%` or `9/20` exactly.

    Raises ValueError for anything else (infinities, exponents, over 18 digits too).
    """
    text = text.strip()
    percent = text.endswith("%")
    body = text.removesuffix("%").strip()
    if "e" in body.lower():
        raise ValueError(f"not a plain number: {text!r}")
    try:
        value = Fraction(body) if "/" in body else Fraction(Decimal(body))
    except (InvalidOperation, ZeroDivisionError, OverflowError) as error:
        raise ValueError(f"not a number: {text!r}") from error
    if percent:
        value /= 100
    if abs(value.numerator) > _LARGEST or value.denominator > _LARGEST:
        raise ValueError(f"more digits than a figure can have: {text!r}")
    return value.numerator if value.denominator == 1 else value


def rounded(value: Fraction) -> int:
    """Round half up (away from zero for negatives), as amounts are kept."""
    doubled = abs(value) * 2
    whole = (doubled.numerator // doubled.denominator + 1) // 2
    return whole if value >= 0 else -whole

"""Niches: the Ministry's call of 2022 asks for one cluster in a sub-field, so two of one niche are pointed out."""

from __future__ import annotations

from collections.abc import Iterable

DIGITS = 3  # of GB/T 4754-2017: a group, where a call says nothing else


def niches_of(industries: str, digits: int = DIGITS) -> frozenset[str]:
    """A cluster's dominant industries, separated by semicolons, cut to so many digits."""
    return frozenset(code[:digits] for code in industries.split(";") if code)


def clash(one: Iterable[str], other: Iterable[str]) -> str:
    """The niche that two have in common, empty if none: a wider code holds what begins with it."""
    return next(
        (max(a, b, key=len) for a in sorted(one) for b in sorted(other) if a.startswith(b) or b.startswith(a)), ""
    )

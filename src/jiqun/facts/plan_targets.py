"""How far a target of a plan is reached: of figures exactly, of words not at all (Articles 10, 15 and 16)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

# A figure as plans are written: `1,200`, `12.5%`, `约120家`, `30亿元`. What stands around it is its unit.
_FIGURE = re.compile(r"^([^\d+-]*)([+-]?\d[\d,，]*(?:\.\d+)?)(.*)$", re.DOTALL)
_ABOUT = ("约", "达到", "不低于", "不少于", "≥", ">=", "about", "at least")
_LONGEST = 40
ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Amount:
    """A figure and its unit as written, without spaces."""

    value: Fraction
    unit: str


def amount_of(text: str) -> Amount | None:
    """The figure that a text says; None where it says none, or more than one."""
    found = _FIGURE.match(text.strip()[:_LONGEST]) if len(text.strip()) <= _LONGEST else None
    if found is None:
        return None
    before, digits, after = (part.strip() for part in found.groups())
    if before.lower() in _ABOUT:
        before = ""
    if any(sign.isdigit() for sign in after):
        return None
    value = Fraction(re.sub("[,，]", "", digits))
    return Amount(value, re.sub(r"\s", "", before + after).replace("％", "%").lower())


def degree_of(baseline: str, target: str, reached: str) -> Fraction | None:
    """How much of the way from the baseline to the target was gone, from 0 to 1; None where figures do not say it.

    Without a baseline the way starts at nothing. A target below its baseline is one to come down to. A target that is
    the baseline is one to hold.
    """
    aim, got = amount_of(target), amount_of(reached)
    if aim is None or got is None or aim.unit != got.unit:
        return None
    start = amount_of(baseline)
    if start is None or start.unit != aim.unit:
        if baseline.strip() or aim.value <= 0:
            return None
        start = Amount(ZERO, aim.unit)
    if aim.value == start.value:
        return ONE if got.value >= aim.value else ZERO
    return min(max((got.value - start.value) / (aim.value - start.value), ZERO), ONE)

"""What is compared: a measure, or one measure over another, with the name and unit that people see."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.base.words import Bi
from jiqun.rules.kit import Field, Measure


@dataclass(frozen=True)
class Quantity:
    """`times * measure / (over * scale)`, named and in a unit.

    `scale` turns stored whole units into the unit shown (1/10,000 t into t), `times` the other way (per 10,000).
    """

    key: str
    title: Bi
    unit: str
    measure: Measure | Field
    over: Measure | None = None
    times: int = 1
    scale: int = 1


def amount(measure: Measure | Field, *, unit: str | None = None, scale: int = 1) -> Quantity:
    """A measure as it is."""
    return Quantity(measure.key, measure.title, unit or measure.unit, measure, scale=scale)


def share(key: str, measure: Measure, over: Measure, zh: str, en: str) -> Quantity:
    """One measure as a part of another, 1/2 and not 50."""
    return Quantity(key, Bi(zh=zh, en=en), "ratio", measure, over)

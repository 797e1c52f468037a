"""Draws for made-up figures: all from `Random.random`, by arithmetic that gives the same on every machine.

Only the four operations touch a draw. Logarithms and exponentials, whose last digit may differ between machines, stand
in tables that are rounded once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from math import exp
from statistics import NormalDist
from typing import TypeVar

Draw = Callable[[], float]  # a number from 0 up to, not including, 1
T = TypeVar("T")

_STEPS = 4_096


def between(draw: Draw, low: float, high: float) -> float:
    """A number from low up to high, each as likely."""
    return low + (high - low) * draw()


def whole(draw: Draw, low: int, high: int) -> int:
    """A whole number from low to high, both in."""
    return low + int((high - low + 1) * draw())


def pick(draw: Draw, options: Sequence[T]) -> T:
    """One of the options, each as likely."""
    return options[int(len(options) * draw())]


def spread(draw: Draw, sigma: float) -> float:
    """A factor around 1, log-normal: many small, few large, 1 on average."""
    return factors(sigma)[int(_STEPS * draw())]


@cache
def factors(sigma: float) -> tuple[float, ...]:
    """The log-normal factors of mean 1 at evenly spaced chances, ascending."""
    normal = NormalDist()
    raw = [exp(sigma * normal.inv_cdf((step + 0.5) / _STEPS)) for step in range(_STEPS)]
    mean = sum(raw) / _STEPS
    return tuple(round(value / mean, 6) for value in raw)

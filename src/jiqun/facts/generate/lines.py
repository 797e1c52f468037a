"""Which clusters stand beside a line of the law, on which line, and on which side: decided by the index alone.

Clusters of even index are candidates: sound but for the two lines they stand at. One line is of the annual figures
(`MEASURED`), one of the registers and texts (`COUNTED`); each of the 36 pairs of line and side falls to one cluster in
72. Clusters of odd index are of every kind and stand at no line on purpose.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from fractions import Fraction

from jiqun.law import edition

FIGURES = edition("shanghai-2024").figures


class Side(IntEnum):
    """Where a quantity stands: it misses the line by the least that it can, is exactly on it, or passes by the least.

    A line of at most (incidents, area) is missed from above. Where nothing lies beyond a line that is reached (three
    segments, seven kinds, six aspects, no incident), PAST is more than is needed, or a near miss that does not count.
    """

    SHORT = -1
    ON = 0
    PAST = 1


# Growing comparisons with an earlier year (software, CO2, energy, exports) have that year's own value as their line.
MEASURED = (
    "A6.2.6",
    "A6.2.7",
    "A6.2.8",
    "A6.2.9",
    "A6.5.1",
    "A6.5.6",
    "A6.5.7",
    "A6.6.3",
    "A6.6.4",
    "A6.7.2",
    "A6.7.3",
    "A6.8.3",
)
LEADERS, HONOURED = "A6.3.2 leaders", "A6.3.2 honoured"  # the two ways to fulfil A6.3.2
# A6.9.1 is not here: a cluster without an operator is no valid input, so nothing can be short of it.
COUNTED = (
    "A6.1.1",
    "A6.1.2",
    "A6.1.3",
    "A6.2.5",
    LEADERS,
    HONOURED,
    "A6.4.3",
    "A6.5.4",
    "A6.5.5",
    "A6.9.2",
    "A6.9.3",
    "A6.9.6",
)
PERIOD = 2 * len(MEASURED) * len(Side)

Places = Mapping[str, Side]


def is_candidate(index: int) -> bool:
    """Whether the cluster of that index is sound but for its lines."""
    return index % 2 == 0


def places(index: int) -> Places:
    """The lines that a cluster stands at: two for a candidate, none for others."""
    if not is_candidate(index):
        return {}
    turn, slots = index // 2, len(MEASURED) * len(Side)
    # Shifted by one line's length, so that a cluster is not short of both its lines; then by one more every round.
    measured, counted = turn % slots, (turn + len(COUNTED) + turn // slots) % slots
    return {
        MEASURED[measured % len(MEASURED)]: _side(measured, MEASURED),
        COUNTED[counted % len(COUNTED)]: _side(counted, COUNTED),
    }


def passes_its_lines(index: int) -> bool:
    """Whether a cluster is sound and on the good side of both its lines."""
    return is_candidate(index) and all(side is Side.PAST for side in places(index).values())


def _side(slot: int, lines: tuple[str, ...]) -> Side:
    return list(Side)[slot // len(lines)]


def figure(key: str) -> Fraction:
    """A figure of the Shanghai edition, in its unit. Raises KeyError."""
    return Fraction(FIGURES[key].value)


def whole_figure(key: str) -> int:
    """A figure that is a whole number. Raises KeyError, ValueError where it is not."""
    value = figure(key)
    if value.denominator != 1:
        raise ValueError(f"{key} is {value}")
    return value.numerator


def growth_factor(key: str) -> Fraction:
    """What a yearly growth makes of a number over three years."""
    rate: Fraction = (1 + figure(key)) ** 3
    return rate

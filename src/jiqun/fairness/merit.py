"""The order of merit: who stands where, why, which ties remain, and where the quota's line falls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby


@dataclass(frozen=True)
class Standing:
    """A file as it goes into the order: its figure, then what breaks a tie, the first difference deciding.

    `breakers` are compared from the left, the larger first; `settled` is the place that somebody gave within a tie
    that nothing else breaks, with a reason (1 first; 0: not settled).
    """

    file: int
    figure: Fraction
    breakers: tuple[Fraction, ...] = ()
    settled: int = 0


@dataclass(frozen=True)
class Place:
    """Where a file stands. `decided_by`: which breaker (from 1) set it apart from the one above, 0 the figure itself,
    -1 what somebody settled, None where it stands level with the one above. `tied`: level with any other.
    """

    file: int
    place: int
    figure: Fraction
    decided_by: int | None
    tied: bool
    within: bool


def order_of_merit(files: Iterable[Standing], quota: int | None = None) -> tuple[Place, ...]:
    """All files by merit. Those that nothing sets apart share a place; the next place counts them all (1, 2, 2, 4).

    `quota`: how many can be taken. Where files that share a place lie across its line, none of them is within: somebody
    has to settle it first. Raises ValueError if the files have different breakers or a quota below 0.
    """
    found = sorted(files, key=_rank)
    if len({len(one.breakers) for one in found}) > 1:
        raise ValueError("all files are compared by the same")
    if quota is not None and quota < 0:
        raise ValueError("a quota is not below 0")
    places: list[Place] = []
    above: Standing | None = None
    for _, level in groupby(found, key=_rank):
        group = list(level)
        place = len(places) + 1
        within = quota is None or place + len(group) - 1 <= quota
        for number, one in enumerate(group):
            by = None if number else _decided(above, one)
            places.append(Place(one.file, place, one.figure, by, len(group) > 1, within))
        above = group[-1]
    return tuple(places)


def across_the_line(places: Sequence[Place], quota: int) -> tuple[Place, ...]:
    """The files that share a place on both sides of the quota's line."""
    return tuple(one for one in places if one.tied and one.place <= quota and not one.within)


def _rank(one: Standing) -> tuple[tuple[Fraction, ...], int]:
    return (tuple(-value for value in (one.figure, *one.breakers)), one.settled)


def _decided(above: Standing | None, one: Standing) -> int:
    if above is None:
        return 0
    pairs = zip((above.figure, *above.breakers), (one.figure, *one.breakers), strict=True)
    return next((number for number, (high, low) in enumerate(pairs) if high != low), -1)

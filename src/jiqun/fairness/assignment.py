"""Who judges what: each file its experts, none in conflict, the load even, the fields covered; the best there is.

Three binary programmes, one after the other (HiGHS through SciPy): the smallest largest load; with it, the fewest
judgements outside an expert's field; with both, the smallest sum of numbers that a draw's key gives to pairs, so that
nobody can choose among equally good answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

_LOTS = 1_000


@dataclass(frozen=True)
class Seat:
    """A file that has to be judged: by how many, in which field, by whom it may not be, who stays on it."""

    file: int
    experts: int
    field: str
    barred: frozenset[int] = frozenset()
    kept: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Member:
    """An expert: fields, how many files at most, how many already."""

    expert: int
    fields: frozenset[str]
    most: int
    load: int = 0


class NotPossible(Exception):
    """There is no assignment; names the files that cannot be filled even alone, or none if only all together cannot."""

    def __init__(self, files: tuple[int, ...]) -> None:
        self.files = files
        super().__init__(f"no assignment; files that have too few experts of their own: {files}")


def assigned(seats: Sequence[Seat], members: Sequence[Member], key: bytes) -> Mapping[int, tuple[int, ...]]:
    """By file, its experts in rising order. A file has at least one expert of its field where one may judge it.

    Raises NotPossible.
    """
    if lacking := tuple(seat.file for seat in seats if len(_open(seat, members)) < seat.experts):
        raise NotPossible(lacking)
    pairs = [(seat, member) for seat in seats for member in _open(seat, members)]
    if not pairs:
        return {}
    programme = _Programme(seats, members, pairs)
    misfit = np.array([float(seat.field not in member.fields) for seat, member in pairs] + [0.0])
    bounds: list[tuple[np.ndarray, int]] = []
    for aim in (programme.only_load, misfit):
        bounds.append((aim, round(aim @ programme.solve(aim, bounds))))
    lots = np.array([float(_lot(key, seat, member)) for seat, member in pairs] + [0.0])
    taken = programme.solve(lots, bounds)
    chosen = [pair for pair, one in zip(pairs, taken[:-1], strict=True) if one > 0.5]
    return {seat.file: tuple(sorted(member.expert for of, member in chosen if of.file == seat.file)) for seat in seats}


class _Programme:
    """The pairs as binary variables, and the largest load as the last one."""

    def __init__(self, seats: Sequence[Seat], members: Sequence[Member], pairs: list[tuple[Seat, Member]]) -> None:
        self.size = len(pairs) + 1
        self.only_load = np.zeros(self.size)
        self.only_load[-1] = 1
        self.rows: list[np.ndarray] = []
        self.low: list[float] = []
        self.high: list[float] = []
        for seat in seats:
            own = [number for number, (of, _) in enumerate(pairs) if of.file == seat.file]
            self._row(own, seat.experts, seat.experts)
            fitting = [number for number in own if seat.field in pairs[number][1].fields]
            if fitting and seat.experts:
                self._row(fitting, 1, seat.experts)
            for number in own:
                if pairs[number][1].expert in seat.kept:
                    self._row([number], 1, 1)
        for member in members:
            own = [number for number, (_, one) in enumerate(pairs) if one.expert == member.expert]
            self._row(own, 0, member.most - member.load)
            self._row(own, -np.inf, -member.load, last=-1)

    def solve(self, cost: np.ndarray, also: list[tuple[np.ndarray, int]]) -> np.ndarray:
        """The values that make the cost least while each of `also` stays at its figure. Raises NotPossible."""
        rows = csr_array(np.array([*self.rows, *(row for row, _ in also)]))
        limits = LinearConstraint(rows, [*self.low, *(0 for _ in also)], [*self.high, *(most for _, most in also)])
        top = np.ones(self.size)
        top[-1] = np.inf
        found = milp(cost, constraints=limits, bounds=Bounds(0, top), integrality=np.ones(self.size))
        if not found.success:
            raise NotPossible(())
        values: np.ndarray = np.round(found.x)
        return values

    def _row(self, numbers: list[int], low: float, high: float, last: float = 0) -> None:
        row = np.zeros(self.size)
        row[numbers] = 1
        row[-1] = last
        self.rows.append(row)
        self.low.append(low)
        self.high.append(high)


def _open(seat: Seat, members: Sequence[Member]) -> list[Member]:
    """Those who may judge the file and have room, or are on it already."""
    return [
        one for one in members if one.expert in seat.kept or (one.expert not in seat.barred and one.load < one.most)
    ]


def _lot(key: bytes, seat: Seat, member: Member) -> int:
    return int.from_bytes(sha256(key + f"{seat.file}:{member.expert}".encode()).digest()[:8]) % _LOTS

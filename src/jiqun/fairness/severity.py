"""How severe each expert is, from the files that several have judged: an additive model, least squares with shrinkage.

A figure is taken as the file's quality plus the expert's severity (above 0: gives more than others) plus chance. The
severities minimise the sum of squares plus `PRIOR` times the sum of their squares, so an expert with few files is taken
to be like the others (Searle, Casella, McCulloch, *Variance Components*, 1992, chapter 7). Solved exactly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

from jiqun.fairness.scores import Scored

PRIOR = Fraction(1)  # weighs as much as one file


def severities(files: Iterable[Scored], prior: Fraction = PRIOR) -> Mapping[int, Fraction]:
    """By expert, the points given above (or below) what others would give. Raises ValueError unless prior > 0."""
    if prior <= 0:
        raise ValueError("without a prior the severities are not determined")
    files = tuple(files)
    experts = sorted({expert for one in files for expert in one.by_expert})
    place = {expert: number for number, expert in enumerate(experts)}
    matrix = [[Fraction()] * len(experts) for _ in experts]
    right = [Fraction()] * len(experts)
    for one in files:
        share = Fraction(1, len(one.by_expert))
        for expert, value in one.by_expert.items():
            row = matrix[place[expert]]
            row[place[expert]] += 1
            right[place[expert]] += value - one.mean
            for other in one.by_expert:
                row[place[other]] -= share
    for number in range(len(experts)):
        matrix[number][number] += prior
    return dict(zip(experts, _solved(matrix, right), strict=True))


def calibrated(files: Iterable[Scored], prior: Fraction = PRIOR) -> Mapping[int, Fraction]:
    """By file, the mean with each expert's severity taken away."""
    files = tuple(files)
    severe: Mapping[int, Fraction] = defaultdict(Fraction, severities(files, prior))
    return {
        one.file: one.mean - sum((severe[expert] for expert in one.by_expert), Fraction()) / len(one.by_expert)
        for one in files
    }


def _solved(matrix: list[list[Fraction]], right: list[Fraction]) -> list[Fraction]:
    """The solution of a positive definite system by elimination, which needs no pivoting."""
    size = len(right)
    rows = [[*matrix[number], right[number]] for number in range(size)]
    for step in range(size):
        pivot = rows[step]
        for below in rows[step + 1 :]:
            if factor := below[step] / pivot[step]:
                below[step:] = [low - factor * high for low, high in zip(below[step:], pivot[step:], strict=True)]
    found = [Fraction()] * size
    for step in reversed(range(size)):
        known = sum((rows[step][other] * found[other] for other in range(step + 1, size)), Fraction())
        found[step] = (rows[step][size] - known) / rows[step][step]
    return found

"""Sheets of points into one figure a file: weighted, in exact fractions, with how far the experts are apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from statistics import median

WHOLE = 100  # points of a group, and the sum of the weights


@dataclass(frozen=True)
class Sheet:
    """What one expert gives one file: whole points from 0 to 100 for each group of the rubric."""

    expert: int
    file: int
    points: Mapping[int, int]


@dataclass(frozen=True)
class Scored:
    """A file's sheets together: each expert's figure, their mean, how far apart they are, who stands out.

    All from 0 to 100. `outliers` are experts further than the round's limit from the median of the others.
    """

    file: int
    by_expert: Mapping[int, Fraction]
    mean: Fraction
    spread: Fraction
    outliers: tuple[int, ...]

    def wide(self, limit: int) -> bool:
        """Whether the experts are so far apart that a panel has to meet."""
        return self.spread > limit


def figure_of(sheet: Sheet, weights: Mapping[int, int]) -> Fraction:
    """The weighted figure of a sheet, from 0 to 100.

    Raises ValueError unless the weights sum to 100 and the sheet has points from 0 to 100 for exactly their groups.
    """
    if sum(weights.values()) != WHOLE or min(weights.values()) < 0:
        raise ValueError("the weights have to sum to 100, none below 0")
    if set(sheet.points) != set(weights) or not all(0 <= one <= WHOLE for one in sheet.points.values()):
        raise ValueError("a sheet has points from 0 to 100 for every group and for no other")
    return Fraction(sum(weights[group] * points for group, points in sheet.points.items()), WHOLE)


def scored(sheets: Iterable[Sheet], weights: Mapping[int, int], *, far: int) -> tuple[Scored, ...]:
    """Each file of the sheets, by its number. `far`: an expert further off the median of the others stands out.

    Raises what `figure_of` raises; ValueError if an expert has two sheets for a file.
    """
    by_file = groupby(sorted(sheets, key=lambda one: (one.file, one.expert)), key=lambda one: one.file)
    return tuple(_scored(file, list(found), weights, far) for file, found in by_file)


def _scored(file: int, sheets: list[Sheet], weights: Mapping[int, int], far: int) -> Scored:
    figures = {one.expert: figure_of(one, weights) for one in sheets}
    if len(figures) != len(sheets):
        raise ValueError(f"an expert has two sheets for file {file}")
    values = tuple(figures.values())
    outliers = (expert for expert in figures if _off(expert, figures) > far)
    return Scored(file, figures, sum(values, Fraction()) / len(values), max(values) - min(values), tuple(outliers))


def _off(expert: int, figures: Mapping[int, Fraction]) -> Fraction:
    others = [value for one, value in figures.items() if one != expert]
    return abs(figures[expert] - median(others)) if others else Fraction()

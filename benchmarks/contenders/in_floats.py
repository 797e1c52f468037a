"""The rules of the clauses as an analyst writes them in numpy: floats, NaN for what is absent, codes for outcomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.job import figure

Floats = NDArray[np.float64]
Codes = NDArray[np.int32]
OUTCOMES = ("met", "not_met", "boundary", "review", "missing")
MET, NOT_MET, BOUNDARY, REVIEW, MISSING = range(len(OUTCOMES))
Value = Callable[[str, int], Floats]  # a measure and a year -> its value in every cluster


def over(value: Floats, line: float) -> Codes:
    """The three outcomes of "over": above, below, exactly on it."""
    return _first([np.isnan(value), value > line, value == line], [MISSING, MET, BOUNDARY])


def at_least(value: Floats, line: float) -> Codes:
    return _first([np.isnan(value), value >= line], [MISSING, MET])


def at_most(value: Floats, line: float, otherwise: int = NOT_MET) -> Codes:
    return _first([np.isnan(value), value <= line], [MISSING, MET], otherwise)


def divided(above: Floats, below: Floats, judge: Callable[[Floats], Codes]) -> Codes:
    """A quotient judged; a base of zero is for people to look at."""
    absent, zero = np.isnan(above) | np.isnan(below), below == 0
    return _first([absent, zero], [MISSING, REVIEW], judge(above / np.where(zero, np.nan, below)))


def grown(first: Floats, last: Floats, rate: float) -> Codes:
    """The average yearly growth over three years against a rate, by the cube root."""
    return divided(last, first, lambda ratio: over(np.cbrt(ratio) - 1, rate))


def rising(values: list[Floats]) -> Codes:
    """Each year above the one before."""
    absent = np.any([np.isnan(value) for value in values], axis=0)
    holds = np.all([later > earlier for earlier, later in pairwise(values)], axis=0)
    return _first([absent, holds], [MISSING, MET])


def worst(codes: list[Codes]) -> Codes:
    """Of several years: anything missing, then anything to look at, then a miss, then a boundary."""
    order = (MISSING, REVIEW, NOT_MET, BOUNDARY)
    return _first([np.any([one == code for one in codes], axis=0) for code in order], list(order), MET)


def yearly_clauses(value: Value, year: int) -> Mapping[str, Callable[[], Codes]]:
    """The clauses measured over annual rows, of the years before `year`."""
    latest, window = year - 1, (year - 3, year - 2, year - 1)

    def share(above: str, below: str, line: str) -> Codes:
        return divided(value(above, latest), value(below, latest), lambda x: over(x, figure(line)))

    def growth(of: str, line: str) -> Codes:
        return grown(value(of, year - 4), value(of, latest), figure(line))

    def quotients(above: str, below: str, years: tuple[int, ...]) -> Codes:
        bases = [value(below, one) for one in years]
        ratios = [value(above, one) / np.where(base == 0, np.nan, base) for one, base in zip(years, bases, strict=True)]
        gaps = [np.isnan(value(above, one)) | np.isnan(base) for one, base in zip(years, bases, strict=True)]
        zero = np.any([base == 0 for base in bases], axis=0)
        return _first([np.any(gaps, axis=0), zero], [MISSING, REVIEW], rising(ratios))

    return {
        "A6.2.6": lambda: worst([over(value("output", one), figure("annual_output")) for one in window]),
        "A6.2.7": lambda: share("sme_output", "output", "sme_output_share"),
        "A6.2.8": lambda: share("dominant_output", "output", "dominant_output_share"),
        "A6.2.9": lambda: growth("output", "output_growth"),
        "A6.5.1": lambda: growth("sme_rd_expenditure", "rd_growth"),
        "A6.5.6": lambda: growth("sme_valid_invention_patents", "patent_growth"),
        "A6.5.7": lambda: divided(
            value("sme_valid_invention_patents", latest) * 10_000,
            value("sme_employees", latest),
            lambda x: at_least(x, figure("patent_density")),
        ),
        "A6.6.3": lambda: share("sme_uses_cloud_platform", "smes", "cloud_share"),
        "A6.6.4": lambda: quotients("sme_uses_industrial_software", "smes", window),
        "A6.7.2": lambda: rising([-value("co2_t", one) for one in window]),
        "A6.7.3": lambda: quotients("output", "energy_tce", (year - 3, latest)),
        "A6.8.3": lambda: rising([value("exports", one) for one in (year - 3, latest)]),
    }


def named(codes: Mapping[str, Codes]) -> dict[str, Any]:
    """Outcomes in words."""
    return {"clauses": {clause: [OUTCOMES[code] for code in found] for clause, found in codes.items()}}


def _first(conditions: list[Any], codes: list[int], otherwise: Any = NOT_MET) -> Codes:
    return np.select(conditions, codes, otherwise).astype(np.int32)

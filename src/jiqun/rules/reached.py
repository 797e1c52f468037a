"""How far a clause of numbers is reached, from 0 to 1: all of it where it is met, else by the distance (Article 17)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from jiqun.rules.finding import Assessment, Finding

_NUMBERS = ("measured", "counted")


@dataclass(frozen=True)
class Reached:
    """The indicators of an assessment: by clause how far it is reached, the clauses with no data, those left out.

    Left out are clauses whose numbers cannot be computed (nothing to grow from): a person decides those.
    """

    degrees: dict[str, Fraction]
    missing: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def score(self) -> Fraction | None:
        """Out of 100, every clause the same; None where data are missing, or no clause could be computed."""
        if self.missing or not self.degrees:
            return None
        return sum(self.degrees.values(), Fraction(0)) * 100 / len(self.degrees)


def reached(assessment: Assessment) -> Reached:
    """Over the clauses that numbers decide and that a recognition needs."""
    asked = [one for one in assessment.findings if one.kind in _NUMBERS and one.blocking]
    return Reached(
        {one.clause: degree_of(one) for one in asked if one.outcome in ("met", "boundary", "not_met")},
        _of(asked, "missing"),
        _of(asked, "review"),
    )


def degree_of(finding: Finding) -> Fraction:
    """1 where it is met or stands on its line; else the number over what is asked, or the other way round for a limit.

    A growth is taken as what was added over the years, over what had to be added: without any growth it is 0.
    """
    if finding.outcome in ("met", "boundary"):
        return Fraction(1)
    required, margin = finding.required, finding.margin
    if required is None or margin is None:
        return Fraction(0)
    rooted = next((one.root for one in finding.observed if one.root), 0)
    asked = (1 + required.exact) ** rooted if rooted else required.exact
    least = required.op in (">", ">=")
    found = asked + margin.exact if least else asked - margin.exact
    over, under = (found - bool(rooted), asked - bool(rooted)) if least else (asked, found)
    return min(max(Fraction(over) / under, Fraction(0)), Fraction(1)) if under > 0 else Fraction(0)


def _of(asked: Iterable[Finding], outcome: str) -> tuple[str, ...]:
    return tuple(one.clause for one in asked if one.outcome == outcome)

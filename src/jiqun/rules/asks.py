"""What a clause asks, in the words of the law: a level, a growth, a trend, a tally, a statement, a judgement.

Each is a record; `question` turns it into comparisons of whole numbers under given readings (`docs/readings` in the
law room say what each reading means). This is the whole vocabulary of Article 6.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from jiqun.law import Provision
from jiqun.rules.kit import At, Field, Measure
from jiqun.rules.measures import holds, stated
from jiqun.rules.quantity import Quantity, amount
from jiqun.rules.question import (
    Comparison,
    Computed,
    Declared,
    Judged,
    Op,
    Outcome,
    Product,
    Question,
    Quotient,
    Seen,
    Threshold,
)

Readings = Mapping[str, str]
LATEST = (1,)
EACH_YEAR = (3, 2, 1)
FIRST_AND_LAST = (3, 1)


class Ask(Protocol):
    """Anything that a clause can ask."""

    def question(self, readings: Readings) -> Question: ...


@dataclass(frozen=True)
class Clause:
    """One clause: where it stands in the law, and what it asks."""

    cite: Provision
    asks: Ask


@dataclass(frozen=True)
class Level:
    """A quantity against a figure, in the latest year or in each of the past three.

    With `each_if`, the years are the reading's: `share_years=each` asks it of each year.
    """

    quantity: Quantity
    figure: str
    years: tuple[int, ...] = LATEST
    each_if: str | None = None

    def question(self, readings: Readings) -> Computed:
        each = self.each_if is not None and readings[self.each_if] == "each"
        years = EACH_YEAR if each else self.years
        seen = tuple(_in_year(self.quantity, back) for back in years)
        return Computed(
            comparisons=tuple(Comparison(one, Threshold(self.figure)) for one in seen),
            inputs=_inputs(self.quantity, years),
            bases=_bases(self.quantity, years),
        )


@dataclass(frozen=True)
class Growth:
    """The average yearly growth of a measure over the past three years, by the reading `growth`.

    With `whose`, the reading `growth_of` may ask it of another measure.
    """

    quantity: Quantity
    measure: Measure
    figure: str
    whose: Measure | None = None

    def question(self, readings: Readings) -> Computed:
        other = self.whose is not None and readings["growth_of"] == "dominant_industry"
        measure = self.whose if other and self.whose else self.measure
        return _GROWTHS[readings["growth"]](self, measure)


def _between(ask: Growth, measure: Measure, base: int) -> Computed:
    """V(Y-1) against V(base) * (1 + r) ** n, by cross-multiplication: no root is taken."""
    first, last = At(measure, base), At(measure, 1)
    ratio = Quotient((Product(1, (last,)),), (Product(1, (first,)),))
    seen = Seen(ask.quantity, None, ratio, root=base - 1)
    return Computed((Comparison(seen, Threshold(ask.figure, power=base - 1)),), (first, last), bases=(first,))


def _mean_rate(ask: Growth, measure: Measure) -> Computed:
    """The mean of the three yearly rates: ((V2/V1 + V3/V2 + V4/V3) - 3) / 3, over one denominator."""
    a, b, c, d = (At(measure, back) for back in (4, 3, 2, 1))
    over = (Product(1, (b, b, c)), Product(1, (a, c, c)), Product(1, (a, b, d)), Product(-3, (a, b, c)))
    mean = Quotient(over, (Product(3, (a, b, c)),))
    comparison = Comparison(Seen(ask.quantity, None, mean), Threshold(ask.figure))
    return Computed((comparison,), (a, b, c, d), bases=(a, b, c))


_GROWTHS: Mapping[str, Callable[[Growth, Measure], Computed]] = {
    "geometric_from_base_year": lambda ask, measure: _between(ask, measure, 4),
    "geometric_within_window": lambda ask, measure: _between(ask, measure, 3),
    "mean_of_yearly_rates": _mean_rate,
}


@dataclass(frozen=True)
class Trend:
    """A quantity that rises or falls: from each of the years named to the next."""

    quantity: Quantity
    rises: bool
    years: tuple[int, ...]

    def question(self, readings: Readings) -> Computed:
        seen = [_in_year(self.quantity, back) for back in self.years]
        op: Op = ">" if self.rises else "<"
        return Computed(
            comparisons=tuple(Comparison(later, earlier, op) for earlier, later in pairwise(seen)),
            inputs=_inputs(self.quantity, self.years),
            bases=_bases(self.quantity, self.years),
        )


@dataclass(frozen=True)
class Tally:
    """A number as of the assessment date against a figure.

    `otherwise` is the outcome of a miss; with `rows`, no such rows at all is missing.
    """

    quantity: Quantity
    figure: str
    otherwise: Outcome = "not_met"
    rows: Measure | None = None

    def question(self, readings: Readings) -> Computed:
        number = At(self.quantity.measure)
        return Computed(
            comparisons=(Comparison(_in_year(self.quantity, 0), Threshold(self.figure)),),
            inputs=(number,),
            rows=At(self.rows) if self.rows else None,
            otherwise=self.otherwise,
        )


@dataclass(frozen=True)
class Together:
    """Several tallies: all of them, or (`either`) the first, failing which the second."""

    tallies: tuple[Tally, ...]
    either: bool = False

    def question(self, readings: Readings) -> Computed:
        parts = [tally.question(readings) for tally in self.tallies]
        return Computed(
            comparisons=tuple(comparison for part in parts for comparison in part.comparisons),
            inputs=tuple(number for part in parts for number in part.inputs),
            rows=parts[0].rows,
            either=self.either,
        )


@dataclass(frozen=True)
class Statement:
    """What the applicant states and a person confirms; with a `flag`, only where the cluster says yes to it."""

    clause: str
    flag: Field | None = None

    def question(self, readings: Readings) -> Declared:
        flag = At(self.flag) if self.flag else None
        return Declared(At(stated(self.clause)), At(holds(self.clause)), flag)


@dataclass(frozen=True)
class Judgement:
    """What a person decides; `unknown` where the edition does not know the figure, and will not guess it."""

    unknown: bool = False

    def question(self, readings: Readings) -> Judged:
        return Judged(self.unknown)


def tally(
    measure: Measure | Field, figure: str, *, otherwise: Outcome = "not_met", rows: Measure | None = None
) -> Tally:
    """A tally of a measure as it is."""
    return Tally(amount(measure), figure, otherwise, rows)


def _in_year(quantity: Quantity, back: int) -> Seen:
    over = Product(quantity.times, (At(quantity.measure, back),))
    under = Product(quantity.scale, (At(quantity.over, back),) if quantity.over else ())
    return Seen(quantity, back or None, Quotient((over,), (under,)))


def _inputs(quantity: Quantity, years: tuple[int, ...]) -> tuple[At, ...]:
    measures = (quantity.measure, quantity.over) if quantity.over else (quantity.measure,)
    return tuple(At(measure, back) for measure in measures for back in years)


def _bases(quantity: Quantity, years: tuple[int, ...]) -> tuple[At, ...]:
    return tuple(At(quantity.over, back) for back in years) if quantity.over else ()

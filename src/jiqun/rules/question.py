"""What a clause comes down to under given readings: comparisons of whole numbers, the same for every judge.

Both judges read these records: `judge` with Python integers for one cluster, `judge_sql` in columns for a nation. A
quotient keeps numerator and denominator apart, so a comparison is a cross-multiplication and nothing is ever rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from jiqun.rules.kit import At
from jiqun.rules.quantity import Quantity

Outcome = Literal["met", "not_met", "boundary", "review", "missing", "not_applicable"]
Op = Literal[">", ">=", "<=", "<"]


@dataclass(frozen=True)
class Product:
    """`times` multiplied by every factor."""

    times: int
    factors: tuple[At, ...] = ()


@dataclass(frozen=True)
class Quotient:
    """Sums of products, one over the other; both are whole numbers."""

    over: tuple[Product, ...]
    under: tuple[Product, ...] = (Product(1),)


@dataclass(frozen=True)
class Threshold:
    """A figure of the law; with a `power`, `(1 + figure) ** power`: growth judged without taking a root."""

    figure: str
    power: int = 0


@dataclass(frozen=True)
class Seen:
    """A quantity as it is shown: which, of which year (None: as of the date or over a period), the quotient.

    A `root` of n says that people read the n-th root less one: a yearly rate of growth.
    """

    quantity: Quantity
    back: int | None
    value: Quotient
    root: int = 0


@dataclass(frozen=True)
class Comparison:
    """`left` against a figure of the law, whose operator the figure carries, or against an earlier year."""

    left: Seen
    right: Threshold | Seen
    op: Op | None = None  # the figure's own where it is against a figure


@dataclass(frozen=True)
class Computed:
    """A clause that numbers decide.

    Any of `inputs` absent: missing; `rows` zero: missing; any of `bases` zero: review (nothing to grow from or to
    divide by); else the comparisons, all of them, or the first that holds (`either`); a miss is `otherwise`.
    """

    comparisons: tuple[Comparison, ...]
    inputs: tuple[At, ...]
    bases: tuple[At, ...] = ()
    rows: At | None = None
    either: bool = False
    otherwise: Outcome = "not_met"

    @cached_property
    def seen(self) -> tuple[Seen, ...]:
        """The quantities compared, each once, the earlier year first."""
        sides = (side for comparison in self.comparisons for side in (comparison.right, comparison.left))
        return tuple(dict.fromkeys(side for side in sides if isinstance(side, Seen)))


@dataclass(frozen=True)
class Declared:
    """A clause that the applicant states and a person confirms; with a `flag`, only where the cluster says yes."""

    stated: At
    holds: At
    flag: At | None = None


@dataclass(frozen=True)
class Judged:
    """A clause that a person decides; `unknown` says that the edition does not know its figure."""

    unknown: bool = False


Question = Computed | Declared | Judged

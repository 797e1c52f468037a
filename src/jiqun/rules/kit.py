"""The words in which measures are written: what a row must fulfil, and what is added up or counted over rows.

A measure is data, not code: it is worked out by the row evaluator (`rows`), rendered to one SQL text for the columnar
engines (`sql`), turned into live spreadsheet formulas, and read aloud in reasons. A word added here must be known to
both renderers; a test walks all of them.

Conditions and measures are each written once and equal only themselves: they are the keys under which numbers are
remembered, thousands of times a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jiqun.base.words import Bi

DayName = Literal["on", "three_years_before"]  # the assessment date D, and D - 3 years
Scalar = str | int | bool


class Condition:
    """Holds or does not hold in a row; a blank never makes it hold."""

    def __and__(self, other: Condition) -> Condition:
        return Both(self, other)

    def __or__(self, other: Condition) -> Condition:
        return Either(self, other)


@dataclass(frozen=True)
class Column:
    """A value of the row; it may be blank."""

    name: str

    def one_of(self, *values: Scalar) -> Condition:
        return OneOf(self, values)

    def lists(self, item: str) -> Condition:
        return Lists(self, item)

    def not_after(self, day: DayName) -> Condition:
        return NotAfter(self, day)

    def not_before(self, day: DayName) -> Condition:
        return NotBefore(self, day)


@dataclass(frozen=True, eq=False)
class Always(Condition):
    """Every row."""


@dataclass(frozen=True, eq=False)
class Yes(Condition):
    """A yes/no column says yes."""

    of: Column


@dataclass(frozen=True, eq=False)
class OneOf(Condition):
    of: Column
    values: tuple[Scalar, ...]


@dataclass(frozen=True, eq=False)
class Lists(Condition):
    """A column that holds a list names the item."""

    of: Column
    item: str


@dataclass(frozen=True, eq=False)
class Blank(Condition):
    of: Column


@dataclass(frozen=True, eq=False)
class Filled(Condition):
    of: Column


@dataclass(frozen=True, eq=False)
class NotAfter(Condition):
    of: Column
    day: DayName


@dataclass(frozen=True, eq=False)
class NotBefore(Condition):
    of: Column
    day: DayName


@dataclass(frozen=True, eq=False)
class Both(Condition):
    left: Condition
    right: Condition


@dataclass(frozen=True, eq=False)
class Either(Condition):
    left: Condition
    right: Condition


@dataclass(frozen=True)
class Sum:
    """Adds up a column over the rows that fulfil the condition; a blank adds nothing."""

    of: Column
    where: Condition = Always()


@dataclass(frozen=True)
class Count:
    """Counts the rows that fulfil the condition, or the different values of a column in them."""

    where: Condition = Always()
    distinct: Column | None = None


@dataclass(frozen=True)
class Kinds:
    """Counts the items that at least one row's list names."""

    of: Column
    items: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Measure:
    """A whole number of a cluster: of each year (over the rows of `annual`), or as of the assessment date.

    It is absent (None) in a year in which no row fills `column`; without `column`, in a year without rows. A measure
    as of the date is never absent: an empty sheet counts none.
    """

    key: str
    table: str
    by: Sum | Count | Kinds
    title: Bi
    unit: str
    column: str | None = None

    @property
    def yearly(self) -> bool:
        return self.table == "annual"


@dataclass(frozen=True, eq=False)
class Field:
    """A field of the sheet `cluster` as a whole number; absent (None) where it is blank. Yes is 1, no is 0."""

    key: str
    column: str
    title: Bi
    unit: str


@dataclass(frozen=True)
class At:
    """The value of a measure: `back` years before the assessment year, or as of the date (0)."""

    measure: Measure | Field
    back: int = 0

    @property
    def key(self) -> str:
        """The name of this number among a cluster's measures: `output_1` is the latest year's output."""
        return f"{self.measure.key}_{self.back}" if self.back else self.measure.key

"""The annual figures of the years that an assessment looks at, by enterprise and year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from jiqun.base.days import years_looked_at
from jiqun.base.saying import say_both
from jiqun.base.words import Bi
from jiqun.facts.hints.hint import OF_ALL
from jiqun.facts.sheets import ANNUAL, ENTERPRISES
from jiqun.facts.snapshot import Snapshot

# From here on a firm is one “above designated size”: its figures reach the statistics office every month, and hardly
# jump about. Below, a single order can treble a year.
LARGE_YUAN = 20_000_000
LARGE_STAFF = 20
SIZES = ("output_value", "revenue", "employees")  # what tells how large an enterprise is


class Years:
    """One cluster's annual rows of the base year and the past three."""

    def __init__(self, snapshot: Snapshot, on: date) -> None:
        self.snapshot = snapshot
        self.years = years_looked_at(on)
        self.table = snapshot.tables[ANNUAL.key]
        firms = snapshot.tables[ENTERPRISES.key]
        self._names = dict(zip(firms["credit_code"], firms["name"], strict=True))
        self.at = {
            (code, year): index
            for index, (code, year) in enumerate(zip(self.table["credit_code"], self.table["year"], strict=True))
            if year in self.years
        }

    def values(self, column: str) -> list[int | None]:
        """The column in all rows of these years."""
        return [self.table[column][index] for index in self.at.values()]

    def total(self, column: str, year: int) -> int | None:
        """The column's sum over all enterprises of a year; None where nobody fills it."""
        of_year = (self.table[column][index] for (_, one), index in self.at.items() if one == year)
        filled = [value for value in of_year if value is not None]
        return sum(filled) if filled else None

    def and_before(self) -> Iterator[tuple[str, int, int, int]]:
        """Enterprise, year, place of the row, and place of the same enterprise's row of the year before."""
        for (code, year), index in self.at.items():
            before = self.at.get((code, year - 1))
            if before is not None:
                yield code, year, index, before

    def firm(self, code: str) -> Bi:
        """The enterprise as it is called in a message."""
        name = self._names[code]
        return Bi(zh=f"{name}（{code}）", en=f"{name} ({code})")

    def weight(self, index: int) -> int:
        """The share of a row's output in that of its year, in per mille."""
        total = self._output.get(self.table["year"][index]) or 1
        return min((self.table["output_value"][index] or 0) * OF_ALL // total, OF_ALL)

    @cached_property
    def _output(self) -> dict[int, int | None]:
        return {year: self.total("output_value", year) for year in self.years}


def is_large(column: str, value: int) -> bool:
    """Whether a figure is one of an enterprise whose figures are steady."""
    return value >= (LARGE_STAFF if column == "employees" else LARGE_YUAN)


def said(column: str, value: int) -> Bi:
    """A figure of `SIZES` in words: money by its size, people by number."""
    if column != "employees":
        return say_both(value, "CNY")
    return Bi(zh=f"{value:,}人", en=f"{value:,}")


def label_of(column: str) -> Bi:
    """The column as the form calls it."""
    return ANNUAL.column(column).label

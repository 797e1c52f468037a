"""What may be published of a cluster's figures: totals only, withheld where fewer than three firms make one up.

A figure is made up by the firms whose own number in it is not zero: among fifty firms of which one exports, the total
of exports is that firm's. A share is withheld too where one or two firms make up the rest: taking the part from the
whole would tell them. Of the counts by size a second one is withheld where one is, for the same reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jiqun.base.saying import say_both
from jiqun.base.words import Bi
from jiqun.facts.size_classes import SizeClass
from jiqun.facts.snapshot import Snapshot
from jiqun.rules import measures as m
from jiqun.rules.kit import Always, Column, Condition, Measure, Sum
from jiqun.rules.measuring import Tables, sme_classes
from jiqun.rules.rows import Rows, total

LEAST = 3  # firms
_BACK = (3, 2, 1)  # the past three complete years, oldest first


@dataclass(frozen=True)
class Cell:
    """One figure of one year: its value, or None where it is withheld (`withheld`) or nobody reported it."""

    value: Fraction | int | None
    withheld: bool = False


@dataclass(frozen=True)
class Line:
    """One figure over the years."""

    key: str
    title: Bi
    unit: str
    cells: tuple[Cell, ...]

    @property
    def shown(self) -> tuple[tuple[Bi | None, bool], ...]:
        """Each cell in words, and whether it is withheld."""
        return tuple((self._said(cell.value), cell.withheld) for cell in self.cells)

    def _said(self, value: Fraction | int | None) -> Bi | None:
        if value is None:
            return None
        return say_both(value * 100, "percent") if self.unit == "ratio" else say_both(value, self.unit)


@dataclass(frozen=True)
class PublishedFigures:
    """A cluster's totals by year, and its firms by size in the last of them."""

    years: tuple[int, ...]
    lines: tuple[Line, ...]
    firms: int
    sizes: tuple[tuple[str, Bi, Cell], ...]


def may_be_told(reporting: int, made_up_by: int) -> bool:
    """Whether a total may be published: three firms or more report it, and none or three or more are in it."""
    return reporting >= LEAST and (made_up_by == 0 or made_up_by >= LEAST)


def published_figures(snapshot: Snapshot, *, on: date, readings: Mapping[str, str]) -> PublishedFigures:
    """The figures of a snapshot that was judged as of a day."""
    tables = Tables(snapshot, on, readings)
    years = [tables.rows("annual", back) for back in _BACK]
    lines = [_amounts(measure, years) for measure in _TOTALS]
    lines += [_shares(key, title, part, years) for key, title, part in _SHARES]
    annual = snapshot.annual
    latest = on.year - 1
    classes = sme_classes(annual, latest, readings)
    sizes = [kind for kind, year in zip(classes, annual["year"], strict=True) if year == latest]
    return PublishedFigures(tuple(on.year - back for back in _BACK), tuple(lines), len(sizes), _by_size(sizes))


def _amounts(measure: Measure, years: Sequence[Rows]) -> Line:
    return Line(measure.key, measure.title, measure.unit, tuple(_amount(measure, rows) for rows in years))


def _amount(measure: Measure, rows: Rows) -> Cell:
    where = measure.by.where if isinstance(measure.by, Sum) else Always()
    numbers = _numbers(measure, where, rows)
    if not numbers:
        return Cell(None)
    if not may_be_told(len(numbers), _made_up_by(measure, where, rows)):
        return Cell(None, withheld=True)
    return Cell(total(measure.by, rows))


def _shares(key: str, title: Bi, part: Measure, years: Sequence[Rows]) -> Line:
    return Line(key, title, "ratio", tuple(_share(part, rows) for rows in years))


def _share(part: Measure, rows: Rows) -> Cell:
    """A part of the output; the firms outside of the part have to be none, or three at least, as well."""
    assert isinstance(part.by, Sum)
    whole, own = _amount(m.OUTPUT, rows), _amount(part, rows)
    rest = _made_up_by(m.OUTPUT, Always(), rows) - _made_up_by(part, part.by.where, rows)
    if whole.withheld or own.withheld or 0 < rest < LEAST:
        return Cell(None, withheld=True)
    if not whole.value or own.value is None:
        return Cell(None)
    return Cell(Fraction(own.value) / Fraction(whole.value))


def _made_up_by(measure: Measure, where: Condition, rows: Rows) -> int:
    return sum(number != 0 for number in _numbers(measure, where, rows))


def _numbers(measure: Measure, where: Condition, rows: Rows) -> list[int]:
    """What each firm that the measure is about reported."""
    assert measure.column is not None
    found = zip(rows.values(Column(measure.column)), rows.where(where), strict=True)
    return [value for value, counts in found if counts and value is not None]


def _by_size(sizes: Sequence[int]) -> tuple[tuple[str, Bi, Cell], ...]:
    counts = {kind: sum(one == kind for one in sizes) for kind in SizeClass}
    hidden = {kind for kind, count in counts.items() if 0 < count < LEAST}
    if len(hidden) == 1:
        others = [kind for kind, count in counts.items() if count and kind not in hidden]
        hidden |= {min(others, key=lambda kind: counts[kind])} if others else set()
    return tuple(
        (kind.name.lower(), kind.label, Cell(None, withheld=True) if kind in hidden else Cell(count))
        for kind, count in counts.items()
        if kind or count
    )


_TOTALS = (m.OUTPUT, m.SME_RD, m.SME_PATENTS, m.SME_EMPLOYEES, m.EXPORTS)
_SHARES = (
    ("sme_output_share", Bi(zh="中小企业产值占比", en="SMEs’ share of output"), m.SME_OUTPUT),
    (
        "dominant_output_share",
        Bi(zh="主导产业产值占比", en="The dominant industry’s share of output"),
        m.DOMINANT_OUTPUT,
    ),
)

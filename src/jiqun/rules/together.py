"""Totals over several clusters, told only where nobody can work out a single firm's number from them (Article 16).

A total is withheld where fewer than three firms report it or make it up (`rules.published`). Of a whole that is told
beside its parts, the parts that are withheld have to be two or more, and three or more firms have to make them up:
else the smallest part that could be told is withheld as well. A part of the output is withheld too where one or two
firms make up the rest of it. An enterprise of two clusters counts once in a total that both are in.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median
from typing import TypeVar

from jiqun.facts.snapshot import Snapshot
from jiqun.rules import measures as m
from jiqun.rules.kit import Always, Column, Measure, Sum
from jiqun.rules.measuring import Tables
from jiqun.rules.published import LEAST, Cell, may_be_told

Group = TypeVar("Group", bound=Hashable)
Numbers = Mapping[str, int]  # by credit code, what each firm reported

TOTALS: tuple[Measure, ...] = (m.OUTPUT, m.SME_OUTPUT, m.SME_RD, m.SME_EMPLOYEES, m.SME_PATENTS, m.EXPORTS)
GROWTHS: tuple[Measure, ...] = (m.OUTPUT, m.SME_RD, m.SME_PATENTS, m.EXPORTS)
_PART_OF = {m.SME_OUTPUT.key: m.OUTPUT.key}


@dataclass(frozen=True)
class Reported:
    """What one cluster reports of a year, firm by firm: by measure, of the year and of the year before it."""

    now: Mapping[str, Numbers]
    before: Mapping[str, Numbers]

    def growth(self, measure: Measure) -> Fraction | None:
        """Of the cluster's total, from the year before; None where there was none, or none is reported."""
        now, before = self.now[measure.key], self.before[measure.key]
        if not now or not sum(before.values()):
            return None
        return Fraction(sum(now.values()), sum(before.values())) - 1


def reported(snapshot: Snapshot, *, on: date, readings: Mapping[str, str]) -> Reported:
    """The firms' numbers of the latest complete year before a day, and of the one before that."""
    tables = Tables(snapshot, on, readings)
    now, before = ({one.key: _numbers(tables, one, back) for one in TOTALS} for back in (1, 2))
    return Reported(now, before)


def _numbers(tables: Tables, measure: Measure, back: int) -> Numbers:
    rows = tables.rows("annual", back)
    where = measure.by.where if isinstance(measure.by, Sum) else Always()
    assert measure.column is not None
    found = zip(rows.values(Column("credit_code")), rows.values(Column(measure.column)), rows.where(where), strict=True)
    return {code: value for code, value, counts in found if counts and value is not None}


def total_of(clusters: Iterable[Reported], measure: Measure) -> Cell:
    """One total over clusters."""
    rows = list(clusters)
    return _told(_merged(rows, measure.key), _rest(rows, measure.key))


def totals_by(groups: Mapping[Group, Sequence[Reported]], measure: Measure) -> Mapping[Group, Cell]:
    """The same group by group, to stand beside the total over all of them."""
    firms = {group: _merged(rows, measure.key) for group, rows in groups.items()}
    cells = {group: _told(firms[group], _rest(rows, measure.key)) for group, rows in groups.items()}
    told = sorted((one for one in cells if cells[one].value), key=lambda one: (_made_up(firms[one]), str(one)))
    hidden = [one for one in cells if cells[one].withheld]
    for least in told:
        if not hidden or (len(hidden) > 1 and sum(_made_up(firms[one]) for one in hidden) >= LEAST):
            break
        cells[least] = Cell(None, withheld=True)
        hidden.append(least)
    return cells


def median_growth(clusters: Iterable[Reported], measure: Measure) -> Cell:
    """The median of the clusters' growth; withheld where fewer than three have one."""
    rates = [rate for one in clusters if (rate := one.growth(measure)) is not None]
    if not rates:
        return Cell(None)
    return Cell(None, withheld=True) if len(rates) < LEAST else Cell(Fraction(median(rates)))


def firms_in(clusters: Iterable[Reported]) -> int:
    """How many firms reported their output."""
    return len(_merged(clusters, m.OUTPUT.key))


def _merged(clusters: Iterable[Reported], key: str) -> Numbers:
    return {code: value for one in clusters for code, value in one.now[key].items()}


def _rest(clusters: Sequence[Reported], key: str) -> int:
    """How many firms make up what a part leaves of its whole; 0 for what is no part."""
    if key not in _PART_OF:
        return 0
    part, whole = _merged(clusters, key), _merged(clusters, _PART_OF[key])
    return sum(value != 0 for code, value in whole.items() if code not in part)


def _told(numbers: Numbers, rest: int) -> Cell:
    if not numbers:
        return Cell(None)
    if not may_be_told(len(numbers), _made_up(numbers)) or 0 < rest < LEAST:
        return Cell(None, withheld=True)
    return Cell(sum(numbers.values()))


def _made_up(numbers: Numbers) -> int:
    return sum(value != 0 for value in numbers.values())

"""What is different between two states of one cluster's data: who came and went, which figures changed, by how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, compress

from jiqun.facts.columns import Sheet
from jiqun.facts.sheets import ANNUAL, CLUSTER, ENTERPRISES, SHEETS
from jiqun.facts.snapshot import Snapshot, Value

Cells = tuple[Value, ...]  # a row's values in the order of its sheet's columns

_NAMED = {CLUSTER.key: 0, ENTERPRISES.key: 1, ANNUAL.key: 2}  # how many of the first columns name a row
_UNNAMED = tuple(sheet for sheet in SHEETS.values() if sheet.key not in _NAMED)
MONEY = tuple(column.key for column in ANNUAL.columns if column.unit == ANNUAL.column("revenue").unit)


@dataclass(frozen=True)
class Row:
    """A whole row that one of the two states lacks; values in whole units, in the order of the sheet's columns."""

    sheet: str
    values: Cells

    def value(self, column: str) -> Value:
        """The value in a column. Raises KeyError."""
        return {one.key: value for one, value in zip(SHEETS[self.sheet].columns, self.values, strict=True)}[column]


@dataclass(frozen=True)
class Change:
    """One value that is another one now. `credit_code` is None for the cluster's own, `year` but for annual figures."""

    sheet: str
    column: str
    before: Value
    after: Value
    credit_code: str | None = None
    year: int | None = None


@dataclass(frozen=True)
class Total:
    """A money column's sum over all enterprises of a year, in yuan; None where no row of the year fills it."""

    column: str
    year: int
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Differences:
    """Everything that differs, in the order of sheets, credit codes, years and columns.

    `cluster`, `enterprises` and `figures` are changed values; an enterprise or a year that only one state has is in the
    `…_in` and `…_out` instead, with the whole row. `rows_in` and `rows_out` are of all other sheets, whose rows have no
    name of their own: an altered row is one out and one in. `totals` holds every year and money column of either state,
    changed or not.
    """

    cluster: tuple[Change, ...]
    enterprises_in: tuple[Row, ...]
    enterprises_out: tuple[Row, ...]
    enterprises: tuple[Change, ...]
    annual_in: tuple[Row, ...]
    annual_out: tuple[Row, ...]
    figures: tuple[Change, ...]
    rows_in: tuple[Row, ...]
    rows_out: tuple[Row, ...]
    totals: tuple[Total, ...]

    @property
    def none(self) -> bool:
        """Whether the two states hold the same data."""
        values = (self.cluster, self.enterprises, self.figures)
        rows = (self.enterprises_in, self.enterprises_out, self.annual_in, self.annual_out, self.rows_in, self.rows_out)
        return not any(chain(values, rows))


def differences(before: Snapshot, after: Snapshot) -> Differences:
    """Compare two checked snapshots of one cluster, the earlier one first. Raises nothing that those can cause."""
    cluster = _Sides(CLUSTER, before, after)
    enterprises = _Sides(ENTERPRISES, before, after)
    annual = _Sides(ANNUAL, before, after)
    others = [_unnamed(sheet, before, after) for sheet in _UNNAMED]
    return Differences(
        cluster=tuple(cluster.changes()),
        enterprises_in=enterprises.only(enterprises.after, enterprises.before),
        enterprises_out=enterprises.only(enterprises.before, enterprises.after),
        enterprises=tuple(enterprises.changes()),
        annual_in=annual.only(annual.after, annual.before),
        annual_out=annual.only(annual.before, annual.after),
        figures=tuple(annual.changes()),
        rows_in=tuple(row for come, _ in others for row in come),
        rows_out=tuple(row for _, gone in others for row in gone),
        totals=tuple(_totals(before, after)),
    )


class _Sides:
    """The rows of a sheet in both states, by the columns that name them."""

    def __init__(self, sheet: Sheet, before: Snapshot, after: Snapshot) -> None:
        self._sheet = sheet
        self._named_by = _NAMED[sheet.key]
        self.before = self._by_name(before)
        self.after = self._by_name(after)

    def only(self, here: Mapping[Cells, Cells], there: Mapping[Cells, Cells]) -> tuple[Row, ...]:
        """The rows of one side whose name the other side does not have."""
        return tuple(Row(self._sheet.key, here[name]) for name in sorted(here.keys() - there.keys()))

    def changes(self) -> Iterator[Change]:
        """The values that differ in rows that both sides have."""
        was, now = self.before, self.after
        altered = [name for name, row in was.items() if name in now and now[name] != row]
        for name in sorted(altered):
            code, year = (*name, None, None)[:2]
            for column, old, new in zip(self._sheet.columns, was[name], now[name], strict=True):
                if old != new:
                    yield Change(self._sheet.key, column.key, old, new, code, year)

    def _by_name(self, snapshot: Snapshot) -> dict[Cells, Cells]:
        return {row[: self._named_by]: row for row in _rows(self._sheet, snapshot)}


def _rows(sheet: Sheet, snapshot: Snapshot) -> Iterable[Cells]:
    table = snapshot.tables[sheet.key]
    return zip(*(table[column.key] for column in sheet.columns), strict=True)


def _unnamed(sheet: Sheet, before: Snapshot, after: Snapshot) -> tuple[list[Row], list[Row]]:
    """The rows that came and those that went; of equal rows, as many as there are more or fewer."""
    was, now = Counter(_rows(sheet, before)), Counter(_rows(sheet, after))
    come, gone = (sorted(rows.elements(), key=_text_order) for rows in (now - was, was - now))
    return [Row(sheet.key, row) for row in come], [Row(sheet.key, row) for row in gone]


def _text_order(row: Cells) -> list[str]:
    return ["" if value is None else str(value) for value in row]


def _totals(before: Snapshot, after: Snapshot) -> Iterator[Total]:
    was, now = _sums(before), _sums(after)
    years = sorted({*before.tables[ANNUAL.key]["year"], *after.tables[ANNUAL.key]["year"]})
    for column in MONEY:
        for year in years:
            yield Total(column, year, was.get((column, year)), now.get((column, year)))


def _sums(snapshot: Snapshot) -> dict[tuple[str, int], int]:
    table = snapshot.tables[ANNUAL.key]
    sums: dict[tuple[str, int], int] = {}
    for year in set(table["year"]):
        of_year = [one == year for one in table["year"]]
        for column in MONEY:
            filled = [value for value in compress(table[column], of_year) if value is not None]
            if filled:
                sums[column, year] = sum(filled)
    return sums

"""One cluster's snapshot read once into measures: whole numbers by name, everything after works on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from jiqun.base.days import years_before
from jiqun.facts.snapshot import Snapshot, Table
from jiqun.rules.kit import At, Column, DayName, Field, Measure
from jiqun.rules.rows import Rows, total

Measures = Mapping[str, int | None]  # `At.key` -> the number; None where it is absent
BACK = (4, 3, 2, 1)  # the base year and the past three


def days_of(on: date) -> Mapping[DayName, date]:
    """The two days that conditions speak of."""
    return {"on": on, "three_years_before": years_before(on, 3)}


def measure(tables: Tables, wanted: Iterable[At]) -> dict[str, int | None]:
    """The wanted numbers of one cluster."""
    return {at.key: _number(at, tables) for at in dict.fromkeys(wanted)}


def _number(at: At, tables: Tables) -> int | None:
    measure = at.measure
    if isinstance(measure, Field):
        return field_value(tables.snapshot, measure)
    rows = tables.rows(measure.table, at.back)
    return None if measure.yearly and not is_there(measure, rows) else total(measure.by, rows)


def is_there(measure: Measure, rows: Rows) -> bool:
    """Whether any row of a year fills the measure's column; without a column, whether there is any row."""
    if measure.column is None:
        return rows.size > 0
    return any(value is not None for value in rows.values(Column(measure.column)))


def field_value(snapshot: Snapshot, measure: Field) -> int | None:
    """A field of the cluster as a whole number: a filled text counts one, yes is 1, no is 0."""
    value = snapshot.cluster[measure.column]
    if value is None:
        return None
    return 1 if isinstance(value, str) else int(value)


class Tables:
    """The tables of a snapshot under given readings; the annual rows year by year."""

    def __init__(self, snapshot: Snapshot, on: date, readings: Mapping[str, str]) -> None:
        self.snapshot, self.on, self.readings = snapshot, on, readings
        self._known: dict[tuple[str, int], Rows] = {}
        self._years: dict[int, list[int]] = {on.year - back: [] for back in BACK}
        for position, year in enumerate(snapshot.annual["year"]):
            if year in self._years:
                self._years[year].append(position)

    def rows(self, table: str, back: int = 0) -> Rows:
        """The rows of a table; of `annual`, those of the year so many years back."""
        if (table, back) not in self._known:
            positions = self._years[self.on.year - back] if back else None
            self._known[table, back] = Rows(self._columns(table), days_of(self.on), positions)
        return self._known[table, back]

    def _columns(self, table: str) -> Table:
        if table == "annual":
            return self._annual
        return self.snapshot.honours if table == "honours" else self.snapshot.tables[table]

    @cached_property
    def _annual(self) -> Table:
        annual = self.snapshot.annual
        return {**annual, "sme_class": sme_classes(annual, self.on.year - 1, self.readings)}


def sme_classes(annual: Table, latest: int, readings: Mapping[str, str]) -> Sequence[int]:
    """The class by which a row counts as an SME's: its own year's, or under `sme_of=latest_year` the latest year's."""
    if readings["sme_of"] == "each_year":
        return annual["size_class"]
    codes, years, classes = annual["credit_code"], annual["year"], annual["size_class"]
    of_latest = {code: kind for code, year, kind in zip(codes, years, classes, strict=True) if year == latest}
    return [of_latest.get(code, 0) for code in codes]

"""One cluster's snapshot read once into measures: whole numbers by name, everything after works on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from jiqun.base.days import years_before
from jiqun.facts.snapshot import Snapshot, Table
from jiqun.rules.kit import At, DayName, Field, Measure
from jiqun.rules.rows import Rows, total, totals

Measures = Mapping[str, int | None]  # `At.key` -> the number; None where it is absent
BACK = (4, 3, 2, 1)  # the base year and the past three


def days_of(on: date) -> Mapping[DayName, date]:
    """The two days that conditions speak of."""
    return {"on": on, "three_years_before": years_before(on, 3)}


def measure(snapshot: Snapshot, wanted: Iterable[At], on: date, readings: Mapping[str, str]) -> dict[str, int | None]:
    """The wanted numbers of one cluster."""
    tables = Tables(snapshot, on, readings)
    found: dict[str, int | None] = {}
    for measure in dict.fromkeys(at.measure for at in wanted):
        if isinstance(measure, Field):
            found[measure.key] = field_value(snapshot, measure)
        elif measure.yearly:
            found.update(tables.of_years(measure))
        else:
            found[measure.key] = total(measure.by, tables.rows(measure.table))
    return found


def field_value(snapshot: Snapshot, measure: Field) -> int | None:
    """A field of the cluster as a whole number: a filled text counts one, yes is 1, no is 0."""
    value = snapshot.cluster[measure.column]
    if value is None:
        return None
    return 1 if isinstance(value, str) else int(value)


class Tables:
    """The tables of a snapshot under given readings, with the positions of each year's rows."""

    def __init__(self, snapshot: Snapshot, on: date, readings: Mapping[str, str]) -> None:
        self.snapshot, self.on, self.readings = snapshot, on, readings
        self.known: dict[str, Rows] = {}
        years = snapshot.annual["year"]
        self.years: dict[int, list[int]] = {back: [] for back in BACK}
        for position, year in enumerate(years):
            if on.year - year in self.years:
                self.years[on.year - year].append(position)

    def rows(self, table: str) -> Rows:
        if table not in self.known:
            columns = self._columns(table)
            size = len(next(iter(columns.values())))
            self.known[table] = Rows(columns, days_of(self.on), size)
        return self.known[table]

    def _columns(self, table: str) -> Table:
        if table == "annual":
            annual = self.snapshot.annual
            return {**annual, "sme_class": sme_classes(annual, self.on.year - 1, self.readings)}
        return self.snapshot.honours if table == "honours" else self.snapshot.tables[table]

    def of_years(self, measure: Measure) -> dict[str, int | None]:
        """The measure of each year; absent where no row of the year fills its column, or there is none."""
        rows = self.rows("annual")
        filled = rows.columns[measure.column] if measure.column else rows.columns["year"]
        numbers = totals(measure.by, rows, self.years)
        return {
            At(measure, back).key: numbers[back] if any(filled[p] is not None for p in positions) else None
            for back, positions in self.years.items()
        }


def sme_classes(annual: Table, latest: int, readings: Mapping[str, str]) -> Sequence[int]:
    """The class by which a row counts as an SME's: its own year's, or under `sme_of=latest_year` the latest year's."""
    if readings["sme_of"] == "each_year":
        return annual["size_class"]
    codes, years, classes = annual["credit_code"], annual["year"], annual["size_class"]
    of_latest = {code: kind for code, year, kind in zip(codes, years, classes, strict=True) if year == latest}
    return [of_latest.get(code, 0) for code in codes]

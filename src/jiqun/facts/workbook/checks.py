"""What no cell can tell by itself: rows that repeat, contradict each other, or refer to what is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from jiqun.facts.choices import INCIDENT_KINDS, RANKED_KINDS, SEVERITIES
from jiqun.facts.columns import Column
from jiqun.facts.industries import covers
from jiqun.facts.sheets import ANNUAL, CLUSTER, ENTERPRISES, HONOURS_SHEET, INCIDENTS, SHEETS, STATEMENTS
from jiqun.facts.workbook.cells import Rules, either
from jiqun.facts.workbook.found import Found
from jiqun.facts.workbook.messages import Where, Word, did_you_mean
from jiqun.facts.workbook.numbers import decimal_text
from jiqun.facts.workbook.typed import TypedTable

_EVENTS = (
    ("honours", "awarded_on"),
    ("incidents", "occurred_on"),
    ("platforms", "recognised_on"),
    ("standards", "published_on"),
)
# Sheets whose rows have a name of their own; of all others only the whole row can repeat.
_NAMED_ROWS = (CLUSTER, ENTERPRISES, ANNUAL, STATEMENTS)
_AMOUNTS = tuple(column for column in ANNUAL.columns if column.kind == "amount")
_FAR_OFF = 1_000
_ALIKE = 0.85  # credit codes that differ in two characters of eighteen


@dataclass(frozen=True)
class Book:
    """A workbook read cell by cell: every sheet of the template, empty where it is absent."""

    tables: Mapping[str, TypedTable]
    rules: Rules
    found: Found


def run_checks(book: Book) -> None:
    """Note everything that is wrong between the cells."""
    for check in CHECKS:
        check(book)


def _one_row_an_enterprise(book: Book) -> None:
    for table, index, first in _repeated(book, ENTERPRISES.key, "credit_code"):
        code = table.values["credit_code"][index]
        book.found.error("duplicate_enterprise", table.where("credit_code", index), code, first=first)


def _one_row_a_year(book: Book) -> None:
    for table, index, first in _repeated(book, ANNUAL.key, "credit_code", "year"):
        year = table.values["year"][index]
        book.found.error("duplicate_year", table.where("year", index), year, first=first, year=year)


def _one_row_a_statement(book: Book) -> None:
    for table, index, first in _repeated(book, STATEMENTS.key, "clause"):
        clause = table.values["clause"][index]
        book.found.error("duplicate_statement", table.where("clause", index), clause, first=first, clause=clause)


def _no_row_twice(book: Book) -> None:
    for sheet in SHEETS.values():
        if sheet not in _NAMED_ROWS:
            for table, index, first in _repeated(book, sheet.key, *(column.key for column in sheet.columns)):
                book.found.warn("duplicate_row", Where(sheet.key, table.row(index)), first=first)


def _enterprises_are_listed(book: Book) -> None:
    firms = book.tables[ENTERPRISES.key]
    if "credit_code" not in firms.rows:
        return
    # A code that is wrong itself still says which enterprise is meant; so does the right one beside it.
    mistyped = {code: firms.is_wrong("credit_code", i) for i, code in enumerate(firms.values["credit_code"]) if code}
    nearest: dict[str, str | None] = {}
    for sheet in (ANNUAL, HONOURS_SHEET, INCIDENTS):
        table = book.tables[sheet.key]
        for index, code in enumerate(table.values["credit_code"]):
            if code is None or code in mistyped or table.is_wrong("credit_code", index):
                continue
            if code not in nearest:
                nearest[code] = book.rules.nearest.of(code, mistyped, least=_ALIKE)
            if not mistyped.get(nearest[code] or ""):
                hint = did_you_mean(nearest[code])
                book.found.error("unknown_enterprise", table.where("credit_code", index), code, hint=hint)


def _severity_where_ranked(book: Book) -> None:
    table = book.tables[INCIDENTS.key]
    column = INCIDENTS.column("severity")
    for index, (kind, severity) in enumerate(zip(table.values["kind"], table.values["severity"], strict=True)):
        if kind in RANKED_KINDS and severity is None and not table.is_wrong("severity", index):
            where = Where(INCIDENTS.key, table.row(index), "severity")
            words: dict[str, Word] = {"kind": INCIDENT_KINDS[kind], "choices": either(SEVERITIES)}
            book.found.error("required.severity", where, "", column=column.label, **words)


def _nothing_after_the_assessment(book: Book) -> None:
    on = book.rules.on
    for sheet, column in _EVENTS:
        table = book.tables[sheet]
        for index, day in enumerate(table.values[column]):
            if day is not None and day > on:
                label = table.sheet.column(column).label
                book.found.warn("after_assessment", table.where(column, index), day, column=label, on=on.isoformat())


def _valid_after_awarded(book: Book) -> None:
    table = book.tables[HONOURS_SHEET.key]
    awarded: date | None
    until: date | None
    for index, (awarded, until) in enumerate(zip(table.values["awarded_on"], table.values["valid_until"], strict=True)):
        if awarded and until and until < awarded:
            where = table.where("valid_until", index)
            book.found.warn("valid_until_before_awarded", where, until, awarded=awarded.isoformat())


def _flag_fits_the_industry(book: Book) -> None:
    dominant: tuple[str, ...] | None = next(iter(book.tables[CLUSTER.key].values["dominant_industries"]), None)
    if not dominant:
        return
    table = book.tables[ENTERPRISES.key]
    inside: dict[str, bool] = {}
    columns = table.values["industry_code"], table.values["in_dominant_industry"]
    for index, (industry, flag) in enumerate(zip(*columns, strict=True)):
        if industry is None or flag is None:
            continue
        if industry not in inside:
            inside[industry] = any(covers(prefix, industry) for prefix in dominant)
        if inside[industry] != flag:
            where = table.where("in_dominant_industry", index)
            key = "dominant_flag.outside" if flag else "dominant_flag.inside"
            book.found.warn(key, where, "yes" if flag else "no", industry=industry, dominant=";".join(dominant))


def _amounts_near_their_neighbours(book: Book) -> None:
    table = book.tables[ANNUAL.key]
    pairs = list(_year_and_year_before(table))
    for column in _AMOUNTS:
        amounts = table.values[column.key]
        for index, before in pairs:
            one, other = amounts[index], amounts[before]
            # Zero and blank have no size to compare.
            if one and other and (one >= other * _FAR_OFF or other >= one * _FAR_OFF):
                _warn_far_off(book, column, index, before)


def _year_and_year_before(table: TypedTable) -> Iterator[tuple[int, int]]:
    """The places of the rows of one enterprise in one year and in the year before."""
    keys = list(zip(table.values["credit_code"], table.values["year"], strict=True))
    at = {key: index for index, key in enumerate(keys)}
    for index, (code, year) in enumerate(keys):
        before = at.get((code, year - 1)) if code and year else None
        if before is not None:
            yield index, before


def _warn_far_off(book: Book, column: Column, index: int, before: int) -> None:
    table = book.tables[ANNUAL.key]
    here, there = (decimal_text(table.values[column.key][place], column.scale) for place in (index, before))
    words: dict[str, Word] = {"column": column.label, "neighbour": there, "year": table.values["year"][before]}
    if column.unit is not None:
        words["unit"] = column.unit
    book.found.warn("off_by_thousand", table.where(column.key, index), here, row=table.row(before), **words)


def _repeated(book: Book, sheet: str, *columns: str) -> Iterator[tuple[TypedTable, int, int]]:
    """The places of rows that have the same values as an earlier one, with the number of that row.

    A row in which one of the columns is wrong repeats nothing, nor does any where a required column is missing.
    """
    table = book.tables[sheet]
    if any(table.sheet.column(column).required and column not in table.rows for column in columns):
        return
    spoilt: set[int] = set().union(*(table.wrong.get(column, ()) for column in columns))
    first: dict[tuple[object, ...], int] = {}
    for index, values in enumerate(zip(*(table.values[column] for column in columns), strict=True)):
        if index in spoilt:
            continue
        if values in first:
            yield table, index, table.row(first[values])
        else:
            first[values] = index


CHECKS: tuple[Callable[[Book], None], ...] = (
    _one_row_an_enterprise,
    _one_row_a_year,
    _one_row_a_statement,
    _enterprises_are_listed,
    _severity_where_ranked,
    _no_row_twice,
    _nothing_after_the_assessment,
    _valid_after_awarded,
    _flag_fits_the_industry,
    _amounts_near_their_neighbours,
)

"""Drafts made from an uploaded workbook, an earlier snapshot or nothing; checked, and written as a workbook again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jiqun.base.words import Lang
from jiqun.facts.draft.changing import whole, without_blank_rows
from jiqun.facts.draft.draft import Draft
from jiqun.facts.industries import OfficialTable
from jiqun.facts.problems import InputRefused, Problem
from jiqun.facts.sheets import CLUSTER, SHEETS
from jiqun.facts.snapshot import Snapshot
from jiqun.facts.workbook.cells import Rules
from jiqun.facts.workbook.found import Found, TooMany
from jiqun.facts.workbook.previous import carried_rows, with_new_years
from jiqun.facts.workbook.reading import Checked, check_tables, raw_tables
from jiqun.facts.workbook.spoken import TypedRow, filled_from
from jiqun.facts.workbook.tables import Cells, RawTable
from jiqun.facts.workbook.template import written
from jiqun.law import Edition

# Errors that no cell can mend: the sheets or their headers are not those of the form.
_SHAPE = frozenset(
    {
        "missing_sheet",
        "unknown_sheet",
        "unknown_sheet.no_table",
        "duplicate_sheet",
        "missing_column",
        "unknown_column",
        "duplicate_column",
        "no_header",
        "missing_field",
        "unknown_field",
        "duplicate_field",
        "no_field",
        "outside_window",
        "more_errors",
    }
)


@dataclass(frozen=True)
class Opened:
    """What an uploaded workbook holds. `draft` is None where it cannot be read at all.

    `mendable`: every error stands in a cell that can be corrected one by one; otherwise the file has to be mended.
    """

    draft: Draft | None
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    @property
    def mendable(self) -> bool:
        return self.draft is not None and not any(one.row is None or one.code in _SHAPE for one in self.errors)


def draft_of_workbook(
    source: Path | str | bytes, *, on: date, edition: Edition, industries: OfficialTable | None = None
) -> Opened:
    """The cells of a workbook in the rows where they stand, and everything that `read_workbook` finds wrong with it.

    Raises OSError only, where the file cannot be opened.
    """
    found, rules = Found(), Rules(on, edition, industries)
    tables: dict[str, RawTable] = {}
    complete: list[bool] = []

    def kept() -> Iterator[tuple[str, RawTable]]:
        for key, table in raw_tables(source, rules, found):
            tables[key] = table
            yield key, table
        complete.append(True)

    passing = kept()
    checked = check_tables(passing, rules, found)
    # Checking stops when the list of errors is full; the cells behind that are wanted all the same.
    with suppress(TooMany, InputRefused):
        deque(passing, maxlen=0)
    return Opened(Draft(tables) if complete else None, checked.errors, checked.warnings)


def check_draft(draft: Draft, *, on: date, edition: Edition, industries: OfficialTable | None = None) -> Checked:
    """Read and check a draft as a workbook would be; the snapshot exactly when nothing is wrong.

    As in a workbook, rows that are blank throughout are passed, and a sheet or column that is not there is missing.
    """
    found, rules = Found(), Rules(on, edition, industries)
    return check_tables(((key, without_blank_rows(key, table)) for key, table in draft.tables.items()), rules, found)


def draft_of_template() -> Draft:
    """Nothing filled in."""
    return whole({})


def draft_of_snapshot(snapshot: Snapshot, lang: Lang, *, on: date, edition: Edition) -> Draft:
    """An earlier state as it would be typed, with rows for the years since that are still to be filled in."""
    filled = dict(filled_from(snapshot, lang))
    filled["annual"] = with_new_years(filled, Rules(on, edition))
    return whole({key: _raw(key, rows) for key, rows in filled.items()})


def workbook_of_draft(draft: Draft, *, lang: Lang, on: date, edition: Edition) -> bytes:
    """The draft as the application workbook, to be gone on with in a spreadsheet program."""
    rules = Rules(on, edition)
    filled = {key: list(carried_rows(key, table, rules, lang)) for key, table in draft.tables.items()}
    return written(filled, lang, on, edition)


def _raw(sheet: str, rows: Sequence[TypedRow]) -> RawTable:
    listed = list(rows)
    first = 1 if sheet == CLUSTER.key else 2
    numbers = list(range(first, first + len(listed)))
    columns = {
        column.key: Cells([row.get(column.key, "") for row in listed], numbers) for column in SHEETS[sheet].columns
    }
    return RawTable(columns, len(listed))

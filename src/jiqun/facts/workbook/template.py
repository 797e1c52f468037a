"""The application workbook: empty, carried over from an earlier one, or filled from a snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jiqun.base.words import Bi, Lang
from jiqun.facts.columns import Sheet
from jiqun.facts.sheets import CLUSTER, SHEETS
from jiqun.facts.snapshot import Snapshot
from jiqun.facts.workbook.dropdowns import rule, write_lists
from jiqun.facts.workbook.example import write_example
from jiqun.facts.workbook.looks import OPTIONAL_FILL, REQUIRED_FILL, header, width
from jiqun.facts.workbook.names import FIELD, VALUE
from jiqun.facts.workbook.notes import note_of
from jiqun.facts.workbook.pen import Pen
from jiqun.facts.workbook.previous import carried_over
from jiqun.facts.workbook.readme import TITLE, write_readme
from jiqun.facts.workbook.spoken import Filled, TypedRow, filled_from
from jiqun.facts.workbook.whole_file import write_whole
from jiqun.law import Edition, edition, edition_ids

_LAST_RULED = 20_000  # rows that have drop-downs
_NOTE = Bi(zh="说明", en="Note")


def write_template(path: Path | str, *, lang: Lang, on: date, previous: Path | str | None = None) -> None:
    """Write the workbook that an applicant fills in, for an assessment on that day.

    With `previous`, everything that could be read from that workbook is carried over, and the years that followed it
    are made ready for every enterprise. Raises InputRefused if the earlier one is no workbook, OSError for the files.
    """
    book = _edition_on(on)
    filled = carried_over(previous, on=on, edition=book, lang=lang) if previous else {}
    write_whole(Path(path), written(filled, lang, on, book))


def write_workbook(path: Path | str, snapshot: Snapshot, *, lang: Lang, on: date | None = None) -> None:
    """Write a snapshot in the template's form; without `on`, for an assessment in the year after its newest figures.

    Raises OSError.
    """
    day = on or date(max(snapshot.tables["annual"]["year"], default=_edition_on(None).in_force_from.year) + 1, 1, 1)
    write_whole(Path(path), written(filled_from(snapshot, lang), lang, day, _edition_on(day)))


def _edition_on(on: date | None) -> Edition:
    """The first edition in force on that day, else the first of all."""
    editions = [edition(edition_id) for edition_id in edition_ids()]
    return next((book for book in editions if on and book.in_force_on(on)), editions[0])


def written(filled: Filled, lang: Lang, on: date, book: Edition) -> bytes:
    """The bytes of the application workbook with these rows filled in."""
    pen = Pen(lang, TITLE.say(lang), on)
    write_readme(pen, on, book)
    for sheet in SHEETS.values():
        page = pen.sheet(sheet.label.say(lang), REQUIRED_FILL if sheet.required else OPTIONAL_FILL)
        rows = filled.get(sheet.key, ())
        if sheet is CLUSTER:
            _write_cluster(pen, page, rows[0] if rows else {}, on)
        else:
            _write_table(pen, page, sheet, rows, on)
    write_example(pen, on)
    return pen.finish(write_lists(pen, book))


def _write_table(pen: Pen, page: Any, sheet: Sheet, rows: Sequence[TypedRow], on: date) -> None:
    page.freeze_panes(1, 1)
    page.repeat_rows(0)
    page.set_row(0, 32)
    for place, column in enumerate(sheet.columns):
        look = pen.cell_format(column.kind)
        page.set_column(place, place, width(column, pen.lang), look)
        page.write_string(0, place, header(column, pen.lang), _header_format(pen, required=column.required))
        _note(pen, page, (0, place), note_of(column, pen.lang))
        condition = rule(column, pen.lang, on)
        if condition:
            page.data_validation(1, place, _LAST_RULED, place, condition)
        for number, row in enumerate(rows, start=1):
            if row.get(column.key, "") != "":
                pen.put(page, (number, place), row[column.key], look)


def _write_cluster(pen: Pen, page: Any, values: TypedRow, on: date) -> None:
    page.freeze_panes(1, 1)
    for place, (label, wide) in enumerate(((FIELD, 34), (VALUE, 48), (_NOTE, 80))):
        page.set_column(place, place, wide)
        page.write_string(0, place, label.say(pen.lang), _header_format(pen, required=False))
    for number, column in enumerate(CLUSTER.columns, start=1):
        page.write_string(number, 0, header(column, pen.lang), _header_format(pen, required=column.required))
        pen.put(page, (number, 1), values.get(column.key, ""), pen.cell_format(column.kind))
        page.write_string(number, 2, note_of(column, pen.lang), pen.format("note"))
        condition = rule(column, pen.lang, on)
        if condition:
            page.data_validation(number, 1, number, 1, condition)


def _header_format(pen: Pen, *, required: bool) -> Any:
    return pen.format("required" if required else "optional")


def _note(pen: Pen, page: Any, place: tuple[int, int], text: str) -> None:
    if text:
        tall = 1.0 + len(text) / (60 if pen.lang == "zh" else 120)
        page.write_comment(*place, text, {"author": "Jiqun", "x_scale": 2, "y_scale": tall})

"""Problems of a workbook as lines to print: where, what stands there, why it is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jiqun.base.words import Lang
from jiqun.facts.problems import Problem
from jiqun.facts.sheets import SHEETS
from jiqun.papers import words as w
from jiqun.papers.plain import plain


@dataclass(frozen=True)
class Place:
    """One problem, or the same in several rows (`2, 6, 10–12`): the same column, value and message.

    `sheet` and `column` are the template's labels, empty where the problem is the file's or the sheet's.
    """

    sheet: str
    row: str
    column: str
    value: str
    message: str


def places(problems: Iterable[Problem], lang: Lang) -> tuple[Place, ...]:
    """The problems sorted as a person goes through the workbook: the file's, then sheet by sheet, row by row."""
    order = {key: index for index, key in enumerate(SHEETS)}
    found = sorted(
        problems, key=lambda one: (order.get(one.sheet or "", -1 if one.sheet is None else 99), one.row or 0)
    )
    alike: dict[tuple[str, str, str, str], list[int]] = {}
    for one in found:
        place = _place(one, lang)
        alike.setdefault((place.sheet, place.column, place.value, place.message), []).extend(
            [] if one.row is None else [one.row]
        )
    return tuple(
        Place(sheet, ranges(rows), column, value, message) for (sheet, column, value, message), rows in alike.items()
    )


def ranges(rows: Sequence[int]) -> str:
    """`2, 6, 10–12`."""
    parts: list[list[int]] = []
    for row in sorted(set(rows)):
        if parts and row == parts[-1][1] + 1:
            parts[-1][1] = row
        else:
            parts.append([row, row])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in parts)


def by_sheet(found: Iterable[Place], lang: Lang) -> dict[str, list[Place]]:
    """The lines under the sheet that they are about, in their order; what is the file's first."""
    grouped: dict[str, list[Place]] = {}
    for one in found:
        grouped.setdefault(one.sheet or w.WHOLE_FILE.say(lang), []).append(one)
    return grouped


def _place(one: Problem, lang: Lang) -> Place:
    sheet = SHEETS.get(one.sheet or "")
    columns = {column.key: column.label.say(lang) for column in sheet.columns} if sheet else {}
    return Place(
        sheet=sheet.label.say(lang) if sheet else plain(one.sheet or ""),
        row="" if one.row is None else str(one.row),
        column=columns.get(one.column or "", plain(one.column or "")),
        value="" if one.value is None else plain(one.value),
        message=plain(one.message.say(lang)),
    )

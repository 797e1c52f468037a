"""The list of what was found wrong, in the order in which people walk through a workbook, and bounded."""

from __future__ import annotations

from dataclasses import dataclass, field

from jiqun.facts.problems import InputRefused, Problem
from jiqun.facts.sheets import SHEETS
from jiqun.facts.workbook.messages import Where, Word, problem
from jiqun.facts.workbook.raw import Raw, shown

# A file that is wrong in every cell must not fill the memory with the list of it.
MOST_LISTED = 10_000

_PLACES = {
    (sheet.key, column.key): (number, place)
    for number, sheet in enumerate(SHEETS.values())
    for place, column in enumerate(sheet.columns)
}
_SHEET_PLACES = {key: number for number, key in enumerate(SHEETS)}


class TooMany(Exception):
    """The list of errors is full; there is no use in looking further."""


@dataclass
class Found:
    """Errors and warnings of one file, the first `MOST_LISTED` of each."""

    _errors: list[Problem] = field(default_factory=list)
    _warnings: list[Problem] = field(default_factory=list)

    def error(self, key: str, where: Where, raw: Raw = "", **words: Word) -> None:
        """The file is refused for this. Raises TooMany once the list is full."""
        if len(self._errors) >= MOST_LISTED:
            self._errors.append(problem("more_errors", limit=f"{MOST_LISTED:,}"))
            raise TooMany
        self._errors.append(problem(key, where, shown(raw), **words))

    def refuse(self, refusal: InputRefused) -> None:
        """The file is refused as a whole."""
        self._errors.extend(refusal.errors)

    def warn(self, key: str, where: Where, raw: Raw = "", **words: Word) -> None:
        """The file is assessed all the same."""
        if len(self._warnings) < MOST_LISTED:
            self._warnings.append(problem(key, where, shown(raw), **words))
        elif len(self._warnings) == MOST_LISTED:
            self._warnings.append(problem("more_warnings", limit=f"{MOST_LISTED:,}"))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """By sheet (as in the template), row and column; what concerns the file or a whole sheet comes first."""
        return tuple(sorted(self._errors, key=_order))

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """In the same order."""
        return tuple(sorted(self._warnings, key=_order))


def _order(found: Problem) -> tuple[int, int, int]:
    sheet = -1 if found.sheet is None else _SHEET_PLACES.get(found.sheet, len(_SHEET_PLACES))
    # A column that the template does not have stands after those that it has.
    column = _PLACES.get((found.sheet or "", found.column or ""), (sheet, len(_PLACES)))[1]
    return sheet, found.row or 0, column

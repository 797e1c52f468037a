"""Where a problem's cell lies in a workbook that is open for marking."""

from __future__ import annotations

from typing import cast

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from jiqun.facts.problems import Problem
from jiqun.facts.sheets import CLUSTER
from jiqun.facts.workbook.names import column_spellings, plain, sheet_spellings
from jiqun.facts.workbook.raw import Raw, shown

_FIRST = "A1"
_NAMES_OF_FIELDS = ("unknown_field", "duplicate_field")


class Places:
    """Finds sheets and columns by the same names as reading does."""

    def __init__(self, book: Workbook) -> None:
        self._titles = {shown(page.title): page.title for page in book.worksheets}
        self._by_key: dict[str, str] = {}
        self._headers: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
        for page in book.worksheets:
            key = sheet_spellings().get(plain(page.title))
            if key is not None and key not in self._by_key:
                self._by_key[key] = page.title
                self._headers[key] = _headers(page, key)

    def of(self, problem: Problem) -> tuple[str, str]:
        """The sheet's title and the cell's address; the first cell where it is that of a whole sheet or file."""
        title = self._title(problem)
        if title is None:
            return next(iter(self._titles.values())), _FIRST
        if problem.row is None:
            return title, _FIRST
        return title, f"{self._letters(problem)}{problem.row}"

    def _title(self, problem: Problem) -> str | None:
        for name in (problem.value if problem.code == "duplicate_sheet" else None, problem.sheet):
            if name is not None and name in self._titles:
                return self._titles[name]
        return self._by_key.get(problem.sheet or "")

    def _letters(self, problem: Problem) -> str:
        if problem.sheet == CLUSTER.key:
            return "A" if problem.code in _NAMES_OF_FIELDS or problem.column == "A" else "B"
        column = problem.column or ""
        first, again = self._headers.get(problem.sheet or "", ({}, {}))
        letters = again if problem.code == "duplicate_column" else first
        # A column without a key or a header goes by its letter.
        return letters.get(column, column if column.isupper() and len(column) <= 3 else "A")


def _headers(page: Worksheet, key: str) -> tuple[dict[str, str], dict[str, str]]:
    """The letters of the columns by key (by header where it is unknown), and those of columns that stand again."""
    first: dict[str, str] = {}
    again: dict[str, str] = {}
    for place, header in enumerate(next(page.iter_rows(max_row=1, values_only=True), ()), start=1):
        text = shown(cast(Raw, header)) if header is not None else None
        if text is not None:
            name = column_spellings(key).get(plain(text), text)
            (again if name in first else first)[name] = get_column_letter(place)
    return first, again

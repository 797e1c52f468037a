"""One walk over a sheet's XML before its values are read: how far it reaches, and which cells hold no value.

The engine that reads the values takes every error and every formula without a saved result for a blank, and a blank
counts as zero; and it makes room for every cell up to the last one before anybody can ask how many there are.
"""

from __future__ import annotations

from functools import cache

from jiqun.facts.workbook.found import MOST_LISTED
from jiqun.facts.workbook.messages import refused
from jiqun.facts.workbook.plain_rows import LAST_ROW, PlainRows
from jiqun.facts.workbook.raw import Broken
from jiqun.facts.workbook.safe_xml import LONGEST, Attributes, SafeParser
from jiqun.facts.workbook.zipped import Part

LAST_COLUMN = 16_384
_DIGITS = "0123456789"
_VALUES = ("v", "is")
_NOWHERE: Attributes = {}


class SheetWalk:
    """What a sheet's XML tells: `height` and `width` up to the last value, and the `broken` cells by row and column.

    Rows and columns count from 1. Raises InputRefused for XML that is damaged or hostile, or puts a cell elsewhere
    than in its row.
    """

    def __init__(self, part: Part) -> None:
        self.height = self.width = 0
        self.broken: dict[tuple[int, int], Broken] = {}
        self._filled: set[str] = set()
        self._row = 0
        self._row_text = self._letters = ""
        self._cell = _NOWHERE
        self._watched = self._formula = False
        self._heard: list[str] = []
        self._noted = self._value_from = 0
        self._plain = PlainRows()
        self._parser = SafeParser(self._start, part.allowance)
        self._parser.read(part.chunks(), self._plain.take_out)
        self._leave()
        self.height = max(self.height, self._plain.last)
        self.width = max([self.width, *(column_number(letters.decode()) for letters in self._plain.columns)])

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            if self._watched:
                self._leave()
            self._cell = attributes
            place = attributes.get("r") or self._next_place()
            self._letters = letters = place.rstrip(_DIGITS)
            if letters + self._row_text != place:
                raise refused("damaged")
        elif name in _VALUES:
            if self._letters not in self._filled:
                self._widen()
            self.height = self._row
            self._value_from = self._parser.expat.CurrentByteIndex
            if self._formula or self._cell.get("t") == "e":
                self._listen()
        else:
            self._other(name, attributes)

    def _enter_row(self, attributes: Attributes) -> None:
        self._leave()
        if "r" not in attributes and self._plain.last:
            raise refused("damaged")  # some rows with a number and some without: which one this is, is not known here
        self._row_text = attributes.get("r") or str(self._row + 1)
        before, self._row = self._row, row_number(self._row_text)
        if self._row <= before:
            raise refused("damaged")
        self._letters = ""

    def _other(self, name: str, attributes: Attributes) -> None:
        prefix, colon, local = name.rpartition(":")
        if name == "f":
            # After the cells, rules of other kinds have formulas too.
            self._watched = self._formula = self._cell is not _NOWHERE
        elif name == "row":
            self._enter_row(attributes)
        elif name == "t":
            self._keep_short()
        elif colon and ":" not in prefix:
            self._start(local, attributes)
        else:
            self._leave()

    def _keep_short(self) -> None:
        """A cell's own text may come in parts of different looks; to the engine it is one text."""
        if self._parser.expat.CurrentByteIndex - self._value_from > LONGEST:
            raise refused("damaged")

    def _next_place(self) -> str:
        return column_letters(column_number(self._letters) + 1 if self._letters else 1) + self._row_text

    def _widen(self) -> None:
        self.width = max(self.width, column_number(self._letters))
        self._filled.add(self._letters)

    def _listen(self) -> None:
        self._watched = True
        self._parser.expat.CharacterDataHandler = self._heard.append

    def _leave(self) -> None:
        """The open cell, if any, is over: note it if it turned out to hold no value."""
        if self._watched:
            self._parser.expat.CharacterDataHandler = None
            self._note("".join(self._heard).strip(), self._cell.get("t"))
            self._heard.clear()
        self._cell, self._watched, self._formula = _NOWHERE, False, False

    def _note(self, text: str, kind: str | None) -> None:
        if kind == "e":
            self._break(Broken("cell_error", text))
        elif not text and kind != "str":  # a formula may well have an empty text as its result
            self._break(Broken("formula_not_calculated", ""))

    def _break(self, cell: Broken) -> None:
        self._noted += 1
        if self._noted > MOST_LISTED:
            raise refused("cell_error.many", limit=f"{MOST_LISTED:,}")
        # The engine may not see this cell at all: the sheet reaches as far as it all the same.
        self._widen()
        self.height = self._row
        self.broken[self._row, column_number(self._letters)] = cell


def row_number(text: str) -> int:
    """The row's number. Raises InputRefused unless it is one that a sheet has."""
    if not (text.isascii() and text.isdigit() and len(text) <= 7 and 1 <= int(text) <= LAST_ROW):
        raise refused("damaged")
    return int(text)


@cache
def column_number(letters: str) -> int:
    """`A` is 1, `AA` is 27. Raises InputRefused unless it is a column that a sheet has."""
    number = 0
    if 1 <= len(letters) <= 3 and letters.isascii() and letters.isalpha() and letters.isupper():
        for letter in letters:
            number = number * 26 + ord(letter) - ord("A") + 1
    if not 1 <= number <= LAST_COLUMN:
        raise refused("damaged")
    return number


def column_letters(number: int) -> str:
    """1 is `A`, 27 is `AA`."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

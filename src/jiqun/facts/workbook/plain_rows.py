"""The plain rows of a sheet, taken out of its XML before the careful walk: they are nearly all, and need no care.

A plain row is written as spreadsheet programs write it. Its cells hold numbers, shared texts, short texts of their own
or nothing, at least one of them something, and none is an error or a formula. All that has to be known of them is how
far they reach.
"""

from __future__ import annotations

import re

from jiqun.facts.workbook.messages import refused

LAST_ROW = 1_048_576

# Every cell repeats the number of its row. No value has quotation marks: what is left of the XML is open and closed,
# quoted and unquoted just as it was before.
_CELL = rb'<c r="[A-Z]{1,3}+\1"(?: s="[0-9]++"| t="(?:s|n|b|inlineStr)"){0,2}+'
_NUMBER = rb"<v>[-+.0-9Ee]*+</v>"
_TEXT = rb'<is><t(?: xml:space="preserve")?+>[^<>&"\']*+</t></is>'
_FILLED = rb">(?:" + _NUMBER + rb"|" + _TEXT + rb")</c>"
_PLAIN_ROW = re.compile(
    rb'<row r="([0-9]{1,7}+)"(?: [A-Za-z0-9:]++="[^<>&"\']*+")*+>'
    rb"(?:" + _CELL + rb"/>)*+" + _CELL + _FILLED + rb"(?:" + _CELL + rb"(?:/>|" + _FILLED + rb"))*+</row>"
)
_FILLED_COLUMN = re.compile(rb'<c r="([A-Z]{1,3}+)[0-9]{1,7}+"[^<>/]*+>')


class PlainRows:
    """Takes plain rows out piece by piece, and knows the last of them and which columns were filled."""

    def __init__(self) -> None:
        self.last = 0
        self.columns: set[bytes] = set()

    def take_out(self, xml: bytes) -> bytes:
        """The XML without its plain rows. Raises InputRefused for a row that no sheet has."""
        numbers = [self.last]

        def note(row: re.Match[bytes]) -> bytes:
            numbers.append(int(row[1]))
            # A blank stays, lest what stood before and behind join to something that neither was.
            return b" "

        self.columns.update(_FILLED_COLUMN.findall(xml))
        rest = _PLAIN_ROW.sub(note, xml)
        self.last = max(numbers)
        if self.last > LAST_ROW:
            raise refused("damaged")
        return rest

"""Texts that cells share: each stands once in the file, but the engine makes a copy for every cell.

A long text in a million cells is a small file and more memory than there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jiqun.facts.workbook.messages import refused
from jiqun.facts.workbook.safe_xml import LONGEST, Attributes, SafeParser
from jiqun.facts.workbook.zipped import MEGABYTE, MOST_ELEMENTS, Part, too_large

# In bytes of UTF-8 for the estimate, in characters for the sum.
MOST_COPIED = 100 * MEGABYTE
_PLAIN_TEXT = re.compile(rb"<si><t(?: xml:space=\"preserve\")?+>([^<>]*+)</t></si>")


def keep_texts_within_limits(texts: Part, sheets: Iterable[Part]) -> None:
    """Raises InputRefused if the cells' copies of shared texts would be too much, or the list of texts is damaged.

    What they come to at most is known from the longest text; only where that is too much are they added up.
    """
    sheets = list(sheets)
    longest = _longest(texts)
    # A filled cell is at least two elements.
    cells = (MOST_ELEMENTS - texts.allowance.elements_left) // 2
    if longest > LONGEST or longest * cells > MOST_COPIED:
        lengths = _lengths(texts.anew())
        if max(lengths, default=0) > LONGEST:
            raise refused("damaged")
        left = MOST_COPIED
        for sheet in sheets:
            left = _copied(sheet.anew(), lengths, left)


def _longest(texts: Part) -> int:
    """At least the length of the longest text; a text that is not plain is taken for as long as all such together."""
    plain, rest = 0, 0

    def lighten(chunk: bytes) -> bytes:
        nonlocal plain, rest
        plain = max([plain, *map(len, _PLAIN_TEXT.findall(chunk))])
        light = _PLAIN_TEXT.sub(b" ", chunk)
        rest += len(light)
        return light

    SafeParser(None, texts.allowance).read(texts.chunks(), lighten)
    return max(plain, rest)


def _lengths(texts: Part) -> list[int]:
    """At least the length of each text, in order."""
    lengths: list[int] = []

    def start(name: str, _: Attributes) -> None:
        if name.rpartition(":")[2] == "si":
            lengths.append(0)

    def hear(text: str) -> None:
        if lengths:
            lengths[-1] += len(text)

    parser = SafeParser(start, texts.allowance)
    parser.expat.CharacterDataHandler = hear
    parser.read(texts.chunks())
    return lengths


def _copied(sheet: Part, lengths: list[int], left: int) -> int:
    """What is left of `left` characters after the cells of a sheet. Raises InputRefused if nothing is."""
    shared = listening = False
    heard: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        nonlocal shared, listening, left
        left -= _length("".join(heard), lengths) if listening else 0
        heard.clear()
        if left < 0:
            raise too_large()
        local = name.rpartition(":")[2]
        if local == "c":
            shared = attributes.get("t") == "s"
        listening = shared and local == "v"

    def refuse_comment(_: str) -> None:
        raise refused("damaged")  # within a number, it could be read in two ways

    parser = SafeParser(start, sheet.allowance)
    parser.expat.CharacterDataHandler = heard.append
    parser.expat.CommentHandler = refuse_comment
    parser.read(sheet.chunks())
    start("", {})
    return left


def _length(number: str, lengths: list[int]) -> int:
    try:
        return lengths[int(number)]
    except (ValueError, IndexError):
        return 0  # the engine refuses such a cell

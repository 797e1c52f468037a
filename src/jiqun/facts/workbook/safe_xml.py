"""XML read with expat, under limits that no spreadsheet reaches and every attack does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat

from jiqun.facts.workbook.messages import refused
from jiqun.facts.workbook.zipped import Allowance

MOST_DEPTH = 100_000
# Bytes of one tag (expat reads it anew with every piece that comes in) or of one text (a cell has 32,767 characters).
LONGEST = 1_000_000
MOST_COMMENTS = 100

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]


class SafeParser:
    """Calls `start` with the name and the attributes of every element. Raises InputRefused for what is not allowed.

    A document type definition (entities that multiply), CDATA (the engine that reads the values skips it), endless or
    endlessly nested tags and endless texts are refused, and so is every encoding but UTF-8, all that the engine knows.
    """

    def __init__(self, start: Start | None, allowance: Allowance) -> None:
        self._allowance = allowance
        self.expat = expat.ParserCreate("utf-8")
        self.expat.StartElementHandler = start
        self.expat.StartDoctypeDeclHandler = _refuse_doctype
        self.expat.StartCdataSectionHandler = _refuse_cdata
        # Appending costs a fraction of a handler of our own; all that is asked is how many ended.
        self._ended: list[str] = []
        self.expat.EndElementHandler = self._ended.append
        # A text broken up by comments is one text to the engine.
        self.expat.CommentHandler = self.expat.ProcessingInstructionHandler = self._count_comment
        self._bytes = self._open = self._text = self._comments = 0

    def read(self, chunks: Iterable[bytes], lighten: Callable[[bytes], bytes] | None = None) -> None:
        """Read a whole document; `lighten` may take out of each piece what `start` need not see."""
        for chunk in chunks:
            self._allowance.spend_elements(_opened(chunk))
            self._keep_short(chunk)
            light = lighten(chunk) if lighten else chunk
            self._parse(light, last=False)
            self._keep_shallow(light)
        self._parse(b"", last=True)

    def _parse(self, chunk: bytes, *, last: bool) -> None:
        try:
            self.expat.Parse(chunk, last)
        except expat.ExpatError as error:
            raise refused("damaged") from error

    def _keep_short(self, chunk: bytes) -> None:
        last_tag = chunk.rfind(b"<")
        self._text = len(chunk) - last_tag if last_tag >= 0 else self._text + len(chunk)
        # A zero byte is the mark of UTF-16.
        if self._text > LONGEST or b"\0" in chunk:
            raise refused("damaged")

    def _count_comment(self, *_: str) -> None:
        self._comments += 1
        if self._comments > MOST_COMMENTS:
            raise refused("damaged")

    def _keep_shallow(self, chunk: bytes) -> None:
        self._bytes += len(chunk)
        self._open += _opened(chunk) - len(self._ended)
        self._ended.clear()
        if self._open > MOST_DEPTH or self._bytes - self.expat.CurrentByteIndex > LONGEST:
            raise refused("damaged")


def _opened(chunk: bytes) -> int:
    """How many elements begin here, or more: comments count as opened and never closed, which is the safe side."""
    return chunk.count(b"<") - chunk.count(b"</")


def _refuse_doctype(*_: object) -> None:
    raise refused("hostile_xml")


def _refuse_cdata() -> None:
    raise refused("damaged")

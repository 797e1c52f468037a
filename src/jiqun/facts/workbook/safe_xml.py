"""XML read with expat, under limits that no spreadsheet reaches and every attack does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat

from jiqun.facts.workbook.messages import refused
from jiqun.facts.workbook.zipped import Allowance

MOST_DEPTH = 100_000
# expat reads an unfinished tag anew with every piece that comes in.
LONGEST_TAG = 1_000_000

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]


class SafeParser:
    """Calls `start` with the name and the attributes of every element. Raises InputRefused for what is not allowed.

    A document type definition (entities that multiply), CDATA (the engine that reads the values skips it) and endless
    or endlessly nested tags are refused; every text is UTF-8, whatever it declares, as the engine takes it.
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
        self._bytes = self._open = 0

    def read(self, chunks: Iterable[bytes], lighten: Callable[[bytes], bytes] | None = None) -> None:
        """Read a whole document; `lighten` may take out of each piece what `start` need not see."""
        for chunk in chunks:
            self._allowance.spend_elements(_opened(chunk))
            light = lighten(chunk) if lighten else chunk
            self._parse(light, last=False)
            self._keep_shallow(light)
        self._parse(b"", last=True)

    def _parse(self, chunk: bytes, *, last: bool) -> None:
        try:
            self.expat.Parse(chunk, last)
        except expat.ExpatError as error:
            raise refused("damaged") from error

    def _keep_shallow(self, chunk: bytes) -> None:
        self._bytes += len(chunk)
        self._open += _opened(chunk) - len(self._ended)
        self._ended.clear()
        if self._open > MOST_DEPTH or self._bytes - self.expat.CurrentByteIndex > LONGEST_TAG:
            raise refused("damaged")


def _opened(chunk: bytes) -> int:
    """How many elements begin here, or more: comments count as opened and never closed, which is the safe side."""
    return chunk.count(b"<") - chunk.count(b"</")


def _refuse_doctype(*_: object) -> None:
    raise refused("hostile_xml")


def _refuse_cdata() -> None:
    raise refused("damaged")

"""A workbook of our own making around the parts that were looked at, so that the engine reads these and no others.

Two programs can disagree on what a mangled zip or a mangled list of sheets says. What the engine is given was written
here: only the sheets, styles and texts themselves are the applicant's, still packed as they came.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_STORED

from jiqun.facts.workbook.book_xml import Listing
from jiqun.facts.workbook.zipped import Part

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_NEEDS = 20  # version 2.0 of the format: folders and deflation


def repacked(sheets: Sequence[Part], listing: Listing) -> BytesIO:
    """A workbook of these sheets, named `0`, `1` …, which were read to their end before."""
    parts = {
        "_rels/.rels": _written(_relations([("officeDocument", "xl/workbook.xml")])),
        "xl/workbook.xml": _written(_book(len(sheets), listing.from_1904)),
        "xl/_rels/workbook.xml.rels": _written(
            _relations([("worksheet", f"worksheets/{number}.xml") for number in range(len(sheets))])
        ),
        **{f"xl/worksheets/{number}.xml": part for number, part in enumerate(sheets)},
    }
    if listing.styles is not None:
        parts["xl/styles.xml"] = listing.styles
    if listing.strings is not None:
        parts["xl/sharedStrings.xml"] = listing.strings
    return _zip(parts)


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{lines}</Relationships>'


def _book(count: int, from_1904: bool) -> str:
    sheets = "".join(f'<sheet name="{n}" sheetId="{n + 1}" r:id="r{n}"/>' for n in range(count))
    settings = '<workbookPr date1904="1"/>' if from_1904 else ""
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{settings}<sheets>{sheets}</sheets></workbook>'


def _written(text: str) -> Part:
    data = text.encode()
    return Part(memoryview(data), ZIP_STORED, zlib.crc32(data), size=len(data))


def _zip(parts: dict[str, Part]) -> BytesIO:
    out, entries = BytesIO(), BytesIO()
    for name, part in parts.items():
        # Method, time and day (none), check sum, sizes: the same run of fields stands in both headers.
        about = (part.method, 0, 0, part.crc, len(part.packed), part.size, len(name), 0)
        entries.write(_CENTRAL.pack(b"PK\x01\x02", _NEEDS, _NEEDS, 0, *about, 0, 0, 0, 0, out.tell()) + name.encode())
        out.write(_LOCAL.pack(b"PK\x03\x04", _NEEDS, 0, *about) + name.encode())
        out.write(part.packed)
    start, listed = out.tell(), entries.getvalue()
    out.write(listed)
    out.write(_END.pack(b"PK\x05\x06", 0, 0, len(parts), len(parts), len(listed), start, 0))
    out.seek(0)
    return out

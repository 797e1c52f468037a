"""The zip around a workbook, opened under limits and refused where it is hostile."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

from jiqun.facts.problems import InputRefused
from jiqun.facts.workbook.messages import refused

MEGABYTE = 1_000_000
MOST_BYTES = 50 * MEGABYTE
MOST_UNPACKED = 300 * MEGABYTE
MOST_PARTS = 2_000
MOST_CELLS = 4_000_000
# Three a cell for the most rows that are read at all.
MOST_ELEMENTS = 8_500_000
_MOST_SMALL = 8 * MEGABYTE
_CHUNK = 1 << 18

_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_CENTRAL_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER = 30
_MACRO_PARTS = re.compile(r"vbaproject\.bin$|^xl/macrosheets/")
_XML_PART = re.compile(r"\.(xml|rels|vml)$")
# In UTF-8, and in either UTF-16 with its zero bytes taken out.
_DOCTYPE = b"<!DOCTYPE"


@dataclass
class Allowance:
    """How many bytes may still come out of the zip, and how many elements of XML be read, all parts together."""

    bytes_left: int = MOST_UNPACKED
    elements_left: int = MOST_ELEMENTS

    def spend_bytes(self, count: int) -> None:
        """Raises InputRefused when the file unpacks to more than it may."""
        self.bytes_left -= count
        if self.bytes_left < 0:
            raise refused("zip_bomb", limit=MOST_UNPACKED // MEGABYTE)

    def spend_elements(self, count: int) -> None:
        """Raises InputRefused when there is more to look at than there is time for."""
        self.elements_left -= count
        if self.elements_left < 0:
            raise too_large()


@dataclass(eq=False)
class Part:
    """One file of the zip, still packed; its `size` unpacked is known once it was read to its end."""

    packed: memoryview
    method: int
    crc: int
    allowance: Allowance = field(default_factory=Allowance)
    size: int = 0

    def anew(self) -> Part:
        """The same part, to be read a second time without being counted a second time."""
        return replace(self, allowance=Allowance())

    def chunks(self) -> Iterator[bytes]:
        """The unpacked bytes, piece by piece; the sizes that the zip declares are not believed.

        Raises InputRefused if the bytes cannot be unpacked, are not those that were packed, or are too many.
        """
        crc = self.size = 0
        for chunk in self._inflated() if self.method == zipfile.ZIP_DEFLATED else _slices(self.packed):
            self.allowance.spend_bytes(len(chunk))
            crc = zlib.crc32(chunk, crc)
            self.size += len(chunk)
            yield chunk
        if crc != self.crc:
            raise refused("damaged")

    def read(self) -> bytes:
        """All bytes of a part that is never large in a workbook. Raises InputRefused where it is."""
        data = b""
        for chunk in self.chunks():
            data += chunk
            if len(data) > _MOST_SMALL:
                raise too_large()
        return data

    def _inflated(self) -> Iterator[bytes]:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for piece in _slices(self.packed):
                yield inflater.decompress(piece, _CHUNK)
                while inflater.unconsumed_tail and not inflater.eof:
                    yield inflater.decompress(inflater.unconsumed_tail, _CHUNK)
            yield inflater.flush()
        except zlib.error as error:
            raise refused("damaged") from error
        if not inflater.eof:
            raise refused("damaged")


def read_bytes(source: Path | str | bytes) -> bytes:
    """The file's bytes. Raises OSError if it cannot be read, InputRefused if it is too large."""
    if isinstance(source, bytes):
        data = source
    else:
        with Path(source).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise too_large()
    return data


def open_zip(data: bytes) -> Mapping[str, Part]:
    """The parts of a workbook by their name in small letters. Raises InputRefused for anything else than a workbook."""
    if data.startswith(_COMPOUND_FILE):
        raise refused("encrypted" if _ENCRYPTED_STREAM in data else "old_excel")
    if not data.startswith(b"PK"):
        raise refused("not_a_workbook")
    # Counted before the list is read: a list of a million names is itself the attack.
    if data.count(_CENTRAL_ENTRY) > MOST_PARTS:
        raise too_large()
    parts = _parts(data)
    if "xl/workbook.xml" not in parts:
        raise refused("not_a_workbook")
    _refuse_macros(parts)
    return parts


def check_unread(parts: Mapping[str, Part], read_later: Collection[Part | None]) -> None:
    """Unpack what nobody has read or will: it counts too, and some would be loaded to mark a copy.

    Raises InputRefused if it is too much, damaged or hostile.
    """
    for name, part in parts.items():
        if part.size or part in read_later:
            continue
        is_xml, tail = _XML_PART.search(name) is not None, b""
        for chunk in part.chunks():
            seen = tail + chunk
            if is_xml and _DOCTYPE in seen.replace(b"\0", b""):
                raise refused("hostile_xml")
            tail = seen[-2 * len(_DOCTYPE) :]


def too_large() -> InputRefused:
    """The refusal of a file beyond the limits."""
    return refused("too_large", megabytes=MOST_BYTES // MEGABYTE, cells=f"{MOST_CELLS:,}")


def _parts(data: bytes) -> dict[str, Part]:
    allowance = Allowance()
    parts: dict[str, Part] = {}
    entries = _entries(data)
    # An honest bomb need not go off; what a lying one holds is counted when it is unpacked.
    Allowance().spend_bytes(sum(entry.file_size for entry in entries))
    for entry in entries:
        name = entry.filename.replace("\\", "/").lower()
        # Two parts of one name: programs would disagree on which one counts.
        if name in parts or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refused("damaged")
        if entry.flag_bits & 1:
            raise refused("encrypted")
        parts[name] = Part(_packed(data, entry), entry.compress_type, entry.CRC, allowance)
    return parts


def _entries(data: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return archive.infolist()
    # What `zipfile` raises on a mangled list of entries is not limited to its own error.
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, OSError, struct.error) as error:
        raise refused("damaged") from error


def _packed(data: bytes, entry: zipfile.ZipInfo) -> memoryview:
    start = entry.header_offset
    header = data[start : start + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise refused("damaged")
    start += _LOCAL_HEADER + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    # A view, not a copy: overlapping parts would multiply the file.
    packed = memoryview(data)[start : start + entry.compress_size]
    if len(packed) != entry.compress_size:
        raise refused("damaged")
    return packed


def _refuse_macros(parts: Mapping[str, Part]) -> None:
    types = parts.get("[content_types].xml")
    declared = types.read().replace(b"\0", b"").lower() if types else b""
    if _DOCTYPE.lower() in declared:
        raise refused("hostile_xml")
    if b"macroenabled" in declared or any(_MACRO_PARTS.search(name) for name in parts):
        raise refused("macros")


def _slices(data: memoryview) -> Iterator[bytes]:
    return (bytes(data[start : start + _CHUNK]) for start in range(0, len(data), _CHUNK))

"""Files that were mangled, made to burst, or made to mislead: written byte by byte where no honest writer would."""

from __future__ import annotations

import random
import re
import struct
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

from .builders import fine, written

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_SAID = re.compile(rb'(?<=")[^"<>]*(?=")|(?<=>)[^<>]+(?=<)|(?<=[</])[a-z]+(?=[ />])')
_ODD = (
    *(b"", b"0", b"1", b"-1", b"7", b"99999999999999999999", b"1e308", b"nan", b"inf", b"#N/A", b"2025-01-01"),
    *(b"A1", b"C3", b"XFD1048576", b"A0", b"annual", b"rId1", b"../x", b"worksheets/sheet2.xml"),
    *(b"s", b"str", b"e", b"b", b"d", b"n", b"inlineStr", b"c", b"v", b"f", b"is", b"t", b"row"),
    *(b"&#65;", b"&amp;", b"_x0000_", "中文".encode()),
)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def mutations(seed: int, count: int) -> Iterator[bytes]:
    """`count` mangled copies of a good workbook, the same ones for the same seed.

    Some have bytes of the zip flipped, cut out, doubled or cut off; in some the XML inside was mangled so and packed
    again, so that it comes past the check sums; and in most it is well-formed still, but says something else.
    """
    chance = random.Random(seed)
    good = written(fine())
    parts = unpacked(good)
    names = [name for name in parts if name.startswith(("xl/", "_rels", "[C"))]
    for number in range(count):
        name = chance.choice(names)
        if number % 4 == 0:
            yield _mangled(chance, good)
        else:
            change = _mangled if number % 4 == 1 else _misleading
            yield packed({**parts, name: change(chance, parts[name])})


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook by name."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def edited(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with something replaced in one of its parts; it must be there."""
    parts = unpacked(data)
    assert old in parts[part]
    return packed({**parts, part: parts[part].replace(old, new)})


def sheet_xml(cells: str) -> str:
    """A sheet of these rows."""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>'


def bare(sheet: str | bytes, name: str = "enterprises", **more: str | bytes) -> bytes:
    """The smallest workbook of one sheet, its XML as given, and more parts (with `__` for `/`)."""
    return packed(bare_parts(sheet, name, **more))


def bare_parts(sheet: str | bytes, name: str = "enterprises", **more: str | bytes) -> dict[str, bytes]:
    """The parts of such a workbook."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="text/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="a" Type="{_OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="b"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="b" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="c" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        **{key.replace("__", "/") + ".xml": content for key, content in more.items()},
    }
    return {key: text.encode() if isinstance(text, str) else text for key, text in parts.items()}


def lying(data: bytes, name: str, size: int) -> bytes:
    """The same zip with another unpacked size declared for one part, in both of its headers."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entry = archive.getinfo(name)
    mangled = bytearray(data)
    struct.pack_into("<I", mangled, entry.header_offset + 22, size)
    central = data.index(name.encode(), data.index(b"PK\x01\x02")) - 46
    struct.pack_into("<I", mangled, central + 24, size)
    return bytes(mangled)


def burst(head: str, piece: str, times: int, tail: str, **more: str) -> bytes:
    """A workbook with one part of a small piece many times over, packed without ever holding it all.

    It is the sheet, or `xl__sharedStrings` where `more` gives the sheet as `sheet`.
    """
    part = "xl/sharedStrings.xml" if more else "xl/worksheets/sheet1.xml"
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in bare_parts(more.get("sheet", "")).items():
            if name != part:
                archive.writestr(name, content)
        with archive.open(part, "w") as file:
            for text in (head, *[piece] * times, tail):
                file.write(text.encode())
    return out.getvalue()


def overlapping(data: bytes, name: str, copies: int) -> bytes:
    """The same zip with one of its parts listed many times under other names, its bytes standing only once."""
    listed = data.index(name.encode(), data.index(b"PK\x01\x02")) - 46
    end = data.rindex(b"PK\x05\x06")
    more = b"".join(data[listed : listed + 46] + f"{number:0{len(name)}d}".encode() for number in range(copies))
    tail = bytearray(data[end:])
    entries, size = struct.unpack_from("<H", tail, 10)[0], struct.unpack_from("<I", tail, 12)[0]
    struct.pack_into("<HHI", tail, 8, entries + copies, entries + copies, size + len(more))
    return data[:end] + more + bytes(tail)


def _misleading(chance: random.Random, xml: bytes) -> bytes:
    """The XML with some of its names, attributes and texts replaced, by odd ones or by each other."""
    for _ in range(chance.randint(1, 6)):
        said = list(_SAID.finditer(xml))
        if said:
            one = chance.choice(said)
            new = chance.choice(_ODD) if chance.random() < 0.7 else chance.choice(said)[0]
            xml = xml[: one.start()] + new + xml[one.end() :]
    return xml


def _mangled(chance: random.Random, data: bytes) -> bytes:
    mangled = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(mangled))
        kind = chance.randrange(5)
        if kind == 0:
            mangled[place] ^= 1 << chance.randrange(8)
        elif kind == 1:
            mangled[place] = chance.randrange(256)
        elif kind == 2:
            del mangled[place : place + chance.randint(1, 40)]
        elif kind == 3:
            mangled[place:place] = mangled[place : place + chance.randint(1, 40)]
        else:
            mangled[place:place] = chance.choice([b"<", b"&", b'"', b"99999999", b"-1", b"\0", b"<!--", b"ZZZ9999999"])
        if not mangled:
            break
    return bytes(mangled[: chance.randrange(len(mangled) + 1)] if mangled and chance.random() < 0.1 else mangled)

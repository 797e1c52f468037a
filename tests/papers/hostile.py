"""PDFs for tests: one of two pages, and some that are made to break or exhaust whoever reads them."""

from __future__ import annotations

import struct
import zlib


def pdf_of(*objects: bytes) -> bytes:
    """A PDF with these objects, the first of which is its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + tail


def stream(content: bytes, more: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), more, content)


def page(content: int, more: bytes = b"") -> bytes:
    """A page of the tree that is object 2."""
    font = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    box = b"/MediaBox[0 0 300 400]"
    return b"<</Type/Page/Parent 2 0 R%s/Contents %d 0 R/Resources<<%s%s>>>>" % (box, content, font, more)


_CATALOGUE = b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"
TWO_PAGES = pdf_of(
    _CATALOGUE,
    b"<</Type/Pages/Kids[3 0 R 5 0 R]/Count 2>>",
    page(4),
    stream(b"BT /F 24 Tf 40 300 Td (First page) Tj ET"),
    page(6),
    stream(b"BT /F 24 Tf 40 300 Td (Second page) Tj ET"),
)
LOOP = pdf_of(_CATALOGUE, b"<</Type/Pages/Kids[2 0 R]/Count 1>>")
NO_PAGES = pdf_of(b"<</Type/Catalog>>")


def forms(levels: int) -> bytes:
    """A page whose drawing shows another four times, which shows another four times, and so on."""
    objects = [
        _CATALOGUE,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page(4, b"/XObject<</A 5 0 R>>"),
        stream(b"/A Do"),
    ]
    for number in range(5, 5 + levels):
        inner = b"/XObject<</A %d 0 R>>" % (number + 1) if number < 4 + levels else b""
        drawn = b"/A Do " * 4 if inner else b"0 0 9 9 re f"
        head = b"/Type/XObject/Subtype/Form/BBox[0 0 300 400]/Resources<<%s>>" % inner
        objects.append(stream(drawn, head))
    return pdf_of(*objects)


def picture(width: int, height: int) -> bytes:
    """A PNG that says to be so large and holds next to nothing."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1_000))) + chunk(b"IEND", b"")


ENDLESS = forms(30)  # 4³⁰ times
HUGE = picture(60_000, 60_000)  # 74 bytes that ask for 14 GB

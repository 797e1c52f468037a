"""Small readers for what the papers are tested by: an HTML page's parts, and the words of a PDF."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "br", "hr", "img", "input"}


@dataclass
class Page(HTMLParser):
    """Every element with its attributes, the text inside, and whether every element was closed."""

    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    def attributes(self, name: str) -> list[str]:
        return [value or "" for _, found in self.elements for key, value in found.items() if key == name]

    def tags(self) -> set[str]:
        return {tag for tag, _ in self.elements}


def read_page(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    assert page.open == []
    return page


def squeezed(text: str) -> str:
    """Without any blank: lines break elsewhere in every paper."""
    return "".join(text.split())


def pdf_pages(pdf: bytes) -> list[str]:
    """The text of each page, squeezed: just enough of PDF to read what Typst writes (no object streams)."""
    objects = {int(number): body for number, body in re.findall(rb"\n(\d+) 0 obj\n(.*?)\nendobj", pdf, re.DOTALL)}
    pages = [body for body in objects.values() if re.search(rb"/Type/Page\b(?!s)", body)]
    return [squeezed(_page_text(body, objects)) for body in pages]


def _page_text(page: bytes, objects: dict[int, bytes]) -> str:
    resources = _followed(page, rb"/Resources", objects)
    fonts = _followed(resources, rb"/Font", objects)
    maps = {name: _letters(objects[int(at)], objects) for name, at in re.findall(rb"/(f\d+) (\d+) 0 R", fonts)}
    content = re.search(rb"/Contents (\d+) 0 R", page)
    assert content
    return _shown(_stream(objects[int(content[1])]), maps)


def _followed(body: bytes, key: bytes, objects: dict[int, bytes]) -> bytes:
    """What stands under a key, here or in the object that it points to."""
    pointed = re.search(key + rb" (\d+) 0 R", body)
    return objects[int(pointed[1])] if pointed else body


def _stream(body: bytes) -> bytes:
    raw = body.split(b"stream\n", 1)[1].rsplit(b"\nendstream", 1)[0]
    return zlib.decompress(raw) if b"FlateDecode" in body else raw


def _letters(font: bytes, objects: dict[int, bytes]) -> dict[int, str]:
    pointed = re.search(rb"/ToUnicode (\d+) 0 R", font)
    assert pointed
    characters = _stream(objects[int(pointed[1])]).partition(b"beginbfchar")[2]
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F ]+)>\n", characters)
    return {int(glyph, 16): bytes.fromhex(letters.decode()).decode("utf-16-be") for glyph, letters in pairs}


_FONT_OR_STRING = re.compile(rb"/(f\d+) [\d.]+ Tf|\(|(?<!<)<([0-9A-F]+)>(?!>)")


def _shown(content: bytes, maps: dict[bytes, dict[int, str]]) -> str:
    content = re.sub(rb"<<.*?>>BDC", b"", content)  # what stands for a figure is not what it shows
    shown: list[str] = []
    letters: dict[int, str] = {}
    at = 0
    while found := _FONT_OR_STRING.search(content, at):
        at = found.end()
        if found[1]:
            letters = maps[found[1]]
            continue
        end = at if found[2] else _closing(content, at)
        glyphs = bytes.fromhex(found[2].decode()) if found[2] else _unescaped(content[at:end])
        shown += [letters.get(int.from_bytes(glyphs[i : i + 2], "big"), "") for i in range(0, len(glyphs), 2)]
        at = end + (not found[2])
    return "".join(shown)


def _closing(content: bytes, at: int) -> int:
    """Where a string ends: pairs of round brackets may stand in it as they are."""
    depth = 1
    while depth:
        letter = content[at : at + 1]
        depth += (letter == b"(") - (letter == b")")
        at += 2 if letter == b"\\" else 1
    return at - 1


_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _unescaped(text: bytes) -> bytes:
    def letter(match: re.Match[bytes]) -> bytes:
        found = match[1]
        return bytes([int(found, 8)]) if found.isdigit() else _ESCAPES.get(found, found)

    return re.sub(rb"\\([0-7]{1,3}|.)", letter, text, flags=re.DOTALL)

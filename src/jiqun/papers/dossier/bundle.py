"""The bundle of a dossier: one zip with the PDF, every original file, data, proofs, and a manifest of all hashes."""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from unicodedata import normalize

from jiqun.base.days import SHANGHAI
from jiqun.base.words import LANGS
from jiqun.papers.dossier.binding import Bound, Load
from jiqun.papers.dossier.readme import README
from jiqun.papers.dossier.text import Dossier, Enclosure

FORMAT = "jiqun-dossier-1"
MOST_BYTES = 300 * 2**20
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Extra:
    """A file of the bundle that is no enclosure: findings, data, proofs."""

    path: str
    data: bytes
    what: str


@dataclass
class _Zip:
    """A zip that is being written, and the lines of its manifest."""

    zip: zipfile.ZipFile
    at: datetime
    lines: list[dict[str, Any]] = field(default_factory=list)

    def put(self, path: str, data: bytes, what: str, name: str = "") -> None:
        sha256 = hashlib.sha256(data).hexdigest()
        line = {"path": path, "sha256": sha256, "size": len(data), "what": what}
        self.lines.append(line | ({"name": name} if name else {}))
        self.write(path, data)

    def write(self, path: str, data: bytes) -> None:
        info = zipfile.ZipInfo(path, self.at.astimezone(SHANGHAI).timetuple()[:6])
        info.external_attr = 0o644 << 16
        info.compress_type = zipfile.ZIP_DEFLATED
        self.zip.writestr(info, data)


def bundle(dossier: Dossier, bound: Bound, extras: Iterable[Extra], load: Load, at: datetime) -> bytes:
    """The bytes of the zip; the same for the same dossier and moment.

    Paths are made here from numbers and plain letters: no name that somebody gave a file leads anywhere. Originals
    beyond 300 MB in all are left out, and the manifest says so.
    """
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w") as opened:
            made = _Zip(opened, at)
            for lang in LANGS:
                made.put(f"README.{lang}.txt", README.say(lang).encode("utf-8"), "readme")
            made.put(f"dossier-{dossier.lang}.pdf", bound.pdf, "dossier")
            left_out = list(_originals(made, dossier, load))
            for extra in extras:
                made.put(extra.path, extra.data, extra.what)
            for number, drawing in enumerate(bound.drawings, start=1):
                made.put(f"pages/{number:04}.svg", drawing, "page")
            made.write("manifest.json", _manifest(dossier, bound, made.lines, left_out, at))
        file.seek(0)
        return file.read()


def safe_name(name: str) -> str:
    """A file's name for any system: letters, digits, `-`, `_`, `.` and `()` of one name, its ending kept."""
    plain = "".join(one if one.isalnum() or one in "-_.()" else "_" for one in normalize("NFC", name))
    stem, dot, ending = plain.rpartition(".")
    if not dot or not ending.isascii() or len(ending) > 8:
        stem, ending = plain, ""
    stem = stem.strip("._ ")[:_LONGEST_NAME] or "file"
    return f"{stem}.{ending}" if ending else stem


def path_of(one: Enclosure, place: int) -> str:
    """Where an enclosed file lies in the bundle; the number before its name keeps two of one name apart."""
    return f"{one.folder}/{place:03}-{safe_name(one.name)}"


def _originals(made: _Zip, dossier: Dossier, load: Load) -> Iterator[dict[str, Any]]:
    """Puts every enclosed file in; gives those that are left out, with why."""
    room = MOST_BYTES
    for place, one in enumerate(dossier.enclosures(), start=1):
        data = load(one.sha256) if one.size <= room else None
        if data is None:
            why = "too large for the bundle" if one.size > room else "the stored bytes are gone or were altered"
            yield {"name": one.name, "sha256": one.sha256, "size": one.size, "why": why}
        else:
            room -= len(data)
            made.put(path_of(one, place), data, one.folder.removeprefix("files/"), one.name)


def _manifest(
    dossier: Dossier, bound: Bound, lines: list[dict[str, Any]], left_out: list[dict[str, Any]], at: datetime
) -> bytes:
    content = {
        "format": FORMAT,
        "case": dossier.number,
        "lang": dossier.lang,
        "made_at": at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        "pages": list(bound.hashes),
        "files": lines,
        "left_out": left_out,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")

"""Taking in files: told by their content, within limits, hashed, scanned; and giving them out."""

from __future__ import annotations

import io
import logging
import zipfile
from dataclasses import dataclass
from datetime import datetime

import filetype
from django.conf import settings

from jiqun.base.words import Bi
from jiqun.desk.installation.clamd import ScannerFailed, scan_bytes
from jiqun.desk.wrong import Wrong
from jiqun.records.models import Blob, Scan
from jiqun.records.store import get_bytes, put_bytes

_log = logging.getLogger(__name__)
LARGEST = 30 * 2**20
PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
_OFFICE = {
    "[Content_Types].xml|word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "[Content_Types].xml|xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "[Content_Types].xml|ppt/presentation.xml": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ),
}
_PLAIN = {PDF, PNG, JPEG}
ENDINGS = {PDF: (".pdf",), PNG: (".png",), JPEG: (".jpg", ".jpeg")} | dict(
    zip(_OFFICE.values(), ((".docx",), (".xlsx",), (".pptx",)), strict=True)
)


@dataclass(frozen=True)
class Taken:
    """A file's name and its bytes, as a page received them."""

    name: str
    data: bytes


def keep_file(taken: Taken, at: datetime, *, field: str = "file") -> Blob:
    """Store evidence: a PDF, a picture or an Office file, told by its content and not by its name.

    Raises Wrong for an empty or too large file, another kind, a name that promises something else, a virus, or while
    the scanner is down: nothing is taken unscanned.
    """
    media_type = media_type_of(taken.data)
    if problem := problem_with(taken):
        raise Wrong({field: problem})
    assert media_type is not None
    return keep_bytes(taken.data, media_type, at, scan=_scanned(taken.data, field))


def keep_bytes(data: bytes, media_type: str, at: datetime, *, scan: Scan = Scan.NONE) -> Blob:
    """Store bytes that we made or have looked at."""
    sha256 = put_bytes(data)
    row, _ = Blob.objects.get_or_create(
        pk=sha256, defaults={"size": len(data), "media_type": media_type, "scan": scan, "stored_at": at}
    )
    return row


def bytes_of(blob: Blob) -> bytes:
    """The stored bytes. Raises StoredBytesWrong where they are gone or altered."""
    return get_bytes(blob.sha256)


def media_type_of(data: bytes) -> str | None:
    """What a file is by its content: one of the kinds that are taken, or None."""
    if data[:2] == b"PK":
        return _office_type(data)
    guess = filetype.guess(data)
    return guess.mime if guess is not None and guess.mime in _PLAIN else None


def _office_type(data: bytes) -> str | None:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    return next((kind for needed, kind in _OFFICE.items() if names.issuperset(needed.split("|"))), None)


def problem_with(taken: Taken) -> Bi | None:
    """Why a file cannot be taken, so far as that shows without scanning it; None for one that can."""
    media_type = media_type_of(taken.data)
    if not taken.data:
        return _EMPTY
    if len(taken.data) > LARGEST:
        return _LARGE.fill(size=LARGEST // 2**20)
    if media_type is None:
        return _KIND
    if not taken.name.lower().endswith(ENDINGS[media_type]):
        return _NAME.fill(endings=" / ".join(ENDINGS[media_type]))
    return None


def _scanned(data: bytes, field: str) -> Scan:
    if not settings.CLAMD:
        return Scan.NONE
    try:
        found = scan_bytes(settings.CLAMD, data)
    except ScannerFailed as error:
        _log.error("a file was refused because it could not be scanned: %s", error)
        raise Wrong({field: _UNSCANNED}) from error
    if found:
        raise Wrong({field: _VIRUS.fill(name=found)})
    return Scan.CLEAN


_EMPTY = Bi(zh="文件是空的，请重新选择。", en="The file is empty: choose it again.")
_LARGE = Bi(zh="文件超过{size} MB，请压缩或拆分。", en="The file is over {size} MB: make it smaller or split it.")
_KIND = Bi(
    zh="只接受PDF、PNG、JPEG图片和不含宏的Word、Excel、PowerPoint文件。",
    en="Only PDF, PNG and JPEG files and Word, Excel and PowerPoint files without macros are taken.",
)
_NAME = Bi(
    zh="文件内容与扩展名不符，按内容应为{endings}。",
    en="The name promises another kind of file: by its content it should end in {endings}.",
)
_UNSCANNED = Bi(
    zh="病毒扫描暂时无法进行，文件未予接收。已填写的内容都在，请稍后再上传；若持续如此，请告知系统管理员。",
    en="The file could not be scanned for viruses and was not taken. What you filled in is kept: "
    "upload it again later, and tell the administrator if this lasts.",
)
_VIRUS = Bi(zh="文件中发现病毒（{name}），未予接收。", en="A virus was found in the file ({name}); it was not taken.")

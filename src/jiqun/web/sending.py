"""Files in and out of pages: never shown inside our pages, so that nothing active in them can run here."""

from __future__ import annotations

from urllib.parse import quote

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse

from jiqun.base.words import Bi
from jiqun.desk.files import LARGEST, Taken
from jiqun.desk.wrong import Wrong
from jiqun.web.limits import limited

_NO_FILE = Bi(zh="请选择文件。", en="Choose a file.")
_MANY = Bi(zh="最多上传{n}个文件。", en="{n} files at most.")
_LARGE = Bi(zh="文件超过{size} MB。", en="The file is over {size} MB.")


def taken_file(request: HttpRequest, field: str = "file") -> Taken:
    """The file of a form that is to be kept. Raises Wrong if there is none, or it is too large; TooOften."""
    limited(request, "upload")
    return file_of(request, field)


def file_of(request: HttpRequest, field: str = "file") -> Taken:
    """The file of a form. Raises Wrong if there is none, or it is too large to be read at all."""
    sent = request.FILES.get(field)
    if sent is None:
        raise Wrong({field: _NO_FILE})
    return taken_of(sent, field)


def taken_of(sent: UploadedFile[bytes], field: str) -> Taken:
    """One file that was sent, by the last part of its name. Raises Wrong if it is too large to be read at all."""
    if sent.size is None:
        raise Wrong({field: _NO_FILE})
    if sent.size > LARGEST:
        raise Wrong({field: _LARGE.fill(size=LARGEST // 2**20)})
    return Taken(_plain_name(sent.name), sent.read())


def files_of(request: HttpRequest, field: str, *, most: int) -> tuple[Taken, ...]:
    """The files of a form that takes several; none is fine. Raises Wrong for one that is too large, or too many."""
    sent = request.FILES.getlist(field)
    if len(sent) > most:
        raise Wrong({field: _MANY.fill(n=most)})
    if any(one.size is None or one.size > LARGEST for one in sent):
        raise Wrong({field: _LARGE.fill(size=LARGEST // 2**20)})
    return tuple(Taken(_plain_name(one.name), one.read()) for one in sent)


def _plain_name(name: str | None) -> str:
    return (name or "").replace("\\", "/").rsplit("/", 1)[-1][:200]


def picture(svg: str) -> HttpResponse:
    """A drawing for an `img`; its address names the version of what it shows, so it may be kept for a while."""
    response = HttpResponse(svg, content_type="image/svg+xml")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=3600"
    return response


def download(data: bytes, name: str, media_type: str) -> HttpResponse:
    """A file to be saved. Under `nosniff` and as an attachment it is never run as a part of our site."""
    response = HttpResponse(data, content_type=media_type)
    name = "".join(letter for letter in name if letter.isprintable())
    plain = name.encode("ascii", "replace").decode("ascii").replace('"', "'").replace("?", "_")
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response

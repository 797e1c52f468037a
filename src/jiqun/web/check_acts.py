"""What was noted on site, read from plain forms and from the messages of a device (Article 9)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.http import HttpRequest

from jiqun.base.words import Bi
from jiqun.desk.checks.acts import Found, Made, Noted, Photographed, Signed
from jiqun.desk.files import Taken
from jiqun.desk.look.checks.record import RecordView
from jiqun.desk.wrong import Wrong
from jiqun.web.asked import whole
from jiqun.web.sending import file_of, taken_file
from jiqun.web.typed import Typed

MOST = 200  # acts in one message
_ROOM = UUID("5ad84a3e-94fb-5a3f-8a5c-0d4e5d1f7a10")  # of the marks that a form's own mark is made into


class Unreadable(ValueError):
    """A message that no device of ours sends."""


def form_acts(request: HttpRequest, shown: RecordView, at: datetime) -> list[Made]:
    """The acts of a plain form: only what is other than what the page showed. Raises Wrong for a file that is none."""
    part = _FORMS.get(request.POST.get("part", ""))
    if part is None:
        raise Wrong({"": _UNKNOWN})
    return list(part(request, shown, at))


def device_acts(request: HttpRequest) -> tuple[str, datetime, list[Made]]:
    """The device, what its clock said when it sent, and its acts. Raises Unreadable; Wrong, TooOften for files."""
    try:
        told = json.loads(request.POST.get("message", ""))
        device, sent_at = _uid(told["device"]), _moment(told["sent_at"])
        if len(told["acts"]) > MOST:
            raise Unreadable
        return device, sent_at, [_READ[one["kind"]](request, one) for one in told["acts"]]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable from error


def _marks(request: HttpRequest) -> Callable[[str], str]:
    """Marks made of the form's own: sent twice, it is kept once."""
    try:
        own = UUID(request.POST.get("uid", ""))
    except ValueError:
        raise Wrong({"": _UNKNOWN}) from None
    return lambda name: str(uuid5(_ROOM, f"{own}:{name}"))


def _answers(request: HttpRequest, shown: RecordView, at: datetime) -> Iterable[Made]:
    mark = _marks(request)
    for item in shown.items:
        field = f"answer-{item.key}"
        answer, text = request.POST.get(field, ""), request.POST.get(f"note-{item.key}", "").strip()
        held = (item.held.value, item.held.text) if item.held else ("", "")
        if (answer, text) != held:
            yield Noted(mark(item.key), at, field, item.key, answer, text)


def _figures(request: HttpRequest, shown: RecordView, at: datetime) -> Iterable[Made]:
    """The figures of one enterprise and year; the words say by what all of them were found."""
    mark = _marks(request)
    firm, year = whole(request.POST.get("firm", "")), whole(request.POST.get("year", ""))
    text = request.POST.get("text", "").strip()
    for figure in (
        one for row in shown.firms if row.id == firm for of in row.years if of.year == year for one in of.figures
    ):
        typed = request.POST.get(figure.key, "").strip()
        if typed and typed != (figure.held.value if figure.held else ""):
            yield Found(mark(figure.key), at, figure.key, firm, year, figure.column, typed, text)


def _photo(request: HttpRequest, shown: RecordView, at: datetime) -> Iterable[Made]:
    item = request.POST.get("item", "")
    yield Photographed(_marks(request)("photo"), at, "file", item, taken_file(request))


def _signature(request: HttpRequest, shown: RecordView, at: datetime) -> Iterable[Made]:
    typed, side = Typed(request), request.POST.get("side", "")
    scan = taken_file(request) if "file" in request.FILES else None
    drawing = _drawing(request.POST.get("drawing", ""))
    sha256 = typed.text("record_sha256")
    yield Signed(_marks(request)(side), at, f"name-{side}", side, typed.text("name"), sha256, drawing, scan)


def _drawing(text: str) -> Any:
    try:
        return json.loads(text) if text else []
    except ValueError:
        return []


def _told_note(request: HttpRequest, one: Mapping[str, Any]) -> Made:
    return Noted(*_made(one), str(one["item"]), str(one["answer"]), str(one["text"]))


def _told_figure(request: HttpRequest, one: Mapping[str, Any]) -> Made:
    texts = (str(one["column"]), str(one["typed"]), str(one["text"]))
    return Found(*_made(one), int(one["firm"]), int(one["year"]), *texts)


def _told_photo(request: HttpRequest, one: Mapping[str, Any]) -> Made:
    made = _made(one)
    try:
        file = taken_file(request, made[0])
    except Wrong:
        file = Taken("", b"")  # refused as no picture, so that the device says so and the rest goes on
    return Photographed(*made, str(one["item"]), file, str(one["sha256"]), str(one.get("place", "")))


def _told_signature(request: HttpRequest, one: Mapping[str, Any]) -> Made:
    made = _made(one)
    scan = file_of(request, made[0]) if made[0] in request.FILES else None
    texts = (str(one["side"]), str(one["name"]), str(one["record_sha256"]))
    return Signed(*made, *texts, one.get("drawing", []), scan)


def _made(one: Mapping[str, Any]) -> tuple[str, datetime, str]:
    return _uid(one["uid"]), _moment(one["made_at"]), ""


def _uid(text: object) -> str:
    return str(UUID(str(text)))


def _moment(text: object) -> datetime:
    moment = datetime.fromisoformat(str(text))
    if moment.tzinfo is None:
        raise Unreadable
    return moment


_FORMS: Mapping[str, Callable[[HttpRequest, RecordView, datetime], Iterable[Made]]] = {
    "answers": _answers,
    "figures": _figures,
    "photo": _photo,
    "signature": _signature,
}
_READ: Mapping[str, Callable[[HttpRequest, Mapping[str, Any]], Made]] = {
    "note": _told_note,
    "figure": _told_figure,
    "photo": _told_photo,
    "signature": _told_signature,
}
_UNKNOWN = Bi(zh="无法读取该表单，请刷新页面后重试。", en="This form cannot be read: open the page again.")

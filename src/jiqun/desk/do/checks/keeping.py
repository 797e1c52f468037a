"""Keeping what was noted on site: each kind of act becomes a row, or is refused with a reason (Article 9)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.checks.acts import ANSWERS, Found, Made, Noted, Photographed, Signed
from jiqun.desk.checks.figures import FIGURES, read_figure, reported_figures, stored_figure
from jiqun.desk.checks.rights import SIDES
from jiqun.desk.files import ENDINGS, JPEG, PNG, Taken, keep_file, media_type_of
from jiqun.desk.judging import latest_submission
from jiqun.desk.rosters import snapshot_of
from jiqun.desk.wrong import Wrong
from jiqun.records.models import CheckFinding, CheckNote, CheckPhoto, CheckSignature, Enterprise, SpotCheck

LARGEST_PHOTO = 15 * 2**20
LONGEST = 4000
_FAR_OFF = timedelta(minutes=2)
_PLACE = re.compile(r"-?\d{1,3}\.\d{1,6},-?\d{1,3}\.\d{1,6},\d{1,6}")
_HEX = re.compile(r"[0-9a-f]{64}")
_STROKES, _POINTS, _BOX = 200, 6000, 1000

Kept = CheckNote | CheckFinding | CheckPhoto | CheckSignature


@dataclass
class Sender:
    """Who sends, from which device, and what its clock said then; `late`: after the record was handed in."""

    check: SpotCheck
    device: str
    person: int
    at: datetime
    sent_at: datetime | None
    late: bool
    last: datetime | None = None

    def when(self, made_at: datetime) -> datetime:
        """The time of an act: by the device's clock, mended where that is far off, and in the order of its acts."""
        if self.sent_at and abs(self.at - self.sent_at) > _FAR_OFF:
            made_at += self.at - self.sent_at
        self.last = max(min(made_at, self.at), self.last or made_at.min.replace(tzinfo=made_at.tzinfo))
        return self.last

    def columns(self, act: Made) -> dict[str, Any]:
        """What every row has."""
        return {"check_of": self.check, "uid": act.uid, "by_id": self.person, "at": self.at}


def keep(act: Made, sender: Sender) -> Kept | Bi:
    """The row of an act, stored; or why it is not taken."""
    return _KEEP[type(act)](act, sender)


def _note(act: Noted, sender: Sender) -> Kept | Bi:
    if act.item not in {one["key"] for one in sender.check.checklist}:
        return _NO_ITEM
    if act.answer not in ANSWERS and (act.answer or not act.text.strip()):
        return _NO_ANSWER
    if len(act.text) > LONGEST:
        return _LONG
    return CheckNote.objects.create(
        **sender.columns(act),
        device=sender.device,
        item=act.item,
        value={"answer": act.answer, "note": act.text.strip()},
        made_at=sender.when(act.made_at),
        late=sender.late,
    )


def _finding(act: Found, sender: Sender) -> Kept | Bi:
    firm = Enterprise.objects.filter(pk=act.firm, pk__in=sender.check.firms.values("enterprise")).first()
    about, column = sender.check.case.about, FIGURES.get(act.column)
    if firm is None or about is None or column is None:
        return _NO_FIGURE
    reported = reported_figures(snapshot_of(latest_submission(about).roster), firm.credit_code)
    if (act.year, act.column) not in reported:
        return _NO_FIGURE
    found = read_figure(column, act.typed, day_of(sender.at), about.edition)
    if isinstance(found, Bi):
        return found
    stored = stored_figure(reported[act.year, act.column])
    if found != stored and not act.text.strip():
        return _BASIS.fill(column=column.label)
    if len(act.text) > LONGEST:
        return _LONG
    return CheckFinding.objects.create(
        **sender.columns(act),
        device=sender.device,
        enterprise=firm,
        year=act.year,
        column=act.column,
        reported=stored,
        found=found,
        note=act.text.strip(),
        made_at=sender.when(act.made_at),
        late=sender.late,
    )


def _photo(act: Photographed, sender: Sender) -> Kept | Bi:
    data = act.file.data
    media_type = media_type_of(data)
    if media_type not in (JPEG, PNG):
        return _NO_PICTURE
    if len(data) > LARGEST_PHOTO:
        return _LARGE.fill(size=LARGEST_PHOTO // 2**20)
    if act.sha256 and act.sha256 != hashlib.sha256(data).hexdigest():
        return _DAMAGED
    known = {"", *(one["key"] for one in sender.check.checklist)}
    firms = {f"firm:{firm}" for firm in sender.check.firms.values_list("enterprise", flat=True)}
    if act.item not in known | firms or (act.place and not _PLACE.fullmatch(act.place)):
        return _NO_ITEM
    return CheckPhoto.objects.create(
        **sender.columns(act),
        device=sender.device,
        item=act.item,
        blob=keep_file(Taken(f"photo{ENDINGS[media_type][0]}", data), sender.at),
        taken_at=sender.when(act.made_at),
        place=act.place,
        late=sender.late,
    )


def _signature(act: Signed, sender: Sender) -> Kept | Bi:
    name, drawing = act.name.strip(), strokes(act.drawing)
    if sender.late:
        return _HANDED_IN
    if act.side not in SIDES or not _HEX.fullmatch(act.record_sha256):
        return _NO_SIDE
    if not name or len(name) > 100:
        return _NO_NAME
    if not drawing and act.scan is None:
        return _NOT_SIGNED
    return CheckSignature.objects.create(
        **sender.columns(act),
        side=act.side,
        name=name,
        drawing=drawing,
        scan=keep_file(act.scan, sender.at) if act.scan else None,
        record_sha256=act.record_sha256,
        signed_at=sender.when(act.made_at),
    )


def strokes(drawn: object) -> list[list[list[int]]]:
    """The strokes of a signature: points in thousandths of its box; none where anything else was sent."""
    if not isinstance(drawn, list) or len(drawn) > _STROKES or not all(isinstance(one, list) for one in drawn):
        return []
    points = [point for one in drawn for point in one]
    if len(points) > _POINTS or not all(map(_is_point, points)):
        return []
    return [one for one in drawn if one]


def _is_point(point: object) -> bool:
    whole = isinstance(point, list) and len(point) == 2 and all(type(one) is int for one in point)
    return whole and all(0 <= one <= _BOX for one in point)  # type: ignore[attr-defined]  # a list, as was just seen


def refusal(wrong: Wrong) -> Bi:
    """The first thing that is wrong with a file, as a reason."""
    return next(iter(wrong.problems.values()))


_KEEP: Mapping[type[Made], Callable[[Any, Sender], Kept | Bi]] = {
    Noted: _note,
    Found: _finding,
    Photographed: _photo,
    Signed: _signature,
}
_NO_ITEM = Bi(zh="核查表中没有这一项。", en="The checklist has no such item.")
_NO_ANSWER = Bi(zh="请选择符合、不符合、部分符合或不适用。", en="Answer yes, no, partly or does not apply.")
_LONG = Bi(zh="请控制在4000字以内。", en="Keep it within 4,000 characters.")
_NO_FIGURE = Bi(zh="抽查企业没有这项数据。", en="The enterprises looked at have no such figure.")
_BASIS = Bi(
    zh="{column}与申报不同：请写明依据（如审计报告、纳税申报表）。",
    en="{column} is not as reported: say by what you found it (accounts, tax returns).",
)
_NO_PICTURE = Bi(zh="只接受JPEG或PNG照片。", en="Only JPEG and PNG photos are taken.")
_LARGE = Bi(zh="照片超过{size} MB。", en="The photo is over {size} MB.")
_DAMAGED = Bi(
    zh="照片与拍摄时的哈希不一致，未予接收，请重新拍摄或选择。",
    en="The photo is not the one of which the device took the hash: it was not taken. Take or choose it again.",
)
_HANDED_IN = Bi(zh="核查记录已提交，不能再签名。", en="The record is handed in already and cannot be signed any more.")
_NO_SIDE = Bi(zh="请由抽查人员或被查方对现有记录签名。", en="Sign for the team or for those visited, over a record.")
_NO_NAME = Bi(zh="请填写签名人姓名（100字以内）。", en="Give the name of who signs (up to 100 characters).")
_NOT_SIGNED = Bi(zh="请手写签名，或上传签字件的扫描件。", en="Draw the signature, or add a scan of the signed print.")

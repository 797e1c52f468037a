"""Taking what inspectors note on site, from a form or from a device that was off line; and handing in (Article 9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.checks.acts import Answer, Found, Made, Noted, Photographed, Signed
from jiqun.desk.checks.rights import PLANNED, the_check
from jiqun.desk.do.checks.keeping import Kept, Sender, keep, refusal
from jiqun.desk.may import only, the_case
from jiqun.desk.record import record
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import Role
from jiqun.records.models import CheckFinding, CheckNote, CheckPhoto, CheckSignature, SpotCheck

_TABLES: Mapping[type[Made], type[Kept]] = {
    Noted: CheckNote,
    Found: CheckFinding,
    Photographed: CheckPhoto,
    Signed: CheckSignature,
}


def take_from_device(
    *, visit: int, device: str, sent_at: datetime, acts: Sequence[Made], by: Actor, at: datetime
) -> Answer:
    """Keep the acts of a device in their order. One that was sent before is kept once; one that is wrong is refused
    with its reason and keeps none of the others back.

    What comes after the record was handed in is kept beside it, as late. Raises NotThere; Wrong before the visit is
    planned.
    """
    with transaction.atomic():
        return _take(visit, device, sent_at, acts, by, at)


def note_on_site(*, visit: int, acts: Sequence[Made], by: Actor, at: datetime) -> Answer:
    """The same from a form: all of it or nothing. Raises NotThere, Wrong by field."""
    with transaction.atomic():
        answer = _take(visit, f"page-{by.person}", None, acts, by, at)
        if answer.refused:
            fields = {act.uid: act.field for act in acts}
            raise Wrong({fields[uid]: reason for uid, reason in answer.refused.items()})
        return answer


def _take(  # which acts of whom, from where and when
    visit: int, device: str, sent_at: datetime | None, acts: Sequence[Made], by: Actor, at: datetime
) -> Answer:
    only(by, Role.INSPECTOR)
    the_case(by, visit, to_change=True)
    check = the_check(by, visit)
    if check.case.stage == "drawn":
        raise Wrong({"": _NOT_PLANNED})
    sender = Sender(check, device, by.person, at, sent_at, check.case.stage != PLANNED, _last_of(check, device))
    known, rows = _known(acts), []
    taken: list[str] = []
    refused: dict[str, Bi] = {}
    for act in acts:
        if act.uid in known:
            mine = known[act.uid] == check.pk
            taken += [act.uid] if mine else []
            refused |= {} if mine else {act.uid: _ELSEWHERE}
            continue
        kept = _kept(act, sender)
        if isinstance(kept, Bi):
            refused[act.uid] = kept
        else:
            rows.append(kept)
            taken.append(act.uid)
            known[act.uid] = check.pk
    if rows:
        content = {"late": sender.late}
        record("note_on_site", f"case:{visit}", by=by, at=at, article="9", content=content, sealed=rows)
    return Answer(tuple(taken), refused)


def _kept(act: Made, sender: Sender) -> Kept | Bi:
    try:
        return keep(act, sender)
    except Wrong as wrong:
        return refusal(wrong)


def _known(acts: Iterable[Made]) -> dict[str, int]:
    """The acts that are kept already, and of which visit they are."""
    wanted = [act.uid for act in acts]
    found: dict[str, int] = {}
    for table in _TABLES.values():
        found |= dict(table.objects.filter(uid__in=wanted).values_list("uid", "check_of"))
    return found


def _last_of(check: SpotCheck, device: str) -> datetime | None:
    """When the device made what it sent last: its acts stay in order also where its clock was mended."""
    notes = CheckNote.objects.filter(check_of=check, device=device).aggregate(last=Max("made_at"))["last"]
    found = CheckFinding.objects.filter(check_of=check, device=device).aggregate(last=Max("made_at"))["last"]
    return max((moment for moment in (notes, found) if moment), default=None)


_NOT_PLANNED = Bi(zh="现场核查尚未安排。", en="The visit is not planned yet.")
_ELSEWHERE = Bi(zh="该记录属于另一次核查。", en="This was noted at another visit.")

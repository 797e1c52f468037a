"""Choosing whom to recommend, preparing it and approving it: two people, never more than the quota (Article 18).

Over the quota the Ministry refuses the whole submission, so nothing over it is ever prepared or approved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.files import PDF, keep_bytes
from jiqun.desk.may import NotThere, only
from jiqun.desk.national.candidates import candidates_of
from jiqun.desk.national.chosen import looked_over
from jiqun.desk.national.form import frozen
from jiqun.desk.post import tell
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.papers.national_form import MEDIA_TYPE, national_pdf, national_workbook
from jiqun.procedure.kit import Lack, Refused
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024 import article
from jiqun.records.models import (
    Appointment,
    NationalChoice,
    NationalPreparation,
    NationalSubmission,
    Person,
    Round,
)

A18 = article("18")


@dataclass(frozen=True)
class Pick:
    """What is said of a candidate: its place (none: left out), why, and why a clash of niches is no hindrance."""

    place: int | None
    reason: str
    niche_reason: str = ""


def save_choices(*, call: int, picks: Mapping[int, Pick], by: Actor, at: datetime) -> None:
    """Keep what was chosen, by cluster, whatever it is; what stands against it is refused when it is prepared.

    Raises NotThere, also for a cluster that is no candidate; Refused once it is prepared or sent.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    with transaction.atomic():
        row = _open(call, CHOOSE)
        known = {one.cluster.pk: one for one in candidates_of(row)}
        if set(picks) - set(known):
            raise NotThere
        for cluster, pick in picks.items():
            score = known[cluster].score
            NationalChoice.objects.update_or_create(
                round=row,
                cluster_id=cluster,
                defaults={
                    "place": pick.place,
                    "reason": pick.reason.strip(),
                    "niche_reason": pick.niche_reason.strip(),
                    "score": str(score) if score is not None else "",
                    "decided_by_id": by.person,
                    "decided_at": at,
                },
            )
        places = {str(cluster): pick.place for cluster, pick in sorted(picks.items())}
        record("choose_national", f"round:{row.pk}", by=by, at=at, article="18", content={"places": places})


def prepare_recommendation(*, call: int, by: Actor, at: datetime) -> NationalPreparation:
    """Freeze what is chosen and hand it to the other person. Raises NotThere, Refused with every reason."""
    only(by, Role.MUNICIPAL_OFFICER)
    with transaction.atomic():
        row = _open(call, PREPARE)
        chosen, lacks = looked_over(row, at)
        if lacks:
            raise Refused(PREPARE, lacks)
        made, _ = NationalPreparation.objects.update_or_create(
            round=row,
            defaults={
                "content": frozen(row, chosen),
                "prepared_by_id": by.person,
                "prepared_at": at,
                "returned_why": "",
            },
        )
        content = {"clusters": [one["number"] for one in made.content["clusters"]], "quota": row.quota}
        record("prepare_national", f"round:{row.pk}", by=by, at=at, article="18", content=content)
        _tell(_approvers(by), row, "prepared", _WAITS, "", at)
        return made


def return_recommendation(*, call: int, reason: str, by: Actor, at: datetime) -> None:
    """Send it back to be chosen anew. Raises NotThere, Wrong without a reason."""
    only(by, Role.MUNICIPAL_APPROVER)
    with transaction.atomic():
        row, made = _prepared(call)
        refuse_if({"reason": None if reason.strip() else _NO_REASON})
        prepared_by = made.prepared_by
        made.prepared_by, made.prepared_at, made.returned_why = None, None, reason.strip()
        made.save()
        content = {"reason": reason.strip()}
        record("return_national", f"round:{row.pk}", by=by, at=at, article="18", content=content)
        _tell([prepared_by] if prepared_by else [], row, f"returned:{at.isoformat()}", _BACK, reason.strip(), at)


def approve_recommendation(*, call: int, by: Actor, at: datetime) -> NationalSubmission:
    """Approve what was prepared, as it was prepared, and make its papers.

    Raises NotThere; Refused where the same person chose or prepared it, or where anything has changed since.
    """
    only(by, Role.MUNICIPAL_APPROVER)
    with transaction.atomic():
        row, made = _prepared(call)
        chosen, lacks = looked_over(row, at)
        doers = {made.prepared_by_id, *(choice.decided_by_id for choice, _ in chosen)}
        more = [Lack("four_eyes", _SAME_PERSON, A18)] if by.person in doers else []
        if frozen(row, chosen) != made.content:
            more.append(Lack("unchanged", _CHANGED, A18))
        if lacks or more:
            raise Refused(APPROVE, (*lacks, *more))
        prepared_by = made.prepared_by
        assert prepared_by is not None
        zh, en = (keep_bytes(national_pdf(made.content, lang, day_of(at)), PDF, at) for lang in ("zh", "en"))
        workbook = keep_bytes(national_workbook(made.content, day_of(at)), MEDIA_TYPE, at)
        sent = NationalSubmission.objects.create(
            round=row,
            content=made.content,
            workbook=workbook,
            zh=zh,
            en=en,
            prepared_by=prepared_by,
            by_id=by.person,
            at=at,
        )
        made.delete()
        content = {"clusters": [one["number"] for one in sent.content["clusters"]], "workbook": workbook.pk}
        record("approve_national", f"round:{row.pk}", by=by, at=at, article="18", content=content, sealed=(sent,))
        _tell([prepared_by], row, "approved", _APPROVED, "", at)
        return sent


def _open(call: int, title: Bi) -> Round:
    """A call of which nothing is prepared or sent, locked. Raises NotThere, Refused."""
    row = _locked(call)
    if NationalSubmission.objects.filter(round=row).exists():
        raise Refused(title, (Lack("sent", _SENT, A18),))
    if NationalPreparation.objects.filter(round=row).exclude(prepared_by=None).exists():
        raise Refused(title, (Lack("waits", _PREPARED, A18),))
    return row


def _prepared(call: int) -> tuple[Round, NationalPreparation]:
    row = _locked(call)
    made = NationalPreparation.objects.filter(round=row).exclude(prepared_by=None).first()
    if made is None:
        raise NotThere
    return row, made


def _locked(call: int) -> Round:
    row = Round.objects.select_for_update().filter(pk=call, purpose=Round.Purpose.NATIONAL).first()
    if row is None:
        raise NotThere
    return row


def _approvers(by: Actor) -> Iterable[Person]:
    held = Appointment.objects.filter(role=Role.MUNICIPAL_APPROVER, until=None, person__is_active=True)
    return Person.objects.filter(pk__in=held.values("person")).exclude(pk=by.person).order_by("pk")


def _tell(people: Iterable[Person], row: Round, state: str, title: Bi, reason: str, at: datetime) -> None:
    words = {"title": Bi(zh=row.title_zh, en=row.title_en or row.title_zh), "reason": reason}
    key = f"national:{row.pk}:{state}" if state != "prepared" else f"national:{row.pk}:prepared:{at.isoformat()}"
    tell(people, key, title.fill(**words), _BODY.fill(**words), f"/desk/national/{row.pk}/", at)


CHOOSE = Bi(zh="选择推荐集群", en="Choose whom to recommend")
PREPARE = Bi(zh="拟办国家级推荐", en="Prepare the recommendation")
APPROVE = Bi(zh="审批国家级推荐", en="Approve the recommendation")
_SENT = Bi(zh="推荐材料已批准，不能再改。", en="The recommendation has been approved and cannot be changed.")
_PREPARED = Bi(zh="推荐材料正待审批。", en="The recommendation waits for approval.")
_SAME_PERSON = Bi(zh="选择或拟办的人不能审批。", en="Whoever chose or prepared it cannot also approve it.")
_CHANGED = Bi(
    zh="拟办之后情况有变化（认定、数据、解释或国家名单），须退回重新拟办。",
    en="Something has changed since it was prepared (a recognition, data, a reading, the list): send it back.",
)
_NO_REASON = Bi(zh="请写明退回理由。", en="Give the reason why it is sent back.")
_WAITS = Bi(zh="国家级推荐待审批：{title}", en="A recommendation waits for approval: {title}")
_BACK = Bi(zh="国家级推荐被退回：{title}", en="A recommendation was sent back: {title}")
_APPROVED = Bi(zh="国家级推荐已批准：{title}", en="A recommendation was approved: {title}")
_BODY = Bi(zh="{title}\n{reason}", en="{title}\n{reason}")

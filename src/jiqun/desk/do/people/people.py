"""Ending roles, and the language of an account (the people of `requirements`; Articles 4 and 5)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.may import NotThere, appointments_of, only
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.procedure.roles import INVITERS, OFFICIALS, Role
from jiqun.records.models import Appointment, Person, StandIn


def end_appointment(*, appointment: int, reason: str, by: Actor, at: datetime) -> None:
    """End a role, and whoever stands in for it. What was done in it stays done.

    Raises NotThere; Wrong without a reason, or for one's own last role as administrator.
    """
    only(by, *INVITERS)
    held = appointments_of(by).filter(pk=appointment, until=None).first()
    if held is None or (Role(held.role) in OFFICIALS and by.role != Role.ADMINISTRATOR):
        raise NotThere
    others = Appointment.objects.filter(role=Role.ADMINISTRATOR, until=None).exclude(pk=held.pk)
    last = held.role == Role.ADMINISTRATOR and not others.exists()
    refuse_if({"reason": None if reason.strip() else _NO_REASON, "": _LAST if last else None})
    with transaction.atomic():
        Appointment.objects.filter(pk=held.pk).update(until=at)
        StandIn.objects.filter(appointment=held, ended_at=None).update(ended_at=at)
        content = {"appointment": held.pk, "role": held.role, "reason": reason}
        record("end_role", f"organisation:{held.organisation_id}", by=by, at=at, article="4", content=content)


def choose_language(*, user: object, lang: str) -> None:
    """Remember the language of an account. Not an act with effect: nothing is recorded."""
    if isinstance(user, Person) and lang in ("zh", "en"):
        Person.objects.filter(pk=user.pk).update(lang=lang)


_NO_REASON = Bi(zh="请填写理由。", en="Give a reason.")
_LAST = Bi(
    zh="这是最后一位系统管理员，先邀请另一位再停用。",
    en="This is the last administrator: invite another one before ending this role.",
)

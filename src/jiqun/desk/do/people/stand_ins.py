"""Standing in for an absent official: dated, reasoned and recorded (Articles 4 and 5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.may import NotThere, colleagues_of, the_appointment
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.records.models import StandIn


def arrange_stand_in(
    *,
    appointment: int,
    person: int,
    first_day: date,
    last_day: date,
    reason: str,
    unread: Mapping[str, Bi] | None = None,
    by: Actor,
    at: datetime,
) -> StandIn:
    """Let somebody of the same organisation act for an official between two days, both counted.

    An official arranges it for themselves; an administrator for somebody who cannot any more. Every act says that it
    was done as a stand-in, and four eyes count the person who does it. Raises NotThere, Wrong.
    """
    held = the_appointment(appointment, by)
    colleague = colleagues_of(held).filter(pk=person).first()
    refuse_if(
        {
            "person": None if colleague else _NOT_A_COLLEAGUE,
            "last_day": _ENDS_EARLY if last_day < max(first_day, day_of(at)) else None,
            "reason": None if reason.strip() else _NO_REASON,
        },
        unread,
    )
    with transaction.atomic():
        row = StandIn.objects.create(
            appointment=held,
            person_id=person,
            first_day=first_day,
            last_day=last_day,
            reason=reason.strip(),
            arranged_by_id=by.person,
            arranged_at=at,
        )
        content = {"stand_in": row.pk, "first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
        record("arrange_stand_in", f"appointment:{held.pk}", by=by, at=at, article="5", content=content)
    return row


def end_stand_in(*, stand_in: int, by: Actor, at: datetime) -> None:
    """End an arrangement before its last day: the official themselves, or an administrator. Raises NotThere."""
    row = StandIn.objects.filter(pk=stand_in, ended_at=None).first()
    if row is None:
        raise NotThere
    held = the_appointment(row.appointment_id, by)
    with transaction.atomic():
        if not StandIn.objects.filter(pk=stand_in, ended_at=None).update(ended_at=at):
            raise NotThere
        content = {"stand_in": stand_in}
        record("end_stand_in", f"appointment:{held.pk}", by=by, at=at, article="5", content=content)


_NO_REASON = Bi(zh="请填写理由。", en="Give a reason.")
_NOT_A_COLLEAGUE = Bi(zh="请选择同一机构的另一位同事。", en="Choose another person of the same organisation.")
_ENDS_EARLY = Bi(zh="结束日期不能早于开始日期或今天。", en="It cannot end before it begins, nor before today.")

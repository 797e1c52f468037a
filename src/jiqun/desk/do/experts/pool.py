"""The pool of experts: taking somebody in, changing what is kept of them, suspending (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.may import NotThere, only, the_expert
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.facts.industries import divisions, normal_industry
from jiqun.procedure.roles import Role
from jiqun.records.models import Appointment, Expert, Person

MOST = 60  # files of a round that anybody can be given


@dataclass(frozen=True)
class Particulars:
    """What the pool keeps of an expert: title, divisions of GB/T 4754-2017, term, how many files in a round."""

    title: str
    fields: tuple[str, ...]
    since: date
    until: date
    most: int = 10
    unread: Mapping[str, Bi] = field(default_factory=dict)

    def problems(self) -> dict[str, Bi | None]:
        """By field, what cannot be taken."""
        unknown = [code for code in self.fields if normal_industry(code) not in divisions()]
        return {
            "fields": _NO_FIELD if not self.fields else _UNKNOWN.fill(codes="、".join(unknown)) if unknown else None,
            "until": _ENDS_EARLY if self.until < self.since else None,
            "most": None if 1 <= self.most <= MOST else _MOST,
        }

    def columns(self) -> dict[str, Any]:
        """As they are stored."""
        codes = dict.fromkeys(normal_industry(code) or code for code in self.fields)
        return {
            "title": self.title.strip()[:100],
            "fields": ";".join(codes),
            "since": self.since,
            "until": self.until,
            "most": self.most,
        }


def add_expert(*, appointment: int, particulars: Particulars, by: Actor, at: datetime) -> Expert:
    """Take somebody who has the role of an expert into the pool; their body is the one that the role is held in.

    Raises NotThere, Wrong.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    with transaction.atomic():
        held = Appointment.objects.filter(pk=appointment, role=Role.EXPERT, until=None).first()
        if held is not None:
            Person.objects.select_for_update().get(pk=held.person_id)  # a doubled click takes somebody in once
        taken = held is not None and Expert.objects.filter(person=held.person_id).exists()
        problem = _CHOOSE if held is None else _TAKEN if taken else None
        refuse_if({"appointment": problem, **particulars.problems()}, particulars.unread)
        assert held is not None
        row = Expert.objects.create(
            person_id=held.person_id,
            organisation_id=held.organisation_id,
            **particulars.columns(),
            added_by_id=by.person,
            added_at=at,
        )
        _record("add_expert", row, by, at)
    return row


def change_expert(*, expert: int, particulars: Particulars, by: Actor, at: datetime) -> None:
    """Change fields, title, term or how many files. Raises NotThere, Wrong."""
    only(by, Role.MUNICIPAL_OFFICER)
    refuse_if(particulars.problems(), particulars.unread)
    with transaction.atomic():
        row = _locked(expert, by)
        for name, value in particulars.columns().items():
            setattr(row, name, value)
        row.save()
        _record("change_expert", row, by, at)


def suspend_expert(*, expert: int, reason: str, by: Actor, at: datetime) -> None:
    """Ask the expert nothing new from now on; what is being judged goes on. Raises NotThere, Wrong."""
    only(by, Role.MUNICIPAL_OFFICER)
    refuse_if({"reason": None if reason.strip() else _NO_REASON})
    with transaction.atomic():
        row = _locked(expert, by)
        if row.suspended_at is not None:
            raise NotThere
        row.suspended_at, row.suspended_why = at, reason.strip()
        row.save()
        _record("suspend_expert", row, by, at, reason=reason.strip())


def take_back(*, expert: int, by: Actor, at: datetime) -> None:
    """End a suspension. Raises NotThere."""
    only(by, Role.MUNICIPAL_OFFICER)
    with transaction.atomic():
        row = _locked(expert, by)
        if row.suspended_at is None:
            raise NotThere
        row.suspended_at, row.suspended_why = None, ""
        row.save()
        _record("take_expert_back", row, by, at)


def _locked(expert: int, by: Actor) -> Expert:
    the_expert(by, expert)
    return Expert.objects.select_for_update().get(pk=expert)


def _record(act: str, row: Expert, by: Actor, at: datetime, **more: str) -> None:
    content: dict[str, Any] = {"fields": row.fields, "most": row.most, "organisation": row.organisation_id}
    content |= {"since": row.since.isoformat(), "until": row.until.isoformat(), **more}
    record(act, f"expert:{row.pk}", by=by, at=at, article="9", content=content)


_CHOOSE = Bi(zh="请选择一位已有评审专家角色的人员。", en="Choose somebody who has the role of an expert.")
_TAKEN = Bi(zh="此人已在专家库中。", en="They are in the pool already.")
_NO_FIELD = Bi(zh="请至少填写一个专业领域。", en="Give at least one field.")
_UNKNOWN = Bi(
    zh="不是国民经济行业大类代码：{codes}（两位数字，如39）。",
    en="Not a division of GB/T 4754-2017: {codes} (two digits, such as 39).",
)
_ENDS_EARLY = Bi(zh="聘期不能在开始之前结束。", en="The term cannot end before it begins.")
_MOST = Bi(zh="每批件数须为1至60。", en="From 1 to 60 files in a round.")
_NO_REASON = Bi(zh="请填写理由。", en="Give a reason.")

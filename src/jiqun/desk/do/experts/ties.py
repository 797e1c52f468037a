"""What ties an expert to others: declared by the expert or entered by an officer, ended or removed, never deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.do.experts.leaving import leave_where_in_conflict
from jiqun.desk.may import NotThere, only, the_expert
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.facts.credit_code import credit_code_problem
from jiqun.fairness.conflicts import TIES
from jiqun.procedure.roles import Role
from jiqun.records.models import Expert, ExpertTie


@dataclass(frozen=True)
class Typed:
    """A tie as it was typed: its kind, with whom (a credit code, a name, a standard's number), since and until when."""

    kind: str
    code: str = ""
    name: str = ""
    since: date | None = None
    until: date | None = None
    unread: Mapping[str, Bi] = field(default_factory=dict)

    def problems(self, on: date) -> dict[str, Bi | None]:
        """By field, what cannot be taken."""
        early = self.since is not None and self.until is not None and self.until < self.since
        return {
            "kind": None if self.kind in TIES else _KIND,
            "name": None if self.name.strip() or (self.code.strip() and self.kind != "standard") else _WHOM,
            "code": _CODE if self.code.strip() and credit_code_problem(self.code.strip()) else None,
            "since": _FUTURE if self.since is not None and self.since > on else None,
            "until": _ENDS_EARLY if early else None,
        }


def add_tie(*, expert: int, tie: Typed, by: Actor, at: datetime) -> ExpertTie:
    """Enter a tie: the expert one's own, an officer anybody's. Files that it rules out are gone for the expert at once.

    Raises NotThere, Wrong.
    """
    only(by, Role.EXPERT, Role.MUNICIPAL_OFFICER)
    refuse_if(tie.problems(day_of(at)), tie.unread)
    with transaction.atomic():
        the_expert(by, expert)
        held = Expert.objects.select_for_update().get(pk=expert)
        row = ExpertTie.objects.create(
            expert=held,
            kind=tie.kind,
            code=tie.code.strip(),
            name=tie.name.strip()[:300],
            since=tie.since,
            until=tie.until,
            declared=by.role == Role.EXPERT,
            entered_by_id=by.person,
            entered_at=at,
        )
        content = {"tie": row.pk, "kind": row.kind, "declared": row.declared}
        record("add_tie", f"expert:{expert}", by=by, at=at, article="9", content=content)
        leave_where_in_conflict(held, by, at)
    return row


def remove_tie(*, expert: int, tie: int, by: Actor, at: datetime) -> None:
    """Strike a tie out: it was entered wrongly. An expert strikes one's own, an officer any. Raises NotThere."""
    only(by, Role.EXPERT, Role.MUNICIPAL_OFFICER)
    with transaction.atomic():
        the_expert(by, expert)
        found = ExpertTie.objects.filter(pk=tie, expert=expert, removed_at=None)
        if by.role == Role.EXPERT:
            found = found.filter(declared=True)
        if not found.update(removed_at=at):
            raise NotThere
        record("remove_tie", f"expert:{expert}", by=by, at=at, article="9", content={"tie": tie})


_KIND = Bi(zh="请选择关系类别。", en="Choose the kind of tie.")
_WHOM = Bi(
    zh="请填写单位名称或统一社会信用代码；标准填写编号。", en="Give a name or a credit code; of a standard, its number."
)
_CODE = Bi(
    zh="统一社会信用代码须为18位，且校验位正确。",
    en="A credit code has 18 characters, the last of which checks the others.",
)
_FUTURE = Bi(zh="开始日期不能晚于今天。", en="It cannot begin after today.")
_ENDS_EARLY = Bi(zh="不能在开始之前结束。", en="It cannot end before it begins.")

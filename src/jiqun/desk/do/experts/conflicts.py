"""Setting aside a conflict that the data showed and that is none, with the reason (Article 9)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.experts.interests import interests
from jiqun.desk.may import NotThere, only, the_case, the_expert
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.procedure.roles import Role
from jiqun.records.models import ConflictSetAside


def set_aside(
    *, case: int, expert: int, kind: str, whom: str, reason: str, by: Actor, at: datetime
) -> None:  # the conflict, and why it is none
    """Set one detected conflict aside: a namesake, a firm of another group. What an expert declared stays.

    Raises NotThere for a conflict that was not found, was declared, or is set aside already; Wrong without a reason.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    refuse_if({"reason": None if reason.strip() else _NO_REASON})
    with transaction.atomic():
        row, judge = the_case(by, case, to_change=True), the_expert(by, expert)
        found = interests([row], [judge], at).get((row.pk, judge.pk), ())
        known = [one for one in found if (one.conflict.kind, one.conflict.whom) == (kind, whom)]
        if not known or not known[0].stands or any(one.conflict.declared for one in known):
            raise NotThere
        kept = ConflictSetAside.objects.create(
            expert=judge, case=row, kind=kind, whom=whom, reason=reason.strip(), by_id=by.person, at=at
        )
        content = {"expert": judge.pk, "kind": kind}
        record("set_conflict_aside", f"case:{row.pk}", by=by, at=at, article="9", content=content, sealed=(kept,))


_NO_REASON = Bi(zh="请填写理由。", en="Give a reason.")

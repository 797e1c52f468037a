"""What the visited side says to a finding: the operator of the cluster, or the enterprise itself (Article 9)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.checks.rights import RECORDED, findings_that_hold
from jiqun.desk.may import NotThere, enterprises_of, only, the_case
from jiqun.desk.post import tell
from jiqun.desk.record import record
from jiqun.desk.wrong import Wrong, refuse_if
from jiqun.procedure.roles import Role
from jiqun.records.models import Appointment, Case, CheckFinding, FindingReply, Person

LONGEST = 4000


def reply_to_finding(*, visit: int, finding: int, agrees: str, text: str, by: Actor, at: datetime) -> FindingReply:
    """Agree with a finding, or say why not; once, by the operator or by the enterprise that it is about.

    Raises NotThere; Wrong by field (`agrees`, `text`), also when the time for it is over.
    """
    only(by, Role.OPERATOR, Role.ENTERPRISE)
    text = text.strip()
    with transaction.atomic():
        case = _held(visit, finding, by)
        row = next((one for one in findings_that_hold(case) if one.pk == finding), None)
        if row is None:
            raise NotThere
        if case.stage != RECORDED or hasattr(row, "reply"):
            raise Wrong({"agrees": _REPLIED if hasattr(row, "reply") else _OVER})
        no_words = agrees == "no" and not text
        refuse_if(
            {
                "agrees": None if agrees in ("yes", "no") else _SAY,
                "text": _WHY if no_words else _LONG if len(text) > LONGEST else None,
            }
        )
        reply = FindingReply.objects.create(finding=row, agrees=agrees == "yes", text=text, by_id=by.person, at=at)
        record("reply_to_finding", f"case:{case.pk}", by=by, at=at, article="9", sealed=(reply,))
        _tell(case, row, by, at)
    return reply


def may_reply_to(finding: CheckFinding, by: Actor) -> bool:
    """Whether the actor speaks for the visited side of the finding."""
    if by.role == Role.ENTERPRISE:
        return bool(finding.enterprise.organisation_id == by.organisation)
    return by.role == Role.OPERATOR


def _held(visit: int, finding: int, by: Actor) -> Case:
    """The case, locked. An enterprise reaches it by a finding about itself alone."""
    if by.role == Role.OPERATOR:
        return the_case(by, visit, to_change=True)
    own = CheckFinding.objects.filter(pk=finding, check_of__case=visit, enterprise__in=enterprises_of(by), late=False)
    case = Case.objects.select_for_update().filter(pk__in=own.values("check_of__case")).exclude(stage="planned").first()
    if case is None:
        raise NotThere
    return case


def _tell(case: Case, row: CheckFinding, by: Actor, at: datetime) -> None:
    """What an enterprise says is told to its operator, who hands the replies in."""
    if by.role != Role.ENTERPRISE:
        return
    held = Appointment.objects.filter(organisation=case.operator_id, role=Role.OPERATOR, until=None)
    people = Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("pk")
    words = {"firm": row.enterprise.name, "number": case.number}
    tell(people, f"finding:{row.pk}", _SUBJECT.fill(**words), _BODY.fill(**words), f"/desk/cases/{case.pk}/", at)


_REPLIED = Bi(zh="这项发现已经答复。", en="This finding has its reply already.")
_OVER = Bi(zh="现在不在答复阶段。", en="This is not the time for replies.")
_SAY = Bi(zh="请选择认可或不认可。", en="Say whether you agree.")
_WHY = Bi(zh="不认可的，请说明理由。", en="Say why you do not agree.")
_LONG = Bi(zh="请控制在4000字以内。", en="Keep it within 4,000 characters.")
_SUBJECT = Bi(zh="{firm}答复了核查发现（{number}）", en="{firm} replied to a finding of the spot check ({number})")
_BODY = Bi(
    zh="{firm}已对实地抽查的一项发现作出答复（{number}）。全部答复后，请办理“完成答复”。\n",
    en="{firm} replied to a finding of the spot check {number}. When all are replied to, hand the replies in.\n",
)

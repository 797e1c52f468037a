"""An expert leaves a file: a conflict declared or found, an abstention, a replacement; the officers are told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.do.experts.asking import ask_next
from jiqun.desk.experts.interests import interests
from jiqun.desk.may import NotThere, only, the_assignment
from jiqun.desk.post import people_in, tell
from jiqun.desk.record import record
from jiqun.desk.wrong import Wrong, refuse_if
from jiqun.procedure.roles import Role
from jiqun.records.models import Assignment, Case, Expert, Sheet

State = Assignment.State
AT_WORK = (State.ASKED, State.OPEN)


def declare_conflict(*, assignment: int, reason: str, by: Actor, at: datetime) -> None:
    """The expert has a conflict with a file that was not opened yet: it is gone for them. Raises NotThere, Wrong."""
    _leave_oneself(assignment, "declare_conflict", State.CONFLICT, reason, by, at)


def abstain(*, assignment: int, reason: str, by: Actor, at: datetime) -> None:
    """The expert does not judge this file, before or after opening it. Raises NotThere, Wrong."""
    _leave_oneself(assignment, "abstain", State.ABSTAINED, reason, by, at)


def replace_expert(*, assignment: int, reason: str, by: Actor, at: datetime) -> None:
    """Take an expert off a file. A filed sheet stays, unless a conflict has come to light: nobody swaps a score away.

    Raises NotThere, Wrong.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    refuse_if({"reason": None if reason.strip() else _NO_REASON})
    with transaction.atomic():
        row = the_assignment(by, assignment, to_change=True)
        if row.case.stage != "evaluation" or row.state not in (*AT_WORK, State.FILED):
            raise NotThere
        if row.state == State.FILED and not in_conflict([row], at):
            raise Wrong({"reason": _FILED})
        _gone(row, State.REPLACED, reason, at)
        _record("replace_expert", row, by, at)
        ask_next(row.case, by=by, at=at)


def leave_where_in_conflict(expert: Expert, by: Actor, at: datetime) -> None:
    """Files that the expert is to judge and that a tie now rules out are gone for them; a filed sheet is for officers.

    Needs a transaction.
    """
    rows = Assignment.objects.filter(expert=expert, case__stage="evaluation", state__in=(*AT_WORK, State.FILED))
    list(Case.objects.select_for_update().filter(pk__in=rows.values("case")).order_by("pk"))
    for row in in_conflict(list(rows.select_related("case__round", "case__cluster").order_by("pk")), at):
        if row.state in AT_WORK:
            _gone(row, State.CONFLICT, _BY_TIE.zh, at)
            _record("leave_file", row, by, at)
        subject = _SUBJECT_FILED if row.state == State.FILED else _after(row, by, at)
        tell_officers(row.case, "conflict", subject, at, row.pk)


def in_conflict(rows: list[Assignment], at: datetime) -> list[Assignment]:
    """Those assignments between whose expert and file a conflict stands."""
    experts = Expert.objects.filter(pk__in={row.expert_id for row in rows})
    found = interests({row.case_id: row.case for row in rows}.values(), experts, at)
    return [row for row in rows if any(one.stands for one in found.get((row.case_id, row.expert_id), ()))]


def tell_officers(case: Case, why: str, subject: Bi, at: datetime, key: int) -> None:
    """Tell the Commission's officers something of a file; never who, nor why."""
    name = Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh)
    words = {"cluster": name, "number": case.number}
    path = f"/desk/cases/{case.pk}/experts/"
    people = people_in(case, Role.MUNICIPAL_OFFICER)
    tell(people, f"{why}:{key}", subject.fill(**words), _BODY.fill(**words), path, at)


def _leave_oneself(assignment: int, act: str, end: State, reason: str, by: Actor, at: datetime) -> None:
    only(by, Role.EXPERT)
    refuse_if({"reason": None if reason.strip() else _NO_REASON})
    with transaction.atomic():
        row = the_assignment(by, assignment, to_change=True)
        if row.state not in ((State.ASKED,) if end == State.CONFLICT else AT_WORK):
            raise NotThere
        _gone(row, end, reason, at)
        _record(act, row, by, at)
        tell_officers(row.case, "gone", _after(row, by, at), at, row.pk)


def _after(row: Assignment, by: Actor, at: datetime) -> Bi:
    """Ask the next of those drawn, and what the officers are told: another is needed, or has been asked."""
    return _SUBJECT_NEXT if ask_next(row.case, by=by, at=at) else _SUBJECT


def _gone(row: Assignment, state: State, reason: str, at: datetime) -> None:
    row.state, row.reason, row.ended_at = state, reason.strip(), at
    row.save(update_fields=["state", "reason", "ended_at"])
    Sheet.objects.filter(assignment=row).delete()


def _record(act: str, row: Assignment, by: Actor, at: datetime) -> None:
    content = {"assignment": row.pk, "state": row.state}
    record(act, f"case:{row.case_id}", by=by, at=at, article="9", content=content)


_NO_REASON = Bi(zh="请填写理由。", en="Give a reason.")
_FILED = Bi(
    zh="该专家已提交评分，只有发现利害关系时才能更换；请先在专家库中登记该关系。",
    en="This expert has filed a sheet: it is replaced only where a conflict has come to light. Enter the tie first.",
)
_BY_TIE = Bi(zh="新登记的利害关系", en="a tie that was entered since")
_SUBJECT = Bi(zh="{cluster}：需要补选评审专家", en="{cluster}: another expert is needed")
_SUBJECT_NEXT = Bi(
    zh="{cluster}：一位专家退出，已按抽签顺序通知下一位", en="{cluster}: an expert left, the next one drawn was asked"
)
_SUBJECT_FILED = Bi(
    zh="{cluster}：已提交评分的专家被发现有利害关系", en="{cluster}: a conflict of an expert who has filed a sheet"
)
_BODY = Bi(
    zh="案件{number}（{cluster}）的评审专家有变化，请查看并处理。",
    en="Something has changed with the experts of case {number} ({cluster}): please look and act.",
)

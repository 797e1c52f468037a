"""An expert opens a file, fills in the sheet of points and files it; nobody else reads it before all are in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.do.experts.leaving import in_conflict, tell_officers
from jiqun.desk.experts.sheets import stored, written
from jiqun.desk.may import NotThere, only, the_assignment
from jiqun.desk.record import record
from jiqun.desk.wrong import Wrong, refuse_if
from jiqun.fairness.rubric import rubric_of
from jiqun.procedure.roles import Role
from jiqun.records.models import Assignment, FiledSheet, Sheet

State = Assignment.State


def open_file(*, assignment: int, declared: bool, by: Actor, at: datetime) -> None:
    """Declare that there is no conflict: the file opens. Raises NotThere; Wrong without the declaration."""
    only(by, Role.EXPERT)
    refuse_if({"declared": None if declared else _DECLARE})
    with transaction.atomic():
        row = the_assignment(by, assignment, to_change=True)
        if row.state == State.OPEN:
            return  # a doubled click
        if row.state != State.ASKED or in_conflict([row], at):
            raise NotThere
        row.state, row.declared_at = State.OPEN, at
        row.save(update_fields=["state", "declared_at"])
        Sheet.objects.create(assignment=row, saved_at=at)
        content = {"assignment": row.pk, "no_conflict": True}
        record("open_file", f"case:{row.case_id}", by=by, at=at, article="9", content=content)


def save_sheet(  # what stands on a sheet, and which version of it was changed
    *,
    assignment: int,
    version: int,
    points: Mapping[str, str],
    comments: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> int:
    """Keep what is written so far; the answer is the sheet's new version. Nothing here has effect: nothing is recorded.

    Raises NotThere; Wrong for what cannot be taken, and where another window has changed it since.
    """
    only(by, Role.EXPERT)
    typed, problems = written(points, comments)
    refuse_if(problems)
    with transaction.atomic():
        row = _sheet(assignment, by)
        if (typed.points, typed.comments) == (row.points, row.comments):
            return row.version
        if row.version != version:
            raise Wrong({"version": _ELSEWHERE})
        row.points, row.comments = dict(typed.points), dict(typed.comments)
        row.version, row.saved_at = version + 1, at
        row.save()
    return row.version


def file_sheet(*, assignment: int, version: int, independent: bool, by: Actor, at: datetime) -> FiledSheet:
    """File the sheet as it stands: it is sealed and never changed. A doubled click files once.

    Raises NotThere; Wrong with all that is lacking, without the declaration of independence, or if it was changed
    since it was looked at.
    """
    only(by, Role.EXPERT)
    with transaction.atomic():
        assigned = the_assignment(by, assignment, to_change=True)
        if assigned.state == State.FILED:
            return assigned.filed_sheet
        row = _sheet(assignment, by)
        assert assigned.case.round is not None
        problems: dict[str, Bi | None] = {**stored(row).lacking(rubric_of(assigned.case.round.rubric))}
        problems["independent"] = None if independent else _INDEPENDENT
        problems["version"] = None if row.version == version else _ELSEWHERE
        refuse_if(problems)
        filed = FiledSheet.objects.create(
            assignment=assigned, points=row.points, comments=row.comments, by_id=by.person, at=at
        )
        row.delete()
        assigned.state, assigned.ended_at = State.FILED, at
        assigned.save(update_fields=["state", "ended_at"])
        content = {"assignment": assigned.pk, "independent": True}
        subject = f"case:{assigned.case_id}"
        record("file_sheet", subject, by=by, at=at, article="9", content=content, sealed=(filed,))
        _tell_when_all_in(assigned, at)
    return filed


def _sheet(assignment: int, by: Actor) -> Sheet:
    """The sheet of an open file, locked. Raises NotThere."""
    row = the_assignment(by, assignment, to_change=True)
    if row.state != State.OPEN:
        raise NotThere
    return Sheet.objects.select_for_update().get(assignment=row)


def _tell_when_all_in(filed: Assignment, at: datetime) -> None:
    states = list(Assignment.objects.filter(case=filed.case_id).values_list("state", flat=True))
    assert filed.case.round is not None
    enough = states.count(State.FILED) >= rubric_of(filed.case.round.rubric).experts
    if enough and not {State.ASKED, State.OPEN} & set(states):
        tell_officers(filed.case, "sheets", _ALL_IN, at, filed.pk)


_DECLARE = Bi(zh="请先声明与该集群没有利害关系。", en="First declare that you have no conflict with this file.")
_INDEPENDENT = Bi(zh="请声明本人独立评审。", en="Declare that you judged independently.")
_ELSEWHERE = Bi(
    zh="评分表已在另一窗口修改，未予覆盖；请核对后再保存。",
    en="The sheet was changed in another window and was not written over: compare, then save again.",
)
_ALL_IN = Bi(zh="{cluster}：专家评分已全部提交", en="{cluster}: all sheets are in")

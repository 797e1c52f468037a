"""Giving files to experts: a whole round by the best assignment, or one expert by hand (Article 9)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.do.experts.asking import asked, tell_asked
from jiqun.desk.experts.assigning import STAYS, Plan, by_draw, due_day, loads_in, plan_of, serving
from jiqun.desk.experts.interests import interests
from jiqun.desk.experts.merit import figure_of_case
from jiqun.desk.may import NotThere, only, the_case
from jiqun.desk.record import record
from jiqun.desk.rounds.purposes import BY_STAGES
from jiqun.desk.wrong import refuse_if
from jiqun.fairness.rubric import rubric_of
from jiqun.procedure.roles import Role
from jiqun.records.models import Assignment, AssignmentRun, Case, DrawReveal, Expert, Round


def assign_round(*, round_id: int, seen: str, by: Actor, at: datetime) -> AssignmentRun:
    """Make the assignment that was looked at: `seen` is its key. Every asked expert is told once, with the due day.

    Raises NotThere, also where the round's notice has its experts drawn; Wrong where there is nothing to give, no
    assignment, or something has changed since it was looked at.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    with transaction.atomic():
        notice = Round.objects.select_for_update().filter(pk=round_id, purpose__in=BY_STAGES).first()
        if notice is None or by_draw(notice):
            raise NotThere
        list(Case.objects.select_for_update().filter(round=notice, stage="evaluation").order_by("pk"))
        plan = plan_of(notice, at)
        refuse_if({"": _problem(plan), "seen": None if plan.key == seen else _CHANGED})
        run = AssignmentRun.objects.create(
            round=notice, how="best", key=plan.key, content=plan.as_dict(), by_id=by.person, at=at
        )
        due_on = due_day(notice, at)
        made = [asked(case, expert, "best", due_on, at) for case, expert in plan.new]
        Assignment.objects.bulk_create(made)
        content = {"run": run.pk, "how": run.how, "assignments": len(made)}
        record("assign_experts", f"round:{notice.pk}", by=by, at=at, article="9", content=content, sealed=(run,))
        tell_asked(made, f"assigned:{run.pk}", due_on, at)
    return run


def pick_expert(*, case: int, expert: int, by: Actor, at: datetime) -> Assignment:
    """Give one file to one expert by hand. A doubled click asks once.

    Raises NotThere; Wrong where the expert has a conflict, was on the file before, cannot be asked, has no room, where
    all scores of the file are in: nobody is added when they are known, and where the notice has experts drawn and the
    draw is still to be made or has filled the file.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    with transaction.atomic():
        row = the_case(by, case, to_change=True)
        judge = Expert.objects.filter(pk=expert).first()
        if judge is None or row.stage != "evaluation" or row.round is None:
            raise NotThere
        before = Assignment.objects.filter(case=row, expert=judge).first()
        if before is not None and before.state in STAYS:
            return before
        refuse_if({"expert": _against(row, judge, at, was_here=before is not None)})
        due_on = due_day(row.round, at)
        made = asked(row.pk, judge.pk, "picked", due_on, at)
        made.save()
        content = {"assignment": made.pk, "expert": judge.pk}
        record("pick_expert", f"case:{row.pk}", by=by, at=at, article="9", content=content)
        tell_asked([made], f"asked:{made.pk}", due_on, at)
    return made


def _problem(plan: Plan) -> Bi | None:
    if not plan.seats:
        return _NOTHING
    return _IMPOSSIBLE if plan.given is None else None


def _against(case: Case, judge: Expert, at: datetime, *, was_here: bool) -> Bi | None:
    """Why the expert cannot be asked for the file; None if they can."""
    assert case.round is not None
    if by_draw(case.round) and not _draw_ran_out(case):
        return _BY_DRAW
    found = interests([case], [judge], at).get((case.pk, judge.pk), ())
    for one in found:
        if one.stands:
            return one.conflict.reason
    if was_here:
        return _LEFT
    if not serving(day_of(at)).filter(pk=judge.pk).exists():
        return _NOT_SERVING
    if loads_in(case.round)[judge.pk] >= judge.most:
        return _FULL.fill(n=judge.most)
    return _KNOWN if figure_of_case(case) is not None else None


def _draw_ran_out(case: Case) -> bool:
    """Whether the draw was made and nobody whom it named is left to be asked: then the file still lacks experts."""
    assert case.round is not None
    drawn = DrawReveal.objects.filter(draw__case=case, draw__purpose="experts").exists()
    staying = Assignment.objects.filter(case=case, state__in=STAYS).count()
    return drawn and staying < rubric_of(case.round.rubric).experts


_NOTHING = Bi(zh="没有需要分配专家的案件。", en="No file lacks experts.")
_IMPOSSIBLE = Bi(zh="现有专家无法完成分配。", en="The experts there are do not suffice.")
_CHANGED = Bi(
    zh="预览之后案件或专家有变化，请核对新的预览。", en="Files or experts have changed since the preview: look again."
)
_LEFT = Bi(zh="该专家曾分配到此案并已退出。", en="They were on this file and left it.")
_NOT_SERVING = Bi(
    zh="该专家已暂停、不在聘期内或已无评审专家角色。", en="Suspended, outside of their term, or no expert any more."
)
_FULL = Bi(zh="该专家本批已有{n}件，达到上限。", en="They have {n} files of this round, as many as they take.")
_KNOWN = Bi(
    zh="该案评分已全部提交并公开给市级，不能再增加专家。",
    en="All scores of this file are in and known: no expert can be added any more.",
)
_BY_DRAW = Bi(
    zh="申报通知规定专家由抽签产生：抽签之后名额仍不足时，才能人工选定。",
    en="The notice has experts drawn: one is picked by hand only where the draw was made and the file still lacks one.",
)

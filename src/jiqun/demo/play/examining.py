"""The Commission's formality check, experts and their sheets (Article 9)."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import cycle

from jiqun.demo.play.scene import Applicant, Scene, fields_of
from jiqun.demo.stages import act
from jiqun.desk.actor import Actor
from jiqun.desk.do.applying.formality import check_formality
from jiqun.desk.do.experts.assigning import assign_round, pick_expert
from jiqun.desk.do.experts.leaving import declare_conflict
from jiqun.desk.do.experts.panel import Meeting, record_panel, settle_tie
from jiqun.desk.do.experts.pool import Particulars, add_expert
from jiqun.desk.do.experts.sheet import file_sheet, open_file, save_sheet
from jiqun.desk.look.cases.case import version_of
from jiqun.desk.look.experts.checking import check_conflicts
from jiqun.desk.look.experts.evaluation import list_evaluations
from jiqun.desk.look.experts.merit import look_at_merit
from jiqun.desk.look.experts.planning import preview_assignment
from jiqun.desk.look.experts.progress import file_progress
from jiqun.desk.look.reviewing.formality import look_at_formality

_SPREAD = (-2, 0, 2)  # how the three experts of a file differ
_WIDE = (-18, 0, 18)
_BEST = 96


def check_forms(scene: Scene) -> None:
    """Each recommended application is checked: one is returned, one recommendation is questioned; then accepted."""
    for one in scene.still():
        if one.fate == "city_returned":
            due = scene.day(5, 30)
            act(one.case, "return_formality", scene.officer, scene.at(5, 20), reason="请补充盖章件。", due_on=due)
            act(one.case, "resubmit_to_city", one.demo.operator, scene.at(5, 22), declared="password")
        if one.fate == "challenged":
            due = scene.day(5, 30)
            act(one.case, "challenge", scene.officer, scene.at(5, 20), reason="请说明A6.2.2的判断。", due_on=due)
            act(one.case, "uphold_recommendation", one.demo.officer, scene.at(5, 22), reason="（演示）属本区支柱产业。")
        _check(scene, one, scene.at(5, 26))
        act(one.case, "accept_formality", scene.officer, scene.at(5, 26, 10))


def invite_experts(scene: Scene) -> None:
    """The pool: every expert with fields and a term."""
    for number, expert in enumerate(scene.crew.experts):
        who = Particulars(
            "研究员", fields_of(number), scene.day(1, 1), scene.day(12, 31).replace(year=scene.year + 2), 12
        )
        add_expert(appointment=expert.appointment, particulars=who, by=scene.officer, at=scene.at(5, 27))


def assign(scene: Scene) -> None:
    """The optimiser gives each file its experts; one of them has a conflict and is replaced by hand."""
    when = scene.at(6, 2)
    preview = preview_assignment(scene.round, by=scene.officer, at=when)
    assign_round(round_id=scene.round, seen=preview.seen, by=scene.officer, at=when)
    for one in scene.of("replaced"):
        here = file_progress(one.case, by=scene.officer, at=when).experts[0]
        person = next(each for each in scene.crew.experts if each.name == here.name)
        reason = "（演示）曾为该集群提供咨询。"
        declare_conflict(assignment=here.id, reason=reason, by=person, at=scene.at(6, 3))
        free = check_conflicts(one.case, by=scene.officer, at=scene.at(6, 3)).experts
        other = next(each.expert for each in free if each.may_be_asked)
        pick_expert(case=one.case, expert=other, by=scene.officer, at=scene.at(6, 3))


def judge(scene: Scene) -> None:
    """Every expert declares, opens, scores and files each of their files."""
    _value(scene)
    names = {one.demo.name: one for one in scene.applicants}
    turns = {one.case: cycle(_WIDE if one.fate == "wide" else _SPREAD) for one in scene.applicants}
    for expert in scene.crew.experts:
        for item in list_evaluations(by=expert, at=scene.at(6, 4)):
            if one := names.get(item.cluster.zh):
                _file(item.id, one, next(turns[one.case]), expert, scene.at(6, 5))


def meet(scene: Scene) -> None:
    """A panel settles the file whose experts are far apart."""
    for one in scene.of("wide"):
        present = tuple(each.expert for each in file_progress(one.case, by=scene.officer, at=scene.at(6, 20)).experts)
        minutes = "（演示）专家就评分分歧讨论后形成一致意见。"
        meeting = Meeting(scene.day(6, 19), present, minutes, (len(present), 0, 0), str(one.points))
        record_panel(case=one.case, meeting=meeting, by=scene.officer, at=scene.at(6, 20))


def close(scene: Scene) -> None:
    """The evaluations are closed; files that share a place at the quota's line are put in an order."""
    for one in scene.still():
        act(one.case, "close_evaluation", scene.officer, scene.at(7, 2))
    merit = look_at_merit(scene.round, by=scene.officer, at=scene.at(7, 2))
    for tie in merit.ties:
        order = tuple(row.case for row in tie)
        reason = "（演示）各项分值相同，按区推荐名次确定先后。"
        settle_tie(round_id=scene.round, order=order, reason=reason, by=scene.officer, at=scene.at(7, 2, 10))


def _value(scene: Scene) -> None:
    """How good each file is to its experts, one point after the other; two that are equal stand on the quota's line."""
    order = [one for one in scene.still() if one.fate not in ("failed_check", "tied")]
    line = scene.quota - 1 if scene.quota else len(order)
    order = [*order[:line], *scene.of("tied"), *order[line:], *scene.of("failed_check")]
    for place, one in enumerate(order):
        one.points = _BEST - place
    for one in scene.of("tied"):
        one.points = scene.of("tied")[0].points


def _check(scene: Scene, one: Applicant, at: datetime) -> None:
    items = look_at_formality(one.case, by=scene.officer, at=at).items
    seen = {item.name: "yes" for item in items}
    notes = {item.name: "" if item.found == "yes" else "（演示）已核对原件。" for item in items}
    version = version_of(one.case, by=scene.officer)
    check_formality(case=one.case, version=version, seen=seen, notes=notes, by=scene.officer, at=at)


def _file(assignment: int, one: Applicant, off: int, expert: Actor, at: datetime) -> None:
    open_file(assignment=assignment, declared=True, by=expert, at=at)
    points = {str(group): str(min(max(one.points + off + (group % 3 - 1), 0), 100)) for group in range(1, 10)}
    comments = {str(group): "（演示）材料充分，符合要求。" for group in range(1, 10)}
    later = at + timedelta(hours=2)
    version = save_sheet(assignment=assignment, version=1, points=points, comments=comments, by=expert, at=later)
    file_sheet(assignment=assignment, version=version, independent=True, by=expert, at=later)

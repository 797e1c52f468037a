"""The Commission's side of the evaluation: who judges what, progress, scores once all are in, panels (Article 9)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.experts.assigning import assign_round, pick_expert
from jiqun.desk.do.experts.conflicts import set_aside
from jiqun.desk.do.experts.leaving import replace_expert
from jiqun.desk.do.experts.panel import Meeting, record_panel
from jiqun.desk.do.experts.running import extend_due_day, remind_experts
from jiqun.desk.look.experts.checking import check_conflicts
from jiqun.desk.look.experts.figures import look_at_scores, panel_minutes
from jiqun.desk.look.experts.planning import preview_assignment
from jiqun.desk.look.experts.progress import FileProgress, Judging, file_progress, round_progress, the_judging
from jiqun.desk.may import NotThere
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.experts import CITY, OFFICER
from jiqun.web.language import current
from jiqun.web.routes import page
from jiqun.web.sending import download
from jiqun.web.typed import Typed


@require_GET
def round_experts(request: DeskRequest, round_id: int) -> HttpResponse:
    """How far the experts of a round are."""
    view = round_progress(round_id, by=acting_in(request), at=clock.now())
    return render(request, "experts/round.html", {"view": view})


@require_http_methods(["GET", "POST"])
def round_assign(request: DeskRequest, round_id: int) -> HttpResponse:
    """The assignment before it is made, and making it."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    if request.method == "POST":
        try:
            assign_round(round_id=round_id, seen=request.POST.get("seen", ""), by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, _ASSIGNED.say(current()))
            return redirect("round_experts", round_id)
    told = {"view": preview_assignment(round_id, by=by, at=at), "problems": problems}
    return render(request, "experts/assign.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def round_remind(request: DeskRequest, round_id: int) -> HttpResponse:
    """Whom a reminder reaches, and sending it to all of them."""
    by, at = acting_in(request), clock.now()
    view = round_progress(round_id, by=by, at=at)
    if request.method == "POST":
        told = remind_experts(assignments=[one.id for one in view.waiting], by=by, at=at)
        messages.success(request, _REMINDED.fill(n=told).say(current()))
        return redirect("round_experts", round_id)
    return render(request, "experts/remind.html", {"view": view})


@require_GET
def file_experts(request: DeskRequest, case_id: int) -> HttpResponse:
    """One file: its experts, the conflict check over the whole pool, its scores once all are in."""
    return _file_page(request, case_id, {})


@require_http_methods(["GET", "POST"])
def file_pick(request: DeskRequest, case_id: int) -> HttpResponse:
    """Giving the file to one expert by hand."""
    if request.method == "GET":
        return _file_page(request, case_id, problems_in(request))
    chosen = whole(request.POST.get("expert", ""))
    try:
        pick_expert(case=case_id, expert=chosen, by=acting_in(request), at=clock.now())
    except Wrong as wrong:
        return _file_page(request, case_id, wrong.problems)
    return redirect("file_experts", case_id)


@require_http_methods(["GET", "POST"])
def file_set_aside(request: DeskRequest, case_id: int) -> HttpResponse:
    """Setting a detected conflict aside, with the reason."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    given = sent(request) or request.GET
    expert, kind, whom = whole(given.get("expert", "")), given.get("kind", ""), given.get("whom", "")
    if request.method == "POST":
        try:
            reason = request.POST.get("reason", "")
            set_aside(case=case_id, expert=expert, kind=kind, whom=whom, reason=reason, by=by, at=at)
            return redirect("file_experts", case_id)
        except Wrong as wrong:
            problems = wrong.problems
    found = next((one for one in check_conflicts(case_id, by=by, at=at).experts if one.expert == expert), None)
    shown = next((one for one in found.conflicts if (one.kind, one.whom) == (kind, whom)), None) if found else None
    if shown is None or shown.declared or shown.set_aside:
        raise NotThere
    told: dict[str, Any] = {"file": file_progress(case_id, by=by, at=at), "one": found, "conflict": shown}
    told |= {"problems": problems, "typed": sent(request)}
    return render(request, "experts/set_aside.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def expert_replace(request: DeskRequest, case_id: int, assignment_id: int) -> HttpResponse:
    """Taking an expert off a file."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    file, one = _on_file(request, case_id, assignment_id)
    if one.gone:
        raise NotThere
    if request.method == "POST":
        try:
            replace_expert(assignment=assignment_id, reason=request.POST.get("reason", ""), by=by, at=at)
            return redirect("file_experts", case_id)
        except Wrong as wrong:
            problems = wrong.problems
    told = {"file": file, "one": one, "problems": problems, "typed": sent(request)}
    return render(request, "experts/replace.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def expert_extend(request: DeskRequest, case_id: int, assignment_id: int) -> HttpResponse:
    """Giving an expert more time."""
    by, at, problems, typed = acting_in(request), clock.now(), problems_in(request), Typed(request)
    file, one = _on_file(request, case_id, assignment_id)
    if not one.at_work:
        raise NotThere
    if request.method == "POST":
        try:
            due_on, reason = typed.day("due_on"), typed.text("reason")
            extend_due_day(assignment=assignment_id, due_on=due_on, reason=reason, unread=typed.problems, by=by, at=at)
            return redirect("file_experts", case_id)
        except Wrong as wrong:
            problems = wrong.problems
    told = {"file": file, "one": one, "problems": problems, "typed": sent(request)}
    return render(request, "experts/extend.html", told, status=422 if problems else 200)


@require_POST
def expert_remind(request: DeskRequest, case_id: int, assignment_id: int) -> HttpResponse:
    """Reminding one expert."""
    _on_file(request, case_id, assignment_id)
    told = remind_experts(assignments=[assignment_id], by=acting_in(request), at=clock.now())
    messages.success(request, _REMINDED.fill(n=told).say(current()))
    return redirect("file_experts", case_id)


@require_http_methods(["GET", "POST"])
def panel_new(request: DeskRequest, case_id: int) -> HttpResponse:
    """Recording a meeting of the experts of a file."""
    by, at, problems, typed = acting_in(request), clock.now(), problems_in(request), Typed(request)
    scores = look_at_scores(case_id, by=by)
    if scores is None or not scores.wide:
        raise NotThere
    if request.method == "POST":
        try:
            record_panel(case=case_id, meeting=_meeting(typed), by=by, at=at)
            return redirect("file_experts", case_id)
        except Wrong as wrong:
            problems = wrong.problems
    told: dict[str, Any] = {"file": file_progress(case_id, by=by, at=at), "scores": scores, "problems": problems}
    told |= {"typed": sent(request), "present": sent(request).getlist("present")}
    return render(request, "experts/panel.html", told, status=422 if problems else 200)


@require_GET
def panel_paper(request: DeskRequest, case_id: int, panel_id: int) -> HttpResponse:
    """The signed minutes of a meeting."""
    paper = panel_minutes(case_id, panel_id, by=acting_in(request))
    return download(paper.data, paper.name, paper.media_type)


def _file_page(request: DeskRequest, case_id: int, problems: dict[str, Bi]) -> HttpResponse:
    by, at = acting_in(request), clock.now()
    told: dict[str, Any] = {
        "file": file_progress(case_id, by=by, at=at),
        "check": check_conflicts(case_id, by=by, at=at),
    }
    told |= {"scores": look_at_scores(case_id, by=by), "problems": problems}
    told["may_act"] = by.role == Role.MUNICIPAL_OFFICER and told["file"].stage == "evaluation"
    return render(request, "experts/file.html", told, status=422 if problems else 200)


def _on_file(request: DeskRequest, case_id: int, assignment: int) -> tuple[FileProgress, Judging]:
    file, one = the_judging(assignment, by=acting_in(request), at=clock.now())
    if file.case != case_id:
        raise NotThere
    return file, one


def _meeting(typed: Typed) -> Meeting:
    votes = tuple(whole(typed.text(name), -1) for name in ("votes_for", "votes_against", "votes_abstained"))
    present = tuple(whole(one) for one in typed.several("present"))
    return Meeting(
        held_on=typed.day("held_on"),
        present=present,
        minutes=typed.text("minutes"),
        votes=(votes[0], votes[1], votes[2]),
        figure=typed.text("figure"),
        signed=typed.file("signed"),
        unread=typed.problems,
    )


_ASSIGNED = Bi(zh="已分配，专家已收到通知。", en="Assigned; the experts have been told.")
_REMINDED = Bi(zh="已提醒{n}人（同一天只提醒一次）。", en="{n} reminded (once a day each).")
_FILE = "desk/cases/<int:case_id>/experts/"
_ONE = f"{_FILE}<int:assignment_id>/"
ROUTES: list[URLPattern] = [
    page("desk/rounds/<int:round_id>/experts/", round_experts, CITY),
    page("desk/rounds/<int:round_id>/experts/assign/", round_assign, OFFICER),
    page("desk/rounds/<int:round_id>/experts/remind/", round_remind, OFFICER),
    page(_FILE, file_experts, CITY),
    page(f"{_FILE}pick/", file_pick, OFFICER),
    page(f"{_FILE}set-aside/", file_set_aside, OFFICER),
    page(f"{_ONE}replace/", expert_replace, OFFICER),
    page(f"{_ONE}extend/", expert_extend, OFFICER),
    page(f"{_ONE}remind/", expert_remind, OFFICER),
    page("desk/cases/<int:case_id>/panel/", panel_new, OFFICER),
    page("desk/cases/<int:case_id>/panel/<int:panel_id>/minutes/", panel_paper, CITY),
]

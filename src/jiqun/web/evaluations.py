"""An expert's pages: interests, files to judge, the declaration before one opens, the sheet beside it (Article 9)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.experts.leaving import abstain, declare_conflict
from jiqun.desk.do.experts.sheet import file_sheet, open_file, save_sheet
from jiqun.desk.do.experts.ties import add_tie, remove_tie
from jiqun.desk.look.experts.evaluation import evidence_for, list_evaluations, look_at_evaluation, look_at_sheet
from jiqun.desk.look.experts.pool import kinds_of_tie, own_number, own_ties
from jiqun.desk.may import NotThere
from jiqun.desk.wrong import Wrong
from jiqun.fairness.rubric import GROUPS
from jiqun.procedure.roles import Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.experts import tie_typed
from jiqun.web.language import current
from jiqun.web.routes import page, roles
from jiqun.web.sending import download


@require_GET
def evaluations(request: DeskRequest) -> HttpResponse:
    """The files that one is to judge, or has judged."""
    return render(
        request, "experts/evaluations.html", {"found": list_evaluations(by=acting_in(request), at=clock.now())}
    )


@require_GET
def evaluation(request: DeskRequest, assignment_id: int) -> HttpResponse:
    """One file: the declaration while it is shut, else what was filed and the sheet beside it."""
    return _page(request, assignment_id)


@require_http_methods(["GET", "POST"])
def evaluation_open(request: DeskRequest, assignment_id: int) -> HttpResponse:
    """Declaring no conflict, or one."""
    if request.method == "GET":
        return _page(request, assignment_id, problems_in(request))
    by, at = acting_in(request), clock.now()
    try:
        if request.POST.get("conflict") == "yes":
            declare_conflict(assignment=assignment_id, reason=request.POST.get("reason", ""), by=by, at=at)
            messages.success(request, _GONE.say(current()))
            return redirect("evaluations")
        declared = request.POST.get("conflict") == "no"
        open_file(assignment=assignment_id, declared=declared, by=by, at=at)
    except Wrong as wrong:
        return _page(request, assignment_id, wrong.problems)
    return redirect("evaluation", assignment_id)


@require_http_methods(["GET", "POST"])
def evaluation_sheet(request: DeskRequest, assignment_id: int) -> HttpResponse:
    """Keeping the sheet: while typing, or by its button, which then leads to filing it if that was pressed."""
    if request.method == "GET":
        return _page(request, assignment_id, problems_in(request))
    by, at, problems = acting_in(request), clock.now(), {}
    points, comments = _typed(request, "points"), _typed(request, "comment")
    try:
        version = whole(request.POST.get("version", ""))
        save_sheet(assignment=assignment_id, version=version, points=points, comments=comments, by=by, at=at)
    except Wrong as wrong:
        problems = wrong.problems
    if request.htmx:
        told = {"sheet": look_at_sheet(assignment_id, by=by), "problems": problems, "at": at}
        return render(request, "experts/_sheet_kept.html", told)
    if problems:
        return _page(request, assignment_id, problems)
    if "next" in request.POST:
        return redirect("evaluation_file", assignment_id)
    messages.success(request, _KEPT.say(current()))
    return redirect("evaluation", assignment_id)


@require_http_methods(["GET", "POST"])
def evaluation_file(request: DeskRequest, assignment_id: int) -> HttpResponse:
    """The sheet once more as a whole, the declaration of independence, and filing it."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    if request.method == "POST":
        try:
            version = whole(request.POST.get("version", ""))
            independent = request.POST.get("independent") == "yes"
            file_sheet(assignment=assignment_id, version=version, independent=independent, by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, _FILED.say(current()))
            return redirect("evaluation", assignment_id)
    view = look_at_evaluation(assignment_id, by=by, at=at)
    if view.state != "open":
        raise NotThere
    told = {"view": view, "problems": problems, "typed": sent(request)}
    return render(request, "experts/filing.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def evaluation_abstain(request: DeskRequest, assignment_id: int) -> HttpResponse:
    """Leaving a file, with the reason."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    view = look_at_evaluation(assignment_id, by=by, at=at)
    if view.state == "filed":
        raise NotThere
    if request.method == "POST":
        try:
            abstain(assignment=assignment_id, reason=request.POST.get("reason", ""), by=by, at=at)
            messages.success(request, _GONE.say(current()))
            return redirect("evaluations")
        except Wrong as wrong:
            problems = wrong.problems
    told = {"view": view, "problems": problems, "typed": sent(request)}
    return render(request, "experts/abstain.html", told, status=422 if problems else 200)


@require_GET
def evaluation_evidence(request: DeskRequest, assignment_id: int, evidence_id: int) -> HttpResponse:
    """A file that the applicant attached."""
    paper = evidence_for(assignment_id, evidence_id, by=acting_in(request))
    return download(paper.data, paper.name, paper.media_type)


@require_http_methods(["GET", "POST"])
def my_interests(request: DeskRequest) -> HttpResponse:
    """What ties one to others, and declaring more of it."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    if request.method == "POST":
        try:
            add_tie(expert=own_number(by=by), tie=tie_typed(request), by=by, at=at)
            return redirect("my_interests")
        except Wrong as wrong:
            problems = wrong.problems
    told = {"ties": own_ties(by=by), "kinds": kinds_of_tie(), "problems": problems, "typed": sent(request)}
    return render(request, "experts/my_interests.html", told, status=422 if problems else 200)


@require_POST
def my_interest_remove(request: DeskRequest, tie_id: int) -> HttpResponse:
    """Striking out what one declared by mistake."""
    by = acting_in(request)
    remove_tie(expert=own_number(by=by), tie=tie_id, by=by, at=clock.now())
    return redirect("my_interests")


def _page(request: DeskRequest, assignment: int, problems: dict[str, Bi] | None = None) -> HttpResponse:
    view = look_at_evaluation(assignment, by=acting_in(request), at=clock.now())
    template = "experts/declare.html" if view.file is None else "experts/evaluation.html"
    told: dict[str, Any] = {"view": view, "problems": problems or {}, "typed": sent(request)}
    return render(request, template, told, status=422 if problems else 200)


def _typed(request: DeskRequest, name: str) -> dict[str, str]:
    return {str(group): request.POST.get(f"{name}-{group}", "") for group in GROUPS}


_GONE = Bi(zh="已记录，该件不再由您评审。", en="Recorded: this file is not yours any more.")
_KEPT = Bi(zh="评分表已保存。", en="The sheet is kept.")
_FILED = Bi(zh="评分已提交并封存。", en="The sheet is filed and sealed.")
EXPERT = roles(Role.EXPERT)
ROUTES: list[URLPattern] = [
    page("desk/evaluations/", evaluations, EXPERT),
    page("desk/evaluations/<int:assignment_id>/", evaluation, EXPERT),
    page("desk/evaluations/<int:assignment_id>/open/", evaluation_open, EXPERT),
    page("desk/evaluations/<int:assignment_id>/sheet/", evaluation_sheet, EXPERT),
    page("desk/evaluations/<int:assignment_id>/file/", evaluation_file, EXPERT),
    page("desk/evaluations/<int:assignment_id>/abstain/", evaluation_abstain, EXPERT),
    page("desk/evaluations/<int:assignment_id>/evidence/<int:evidence_id>/", evaluation_evidence, EXPERT),
    page("desk/my-interests/", my_interests, EXPERT),
    page("desk/my-interests/<int:tie_id>/remove/", my_interest_remove, EXPERT),
]

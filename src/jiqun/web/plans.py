"""Plans and what was reached of them: reported by the operator, judged by its district (Articles 10, 15 and 16)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.plans.progress import judge_progress, report_progress
from jiqun.desk.look.cases.case import look_at_case
from jiqun.desk.look.plans.progress import judging_form, look_at_progress
from jiqun.desk.may import OFFICE
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.routes import page, roles

READERS, DISTRICT = roles(Role.OPERATOR, *OFFICE), roles(Role.DISTRICT_OFFICER)


@require_http_methods(["GET", "POST"])
def plan_progress(request: DeskRequest, cluster_id: int) -> HttpResponse:
    """The goals of a cluster's plan, year by year; its operator reports what was reached in one."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    year = whole(request.POST.get("year") or sent(request).get("year") or request.GET.get("year", ""))
    if request.method == "POST":
        try:
            values, notes = _of(request, "value"), _of(request, "note")
            report_progress(cluster=cluster_id, year=year, values=values, notes=notes, by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, _REPORTED.say(current()))
            return redirect(f"{request.path}?year={year}")
    view = look_at_progress(cluster_id, year=year, by=by, at=at)
    told = {"view": view, "problems": problems, "typed": sent(request)}
    return render(request, "plans/progress.html", told, status=422 if problems else 200)


@require_GET
def progress(request: DeskRequest, case_id: int) -> HttpResponse:
    """From an application to the plan that its cluster reports on."""
    return redirect("plan_progress", look_at_case(case_id, by=acting_in(request), at=clock.now()).cluster)


@require_http_methods(["GET", "POST"])
def plan_judge(request: DeskRequest, cluster_id: int, value_id: int) -> HttpResponse:
    """How far a goal is reached, as its district holds."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    view = judging_form(cluster_id, value_id, by=by, at=at)
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in ("degree", "reason")}
        try:
            judge_progress(cluster=cluster_id, value=value_id, **typed, by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, _JUDGED.say(current()))
            return redirect("plan_progress", cluster_id)
    told = {"view": view, "problems": problems, "typed": sent(request)}
    return render(request, "plans/judge.html", told, status=422 if problems else 200)


def _of(request: DeskRequest, kind: str) -> dict[int, str]:
    """The fields `value_3` or `note_3` by the goal's place."""
    pairs = ((name.removeprefix(f"{kind}_"), text) for name, text in request.POST.items() if name.startswith(kind))
    return {whole(place): str(text)[:1000] for place, text in pairs if place.isascii() and place.isdigit()}


ROUTES: list[URLPattern] = [
    page("desk/clusters/<int:cluster_id>/plan/", plan_progress, READERS),
    page("desk/cases/<int:case_id>/progress/", progress, roles(Role.OPERATOR)),
    page("desk/clusters/<int:cluster_id>/plan/<int:value_id>/", plan_judge, DISTRICT),
]
_REPORTED = Bi(zh="规划完成情况已保存。", en="What was reached is saved.")
_JUDGED = Bi(zh="已评定。", en="Your judgement is saved.")

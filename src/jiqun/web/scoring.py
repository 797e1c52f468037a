"""An evaluator's pages: the sheet of an evaluation beside what is known of the operator, and its files (Article 17)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_http_methods

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.evaluating.sheet import attach_file, save_evaluation, take_off_file
from jiqun.desk.look.evaluating.known import known_of
from jiqun.desk.look.evaluating.sheet import look_at_scores
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.routes import page, roles
from jiqun.web.sending import taken_file

_FIELDS = ("points", "basis", "why")


@require_http_methods(["GET", "POST"])
def scores(request: DeskRequest, case_id: int) -> HttpResponse:
    """The sheet; kept while typing, or by its button, which then leads to filing it if that was pressed."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    if request.method == "GET":
        return _page(request, case_id, problems)
    try:
        version, summary = whole(request.POST.get("version", "")), request.POST.get("summary", "")
        save_evaluation(case=case_id, version=version, scores=_typed(request), summary=summary, by=by, at=at)
    except Wrong as wrong:
        problems = wrong.problems
    view = look_at_scores(case_id, by=by)
    if request.htmx:
        return render(request, "evaluating/_scores_kept.html", {"view": view, "problems": problems, "at": at})
    if problems:
        return _page(request, case_id, problems)
    if "next" in request.POST:
        return redirect("case_move", case_id, view.move)
    messages.success(request, _KEPT.say(current()))
    return redirect("scores", case_id)


@require_http_methods(["GET", "POST"])
def scores_files(request: DeskRequest, case_id: int) -> HttpResponse:
    """Putting a file beside a criterion, or taking one off."""
    by, at = acting_in(request), clock.now()
    if request.method == "GET":
        return _page(request, case_id, problems_in(request))
    if "remove" in request.POST:
        take_off_file(case=case_id, evidence=whole(request.POST["remove"]), by=by, at=at)
        return redirect("scores", case_id)
    criterion = request.POST.get("criterion", "")
    try:
        attach_file(case=case_id, criterion=criterion, file=taken_file(request), by=by, at=at)
    except Wrong as wrong:
        return _page(request, case_id, {"file": next(iter(wrong.problems.values()))})
    return redirect("scores", case_id)


def _page(request: DeskRequest, case: int, problems: dict[str, Bi]) -> HttpResponse:
    by = acting_in(request)
    told: dict[str, Any] = {"view": look_at_scores(case, by=by), "known": known_of(case, by=by)}
    told |= {"problems": problems, "typed": sent(request)}
    return render(request, "evaluating/scores.html", told, status=422 if problems else 200)


def _typed(request: DeskRequest) -> dict[str, dict[str, str]]:
    """By criterion, what was typed of it: the fields `points-staff`, `basis-staff`, `why-staff`."""
    found: dict[str, dict[str, str]] = {}
    for name, text in request.POST.items():
        kind, _, key = name.partition("-")
        if key and kind in _FIELDS:
            found.setdefault(key, {})[kind] = str(text)
    return found


_KEPT = Bi(zh="评分表已保存。", en="The sheet is kept.")
EVALUATOR = roles(Role.EVALUATOR)
ROUTES: list[URLPattern] = [
    page("desk/cases/<int:case_id>/scores/", scores, EVALUATOR),
    page("desk/cases/<int:case_id>/scores/files/", scores_files, EVALUATOR),
]

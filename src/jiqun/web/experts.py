"""The pool of experts: the list, taking somebody in, one expert with what ties them to others (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiqun.base import clock
from jiqun.desk.do.experts.pool import Particulars, add_expert, change_expert, suspend_expert, take_back
from jiqun.desk.do.experts.ties import Typed as Tie
from jiqun.desk.do.experts.ties import add_tie, remove_tie
from jiqun.desk.look.experts.pool import STATES, candidates, kinds_of_tie, list_experts, look_at_expert
from jiqun.desk.may import NotThere
from jiqun.desk.wrong import Wrong
from jiqun.facts.industries import divisions
from jiqun.procedure.roles import Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.routes import page, roles
from jiqun.web.typed import Typed


@require_GET
def experts(request: DeskRequest) -> HttpResponse:
    """The pool, filtered."""
    wanted = {name: request.GET.get(name, "")[:100] for name in ("text", "industry", "state")}
    number = whole(request.GET.get("page", ""), 1)
    found = list_experts(by=acting_in(request), at=clock.now(), page=number, **wanted)
    told = {"found": found, "wanted": wanted, "states": STATES, "divisions": divisions()}
    return render(request, "experts/pool.html", told)


@require_http_methods(["GET", "POST"])
def expert_new(request: DeskRequest) -> HttpResponse:
    """Taking somebody into the pool."""
    by, problems, typed = acting_in(request), problems_in(request), Typed(request)
    if request.method == "POST":
        try:
            chosen = whole(typed.text("appointment"))
            row = add_expert(appointment=chosen, particulars=_particulars(typed), by=by, at=clock.now())
            return redirect("expert", row.pk)
        except Wrong as wrong:
            problems = wrong.problems
    told = {"people": candidates(by=by), "problems": problems, "typed": sent(request) or {"most": "10"}}
    return render(request, "experts/new.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def expert_change(request: DeskRequest, expert_id: int) -> HttpResponse:
    """Changing fields, title, term, how many files."""
    by, at, problems, typed = acting_in(request), clock.now(), problems_in(request), Typed(request)
    view = look_at_expert(expert_id, by=by, at=at)
    if request.method == "POST":
        try:
            change_expert(expert=expert_id, particulars=_particulars(typed), by=by, at=at)
            return redirect("expert", expert_id)
        except Wrong as wrong:
            problems = wrong.problems
    one = view.item
    known = {"title": one.title, "fields": "；".join(one.fields), "most": str(one.most)}
    known |= {"since": one.since.isoformat(), "until": one.until.isoformat()}
    told = {"view": view, "problems": problems, "typed": sent(request) or known}
    return render(request, "experts/new.html", told, status=422 if problems else 200)


@require_GET
def expert(request: DeskRequest, expert_id: int) -> HttpResponse:
    """One expert."""
    return _expert_page(request, expert_id, {})


@require_http_methods(["GET", "POST"])
def expert_suspend(request: DeskRequest, expert_id: int) -> HttpResponse:
    """Suspending an expert, with the reason."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    view = look_at_expert(expert_id, by=by, at=at)
    if view.suspended_at:
        raise NotThere
    if request.method == "POST":
        try:
            suspend_expert(expert=expert_id, reason=request.POST.get("reason", ""), by=by, at=at)
            return redirect("expert", expert_id)
        except Wrong as wrong:
            problems = wrong.problems
    told = {"view": view, "problems": problems, "typed": sent(request)}
    return render(request, "experts/suspend.html", told, status=422 if problems else 200)


@require_POST
def expert_take_back(request: DeskRequest, expert_id: int) -> HttpResponse:
    """Ending a suspension."""
    take_back(expert=expert_id, by=acting_in(request), at=clock.now())
    return redirect("expert", expert_id)


@require_http_methods(["GET", "POST"])
def expert_tie(request: DeskRequest, expert_id: int) -> HttpResponse:
    """Entering a tie that an officer knows of."""
    if request.method == "GET":
        return _expert_page(request, expert_id, problems_in(request))
    try:
        add_tie(expert=expert_id, tie=tie_typed(request), by=acting_in(request), at=clock.now())
    except Wrong as wrong:
        return _expert_page(request, expert_id, wrong.problems)
    return redirect("expert", expert_id)


@require_POST
def expert_tie_remove(request: DeskRequest, expert_id: int, tie_id: int) -> HttpResponse:
    """Striking a tie out."""
    remove_tie(expert=expert_id, tie=tie_id, by=acting_in(request), at=clock.now())
    return redirect("expert", expert_id)


def tie_typed(request: DeskRequest) -> Tie:
    """A tie as the form gives it."""
    typed = Typed(request)
    since, until = typed.day_or_none("since"), typed.day_or_none("until")
    return Tie(**typed.texts("kind", "code", "name"), since=since, until=until, unread=typed.problems)


def _expert_page(request: DeskRequest, expert_id: int, problems: Mapping[str, Any]) -> HttpResponse:
    view = look_at_expert(expert_id, by=acting_in(request), at=clock.now())
    told = {"view": view, "kinds": kinds_of_tie(), "problems": problems, "typed": sent(request)}
    return render(request, "experts/expert.html", told, status=422 if problems else 200)


def _particulars(typed: Typed) -> Particulars:
    days = {name: typed.day(name) for name in ("since", "until")}
    fields, most = tuple(typed.several("fields")), whole(typed.text("most"))
    return Particulars(title=typed.text("title"), fields=fields, most=most, **days, unread=typed.problems)


CITY = roles(Role.MUNICIPAL_OFFICER, Role.MUNICIPAL_APPROVER, Role.AUDITOR)
OFFICER = roles(Role.MUNICIPAL_OFFICER)
ROUTES: list[URLPattern] = [
    page("desk/experts/", experts, CITY),
    page("desk/experts/new/", expert_new, OFFICER),
    page("desk/experts/<int:expert_id>/", expert, CITY),
    page("desk/experts/<int:expert_id>/change/", expert_change, OFFICER),
    page("desk/experts/<int:expert_id>/suspend/", expert_suspend, OFFICER),
    page("desk/experts/<int:expert_id>/take-back/", expert_take_back, OFFICER),
    page("desk/experts/<int:expert_id>/interests/", expert_tie, OFFICER),
    page("desk/experts/<int:expert_id>/interests/<int:tie_id>/remove/", expert_tie_remove, OFFICER),
]

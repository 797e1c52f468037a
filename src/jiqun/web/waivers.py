"""Waivers of our own checks and terms: asking for one, settling it, all of them (Article 20)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.interpreting.waivers import For, ask_waiver, settle_waiver
from jiqun.desk.look.choices import Choice
from jiqun.desk.look.interpreting.waivers import Askable, askable, list_waivers, look_at_waiver
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.routes import page, roles
from jiqun.web.typed import Typed

CITY = roles(Role.MUNICIPAL_OFFICER, Role.MUNICIPAL_APPROVER, Role.AUDITOR)
OFFICER = roles(Role.MUNICIPAL_OFFICER)


@require_GET
def waivers(request: DeskRequest) -> HttpResponse:
    """Those that were asked for, those in force, and what became of the others."""
    shown = whole(request.GET.get("page", ""), 1)
    found = list_waivers(by=acting_in(request), at=clock.now(), page=shown)
    return render(request, "interpreting/waivers.html", {"found": found})


@require_http_methods(["GET", "POST"])
def waiver_new(request: DeskRequest, reach: str, target_id: int) -> HttpResponse:
    """Asking for one, for a case, a cluster or a round."""
    by, problems = acting_in(request), problems_in(request)
    view = askable(reach, target_id, by=by)
    if request.method == "POST":
        try:
            made = _asked(request, view)
            messages.success(request, _ASKED.say(current()))
            return redirect("waiver", made)
        except Wrong as wrong:
            problems = wrong.problems
    choices = tuple(Choice(one.name, one.title) for one in view.choices)
    told = {"view": view, "choices": choices, "problems": problems, "typed": sent(request)}
    return render(request, "interpreting/waiver_new.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def waiver(request: DeskRequest, waiver_id: int) -> HttpResponse:
    """One of them; for the approver, granting or refusing it."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    if request.method == "POST":
        try:
            grant, reason = request.POST.get("step") == "grant", request.POST.get("reason", "")
            settle_waiver(waiver=waiver_id, grant=grant, reason=reason, by=by, at=at)
            messages.success(request, _SETTLED.say(current()))
            return redirect("waivers")
        except Wrong as wrong:
            problems = wrong.problems
    told = {"one": look_at_waiver(waiver_id, by=by, at=at), "problems": problems, "typed": sent(request)}
    return render(request, "interpreting/waiver.html", told, status=422 if problems else 200)


def _asked(request: DeskRequest, view: Askable) -> int:
    typed = Typed(request)
    values: dict[str, Any] = {**typed.texts("what", "reason"), "until": typed.day("until")}
    whose = For(view.reach, view.key)
    return ask_waiver(**values, whose=whose, unread=typed.problems, by=acting_in(request), at=clock.now()).pk


_ASKED = Bi(zh="豁免申请已提交审批。", en="The waiver waits to be settled.")
_SETTLED = Bi(zh="豁免申请已办理。", en="The waiver has been settled.")

ROUTES: list[URLPattern] = [
    page("desk/waivers/", waivers, CITY),
    page("desk/waivers/new/<slug:reach>/<int:target_id>/", waiver_new, OFFICER),
    page("desk/waivers/<int:waiver_id>/", waiver, CITY),
]

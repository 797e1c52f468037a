"""Programmes of service evaluation: public pages, publishing one, who evaluates which operator (Article 17)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.evaluating.contracts import end_contract, enter_contract
from jiqun.desk.do.evaluating.publishing import check_programme, publish_programme
from jiqun.desk.look.evaluating.assessment import bands_of
from jiqun.desk.look.evaluating.programmes import (
    desk_programme,
    lines_shown,
    list_programmes,
    look_at_programme,
    published_programmes,
    the_contract,
    weights_shown,
)
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.programme_form import LINES, WEIGHTS, announcement_of, rows_of, usual
from jiqun.web.routes import PUBLIC, page, roles
from jiqun.web.typed import Typed


@require_GET
def evaluation_programmes(request: HttpRequest) -> HttpResponse:
    """Every year's programme, for anybody."""
    return render(request, "public/evaluations.html", {"programmes": published_programmes(clock.now())})


@require_GET
def evaluation_programme(request: HttpRequest, round_id: int) -> HttpResponse:
    """One year's programme: criteria, weights, lines, methods; once approved, which clusters are in which band."""
    view = look_at_programme(round_id, clock.now())
    return render(request, "public/evaluation.html", {"view": view, "bands": bands_of(round_id)})


@require_GET
def programmes(request: DeskRequest) -> HttpResponse:
    """The programmes as the Commission works on them."""
    return render(
        request, "evaluating/programmes.html", {"found": list_programmes(by=acting_in(request), at=clock.now())}
    )


@require_http_methods(["GET", "POST"])
def programme_new(request: DeskRequest) -> HttpResponse:
    """A year's programme as a form; as it would be published; publishing it."""
    by, at, step, problems = acting_in(request), clock.now(), request.POST.get("step", ""), problems_in(request)
    if step:
        typed = Typed(request)
        try:
            said = announcement_of(typed)
            if step == "publish":
                row = publish_programme(said, unread=typed.problems, by=by, at=at)
                messages.success(request, _PUBLISHED.say(current()))
                return redirect("desk_programme", row.pk)
            check_programme(said, unread=typed.problems, by=by, at=at)
            told: dict[str, Any] = {"said": said, "sent": _sent(request)}
            told |= {"lines": lines_shown(said.rules), "weights": weights_shown(said.rules)}
            return render(request, "evaluating/programme_preview.html", told)
        except Wrong as wrong:
            problems = wrong.problems
    values = sent(request) or usual(at)
    told = {"typed": values, "rows": rows_of(values), "lines": LINES, "weights": WEIGHTS, "problems": problems}
    return render(request, "evaluating/programme_new.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def desk_programme_page(request: DeskRequest, round_id: int) -> HttpResponse:
    """One programme with its contracts; an officer enters another."""
    by, at, typed, problems = acting_in(request), clock.now(), Typed(request), problems_in(request)
    if request.method == "POST":
        bodies = {name: whole(typed.text(name)) for name in ("evaluator", "operator")}
        signed = {"number": typed.text("number"), "signed_on": typed.day("signed_on")}
        try:
            enter_contract(round_id=round_id, **bodies, **signed, unread=typed.problems, by=by, at=at)  # type: ignore[arg-type]  # by name
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, _ENTERED.say(current()))
            return redirect("desk_programme", round_id)
    told = {"view": desk_programme(round_id, by=by, at=at), "problems": problems, "typed": sent(request)}
    return render(request, "evaluating/programme.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def contract_end(request: DeskRequest, round_id: int, contract_id: int) -> HttpResponse:
    """Ending a contract, with the reason."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    view = the_contract(round_id, contract_id, by=by, at=at)
    if request.method == "POST":
        reason = request.POST.get("reason", "")
        try:
            end_contract(contract=contract_id, round_id=round_id, reason=reason, by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, _ENDED.say(current()))
            return redirect("desk_programme", round_id)
    told = {"view": view, "programme": round_id, "problems": problems, "typed": sent(request)}
    return render(request, "evaluating/contract_end.html", told, status=422 if problems else 200)


def _sent(request: DeskRequest) -> list[tuple[str, str]]:
    fields = sent(request)
    return [(name, text) for name, texts in fields.lists() for text in texts if name != "step"]


_PUBLISHED = Bi(zh="方案已公布。", en="The programme is published.")
_ENTERED = Bi(zh="委托已登记，评价案件已开启。", en="The contract is entered and its cases are open.")
_ENDED = Bi(zh="委托已终止。", en="The contract is ended.")
_OFFICER = roles(Role.MUNICIPAL_OFFICER)
CITY = roles(Role.MUNICIPAL_OFFICER, Role.MUNICIPAL_APPROVER, Role.AUDITOR)
ROUTES: list[URLPattern] = [
    page("evaluations/", evaluation_programmes, PUBLIC),
    page("evaluations/<int:round_id>/", evaluation_programme, PUBLIC),
    page("desk/programmes/", programmes, CITY),
    page("desk/programmes/new/", programme_new, _OFFICER),
    page("desk/programmes/<int:round_id>/", desk_programme_page, CITY, name="desk_programme"),
    page("desk/programmes/<int:round_id>/contracts/<int:contract_id>/end/", contract_end, _OFFICER),
]

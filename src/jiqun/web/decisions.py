"""A round's decisions: prepared, signed and announced, each after a look at what it does (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_http_methods

from jiqun.base import clock
from jiqun.base.days import SHANGHAI
from jiqun.base.words import Bi
from jiqun.desk.do.deciding.announcing import announce_results
from jiqun.desk.do.deciding.decisions import Wanted, check_decisions, prepare_decisions, sign_decisions
from jiqun.desk.look.deciding.decisions import Decision, DecisionBoard, announcement_of, decisions_of
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.routes import page, roles
from jiqun.web.typed import Typed

CHOICES = ("recognise", "reject")


@require_http_methods(["GET", "POST"])
def decisions(request: DeskRequest, round_id: int) -> HttpResponse:
    """Where the decisions of a round stand; preparing or signing some of them."""
    by, step, problems = acting_in(request), request.POST.get("step", ""), problems_in(request)
    try:
        if step in ("preview", "prepare"):
            return _prepare(request, round_id, step)
        if step in ("look", "sign"):
            return _sign(request, round_id, step)
    except Wrong as wrong:
        problems = wrong.problems
    board = decisions_of(round_id, by=by, at=clock.now())
    told: dict[str, Any] = {"board": board, "problems": problems, "typed": sent(request)}
    told |= {"announce_at": _said(request, board), "ticked": sent(request).getlist("case")}
    return render(request, "offices/decisions.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def announce(request: DeskRequest, round_id: int) -> HttpResponse:
    """What would be published and told now; announcing it."""
    by, at = acting_in(request), clock.now()
    if request.method == "POST":
        announce_results(round_id=round_id, seen=request.POST.get("seen", ""), by=by, at=at)
        messages.success(request, _ANNOUNCED.say(current()))
        return redirect("decisions", round_id)
    return render(request, "offices/announce.html", {"view": announcement_of(round_id, by=by, at=at)})


def _said(request: DeskRequest, board: DecisionBoard) -> str:
    """The time of the announcement as its field shows it."""
    set_to = f"{board.announce_at.astimezone(SHANGHAI):%Y-%m-%dT%H:%M}" if board.announce_at else ""
    return sent(request).get("announce_at", set_to)


def _prepare(request: DeskRequest, round_id: int, step: str) -> HttpResponse:
    by, at, wanted = acting_in(request), clock.now(), _wanted(request)
    if step == "prepare":
        count = prepare_decisions(wanted, round_id=round_id, by=by, at=at)
        messages.success(request, _PREPARED.fill(n=count).say(current()))
        return redirect("decisions", round_id)
    check_decisions(wanted, round_id=round_id, by=by, at=at)
    board = decisions_of(round_id, by=by, at=at)
    known = {one.case: one for one in board.open}
    chosen = [(known[one.case], one) for one in wanted if one.case in known]
    return _preview(request, {"board": board, "chosen": chosen, "next": "prepare"})


def _sign(request: DeskRequest, round_id: int, step: str) -> HttpResponse:
    by, at, typed = acting_in(request), clock.now(), Typed(request)
    cases = {case: whole(request.POST.get(f"version_{case}", "")) for case in _ticked(request)}
    announce_at = typed.moment("announce_at")
    if step == "sign":
        count = sign_decisions(cases, round_id=round_id, announce_at=announce_at, unread=typed.problems, by=by, at=at)
        messages.success(request, _SIGNED.fill(n=count).say(current()))
        return redirect("decisions", round_id)
    if typed.problems:
        raise Wrong(typed.problems)
    board = decisions_of(round_id, by=by, at=at)
    chosen = [(one, None) for one in board.prepared if one.case in cases]
    return _preview(request, {"board": board, "chosen": chosen, "next": "sign", "announce_at": announce_at})


def _preview(request: DeskRequest, told: Mapping[str, Any]) -> HttpResponse:
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name not in _NOT_KEPT]
    chosen: list[tuple[Decision, Wanted | None]] = told["chosen"]
    return render(request, "offices/decisions_preview.html", {**told, "sent": sent, "count": len(chosen)})


def _wanted(request: DeskRequest) -> tuple[Wanted, ...]:
    """The rows of the form in which something was chosen."""
    chosen = {
        whole(name.removeprefix("choice_")): request.POST[name]
        for name in request.POST
        if name.startswith("choice_") and request.POST[name] in CHOICES
    }
    return tuple(
        Wanted(
            case,
            whole(request.POST.get(f"version_{case}", "")),
            choice == "recognise",
            request.POST.get(f"reason_{case}", "")[:5_000],
        )
        for case, choice in chosen.items()
    )


def _ticked(request: DeskRequest) -> tuple[int, ...]:
    found = tuple(whole(text) for text in request.POST.getlist("case"))
    if 0 in found:
        raise Http404
    return found


MUNICIPAL = (Role.MUNICIPAL_OFFICER, Role.MUNICIPAL_APPROVER, Role.AUDITOR)
ROUTES: list[URLPattern] = [
    page("desk/rounds/<int:round_id>/decisions/", decisions, roles(*MUNICIPAL)),
    page("desk/rounds/<int:round_id>/announce/", announce, roles(Role.MUNICIPAL_OFFICER)),
]
_NOT_KEPT = frozenset({"csrfmiddlewaretoken", "step"})
_PREPARED = Bi(zh="已拟办{n}件，待审批人签批。", en="{n} prepared; they wait for the approver.")
_SIGNED = Bi(zh="已签批{n}件，公布之前不对外告知。", en="{n} signed; nobody outside is told before the announcement.")
_ANNOUNCED = Bi(zh="认定结果已公布。", en="The results are published.")

"""The rounds of applications: the boards, the switches, more time for one applicant, a new version (Article 7)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.rounds.switches import end_completing, extend_filing, move_closing, open_examination, revise_notice
from jiqun.desk.look.rounds.board import look_at_board
from jiqun.desk.look.rounds.notice import round_boards
from jiqun.desk.wrong import Wrong
from jiqun.law import edition
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024.round_days import ROUND_DAYS
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.round_fields import EDITION
from jiqun.web.routes import page, roles
from jiqun.web.typed import Typed

MUNICIPAL = roles(Role.MUNICIPAL_OFFICER, Role.MUNICIPAL_APPROVER, Role.AUDITOR)
OFFICER = roles(Role.MUNICIPAL_OFFICER)


@require_GET
def desk_rounds(request: DeskRequest) -> HttpResponse:
    """Every round with its applications by stage."""
    return render(request, "offices/rounds.html", {"boards": round_boards(by=acting_in(request), at=clock.now())})


@require_GET
def desk_round(request: DeskRequest, round_id: int) -> HttpResponse:
    """The board of one round."""
    view = look_at_board(round_id, by=acting_in(request), at=clock.now())
    materials = [edition(EDITION).provisions[one] for one in view.round.materials]
    return render(request, "offices/round.html", {"view": view, "materials": materials, "days": ROUND_DAYS})


@require_POST
def round_switch(request: DeskRequest, round_id: int, switch: str) -> HttpResponse:
    """Throw one of the switches. Raises Refused with the reasons."""
    thrown = _SWITCHES.get(switch)
    if thrown is None:
        raise Http404
    act, said = thrown
    act(round_id=round_id, by=acting_in(request), at=clock.now())
    messages.success(request, said.say(current()))
    return redirect("desk_round", round_id)


@require_http_methods(["GET", "POST"])
def round_closing(request: DeskRequest, round_id: int) -> HttpResponse:
    """Closing later, for everybody."""
    return _form(request, round_id, "offices/round_closing.html", _move_closing)


@require_http_methods(["GET", "POST"])
def round_extension(request: DeskRequest, round_id: int) -> HttpResponse:
    """More time for one applicant."""
    return _form(request, round_id, "offices/round_extension.html", _extend)


@require_http_methods(["GET", "POST"])
def round_revision(request: DeskRequest, round_id: int) -> HttpResponse:
    """A new version of the notice."""
    return _form(request, round_id, "offices/round_revision.html", _revise)


def _form(request: DeskRequest, round_id: int, template: str, act: Any) -> HttpResponse:
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    view = look_at_board(round_id, by=by, at=at)
    if request.method == "POST":
        try:
            act(request, round_id)
            return redirect("desk_round", round_id)
        except Wrong as wrong:
            problems = wrong.problems
    first = view.versions[0] if view.versions else None
    typed = sent(request)
    told: dict[str, Any] = {"view": view, "problems": problems, "typed": typed or (_words(first) if first else {})}
    told["keep"] = typed.getlist("keep") if typed else [one["sha256"] for one in first.files] if first else []
    return render(request, template, told, status=422 if problems else 200)


def _words(version: Any) -> dict[str, str]:
    return {
        "title_zh": version.title.zh,
        "title_en": version.title.en,
        "text_zh": version.text.zh,
        "text_en": version.text.en,
    }


def _move_closing(request: DeskRequest, round_id: int) -> None:
    typed = Typed(request)
    values: dict[str, Any] = {"closes_at": typed.moment("closes_at"), "reason": typed.text("reason")}
    move_closing(round_id=round_id, **values, unread=typed.problems, by=acting_in(request), at=clock.now())


def _extend(request: DeskRequest, round_id: int) -> None:
    typed = Typed(request)
    values: dict[str, Any] = {"until": typed.moment("until"), **typed.texts("cluster", "reason")}
    extend_filing(round_id=round_id, **values, unread=typed.problems, by=acting_in(request), at=clock.now())


def _revise(request: DeskRequest, round_id: int) -> None:
    typed, by, at = Typed(request), acting_in(request), clock.now()
    added = typed.file("file")
    if typed.problems:
        raise Wrong(typed.problems)
    revise_notice(
        round_id=round_id,
        title=typed.both("title"),
        text=typed.both("text"),
        keep=request.POST.getlist("keep"),
        added=added,
        reason=typed.text("reason"),
        by=by,
        at=at,
    )


_EXAMINING = Bi(
    zh="已开始审查，各办理单位可以查看申报材料。", en="The offices can read and examine the applications now."
)
_COMPLETING = Bi(zh="已停止接收补正材料。", en="No more corrections are taken.")

_SWITCHES = {"examining": (open_examination, _EXAMINING), "completing": (end_completing, _COMPLETING)}

ROUTES: list[URLPattern] = [
    page("desk/rounds/", desk_rounds, MUNICIPAL),
    page("desk/rounds/<int:round_id>/", desk_round, MUNICIPAL),
    page("desk/rounds/<int:round_id>/switch/<slug:switch>/", round_switch, OFFICER),
    page("desk/rounds/<int:round_id>/closing/", round_closing, OFFICER),
    page("desk/rounds/<int:round_id>/extension/", round_extension, OFFICER),
    page("desk/rounds/<int:round_id>/revision/", round_revision, OFFICER),
]

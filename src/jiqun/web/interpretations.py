"""Interpretations of the Procedures: the public register, and writing and approving them (Article 20)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiqun.base import clock
from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.do.interpreting.approving import approve_interpretation, return_interpretation
from jiqun.desk.do.interpreting.drafting import (
    begin_interpretation,
    discard_interpretation,
    save_interpretation,
    submit_interpretation,
    take_interpretation_back,
)
from jiqun.desk.interpreting.text import TYPED
from jiqun.desk.look.interpreting.drafts import list_interpretation_drafts, look_at_interpretation_draft
from jiqun.desk.look.interpreting.register import look_at_interpretation, register_file, register_on
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.routes import PUBLIC, page, roles
from jiqun.web.sending import download
from jiqun.web.typed import read_day

CITY = roles(Role.MUNICIPAL_OFFICER, Role.MUNICIPAL_APPROVER, Role.AUDITOR)
OFFICER = roles(Role.MUNICIPAL_OFFICER)
APPROVER = roles(Role.MUNICIPAL_APPROVER)


@require_GET
def interpretations(request: DeskRequest) -> HttpResponse:
    """The questions that the text leaves open, and how they are read on a day."""
    days = _days(request)
    told = {"editions": register_on(**days), **days, "today": day_of(clock.now())}
    return render(request, "interpreting/register.html", told)


@require_GET
def interpretations_file(request: DeskRequest, name: str) -> HttpResponse:
    """The same as a file."""
    file = register_file(name, **_days(request))
    return download(file.data, file.name, file.media_type)


@require_GET
def interpretation(request: DeskRequest, interpretation_id: int) -> HttpResponse:
    """One interpretation; the Commission also sees what it touched."""
    view = look_at_interpretation(interpretation_id, clock.now(), by=request.actor)
    return render(request, "interpreting/interpretation.html", {"view": view, "one": view.one})


@require_GET
def desk_interpretations(request: DeskRequest) -> HttpResponse:
    """The drafts, and the questions of which one can be begun."""
    by, today = acting_in(request), day_of(clock.now())
    told = {"drafts": list_interpretation_drafts(by=by), "editions": register_on(today)}
    return render(request, "interpreting/drafts.html", told)


@require_POST
def interpretation_new(request: DeskRequest) -> HttpResponse:
    """Beginning one, of a listed question or another."""
    asked = {"edition_id": request.POST.get("edition", ""), "reading": request.POST.get("reading", "")}
    row = begin_interpretation(**asked, by=acting_in(request), at=clock.now())
    return redirect("interpretation_draft", row.pk)


@require_http_methods(["GET", "POST"])
def interpretation_draft(request: DeskRequest, draft_id: int) -> HttpResponse:
    """Writing one and handing it in; for others, reading it. What was typed is kept whatever it is."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    if request.method == "POST":
        try:
            return _written(request, draft_id)
        except Wrong as wrong:
            problems = wrong.problems
    view = look_at_interpretation_draft(draft_id, by=by, at=at)
    typed = sent(request) or view.content
    told = {"view": view, "typed": typed, "problems": problems, "version": view.version}
    # What was typed and not sent yet goes with the version it was typed over; after a refusal the newer one was shown.
    if not problems:
        told["version"] = sent(request).get("version", view.version)
    return render(request, "interpreting/draft.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def interpretation_submit(request: DeskRequest, draft_id: int) -> HttpResponse:
    """What it will say, what lacks, and handing it in."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    if request.method == "POST":
        try:
            version = whole(request.POST.get("version", ""))
            submit_interpretation(draft=draft_id, version=version, by=by, at=at)
            messages.success(request, _HANDED_IN.say(current()))
            return redirect("interpretation_draft", draft_id)
        except Wrong as wrong:
            problems = wrong.problems
    view = look_at_interpretation_draft(draft_id, by=by, at=at)
    told = {"view": view, "problems": problems or view.lacking}
    return render(request, "interpreting/submit.html", told, status=422 if problems else 200)


@require_POST
def interpretation_take_back(request: DeskRequest, draft_id: int) -> HttpResponse:
    """Back from the approvers, to write on."""
    take_interpretation_back(draft=draft_id, by=acting_in(request), at=clock.now())
    return redirect("interpretation_draft", draft_id)


@require_POST
def interpretation_discard(request: DeskRequest, draft_id: int) -> HttpResponse:
    """The draft is given up."""
    try:
        discard_interpretation(draft=draft_id, by=acting_in(request))
    except Wrong as wrong:
        _say(request, wrong.problems)
        return redirect("interpretation_draft", draft_id)
    return redirect("desk_interpretations")


@require_http_methods(["GET", "POST"])
def interpretation_approve(request: DeskRequest, draft_id: int) -> HttpResponse:
    """What it says and would touch; laying it down."""

    def act(values: dict[str, Any]) -> HttpResponse:
        made = approve_interpretation(**values)
        messages.success(request, _LAID.say(current()))
        return redirect("interpretation", made.pk)

    return _settled(request, draft_id, act)


@require_http_methods(["GET", "POST"])
def interpretation_return(request: DeskRequest, draft_id: int) -> HttpResponse:
    """Sending it back, with the reason."""

    def act(values: dict[str, Any]) -> HttpResponse:
        return_interpretation(**values, reason=request.POST.get("reason", ""))
        return redirect("desk_interpretations")

    return _settled(request, draft_id, act)


def _settled(request: DeskRequest, draft: int, act: Callable[[dict[str, Any]], HttpResponse]) -> HttpResponse:
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    if request.method == "POST":
        version = whole(request.POST.get("version", ""))
        try:
            return act({"draft": draft, "version": version, "by": by, "at": at})
        except Wrong as wrong:
            problems = wrong.problems
    view = look_at_interpretation_draft(draft, by=by, at=at)
    if view.submitted_at is None:
        raise Http404
    told = {"view": view, "typed": sent(request), "problems": problems, "version": view.version}
    return render(request, "interpreting/approve.html", told, status=422 if problems else 200)


def _written(request: DeskRequest, draft: int) -> HttpResponse:
    """Keep what was typed; with the button of the last step, hand it in."""
    by, at = acting_in(request), clock.now()
    content = {name: request.POST.get(name, "") for name in TYPED if name in request.POST}
    version = whole(request.POST.get("version", ""))
    save_interpretation(draft=draft, version=version, content=content, by=by, at=at)
    if request.POST.get("step") != "submit":
        messages.success(request, _KEPT.say(current()))
        return redirect("interpretation_draft", draft)
    return redirect("interpretation_submit", draft)


def _days(request: DeskRequest) -> dict[str, Any]:
    on, known = (read_day(request.GET.get(name, "")) for name in ("on", "known"))
    return {"day": on or day_of(clock.now()), "known": known}


def _say(request: DeskRequest, problems: Mapping[str, Bi]) -> None:
    for problem in problems.values():
        messages.error(request, problem.say(current()))


_KEPT = Bi(zh="草稿已保存。", en="The draft is saved.")
_HANDED_IN = Bi(zh="已送审。", en="It is with the approvers now.")
_LAID = Bi(zh="解释已批准并公布。", en="The interpretation has been laid down and published.")

ROUTES: list[URLPattern] = [
    page("interpretations/", interpretations, PUBLIC),
    page("interpretations/<int:interpretation_id>/", interpretation, PUBLIC),
    page("interpretations/<str:name>", interpretations_file, PUBLIC),
    page("desk/interpretations/", desk_interpretations, CITY),
    page("desk/interpretations/new/", interpretation_new, OFFICER),
    page("desk/interpretations/drafts/<int:draft_id>/", interpretation_draft, CITY),
    page("desk/interpretations/drafts/<int:draft_id>/submit/", interpretation_submit, OFFICER),
    page("desk/interpretations/drafts/<int:draft_id>/take-back/", interpretation_take_back, OFFICER),
    page("desk/interpretations/drafts/<int:draft_id>/discard/", interpretation_discard, OFFICER),
    page("desk/interpretations/drafts/<int:draft_id>/approve/", interpretation_approve, APPROVER),
    page("desk/interpretations/drafts/<int:draft_id>/return/", interpretation_return, APPROVER),
]

"""Spot checks: an inspector's visits and their checklist, also off line; the team; replies to findings (Article 9)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.checks.acts import ANSWERS
from jiqun.desk.do.checks.replies import reply_to_finding
from jiqun.desk.do.checks.team import name_inspector
from jiqun.desk.do.checks.visits import note_on_site, take_from_device
from jiqun.desk.do.moves import move_case
from jiqun.desk.look.checks.findings import finding_to_reply
from jiqun.desk.look.checks.part import look_at_check
from jiqun.desk.look.checks.record import RecordView
from jiqun.desk.look.checks.visits import VisitView, list_visits, look_at_visit, photo_paper, scan_paper
from jiqun.desk.look.choices import Choice
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.check_acts import Unreadable, device_acts, form_acts
from jiqun.web.check_state import state_of
from jiqun.web.language import current
from jiqun.web.routes import PUBLIC, page, roles
from jiqun.web.sending import download
from jiqun.web.typed import Typed


@require_GET
def visits(request: DeskRequest) -> HttpResponse:
    """The visits of one's teams."""
    found = list_visits(by=acting_in(request), at=clock.now(), page=whole(request.GET.get("page", ""), 1))
    return render(request, "checks/visits.html", {"found": found})


@require_http_methods(["GET", "POST"])
def visit(request: DeskRequest, visit_id: int) -> HttpResponse:
    """The checklist of a visit; without scripts each of its forms is sent here."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    view = look_at_visit(visit_id, by=by, at=at)
    if request.method == "POST":
        try:
            acts = form_acts(request, view.record, at)
            note_on_site(visit=visit_id, acts=acts, by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, (_NOTED if acts else _NOTHING_NEW).say(current()))
            return redirect("visit", visit_id)
    told = {"view": view, "problems": problems, "typed": sent(request), "answers": ANSWERS, "uid": str(uuid4())}
    form = sent(request)
    told |= {"part": form.get("part", ""), "mine": f"{form.get('firm', '')}-{form.get('year', '')}"}
    told |= {"about": _about(view.record), "state": state_of(view, by.person, at, current())}
    return render(request, "checks/visit.html", told, status=422 if problems else 200)


@require_POST
def visit_hand_in(request: DeskRequest, visit_id: int) -> HttpResponse:
    """Handing the record in: from then on its findings are replied to."""
    by, at = acting_in(request), clock.now()
    look_at_visit(visit_id, by=by, at=at)
    version = whole(request.POST.get("version", ""))
    move_case(case=visit_id, move="record_visit", version=version, given={}, by=by, at=at)
    messages.success(request, _HANDED_IN.say(current()))
    return redirect("visit", visit_id)


@require_GET
def visit_state(request: DeskRequest, visit_id: int) -> HttpResponse:
    """What a device keeps of a visit, and the token with which it sends."""
    at = clock.now()
    view = look_at_visit(visit_id, by=acting_in(request), at=at)
    return _told(request, view, {}, at)


@require_POST
def visit_sync(request: DeskRequest, visit_id: int) -> HttpResponse:
    """Takes the acts of a device, and answers what is kept and how the record stands now."""
    by, at = acting_in(request), clock.now()
    look_at_visit(visit_id, by=by, at=at)
    try:
        device, sent_at, acts = device_acts(request)
    except Unreadable:
        return JsonResponse({"error": "unreadable"}, status=400)
    answer = take_from_device(visit=visit_id, device=device, sent_at=sent_at, acts=acts, by=by, at=at)
    refused = {uid: reason.say(current()) for uid, reason in answer.refused.items()}
    view = look_at_visit(visit_id, by=by, at=at)
    return _told(request, view, {"taken": answer.taken, "refused": refused}, at)


@require_GET
def visit_photo(request: DeskRequest, visit_id: int, photo_id: int) -> HttpResponse:
    """A photo, shown as a picture of a page or saved."""
    paper = photo_paper(visit_id, photo_id, by=acting_in(request))
    return download(paper.data, paper.name, paper.media_type)


@require_GET
def visit_scan(request: DeskRequest, visit_id: int, signature_id: int) -> HttpResponse:
    """The scan of a signed print."""
    paper = scan_paper(visit_id, signature_id, by=acting_in(request))
    return download(paper.data, paper.name, paper.media_type)


@require_GET
def visits_worker(request: DeskRequest) -> HttpResponse:
    """The service worker, from an address whose scope is the visits alone. It holds no data."""
    response = HttpResponse(_WORKER.read_bytes(), content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


@require_http_methods(["GET", "POST"])
def visit_team(request: DeskRequest, visit_id: int) -> HttpResponse:
    """Naming an inspector beside those who were drawn."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    view = look_at_check(visit_id, by=by)
    if request.method == "POST":
        try:
            name_inspector(visit=visit_id, person=whole(request.POST.get("person", "")), by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, _NAMED.say(current()))
            return redirect("case", visit_id)
    told = {"view": view, "problems": problems, "typed": sent(request)}
    return render(request, "checks/team.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def finding_reply(request: DeskRequest, visit_id: int, finding_id: int) -> HttpResponse:
    """Replying to a finding: the operator, or the enterprise that it is about."""
    by, at, problems, typed = acting_in(request), clock.now(), problems_in(request), Typed(request)
    view = finding_to_reply(visit_id, finding_id, by=by)
    if request.method == "POST":
        try:
            values = typed.texts("agrees", "text")
            reply_to_finding(visit=visit_id, finding=finding_id, **values, by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, _REPLIED.say(current()))
            return redirect("my_enterprise") if by.role == Role.ENTERPRISE else redirect("case", visit_id)
    told = {"view": view, "problems": problems, "typed": sent(request)}
    return render(request, "checks/reply.html", told, status=422 if problems else 200)


def _about(record: RecordView) -> list[Choice]:
    """What a photo can be of."""
    of_items = [Choice(one.key, one.title) for one in record.items]
    return [*of_items, *(Choice(f"firm:{one.id}", Bi(zh=one.name, en=one.name)) for one in record.firms)]


def _told(request: DeskRequest, view: VisitView, answer: dict[str, Any], at: datetime) -> HttpResponse:
    by: Actor = acting_in(request)
    told = {**answer, "state": state_of(view, by.person, at, current()), "token": get_token(request)}
    response = JsonResponse(told)
    response["Cache-Control"] = "private, no-store"
    return response


_WORKER = Path(__file__).parent / "static" / "checks" / "worker.js"
_INSPECTOR = roles(Role.INSPECTOR)
_OFFICE = (Role.DISTRICT_OFFICER, Role.MUNICIPAL_OFFICER, Role.MUNICIPAL_APPROVER, Role.AUDITOR)
_READERS = roles(Role.INSPECTOR, Role.OPERATOR, *_OFFICE)
ROUTES: list[URLPattern] = [
    page("desk/visits/", visits, _INSPECTOR),
    page("desk/visits/worker.js", visits_worker, PUBLIC),
    page("desk/visits/<int:visit_id>/", visit, _INSPECTOR),
    page("desk/visits/<int:visit_id>/hand-in/", visit_hand_in, _INSPECTOR),
    page("desk/visits/<int:visit_id>/state.json", visit_state, _INSPECTOR),
    page("desk/visits/<int:visit_id>/sync/", visit_sync, _INSPECTOR),
    page("desk/visits/<int:visit_id>/photos/<int:photo_id>/", visit_photo, _READERS),
    page("desk/visits/<int:visit_id>/signatures/<int:signature_id>/", visit_scan, _READERS),
    page("desk/visits/<int:visit_id>/team/", visit_team, roles(Role.MUNICIPAL_OFFICER)),
    page(
        "desk/visits/<int:visit_id>/findings/<int:finding_id>/reply/",
        finding_reply,
        roles(Role.OPERATOR, Role.ENTERPRISE),
    ),
]
_NOTED = Bi(zh="已保存。", en="Saved.")
_NOTHING_NEW = Bi(zh="没有改动。", en="Nothing had changed.")
_HANDED_IN = Bi(zh="核查记录已提交。", en="The record is handed in.")
_NAMED = Bi(zh="已加入抽查组。", en="They are on the team now.")
_REPLIED = Bi(zh="答复已记录。", en="Your reply is recorded.")

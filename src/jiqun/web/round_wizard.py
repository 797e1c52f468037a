"""The wizard that prepares a round's notice: a page a topic, a dry run, then publishing it (Article 7)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_http_methods, require_POST

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.rounds.drafts import (
    attach,
    detach,
    discard_draft,
    first_content,
    publish_draft,
    save_draft,
    start_draft,
)
from jiqun.desk.look.rounds.drafts import (
    DraftView,
    dry_run,
    latest_round,
    list_drafts,
    look_at_draft,
    problems_of_notice,
    with_files,
)
from jiqun.desk.rounds.notice import Notice
from jiqun.desk.wrong import Wrong
from jiqun.law import edition
from jiqun.procedure.roles import Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.round_fields import EDITION, STEP_BY_NAME, STEPS, Step, notice_of, step_of
from jiqun.web.routes import page, roles
from jiqun.web.sending import taken_file

OFFICER = roles(Role.MUNICIPAL_OFFICER)
LAST = "publish"


@require_http_methods(["GET", "POST"])
def round_new(request: DeskRequest) -> HttpResponse:
    """The notices that are being prepared, and beginning one."""
    by, at = acting_in(request), clock.now()
    if request.method == "POST":
        row = start_draft(content=first_content(latest_round(by=by)), by=by, at=at)
        return redirect("round_draft", row.pk, STEPS[0].name)
    return render(request, "offices/round_new.html", {"drafts": list_drafts(by=by)})


@require_http_methods(["GET", "POST"])
def round_draft(request: DeskRequest, draft_id: int, step: str) -> HttpResponse:
    """One page of the wizard; what was typed is kept whatever it is."""
    by, at = acting_in(request), clock.now()
    if step == LAST:
        return _last(request, draft_id)
    if step not in STEP_BY_NAME:
        raise Http404
    here, problems = STEP_BY_NAME[step], problems_in(request)
    if request.method == "POST":
        content = {name: request.POST.getlist(name) or [""] for name in here.names}
        try:
            save_draft(draft=draft_id, version=whole(request.POST.get("version", "")), content=content, by=by, at=at)
            return redirect("round_draft", draft_id, request.POST.get("go") or _after(here))
        except Wrong as wrong:
            problems = wrong.problems
    view = look_at_draft(draft_id, by=by)
    told = _told(view, here.name, by) | {"here": here, "typed": _typed(request, view, here), "problems": problems}
    told["shown"] = problems or {
        name: problem
        for name, problem in told["lacks"].items()
        if step_of(name) == step and here.names[0] in view.content
    }
    # What was typed and not sent yet goes with the version it was typed over; after a refusal the newer one was shown.
    told["version"] = view.version if problems else sent(request).get("version", view.version)
    return render(request, "offices/round_step.html", told, status=409 if problems else 200)


@require_POST
def round_draft_file(request: DeskRequest, draft_id: int) -> HttpResponse:
    """An attachment comes or goes."""
    by, at = acting_in(request), clock.now()
    try:
        if gone := request.POST.get("detach"):
            detach(draft=draft_id, name=gone, by=by, at=at)
        else:
            attach(draft=draft_id, file=taken_file(request), by=by, at=at)
    except Wrong as wrong:
        for problem in wrong.problems.values():
            messages.error(request, problem.say(current()))
    return redirect("round_draft", draft_id, STEPS[0].name)


@require_POST
def round_draft_discard(request: DeskRequest, draft_id: int) -> HttpResponse:
    """The notice is given up."""
    discard_draft(draft=draft_id, by=acting_in(request))
    return redirect("round_new")


def _last(request: DeskRequest, draft_id: int) -> HttpResponse:
    """What the notice would do, and publishing it."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    view = look_at_draft(draft_id, by=by)
    notice, unread = _notice(view)
    if request.method == "POST":
        try:
            version = whole(request.POST.get("version", ""))
            row = publish_draft(draft=draft_id, version=version, notice=notice, unread=unread, by=by, at=at)
            messages.success(request, _PUBLISHED.say(current()))
            return redirect("desk_round", row.pk)
        except Wrong as wrong:
            problems = wrong.problems
    told = _told(view, LAST, by)
    problems = problems or told["lacks"]
    told |= {
        "problems": problems,
        "found": [(step_of(name), name, problem) for name, problem in problems.items()],
        "notice": notice,
    }
    if not problems:
        provisions = edition(EDITION).provisions
        told |= {"dry": dry_run(notice, by=by, at=at), "materials": [provisions[one] for one in notice.materials]}
    return render(request, "offices/round_publish.html", told, status=422 if request.method == "POST" else 200)


def _told(view: DraftView, here: str, by: Any) -> dict[str, Any]:
    notice, unread = _notice(view)
    problems = problems_of_notice(notice, by=by) | unread
    counts = Counter(step_of(name) for name in problems)
    steps = [(one.name, one.title, counts[one.name]) for one in STEPS] + [(LAST, _LAST, 0)]
    return {"view": view, "steps": steps, "step": here, "lacks": problems}


def _notice(view: DraftView) -> tuple[Notice, dict[str, Bi]]:
    notice, unread = notice_of(view.content)
    return with_files(notice, view), unread


def _typed(request: DeskRequest, view: DraftView, here: Step) -> dict[str, Any]:
    """What stands in the fields: what was just sent, else what was kept, else what is usual."""
    found: dict[str, Any] = {}
    form = sent(request)
    for field in here.fields:
        typed = form.getlist(field.name) if form else view.content.get(field.name)
        values = [field.usual] if typed is None else typed
        found[field.name] = values if field.kind == "checks" else "".join(values[:1])
    return found


def _after(here: Step) -> str:
    place = STEPS.index(here) + 1
    return STEPS[place].name if place < len(STEPS) else LAST


_LAST = Bi(zh="试运行与发布", en="Dry run, publishing")
_PUBLISHED = Bi(zh="通知已发布。", en="The notice is published.")

ROUTES: list[URLPattern] = [
    page("desk/rounds/new/", round_new, OFFICER),
    page("desk/rounds/drafts/<int:draft_id>/files/", round_draft_file, OFFICER),
    page("desk/rounds/drafts/<int:draft_id>/discard/", round_draft_discard, OFFICER),
    page("desk/rounds/drafts/<int:draft_id>/<slug:step>/", round_draft, OFFICER),
]

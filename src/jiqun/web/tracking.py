"""Tracking recognised clusters: the records of one, a new one, a refusal, following up (Article 16)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.do.tracking.records import MOST_FILES, follow_up, record_refusal, record_tracking
from jiqun.desk.look.tracking.records import TrackingView, look_at_record, look_at_tracking, tracking_paper
from jiqun.desk.may import OFFICE, NotThere
from jiqun.desk.tracking import TRACKERS
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024.development import TOPICS
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.routes import page, roles
from jiqun.web.sending import download
from jiqun.web.typed import Typed


@require_GET
def tracking(request: DeskRequest, cluster_id: int) -> HttpResponse:
    """The records of a cluster, with what became of them."""
    view = look_at_tracking(cluster_id, by=acting_in(request), at=clock.now())
    return render(request, "tracking/records.html", {"view": view})


@require_http_methods(["GET", "POST"])
def tracking_new(request: DeskRequest, cluster_id: int) -> HttpResponse:
    """Keeping what was found."""
    by, at, typed, problems = acting_in(request), clock.now(), Typed(request), problems_in(request)
    view = _recordable(request, cluster_id)
    if request.method == "POST":
        try:
            texts, files = typed.texts(*TOPICS), typed.files("files", MOST_FILES)
            days: dict[str, Any] = {"on": typed.day("on"), "follow_up_on": typed.day_or_none("follow_up_on")}
            unread = typed.problems
            record_tracking(cluster=cluster_id, texts=texts, files=files, **days, unread=unread, by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, _KEPT.say(current()))
            return redirect("tracking", cluster_id)
    return _form(request, "tracking/new.html", {"view": view, "topics": TOPICS}, problems)


@require_http_methods(["GET", "POST"])
def tracking_refusal(request: DeskRequest, cluster_id: int) -> HttpResponse:
    """Recording that an operator refused."""
    by, at, typed, problems = acting_in(request), clock.now(), Typed(request), problems_in(request)
    view = _recordable(request, cluster_id)
    if request.method == "POST":
        try:
            files, on, refused = typed.files("files", MOST_FILES), typed.day("on"), typed.text("refused")
            unread = typed.problems
            record_refusal(cluster=cluster_id, on=on, refused=refused, files=files, unread=unread, by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, _REFUSAL.say(current()))
            return redirect("tracking", cluster_id)
    return _form(request, "tracking/refusal.html", {"view": view}, problems)


@require_http_methods(["GET", "POST"])
def tracking_follow_up(request: DeskRequest, cluster_id: int, tracking_id: int) -> HttpResponse:
    """Telling what became of a record."""
    by, at, typed, problems = acting_in(request), clock.now(), Typed(request), problems_in(request)
    view, one = look_at_record(cluster_id, tracking_id, by=by, at=at)
    if request.method == "POST":
        try:
            done, next_on = typed.text("done") == "yes", typed.day_or_none("next_on")
            told: dict[str, Any] = {
                "text": typed.text("text"),
                "done": done,
                "next_on": next_on,
                "unread": typed.problems,
            }
            follow_up(record_id=tracking_id, **told, by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, _FOLLOWED.say(current()))
            return redirect("tracking", cluster_id)
    return _form(request, "tracking/follow_up.html", {"view": view, "one": one}, problems)


@require_GET
def tracking_file(request: DeskRequest, cluster_id: int, tracking_id: int, place: int) -> HttpResponse:
    """A file of a record."""
    paper = tracking_paper(cluster_id, tracking_id, place, by=acting_in(request))
    return download(paper.data, paper.name, paper.media_type)


def _recordable(request: DeskRequest, cluster: int) -> TrackingView:
    view = look_at_tracking(cluster, by=acting_in(request), at=clock.now())
    if not view.may_record:
        raise NotThere
    return view


def _form(request: DeskRequest, template: str, told: dict[str, Any], problems: dict[str, Bi]) -> HttpResponse:
    typed = sent(request) or {"on": day_of(clock.now()).isoformat()}
    return render(request, template, told | {"problems": problems, "typed": typed}, status=422 if problems else 200)


READERS = roles(Role.OPERATOR, *sorted(OFFICE))
KEEPERS = roles(*TRACKERS)
ROUTES: list[URLPattern] = [
    page("desk/clusters/<int:cluster_id>/tracking/", tracking, READERS),
    page("desk/clusters/<int:cluster_id>/tracking/new/", tracking_new, KEEPERS),
    page("desk/clusters/<int:cluster_id>/tracking/refusal/", tracking_refusal, KEEPERS),
    page("desk/clusters/<int:cluster_id>/tracking/<int:tracking_id>/follow-up/", tracking_follow_up, KEEPERS),
    page("desk/clusters/<int:cluster_id>/tracking/<int:tracking_id>/files/<int:place>/", tracking_file, READERS),
]
_KEPT = Bi(zh="跟踪记录已登记。", en="The record is kept.")
_REFUSAL = Bi(zh="已登记拒绝情况。", en="The refusal is recorded.")
_FOLLOWED = Bi(zh="回访已登记。", en="The follow-up is kept.")

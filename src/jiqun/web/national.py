"""Recommending clusters to the national list: the public list, calls, choosing, approving, results (Article 18)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.national.calls import Call, open_call
from jiqun.desk.do.national.recommending import (
    Pick,
    approve_recommendation,
    prepare_recommendation,
    return_recommendation,
    save_choices,
)
from jiqun.desk.do.national.results import (
    Told,
    correct_result,
    import_national_clusters,
    match_result,
    record_result,
)
from jiqun.desk.look.choices import plain
from jiqun.desk.look.national.calls import list_calls, look_at_call, national_paper
from jiqun.desk.look.national.results import all_results, look_at_result, national_results, to_import
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.routes import PUBLIC, page, roles
from jiqun.web.sending import download
from jiqun.web.typed import Typed

CITY = roles(Role.MUNICIPAL_OFFICER, Role.MUNICIPAL_APPROVER, Role.AUDITOR)
OFFICER = roles(Role.MUNICIPAL_OFFICER)
APPROVER = roles(Role.MUNICIPAL_APPROVER)


@require_GET
def national(request: DeskRequest) -> HttpResponse:
    """The national clusters of the city, with where each is known from."""
    return render(request, "national/list.html", {"results": national_results()})


@require_GET
def national_calls(request: DeskRequest) -> HttpResponse:
    """The calls."""
    return render(request, "national/calls.html", {"calls": list_calls(by=acting_in(request))})


@require_http_methods(["GET", "POST"])
def national_call_new(request: DeskRequest) -> HttpResponse:
    """Opening a call."""
    problems = problems_in(request)
    if request.method == "POST":
        try:
            return redirect("national_call", _opened(request))
        except Wrong as wrong:
            problems = wrong.problems
    typed = sent(request) or {"niche_digits": "3", "year": str(clock.today().year)}
    told = {"problems": problems, "typed": typed, "digits": [plain(n, str(n)) for n in (2, 3, 4)]}
    return render(request, "national/call_new.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def national_call(request: DeskRequest, call_id: int) -> HttpResponse:
    """One call: the ranking and what is chosen, then what was prepared, then what was sent."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    view = look_at_call(call_id, by=by, at=at)
    if request.method == "POST":
        typed = Typed(request)
        keys = [one.cluster for one in view.candidates]
        picks = {key: _pick(typed, key) for key in keys if f"reason_{key}" in request.POST}
        if not typed.problems:
            save_choices(call=call_id, picks=picks, by=by, at=at)
            messages.success(request, _KEPT.say(current()))
            return redirect("national_call", call_id)
        problems = typed.problems
    told = {"view": view, "problems": problems, "typed": sent(request)}
    return render(request, "national/call.html", told, status=422 if problems else 200)


@require_POST
def national_prepare(request: DeskRequest, call_id: int) -> HttpResponse:
    """What is chosen goes to the other person. Raises Refused with every reason."""
    prepare_recommendation(call=call_id, by=acting_in(request), at=clock.now())
    messages.success(request, _PREPARED.say(current()))
    return redirect("national_call", call_id)


@require_POST
def national_approve(request: DeskRequest, call_id: int) -> HttpResponse:
    """Approved, and its papers made. Raises Refused with every reason."""
    approve_recommendation(call=call_id, by=acting_in(request), at=clock.now())
    messages.success(request, _APPROVED.say(current()))
    return redirect("national_call", call_id)


@require_http_methods(["GET", "POST"])
def national_return(request: DeskRequest, call_id: int) -> HttpResponse:
    """Sent back, with the reason."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    view = look_at_call(call_id, by=by, at=at)
    if request.method == "POST":
        try:
            return_recommendation(call=call_id, reason=request.POST.get("reason", ""), by=by, at=at)
            return redirect("national_call", call_id)
        except Wrong as wrong:
            problems = wrong.problems
    told = {"view": view, "problems": problems, "typed": sent(request)}
    return render(request, "national/return.html", told, status=422 if problems else 200)


@require_GET
def national_file(request: DeskRequest, call_id: int, name: str) -> HttpResponse:
    """A file of what was sent."""
    file = national_paper(call_id, name, by=acting_in(request))
    return download(file.data, file.name, file.media_type)


@require_http_methods(["GET", "POST"])
def national_record(request: DeskRequest, call_id: int) -> HttpResponse:
    """What became of one recommended cluster."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    view = look_at_call(call_id, by=by, at=at)
    if request.method == "POST":
        try:
            typed = Typed(request)
            values: Any = {"cluster": whole(typed.text("cluster")), "told": _told(typed)}
            record_result(call=call_id, **values, unread=typed.problems, by=by, at=at)
            messages.success(request, _RECORDED.say(current()))
            return redirect("national_call", call_id)
        except Wrong as wrong:
            problems = wrong.problems
    rows: Any = view.content.get("clusters", [])
    clusters = [
        plain(one["id"], f"{one['number']} {one['name']['zh']}") for one in rows if one["id"] not in view.results
    ]
    told = {"view": view, "clusters": clusters, "problems": problems, "typed": sent(request)}
    return render(request, "national/record.html", told, status=422 if problems else 200)


@require_GET
def desk_national_results(request: DeskRequest) -> HttpResponse:
    """Every result that stands, and the earlier ones that can be entered."""
    by = acting_in(request)
    return render(request, "national/results.html", {"results": all_results(by=by), "waiting": to_import(by=by)})


@require_POST
def national_import(request: DeskRequest) -> HttpResponse:
    """The national clusters of earlier calls come into the register."""
    count = import_national_clusters(by=acting_in(request), at=clock.now())
    messages.success(request, _IMPORTED.fill(n=count).say(current()))
    return redirect("desk_national_results")


@require_http_methods(["GET", "POST"])
def national_result(request: DeskRequest, result_id: int) -> HttpResponse:
    """Matching a result with a registered cluster, or correcting it."""
    by, problems = acting_in(request), problems_in(request)
    view = look_at_result(result_id, by=by)
    if request.method == "POST":
        try:
            _changed(request, result_id)
            return redirect("desk_national_results")
        except Wrong as wrong:
            problems = wrong.problems
    one = view.one
    now = {"source": one.source, "recognised": "yes" if one.recognised else "no", "cluster": view.matched}
    now["first_day"] = one.first_day.isoformat() if one.first_day else ""
    told = {"view": view, "problems": problems, "typed": sent(request) or now}
    return render(request, "national/result.html", told, status=422 if problems else 200)


def _opened(request: DeskRequest) -> int:
    typed = Typed(request)
    call = Call(
        year=whole(typed.text("year")),
        number=typed.text("number"),
        title=typed.both("title"),
        closes_at=typed.moment("closes_at"),
        quota=whole(typed.text("quota")),
        niche_digits=whole(typed.text("niche_digits")),
    )
    return open_call(call, unread=typed.problems, by=acting_in(request), at=clock.now()).pk


def _pick(typed: Typed, key: int) -> Pick:
    """What was typed of one candidate; a place that is no whole number above 0 is a problem."""
    text = typed.text(f"place_{key}")
    place = whole(text) or None
    if text and place is None:
        typed.problems[f"place_{key}"] = _PLACE
    return Pick(place, typed.text(f"reason_{key}"), typed.text(f"niche_reason_{key}"))


def _told(typed: Typed) -> Told:
    return Told(typed.text("recognised") == "yes", typed.day_or_none("first_day"), typed.text("source"))


def _changed(request: DeskRequest, result: int) -> None:
    typed, by, at = Typed(request), acting_in(request), clock.now()
    if request.POST.get("step") == "match":
        match_result(result=result, cluster=whole(typed.text("cluster")) or None, by=by, at=at)
    else:
        correct_result(result=result, told=_told(typed), unread=typed.problems, by=by, at=at)


_PLACE = Bi(zh="名次须为正整数；不推荐的留空。", en="A place is a whole number above 0; leave it empty for none.")
_KEPT = Bi(zh="已保存。", en="It is saved.")
_PREPARED = Bi(zh="已送审。", en="It waits for approval now.")
_APPROVED = Bi(zh="已批准，推荐材料已生成。", en="It is approved, and its papers are made.")
_RECORDED = Bi(zh="结果已登记。", en="The result is recorded.")
_IMPORTED = Bi(zh="补录了{n}个国家级集群。", en="{n} national clusters were entered.")

ROUTES: list[URLPattern] = [
    page("national/", national, PUBLIC),
    page("desk/national/", national_calls, CITY),
    page("desk/national/new/", national_call_new, OFFICER),
    page("desk/national/results/", desk_national_results, OFFICER),
    page("desk/national/results/import/", national_import, OFFICER),
    page("desk/national/results/<int:result_id>/", national_result, OFFICER),
    page("desk/national/<int:call_id>/", national_call, CITY),
    page("desk/national/<int:call_id>/prepare/", national_prepare, OFFICER),
    page("desk/national/<int:call_id>/approve/", national_approve, APPROVER),
    page("desk/national/<int:call_id>/return/", national_return, APPROVER),
    page("desk/national/<int:call_id>/record/", national_record, OFFICER),
    page("desk/national/<int:call_id>/files/<str:name>", national_file, CITY),
]

"""The operator's pages: opening an application and filling it in, part by part."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiqun.base import clock
from jiqun.desk.do.applying.apply import open_application
from jiqun.desk.do.applying.fill import (
    add_evidence,
    add_row,
    drop_row,
    drop_upload,
    edit_cells,
    mend_upload,
    remove_evidence,
    save_profile,
    save_statement,
    upload_workbook,
)
from jiqun.desk.drafts import PROFILE
from jiqun.desk.look.filling.form import (
    look_at_clauses,
    look_at_data,
    look_at_evidence,
    look_at_plan,
    look_at_profile,
    look_at_tasks,
)
from jiqun.desk.look.filling.workbooks import draft_workbook, marked_upload, prepared_template
from jiqun.desk.look.rounds.notice import rounds_for
from jiqun.desk.wrong import Wrong
from jiqun.facts.draft import Edit
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.sending import download, taken_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
def apply(request: DeskRequest) -> HttpResponse:
    """The open rounds and the operator's clusters; opening an application."""
    by, at = acting_in(request), clock.now()
    if request.method == "POST":
        wanted = {"round_id": whole(request.POST.get("round", "")), "cluster": whole(request.POST.get("cluster", ""))}
        return redirect("tasks", open_application(**wanted, by=by, at=at).pk)
    return render(request, "operator/apply.html", {"rounds": rounds_for(by=by, at=at)})


@require_GET
def tasks(request: DeskRequest, case_id: int) -> HttpResponse:
    """The task list of an application, with the outcome of every clause as it stands."""
    return render(
        request, "operator/tasks.html", {"view": look_at_tasks(case_id, by=acting_in(request), at=clock.now())}
    )


@require_http_methods(["GET", "POST"])
def profile(request: DeskRequest, case_id: int) -> HttpResponse:
    """Contact and description; kept as they are typed."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    if request.method == "POST":
        values = {name: request.POST[name] for name in PROFILE if name in request.POST}
        try:
            save_profile(case=case_id, values=values, seen=request.POST.get("seen", ""), by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            if not request.htmx:
                return _saved(request, redirect("profile", case_id))
    view, typed = look_at_profile(case_id, by=by, at=at), sent(request)
    told: dict[str, Any] = {"view": view, "problems": problems, "typed": typed, "at": at}
    told["values"] = {name: typed.get(name, kept) for name, kept in view.values.items()}
    if request.htmx:
        return render(request, "operator/_profile_kept.html", told)
    return render(request, "operator/profile.html", told, status=409 if problems else 200)


@require_GET
def data(request: DeskRequest, case_id: int) -> HttpResponse:
    """The workbook: upload, what is wrong with it, cells to correct, what is in the draft."""
    sheet = request.GET.get("sheet", "")
    view = look_at_data(
        case_id, sheet=sheet, page=whole(request.GET.get("page", ""), 1), by=acting_in(request), at=clock.now()
    )
    return render(request, "operator/data.html", {"view": view, "problems": {}})


@require_http_methods(["GET", "POST"])
def upload(request: DeskRequest, case_id: int) -> HttpResponse:
    """Take in a workbook; with errors it waits to be mended and changes nothing."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    if request.method == "POST":
        try:
            upload_workbook(case=case_id, taken=taken_file(request), by=by, at=at)
            return redirect("data", case_id)
        except Wrong as wrong:
            problems = wrong.problems
    view = look_at_data(case_id, sheet="", page=1, by=by, at=at)
    return render(request, "operator/data.html", {"view": view, "problems": problems}, status=422 if problems else 200)


@require_POST
def mend(request: DeskRequest, case_id: int) -> HttpResponse:
    """Correct cells of the waiting upload, or forget it."""
    by, at = acting_in(request), clock.now()
    if "drop" in request.POST:
        drop_upload(case=case_id, by=by, at=at)
    else:
        mend_upload(case=case_id, edits=_edits(request), by=by, at=at)
    return redirect("data", case_id)


@require_GET
def workbook(request: DeskRequest, case_id: int, which: str) -> HttpResponse:
    """The draft as a workbook, the waiting upload with its wrong cells marked, or the template pre-filled."""
    makers = {"draft": draft_workbook, "marked": marked_upload, "template": prepared_template}
    if which not in makers:
        raise Http404
    file = makers[which](case_id, lang=current(), by=acting_in(request))
    return download(file.data, file.name, XLSX)


@require_http_methods(["GET", "POST"])
def clauses(request: DeskRequest, case_id: int, clause: str = "") -> HttpResponse:
    """The narratives of a group of clauses, with each outcome and what would close the distance."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    if request.method == "POST":
        said = {name: request.POST.get(name, "") for name in ("holds", "text", "seen")}
        try:
            save_statement(case=case_id, clause=clause, **said, by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            if not request.htmx:
                return _saved(request, redirect("clause", case_id, clause), f"#{clause}")
    view = look_at_clauses(case_id, clause=clause, by=by, at=at)
    told = {"view": view, "clause": clause, "problems": problems, "typed": sent(request), "at": at}
    if request.htmx:
        return render(request, "operator/_clause_kept.html", told)
    return render(request, "operator/clauses.html", told, status=409 if problems else 200)


@require_http_methods(["GET", "POST"])
def evidence(request: DeskRequest, case_id: int) -> HttpResponse:
    """The files, bound to clauses."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    if request.method == "POST":
        try:
            if "remove" in request.POST:
                remove_evidence(case=case_id, evidence=whole(request.POST["remove"]), by=by, at=at)
            else:
                bound = request.POST.getlist("clauses")
                add_evidence(case=case_id, clauses=bound, file=taken_file(request), by=by, at=at)
            return redirect("evidence", case_id)
        except Wrong as wrong:
            problems = wrong.problems
    chosen = sent(request).getlist("clauses") or request.GET.getlist("clause")
    told = {"view": look_at_evidence(case_id, by=by, at=at), "problems": problems, "chosen": chosen}
    return render(request, "operator/evidence.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def plan(request: DeskRequest, case_id: int) -> HttpResponse:
    """The three-year plan by the six aspects."""
    by, at = acting_in(request), clock.now()
    if request.method == "POST":
        if "drop" in request.POST:
            version = whole(request.POST.get("version", ""))
            drop_row(case=case_id, sheet="plan", row=whole(request.POST["drop"]), version=version, by=by, at=at)
        else:
            values = {
                name: value for name, value in request.POST.items() if name not in ("csrfmiddlewaretoken", "version")
            }
            add_row(
                case=case_id, sheet="plan", values={name: str(value) for name, value in values.items()}, by=by, at=at
            )
        return redirect("plan", case_id)
    told = {"view": look_at_plan(case_id, by=by, at=at), "typed": sent(request)}
    return render(request, "operator/plan.html", told)


def _saved(request: DeskRequest, response: HttpResponse, anchor: str = "") -> HttpResponse:
    """On to the page again, saying that all is kept."""
    messages.success(request, "已保存" if current() == "zh" else "Saved")
    response["Location"] += anchor
    return response


def _edits(request: DeskRequest) -> list[Edit]:
    """The corrected cells: fields called `cell:sheet:row:column`."""
    edits = []
    for name, value in request.POST.items():
        kind, *place = name.split(":")
        if kind == "cell" and len(place) == 3:
            edits.append(Edit(place[0], whole(place[1]), place[2], str(value)))
    return edits


@require_POST
def cells(request: DeskRequest, case_id: int) -> HttpResponse:
    """Save a page of a sheet."""
    version = whole(request.POST.get("version", ""))
    edit_cells(case=case_id, version=version, edits=_edits(request), by=acting_in(request), at=clock.now())
    sheet, number = request.POST.get("sheet", ""), whole(request.POST.get("page", ""), 1)
    response = redirect("data", case_id)
    response["Location"] += f"?sheet={quote(sheet)}&page={number}#grid"
    return response

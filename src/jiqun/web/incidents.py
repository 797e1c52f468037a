"""The officers' register of incidents (Articles 6(1) and 19(5))."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.desk.do.registers.incidents import enter_incident, withdraw_incident
from jiqun.desk.look.registers.incidents import (
    IncidentView,
    incident_choices,
    incident_document,
    incident_offices,
    list_incidents,
    look_at_incident,
)
from jiqun.desk.may import NotThere
from jiqun.desk.wrong import Wrong
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.sending import download
from jiqun.web.typed import Typed, read_day

_TEXTS = ("credit_code", "name", "kind", "severity", "description", "source", "document_number", "ranking_body")


@require_GET
def incidents(request: DeskRequest) -> HttpResponse:
    """The entries that one may see."""
    wanted: dict[str, Any] = {name: request.GET.get(name, "")[:200] for name in ("text", "kind", "office")}
    days = {name: request.GET.get(name, "") for name in ("first", "last")}
    read: dict[str, Any] = {name: read_day(text) for name, text in days.items()}
    found = list_incidents(by=acting_in(request), page=whole(request.GET.get("page", ""), 1), **wanted, **read)
    told = {"found": found, "wanted": wanted | days, "offices": incident_offices(by=acting_in(request))}
    return render(request, "registers/incidents.html", told | incident_choices())


@require_http_methods(["GET", "POST"])
def incident_new(request: DeskRequest, incident_id: int = 0) -> HttpResponse:
    """Entering an incident, also in the place of an earlier entry."""
    earlier = _own(request, incident_id) if incident_id else None
    problems = problems_in(request)
    if request.method == "POST":
        typed = Typed(request)
        values: dict[str, Any] = typed.texts(*_TEXTS)
        values |= {"occurred_on": typed.day("occurred_on"), "ranked_on": typed.day_or_none("ranked_on")}
        values |= {"document": typed.file("document"), "replaces": incident_id or None}
        try:
            enter_incident(**values, unread=typed.problems, by=acting_in(request), at=clock.now())
            return redirect("incidents")
        except Wrong as wrong:
            problems = wrong.problems
    first = _typed_of(earlier) if earlier else {"credit_code": request.GET.get("credit_code", "")[:18]}
    told = {"earlier": earlier, "problems": problems, "typed": sent(request) or first, **incident_choices()}
    return render(request, "registers/incident_new.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def incident_withdraw(request: DeskRequest, incident_id: int) -> HttpResponse:
    """Taking an entry back, with the reason."""
    view, problems = _own(request, incident_id), problems_in(request)
    if request.method == "POST":
        try:
            reason = request.POST.get("reason", "")
            withdraw_incident(incident=incident_id, reason=reason, by=acting_in(request), at=clock.now())
            return redirect("incidents")
        except Wrong as wrong:
            problems = wrong.problems
    told = {"one": view, "problems": problems, "typed": sent(request)}
    return render(request, "registers/incident_withdraw.html", told, status=422 if problems else 200)


@require_GET
def incident_paper(request: DeskRequest, incident_id: int) -> HttpResponse:
    """The document that an entry rests on, to be saved."""
    paper = incident_document(incident_id, by=acting_in(request))
    return download(paper.data, paper.name, paper.media_type)


def _own(request: DeskRequest, incident: int) -> IncidentView:
    view = look_at_incident(incident, by=acting_in(request))
    if not view.may_change:
        raise NotThere
    return view


def _typed_of(one: IncidentView) -> dict[str, str]:
    """An earlier entry as the form's first content."""
    return {
        "credit_code": one.credit_code,
        "kind": one.kind_name,
        "severity": one.severity_name,
        "occurred_on": one.occurred_on.isoformat(),
        "description": one.description,
        "source": one.source,
        "document_number": one.document_number,
        "ranking_body": one.ranking_body,
        "ranked_on": one.ranked_on.isoformat() if one.ranked_on else "",
    }

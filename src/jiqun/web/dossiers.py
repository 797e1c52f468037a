"""The dossier of a case, and the feedback for an applicant that was not recognised (Article 9)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.papers.dossiers import ask_dossier
from jiqun.desk.look.deciding.feedback import look_at_feedback
from jiqun.desk.look.dossier.bound import dossier_paper, look_at_dossier
from jiqun.desk.look.remedies.appeals import decision_of
from jiqun.procedure.roles import Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.language import current
from jiqun.web.limits import limited
from jiqun.web.routes import page, roles
from jiqun.web.sending import download

_OFFICE = (Role.DISTRICT_OFFICER, Role.MUNICIPAL_OFFICER, Role.MUNICIPAL_APPROVER, Role.AUDITOR)
_TYPES = {"pdf": "application/pdf", "zip": "application/zip"}


@require_http_methods(["GET", "POST"])
def dossier(request: DeskRequest, case_id: int) -> HttpResponse:
    """What the dossier holds, asking for it, and what has been made."""
    by, at = acting_in(request), clock.now()
    if request.method == "POST":
        look_at_dossier(case_id, lang=current(), by=by, at=at)
        limited(request, "upload")
        ask_dossier(case=case_id, lang="en" if request.POST.get("lang") == "en" else "zh", by=by, at=at)
        messages.success(request, _ASKED.say(current()))
        return redirect("dossier", case_id)
    return render(request, "desk/dossier.html", {"view": look_at_dossier(case_id, lang=current(), by=by, at=at)})


@require_GET
def dossier_file(request: DeskRequest, case_id: int, lang: str, which: str) -> HttpResponse:
    """The bound PDF, or the zip."""
    paper = dossier_paper(case_id, lang, which, by=acting_in(request))
    return download(paper.data, paper.name, _TYPES[which])


@require_GET
def feedback(request: DeskRequest, case_id: int) -> HttpResponse:
    """Which clauses, how far, what would help, and what one can do next."""
    by = acting_in(request)
    told = {
        "view": look_at_feedback(case_id, by=by),
        "decision": decision_of(case_id, by=by, at=clock.now()),
    }
    return render(request, "desk/feedback.html", told)


_ANYBODY = roles(Role.OPERATOR, Role.ENTERPRISE, Role.INSPECTOR, Role.EVALUATOR, *_OFFICE)
ROUTES: list[URLPattern] = [
    page(
        "desk/cases/<int:case_id>/dossier/",
        dossier,
        _ANYBODY,
    ),
    page(
        "desk/cases/<int:case_id>/dossier/<slug:lang>/<slug:which>/",
        dossier_file,
        _ANYBODY,
    ),
    page("desk/cases/<int:case_id>/feedback/", feedback, roles(Role.OPERATOR, *_OFFICE)),
]
_ASKED = Bi(
    zh="卷宗正在汇编，通常不到一分钟；稍后刷新本页即可下载。",
    en="The dossier is being bound, usually within a minute: reload this page to save it.",
)

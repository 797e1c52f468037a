"""The overall assessment of a year: prepared and approved; a cluster's years (Article 17)."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.evaluating.assessment import approve_assessment, prepare_assessment
from jiqun.desk.look.evaluating.assessment import look_at_assessment, years_of
from jiqun.desk.look.evaluating.assessment_files import assessment_file
from jiqun.desk.may import OFFICE, NotThere
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in
from jiqun.web.language import current
from jiqun.web.programmes import CITY
from jiqun.web.routes import page, roles
from jiqun.web.sending import download, picture


@require_http_methods(["GET", "POST"])
def assessment(request: DeskRequest, round_id: int) -> HttpResponse:
    """A year's assessment as it stands: an officer prepares it, an approver approves it."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    if request.method == "POST":
        try:
            if request.POST.get("step") == "approve":
                prepared = whole(request.POST.get("prepared", ""))
                approve_assessment(round_id=round_id, prepared=prepared, by=by, at=at)
                said = _APPROVED
            else:
                prepare_assessment(round_id=round_id, by=by, at=at)
                said = _PREPARED
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, said.say(current()))
            return redirect("assessment", round_id)
    told = {"view": look_at_assessment(round_id, by=by, at=at), "problems": problems}
    return render(request, "evaluating/assessment.html", told, status=422 if problems else 200)


@require_GET
def assessment_download(request: DeskRequest, round_id: int, form: str) -> HttpResponse:
    """The same as a file for a spreadsheet."""
    if form not in ("csv", "xlsx"):
        raise Http404
    paper = assessment_file(round_id, form, lang=current(), by=acting_in(request), at=clock.now())
    return download(paper.data, paper.name, paper.media_type)


@require_GET
def cluster_assessments(request: DeskRequest, cluster_id: int) -> HttpResponse:
    """A cluster's assessments over the years."""
    view = years_of(cluster_id, by=acting_in(request), at=clock.now())
    return render(request, "evaluating/years.html", {"view": view, "picture": view.picture(current())})


@require_GET
def cluster_years_picture(request: DeskRequest, cluster_id: int) -> HttpResponse:
    """The same years as a picture. Raises NotThere."""
    drawn = years_of(cluster_id, by=acting_in(request), at=clock.now()).picture(current())
    if drawn is None:
        raise NotThere
    return picture(drawn.svg)


_PREPARED = Bi(zh="综合评价已拟定，待批准。", en="The assessment is prepared, to be approved.")
_APPROVED = Bi(zh="综合评价已批准并公布等次。", en="The assessment is approved, and its bands are published.")
READERS = roles(Role.OPERATOR, *OFFICE)
ROUTES: list[URLPattern] = [
    page("desk/programmes/<int:round_id>/assessment/", assessment, CITY),
    page("desk/programmes/<int:round_id>/assessment.<slug:form>", assessment_download, CITY),
    page("desk/clusters/<int:cluster_id>/assessments/", cluster_assessments, READERS),
    page("desk/clusters/<int:cluster_id>/assessments.svg", cluster_years_picture, READERS),
]

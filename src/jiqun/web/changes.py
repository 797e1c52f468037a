"""Important changes: reporting and correcting one, lists, the map and files of a report, differences (Article 19)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.changes.reported import MOST_FILES, Reported
from jiqun.desk.do.changes.lodging import correct_change, lodge_change
from jiqun.desk.do.changes.settling import note_none
from jiqun.desk.look.changes.forms import ChangeForm, change_form, correction_form, kinds_for
from jiqun.desk.look.changes.lists import list_changes, list_unreported, look_at_difference
from jiqun.desk.look.changes.report import change_map, change_paper
from jiqun.desk.may import OFFICE
from jiqun.desk.wrong import Wrong
from jiqun.facts.boundary import Boundary, read_boundary
from jiqun.facts.problems import InputRefused
from jiqun.procedure.roles import Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.routes import page, roles
from jiqun.web.sending import download, picture
from jiqun.web.typed import Typed

OPERATOR = roles(Role.OPERATOR)
READERS = roles(Role.OPERATOR, *sorted(OFFICE))
SETTLERS = roles(Role.DISTRICT_OFFICER, Role.MUNICIPAL_OFFICER)


@require_GET
def changes(request: DeskRequest) -> HttpResponse:
    """The changes that were reported."""
    found = list_changes(by=acting_in(request), page=whole(request.GET.get("page", ""), 1))
    return render(request, "changes/list.html", {"found": found})


@require_GET
def differences(request: DeskRequest) -> HttpResponse:
    """What was filed or drawn otherwise than the register says, and that nobody reported."""
    found = list_unreported(by=acting_in(request), at=clock.now())
    return render(request, "changes/differences.html", {"found": found})


@require_http_methods(["GET", "POST"])
def difference_none(request: DeskRequest, difference_id: int) -> HttpResponse:
    """Noting that a difference is no change, with the reason."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    view = look_at_difference(difference_id, by=by, at=at)
    if request.method == "POST":
        try:
            note_none(difference=difference_id, reason=request.POST.get("reason", ""), by=by, at=at)
            messages.success(request, _NONE.say(current()))
            return redirect("differences")
        except Wrong as wrong:
            problems = wrong.problems
    told = {"one": view, "problems": problems, "typed": sent(request)}
    return render(request, "changes/none.html", told, status=422 if problems else 200)


@require_GET
def change_kinds(request: DeskRequest, cluster_id: int) -> HttpResponse:
    """What an operator may report of its cluster."""
    by, at = acting_in(request), clock.now()
    cluster, kinds = kinds_for(cluster_id, by=by, at=at)
    told = {"cluster": cluster, "kinds": kinds, "found": list_unreported(by=by, at=at, cluster=cluster_id)}
    return render(request, "changes/kinds.html", told)


@require_http_methods(["GET", "POST"])
def change_new(request: DeskRequest, cluster_id: int, change: str) -> HttpResponse:
    """The form of a new report of one kind."""
    by, at = acting_in(request), clock.now()
    view = change_form(cluster_id, change, by=by, at=at)
    if request.method == "GET":
        return _form_page(request, view, problems_in(request))
    typed = Typed(request)
    boundary, found = _boundary(typed)
    try:
        values = _reported(typed, view, boundary)
        made = lodge_change(cluster=cluster_id, kind=change, change=values, unread=typed.problems, by=by, at=at)
    except Wrong as wrong:
        return _form_page(request, view, wrong.problems, found)
    messages.success(request, _LODGED.say(current()))
    return redirect("case", made.pk)


@require_http_methods(["GET", "POST"])
def change_again(request: DeskRequest, case_id: int) -> HttpResponse:
    """Correcting a report that was returned."""
    by, at = acting_in(request), clock.now()
    view = correction_form(case_id, by=by, at=at)
    if request.method == "GET":
        return _form_page(request, view, problems_in(request))
    typed = Typed(request)
    boundary, found = _boundary(typed)
    try:
        values, said = _reported(typed, view, boundary), typed.text("said")
        version = whole(typed.text("version"))
        which = {"case": case_id, "version": version}
        correct_change(**which, change=values, said=said, unread=typed.problems, by=by, at=at)
    except Wrong as wrong:
        return _form_page(request, view, wrong.problems, found)
    return redirect("case", case_id)


@require_GET
def change_picture(request: DeskRequest, case_id: int) -> HttpResponse:
    """Both boundaries of a reported change of area."""
    return picture(change_map(case_id, by=acting_in(request)))


@require_GET
def change_file(request: DeskRequest, case_id: int, place: int) -> HttpResponse:
    """A file of a report."""
    paper = change_paper(case_id, place, by=acting_in(request))
    return download(paper.data, paper.name, paper.media_type)


def _reported(typed: Typed, view: ChangeForm, boundary: Boundary | None) -> Reported:
    """What was typed; of the values only those of the report's kind."""
    area = typed.square_metres("area_km2") if view.kind == "area" else 0
    return Reported(
        effective_on=typed.day("effective_on"),
        files=typed.files("files", MOST_FILES),
        industries=tuple(typed.several("industries")),
        area_m2=area,
        boundary=boundary,
        acceptance=typed.file("acceptance"),
        **typed.texts("text", "name_zh", "name_en", "credit_code", "other"),
    )


def _boundary(typed: Typed) -> tuple[Boundary | None, list[Bi]]:
    """The boundary's file, and every error in it."""
    file = typed.file("boundary")
    if file is None:
        return None, []
    try:
        return read_boundary(file.data).boundary, []
    except InputRefused as refused:
        typed.problems["boundary"] = _BOUNDARY.fill(n=len(refused.errors))
        return None, [one.message for one in refused.errors]


def _form_page(request: DeskRequest, view: ChangeForm, problems: object, found: object = ()) -> HttpResponse:
    typed: Any = sent(request) or view.first
    told = {"view": view, "problems": problems, "found": found, "typed": typed}
    return render(request, "changes/form.html", told, status=422 if problems or found else 200)


ROUTES: list[URLPattern] = [
    page("desk/changes/", changes, READERS),
    page("desk/differences/", differences, READERS),
    page("desk/differences/<int:difference_id>/none/", difference_none, SETTLERS),
    page("desk/clusters/<int:cluster_id>/changes/", change_kinds, OPERATOR),
    page("desk/clusters/<int:cluster_id>/changes/<slug:change>/", change_new, OPERATOR),
    page("desk/cases/<int:case_id>/change/again/", change_again, OPERATOR),
    page("desk/cases/<int:case_id>/change/map.svg", change_picture, READERS),
    page("desk/cases/<int:case_id>/change/files/<int:place>/", change_file, READERS),
]
_LODGED = Bi(zh="变更已报备，区主管部门会收到。", en="The change has been reported; the district receives it at once.")
_NONE = Bi(zh="已记录：不属于变更。", en="Noted: it is no change.")
_BOUNDARY = Bi(zh="边界文件有{n}处错误，见上方。", en="The boundary’s file has {n} errors, shown above.")

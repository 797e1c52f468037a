"""The page of the formality check (形式审查, Article 9)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_http_methods

from jiqun.base import clock
from jiqun.desk.do.applying.formality import check_formality
from jiqun.desk.look.reviewing.formality import look_at_formality
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.routes import page, roles


@require_http_methods(["GET", "POST"])
def formality(request: DeskRequest, case_id: int) -> HttpResponse:
    """The checklist, filled in by the system, to be settled item by item."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    view = look_at_formality(case_id, by=by, at=at)
    form = sent(request)
    seen, notes = ({one.name: form.get(f"{what}_{one.name}", "") for one in view.items} for what in ("seen", "note"))
    if request.method == "POST":
        try:
            version = whole(form.get("version", ""))
            check_formality(case=case_id, version=version, seen=seen, notes=notes, by=by, at=at)
            return redirect("case", case_id)
        except Wrong as wrong:
            problems = wrong.problems
    if form:
        view = view.as_typed(seen, notes)
    told = {"view": view, "problems": problems, "version": form.get("version", view.version)}
    return render(request, "desk/formality.html", told, status=422 if problems else 200)


ROUTES: list[URLPattern] = [
    page("desk/cases/<int:case_id>/formality/", formality, roles(Role.MUNICIPAL_OFFICER)),
]

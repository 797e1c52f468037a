"""Appeals: which decisions one may appeal against, lodging one, its files (Article 9)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.remedies.appeals import lodge_appeal
from jiqun.desk.look.remedies.appeals import appeal_form, appeal_paper, list_appeals
from jiqun.desk.remedies.appealing import MOST_FILES
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import OFFICIALS, Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.routes import page, roles
from jiqun.web.sending import download
from jiqun.web.typed import Typed

PARTY = roles(Role.OPERATOR, Role.ENTERPRISE)
READERS = roles(Role.OPERATOR, Role.ENTERPRISE, *sorted(OFFICIALS - {Role.ADMINISTRATOR}))


@require_GET
def appeals(request: DeskRequest) -> HttpResponse:
    """The decisions that concern one's body, and the appeals that it has lodged."""
    return render(request, "desk/appeals.html", {"view": list_appeals(by=acting_in(request), at=clock.now())})


@require_http_methods(["GET", "POST"])
def appeal_new(request: DeskRequest, case_id: int) -> HttpResponse:
    """The form of an appeal against the decision of a case."""
    by, at, typed, problems = acting_in(request), clock.now(), Typed(request), problems_in(request)
    view = appeal_form(case_id, by=by, at=at)
    if request.method == "POST":
        try:
            values, files = typed.texts("ground", "argument", "remedy"), typed.files("files", MOST_FILES)
            made = lodge_appeal(case=case_id, **values, files=files, unread=typed.problems, by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, _LODGED.say(current()))
            return redirect("case", made.pk)
    told = {"view": view, "problems": problems, "typed": sent(request)}
    return render(request, "desk/appeal_new.html", told, status=422 if problems else 200)


@require_GET
def appeal_file(request: DeskRequest, case_id: int, place: int) -> HttpResponse:
    """A file that was lodged with an appeal."""
    paper = appeal_paper(case_id, place, by=acting_in(request))
    return download(paper.data, paper.name, paper.media_type)


ROUTES: list[URLPattern] = [
    page("desk/appeals/", appeals, PARTY),
    page("desk/cases/<int:case_id>/appeal/", appeal_new, PARTY),
    page("desk/cases/<int:case_id>/appeal-files/<int:place>/", appeal_file, READERS),
]
_LODGED = Bi(zh="复核申请已提出。", en="The appeal has been lodged.")

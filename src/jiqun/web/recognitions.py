"""Recognitions as the Commission looks after them, and entering those of the 2023 batch (Article 9)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.registers.earlier import enter_batch, enter_earlier, problems_with
from jiqun.desk.look.recognised.recognitions import list_recognitions
from jiqun.desk.wrong import Wrong
from jiqun.facts.problems import InputRefused, Problem
from jiqun.facts.recognised_batch import Earlier, read_batch, template
from jiqun.procedure.roles import Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.routes import page, roles
from jiqun.web.sending import download, file_of
from jiqun.web.typed import Typed


@require_GET
def recognitions(request: DeskRequest) -> HttpResponse:
    """All recognitions, by their last day."""
    shown = whole(request.GET.get("page", ""), 1)
    found = list_recognitions(by=acting_in(request), at=clock.now(), page=shown)
    return render(request, "offices/recognitions.html", {"found": found})


@require_http_methods(["GET", "POST"])
def recognition_new(request: DeskRequest) -> HttpResponse:
    """Entering one recognition of the 2023 batch."""
    problems = problems_in(request)
    if request.method == "POST":
        typed = Typed(request)
        days = typed.day("first_day"), typed.day("last_day")
        one = Earlier(typed.text("cluster"), typed.text("number"), *days, typed.text("source"))
        try:
            enter_earlier(one, unread=typed.problems, by=acting_in(request), at=clock.now())
            messages.success(request, _ENTERED.fill(n=1).say(current()))
            return redirect("recognitions")
        except Wrong as wrong:
            problems = wrong.problems
    told = {"problems": problems, "typed": sent(request)}
    return render(request, "offices/recognition_new.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def recognition_batch(request: DeskRequest) -> HttpResponse:
    """A file of them: looked at row by row, then entered, all or none."""
    by = acting_in(request)
    problems = problems_in(request)
    refused: tuple[Problem, ...] = ()
    rows: tuple[tuple[Earlier, Any], ...] = ()
    if request.method == "POST":
        try:
            text = request.POST.get("text")
            data = text.encode("utf-8") if text is not None else file_of(request).data
            read = read_batch(data)
            if request.POST.get("step") == "enter":
                count = enter_batch(read, by=by, at=clock.now())
                messages.success(request, _ENTERED.fill(n=count).say(current()))
                return redirect("recognitions")
            rows = tuple(zip(read, problems_with(read, by=by), strict=True))
        except Wrong as wrong:
            problems = wrong.problems
        except InputRefused as found:
            refused = found.errors
    told = {"problems": problems, "refused": refused, "rows": rows, "sound": not any(bad for _, bad in rows)}
    told |= {"text": _as_text(rows)}
    return render(request, "offices/recognition_batch.html", told, status=422 if problems or refused else 200)


@require_GET
def recognition_template(request: DeskRequest) -> HttpResponse:
    """A file to be filled in."""
    return download(template(), "recognitions-2023.csv", "text/csv; charset=utf-8")


def _as_text(rows: Any) -> str:
    """The rows again as the text of a file, for the page that asks whether to enter them."""
    head = "cluster,number,first_day,last_day,source"
    lines = (",".join('"' + str(cell).replace('"', '""') + '"' for cell in vars(one).values()) for one, _ in rows)
    return "\n".join((head, *lines))


MUNICIPAL = (Role.MUNICIPAL_OFFICER, Role.MUNICIPAL_APPROVER, Role.AUDITOR)
OFFICER = roles(Role.MUNICIPAL_OFFICER)
ROUTES: list[URLPattern] = [
    page("desk/recognitions/", recognitions, roles(*MUNICIPAL)),
    page("desk/recognitions/new/", recognition_new, OFFICER),
    page("desk/recognitions/batch/", recognition_batch, OFFICER),
    page("desk/recognitions/batch/template.csv", recognition_template, OFFICER),
]
_ENTERED = Bi(zh="已补录{n}件认定。", en="{n} recognition(s) entered.")

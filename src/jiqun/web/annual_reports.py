"""The annual reports: telling the year's development, the roll-call, the city's figures (Article 16)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.base.days import day_of
from jiqun.base.words import Bi, Lang
from jiqun.desk.do.reports.development import save_development
from jiqun.desk.look.reports.board import STATES, WHERE, Board, report_board
from jiqun.desk.look.reports.development import look_at_development
from jiqun.desk.look.reports.files import board_paper
from jiqun.desk.look.reports.statistics import city_statistics, years_reported
from jiqun.desk.may import OFFICE, NotThere
from jiqun.desk.wrong import Wrong
from jiqun.facts.districts import DISTRICTS
from jiqun.papers.lists import MEDIA_TYPE
from jiqun.papers.tabled import Tabled, tabled_csv, tabled_pdf, tabled_xlsx
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024.development import TOPICS
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.routes import page, roles
from jiqun.web.sending import download

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Written = Callable[[Tabled, Lang], bytes]
_FORMS: Mapping[str, tuple[str, Written]] = {
    "xlsx": (_XLSX, tabled_xlsx),
    "pdf": ("application/pdf", tabled_pdf),
    "csv": (MEDIA_TYPE, lambda paper, lang: tabled_csv(paper.tables[0], lang)),
}


@require_http_methods(["GET", "POST"])
def development(request: DeskRequest, case_id: int) -> HttpResponse:
    """The development of the year, text by text; kept as it is typed."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    if request.method == "POST":
        values = {name: request.POST[name] for name in TOPICS if name in request.POST}
        try:
            save_development(case=case_id, values=values, seen=request.POST.get("seen", ""), by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            if not request.htmx:
                messages.success(request, _SAVED.say(current()))
                return redirect("development", case_id)
    told = {"view": look_at_development(case_id, by=by), "problems": problems, "typed": sent(request), "at": at}
    if request.htmx:
        return render(request, "operator/_development_kept.html", told)
    return render(request, "operator/development.html", told, status=409 if problems else 200)


@require_GET
def reports(request: DeskRequest) -> HttpResponse:
    """The roll-call of a year: how each report stands, and where it lies."""
    board, wanted = _board(request)
    told = {"board": board, "wanted": wanted, "districts": DISTRICTS, "states": STATES, "whereabouts": WHERE}
    return render(request, "reports/board.html", told)


@require_GET
def reports_file(request: DeskRequest, form: str) -> HttpResponse:
    """The same as a file."""
    board, _ = _board(request)
    if form not in ("csv", "xlsx") or not board.year:
        raise NotThere
    paper = board_paper(board, by=acting_in(request), on=day_of(clock.now()))
    return _file(paper, form, f"reports-{board.year}")


@require_GET
def statistics(request: DeskRequest) -> HttpResponse:
    """The figures of the city for a year."""
    years = years_reported()
    wanted = whole(request.GET.get("year", ""), years[0] if years else 0)
    paper = city_statistics(by=acting_in(request), at=clock.now(), year=wanted)
    return render(request, "reports/statistics.html", {"paper": paper, "years": years, "year": wanted})


@require_GET
def statistics_file(request: DeskRequest, form: str) -> HttpResponse:
    """The same as a workbook or a PDF."""
    year = whole(request.GET.get("year", ""))
    paper = city_statistics(by=acting_in(request), at=clock.now(), year=year)
    if paper is None or form not in ("xlsx", "pdf"):
        raise NotThere
    return _file(paper, form, f"clusters-{year or years_reported()[0]}")


def _board(request: DeskRequest) -> tuple[Board, dict[str, Any]]:
    wanted = {name: request.GET.get(name, "") for name in ("state", "where", "district")}
    year = whole(request.GET.get("year", ""))
    return report_board(by=acting_in(request), at=clock.now(), year=year, **wanted), wanted


def _file(paper: Tabled, form: str, name: str) -> HttpResponse:
    media_type, write = _FORMS[form]
    return download(write(paper, current()), f"{name}-{current()}.{form}", media_type)


OFFICES = roles(*sorted(OFFICE))
ROUTES: list[URLPattern] = [
    page("desk/cases/<int:case_id>/development/", development, roles(Role.OPERATOR)),
    page("desk/reports/", reports, OFFICES),
    page("desk/reports/list.<slug:form>", reports_file, OFFICES),
    page("desk/reports/statistics/", statistics, OFFICES),
    page("desk/reports/statistics.<slug:form>", statistics_file, OFFICES),
]
_SAVED = Bi(zh="已保存", en="Saved")

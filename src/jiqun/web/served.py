"""Letters and filings of a case: recording service, adding scans with the seal on them (Article 8)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.desk.do.papers.letters import add_stamped_scan, serve_letter
from jiqun.desk.look.cases.served import look_at_filing, look_at_letter, scan_paper
from jiqun.desk.wrong import Wrong
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.carried import problems_in, sent
from jiqun.web.sending import download, taken_file
from jiqun.web.typed import Typed


@require_http_methods(["GET", "POST"])
def letter_page(request: DeskRequest, case_id: int, letter_id: int) -> HttpResponse:
    """One letter: its PDFs, service, scans."""
    by, at, typed, problems = acting_in(request), clock.now(), Typed(request), problems_in(request)
    look_at_letter(case_id, letter_id, by=by)
    if request.method == "POST":
        try:
            if "how" in request.POST:
                on, values = typed.day("on"), typed.texts("how", "note")
                serve_letter(letter=letter_id, on=on, **values, unread=typed.problems, by=by, at=at)
            else:
                add_stamped_scan(case=case_id, what=f"letter:{letter_id}", file=taken_file(request), by=by, at=at)
            return redirect("letter_page", case_id, letter_id)
        except Wrong as wrong:
            problems = wrong.problems
    told = {"view": look_at_letter(case_id, letter_id, by=by), "problems": problems, "typed": sent(request)}
    return render(request, "desk/letter.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def filing(request: DeskRequest, case_id: int, submission_id: int) -> HttpResponse:
    """One filing: its receipt, scans."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    view = look_at_filing(case_id, submission_id, by=by)
    if request.method == "POST":
        try:
            what = f"submission:{submission_id}"
            add_stamped_scan(case=case_id, what=what, file=taken_file(request), by=by, at=at)
            return redirect("filing", case_id, submission_id)
        except Wrong as wrong:
            problems = wrong.problems
    told = {"view": view, "problems": problems}
    return render(request, "desk/filing.html", told, status=422 if problems else 200)


@require_GET
def scan(request: DeskRequest, case_id: int, scan_id: int) -> HttpResponse:
    """A scan, to be saved."""
    paper = scan_paper(case_id, scan_id, by=acting_in(request))
    return download(paper.data, paper.name, paper.media_type)

"""The page on which an officer settles the clauses that wait for a person, all at once (Articles 5, 6 and 9)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_http_methods

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.applying.review import Settled, settle_clauses
from jiqun.desk.look.reviewing.review import ReviewSheet, look_at_review
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.routes import page, roles


@require_http_methods(["GET", "POST"])
def review(request: DeskRequest, case_id: int) -> HttpResponse:
    """The sheet: what each clause asks, what is said and attached, the outcome and why; what is unchanged stays."""
    by, at, problems = acting_in(request), clock.now(), problems_in(request)
    view = look_at_review(case_id, by=by, at=at)
    if request.method == "POST":
        try:
            version = whole(request.POST.get("version", ""))
            done = settle_clauses(case=case_id, version=version, clauses=_changed(request, view), by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, _SETTLED.fill(n=len(done.rows)).say(current()))
            return redirect("case", case_id)
    told = {"view": view, "problems": problems, "typed": sent(request)}
    return render(request, "desk/review.html", told, status=422 if problems else 200)


def _changed(request: DeskRequest, view: ReviewSheet) -> dict[str, Settled]:
    """The clauses of which something was settled now, or settled otherwise than before."""
    found = {}
    for one in view.clauses:
        settled = Settled(request.POST.get(f"outcome_{one.clause}", ""), request.POST.get(f"reason_{one.clause}", ""))
        if (settled.outcome, settled.reason.strip()) not in (("", ""), (one.outcome, one.reason)):
            found[one.clause] = settled
    return found


_SETTLED = Bi(zh="已审定{n}项条款。", en="{n} clause(s) settled.")

ROUTES: list[URLPattern] = [
    page("desk/cases/<int:case_id>/review/", review, roles(Role.DISTRICT_OFFICER, Role.MUNICIPAL_OFFICER)),
]

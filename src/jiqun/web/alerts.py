"""Alerts: what may be a ground of revocation; entered, dismissed, or a case opened upon it (Article 19)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.revoking.alerts import Told, dismiss_alert, enter_alert
from jiqun.desk.do.revoking.opening import open_revocation
from jiqun.desk.look.revoking.alerts import (
    STATES,
    AlertView,
    Wanted,
    alert_paper,
    clusters_offered,
    grounds_offered,
    limbs_offered,
    list_alerts,
    look_at_alert,
    others_offered,
)
from jiqun.desk.look.revoking.proceeding import answer_paper
from jiqun.desk.look.revoking.published import list_revocations
from jiqun.desk.may import OFFICE, NotThere
from jiqun.desk.remedies.appealing import MOST_FILES
from jiqun.desk.wrong import Wrong
from jiqun.facts.districts import DISTRICTS
from jiqun.procedure.roles import Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.routes import PUBLIC, page, roles
from jiqun.web.sending import download
from jiqun.web.typed import Typed

READERS, OFFICER = roles(*sorted(OFFICE)), roles(Role.MUNICIPAL_OFFICER)


@require_GET
def alerts(request: DeskRequest) -> HttpResponse:
    """What may be a ground, by ground, district and state; first what nobody has looked at."""
    by, asked = acting_in(request), request.GET
    wanted = Wanted(asked.get("ground", ""), asked.get("district", ""), asked.get("state", "open"))
    found = list_alerts(wanted, by=by, at=clock.now(), page=whole(asked.get("page", ""), 1))
    told = {"found": found, "wanted": wanted, "grounds": grounds_offered(), "districts": DISTRICTS, "states": STATES}
    return render(request, "revoking/alerts.html", told)


@require_GET
def alert(request: DeskRequest, alert_id: int) -> HttpResponse:
    """One alert: what it rests on, and what became of it."""
    return render(
        request, "revoking/alert.html", {"view": look_at_alert(alert_id, by=acting_in(request), at=clock.now())}
    )


@require_http_methods(["GET", "POST"])
def alert_new(request: DeskRequest) -> HttpResponse:
    """Entering what an officer has learned."""
    by, at, typed, problems = acting_in(request), clock.now(), Typed(request), problems_in(request)
    if request.method == "POST":
        try:
            files = typed.files("files", MOST_FILES)
            told = Told(typed.text("cluster"), typed.text("limb"), typed.day("since"), typed.text("text"), files)
            made = enter_alert(told, unread=typed.problems, by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, _ENTERED.say(current()))
            return redirect("alert", made.pk)
    choices = {"clusters": clusters_offered(by=by, at=at), "limbs": limbs_offered()}
    shown = {"problems": problems, "typed": sent(request) or {"cluster": request.GET.get("cluster", "")}}
    return render(request, "revoking/alert_new.html", shown | choices, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def alert_dismiss(request: DeskRequest, alert_id: int) -> HttpResponse:
    """The ground is not made out: with reasons."""
    view, problems = _to_settle(request, alert_id), problems_in(request)
    if request.method == "POST":
        try:
            reason = request.POST.get("reason", "")
            dismiss_alert(alert=alert_id, reason=reason, by=acting_in(request), at=clock.now())
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, _DISMISSED.say(current()))
            return redirect("alert", alert_id)
    told = {"view": view, "problems": problems, "typed": sent(request)}
    return render(request, "revoking/alert_dismiss.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def alert_case(request: DeskRequest, alert_id: int) -> HttpResponse:
    """Opening a case upon it, together with other alerts of the cluster."""
    view, problems = _to_settle(request, alert_id), problems_in(request)
    if request.method == "POST":
        chosen = {alert_id, *(whole(one) for one in request.POST.getlist("others"))}
        try:
            made = open_revocation(alerts=chosen, by=acting_in(request), at=clock.now())
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, _OPENED.say(current()))
            return redirect("case", made.pk)
    offered = others_offered(view)
    ticked = sent(request).getlist("others") if sent(request) else [one.value for one in offered]
    told = {"view": view, "problems": problems, "offered": offered, "chosen": ticked}
    return render(request, "revoking/alert_case.html", told, status=422 if problems else 200)


@require_GET
def alert_file(request: DeskRequest, alert_id: int, place: int) -> HttpResponse:
    """A file that came with an alert."""
    paper = alert_paper(alert_id, place, by=acting_in(request))
    return download(paper.data, paper.name, paper.media_type)


@require_GET
def answer_file(request: DeskRequest, case_id: int, answer: int, place: int) -> HttpResponse:
    """A file of an operator's answer."""
    paper = answer_paper(case_id, answer, place, by=acting_in(request))
    return download(paper.data, paper.name, paper.media_type)


@require_GET
def revocations(request: HttpRequest) -> HttpResponse:
    """The recognitions that were revoked, and why: for everybody."""
    found = list_revocations(page=whole(request.GET.get("page", ""), 1))
    return render(request, "public/revocations.html", {"found": found})


def _to_settle(request: DeskRequest, alert_id: int) -> AlertView:
    view = look_at_alert(alert_id, by=acting_in(request), at=clock.now())
    if not view.may_settle:
        raise NotThere
    return view


ROUTES: list[URLPattern] = [
    page("revocations/", revocations, PUBLIC),
    page("desk/alerts/", alerts, READERS),
    page("desk/alerts/new/", alert_new, OFFICER),
    page("desk/alerts/<int:alert_id>/", alert, READERS),
    page("desk/alerts/<int:alert_id>/dismiss/", alert_dismiss, OFFICER),
    page("desk/alerts/<int:alert_id>/case/", alert_case, OFFICER),
    page("desk/alerts/<int:alert_id>/files/<int:place>/", alert_file, READERS),
    page(
        "desk/cases/<int:case_id>/answers/<int:answer>/<int:place>/", answer_file, roles(Role.OPERATOR, *sorted(OFFICE))
    ),
]
_ENTERED = Bi(zh="线索已录入。", en="The alert has been entered.")
_DISMISSED = Bi(zh="线索已排除。", en="The alert has been dismissed.")
_OPENED = Bi(zh="已立案。", en="The case has been opened.")

"""The register of enterprises, and an enterprise's own page (Article 2)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.registers.enterprises import invite_enterprise, reply_to_data
from jiqun.desk.look.checks.findings import findings_of_own
from jiqun.desk.look.registers.enterprise import look_at_enterprise, look_at_own
from jiqun.desk.look.registers.enterprises import enterprises_file, list_enterprises
from jiqun.desk.may import NotThere
from jiqun.desk.wrong import Wrong
from jiqun.facts.districts import DISTRICTS
from jiqun.papers.lists import MEDIA_TYPE
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.sending import download
from jiqun.web.typed import Typed


@require_GET
def enterprises(request: DeskRequest) -> HttpResponse:
    """The enterprises on the rosters that one looks after."""
    wanted = _wanted(request)
    found = list_enterprises(by=acting_in(request), page=whole(request.GET.get("page", ""), 1), **wanted)
    told = {"found": found, "wanted": wanted, "districts": DISTRICTS}
    return render(request, "registers/enterprises.html", told)


@require_GET
def enterprises_csv(request: DeskRequest) -> HttpResponse:
    """The same list as a file for a spreadsheet."""
    data = enterprises_file(by=acting_in(request), lang=current(), **_wanted(request))
    return download(data, _FILE.say(current()), MEDIA_TYPE)


@require_GET
def enterprise(request: DeskRequest, enterprise_id: int) -> HttpResponse:
    """One enterprise."""
    view = look_at_enterprise(enterprise_id, by=acting_in(request), at=clock.now())
    return render(request, "registers/enterprise.html", {"view": view})


@require_http_methods(["GET", "POST"])
def enterprise_invite(request: DeskRequest, enterprise_id: int) -> HttpResponse:
    """Inviting somebody to act for an enterprise."""
    by, at, problems, typed = acting_in(request), clock.now(), problems_in(request), Typed(request)
    view = look_at_enterprise(enterprise_id, by=by, at=at)
    if not view.may_invite:
        raise NotThere
    if request.method == "POST":
        try:
            values = typed.texts("email", "name")
            invite_enterprise(enterprise=enterprise_id, **values, lang=current(), by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, _INVITED.say(current()))
            return redirect("enterprise", enterprise_id)
    told = {"view": view, "problems": problems, "typed": sent(request)}
    return render(request, "registers/enterprise_invite.html", told, status=422 if problems else 200)


@require_GET
def my_enterprise(request: DeskRequest) -> HttpResponse:
    """What was reported about one's own enterprise."""
    return _own_page(request, {})


@require_http_methods(["GET", "POST"])
def my_reply(request: DeskRequest, roster_id: int) -> HttpResponse:
    """Confirming or disputing it."""
    if request.method == "GET":
        return _own_page(request, problems_in(request), roster_id)
    by, at, typed = acting_in(request), clock.now(), Typed(request)
    try:
        confirmed = typed.text("reply") == "confirm"
        reply_to_data(roster=roster_id, confirmed=confirmed, text=typed.text("text"), by=by, at=at)
    except Wrong as wrong:
        return _own_page(request, wrong.problems, roster_id)
    messages.success(request, _REPLIED.say(current()))
    return redirect("my_enterprise")


def _own_page(request: DeskRequest, problems: dict[str, Bi], roster: int = 0) -> HttpResponse:
    view = look_at_own(by=acting_in(request), at=clock.now())
    shown, typed = {one.roster for one in view.reports} if view else set(), sent(request)
    if roster and roster not in shown and not typed:
        raise NotThere
    # What was said of data that a newer roster has replaced meanwhile stands under none of those shown.
    left = [("text", typed["text"])] if roster not in shown and typed.get("text") else []
    told: dict[str, Any] = {"view": view, "problems": problems, "answered": roster, "typed": typed, "left": left}
    told["findings"] = findings_of_own(by=acting_in(request))
    return render(request, "registers/my_enterprise.html", told, status=422 if problems else 200)


def _wanted(request: DeskRequest) -> dict[str, Any]:
    wanted: dict[str, Any] = {name: request.GET.get(name, "")[:200] for name in ("text", "district")}
    return wanted | {"shared": request.GET.get("shared") == "yes"}


_FILE = Bi(zh="企业名录.csv", en="enterprises.csv")
_INVITED = Bi(zh="邀请已发送，十四天内有效。", en="The invitation is sent; it lapses after fourteen days.")
_REPLIED = Bi(zh="答复已记录。", en="Your reply is recorded.")

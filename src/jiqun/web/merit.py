"""A round's order of merit: the page, the file, settling a tie (Articles 7 and 9)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.experts.panel import settle_tie
from jiqun.desk.look.experts.merit import look_at_merit, merit_file
from jiqun.desk.wrong import Wrong
from jiqun.papers.lists import MEDIA_TYPE
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.experts import CITY, OFFICER
from jiqun.web.language import current
from jiqun.web.routes import page
from jiqun.web.sending import download


@require_GET
def merit(request: DeskRequest, round_id: int) -> HttpResponse:
    """The order as it stands."""
    return _page(request, round_id, {})


@require_GET
def merit_csv(request: DeskRequest, round_id: int) -> HttpResponse:
    """The same as a file for a spreadsheet."""
    data = merit_file(round_id, by=acting_in(request), at=clock.now(), lang=current())
    return download(data, _FILE.say(current()), MEDIA_TYPE)


@require_http_methods(["GET", "POST"])
def merit_settle(request: DeskRequest, round_id: int) -> HttpResponse:
    """Giving an order to files that share a place: each has a number typed beside it."""
    if request.method == "GET":
        return _page(request, round_id, problems_in(request))
    turns = [name for name in request.POST if name.startswith("turn-")]
    typed = {whole(name.removeprefix("turn-")): whole(request.POST.get(name, ""), 99) for name in turns}
    order = sorted(typed, key=lambda case: typed[case]) if len(set(typed.values())) == len(typed) else []
    try:
        reason = request.POST.get("reason", "")
        settle_tie(round_id=round_id, order=order, reason=reason, by=acting_in(request), at=clock.now())
    except Wrong as wrong:
        return _page(request, round_id, wrong.problems)
    return redirect("merit", round_id)


def _page(request: DeskRequest, round_id: int, problems: Mapping[str, Any]) -> HttpResponse:
    view = look_at_merit(round_id, by=acting_in(request), at=clock.now())
    told = {"view": view, "problems": problems, "typed": sent(request)}
    return render(request, "experts/merit.html", told, status=422 if problems else 200)


_FILE = Bi(zh="择优顺序.csv", en="order-of-merit.csv")
ROUTES: list[URLPattern] = [
    page("desk/rounds/<int:round_id>/merit/", merit, CITY),
    page("desk/rounds/<int:round_id>/merit.csv", merit_csv, CITY),
    page("desk/rounds/<int:round_id>/merit/settle/", merit_settle, OFFICER),
]

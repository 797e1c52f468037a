"""Draws (Article 9): committed to and revealed on the desk, published and repeated by anybody."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.draws.drawing import commit_draw, reveal_draw
from jiqun.desk.look.draws.drawing import draw_on_desk, knows_whom, preview_draw, round_draws
from jiqun.desk.look.draws.draws import draw_json, list_draws, look_at_draw, population_text
from jiqun.desk.wrong import Wrong
from jiqun.procedure.kit import Refused
from jiqun.procedure.roles import Role
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.language import current
from jiqun.web.routes import PUBLIC, page, roles
from jiqun.web.sending import download
from jiqun.web.typed import Typed


@require_GET
def draws(request: HttpRequest) -> HttpResponse:
    """Every draw."""
    return render(request, "public/draws.html", {"found": list_draws(whole(request.GET.get("page", ""), 1))})


@require_GET
def draw(request: HttpRequest, draw_id: int) -> HttpResponse:
    """One draw: what was fixed, what was revealed, and drawing again."""
    told = {"view": look_at_draw(draw_id), "knows": knows_whom(draw_id, getattr(request, "actor", None))}
    return render(request, "public/draw.html", told)


@require_GET
def draw_record(request: HttpRequest, draw_id: int) -> HttpResponse:
    """Its record, as `jiqun verify draw` and the page's script read it."""
    return download(draw_json(draw_id).encode(), f"draw-{draw_id}.json", "application/json")


@require_GET
def draw_population(request: HttpRequest, draw_id: int) -> HttpResponse:
    """Its population, byte for byte as it was hashed."""
    return download(population_text(draw_id).encode(), f"population-{draw_id}.txt", "text/plain; charset=utf-8")


@require_GET
def desk_draws(request: DeskRequest, round_id: int) -> HttpResponse:
    """The draws of a round, and what is still to be drawn."""
    return render(request, "offices/draws.html", {"view": round_draws(round_id, by=acting_in(request))})


@require_http_methods(["GET", "POST"])
def draw_commit(request: DeskRequest, round_id: int) -> HttpResponse:
    """Looking at whom would be drawn from, and committing to it."""
    by, at, typed, problems = acting_in(request), clock.now(), Typed(request), problems_in(request)
    asked = sent(request) or request.GET
    purpose, case = asked.get("purpose", ""), whole(asked.get("case", "")) or None
    count = whole(asked.get("count", "")) if asked.get("count") else None
    view = preview_draw(round_id, purpose, case, count=count, by=by, at=at)
    if request.method == "POST":
        try:
            beacon = typed.text("beacon")
            row = commit_draw(round_id=round_id, purpose=purpose, case=case, count=count, beacon=beacon, by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, _COMMITTED.say(current()))
            return redirect("desk_draw", row.pk)
    told = {"view": view, "problems": problems, "typed": asked}
    return render(request, "offices/draw_new.html", told, status=422 if problems else 200)


@require_GET
def desk_draw(request: DeskRequest, draw_id: int) -> HttpResponse:
    """One draw with who is who, for those who may know."""
    return render(request, "offices/draw.html", {"view": draw_on_desk(draw_id, by=acting_in(request), at=clock.now())})


@require_http_methods(["GET", "POST"])
def draw_reveal(request: DeskRequest, draw_id: int) -> HttpResponse:
    """Revealing the seed, and drawing; what has changed since the commitment is shown first."""
    by, at, typed = acting_in(request), clock.now(), Typed(request)
    problems = problems_in(request)
    if request.method == "POST":
        try:
            reveal_draw(draw=draw_id, **typed.texts("value", "reason"), by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        except Refused as refused:
            if {lack.name for lack in refused.lacks} != {"population"}:
                raise
            problems = {"reason": refused.lacks[0].reason}
        else:
            messages.success(request, _REVEALED.say(current()))
            return redirect("desk_draw", draw_id)
    told = {"view": draw_on_desk(draw_id, by=by, at=at), "problems": problems, "typed": sent(request)}
    return render(request, "offices/draw_reveal.html", told, status=422 if problems else 200)


_COMMITTED = Bi(
    zh="承诺已公布。签署覆盖它的存证树头后即可揭示，通常在一分钟内。",
    en="The commitment is public. It can be revealed once a head that covers it is signed, as a rule within a minute.",
)
_REVEALED = Bi(zh="已揭示并抽取，结果即时公布。", en="Revealed and drawn; the result is public.")
_CITY = (Role.MUNICIPAL_OFFICER, Role.MUNICIPAL_APPROVER, Role.AUDITOR)
_OFFICER = roles(Role.MUNICIPAL_OFFICER)
ROUTES: list[URLPattern] = [
    page("draws/", draws, PUBLIC),
    page("draws/<int:draw_id>/", draw, PUBLIC),
    page("draws/<int:draw_id>/draw.json", draw_record, PUBLIC),
    page("draws/<int:draw_id>/population.txt", draw_population, PUBLIC),
    page("desk/rounds/<int:round_id>/draws/", desk_draws, roles(*_CITY)),
    page("desk/rounds/<int:round_id>/draws/new/", draw_commit, _OFFICER),
    page("desk/draws/<int:draw_id>/", desk_draw, roles(*_CITY, Role.OPERATOR, Role.INSPECTOR)),
    page("desk/draws/<int:draw_id>/reveal/", draw_reveal, _OFFICER),
]

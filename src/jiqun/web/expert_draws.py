"""Drawing the experts of a round's files (Article 9)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.http import require_http_methods

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.draws.experts import commit_experts, reveal_experts
from jiqun.desk.look.experts.drawing import expert_draws
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.experts import OFFICER
from jiqun.web.language import current
from jiqun.web.routes import page


@require_http_methods(["GET", "POST"])
def round_draw_experts(request: DeskRequest, round_id: int) -> HttpResponse:
    """How far the draws of a round are; committing to all that are open, revealing all that can be."""
    by, at = acting_in(request), clock.now()
    step = _STEPS.get(request.POST.get("step", ""))
    done = step[0](round_id=round_id, by=by, at=at) if step else ()
    if step and (made := sum(one.made for one in done)):
        messages.success(request, step[1].fill(n=made).say(current()))
    refused = [one for one in done if not one.made]
    if request.method == "POST" and not refused:
        return redirect("round_draw_experts", round_id)
    told = {"view": expert_draws(round_id, by=by, at=at), "refused": refused}
    return render(request, "experts/draw.html", told, status=409 if refused else 200)


_STEPS = {
    "commit": (
        commit_experts,
        Bi(
            zh="已公布{n}件的承诺；签署覆盖它们的存证树头后即可揭示，通常在一分钟内。",
            en="{n} commitments are public; they can be revealed once a head covers them, as a rule within a minute.",
        ),
    ),
    "reveal": (
        reveal_experts,
        Bi(zh="已抽取{n}件的专家，专家已收到通知。", en="Drawn: the experts of {n} file(s). They have been told."),
    ),
}
ROUTES: list[URLPattern] = [
    page("desk/rounds/<int:round_id>/experts/draw/", round_draw_experts, OFFICER),
]

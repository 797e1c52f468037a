"""The rounds of applications: the board, and publishing a notice after a look at what it does (Article 7)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.desk.do.rounds import check_round, mailing_of, publish_round
from jiqun.desk.look.rounds import look_at_round, round_boards
from jiqun.desk.mailing import count_readers
from jiqun.desk.round_notice import Notice
from jiqun.desk.wrong import Wrong
from jiqun.law import edition
from jiqun.procedure.shanghai_2024.round_days import usual_days
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.typed import Typed

EDITION = "shanghai-2024"


@require_GET
def desk_rounds(request: DeskRequest) -> HttpResponse:
    """Every round with its applications by stage."""
    return render(request, "offices/rounds.html", {"boards": round_boards(by=acting_in(request), at=clock.now())})


@require_GET
def desk_round(request: DeskRequest, round_id: int) -> HttpResponse:
    """One round."""
    view = look_at_round(round_id, by=acting_in(request), at=clock.now())
    materials = [edition(EDITION).provisions[one] for one in view.round.materials]
    return render(request, "offices/round.html", {"view": view, "materials": materials})


@require_http_methods(["GET", "POST"])
def round_new(request: DeskRequest) -> HttpResponse:
    """Writing a notice; looking at it and at whom it reaches; publishing it."""
    by, step, problems = acting_in(request), request.POST.get("step", ""), {}
    if step in ("preview", "publish"):
        notice, unread = _notice(request)
        try:
            if step == "publish" and not unread:
                return redirect("desk_round", publish_round(notice, by=by, at=clock.now()).pk)
            check_round(notice, unread=unread, by=by)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            return _preview(request, notice)
    told: dict[str, Any] = {"book": edition(EDITION), "problems": problems, "typed": request.POST}
    told |= {"chosen": request.POST.getlist("materials")}
    return render(request, "offices/round_new.html", told, status=422 if problems else 200)


def _preview(request: DeskRequest, notice: Notice) -> HttpResponse:
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name not in _NOT_KEPT]
    provisions = edition(EDITION).provisions
    told = {"notice": notice, "counted": count_readers(mailing_of(notice)), "sent": sent}
    told |= {"materials": [provisions[one] for one in notice.materials]}
    return render(request, "offices/round_preview.html", told)


def _notice(request: DeskRequest) -> tuple[Notice, Any]:
    typed = Typed(request)
    notice = Notice(
        number=typed.text("number"),
        title=typed.both("title"),
        text=typed.both("text"),
        opens_at=typed.moment("opens_at"),
        closes_at=typed.moment("closes_at"),
        materials=tuple(dict.fromkeys(request.POST.getlist("materials"))),
        days={**usual_days(), "preliminary_review": whole(typed.text("days_preliminary_review"))},
        second_reason=typed.text("second_reason"),
        edition_id=EDITION,
    )
    return notice, typed.problems


_NOT_KEPT = frozenset({"csrfmiddlewaretoken", "step"})

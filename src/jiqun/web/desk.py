"""The workbench: worklist, cases, one case, its moves, search."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.desk.do.moves import move_case
from jiqun.desk.look.cases.case import look_at_case
from jiqun.desk.look.cases.file import look_at_file
from jiqun.desk.look.cases.worklist import counts_by_stage, list_cases, worklist_of
from jiqun.desk.look.interpreting.waivers import waivers_on
from jiqun.desk.look.move import look_at_move
from jiqun.desk.look.search import search
from jiqun.desk.look.tracking.records import follow_ups_due
from jiqun.desk.may import NotThere
from jiqun.desk.wrong import Wrong
from jiqun.facts.districts import DISTRICTS
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import read_asked, whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.case_parts import part_of
from jiqun.web.language import current
from jiqun.web.navigation import places_for
from jiqun.web.proving import proved_with
from jiqun.web.sending import picture


@require_GET
def desk(request: DeskRequest) -> HttpResponse:
    """What waits, for whom, and until when; whoever works on no cases goes to the place of their work."""
    first = places_for(request.actor)[0]
    if first.address != request.path:
        return redirect(first.address)
    show, page = request.GET.get("show", ""), whole(request.GET.get("page", ""), 1)
    found = worklist_of(acting_in(request), clock.now(), show=show, page=page)
    told = {"list": found, "follow_ups": follow_ups_due(by=acting_in(request), at=clock.now())}
    return render(request, "desk/worklist.html", told)


@require_GET
def cases(request: DeskRequest) -> HttpResponse:
    """The cases that one may see, filtered."""
    wanted = {name: request.GET.get(name, "") for name in ("stage", "district", "text")}
    found = list_cases(by=acting_in(request), at=clock.now(), page=whole(request.GET.get("page", ""), 1), **wanted)
    told = {"found": found, "wanted": wanted, "districts": DISTRICTS, "stages": counts_by_stage(acting_in(request))}
    return render(request, "desk/cases.html", told)


@require_GET
def case(request: DeskRequest, case_id: int) -> HttpResponse:
    """One case: where it stands, what can be done, findings, evidence, timeline, papers."""
    by, at = acting_in(request), clock.now()
    view = look_at_case(case_id, by=by, at=at)
    lifted = waivers_on(case_id, by=by, at=at)
    told = {"case": view, "part": part_of(view, by=by, at=at), "waivers": lifted}
    return render(request, "desk/case.html", told)


@require_GET
def case_picture(request: DeskRequest, case_id: int, key: str) -> HttpResponse:
    """One chart of a case's figures. Raises NotThere."""
    drawn = look_at_file(case_id, by=acting_in(request)).pictures(current())
    found = next((one for one in drawn if one.key == key), None)
    if found is None:
        raise NotThere
    return picture(found.svg)


@require_http_methods(["GET", "POST"])
def case_move(request: DeskRequest, case_id: int, move: str) -> HttpResponse:
    """The form of one move, and making it."""
    by, at = acting_in(request), clock.now()
    view, problems = look_at_move(case_id, move, by=by, at=at), problems_in(request)
    if request.method == "POST":
        try:
            given = read_asked(request, view.asks) | proved_with(request, needed=view.proves)
            version = whole(request.POST.get("version", ""))
            move_case(case=case_id, move=move, version=version, given=given, by=by, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            messages.success(request, view.said.say(current()))
            return redirect("case", case_id)
    told = {"view": view, "problems": problems, "typed": sent(request) or request.GET}
    return render(request, "desk/move.html", told, status=422 if problems else 200)


@require_GET
def desk_search(request: DeskRequest) -> HttpResponse:
    """Everything that one may see, by Chinese, pinyin, initials, English or code."""
    query = request.GET.get("q", "")[:200]
    return render(request, "desk/search.html", {"query": query, "found": search(query, by=acting_in(request))})

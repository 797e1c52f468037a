"""The ledger: an auditor's pages and export; signed heads, keys and verification for everybody."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiqun.base import clock
from jiqun.base.days import day_of
from jiqun.desk.do.daily.verifying import ask_verification
from jiqun.desk.look.office.ledger import (
    acts_recorded,
    entry_proof,
    last_check,
    ledger_lines,
    list_entries,
    look_at_entry,
    public_heads,
    published_keys,
)
from jiqun.desk.look.recognised.genuine import check_file, check_number
from jiqun.desk.wrong import Wrong
from jiqun.procedure.roles import ROLE_TITLES
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in
from jiqun.web.limits import limited
from jiqun.web.sending import download, file_of
from jiqun.web.typed import read_day

_FILTERS = ("act", "subject", "role", "article")


@require_GET
def desk_ledger(request: DeskRequest) -> HttpResponse:
    """The entries, and what the last check found."""
    by = acting_in(request)
    wanted: dict[str, Any] = {name: request.GET.get(name, "")[:60] for name in _FILTERS}
    days = {name: request.GET.get(name, "") for name in ("first", "last")}
    read: dict[str, Any] = {name: read_day(text) for name, text in days.items()}
    found = list_entries(by=by, page=whole(request.GET.get("page", ""), 1), **wanted, **read)
    told = {"found": found, "wanted": wanted | days, "roles": ROLE_TITLES, "acts": acts_recorded(by=by)}
    return render(request, "ledger/list.html", told | {"check": last_check(by=by)})


@require_GET
def ledger_entry(request: DeskRequest, seq: int) -> HttpResponse:
    """One entry with its content and the rows that it seals."""
    return render(request, "ledger/entry.html", {"view": look_at_entry(seq, by=acting_in(request))})


@require_GET
def ledger_proof(request: DeskRequest, seq: int) -> HttpResponse:
    """The proof of an entry, to be saved."""
    text = entry_proof(seq, by=acting_in(request))
    return download(text.encode("utf-8"), f"entry-{seq}.json", "application/json")


@require_GET
def ledger_export(request: DeskRequest) -> HttpResponseBase:
    """The whole ledger, sent line by line."""
    response = StreamingHttpResponse(ledger_lines(by=acting_in(request)), content_type="application/jsonl")
    response["Content-Disposition"] = 'attachment; filename="ledger.jsonl"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def ledger_check(request: DeskRequest) -> HttpResponse:
    """Asking for a check of the whole installation."""
    ask_verification(by=acting_in(request), at=clock.now())
    return redirect("desk_ledger")


@require_GET
def public_ledger(request: HttpRequest) -> HttpResponse:
    """The signed heads and the keys."""
    heads = public_heads(whole(request.GET.get("page", ""), 1))
    return render(request, "ledger/public.html", {"heads": heads, "keys": published_keys()})


@require_GET
def ledger_heads(request: HttpRequest) -> HttpResponse:
    """The same for machines: at most 50 heads a page, the newest first."""
    heads = public_heads(whole(request.GET.get("page", ""), 1))
    told = {
        "page": heads.page,
        "pages": heads.pages,
        "heads": [{**vars(one), "at": one.at.isoformat()} for one in heads.items],
        "keys": [{**vars(one), "since": one.since.isoformat()} for one in published_keys()],
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Whether a file, a number or a hash is genuine. Nothing that is asked is kept."""
    asked, found, problems = request.GET.get("entry") or request.GET.get("number", ""), None, problems_in(request)
    if request.method == "POST":
        limited(request, "verify")
        try:
            found = check_file(file_of(request).data, day_of(clock.now()))
        except Wrong as wrong:
            problems = wrong.problems
    elif asked:
        limited(request, "verify")
        found = check_number(asked[:100], day_of(clock.now()))
    told = {"found": found, "asked": asked, "problems": problems}
    return render(request, "ledger/verify.html", told, status=422 if problems else 200)

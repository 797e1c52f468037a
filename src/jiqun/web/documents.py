"""Publishing, correcting and withdrawing plans and policies (Article 4)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.desk.do.registers.documents import publish_document, withdraw_document
from jiqun.desk.look.registers.documents import DocumentView, kinds_of_document, list_documents, look_at_document
from jiqun.desk.may import NotThere
from jiqun.desk.wrong import Wrong
from jiqun.facts.districts import DISTRICTS
from jiqun.web.acting import DeskRequest, acting_in
from jiqun.web.asked import whole
from jiqun.web.carried import problems_in, sent
from jiqun.web.typed import Typed


@require_GET
def desk_documents(request: DeskRequest) -> HttpResponse:
    """The published documents, with what one's own office may change."""
    wanted = {name: request.GET.get(name, "")[:200] for name in ("text", "kind", "district")}
    page = whole(request.GET.get("page", ""), 1)
    found = list_documents(clock.now(), by=acting_in(request), page=page, **wanted)
    told = {"found": found, "wanted": wanted, "kinds": kinds_of_document(), "districts": DISTRICTS}
    return render(request, "offices/documents.html", told)


@require_http_methods(["GET", "POST"])
def document_new(request: DeskRequest, document_id: int = 0) -> HttpResponse:
    """Publishing a document, also in the place of an earlier one."""
    problems = problems_in(request)
    earlier = _own(request, document_id) if document_id else None
    if request.method == "POST":
        try:
            return redirect("document", _published(request, document_id or None))
        except Wrong as wrong:
            problems = wrong.problems
    told: dict[str, Any] = {"kinds": kinds_of_document(), "earlier": earlier, "problems": problems}
    told |= {"typed": sent(request) or (_typed_of(earlier) if earlier else {})}
    return render(request, "offices/document_new.html", told, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def document_withdraw(request: DeskRequest, document_id: int) -> HttpResponse:
    """Taking a document back, with the reason."""
    view, problems = _own(request, document_id), problems_in(request)
    if request.method == "POST":
        try:
            reason = request.POST.get("reason", "")
            withdraw_document(document=document_id, reason=reason, by=acting_in(request), at=clock.now())
            return redirect("desk_documents")
        except Wrong as wrong:
            problems = wrong.problems
    told = {"one": view, "problems": problems, "typed": sent(request)}
    return render(request, "offices/document_withdraw.html", told, status=422 if problems else 200)


def _published(request: DeskRequest, replaces: int | None) -> int:
    typed = Typed(request)
    values: dict[str, Any] = typed.texts("kind", "number")
    values |= {name: typed.both(name) for name in ("title", "summary")}
    values |= {name: typed.day(name) for name in ("issued_on", "valid_from")}
    values |= {"valid_to": typed.day_or_none("valid_to"), "file": typed.file("file")}
    values |= {name: typed.several(name) for name in ("industries", "clusters")}
    row = publish_document(**values, replaces=replaces, unread=typed.problems, by=acting_in(request), at=clock.now())
    return row.pk


def _own(request: DeskRequest, document: int) -> DocumentView:
    view = look_at_document(document, clock.now(), by=acting_in(request))
    if not view.may_change:
        raise NotThere
    return view


def _typed_of(one: DocumentView) -> dict[str, str]:
    """An earlier document as the form's first content."""
    return {
        "kind": one.kind_name,
        "number": one.number,
        "title_zh": one.title.zh,
        "title_en": one.title.en if one.title.en != one.title.zh else "",
        "summary_zh": one.summary.zh,
        "summary_en": one.summary.en if one.summary.en != one.summary.zh else "",
        "issued_on": one.issued_on.isoformat(),
        "valid_from": one.valid_from.isoformat(),
        "valid_to": one.valid_to.isoformat() if one.valid_to else "",
        "industries": "；".join(one.industries),
        "clusters": "；".join(one.clusters),
    }

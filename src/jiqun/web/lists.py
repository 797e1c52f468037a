"""Published lists for everybody: the notices that run and ran, one list with its files, what was objected to it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern
from django.views.decorators.http import require_GET

from jiqun.base import clock
from jiqun.base.words import Lang
from jiqun.desk.look.deciding.lists import all_lists, list_file, look_at_list
from jiqun.desk.look.remedies.objections import decided_objections
from jiqun.web.language import current
from jiqun.web.routes import PUBLIC, page
from jiqun.web.sending import download

_FORMS = ("csv", "jsonl", "pdf")


@require_GET
def lists(request: HttpRequest) -> HttpResponse:
    """Every list that was published, those to which one may object first."""
    found = all_lists(clock.now())
    told = {"open": [one for one in found if one.open], "others": [one for one in found if not one.open]}
    return render(request, "public/lists.html", told)


@require_GET
def published_list(request: HttpRequest, list_id: int) -> HttpResponse:
    """One list: may I object, until when, how; who stands on it and why; what was objected and decided."""
    view = look_at_list(list_id, clock.now())
    return render(request, "public/list.html", {"view": view, "objections": decided_objections(list_id)})


@require_GET
def list_download(request: HttpRequest, list_id: int, form: str) -> HttpResponse:
    """The list as a file: for a spreadsheet, as its exact text, or the paper in the page's language."""
    if form not in _FORMS:
        raise Http404
    lang: Lang = "en" if request.GET.get("lang", current()) == "en" else "zh"
    paper = list_file(list_id, form, lang, clock.now())
    return download(paper.data, paper.name, paper.media_type)


ROUTES: list[URLPattern] = [
    page("lists/", lists, PUBLIC),
    page("lists/<int:list_id>/", published_list, PUBLIC),
    page("lists/<int:list_id>/list.<slug:form>", list_download, PUBLIC),
]

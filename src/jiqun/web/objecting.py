"""Objecting to a cluster on notice, by anybody: the form, the proof of the address, the objector's own page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.remedies.lodging import HOURS, lodge_objection, prove_objection
from jiqun.desk.files import Taken
from jiqun.desk.installation.signed_address import handle_of
from jiqun.desk.look.choices import Choice
from jiqun.desk.look.deciding.lists import ListPage, look_at_list
from jiqun.desk.look.remedies.objections import own_letter, own_page
from jiqun.desk.may import NotThere
from jiqun.desk.remedies.lodging_form import MOST_FILES, MOST_LETTERS, Lodged, clauses
from jiqun.desk.wrong import Wrong
from jiqun.procedure.shanghai_2024.objection import GROUNDS, REMEDIES
from jiqun.web.carried import carry, problems_in, sent
from jiqun.web.language import current
from jiqun.web.limits import limited
from jiqun.web.routes import PUBLIC, page
from jiqun.web.sending import download, files_of
from jiqun.web.typed import Typed

_FIELDS = ("cluster", "ground", "clause", "argument", "remedy", "name", "organisation", "email", "phone")


@require_http_methods(["GET", "POST"])
def objection_new(request: HttpRequest, list_id: int) -> HttpResponse:
    """The form; what was lodged waits for the proof of its address."""
    at, problems = clock.now(), problems_in(request)
    view = look_at_list(list_id, at)
    if request.method == "POST":
        limited(request, "objection")
        lodged, unread = _lodged(request)
        try:
            files = _files(request)
            lodge_objection(published=list_id, lodged=lodged, files=files, at=at)
        except Wrong as wrong:
            problems = {**wrong.problems, **unread}
        else:
            carry(request, sent_to=lodged.email)
    if "sent_to" in sent(request):
        told = {"view": view, "email": sent(request)["sent_to"], "hours": HOURS}
        return render(request, "public/objection_sent.html", told)
    return _form(request, view, problems)


@never_cache
@require_http_methods(["GET", "POST"])
def objection_page(request: HttpRequest, token: str) -> HttpResponse:
    """Proving the address, by a button; afterwards how far it is, what was published, the decision."""
    limited(request, "objection_page")
    at, handle = clock.now(), _handle(token)
    if request.method == "POST":
        prove_objection(handle=handle, at=at)
        return redirect("objection_page", token)
    response = render(request, "public/objection.html", {"own": own_page(handle, at), "token": token})
    response["Referrer-Policy"] = "same-origin"  # with none at all the form would come from nowhere
    return response


@never_cache
@require_GET
def objection_letter(request: HttpRequest, token: str, lang: str) -> HttpResponse:
    """The answer to whoever objected, as PDF."""
    limited(request, "objection_page")
    paper = own_letter(_handle(token), "en" if lang == "en" else "zh")
    return download(paper.data, paper.name, paper.media_type)


def _handle(token: str) -> str:
    found = handle_of(token)
    if found is None:
        raise NotThere
    return found


def _lodged(request: HttpRequest) -> tuple[Lodged, dict[str, Bi]]:
    typed = Typed(request)
    values = typed.texts(*_FIELDS)
    return Lodged(**values, lang=current(), agreed=typed.text("agreed") == "yes"), typed.problems


def _files(request: HttpRequest) -> tuple[Taken, ...]:
    """What was attached. Raises Wrong."""
    return files_of(request, "files", most=MOST_FILES)


def _form(request: HttpRequest, view: ListPage, problems: dict[str, Bi]) -> HttpResponse:
    told = {
        "view": view,
        "problems": problems,
        "typed": sent(request) or request.GET,
        "clusters": [Choice(one.cluster, _named(one.cluster, one.name)) for one in view.lines if one.open],
        "grounds": [Choice(name, title) for name, title in GROUNDS.items()],
        "clauses": [Choice(name, _named(name, title)) for name, title in clauses().items()],
        "remedies": [Choice(name, title) for name, title in REMEDIES.items()],
        "hours": HOURS,
        "most_files": MOST_FILES,
        "most_letters": MOST_LETTERS,
    }
    return render(request, "public/objection_new.html", told, status=422 if problems else 200)


def _named(code: str, title: Bi) -> Bi:
    return Bi(zh=f"{code} {title.zh}", en=f"{code} {title.en}")


ROUTES: list[URLPattern] = [
    page("lists/<int:list_id>/object/", objection_new, PUBLIC),
    page("objections/<str:token>/", objection_page, PUBLIC),
    page("objections/<str:token>/answer-<slug:lang>.pdf", objection_letter, PUBLIC),
]

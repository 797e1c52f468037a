"""The site's own small pages: language, acting role, health."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from jiqun.base import clock
from jiqun.base.words import Lang
from jiqun.desk.actor import actors_of
from jiqun.desk.do.people.people import choose_language
from jiqun.desk.look.office.health import is_ready
from jiqun.web.acting import SESSION_KEY
from jiqun.web.language import remember


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language and stay on the page."""
    lang: Lang = "en" if request.POST.get("lang") == "en" else "zh"
    choose_language(user=request.user, lang=lang)
    response = redirect(back(request))
    remember(request, response, lang)
    return response


@require_POST
def acting(request: HttpRequest) -> HttpResponse:
    """Act in another of one's roles."""
    key = request.POST.get("key", "")
    if any(way.key == key for way in actors_of(request.user, clock.now())):
        request.session[SESSION_KEY] = key
    return redirect("desk")


@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"ok": True})


@require_GET
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers too."""
    ready = is_ready()
    return JsonResponse({"ok": ready}, status=200 if ready else 503)


def back(request: HttpRequest, otherwise: str = "/") -> str:
    """The page that a form was sent from, if it is one of ours."""
    target = request.POST.get("next", "")
    allowed = {request.get_host()}
    return target if url_has_allowed_host_and_scheme(target, allowed, require_https=request.is_secure()) else otherwise

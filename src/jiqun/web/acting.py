"""Who is asking: the actor of a request, and the second factor that officials and experts must have."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.middleware import HtmxDetails

from jiqun.base import clock
from jiqun.desk.actor import Actor, actors_of, chosen_of
from jiqun.web.sign_on import second_factor_by_provider

SESSION_KEY = "acting"
# Where somebody without a second factor may go: to get one, to leave, to read what is public.
OPEN_TO_ALL = ("/accounts/", "/static/", "/language/")


class DeskRequest(HttpRequest):
    """A request with the actor who makes it, None for a visitor, and all the ways in which that person may act."""

    actor: Actor | None
    ways: tuple[Actor, ...]
    htmx: HtmxDetails


def acting_in(request: DeskRequest) -> Actor:
    """The actor of a page that only signed-in people open. Raises Http404 for somebody who holds no role."""
    if request.actor is None:
        raise Http404
    return request.actor


class ActingMiddleware:
    """Finds out in which role a signed-in person acts, and sends those who must have a second factor to set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: DeskRequest) -> HttpResponse:
        request.actor, request.ways = None, ()
        if request.user.is_authenticated:
            request.ways = actors_of(request.user, clock.now())
            request.actor = chosen_of(request.ways, request.session.get(SESSION_KEY, ""))
            if self._needs_second_factor(request):
                return redirect("mfa_index")
        return self.get_response(request)

    def _needs_second_factor(self, request: DeskRequest) -> bool:
        if request.actor is None or not request.actor.needs_second_factor or request.path.startswith(OPEN_TO_ALL):
            return False
        return not is_mfa_enabled(request.user) and not second_factor_by_provider(request)

"""The register of pages: every route says who may open it; one that does not say is refused at start."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from jiqun.procedure.roles import Role


@dataclass(frozen=True)
class Access:
    """Who may open a page: everybody, whoever is signed in, or those who act in one of the roles."""

    name: str
    roles: frozenset[Role] | None = None

    @property
    def public(self) -> bool:
        return self.name == "public"


PUBLIC = Access("public")
SIGNED_IN = Access("signed in")


def roles(*allowed: Role) -> Access:
    """Only people acting in one of these roles."""
    return Access("roles", frozenset(allowed))


@dataclass(frozen=True)
class Route:
    """One page: its address, name, and who may open it."""

    address: str
    name: str
    access: Access


REGISTER: dict[str, Route] = {}


def page(address: str, view: Callable[..., HttpResponseBase], access: Access, name: str = "") -> URLPattern:
    """A route of ours. To those who may not open it, it does not exist (404); a visitor is asked to sign in."""
    name = name or view.__name__
    if name in REGISTER and REGISTER[name].address != address:
        raise ValueError(f"two routes are called {name}")
    REGISTER[name] = Route(address, name, access)
    return path(address, view if access.public else _guarded(view, access.roles), name=name)


def _guarded(
    view: Callable[..., HttpResponseBase], allowed: Collection[Role] | None
) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        actor = getattr(request, "actor", None)
        if allowed is not None and (actor is None or actor.role not in allowed):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded

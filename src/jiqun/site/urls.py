"""Every address of the site."""

from __future__ import annotations

from typing import NoReturn

from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver, include, path

from jiqun.web.pages import PAGES
from jiqun.web.sign_on import begin


def absent(request: HttpRequest, **_: object) -> NoReturn:
    """Nobody changes the address that an invitation proved, or takes one that was not."""
    raise Http404


SIGNING_IN: list[URLPattern | URLResolver] = [
    path("email/", absent),
    path("confirm-email/", absent),
    path("confirm-email/<str:key>/", absent),
    path("3rdparty/signup/", absent),
    path("oidc/<str:provider_id>/login/", begin),
    path("", include("allauth.urls")),
]
urlpatterns = [*PAGES, path("accounts/", include(SIGNING_IN))]

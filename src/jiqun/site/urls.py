"""Every address of the site."""

from __future__ import annotations

from typing import NoReturn

from django.http import Http404, HttpRequest
from django.urls import include, path

from jiqun.web.pages import PAGES
from jiqun.web.sign_on import begin


def absent(request: HttpRequest, **_: object) -> NoReturn:
    """Nobody changes the address that an invitation proved, or takes one that was not."""
    raise Http404


urlpatterns = [
    *PAGES,
    path("accounts/email/", absent),
    path("accounts/confirm-email/", absent),
    path("accounts/confirm-email/<str:key>/", absent),
    path("accounts/3rdparty/signup/", absent),
    path("accounts/oidc/<str:provider_id>/login/", begin),
    path("accounts/", include("allauth.urls")),
]

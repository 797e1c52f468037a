"""Every address of the site."""

from __future__ import annotations

from django.urls import include, path

from jiqun.web.pages import PAGES

urlpatterns = [*PAGES, path("accounts/", include("allauth.urls"))]

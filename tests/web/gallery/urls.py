"""The addresses of the site, and the gallery beside them."""

from __future__ import annotations

from django.urls import path

from jiqun.site.urls import urlpatterns as of_the_site
from tests.web.gallery.views import gallery

urlpatterns = [path("gallery/", gallery), *of_the_site]

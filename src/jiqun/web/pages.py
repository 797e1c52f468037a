"""Every page of ours, and who may open it."""

from __future__ import annotations

from django.urls import URLPattern

PAGES: list[URLPattern] = []

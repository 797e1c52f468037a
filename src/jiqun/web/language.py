"""Which language a page speaks: the account's, else the visitor's choice, else what the browser asks for."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from jiqun.base.words import Lang

COOKIE = "language"
_YEAR = 365 * 24 * 3600
CODES: dict[str, str] = {"zh": "zh-hans", "en": "en"}


def language_of(request: HttpRequest) -> Lang:
    """`zh` or `en`."""
    chosen = getattr(request.user, "lang", "") or request.COOKIES.get(COOKIE, "")
    if chosen in CODES:
        return "en" if chosen == "en" else "zh"
    return "en" if _prefers_english(request.headers.get("Accept-Language", "")) else "zh"


def current() -> Lang:
    """The language of the page that is being made."""
    return "en" if (translation.get_language() or "").startswith("en") else "zh"


def remember(request: HttpRequest, response: HttpResponse, lang: Lang) -> None:
    """Keep the visitor's choice in the browser."""
    response.set_cookie(COOKIE, lang, max_age=_YEAR, httponly=True, samesite="Lax", secure=request.is_secure())


def _prefers_english(header: str) -> bool:
    for part in header.lower().split(",")[:10]:
        tag = part.split(";")[0].strip()
        if tag.startswith(("zh", "en")):
            return tag.startswith("en")
    return False


class LanguageMiddleware:
    """Makes the page speak its reader's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(CODES[language_of(request)]):
            response = self.get_response(request)
            lang = current()  # a page may have been switched to the other one
        response.headers["Content-Language"] = "zh-CN" if lang == "zh" else "en"
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

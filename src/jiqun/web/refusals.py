"""What the desk refuses, said on a page: not there, overtaken, not now and why; nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from jiqun.base.words import Bi
from jiqun.desk.acts import Overtaken
from jiqun.desk.may import NotThere
from jiqun.desk.wrong import Wrong
from jiqun.facts.problems import InputRefused
from jiqun.procedure.kit import Refused
from jiqun.web.carried import form_of, seal, unseal
from jiqun.web.limits import TooOften


@dataclass(frozen=True)
class Refusal:
    """A page that refuses: every reason with its article, or with the field that it is about."""

    page: str
    status: int
    title: Bi | None = None
    reasons: tuple[tuple[str, Bi], ...] = ()

    def sealed(self) -> str:
        """All of it as one text, to be carried to the other language."""
        title = self.title and (self.title.zh, self.title.en)
        return seal((self.page, self.status, title, [(name, one.zh, one.en) for name, one in self.reasons]))

    @classmethod
    def opened(cls, sealed: str) -> Refusal | None:
        """The page of such a text; None if it is not ours."""
        if (found := unseal(sealed)) is None:
            return None
        page, status, title, reasons = found
        return cls(page, status, Bi(*title) if title else None, tuple((name, Bi(*both)) for name, *both in reasons))


class RefusalMiddleware:
    """Turns the desk's refusals into pages; views need not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """A refusal that is read again in the other language."""
        form = form_of(request)
        refusal = Refusal.opened(form.refusal) if form and form.refusal else None
        return _page(request, refusal) if refusal else None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page for each refusal that is foreseen; anything else is a fault of ours."""
        if isinstance(error, NotThere):
            raise Http404
        if isinstance(error, TooOften):
            response = render(request, "429.html", status=429)
            response["Retry-After"] = "60"
            return response
        refusal = _refusal(error)
        return _page(request, refusal) if refusal else None


def _refusal(error: Exception) -> Refusal | None:
    if isinstance(error, Overtaken):
        return Refusal("overtaken", 409)
    if isinstance(error, Refused):
        reasons = tuple((one.article.number if one.article else "", one.reason) for one in error.lacks)
        return Refusal("refused", 409, error.title, reasons)
    if isinstance(error, Wrong):
        return Refusal("wrong", 422, reasons=tuple(error.problems.items()))
    if isinstance(error, InputRefused):
        return Refusal("wrong", 422, reasons=tuple((one.code, one.message) for one in error.errors))
    return None


def _page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    typed: list[tuple[str, str]] = []
    if form := form_of(request):
        form.refusal = refusal.sealed()
        typed = [(name, text) for name, text in form.pairs if text and name != "version"]
    lacks = [{"article": {"number": number} if number else None, "reason": text} for number, text in refusal.reasons]
    told: dict[str, Any] = {"title": refusal.title, "lacks": lacks, "typed": typed}
    return render(request, f"desk/{refusal.page}.html", told, status=refusal.status)

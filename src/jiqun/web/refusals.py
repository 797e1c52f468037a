"""What the desk refuses, said on a page: not there, overtaken, not now and why; nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from jiqun.desk.acts import Overtaken
from jiqun.desk.may import NotThere
from jiqun.desk.wrong import Wrong
from jiqun.facts.problems import InputRefused
from jiqun.procedure.kit import Refused
from jiqun.web.limits import TooOften

_OURS = frozenset({"csrfmiddlewaretoken", "version", "next"})


class RefusalMiddleware:
    """Turns the desk's refusals into pages; views need not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page for each refusal that is foreseen; anything else is a fault of ours."""
        if isinstance(error, NotThere):
            raise Http404
        if isinstance(error, TooOften):
            response = render(request, "429.html", status=429)
            response["Retry-After"] = "60"
            return response
        if isinstance(error, Overtaken):
            return render(request, "desk/overtaken.html", {"typed": typed(request)}, status=409)
        if isinstance(error, Refused):
            told = {"title": error.title, "lacks": error.lacks, "typed": typed(request)}
            return render(request, "desk/refused.html", told, status=409)
        if isinstance(error, Wrong):
            told = {"problems": error.problems, "typed": typed(request)}
            return render(request, "desk/wrong.html", told, status=422)
        if isinstance(error, InputRefused):
            told = {"problems": {one.code: one.message for one in error.errors}, "typed": typed(request)}
            return render(request, "desk/wrong.html", told, status=422)
        return None


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What the visitor had typed, to be copied from the page."""
    return [
        (name, value) for name, value in request.POST.items() if name not in _OURS and isinstance(value, str) and value
    ]

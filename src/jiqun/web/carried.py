"""A page that answers a form, read in the other language: what was typed goes with it, and nothing is done again.

Such a page carries what its form was sent with inside its language switch; nothing of it is stored anywhere. The switch
is sent to the page's own address and answered as if the page were only being opened: views see a GET, and no form in
`request.POST`. What a password or a one-time code was typed into is never carried. A page carries no more than what was
sent, and Django limits that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import translation

from jiqun.base.words import Bi, Lang
from jiqun.desk.do.people.people import choose_language
from jiqun.web.language import CODES, remember
from jiqun.web.routes import REGISTER

SWITCH, SAID, REFUSAL = "speak", "speak_said", "speak_refusal"
SECRET = frozenset({"csrfmiddlewaretoken", "proof", "password", "again"})
_LEFT_OUT = SECRET | {SWITCH, SAID, REFUSAL, "next"}


@dataclass
class Form:
    """The form that a page answers: `said` is what was wrong with it, `refusal` the sealed page that refused it."""

    fields: QueryDict
    spoken: Lang | None = None
    said: Mapping[str, Bi] | None = None
    refusal: str = ""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every field with its text; one that was ticked several times comes several times."""
        return [(name, text) for name, texts in self.fields.lists() for text in texts]


def is_ours(request: HttpRequest) -> bool:
    """Whether the page is one of the register: those of signing in keep what they are sent to themselves."""
    return request.resolver_match is not None and request.resolver_match.url_name in REGISTER


def form_of(request: HttpRequest) -> Form | None:
    """The form that is answered, or None where a page is only opened, or is none of ours."""
    found: Form | None = getattr(request, "form", None)
    return found


def sent(request: HttpRequest) -> QueryDict:
    """What was typed, to be shown again: never for acting on it, and without secrets. Empty where nothing was sent."""
    form = form_of(request)
    return form.fields if form else QueryDict()


def carry(request: HttpRequest, **fields: str) -> None:
    """What the page carries instead, where the form was taken and a page says so."""
    if form := form_of(request):
        form.fields = QueryDict(mutable=True)
        form.fields.update(fields)


def problems_in(request: HttpRequest) -> dict[str, Bi]:
    """What was wrong with what was typed, where the page is read again in the other language."""
    form = form_of(request)
    return dict(form.said or {}) if form else {}


def seal(value: object) -> str:
    """Words that a page takes along; nobody can put other words in their place."""
    return signing.dumps(value, salt=__name__, compress=True)


def unseal(text: str) -> Any:
    """The same words; None for what is not sealed by us."""
    try:
        return signing.loads(text, salt=__name__)
    except signing.BadSignature:
        return None


class SwitchMiddleware:
    """Keeps the form beside the request, and answers the language switch of a page that answers one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        form = form_of(request)
        if form is None or form.spoken is None:
            return response
        if response.status_code == 405:  # an address that only takes forms, whose page was that something is not there
            response = render(request, "404.html", status=404)
        remember(request, response, form.spoken)
        return response

    def process_view(self, request: HttpRequest, *_: object) -> None:
        """After the token of the form was checked, and before the view."""
        if request.method != "POST" or not is_ours(request):
            return
        sent, fields = request.POST, request.POST.copy()
        for name in _LEFT_OUT & fields.keys():
            del fields[name]
        form = Form(fields)
        setattr(request, "form", form)  # noqa: B010  # a request has no such attribute by itself
        if SWITCH in sent:
            form.spoken = "en" if sent[SWITCH] == "en" else "zh"
            form.said, form.refusal = _said(sent.get(SAID, "")), sent.get(REFUSAL, "")
            choose_language(user=request.user, lang=form.spoken)
            translation.activate(CODES[form.spoken])  # until the language's own middleware, which stands around this
            request.method, request.POST = "GET", QueryDict()


def _said(sealed: str) -> dict[str, Bi]:
    return {name: Bi(*words) for name, words in (unseal(sealed) or {}).items()}

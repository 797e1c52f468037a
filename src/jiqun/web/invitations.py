"""Taking up an invitation: a public page under a secret address."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jiqun.base import clock
from jiqun.base.words import Bi
from jiqun.desk.do.people.invitations import accept_invitation, open_invitation
from jiqun.desk.look.office.people import offer_of
from jiqun.desk.wrong import Wrong
from jiqun.web.limits import limited

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """What is offered, by whom and until when; choosing a password, and taking the role."""
    limited(request, "invitation")
    at, problems = clock.now(), {}
    row = open_invitation(secret, at)
    if request.method == "POST":
        try:
            password = _chosen(request)
            person = accept_invitation(secret=secret, password=password, user=request.user, at=at)
        except Wrong as wrong:
            problems = wrong.problems
        else:
            if not request.user.is_authenticated:
                login(request, person, backend=_BACKEND)
            return redirect("desk")
    told = {"offer": offer_of(row), "problems": problems, "own": _is_own(request, row.email)}
    response = render(request, "people/invitation.html", told, status=422 if problems else 200)
    response["Referrer-Policy"] = "same-origin"  # with none at all the form would come from nowhere
    return response


def _chosen(request: HttpRequest) -> str:
    """The password, typed twice the same. Raises Wrong."""
    first, second = request.POST.get("password", ""), request.POST.get("again", "")
    if first != second:
        raise Wrong({"again": _OTHER})
    return first


def _is_own(request: HttpRequest, address: str) -> bool:
    return request.user.is_authenticated and request.user.email.casefold() == address.casefold()


_OTHER = Bi(zh="两次输入的密码不一致。", en="The two passwords are not the same.")

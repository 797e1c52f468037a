"""A city's single sign-on (OpenID Connect Core 1.0) proves who somebody is; an account must have been given before."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.signals import user_logged_in
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.openid_connect.views import login
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

from jiqun.desk.people import person_of_address

_log = logging.getLogger(__name__)
_SESSION_KEY = "second_factor_by_provider"


class KnownPeopleOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth comes without types
    """Lets in whom an invitation let in before.

    The first time, the provider's *verified* address finds the account; from then on its subject does, and no other
    subject of that provider ever opens this account, whatever address it has: an address may be given to somebody new.
    The link is made when the sign-in is complete, second factor and all (`_signed_in`).
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Refuse somebody unknown with a page that says whom to ask."""
        if sociallogin.is_existing or sociallogin.state.get("process") == "connect":
            return
        person = person_of_address([one.email for one in sociallogin.email_addresses if one.verified is True])
        if person is None or SocialAccount.objects.filter(user=person, provider=sociallogin.account.provider).exists():
            raise ImmediateHttpResponse(render(request, "account/unknown_person.html", status=403))
        sociallogin.user = person


def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider; where it does not answer, say so on a page."""
    try:
        answer: HttpResponse = login(request, provider_id=provider_id)
    except RequestException as error:
        _log.warning("single sign-on does not answer: %s", error)
        return render(request, "socialaccount/authentication_error.html", status=503)
    return answer


def proved_by_provider(sociallogin: Any) -> bool:
    """Whether the provider vouches for several factors (`amr` has "mfa", RFC 8176) and the installation takes that."""
    if sociallogin is None or not settings.OIDC_TRUSTS_SECOND_FACTOR:
        return False
    methods = (sociallogin.account.extra_data.get("id_token") or {}).get("amr")
    return isinstance(methods, list) and "mfa" in methods


def second_factor_by_provider(request: HttpRequest) -> bool:
    """Whether this session began with a second factor of the provider's."""
    return request.session.get(_SESSION_KEY) is True


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, user: Any, sociallogin: Any = None, **_: Any) -> None:
    request.session.pop(_SESSION_KEY, None)
    if sociallogin is None:
        return
    if proved_by_provider(sociallogin):
        request.session[_SESSION_KEY] = True
    if not SocialAccount.objects.filter(user=user, provider=sociallogin.account.provider).exists():
        sociallogin.connect(request, user)

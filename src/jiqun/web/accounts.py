"""Signing in by invitation only, and the second factor on the way in."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from jiqun.web.sign_on import proved_by_provider

_THEIRS, _OURS = "allauth.mfa.stages.AuthenticateStage", "jiqun.web.accounts.SecondFactor"


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth comes without types
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return [_OURS if one == _THEIRS else one for one in super().get_login_stages()]


class SecondFactor(AuthenticateStage):  # type: ignore[misc]  # allauth comes without types
    """Asks for the second factor, unless the city's single sign-on vouches for one and is trusted with that."""

    def _should_handle(self, request: HttpRequest) -> bool:
        proved = proved_by_provider((self.login.signal_kwargs or {}).get("sociallogin"))
        return not proved and super()._should_handle(request)

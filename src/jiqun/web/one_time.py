"""One-time codes (TOTP, RFC 6238): one step of a clock's drift is forgiven, and no code counts twice.

The sign-in library remembers a code that was used for one step of 30 seconds, which is too short once the step before
and the step after count too: here it is remembered for as long as it could be typed again.
"""

from __future__ import annotations

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.http import HttpRequest


def is_one_time_code(request: HttpRequest, code: str) -> bool:
    """Whether `code` is one of this person's authenticator as it is now, and was not used before."""
    if not (code.isascii() and code.isdigit()):
        return False
    totp = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).first()
    return totp is not None and bool(totp.wrap().validate_code(code)) and _first_use(request.user.pk, code)


class _Once(BaseAuthenticateForm):  # type: ignore[misc]  # allauth comes without types
    def clean_code(self) -> str:
        code: str = super().clean_code()
        if not _first_use(self.user.pk, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SignIn(_Once, AuthenticateForm):  # type: ignore[misc]
    """The code that is asked for after the password."""


class ProveAgain(_Once, ReauthenticateForm):  # type: ignore[misc]
    """The code that is asked for before somebody's own account is changed."""


def _first_use(person: object, code: str) -> bool:
    steps = 2 * app_settings.TOTP_TOLERANCE + 1
    used = f"one-time-code.{person}.{''.join(filter(str.isalnum, code))}"
    return bool(cache.add(used, True, timeout=steps * app_settings.TOTP_PERIOD))

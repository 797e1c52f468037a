"""How often the same person or address may do what costs much or can be guessed; the figures stand in the settings."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import HttpRequest


class TooOften(Exception):
    """Done too often; one can try again a little later."""


def limited(request: HttpRequest, action: str) -> None:
    """Counts one more of the action. Raises TooOften beyond what the settings allow (`ACCOUNT_RATE_LIMITS`)."""
    user = request.user if request.user.is_authenticated else None
    if not ratelimit.consume(request, action=action, user=user):
        raise TooOften(action)

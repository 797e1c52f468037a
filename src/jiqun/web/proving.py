"""Proving again who one is, for an act that needs it: the password or a one-time code typed with it, or a passkey."""

from __future__ import annotations

import time

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from jiqun.base.words import Bi
from jiqun.desk.wrong import Wrong
from jiqun.web.limits import TooOften, limited
from jiqun.web.one_time import is_one_time_code

FIELD = "proof"
_LATELY = 300  # seconds since a passkey was used on the page for proving who one is
_METHODS = "account_authentication_methods"  # where the sign-in pages note what was proved, and when


def proved_with(request: HttpRequest, *, needed: bool) -> dict[str, str]:
    """`{"declared": how}` if the person has just proved who they are; empty if nothing is asked.

    Raises Wrong for a wrong password or code, or after ten attempts in five minutes.
    """
    if not needed:
        return {}
    typed = request.POST.get(FIELD, "")
    if not typed:
        return {"declared": "webauthn"} if _used_passkey(request) else _nothing_typed(request)
    try:
        limited(request, "prove")
    except TooOften as error:
        raise Wrong({FIELD: _TOO_MANY}) from error
    if request.user.is_authenticated and request.user.check_password(typed):
        return {"declared": "password"}
    if is_one_time_code(request, typed.strip()):
        return {"declared": "totp"}
    raise Wrong({FIELD: _WRONG})


def _nothing_typed(request: HttpRequest) -> dict[str, str]:
    """Whoever came by single sign-on may have nothing to type yet. Raises Wrong, saying how to mend that."""
    user = request.user
    if user.is_authenticated and not user.has_usable_password() and not is_mfa_enabled(user):
        raise Wrong({FIELD: _NOTHING_TO_TYPE})
    return {}


def _used_passkey(request: HttpRequest) -> bool:
    records = request.session.get(_METHODS, [])
    return any(one.get("type") == "webauthn" and time.time() - one.get("at", 0) < _LATELY for one in records)


_WRONG = Bi(zh="密码或动态口令不正确。", en="This is neither your password nor a valid one-time code.")
_NOTHING_TO_TYPE = Bi(
    zh="您通过统一身份认证登录，尚未设置密码或动态口令：请先在“我的账户”中设置第二重验证。",
    en="You sign in by single sign-on and have neither a password nor one-time codes here: "
    "set up a second factor under My account first.",
)
_TOO_MANY = Bi(zh="尝试次数过多，请五分钟后再试。", en="Too many attempts: try again in five minutes.")

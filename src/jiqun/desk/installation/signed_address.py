"""Addresses that only the one who was sent them knows: signed over a stored handle, which alone opens nothing."""

from __future__ import annotations

import secrets

from django.core.signing import BadSignature, Signer

_SIGNER = "jiqun.objector"


def new_handle() -> str:
    """What is stored: 128 random bits."""
    return secrets.token_hex(16)


def signed(handle: str) -> str:
    """The handle as it stands in an address; made anew for every mail, so that it need not be kept."""
    return Signer(salt=_SIGNER, sep=".").sign(handle)


def handle_of(text: str) -> str | None:
    """The handle of an address; None for one that was not made here."""
    try:
        return Signer(salt=_SIGNER, sep=".").unsign(text)
    except BadSignature:
        return None


def own_page(handle: str) -> str:
    """The address of an objector's own page, below the site's."""
    return f"/objections/{signed(handle)}/"


def own_page_kept(handle: str) -> str:
    """The same as it is kept with a message: the address is signed only when the message is sent."""
    return f"{_KEPT}{handle}"


def sent_path(path: str) -> str:
    """The address below the site's that a message ends with."""
    return own_page(path.removeprefix(_KEPT)) if path.startswith(_KEPT) else path


_KEPT = "objector:"

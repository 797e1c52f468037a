"""A key taken into use: vouched for by the key before it, or, where there is none, standing on its own word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from jiqun.base.words import Bi
from jiqun.ledger.canonical import canonical_json, moment_text
from jiqun.ledger.keys import key_id_of, public_key_of, sign_text
from jiqun.ledger.reading import KEY_ID_DIGITS, SIGNATURE_DIGITS, Unreadable, fields

FORMAT = "jiqun-key-1"


@dataclass(frozen=True)
class KeyChange:
    """The public key (raw, in hex) in use from `at` on.

    `previous` is the id of the key before, which signs; empty for a first key (or a fresh start after a lost one),
    which signs for itself and is worth no more than the place where its public key was found.
    """

    public_key: str
    at: datetime
    previous: str
    signature: str

    @property
    def key_id(self) -> str:
        """The id of the key taken into use."""
        return key_id_of(self.public_key)

    @property
    def text(self) -> str:
        """The canonical text that is signed."""
        return canonical_json(_document(self.public_key, self.at, self.previous))

    def as_dict(self) -> dict[str, object]:
        """`{"key": …, "signature": …}`."""
        return {"key": _document(self.public_key, self.at, self.previous), "signature": self.signature}


def take_into_use(signer: Ed25519PrivateKey, public_key: str, at: datetime) -> KeyChange:
    """A new key vouched for by the present one, or a first key by itself (`signer` is then its private half).

    Raises ValueError for a public key that is not 64 hex digits, or a moment without a time zone.
    """
    previous = "" if public_key_of(signer) == public_key else key_id_of(public_key_of(signer))
    unsigned = KeyChange(public_key, at, previous, "0" * SIGNATURE_DIGITS)
    key_change_from(unsigned.as_dict())
    return KeyChange(public_key, at, previous, sign_text(signer, unsigned.text))


def key_change_from(document: object) -> KeyChange:
    """The key change of a JSON object as `as_dict` writes it; raises Unreadable for any other."""
    signed = fields(document, "signed key", _SIGNED_NAMES)
    read = fields(signed.members["key"], "key", _NAMES)
    read.exactly("format", FORMAT)
    public_key = read.hex("public_key")
    if read.hex("key_id", KEY_ID_DIGITS) != key_id_of(public_key):
        raise Unreadable(_OTHER_ID)
    previous = "" if read.members["previous"] == "" else read.hex("previous", KEY_ID_DIGITS)
    return KeyChange(public_key, read.moment("at"), previous, signed.hex("signature", SIGNATURE_DIGITS))


def _document(public_key: str, at: datetime, previous: str) -> dict[str, object]:
    return {
        "at": moment_text(at),
        "format": FORMAT,
        "key_id": key_id_of(public_key),
        "previous": previous,
        "public_key": public_key,
    }


_NAMES = frozenset({"at", "format", "key_id", "previous", "public_key"})
_SIGNED_NAMES = frozenset({"key", "signature"})
_OTHER_ID = Bi("key：key_id 与公钥不符。", "key: the key_id is not that of the public key.")

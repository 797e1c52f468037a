"""The signed head: at this moment the ledger had so many entries under this root."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from jiqun.base.words import Bi, WordedError
from jiqun.ledger.canonical import canonical_json, moment_text
from jiqun.ledger.keys import is_signed, key_id_of, public_key_of, sign_text
from jiqun.ledger.reading import KEY_ID_DIGITS, SIGNATURE_DIGITS, fields

FORMAT = "jiqun-head-1"


class HeadRefused(WordedError):
    """A signed head that does not verify."""


@dataclass(frozen=True)
class Head:
    """The state of the ledger: `size` entries under `root` (64 hex digits) at `at` (with a time zone)."""

    size: int
    root: str
    at: datetime
    key_id: str

    def as_dict(self) -> dict[str, object]:
        """The JSON object whose canonical text is signed; raises ValueError for a moment without a time zone."""
        return {
            "at": moment_text(self.at),
            "format": FORMAT,
            "key_id": self.key_id,
            "root": self.root,
            "size": self.size,
        }

    @property
    def text(self) -> str:
        """The canonical text: `canonical_json` of `as_dict`."""
        return canonical_json(self.as_dict())


@dataclass(frozen=True)
class SignedHead:
    """A head with the Ed25519 signature over its text (RFC 8032), 128 hex digits."""

    head: Head
    signature: str

    def as_dict(self) -> dict[str, object]:
        """`{"head": …, "signature": …}`."""
        return {"head": self.head.as_dict(), "signature": self.signature}


def sign_head(key: Ed25519PrivateKey, head: Head) -> SignedHead:
    """Sign; raises ValueError if the head names another key, Unreadable (a WordedError) if it is out of form."""
    if head.key_id != key_id_of(public_key_of(key)):
        raise ValueError(f"the head names the key {head.key_id}, not the one that signs")
    head_from(head.as_dict())
    return SignedHead(head, sign_text(key, head.text))


def verify_head(public_keys: Iterable[str], signed: SignedHead) -> None:
    """Raises HeadRefused unless one of the public keys (raw, in hex) bears the head's key id and signed it."""
    candidates = [key for key in public_keys if key_id_of(key) == signed.head.key_id]
    if not candidates:
        raise HeadRefused(_UNKNOWN.fill(key_id=signed.head.key_id))
    if not any(is_signed(key, signed.signature, signed.head.text) for key in candidates):
        raise HeadRefused(_FORGED.fill(size=signed.head.size))


def head_from(document: object) -> Head:
    """The head of a JSON object as `Head.as_dict` writes it; raises Unreadable for any other."""
    read = fields(document, "head", _NAMES)
    read.exactly("format", FORMAT)
    return Head(read.whole("size"), read.hex("root"), read.moment("at"), read.hex("key_id", KEY_ID_DIGITS))


def signed_head_from(document: object) -> SignedHead:
    """The signed head of a JSON object as `SignedHead.as_dict` writes it; raises Unreadable for any other."""
    read = fields(document, "signed head", _SIGNED_NAMES)
    return SignedHead(head_from(read.members["head"]), read.hex("signature", SIGNATURE_DIGITS))


_NAMES = frozenset({"at", "format", "key_id", "root", "size"})
_SIGNED_NAMES = frozenset({"head", "signature"})
_UNKNOWN = Bi("树头所用密钥 {key_id} 未知。", "The key {key_id} that the head names is not known.")
_FORGED = Bi(
    "规模为 {size} 的树头签名无效：树头被改动，或签名系伪造。",
    "The signature of the head over {size} entries does not verify: the head was altered, or the signature forged.",
)

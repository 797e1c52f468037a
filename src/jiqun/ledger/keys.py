"""Ed25519 keys (RFC 8032): their ids, their texts, and whether a signature is theirs."""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from jiqun.base.words import Bi, WordedError
from jiqun.ledger.reading import KEY_ID_DIGITS


class KeyRefused(WordedError):
    """A file that should hold the signing key does not."""


def public_key_of(key: Ed25519PrivateKey) -> str:
    """The public key as it is published: its 32 raw bytes in hex."""
    return key.public_key().public_bytes_raw().hex()


def key_id_of(public_key: str) -> str:
    """The first 16 hex digits of SHA-256 of the raw public key (given in hex)."""
    return hashlib.sha256(bytes.fromhex(public_key)).hexdigest()[:KEY_ID_DIGITS]


def sign_text(key: Ed25519PrivateKey, text: str) -> str:
    """The signature over the text's UTF-8 bytes, 128 hex digits."""
    return key.sign(text.encode("utf-8")).hex()


def is_signed(public_key: str, signature: str, text: str) -> bool:
    """Whether the signature over the text's UTF-8 bytes is by this key; no, where either is not hex of its size."""
    try:
        raw = bytes.fromhex(signature)
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(raw, text.encode("utf-8"))
    except (InvalidSignature, ValueError):
        return False
    return True


def private_key_pem(key: Ed25519PrivateKey, password: bytes | None = None) -> bytes:
    """The signing key as PKCS #8 PEM, encrypted if there is a password."""
    lock: KeySerializationEncryption = BestAvailableEncryption(password) if password else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


def private_key_from_pem(pem: bytes, password: bytes | None = None) -> Ed25519PrivateKey:
    """The signing key of a PKCS #8 PEM; raises KeyRefused for another kind of key, a wrong password, or no key."""
    try:
        key = load_pem_private_key(pem, password)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyRefused(_UNREADABLE) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyRefused(_OTHER_KIND)
    return key


_UNREADABLE = Bi(
    "签名密钥无法读取：不是 PEM 文件，或口令不符。", "The signing key cannot be read: no PEM, or a wrong password."
)
_OTHER_KIND = Bi("签名密钥应为 Ed25519 密钥。", "The signing key must be an Ed25519 key.")

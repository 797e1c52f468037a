"""Signed heads and the keys that sign them: RFC 8032's own vector, forgeries, and keys as files."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from jiqun.base.words import WordedError
from jiqun.ledger.head import HeadRefused, SignedHead, sign_head, signed_head_from, verify_head
from jiqun.ledger.keys import (
    KeyRefused,
    is_signed,
    key_id_of,
    private_key_from_pem,
    private_key_pem,
    public_key_of,
    sign_text,
)
from tests.ledger.made import (
    KEY,
    PUBLIC,
    SECOND_KEY,
    SECOND_PUBLIC,
    START,
    STRANGER,
    STRANGER_PUBLIC,
    signed_head,
    stored_entries,
)

SIGNED = signed_head(stored_entries(5))


def test_signatures_are_those_of_rfc_8032_section_7_1() -> None:
    key = Ed25519PrivateKey.from_private_bytes(
        bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    )
    public = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    signature = (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    assert (public_key_of(key), sign_text(key, "r")) == (public, signature)
    assert is_signed(public, signature, "r")


def test_a_key_id_is_the_first_16_digits_of_sha256_of_the_raw_key() -> None:
    assert key_id_of(PUBLIC) == hashlib.sha256(bytes.fromhex(PUBLIC)).hexdigest()[:16]


def test_a_signed_head_verifies_and_reads_back() -> None:
    verify_head([STRANGER_PUBLIC, PUBLIC], SIGNED)
    assert signed_head_from(json.loads(json.dumps(SIGNED.as_dict()))) == SIGNED


@pytest.mark.parametrize("change", [{"size": 4}, {"root": "0" * 64}, {"at": START + timedelta(seconds=1)}])
def test_a_head_changed_after_it_was_signed_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(HeadRefused, match="altered"):
        verify_head([PUBLIC], replace(SIGNED, head=replace(SIGNED.head, **change)))


def test_a_head_by_an_unknown_key_is_refused() -> None:
    with pytest.raises(HeadRefused, match="not known"):
        verify_head([SECOND_PUBLIC], SIGNED)
    with pytest.raises(HeadRefused, match="not known"):
        verify_head([], SIGNED)


def test_a_stranger_cannot_sign_under_another_keys_id() -> None:
    forged = SignedHead(SIGNED.head, sign_text(STRANGER, SIGNED.head.text))
    with pytest.raises(HeadRefused, match="forged"):
        verify_head([PUBLIC, STRANGER_PUBLIC], forged)
    with pytest.raises(ValueError, match="not the one that signs"):
        sign_head(STRANGER, SIGNED.head)


@pytest.mark.parametrize("signature", ["", "00", "zz" * 64, "0" * 128, SIGNED.signature[:-2]])
def test_what_is_no_signature_is_refused_in_words(signature: str) -> None:
    with pytest.raises(HeadRefused):
        verify_head([PUBLIC], replace(SIGNED, signature=signature))


def test_a_head_out_of_form_is_not_signed() -> None:
    with pytest.raises(WordedError, match="root"):
        sign_head(KEY, replace(SIGNED.head, root="not a root"))


@pytest.mark.parametrize("password", [None, b"correct horse"])
def test_a_key_comes_back_from_its_pem(password: bytes | None) -> None:
    pem = private_key_pem(SECOND_KEY, password)
    assert pem.startswith(b"-----BEGIN " + (b"ENCRYPTED " if password else b"") + b"PRIVATE KEY-----")
    assert public_key_of(private_key_from_pem(pem, password)) == SECOND_PUBLIC


def test_what_is_not_the_signing_key_is_refused_in_words() -> None:
    other = X25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    locked = private_key_pem(KEY, b"secret")
    for pem, password in ((b"", None), (b"no pem", None), (locked, None), (locked, b"wrong"), (other, None)):
        with pytest.raises(KeyRefused) as refused:
            private_key_from_pem(pem, password)
        assert refused.value.words.zh

"""The proof that a PDF carries: found in the bytes of the file, whoever saved it, within bounds for hostile ones."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import cast

from jiqun.ledger.canonical import canonical_json
from jiqun.ledger.reading import Unreadable, read_json
from jiqun.ledger.receipt import FORMAT, MOST_CHARACTERS, Receipt

_MOST_ATTACHMENTS = 64
_LONGEST_HEAD = 2_048  # of the dictionary before an attachment's bytes, on either side of its type
_TYPE = b"/EmbeddedFile"
_BEGUN = re.compile(rb">>\s{0,9}stream(?:\r\n|\n)")
_LENGTH = re.compile(rb"/Length\s+(\d{1,9})(?!\d|\s+\d+\s+R)")


def proof_in_pdf(data: bytes) -> dict[str, object] | None:
    """The proof (`jiqun-proof-1`) attached to a PDF, as JSON types and unchecked; None without one, or with two.

    A stream always stands in the file itself (ISO 32000-1, 7.5.7), so the bytes are searched for attached files and no
    cross-reference is followed; an encrypted file shows none. At most 64 attachments of 256 KiB are looked at. Raises
    nothing.
    """
    found: dict[str, dict[str, object]] = {}
    for attached in _attachments(data):
        proof = _proof(attached)
        if proof is not None:
            found[canonical_json(proof)] = proof
    return next(iter(found.values())) if len(found) == 1 else None


def binds(receipt: Receipt, sha256: str) -> bool:
    """Whether the opened content of a receipt holds this hash as a text; no, where nothing is opened."""
    return receipt.opened is not None and f'"{sha256}"' in canonical_json(receipt.opened.content)


def _attachments(data: bytes) -> Iterator[bytes]:
    at, left = data.find(_TYPE), _MOST_ATTACHMENTS
    while at >= 0 and left:
        end = at + len(_TYPE)
        if not data[end : end + 1].isalpha():  # the catalogue's list of them is called EmbeddedFiles
            left -= 1
            attached = _attached(data, at)
            if attached is not None:
                yield attached
        at = data.find(_TYPE, end)


def _attached(data: bytes, at: int) -> bytes | None:
    """The bytes of the stream whose dictionary names its type at this place; None where there is none, or too long."""
    begun = _BEGUN.search(data, at, at + _LONGEST_HEAD)
    if begun is None:
        return None
    head = data[max(data.rfind(b" obj", max(0, at - _LONGEST_HEAD), at), 0, at - _LONGEST_HEAD) : begun.start()]
    start = begun.end()
    if b"/Filter" not in head:
        return _stored(data, start, head)
    return _inflated(data[start : start + MOST_CHARACTERS]) if b"/FlateDecode" in head else None


def _stored(data: bytes, start: int, head: bytes) -> bytes | None:
    length = _LENGTH.search(head)
    end = start + int(length[1]) if length else data.find(b"endstream", start, start + MOST_CHARACTERS)
    return data[start:end] if start <= end <= start + MOST_CHARACTERS else None


def _inflated(packed: bytes) -> bytes | None:
    opened = zlib.decompressobj()
    try:
        plain = opened.decompress(packed, MOST_CHARACTERS)
    except zlib.error:
        return None
    return plain if opened.eof else None


def _proof(attached: bytes) -> dict[str, object] | None:
    try:
        document = read_json(attached.rstrip(b"\r\n"), MOST_CHARACTERS)
        canonical_json(document)
    except (Unreadable, ValueError, TypeError):
        return None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        return None
    return cast(dict[str, object], document)

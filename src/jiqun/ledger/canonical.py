"""The one text of a value: JSON as RFC 8785 writes it, with whole numbers only, so that a hash names the value."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

LARGEST = 2**53 - 1  # RFC 8785 numbers are doubles: beyond this two readers may see two numbers
DEEPEST = 32

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def canonical_json(value: object) -> str:
    """The text of a value after RFC 8785: members sorted by their names' UTF-16 units, no blanks, texts as they are.

    Days are `YYYY-MM-DD`, moments UTC with microseconds and `Z`, tuples are arrays. Raises TypeError for a float or
    anything else that JSON has no exact form for; ValueError for a whole number beyond 2**53 - 1, a moment without a
    time zone, half a surrogate pair, or more than 32 levels.
    """
    try:
        text = _ENCODER.encode(plain(value))
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("a text with half a surrogate pair has no UTF-8 form") from error
    return text


def canonical_sha256(value: object) -> str:
    """SHA-256 in hex of the UTF-8 bytes of `canonical_json`; raises what that raises."""
    return sha256_hex(canonical_json(value))


def sha256_hex(text: str) -> str:
    """SHA-256 in hex of a text's UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def plain(value: object, level: int = 0) -> object:
    """The value in plain JSON types, members sorted; raises TypeError and ValueError as `canonical_json` says."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, int):
        return _whole(value)
    if isinstance(value, date):
        return moment_text(value) if isinstance(value, datetime) else value.isoformat()
    if level == DEEPEST:
        raise ValueError(f"more than {DEEPEST} levels")
    if isinstance(value, Mapping):
        return {name: plain(value[name], level + 1) for name in _in_order(value)}
    if isinstance(value, (list, tuple)):
        return [plain(item, level + 1) for item in value]
    raise TypeError(f"no exact JSON form: {type(value).__name__}")


def moment_text(at: datetime) -> str:
    """`2026-05-01T01:30:00.000000Z`; raises ValueError for a moment without a time zone or outside the years 1-9999."""
    if at.utcoffset() is None:
        raise ValueError(f"a moment without a time zone: {at!r}")
    try:
        return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    except OverflowError as error:
        raise ValueError(f"a moment outside the years 1-9999 in UTC: {at!r}") from error


def _whole(value: int) -> int:
    if abs(value) > LARGEST:
        raise ValueError("a whole number beyond 2**53 - 1: write it as text")
    return int(value)


def _in_order(names: Mapping[object, object]) -> list[str]:
    texts = [name for name in names if isinstance(name, str)]
    if len(texts) != len(names):
        raise TypeError("the name of a member is not text")
    # By UTF-16 units, as RFC 8785 3.2.3 has it; for ASCII that is the order of the characters.
    return sorted(texts, key=None if "".join(texts).isascii() else _utf16)


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-be")

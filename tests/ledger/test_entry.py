"""An entry: its text and hash, what may be sealed, and what its salted hashes give away."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

import pytest

from jiqun.base.words import WordedError
from jiqun.ledger.entry import GENESIS, actor_hash, content_hash, entry_from, seal
from tests.ledger.made import SALT, changed, content, stored_entries

ONE = stored_entries(1)[0]


def test_the_hash_is_sha256_of_the_sorted_object_without_blanks() -> None:
    text = json.dumps(ONE.entry.as_dict(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert ONE.hash == hashlib.sha256(text.encode()).hexdigest()


def test_an_entry_reads_back_from_its_text() -> None:
    assert entry_from(json.loads(ONE.entry.text)) == ONE.entry


def test_the_first_entry_names_64_zeros() -> None:
    assert ONE.entry.previous == GENESIS == "0" * 64


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("seq", 0),
        ("seq", True),
        ("actor", "A" * 64),
        ("actor", "a" * 63),
        ("role", ""),
        ("act", "x" * 201),
        ("subject", ""),
        ("organisation", None),
        ("article", 8),
        ("content_sha256", "٣" * 64),
        ("previous", "0" * 65),
    ],
)
def test_a_field_out_of_form_is_not_sealed(field: str, value: Any) -> None:
    with pytest.raises(WordedError, match=field):
        seal(changed(ONE, **{field: value}).entry)


def test_a_moment_without_a_zone_is_not_sealed() -> None:
    with pytest.raises(ValueError, match="time zone"):
        seal(changed(ONE, at=datetime(2026, 5, 1)).entry)  # noqa: DTZ001  # without a zone on purpose


def test_an_entry_is_sealed_only_after_the_one_it_names() -> None:
    one, two, three = stored_entries(3)
    assert seal(two.entry, (1, one.hash)) == two
    with pytest.raises(ValueError, match="does not follow"):
        seal(three.entry, (1, one.hash))
    with pytest.raises(ValueError, match="does not follow"):
        seal(two.entry, (1, three.hash))


@pytest.mark.parametrize(
    "at", ["2026-13-01T01:30:00.000000Z", "2026-05-01T01:30:00Z", "2026-05-01T01:30:00.000000+00:00"]
)
def test_a_moment_is_read_only_as_it_is_written(at: str) -> None:
    with pytest.raises(WordedError, match="at must be"):
        entry_from({**ONE.entry.as_dict(), "at": at})


def test_an_unknown_or_missing_member_is_refused() -> None:
    with pytest.raises(WordedError, match="note"):
        entry_from({**ONE.entry.as_dict(), "note": ""})
    with pytest.raises(WordedError, match="actor"):
        entry_from({name: value for name, value in ONE.entry.as_dict().items() if name != "actor"})


def test_the_actor_is_a_keyed_hash_of_the_decimal_id() -> None:
    salt = bytes(range(16))
    assert actor_hash(salt, 42) == hmac.new(salt, b"42", "sha256").hexdigest()
    assert actor_hash(salt, 42) != actor_hash(bytes(16), 42)


def test_the_content_hash_is_of_content_and_salt_whatever_the_order_of_members() -> None:
    text = '{"content":{"a":1,"b":"二"},"salt":"' + SALT + '"}'
    assert content_hash(SALT, {"b": "二", "a": 1}) == hashlib.sha256(text.encode()).hexdigest()
    assert content_hash(SALT, content(1)) != content_hash("a5" * 16, content(1))


def test_a_salt_that_could_be_guessed_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        actor_hash(b"short", 1)
    for salt in ("", "5a" * 15, "5A" * 16, "5a" * 16 + "5"):
        with pytest.raises(ValueError, match="32 hex digits"):
            content_hash(salt, {})

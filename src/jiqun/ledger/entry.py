"""One official act as an entry of the ledger: who, when, what, under which article, and the entry before it."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from jiqun.ledger.canonical import canonical_json, canonical_sha256, moment_text, sha256_hex
from jiqun.ledger.reading import fields

FORMAT = "jiqun-entry-1"
GENESIS = "0" * 64
_LEAST_SALT = 16  # bytes: less could be guessed
_SALT = re.compile(r"(?:[0-9a-f]{2})+")


@dataclass(frozen=True)
class Entry:
    """An act, frozen. Nothing personal stands in it: the actor is a salted hash, the content another.

    `seq` counts from 1; `at` carries a time zone; `actor` is `actor_hash`, `content_sha256` is `content_hash`, and
    `previous` the hash of the entry before (`GENESIS` for the first), each 64 hex digits. `organisation` is the id as
    text and may be empty, and so may `article`. Nothing is checked here, so that a damaged record can be held and
    located; `seal` checks what is about to be written, `entry_from` what is read.
    """

    seq: int
    at: datetime
    actor: str
    role: str
    organisation: str
    act: str
    subject: str
    article: str
    content_sha256: str
    previous: str

    def as_dict(self) -> dict[str, object]:
        """The JSON object whose canonical text is hashed; raises ValueError for a moment without a time zone."""
        return {
            "act": self.act,
            "actor": self.actor,
            "article": self.article,
            "at": moment_text(self.at),
            "content_sha256": self.content_sha256,
            "format": FORMAT,
            "organisation": self.organisation,
            "previous": self.previous,
            "role": self.role,
            "seq": self.seq,
            "subject": self.subject,
        }

    @property
    def text(self) -> str:
        """The canonical text: `canonical_json` of `as_dict`; raises ValueError if the entry has none."""
        return canonical_json(self.as_dict())

    @cached_property
    def hash(self) -> str:
        """SHA-256 of `text`, in hex; raises ValueError if the entry has no text."""
        return sha256_hex(self.text)


@dataclass(frozen=True)
class Stored:
    """An entry with the hash that was written down beside it; they agree unless somebody changed either."""

    entry: Entry
    hash: str


def seal(entry: Entry, after: tuple[int, str] = (0, GENESIS)) -> Stored:
    """The entry ready to be written after the entry of this number and hash (by default: as the first).

    Raises Unreadable (a WordedError) for a field out of form, ValueError if the entry does not follow `after`.
    """
    entry_from(entry.as_dict())
    if (entry.seq - 1, entry.previous) != after:
        raise ValueError(f"entry {entry.seq} does not follow entry {after[0]}")
    return Stored(entry, entry.hash)


def entry_from(document: object) -> Entry:
    """The entry of a JSON object as `as_dict` writes it; raises Unreadable for any other."""
    read = fields(document, "entry", _NAMES)
    read.exactly("format", FORMAT)
    return Entry(
        seq=read.whole("seq", least=1),
        at=read.moment("at"),
        actor=read.hex("actor"),
        role=read.text("role", least=1),
        organisation=read.text("organisation"),
        act=read.text("act", least=1),
        subject=read.text("subject", least=1),
        article=read.text("article"),
        content_sha256=read.hex("content_sha256"),
        previous=read.hex("previous"),
    )


def actor_hash(salt: bytes, person_id: int) -> str:
    """HMAC-SHA256 (RFC 2104), in hex, of the person's id in decimal digits under that person's secret salt.

    Once the salt is destroyed nobody can say whose acts these were, and the chain stays whole. Raises ValueError for
    a salt under 16 bytes.
    """
    if len(salt) < _LEAST_SALT:
        raise ValueError(f"a salt has {_LEAST_SALT} bytes or more")
    return hmac.new(salt, str(int(person_id)).encode("ascii"), hashlib.sha256).hexdigest()


def content_hash(salt_hex: str, content: Mapping[str, object]) -> str:
    """SHA-256, in hex, of the canonical text of `{"content": content, "salt": salt_hex}`.

    The salt is random for each entry, so that short content cannot be guessed. Raises ValueError for a salt that is
    not 32 hex digits or more in small letters; what `canonical_json` raises for the content.
    """
    if len(salt_hex) < 2 * _LEAST_SALT or not _SALT.fullmatch(salt_hex):
        raise ValueError(f"a salt is {2 * _LEAST_SALT} hex digits or more, in small letters")
    return canonical_sha256({"content": content, "salt": salt_hex})


_NAMES = frozenset(
    "act actor article at content_sha256 format organisation previous role seq subject".split()  # noqa: SIM905  # eleven words read better than eleven strings
)

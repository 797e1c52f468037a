"""Appending to the ledger, in the same transaction as the effect: no act without its entry."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from jiqun.desk.actor import Actor
from jiqun.ledger.canonical import canonical_sha256
from jiqun.ledger.entry import GENESIS, Entry, actor_hash, content_hash, seal
from jiqun.ledger.frontier import Frontier
from jiqun.records.models import EntryContent, LedgerEntry, LedgerTip, PersonSalt, Sealed

NOBODY = "0" * 64  # the actor of what the system does by itself
_TIP = 1


def record(  # noqa: PLR0913  # an entry of the ledger has just these parts
    act: str,
    subject: str,
    *,
    by: Actor | None,
    at: datetime,
    article: str,
    content: Mapping[str, Any] | None = None,
    sealed: Iterable[Sealed] = (),
) -> LedgerEntry:
    """Append one act: who, in which role, on what, when, under which article, and the hash of its content.

    `content` is what was done, in plain JSON values; `sealed` are the rows that carry the effect, already stored, whose
    hashes become part of the content. Needs a transaction; holds the ledger's end until that is over.
    """
    tip, _ = LedgerTip.objects.select_for_update().get_or_create(pk=_TIP, defaults={"last_hash": GENESIS})
    salt = secrets.token_hex(16)
    whole = {"what": content or {}, "rows": [[*seal_of(row)] for row in sealed]}
    entry = Entry(
        seq=tip.size + 1,
        at=at,
        actor=actor_hash(_salt_of(by.person), by.person) if by else NOBODY,
        role=by.role.value if by else "system",
        organisation=str(by.organisation) if by else "",
        act=act,
        subject=subject,
        article=article,
        content_sha256=content_hash(salt, whole),
        previous=tip.last_hash,
    )
    stored = seal(entry, after=(tip.size, tip.last_hash))
    peaks = tuple(bytes.fromhex(peak) for peak in tip.frontier)
    frontier = Frontier(tip.size, peaks).append(bytes.fromhex(stored.hash))
    row = LedgerEntry.objects.create(hash=stored.hash, subtree=frontier.peaks[-1].hex(), **_columns(entry))
    EntryContent.objects.create(entry=row, salt=salt, content=whole)
    tip.size, tip.last_hash, tip.frontier = entry.seq, stored.hash, [peak.hex() for peak in frontier.peaks]
    tip.save()
    return row


def seal_of(row: Sealed) -> tuple[str, int | str, str]:
    """The table, the key and the hash of a sealed row, as they stand in the content of its act."""
    fields = {name: exact(value) for name, value in row.sealed_fields().items()}
    return row.table(), row.pk, canonical_sha256(fields)


def entry_of(row: LedgerEntry) -> Entry:
    """The stored row as an entry of the ledger."""
    return Entry(**{name: getattr(row, name) for name in Entry.__dataclass_fields__})


def _columns(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in Entry.__dataclass_fields__}


def _salt_of(person: int) -> bytes:
    row, _ = PersonSalt.objects.get_or_create(person_id=person, defaults={"salt": secrets.token_bytes(32)})
    return bytes(row.salt)


def exact(value: object) -> object:
    """A stored value without floats: a double becomes its shortest text, which reads back as the same double."""
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, Mapping):
        return {str(key): exact(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [exact(item) for item in value]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**53:
        return str(value)
    return value

"""Small ledgers for the tests: made-up acts, two keys whose seeds are written here, no clock and no chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from jiqun.ledger.entry import GENESIS, Entry, Stored, actor_hash, content_hash, seal
from jiqun.ledger.frontier import Frontier
from jiqun.ledger.head import Head, SignedHead, sign_head
from jiqun.ledger.keys import key_id_of, public_key_of
from jiqun.ledger.tree import Tree

START = datetime(2026, 5, 1, 1, 30, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SECOND_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32, 64)))
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(64, 96)))
PUBLIC, SECOND_PUBLIC, STRANGER_PUBLIC = (public_key_of(key) for key in (KEY, SECOND_KEY, STRANGER))
SALT = "5a" * 16


def content(seq: int) -> dict[str, object]:
    """The content of entry `seq`: a decision with one document."""
    return {"decision": f"受理第{seq}件", "documents": [{"name": "通知.pdf", "sha256": f"{seq:064x}"}], "seq": seq}


def stored_entries(count: int, start: int = 1, previous: str = GENESIS) -> list[Stored]:
    """`count` entries, the first of them numbered `start` and written after the hash `previous`."""
    entries: list[Stored] = []
    for seq in range(start, start + count):
        entry = Entry(
            seq=seq,
            at=START + timedelta(minutes=seq),
            actor=actor_hash(bytes([seq % 7]) * 16, seq % 7),
            role="district_reviewer",
            organisation=str(seq % 3 or ""),
            act="case.accept",
            subject=f"case:{seq}",
            article="8" if seq % 2 else "",
            content_sha256=content_hash(SALT, content(seq)),
            previous=previous,
        )
        entries.append(seal(entry, (seq - 1, previous)))
        previous = entries[-1].hash
    return entries


def resealed(entries: Sequence[Stored]) -> list[Stored]:
    """The same acts chained anew from the first, hashes and numbers made to agree: what a forger with time would do."""
    anew: list[Stored] = []
    for seq, stored in enumerate(entries, start=1):
        entry = changed(stored, seq=seq, previous=anew[-1].hash if anew else GENESIS).entry
        anew.append(Stored(entry, entry.hash))
    return anew


def changed(stored: Stored, **fields: object) -> Stored:
    """The entry with fields changed, the hash beside it left as it was."""
    return Stored(Entry(**{**_fields(stored.entry), **fields}), stored.hash)


def tree_over(entries: Iterable[Stored]) -> Tree:
    """The tree over the hashes of the entries."""
    tree = Tree()
    for stored in entries:
        tree.append(bytes.fromhex(stored.hash))
    return tree


def signed_head(entries: Sequence[Stored], key: Ed25519PrivateKey = KEY, minutes: int = 0) -> SignedHead:
    """A head over the entries, signed a minute (and `minutes`) after the last of them."""
    frontier = Frontier()
    for stored in entries:
        frontier = frontier.append(bytes.fromhex(stored.hash))
    at = START + timedelta(minutes=len(entries) + 1 + minutes)
    return sign_head(key, Head(len(entries), frontier.root().hex(), at, key_id_of(public_key_of(key))))


def _fields(entry: Entry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in Entry.__dataclass_fields__}

"""A draw for the tests of its record: fourteen clusters of three districts, committed to, revealed, proven."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from jiqun.fairness.draw import Commitment, Reveal, commitment_of, drawn
from jiqun.fairness.population import population_of
from jiqun.ledger.entry import Entry, Stored, actor_hash, content_hash, seal
from jiqun.ledger.head import SignedHead
from jiqun.ledger.receipt import Opened, Receipt, receipt_for
from jiqun.papers.draw_record import Announced, DrawRecord, Revealed
from tests.ledger.made import PUBLIC, SALT, START, signed_head, stored_entries, tree_over

SEED = hashlib.sha256(b"the seed").hexdigest()
BEACON, VALUE = "5月11日上证指数收盘点位", "3,210.55"
POPULATION = population_of(
    (district, f"JQ-{district[-2:]}-{number}")
    for district, clusters in (("310112", 3), ("310114", 4), ("310115", 7))
    for number in range(clusters)
)
BEFORE = {
    "purpose": "clusters",
    "population_sha256": POPULATION.sha256,
    "count": 5,
    "seed_sha256": commitment_of(SEED),
    "beacon": BEACON,
}


def made_draw(*, revealed: bool = True, covered: bool = True, **recorded: object) -> DrawRecord:
    """The record; `recorded` is what the ledger says otherwise of the commitment."""
    entries = stored_entries(4)
    entries.append(_entry(entries, "commit_draw", BEFORE | recorded))
    entries += stored_entries(1, start=6, previous=entries[-1].hash)
    head = signed_head(entries)
    commitment = _proof(entries, 5, head, BEFORE | recorded)
    announced = Announced(POPULATION.text, POPULATION.sha256, 5, commitment_of(SEED), BEACON)
    if not revealed:
        return DrawRecord("clusters", announced, commitment if covered else None, None, None)
    reveal = Reveal(SEED, head.head.root, VALUE)
    lines = drawn(Commitment(POPULATION, 5, commitment_of(SEED), BEACON), reveal)
    after = Revealed(SEED, head.head.size, head.head.root, VALUE, lines, {})
    said = {
        "seed": SEED,
        "head_size": 6,
        "root": head.head.root,
        "value": VALUE,
        "drawn": [list(line) for line in lines],
        "changes": {},
    }
    entries.append(_entry(entries, "reveal_draw", said))
    revelation = _proof(entries, 7, signed_head(entries), said)
    return DrawRecord("clusters", announced, commitment, after, revelation if covered else None)


def _entry(before: list[Stored], act: str, said: dict[str, Any]) -> Stored:
    seq, previous = len(before) + 1, before[-1].hash
    entry = Entry(
        seq=seq,
        at=START + timedelta(minutes=seq),
        actor=actor_hash(b"x" * 16, 1),
        role="municipal_officer",
        organisation="1",
        act=act,
        subject="draw:1",
        article="9",
        content_sha256=content_hash(SALT, {"what": said, "rows": []}),
        previous=previous,
    )
    return seal(entry, (seq - 1, previous))


def _proof(entries: list[Stored], seq: int, signed: SignedHead, said: dict[str, Any]) -> Receipt:
    found = receipt_for(entries[seq - 1], tree_over(entries[: signed.head.size]).node, signed, PUBLIC)
    return Receipt(found.stored, found.path, found.signed, found.public_key, Opened(SALT, {"what": said, "rows": []}))

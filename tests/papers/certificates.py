"""A certificate to look at: the proof of a recognition in a small ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from jiqun.ledger.entry import Entry, content_hash, seal
from jiqun.ledger.receipt import Opened, Receipt, receipt_for
from tests.ledger.made import PUBLIC, SALT, signed_head, stored_entries, tree_over

WHAT: dict[str, Any] = {
    "place": 1,
    "cluster": "C310115001",
    "name": {"zh": "张江集成电路集群", "en": "Zhangjiang IC Cluster"},
    "district": "310115",
    "operator": {"zh": "上海张江集成电路集群服务中心", "en": ""},
    "industries": ["39"],
    "area_m2": 12_000_000,
    "certificate": "SHJQ-2026-1",
    "valid_from": "2026-06-18",
    "valid_to": "2029-06-17",
    "list": {"number": "沪经信企集群〔2026〕12号", "sha256": "ab" * 32},
    "procedures": "shanghai-2024",
    "issuer": {"zh": "上海市经济和信息化委员会", "en": "Shanghai Commission of Economy and Informatization"},
    "verify": "https://example.org/verify/",
}


def certificate_proof(what: dict[str, Any] | None = None, act: str = "enter_recognition") -> Receipt:
    """The proof of entry 5 of a ledger of 5: that recognition."""
    whole = {"what": WHAT if what is None else what, "rows": []}
    before = stored_entries(4)
    entry = Entry(
        seq=5,
        at=datetime(2026, 6, 18, 2, 0, tzinfo=UTC),
        actor="0" * 64,
        role="municipal_officer",
        organisation="1",
        act=act,
        subject="cluster:1",
        article="9",
        content_sha256=content_hash(SALT, whole),
        previous=before[-1].hash,
    )
    stored = seal(entry, (4, before[-1].hash))
    entries = [*before, stored]
    found = receipt_for(stored, tree_over(entries).node, signed_head(entries), PUBLIC)
    return replace(found, opened=Opened(SALT, whole))

"""A cluster's data as it was filed: frozen, named by its hash, and read back quickly."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from jiqun.desk.actor import Actor
from jiqun.desk.files import keep_bytes
from jiqun.desk.index import index_enterprises
from jiqun.facts.canonical import snapshot_of_text
from jiqun.facts.snapshot import Snapshot
from jiqun.records.models import Case, Cluster, Enterprise, Listing, Roster
from jiqun.records.store import get_bytes

_MEDIA_TYPE = "application/gzip"


def freeze_roster(
    cluster: Cluster, snapshot: Snapshot, *, on: date, case: Case | None, by: Actor, at: datetime
) -> Roster:
    """Store a state of a cluster's data and make it the latest: its enterprises are those now listed."""
    text = snapshot.canonical_text().encode("utf-8")
    row = Roster.objects.create(
        cluster=cluster,
        sha256=snapshot.sha256,
        blob=keep_bytes(gzip.compress(text, mtime=0), _MEDIA_TYPE, at),
        on=on,
        enterprises=snapshot.rows("enterprises"),
        taken_at=at,
        taken_by_id=by.person,
        case=case,
    )
    _list(row, snapshot)
    return row


def snapshot_of(roster: Roster) -> Snapshot:
    """The data of a roster. Raises StoredBytesWrong if the stored file is gone or altered."""
    return _read(roster.blob_id)


@lru_cache(maxsize=64)
def _read(blob: str) -> Snapshot:
    return snapshot_of_text(gzip.decompress(get_bytes(blob)).decode("utf-8"))


def _list(roster: Roster, snapshot: Snapshot) -> None:
    table = snapshot.tables["enterprises"]
    rows = list(
        zip(table["credit_code"], table["name"], table["industry_code"], table["in_dominant_industry"], strict=True)
    )
    Enterprise.objects.bulk_create(
        [Enterprise(credit_code=code, name=name, industry_code=industry) for code, name, industry, _ in rows],
        update_conflicts=True,
        unique_fields=["credit_code"],
        update_fields=["name", "industry_code"],
        batch_size=500,
    )
    firms = _by_code(code for code, *_ in rows)
    index_enterprises(firms.values())
    Listing.objects.filter(cluster=roster.cluster).delete()
    Listing.objects.bulk_create(
        [
            Listing(cluster=roster.cluster, enterprise=firms[code], roster=roster, in_dominant_industry=dominant)
            for code, _, _, dominant in rows
        ],
        batch_size=500,
    )


def _by_code(codes: Iterable[str]) -> dict[str, Enterprise]:
    wanted = list(codes)
    found: dict[str, Enterprise] = {}
    for start in range(0, len(wanted), 500):
        part = Enterprise.objects.filter(credit_code__in=wanted[start : start + 500])
        found |= {firm.credit_code: firm for firm in part}
    return found

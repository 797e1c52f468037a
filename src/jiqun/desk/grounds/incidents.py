"""Ground 5: the register's incidents of enterprises on the latest roster of a recognised cluster (Article 19)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from jiqun.base.days import day_of
from jiqun.desk.grounds.noticed import Clusters, Noticed, place_of
from jiqun.desk.grounds.terms_of import terms_of
from jiqun.desk.readings import reading_on
from jiqun.facts.choices import RANKED_KINDS, SEVERITIES
from jiqun.law import edition
from jiqun.procedure.shanghai_2024 import EDITION
from jiqun.records.models import Incident

LIMB_OF: Mapping[str, str] = {
    "safety": "safety_accident",
    "quality": "quality_accident",
    "environment": "pollution_accident",
    "cyber": "cyber_incident",
    "data": "data_incident",
    "tax_evasion": "tax_evasion",
    "illegal": "violation",
    "severe_dishonesty": "dishonesty",
    "other": "other_serious",
}
_RANKS = tuple(SEVERITIES)  # the lowest first
_FROM_MAJOR = ("cyber", "data")  # whatever the reading says
_ACCIDENTS = tuple(kind for kind in RANKED_KINDS if kind not in _FROM_MAJOR)


def serious_incidents(today: date, clusters: Clusters = None) -> Iterator[Noticed]:
    """Entries that stand, of the rank that counts, that happened and were entered while the cluster was recognised."""
    found = Incident.objects.filter(_counts(today), withdrawal=None, replaced_by=None)
    rows = found.exclude(enterprise__listings=None).values(
        "pk", "kind", "severity", "occurred_on", "at", "enterprise__name", "enterprise__listings__cluster"
    )
    if clusters is not None:
        rows = rows.filter(enterprise__listings__cluster__in=clusters)
    listed = [
        (row, row["enterprise__listings__cluster"]) for row in rows.order_by("pk", "enterprise__listings__cluster")
    ]
    # The filter says which incidents; an enterprise may stand on another cluster's roster besides.
    wanted = [(row, cluster) for row, cluster in listed if clusters is None or cluster in clusters]
    terms = terms_of((cluster for _, cluster in wanted), today)
    for row, cluster in wanted:
        if terms.held(cluster, row["occurred_on"]) and terms.held(cluster, day_of(row["at"])):
            yield _noticed(row, cluster)


def _noticed(row: Mapping[str, Any], cluster: int) -> Noticed:
    limb = LIMB_OF[row["kind"]]
    return Noticed(
        key=f"{limb}:{cluster}:{row['pk']}",
        cluster=cluster,
        limb=limb,
        since=row["occurred_on"],
        facts={
            "firm": row["enterprise__name"],
            "kind": row["kind"],
            "severity": row["severity"],
            "occurred_on": row["occurred_on"].isoformat(),
        },
        rows=(place_of(Incident(pk=row["pk"])),),
    )


def _counts(today: date) -> Q:
    """Accidents from the rank of the reading, cyber and data incidents from major, everything else whatever."""
    rank = reading_on(edition(EDITION), "revocation_rank", today)
    ranked = Q(kind__in=_ACCIDENTS, severity__in=_from(rank)) | Q(kind__in=_FROM_MAJOR, severity__in=_from("major"))
    return ranked | Q(kind__in=[kind for kind in LIMB_OF if kind not in RANKED_KINDS])


def _from(rank: str) -> tuple[str, ...]:
    return _RANKS[_RANKS.index(rank) :]

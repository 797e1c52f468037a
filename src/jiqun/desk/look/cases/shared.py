"""Enterprises that stand on the rosters of two clusters: shown to officers, who decide what it means."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.base.words import Bi
from jiqun.records.models import Listing


@dataclass(frozen=True)
class Shared:
    """An enterprise of one roster that stands on another cluster's too."""

    name: str
    credit_code: str
    other: Bi


def shared_of(cluster: int, most: int) -> tuple[Shared, ...]:
    """The enterprises of a cluster's latest roster that stand on another's latest one."""
    own = Listing.objects.filter(cluster=cluster).values("enterprise")
    others = Listing.objects.filter(enterprise__in=own).exclude(cluster=cluster)
    found = others.select_related("enterprise", "cluster").order_by("enterprise__credit_code", "cluster")
    return tuple(
        Shared(
            one.enterprise.name,
            one.enterprise.credit_code,
            Bi(zh=one.cluster.name_zh, en=one.cluster.name_en or one.cluster.name_zh),
        )
        for one in found[:most]
    )

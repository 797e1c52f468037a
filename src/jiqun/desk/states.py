"""What the register says of a cluster, on two axes of time: true on a day, known at a moment (Articles 2 and 19)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from jiqun.base.days import day_of
from jiqun.desk.actor import Actor
from jiqun.records.models import Case, Cluster, ClusterState

_KEPT = (
    *("name_zh", "name_en", "district", "operator_id", "dominant_industries", "area_m2", "boundary_m2"),
    "boundary_sha256",
)


def state_before(cluster: Cluster) -> tuple[ClusterState, ...]:
    """The state of a cluster that was registered before states were kept: call it before its first change.

    Nothing where there is one already. The answer has to be sealed by the act's entry.
    """
    if ClusterState.objects.filter(cluster=cluster).exists():
        return ()
    return (_keep(cluster, day_of(cluster.registered_at), by=None, at=cluster.registered_at, case=None),)


def keep_state(
    cluster: Cluster, *, by: Actor | None, at: datetime, since: date | None = None, case: Case | None = None
) -> ClusterState:
    """The register's values as they now are. A correction holds since the state that it corrects; a change since a day.

    The answer has to be sealed by the act's entry.
    """
    latest = ClusterState.objects.filter(cluster=cluster).order_by("place").last()
    start = since or (latest.since if latest else day_of(cluster.registered_at))
    return _keep(cluster, start, by=by, at=at, case=case)


def states_at(clusters: Collection[Cluster], *, on: date, known: datetime) -> dict[int, ClusterState]:
    """By cluster, what was true of it on a day as it was known at a moment; none where it was not there yet.

    One query for any number of them. A cluster of which no state was kept has never changed.
    """
    found = {}
    rows = ClusterState.objects.filter(cluster__in=[one.pk for one in clusters], at__lte=known, since__lte=on)
    for row in rows.select_related("operator").order_by("since", "place"):
        found[row.cluster_id] = row
    kept = set(ClusterState.objects.filter(cluster__in=[one.pk for one in clusters]).values_list("cluster", flat=True))
    for one in clusters:
        if one.pk not in kept and one.registered_at <= known and day_of(one.registered_at) <= on:
            values = {name: getattr(one, name) for name in _KEPT}
            since = day_of(one.registered_at)
            found[one.pk] = ClusterState(cluster=one, place=0, since=since, at=one.registered_at, **values)
    return found


def _keep(cluster: Cluster, since: date, *, by: Actor | None, at: datetime, case: Case | None) -> ClusterState:
    return ClusterState.objects.create(
        cluster=cluster,
        place=ClusterState.objects.filter(cluster=cluster).count() + 1,
        since=since,
        at=at,
        case=case,
        by_id=by.person if by else None,
        **{name: getattr(cluster, name) for name in _KEPT},
    )

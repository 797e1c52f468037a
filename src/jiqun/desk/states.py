"""What the register says of a cluster, on two axes of time: true on a day, known at a moment (Articles 2 and 19)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

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
    latest = ClusterState.objects.filter(cluster=cluster).order_by("since", "place").last()
    start = since or (latest.since if latest else day_of(cluster.registered_at))
    return _keep(cluster, start, by=by, at=at, case=case)


def keep_change(  # a change has just these particulars
    cluster: Cluster, values: Mapping[str, Any], *, since: date, by: Actor | None, at: datetime, case: Case
) -> tuple[tuple[ClusterState, ...], bool]:
    """The states after a change of some values that holds since a day, and whether they hold today.

    A change may come to be known after a later one: what is known to have held since later days is kept again with the
    changed values, until one of these was changed itself. `values` by the names of a state; `state_before` goes first.
    The states have to be sealed by the act's entry.
    """
    held = _as_known_now(cluster)
    earlier = [one for one in held if one.since <= since]
    base = earlier[-1] if earlier else held[0]
    kept = [_after(base, values, since, by=by, at=at, case=case)]
    for one in held[len(earlier) :]:
        if any(getattr(one, name) != getattr(base, name) for name in values):
            return tuple(kept), False
        kept.append(_after(one, values, one.since, by=by, at=at, case=case))
    return tuple(kept), True


def _as_known_now(cluster: Cluster) -> list[ClusterState]:
    """By the day since which each holds, what is known of it last."""
    rows = ClusterState.objects.filter(cluster=cluster).order_by("since", "place")
    return list({row.since: row for row in rows}.values())


def _after(
    state: ClusterState, values: Mapping[str, Any], since: date, *, by: Actor | None, at: datetime, case: Case
) -> ClusterState:
    kept = {name: getattr(state, name) for name in _KEPT}
    return _write(state.cluster_id, kept | dict(values), since, by=by, at=at, case=case)


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
    values = {name: getattr(cluster, name) for name in _KEPT}
    return _write(cluster.pk, values, since, by=by, at=at, case=case)


def _write(  # a state has just these particulars
    cluster: int, values: Mapping[str, Any], since: date, *, by: Actor | None, at: datetime, case: Case | None
) -> ClusterState:
    return ClusterState.objects.create(
        cluster_id=cluster,
        place=ClusterState.objects.filter(cluster=cluster).count() + 1,
        since=since,
        at=at,
        case=case,
        by_id=by.person if by else None,
        **values,
    )

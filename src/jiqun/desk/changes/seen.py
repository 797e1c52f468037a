"""What filed sheets and drawn boundaries show beside the register, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jiqun.base.days import day_of
from jiqun.desk.changes.obliged import first_recognised, is_obliged
from jiqun.desk.changes.values import in_state, on_sheet, same_values
from jiqun.desk.rosters import snapshot_of
from jiqun.desk.states import states_at
from jiqun.facts.boundary import compare
from jiqun.records.models import ChangeReport, Cluster, ClusterState, Submission

KINDS = ("dominant_industry", "area", "operator")


@dataclass(frozen=True)
class Seen:
    """A value that is not the register's."""

    registered: dict[str, Any]
    found: dict[str, Any]


@dataclass(frozen=True)
class Sight:
    """A filing or a drawing, and what it shows to differ, by kind; nothing where all agrees."""

    source: str
    at: datetime
    differs: Mapping[str, Seen]


def filed(cluster: Cluster) -> Iterator[Sight]:
    """Every filing of a cluster while its changes had to be reported, against the register as it then stood."""
    rows = Submission.objects.filter(roster__cluster=cluster).select_related("roster").order_by("at", "pk")
    for row in rows:
        on = day_of(row.at)
        state = states_at([cluster], on=on, known=row.at).get(cluster.pk)
        if state is not None and is_obliged(cluster.pk, on):
            yield Sight(f"submission:{row.pk}", row.at, _on_sheet(snapshot_of(row.roster).cluster, state))


def drawn(cluster: Cluster) -> Iterator[Sight]:
    """Every area or boundary that was set directly, against the one that was recognised or approved last."""
    states = list(ClusterState.objects.filter(cluster=cluster).order_by("place"))
    approved = set(ChangeReport.objects.filter(case__cluster=cluster, kind="area").values_list("case", flat=True))
    first = first_recognised(cluster.pk)
    base = states[0] if states else None
    for state in states[1:]:
        assert base is not None
        on = day_of(state.at)
        if state.case_id in approved or first is None or on < first:
            base = state
        if is_obliged(cluster.pk, on):
            yield Sight(f"state:{state.pk}", state.at, _drawn(base, state))


def _on_sheet(sheet: Mapping[str, Any], state: ClusterState) -> dict[str, Seen]:
    pairs = {kind: Seen(in_state(state, kind), on_sheet(sheet, kind)) for kind in KINDS}
    return {kind: one for kind, one in pairs.items() if not same_values(kind, one.registered, one.found)}


def _drawn(base: ClusterState, state: ClusterState) -> dict[str, Seen]:
    if not _beyond(base, state):
        return {}
    return {"area": Seen(_outline(base), _outline(state))}


def _beyond(base: ClusterState, state: ClusterState) -> bool:
    """Whether it differs by more than the tolerance of drawn and declared areas: less is how one draws."""
    if not compare(state.area_m2, base.area_m2).agrees:
        return True
    if state.boundary_sha256 == base.boundary_sha256 or state.boundary_m2 is None:
        return False
    if base.boundary_m2 is not None and not compare(state.boundary_m2, base.boundary_m2).agrees:
        return True
    return not compare(state.area_m2, state.boundary_m2).agrees


def _outline(state: ClusterState) -> dict[str, Any]:
    return {name: getattr(state, name) for name in ("area_m2", "boundary_m2", "boundary_sha256")}

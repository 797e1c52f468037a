"""What the register said of a cluster, from when until when, and since when that is known (Articles 2 and 19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from jiqun.base.words import Bi
from jiqun.records.models import Case, ClusterState


@dataclass(frozen=True)
class StateView:
    """Values that hold from a day through another (`until` is None where they hold still).

    `replaced`: another state came to be known that holds since the same day or from within it; kept to be read.
    """

    since: date
    until: date | None
    known: datetime
    name: Bi
    operator: Bi
    industries: tuple[str, ...]
    km2: Fraction
    drawn_km2: Fraction | None
    case: int | None
    number: str
    changed: frozenset[str]  # the names of the values that differ from those of the state before it in time
    replaced: bool


_SHOWN = ("name_zh", "name_en", "operator_id", "dominant_industries", "area_m2", "boundary_m2", "boundary_sha256")


def history_of_states(cluster: int, seen: frozenset[int], known: datetime) -> tuple[StateView, ...]:
    """The states of a cluster that are known at a moment, the latest first; one query.

    `seen` are the cases that may be linked.
    """
    found = ClusterState.objects.filter(cluster=cluster, at__lte=known).select_related("operator", "case")
    rows = list(found.order_by("place"))
    standing = {row.since: row for row in rows}
    starts = sorted(standing)
    ends = {start: after - timedelta(days=1) for start, after in pairwise(starts)}
    before = {start: standing[earlier] for earlier, start in pairwise(starts)}
    ordered = sorted(rows, key=lambda row: (row.since, row.place), reverse=True)
    return tuple(
        _view(row, ends.get(row.since), before.get(row.since), seen, replaced=standing[row.since].pk != row.pk)
        for row in ordered
    )


def _view(
    row: ClusterState, until: date | None, before: ClusterState | None, seen: frozenset[int], *, replaced: bool
) -> StateView:
    case: Case | None = row.case
    changed = {name for name in _SHOWN if before is not None and getattr(row, name) != getattr(before, name)}
    return StateView(
        since=row.since,
        until=until,
        known=row.at,
        name=Bi(zh=row.name_zh, en=row.name_en or row.name_zh),
        operator=Bi(zh=row.operator.name_zh, en=row.operator.name_en or row.operator.name_zh),
        industries=tuple(row.dominant_industries.split(";")),
        km2=Fraction(row.area_m2, 10**6),
        drawn_km2=Fraction(row.boundary_m2, 10**6) if row.boundary_m2 else None,
        case=case.pk if case and case.pk in seen else None,
        number=case.number if case else "",
        changed=frozenset(changed),
        replaced=replaced,
    )

"""The dated states of a cluster's data, and what differs between any two of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.look.cases.changes import Changed, value_changes
from jiqun.desk.may import NotThere, rosters_of, the_cluster
from jiqun.desk.rosters import snapshot_of
from jiqun.facts.differences import Row, Total, differences
from jiqun.facts.sheets import ANNUAL
from jiqun.records.models import Roster

MOST = 300


@dataclass(frozen=True)
class RosterItem:
    """One dated state: as of which day, how many enterprises, by which filing it came."""

    id: int
    on: date
    enterprises: int
    sha256: str
    taken_at: datetime
    case: str


@dataclass(frozen=True)
class Firm:
    """An enterprise of a roster."""

    name: str
    credit_code: str


@dataclass(frozen=True)
class Sum:
    """A money column's sum over all enterprises of a year, then and now, in yuan."""

    column: Bi
    year: int
    before: int | None
    after: int | None


@dataclass(frozen=True)
class RosterDiff:
    """What differs between two states of a cluster's data; at most 300 of a kind, and how many more there are."""

    cluster: int
    cluster_name: Bi
    rosters: tuple[RosterItem, ...]
    before: RosterItem
    after: RosterItem
    came: tuple[Firm, ...]
    went: tuple[Firm, ...]
    sums: tuple[Sum, ...]
    changes: tuple[Changed, ...]
    more: int
    same: bool


def rosters_of_cluster(cluster: int, *, by: Actor) -> tuple[RosterItem, ...]:
    """The dated states, the newest first."""
    rows = rosters_of(by).filter(cluster=cluster).select_related("case").order_by("-taken_at", "-pk")
    return tuple(_item(row) for row in rows)


def compare_rosters(cluster: int, before: int, after: int, *, by: Actor) -> RosterDiff:
    """Two states of one cluster's data beside each other; without numbers, the last two. Raises NotThere."""
    row = the_cluster(by, cluster)
    stored = rosters_of(by).filter(cluster=row).select_related("case").order_by("-taken_at", "-pk")
    rows = {one.pk: one for one in stored}
    if not rows:
        raise NotThere
    keys = list(rows)
    then, now = _chosen(rows, before, keys[min(1, len(keys) - 1)]), _chosen(rows, after, keys[0])
    found = differences(snapshot_of(then), snapshot_of(now))
    changes = tuple(value_changes(found))
    return RosterDiff(
        cluster=row.pk,
        cluster_name=Bi(zh=row.name_zh, en=row.name_en or row.name_zh),
        rosters=tuple(_item(one) for one in rows.values()),
        before=_item(then),
        after=_item(now),
        came=_firms(found.enterprises_in),
        went=_firms(found.enterprises_out),
        sums=tuple(_sum(one) for one in found.totals if one.before != one.after),
        changes=changes[:MOST],
        more=max(len(changes) - MOST, 0),
        same=found.none,
    )


def _chosen(rows: dict[int, Roster], key: int, otherwise: int) -> Roster:
    if key and key not in rows:
        raise NotThere
    return rows[key or otherwise]


def _item(row: Roster) -> RosterItem:
    case = row.case.number if row.case else ""
    return RosterItem(row.pk, row.on, row.enterprises, row.sha256, row.taken_at, case)


def _firms(rows: Iterable[Row]) -> tuple[Firm, ...]:
    return tuple(Firm(str(one.value("name")), str(one.value("credit_code"))) for one in rows)


def _sum(one: Total) -> Sum:
    return Sum(ANNUAL.column(one.column).label, one.year, one.before, one.after)

"""The register of clusters as it was: what was true on a day, as it was known at a moment (Articles 2 and 19)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.as_of import AsOf
from jiqun.desk.look.cases.then import CaseThen, cases_then
from jiqun.desk.look.changes.history import StateView, history_of_states
from jiqun.desk.look.paging import PAGE, Page
from jiqun.desk.look.registers.rosters import RosterItem, rosters_of_cluster
from jiqun.desk.may import cases_of, clusters_of, the_cluster
from jiqun.desk.states import states_at
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.search_keys import search_text
from jiqun.facts.search_terms import normalised
from jiqun.records.models import Cluster, ClusterState, Roster


@dataclass(frozen=True)
class ClusterThen:
    """A cluster on the list as it was; `enterprises` of the roster that was known then, None where there was none."""

    id: int
    number: str
    name: Bi
    district: Bi
    operator: Bi
    km2: Fraction
    drawn: bool
    enterprises: int | None


@dataclass(frozen=True)
class ClusterPageThen:
    """One cluster as it was. `same_boundary`: it is the present one, and can be shown."""

    id: int
    number: str
    present_name: Bi
    name: Bi
    district: Bi
    operator: Bi
    operator_code: str
    industries: tuple[str, ...]
    km2: Fraction
    drawn_km2: Fraction | None
    boundary_sha256: str
    same_boundary: bool
    since: date
    known_at: datetime
    rosters: tuple[RosterItem, ...]
    cases: tuple[CaseThen, ...]
    states: tuple[StateView, ...]


def clusters_then(time: AsOf, *, by: Actor, text: str = "", district: str = "", page: int = 1) -> Page[ClusterThen]:
    """The clusters that were on the register, by the names and districts that they then had."""
    rows = list(clusters_of(by).filter(registered_at__lte=time.known).order_by("number"))
    states = states_at(rows, on=time.on, known=time.known)
    found = [(row, states[row.pk]) for row in rows if row.pk in states and _fits(row, states[row.pk], text, district)]
    pages = max((len(found) + PAGE - 1) // PAGE, 1)
    page = min(max(page, 1), pages)
    shown = found[(page - 1) * PAGE : page * PAGE]
    firms = _firms([row.pk for row, _ in shown], time)
    return Page(tuple(_item(row, state, firms.get(row.pk)) for row, state in shown), len(found), page, pages)


def cluster_then(cluster: int, time: AsOf, *, by: Actor) -> ClusterPageThen | None:
    """One cluster as it was; None where it was not on the register yet. Raises NotThere."""
    row = the_cluster(by, cluster)
    state = states_at([row], on=time.on, known=time.known).get(row.pk)
    if state is None:
        return None
    cases = cases_of(by).filter(cluster=row)
    seen = frozenset(cases.values_list("pk", flat=True))
    return ClusterPageThen(
        id=row.pk,
        number=row.number,
        present_name=Bi(zh=row.name_zh, en=row.name_en or row.name_zh),
        name=_name(state),
        district=DISTRICTS[state.district],
        operator=_operator(state),
        operator_code=state.operator.credit_code or "",
        industries=tuple(state.dominant_industries.split(";")),
        km2=Fraction(state.area_m2, 10**6),
        drawn_km2=Fraction(state.boundary_m2, 10**6) if state.boundary_m2 else None,
        boundary_sha256=state.boundary_sha256,
        same_boundary=bool(state.boundary_sha256) and state.boundary_sha256 == row.boundary_sha256,
        since=state.since,
        known_at=state.at,
        rosters=tuple(
            one for one in rosters_of_cluster(row.pk, by=by) if one.on <= time.on and one.taken_at <= time.known
        ),
        cases=cases_then(cases, time.moment, by=by),
        states=history_of_states(row.pk, seen, time.known),
    )


def _fits(row: Cluster, state: ClusterState, text: str, district: str) -> bool:
    if district and state.district != district:
        return False
    if not (terms := normalised(text)):
        return True
    known = search_text(state.name_zh, state.name_en, state.operator.name_zh, codes=(row.number,))
    return all(term in known for term in terms)


def _firms(clusters: Collection[int], time: AsOf) -> dict[int, int]:
    """By cluster, how many enterprises stood on the latest roster as of that day that was filed by then."""
    rows = Roster.objects.filter(cluster__in=clusters, on__lte=time.on, taken_at__lte=time.known)
    return dict(rows.order_by("taken_at", "pk").values_list("cluster", "enterprises"))


def _item(row: Cluster, state: ClusterState, firms: int | None) -> ClusterThen:
    return ClusterThen(
        id=row.pk,
        number=row.number,
        name=_name(state),
        district=DISTRICTS[state.district],
        operator=_operator(state),
        km2=Fraction(state.area_m2, 10**6),
        drawn=state.boundary_m2 is not None,
        enterprises=firms,
    )


def _name(state: ClusterState) -> Bi:
    return Bi(zh=state.name_zh, en=state.name_en or state.name_zh)


def _operator(state: ClusterState) -> Bi:
    body = state.operator
    return Bi(zh=body.name_zh, en=body.name_en or body.name_zh)

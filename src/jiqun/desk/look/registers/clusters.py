"""Clusters as those see them who look after them: the list, and one with everything that belongs to it (Article 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Count

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.changes.obliged import is_obliged
from jiqun.desk.look.cases.shared import Shared, shared_of
from jiqun.desk.look.cases.worklist import Item, items_of
from jiqun.desk.look.changes.history import StateView, history_of_states
from jiqun.desk.look.changes.lists import Unreported, list_unreported
from jiqun.desk.look.choices import Choice
from jiqun.desk.look.paging import Page, page_of
from jiqun.desk.look.registers.boundaries import Overlap, overlaps_of
from jiqun.desk.look.registers.enterprise import Reply, replies_in
from jiqun.desk.look.registers.rosters import RosterItem, rosters_of_cluster
from jiqun.desk.look.reports.drift import DriftView, drift_of_cluster
from jiqun.desk.look.search import keys_with
from jiqun.desk.may import OFFICE, WRITING_OFFICE, cases_of, clusters_of, only, the_cluster, tracking_of
from jiqun.facts.boundary import AreaCheck, compare
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.search_terms import normalised
from jiqun.facts.workbook.numbers import decimal_text
from jiqun.procedure.roles import Office, Role
from jiqun.records.models import Cluster, Organisation

MOST_SHARED = 100


@dataclass(frozen=True)
class ClusterItem:
    """A cluster on a list."""

    id: int
    number: str
    name: Bi
    district: Bi
    operator: Bi
    km2: Fraction
    drawn: bool
    enterprises: int


@dataclass(frozen=True)
class ClusterView:
    """One cluster. Overlaps and shared enterprises are for officers and empty for others."""

    id: int
    version: int
    number: str
    name: Bi
    name_en: str
    district: Bi
    operator: Bi
    operator_code: str
    industries: tuple[str, ...]
    km2: Fraction
    area_typed: str
    drawn_km2: Fraction | None
    check: AreaCheck | None
    boundary_sha256: str
    registered_on: date
    may_change: bool
    obliged: bool  # its important changes have to be reported (Article 19)
    may_report: bool
    differences: tuple[Unreported, ...]
    states: tuple[StateView, ...]
    office: bool
    overlaps: tuple[Overlap, ...]
    shared: tuple[Shared, ...]
    rosters: tuple[RosterItem, ...]
    cases: tuple[Item, ...]
    replies: tuple[Reply, ...]
    drift: DriftView | None
    tracked: int


def list_clusters(*, by: Actor, text: str = "", district: str = "", page: int = 1) -> Page[ClusterItem]:
    """The clusters that the actor looks after: by name, pinyin, English or number, and by district."""
    found = clusters_of(by).select_related("operator").annotate(firms=Count("listings")).order_by("number")
    if terms := normalised(text):
        found = found.filter(pk__in=keys_with("cluster", terms).values("subject"))
    if district:
        found = found.filter(district=district)
    return page_of(found, page, _item)


def look_at_cluster(cluster: int, *, by: Actor, at: datetime) -> ClusterView:
    """One cluster. Raises NotThere."""
    row = the_cluster(by, cluster)
    body = row.operator
    office = by.role in OFFICE
    obliged = is_obliged(row.pk, day_of(at))
    return ClusterView(
        id=row.pk,
        version=row.version,
        number=row.number,
        name=_name(row),
        name_en=row.name_en,
        district=DISTRICTS[row.district],
        operator=Bi(zh=body.name_zh, en=body.name_en or body.name_zh),
        operator_code=body.credit_code or "",
        industries=tuple(row.dominant_industries.split(";")),
        km2=Fraction(row.area_m2, 10**6),
        area_typed=decimal_text(row.area_m2, 10**6),
        drawn_km2=Fraction(row.boundary_m2, 10**6) if row.boundary_m2 else None,
        check=compare(row.area_m2, row.boundary_m2) if row.boundary_m2 else None,
        boundary_sha256=row.boundary_sha256,
        registered_on=day_of(row.registered_at),
        may_change=by.role in WRITING_OFFICE or (by.role == Role.OPERATOR and not obliged),
        obliged=obliged,
        may_report=by.role == Role.OPERATOR and obliged,
        differences=list_unreported(by=by, at=at, cluster=row.pk),
        states=history_of_states(row.pk, frozenset(cases_of(by).filter(cluster=row).values_list("pk", flat=True)), at),
        office=office,
        overlaps=overlaps_of(row, by),
        shared=shared_of(row.pk, MOST_SHARED) if office else (),
        rosters=rosters_of_cluster(row.pk, by=by),
        replies=replies_in(row.pk, by=by),
        drift=drift_of_cluster(row.pk, by=by),
        tracked=tracking_of(by).filter(cluster=row).count(),
        cases=items_of(
            cases_of(by).filter(cluster=row).select_related("cluster", "round").order_by("-pk"), by, day_of(at)
        ),
    )


def operators_for(*, by: Actor) -> tuple[Choice, ...]:
    """The operators that a new cluster may have: those of the officer's district, for the Commission all."""
    only(by, Role.DISTRICT_OFFICER, Role.MUNICIPAL_OFFICER)
    found = Organisation.objects.filter(kind=Office.OPERATOR, closed_at=None)
    if by.role == Role.DISTRICT_OFFICER:
        found = found.filter(district=by.district)
    return tuple(
        Choice(str(row.pk), Bi(zh=row.name_zh, en=row.name_en or row.name_zh)) for row in found.order_by("name_zh")
    )


def districts_for(*, by: Actor) -> tuple[Choice, ...]:
    """The districts in which the actor may register a cluster."""
    own = {by.district} if by.role == Role.DISTRICT_OFFICER else set(DISTRICTS)
    return tuple(Choice(code, name) for code, name in DISTRICTS.items() if code in own)


def _item(row: Cluster) -> ClusterItem:
    body = row.operator
    return ClusterItem(
        id=row.pk,
        number=row.number,
        name=_name(row),
        district=DISTRICTS[row.district],
        operator=Bi(zh=body.name_zh, en=body.name_en or body.name_zh),
        km2=Fraction(row.area_m2, 10**6),
        drawn=row.boundary_m2 is not None,
        enterprises=row.firms,  # type: ignore[attr-defined]  # counted by the list
    )


def _name(row: Cluster) -> Bi:
    return Bi(zh=row.name_zh, en=row.name_en or row.name_zh)

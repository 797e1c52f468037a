"""Lists of reported changes, and of differences that nobody reported; each in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.changes.timing import days_to_report, days_to_report_on
from jiqun.desk.changes.unreported import unreported
from jiqun.desk.changes.words import said_of
from jiqun.desk.look.changes.report import Timing, timing_of
from jiqun.desk.look.paging import Page, page_shown
from jiqun.desk.may import NotThere, cases_of, differences_of, is_inside
from jiqun.facts.districts import DISTRICTS
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024.change_day import days_left, last_day_in_time
from jiqun.procedure.shanghai_2024.change_report import CHANGES
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case, ChangeReport, Difference

SETTLERS = (Role.DISTRICT_OFFICER, Role.MUNICIPAL_OFFICER)


@dataclass(frozen=True)
class ChangeItem:
    """A reported change on a list."""

    case: int
    number: str
    cluster: Bi
    district: Bi
    kind: Bi
    stage: Bi
    ended: bool
    timing: Timing


@dataclass(frozen=True)
class Unreported:
    """A difference without a report: what the register says, what was found, and how many days are left."""

    id: int
    cluster: int
    cluster_name: Bi
    district: Bi
    kind: str
    title: Bi
    drawn: bool  # it came from a boundary that was drawn, and not from a filed sheet
    registered: Bi
    found: Bi
    seen_on: date
    last_day: date
    left: int
    may_settle: bool
    may_report: bool


def list_changes(*, by: Actor, page: int = 1) -> Page[ChangeItem]:
    """The changes that were reported, the newest first."""
    found = cases_of(by).filter(kind="change_report").select_related("cluster").order_by("-opened_at", "-pk")
    return page_shown(found, page, lambda cases: _items(cases, by))


def list_unreported(*, by: Actor, at: datetime, cluster: int | None = None) -> tuple[Unreported, ...]:
    """The differences that stand, of the actor's clusters or of one of them: the earliest first."""
    rows = differences_of(by)
    today = day_of(at)
    days = days_to_report(today)
    found = unreported(rows if cluster is None else rows.filter(cluster=cluster))
    return tuple(_unreported(row, by, today, days) for row in found)


def look_at_difference(difference: int, *, by: Actor, at: datetime) -> Unreported:
    """One of them. Raises NotThere, also where it is settled or reported."""
    found = unreported(differences_of(by).filter(pk=difference))
    if not found:
        raise NotThere
    return _unreported(found[0], by, day_of(at), days_to_report(day_of(at)))


def _items(cases: list[Case], by: Actor) -> tuple[ChangeItem, ...]:
    rows = ChangeReport.objects.filter(case__in=cases).order_by("place")
    last = {row.case_id: row for row in rows}
    days = days_to_report_on(day_of(case.opened_at) for case in cases)
    return tuple(_item(case, last[case.pk], days[day_of(case.opened_at)], by) for case in cases)


def _item(case: Case, report: ChangeReport, days: int, by: Actor) -> ChangeItem:
    stage = procedure(case.edition, case.kind).seen(case.stage, inside=is_inside(by))
    return ChangeItem(
        case=case.pk,
        number=case.number,
        cluster=Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh),
        district=DISTRICTS[case.district],
        kind=CHANGES[report.kind],
        stage=stage.title,
        ended=stage.ended,
        timing=timing_of(report, case, days),
    )


def _unreported(row: Difference, by: Actor, today: date, days: int) -> Unreported:
    seen, cluster = day_of(row.seen_at), row.cluster
    return Unreported(
        id=row.pk,
        cluster=cluster.pk,
        cluster_name=Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh),
        district=DISTRICTS[cluster.district],
        kind=row.kind,
        title=CHANGES[row.kind],
        drawn=row.source.startswith("state:"),
        registered=said_of(row.kind, row.registered),
        found=said_of(row.kind, row.found),
        seen_on=seen,
        last_day=last_day_in_time(seen, days),
        left=days_left(seen, today, days),
        may_settle=by.role in SETTLERS,
        may_report=by.role == Role.OPERATOR,
    )

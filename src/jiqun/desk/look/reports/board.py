"""The roll-call of a year's reports: how each stands to its day, and, apart from that, where it lies (Article 16).

Late, refused and not yet forwarded are three things: the first is the operator's day of filing, the second a record of
an office, the third the district's own term.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.each import looking_at
from jiqun.desk.look.cases.deadlines import Deadline, deadlines_of
from jiqun.desk.may import OFFICE, cases_of, clusters_of, only
from jiqun.desk.reports.timely import timeliness_of
from jiqun.facts.districts import DISTRICTS
from jiqun.procedure.shanghai_2024.annual_report import ANNUAL_REPORT
from jiqun.procedure.shanghai_2024.report_day import Timeliness
from jiqun.records.models import Case, Round, TrackingRecord

LEFT = "left"
REFUSED = "refused"
STATES: Mapping[str, Bi] = {
    **{one.value: one.label for one in Timeliness},
    REFUSED: Bi(zh="拒绝跟踪监管", en="Refused tracking"),
    LEFT: Bi(zh="不再需要报送", en="No longer due"),
}
WHERE: Mapping[str, Bi] = {
    "operator": Bi(zh="运营管理机构", en="With the operator"),
    "district": Bi(zh="区主管部门核对中", en="With the district"),
    "forwarded": Bi(zh="已报送市", en="Forwarded"),
    "received": Bi(zh="市已收存", en="Received"),
    LEFT: Bi(zh="已关闭", en="Closed"),
}
_LIES = {
    "draft": "operator",
    "in_correction": "operator",
    "submitted": "district",
    "forwarded": "forwarded",
    "received": "received",
    "left": LEFT,
}


@dataclass(frozen=True)
class Row:
    """One cluster that owes a report. `days`: how long it has lain where it lies; `page`: 0 where one may not read it.

    `overdue` is the district's own term, and no fault of the cluster's; `refused_on` a refusal that an office recorded.
    """

    page: int
    cluster: int
    cluster_number: str
    name: Bi
    district_code: str
    district: Bi
    operator: Bi
    state: str
    filed_at: datetime | None
    refused_on: date | None
    where: str
    stage_title: Bi
    since: datetime
    days: int
    overdue: bool
    deadline: Deadline | None

    @property
    def state_title(self) -> Bi:
        return STATES[self.state]

    @property
    def where_title(self) -> Bi:
        return WHERE[self.where]


@dataclass(frozen=True)
class Board:
    """A year's reports as the one who asks sees them; counts are of all rows, whatever is filtered."""

    year: int
    years: tuple[int, ...]
    due_on: date | None
    rows: tuple[Row, ...]
    all: int
    states: tuple[tuple[str, Bi, int], ...]
    places: tuple[tuple[str, Bi, int], ...]
    overdue: int


def report_board(
    *, by: Actor, at: datetime, year: int = 0, state: str = "", where: str = "", district: str = ""
) -> Board:
    """The reports on a year, the latest if none is said: a district's own clusters, the city all. Raises NotThere."""
    only(by, *OFFICE)
    rounds = {row.year: row for row in Round.objects.filter(purpose=Round.Purpose.ANNUAL_REPORT).order_by("-year")}
    notice = rounds.get(year) or next(iter(rounds.values()), None)
    rows = rows_of(notice, by=by, at=at) if notice else ()
    shown = (
        row
        for row in rows
        if (not state or row.state == state or (state == REFUSED and row.refused_on is not None))
        and (not where or row.where == where)
        and (not district or row.district_code == district)
    )
    states, places = Counter(row.state for row in rows), Counter(row.where for row in rows)
    states[REFUSED] = sum(row.refused_on is not None for row in rows)
    return Board(
        year=notice.year if notice else 0,
        years=tuple(rounds),
        due_on=day_of(notice.closes_at) if notice else None,
        rows=tuple(shown),
        all=len(rows),
        states=tuple((name, title, states[name]) for name, title in STATES.items()),
        places=tuple((name, title, places[name]) for name, title in WHERE.items()),
        overdue=sum(row.overdue for row in rows),
    )


def rows_of(notice: Round, *, by: Actor, at: datetime) -> tuple[Row, ...]:
    """Every report of a round whose cluster the actor may see; the same few queries for any number of them."""
    today = day_of(at)
    found = Case.objects.filter(kind=ANNUAL_REPORT.kind, round=notice, cluster__in=clusters_of(by))
    cases = list(found.select_related("cluster", "operator", "round").order_by("district", "number"))
    readable = set(cases_of(by).filter(pk__in=found.values("pk")).values_list("pk", flat=True))
    checks = {one.case: one for one in deadlines_of(cases, today) if one.name == "report_check"}
    refused = _refusals((case.cluster_id for case in cases), notice.year)
    with looking_at(cases):
        return tuple(
            _row(case, today, readable=case.pk in readable, check=checks.get(case.pk), refused=refused)
            for case in cases
        )


def _row(case: Case, today: date, *, readable: bool, check: Deadline | None, refused: Mapping[int, date]) -> Row:
    cluster, body = case.cluster, case.operator
    where = _LIES[case.stage]
    return Row(
        page=case.pk if readable else 0,
        cluster=cluster.pk,
        cluster_number=cluster.number,
        name=Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh),
        district_code=case.district,
        district=DISTRICTS[case.district],
        operator=Bi(zh=body.name_zh, en=body.name_en or body.name_zh),
        state=LEFT if case.stage == "left" and case.filed_at is None else timeliness_of(case, today).value,
        filed_at=case.filed_at,
        refused_on=refused.get(cluster.pk),
        where=where,
        stage_title=ANNUAL_REPORT.stage_by_name[case.stage].title,
        since=case.moved_at,
        days=(today - day_of(case.moved_at)).days,
        overdue=check is not None and check.late,
        deadline=check,
    )


def _refusals(clusters: Iterable[int], year: int) -> Mapping[int, date]:
    """By cluster, when it last refused in the year in which the report is due."""
    rows = TrackingRecord.objects.filter(cluster__in=list(clusters), on__year=year + 1).exclude(refused="")
    return dict(rows.order_by("on", "pk").values_list("cluster", "on"))

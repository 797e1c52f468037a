"""Ground 3: annual reports that were late, or are missing, by the reading in force (Articles 16 and 19).

What counts is the day on which the operator sent the report in; how long it lies with a district afterwards is nothing
that it could help.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, QuerySet, Subquery

from jiqun.base.days import day_of
from jiqun.desk.grounds.noticed import Clusters, Noticed, place_of
from jiqun.desk.grounds.terms_of import terms_of
from jiqun.desk.readings import reading_by_day
from jiqun.desk.reports.timely import READING, timeliness_on
from jiqun.law import edition
from jiqun.procedure.shanghai_2024 import EDITION
from jiqun.procedure.shanghai_2024.report_day import Timeliness, last_day_in_time
from jiqun.records.models import Case, Round, Step, Submission

_A_GROUND = (Timeliness.LATE, Timeliness.MISSING)


def report_not_in_time(today: date, clusters: Clusters = None) -> Iterator[Noticed]:
    """Reports of recognised clusters that were sent in late, or are overdue; never one in doubt (`boundary`)."""
    reading = reading_by_day(edition(EDITION), READING)
    rows = list(_due(clusters))
    terms = terms_of((cluster for _, cluster, *_ in rows), today)
    for case, cluster, number, year, *moments in rows:
        filed = _first(moments)
        how = timeliness_on(filed, year, today=today, reading=reading)
        last = last_day_in_time(year, reading(filed or today))
        if how in _A_GROUND and terms.held(cluster, last):
            yield Noticed(
                key=f"report_not_in_time:{case}",
                cluster=cluster,
                limb="report_not_in_time",
                since=last + timedelta(days=1),
                facts={"year": year, "case": number, "last_day_in_time": last.isoformat()},
                rows=(place_of(Case(pk=case)),),
            )


def _due(clusters: Clusters) -> QuerySet[Case, tuple[int, int, str, int, datetime | None, datetime | None]]:
    """Every report that was due: case, cluster, number, year, and when it was first sent in by step and by filing."""
    sent = Step.objects.filter(case=OuterRef("pk"), move="submit").order_by("place").values("at")[:1]
    filed = Submission.objects.filter(case=OuterRef("pk")).order_by("place").values("at")[:1]
    found = Case.objects.filter(kind="annual_report", round__purpose=Round.Purpose.ANNUAL_REPORT)
    if clusters is not None:
        found = found.filter(cluster__in=clusters)
    due = found.exclude(stage="left").annotate(sent_at=Subquery(sent), first_filed_at=Subquery(filed)).order_by("pk")
    return due.values_list("pk", "cluster", "number", "round__year", "sent_at", "first_filed_at")


def _first(moments: list[datetime | None]) -> date | None:
    return min((day_of(moment) for moment in moments if moment), default=None)

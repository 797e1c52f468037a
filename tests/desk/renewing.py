"""A cluster of the 2023 batch whose recognition ends on 31 July 2026, and its re-evaluation."""

from __future__ import annotations

from datetime import date

from jiqun.desk.do.registers.earlier import enter_earlier
from jiqun.desk.do.renewing.opening import open_re_evaluations
from jiqun.facts.recognised_batch import Earlier
from jiqun.records.models import Case, Cluster, Recognition
from tests.cast import Cast, at, eligible_workbook, make_cluster
from tests.desk.filled import fill, move
from tests.remembered import remembered

FIRST, LAST = date(2023, 8, 1), date(2026, 7, 31)
OPENED_AT = at(3, 2)  # the six months began on 31 January; the daily run of this day is the first


@remembered
def recognised_until(cast: Cast, last: date = LAST, cluster: Cluster | None = None) -> Recognition:
    """A recognition from before the Procedures, entered with its own expiry."""
    row = cluster or make_cluster(cast)
    source = "沪经信企〔2023〕1号"
    earlier = Earlier(row.number, f"沪集群2023-{row.number}", date(last.year - 3, last.month, 1), last, source)
    return enter_earlier(earlier, by=cast.municipal, at=at(3, 1))


@remembered
def opened(cast: Cast) -> Case:
    """Its re-evaluation, opened by the calendar."""
    recognition = recognised_until(cast)
    open_re_evaluations(at=OPENED_AT)
    return Case.objects.get(cluster=recognition.cluster, round__cohort=recognition.last_day)


@remembered
def applied(cast: Cast) -> Case:
    """Filled in and submitted on 16 March."""
    case = opened(cast)
    fill(case, cast.operator, at(3, 11), eligible_workbook())
    move(case, "submit", cast.operator, at(3, 16), declared="password")
    return Case.objects.get(pk=case.pk)

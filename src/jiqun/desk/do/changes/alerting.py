"""Raising an alert where a difference was not reported before its days ran out (Article 19, item 4).

An alert decides nothing: a person looks at it. A cluster whose change was reported in time, or that an officer found to
have none, gets none.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from jiqun.base.days import day_of
from jiqun.desk.changes.timing import days_to_report
from jiqun.desk.changes.unreported import Lodged, covering
from jiqun.desk.do.revoking.noticing import raise_alerts
from jiqun.desk.grounds.noticed import Noticed, place_of
from jiqun.procedure.shanghai_2024.change_day import last_day_in_time
from jiqun.records.models import Alert, Difference

LIMBS = {
    "dominant_industry": "industry_not_reported",
    "area": "area_not_reported",
    "operator": "operator_not_reported",
}


def alert_unreported(*, at: datetime) -> int:
    """Raise what is due and was not raised; how many alerts. Run again or days late, there are the same."""
    today = day_of(at)
    days = days_to_report(today)
    known = set(Alert.objects.filter(key__startswith="change:").values_list("key", flat=True))
    rows = Difference.objects.select_related("settled").order_by("pk")
    waiting = [one for one in rows if key_of(one) not in known and today > last_day_in_time(day_of(one.seen_at), days)]
    covered = covering(waiting)
    found = ((one, last_day_in_time(day_of(one.seen_at), days)) for one in waiting)
    return raise_alerts(
        (_noticed(one, last) for one, last in found if not _in_order(one, covered[one.pk], last)), at=at
    )


def key_of(one: Difference) -> str:
    """What the alert of a difference is known by: those that follow one another are one."""
    return f"change:{one.cluster_id}:{one.kind}:{one.run}"


def _noticed(one: Difference, last: date) -> Noticed:
    """The difference as what may be a ground; facts and rows stand in it as in every alert."""
    return Noticed(
        key_of(one),
        one.cluster_id,
        LIMBS[one.kind],
        day_of(one.seen_at),
        {
            "kind": one.kind,
            "registered": one.registered,
            "found": one.found,
            "seen_on": day_of(one.seen_at).isoformat(),
            "last_day": last.isoformat(),
        },
        (place_of(one),),
    )


def _in_order(one: Difference, reports: Iterable[Lodged], last: date) -> bool:
    """Whether it was reported by its last day, gone by then, or none at all."""
    settled = getattr(one, "settled", None)
    if settled is not None and (settled.by_id is not None or settled.on <= last):
        return True
    return any(day_of(report.case.opened_at) <= last for report in reports)

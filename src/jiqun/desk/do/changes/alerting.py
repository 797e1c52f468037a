"""Raising an alert where a difference was not reported before its days ran out (Article 19, item 4).

An alert decides nothing: a person looks at it. A cluster whose change was reported in time, or that an officer found to
have none, gets none.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.desk.changes.timing import days_to_report
from jiqun.desk.changes.unreported import Lodged, covering
from jiqun.desk.record import record
from jiqun.procedure.shanghai_2024.change_day import last_day_in_time
from jiqun.records.models import Alert, Cluster, Difference

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
    raised = 0
    for one in waiting:
        last = last_day_in_time(day_of(one.seen_at), days)
        if key_of(one) not in known and not _in_order(one, covered[one.pk], last):
            known.add(key_of(one))
            raised += raise_alert(key_of(one), one, last, at=at)
    return raised


def key_of(one: Difference) -> str:
    """What the alert of a difference is known by: those that follow one another are one."""
    return f"change:{one.cluster_id}:{one.kind}:{one.run}"


def raise_alert(key: str, one: Difference, last: date, *, at: datetime) -> bool:
    """Write the alert, once for its key; whether it is new. Facts and rows stand in it as in every alert."""
    facts: dict[str, Any] = {
        "kind": one.kind,
        "registered": one.registered,
        "found": one.found,
        "seen_on": day_of(one.seen_at).isoformat(),
        "last_day": last.isoformat(),
    }
    with transaction.atomic():
        Cluster.objects.select_for_update().get(pk=one.cluster_id)
        if Alert.objects.filter(key=key).exists():
            return False
        row = Alert.objects.create(
            key=key,
            cluster_id=one.cluster_id,
            limb=LIMBS[one.kind],
            since=day_of(one.seen_at),
            evidence={"facts": facts, "rows": [[Difference.table(), one.pk]]},
            at=at,
        )
        content = {"alerts": {row.limb: 1}}
        record(
            "raise_alerts", f"cluster:{one.cluster_id}", by=None, at=at, article="19", content=content, sealed=(row,)
        )
    return True


def _in_order(one: Difference, reports: Iterable[Lodged], last: date) -> bool:
    """Whether it was reported by its last day, gone by then, or none at all."""
    settled = getattr(one, "settled", None)
    if settled is not None and (settled.by_id is not None or settled.on <= last):
        return True
    return any(day_of(report.case.opened_at) <= last for report in reports)

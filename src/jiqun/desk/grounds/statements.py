"""Grounds 2 and 3: a discrepancy that a spot check confirmed; tracking or supervision that was refused (Article 19)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jiqun.base.days import day_of
from jiqun.desk.grounds.noticed import Clusters, Noticed, place_of
from jiqun.desk.grounds.terms_of import terms_of
from jiqun.records.models import CheckFinding, FindingSettled, TrackingRecord


def false_information(today: date, clusters: Clusters = None) -> Iterator[Noticed]:
    """Figures that a spot check found to be other than reported, and that were confirmed after the reply."""
    found = FindingSettled.objects.filter(confirmed=True).select_related(
        "finding__enterprise", "finding__check_of__case"
    )
    if clusters is not None:
        found = found.filter(finding__check_of__case__cluster__in=clusters)
    rows = list(found.order_by("pk"))
    terms = terms_of((row.finding.check_of.case.cluster_id for row in rows), today)
    for row in rows:
        case, day = row.finding.check_of.case, day_of(row.at)
        if terms.began(case.cluster_id, today, not_over_by=day):
            yield Noticed(
                key=f"false_information:{row.pk}",
                cluster=case.cluster_id,
                limb="false_information",
                since=day,
                facts=_said(row.finding),
                rows=(place_of(case),),
            )


def supervision_refused(today: date, clusters: Clusters = None) -> Iterator[Noticed]:
    """Records of tracking that say how the operator refused it."""
    found = TrackingRecord.objects.exclude(refused="")
    if clusters is not None:
        found = found.filter(cluster__in=clusters)
    rows = list(found.order_by("pk"))
    terms = terms_of((row.cluster_id for row in rows), today)
    for row in rows:
        if terms.held(row.cluster_id, row.on):
            yield Noticed(
                key=f"supervision_refused:{row.pk}",
                cluster=row.cluster_id,
                limb="supervision_refused",
                since=row.on,
                facts={"on": row.on.isoformat(), "refused": row.refused},
                rows=(place_of(row),),
            )


def _said(finding: CheckFinding) -> dict[str, str | int]:
    return {
        "firm": finding.enterprise.name,
        "year": finding.year,
        "column": finding.column,
        "reported": finding.reported,
        "found": finding.found,
    }

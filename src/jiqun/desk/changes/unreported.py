"""Differences that no report covers: what was filed or drawn is not what the register says (Article 19, item 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from jiqun.base.days import day_of
from jiqun.desk.changes.values import registered, same_values
from jiqun.records.models import Case, ChangeReport, Difference


@dataclass(frozen=True)
class Lodged:
    """A change report that was not taken back, with its last version."""

    case: Case
    last: ChangeReport

    def covers(self, one: Difference) -> bool:
        """Whether it was lodged or open when the difference was seen, or since; or approved and not yet in effect."""
        if (self.case.cluster_id, self.last.kind) != (one.cluster_id, one.kind):
            return False
        if self.case.ended_at is None or self.case.ended_at >= one.seen_at:
            return True
        return self.case.stage == "approved" and self.last.effective_on > day_of(one.seen_at)


def lodged_for(clusters: Iterable[int]) -> tuple[Lodged, ...]:
    """The change reports of those clusters, whatever became of them, but for those taken back; one query."""
    rows = ChangeReport.objects.filter(case__cluster__in=list(clusters)).exclude(case__stage="taken_back")
    last: dict[int, ChangeReport] = {}
    for row in rows.select_related("case").order_by("case", "place"):
        last[row.case_id] = row
    return tuple(Lodged(row.case, row) for row in last.values())


def covering(rows: Iterable[Difference]) -> Mapping[int, tuple[Lodged, ...]]:
    """By difference, the reports that cover it."""
    found = list(rows)
    reports = lodged_for({one.cluster_id for one in found})
    return {one.pk: tuple(report for report in reports if report.covers(one)) for one in found}


def unreported(found: QuerySet[Difference]) -> tuple[Difference, ...]:
    """Of those, the ones that stand: not settled, covered by no report, and the register still says otherwise."""
    rows = list(found.filter(settled=None).select_related("cluster__operator").order_by("seen_at", "pk"))
    covered = covering(rows)
    return tuple(one for one in rows if not covered[one.pk] and not agrees_now(one))


def agrees_now(one: Difference) -> bool:
    """Whether the register has come to say what was filed; what was drawn is the register's own."""
    if not one.source.startswith("submission:"):
        return False
    return same_values(one.kind, one.found, registered(one.cluster, one.kind))

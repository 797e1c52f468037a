"""Which checks and terms of ours are lifted for a case at a moment: by two people, until a day (Article 20)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from jiqun.base.days import day_of
from jiqun.desk.each import of_each
from jiqun.records.models import Case, Waiver


@of_each
def waived(cases: Sequence[Case], at: datetime) -> Mapping[int, frozenset[str]]:
    """By case, the names of what is waived for it, for its cluster or for its round; through the last day of each."""
    rows = list(in_force(waivers_for(cases), at))
    return {case.pk: frozenset(row.what for row in rows if covers(row, case)) for case in cases}


def waivers_for(cases: Iterable[Case]) -> QuerySet[Waiver]:
    """Every waiver that was asked for one of the cases, or for the cluster or the round of one."""
    rows = list(cases)
    return Waiver.objects.filter(
        Q(case__in=[row.pk for row in rows])
        | Q(cluster__in=[row.cluster_id for row in rows])
        | Q(round__in=[row.round_id for row in rows if row.round_id])
    )


def in_force(rows: QuerySet[Waiver], at: datetime) -> QuerySet[Waiver]:
    """Those that were granted by then and whose last day is not over."""
    return rows.filter(granted=True, settled_at__lte=at, until__gte=day_of(at))


def covers(row: Waiver, case: Case) -> bool:
    """Whether a waiver is for the case, its cluster or its round."""
    own = {(row.case_id, case.pk), (row.cluster_id, case.cluster_id), (row.round_id, case.round_id)}
    return any(one is not None and one == other for one, other in own)

"""Whose important changes have to be reported: recognised clusters, and those whose re-evaluation is pending."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from jiqun.desk.recognised import holding_on, revoked_by
from jiqun.records.models import Case, Cluster, Recognition


def obliged_on(day: date) -> QuerySet[Cluster]:
    """The clusters that are recognised on a day, or expired with a re-evaluation applied for in time and still open."""
    return Cluster.objects.filter(Q(pk__in=holding_on(day).values("cluster")) | Q(pk__in=_pending(day)))


def is_obliged(cluster: int, day: date) -> bool:
    """Whether its important changes have to be reported on that day (Articles 15 and 19)."""
    return obliged_on(day).filter(pk=cluster).exists()


def first_recognised(cluster: int) -> date | None:
    """The first day of its first recognition; a change from before that is no change of a recognised cluster."""
    found = Recognition.objects.filter(cluster=cluster).order_by("first_day").values_list("first_day", flat=True)
    return found.first()


def _pending(day: date) -> QuerySet[Recognition, int]:
    later = Recognition.objects.filter(cluster=OuterRef("cluster"), first_day__gt=OuterRef("first_day"))
    applied = Case.objects.filter(
        Q(ended_at=None) | Q(ended_at__date__gt=day),
        kind="recognition",
        cluster=OuterRef("cluster"),
        round__cohort=OuterRef("last_day"),
        filed_at__date__lte=F("round__cohort"),
    )
    expired = Recognition.objects.filter(~Exists(later), Exists(applied), last_day__lt=day)
    return expired.exclude(pk__in=revoked_by(day)).values_list("cluster", flat=True)

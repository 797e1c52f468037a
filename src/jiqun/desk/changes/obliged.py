"""Whose important changes have to be reported: recognised clusters, and those whose re-evaluation is pending."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from jiqun.desk.recognised import holding_on, pending_on
from jiqun.records.models import Cluster, Recognition


def obliged_on(day: date) -> QuerySet[Cluster]:
    """The clusters that are recognised on a day, or expired with a re-evaluation applied for in time and still open."""
    return Cluster.objects.filter(
        Q(pk__in=holding_on(day).values("cluster")) | Q(pk__in=pending_on(day).values("cluster"))
    )


def is_obliged(cluster: int, day: date) -> bool:
    """Whether its important changes have to be reported on that day (Articles 15 and 19)."""
    return obliged_on(day).filter(pk=cluster).exists()


def first_recognised(cluster: int) -> date | None:
    """The first day of its first recognition; a change from before that is no change of a recognised cluster."""
    found = Recognition.objects.filter(cluster=cluster).order_by("first_day").values_list("first_day", flat=True)
    return found.first()

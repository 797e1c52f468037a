"""Which recognitions hold on a day: in their term, and not revoked (Articles 15 and 19)."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from jiqun.records.models import Cluster, Recognition, Revocation


def revoked_by(day: date) -> QuerySet[Recognition]:
    """The recognitions that were revoked on that day or before, and not set aside since."""
    return Recognition.objects.filter(Exists(_revocations(day)))


def holding_on(day: date) -> QuerySet[Recognition]:
    """The recognitions that hold on that day."""
    return Recognition.objects.filter(~Exists(_revocations(day)), first_day__lte=day, last_day__gte=day)


def is_recognised(cluster: Cluster, day: date) -> bool:
    """Whether a cluster is recognised on that day."""
    return holding_on(day).filter(cluster=cluster).exists()


def _revocations(day: date) -> QuerySet[Revocation]:
    return Revocation.objects.filter(recognition=OuterRef("pk"), revoked_on__lte=day, set_aside=None)

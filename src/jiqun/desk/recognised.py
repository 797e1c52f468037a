"""Which recognitions hold on a day: in their term, and not revoked (Articles 15 and 19)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from jiqun.records.models import Case, Cluster, Recognition, Revocation, Round


def revoked_by(day: date) -> QuerySet[Recognition]:
    """The recognitions that were revoked on that day or before, and not set aside since."""
    return Recognition.objects.filter(Exists(_revocations(day)))


def holding_on(day: date) -> QuerySet[Recognition]:
    """The recognitions that hold on that day."""
    return Recognition.objects.filter(~Exists(_revocations(day)), first_day__lte=day, last_day__gte=day)


def is_recognised(cluster: Cluster, day: date) -> bool:
    """Whether a cluster is recognised on that day."""
    return holding_on(day).filter(cluster=cluster).exists()


def _revocations(day: date | OuterRef) -> QuerySet[Revocation]:
    return Revocation.objects.filter(recognition=OuterRef("pk"), revoked_on__lte=day, set_aside=None)


def renewed_in(case: Case) -> Recognition | None:
    """The recognition that a re-evaluation renews; None for another kind of case, or where none is left to renew."""
    notice = case.round
    if case.kind != "recognition" or notice is None or notice.cohort is None:
        return None
    return renewable_in(notice).filter(cluster=case.cluster).order_by("-pk").first()


def renewable(clusters: Iterable[Cluster]) -> QuerySet[Recognition]:
    """The recognitions of those clusters that were not revoked before they ended."""
    return Recognition.objects.filter(~Exists(_revocations(OuterRef("last_day"))), cluster__in=clusters)


def renewable_in(notice: Round) -> QuerySet[Recognition]:
    """The recognitions that a round of re-evaluation is for: of its cohort, and not revoked."""
    assert notice.cohort is not None
    return Recognition.objects.filter(~Exists(_revocations(notice.cohort)), last_day=notice.cohort)


def is_renewal(case: Case) -> bool:
    """Whether a case is a re-evaluation (Article 15) and not a first recognition."""
    return case.round is not None and case.round.cohort is not None

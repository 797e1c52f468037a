"""Which recognitions hold on a day: in their term, and not revoked (Articles 15 and 19)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from jiqun.records.models import Case, Cluster, FilingExtension, Recognition, Revocation, Round


def revoked_by(day: date) -> QuerySet[Recognition]:
    """The recognitions that were revoked on that day or before, and not set aside since."""
    return Recognition.objects.filter(Exists(_revocations(day)))


def holding_on(day: date) -> QuerySet[Recognition]:
    """The recognitions that hold on that day."""
    return not_revoked(day).filter(first_day__lte=day, last_day__gte=day)


def not_revoked(day: date) -> QuerySet[Recognition]:
    """The recognitions that are not revoked on that day, whether or not their term runs."""
    return Recognition.objects.filter(~Exists(_revocations(day)))


def expired_by(day: date) -> QuerySet[Recognition]:
    """The recognitions whose term is over on that day, that were not revoked, and that no later one follows."""
    later = Recognition.objects.filter(cluster=OuterRef("cluster"), first_day__gt=OuterRef("first_day"))
    return not_revoked(day).filter(~Exists(later), last_day__lt=day)


def pending_on(day: date) -> QuerySet[Recognition]:
    """Expired ones whose re-evaluation, applied for in time, was open still on that day: no ground (Article 15)."""
    still_open = Q(ended_at=None) | Q(ended_at__date__gt=day)
    return expired_by(day).filter(Exists(applied_in_time().filter(still_open)))


def applied_in_time() -> QuerySet[Case]:
    """Of the recognition of a query around it: the re-evaluations that were filed before it expired.

    One that was given more time is in time within that. One that its operator withdrew was not applied for.
    """
    by_then = Q(filed_at__date__lte=F("round__cohort"))
    given = FilingExtension.objects.filter(case=OuterRef("pk"), until__gte=OuterRef("filed_at"))
    return _re_evaluations().filter(by_then | Exists(given), filed_at__isnull=False).exclude(stage="withdrawn")


def may_still_apply(day: date) -> QuerySet[Case]:
    """Of the recognition of a query around it: the re-evaluations that were given time beyond that day."""
    given = FilingExtension.objects.filter(case=OuterRef("pk"), until__date__gte=day)
    return _re_evaluations().filter(Exists(given), ended_at=None)


def is_recognised(cluster: Cluster, day: date) -> bool:
    """Whether a cluster is recognised on that day."""
    return holding_on(day).filter(cluster=cluster).exists()


def _re_evaluations() -> QuerySet[Case]:
    return Case.objects.filter(
        kind="recognition",
        cluster=OuterRef("cluster"),
        round__purpose=Round.Purpose.RE_EVALUATION,
        round__cohort=OuterRef("last_day"),
    )


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

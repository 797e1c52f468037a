"""Ground 1: the term is over and no re-evaluation was applied for, or it was not passed (Articles 15 and 19)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from jiqun.base.days import day_of
from jiqun.desk.grounds.noticed import Clusters, Noticed, place_of
from jiqun.desk.recognised import applied_in_time, expired_by, may_still_apply, not_revoked
from jiqun.records.models import Recognition, Round, Step

_NOT_PASSED = ("declined", "not_recognised")


def not_applied(today: date, clusters: Clusters = None) -> Iterator[Noticed]:
    """Recognitions whose last day is over without a re-evaluation that was filed in time, or may be still."""
    found = expired_by(today).filter(~Exists(applied_in_time()), ~Exists(may_still_apply(today)))
    if clusters is not None:
        found = found.filter(cluster__in=clusters)
    for row in found.order_by("pk"):
        yield Noticed(
            key=f"not_applied:{row.pk}",
            cluster=row.cluster_id,
            limb="not_applied",
            since=row.last_day + timedelta(days=1),
            facts={"certificate": row.number, "last_day": row.last_day.isoformat()},
            rows=(place_of(row),),
        )


def not_passed(today: date, clusters: Clusters = None) -> Iterator[Noticed]:
    """Decisions that end a re-evaluation without renewing it; that an appeal may follow is for a person to weigh."""
    renewed = not_revoked(today).filter(
        cluster=OuterRef("case__cluster"), last_day=OuterRef("case__round__cohort"), first_day__lte=today
    )
    later = Recognition.objects.filter(cluster=OuterRef("case__cluster"), last_day__gt=OuterRef("case__round__cohort"))
    purpose = Round.Purpose.RE_EVALUATION
    found = Step.objects.filter(
        Exists(renewed), ~Exists(later), end__in=_NOT_PASSED, case__kind="recognition", case__round__purpose=purpose
    )
    if clusters is not None:
        found = found.filter(case__cluster__in=clusters)
    # A decision that was set aside since is over: the case stands elsewhere, or a later step ended it.
    found = found.filter(~Exists(Step.objects.filter(case=OuterRef("case"), place__gt=OuterRef("place"))))
    for step in found.select_related("case").order_by("pk"):
        yield Noticed(
            key=f"not_passed:{step.pk}",
            cluster=step.case.cluster_id,
            limb="not_passed",
            since=day_of(step.at),
            facts={"case": step.case.number, "ended_as": step.end},
            rows=(place_of(step.case),),
        )

"""Cases as they stood at an earlier moment: those that were there, at the stage that their steps had led to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.look.cases.kinds import kind_of
from jiqun.desk.may import OFFICE, is_inside
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case, Step


@dataclass(frozen=True)
class CaseThen:
    """A case at a moment: its stage then, and since when it had that."""

    id: int
    number: str
    kind: Bi
    stage: Bi
    since: datetime


def cases_then(found: QuerySet[Case], known: datetime, *, by: Actor) -> tuple[CaseThen, ...]:
    """Of those cases the ones that were known at the moment, the newest first; two queries for any number."""
    rows = found.filter(opened_at__lte=known)
    if by.role in OFFICE:
        rows = rows.filter(filed_at__lte=known)  # until then it is the operator's own
    cases = list(rows.select_related("round").order_by("-opened_at", "-pk"))
    return tuple(_then(case, steps, by) for case, steps in zip(cases, _steps(cases, known), strict=True))


def _steps(cases: Sequence[Case], known: datetime) -> list[list[Step]]:
    found: dict[int, list[Step]] = {case.pk: [] for case in cases}
    for step in Step.objects.filter(case__in=cases, at__lte=known).order_by("place"):
        found[step.case_id].append(step)
    return [found[case.pk] for case in cases]


def _then(case: Case, steps: list[Step], by: Actor) -> CaseThen:
    table, inside = procedure(case.edition, case.kind), is_inside(by)
    stage, since = table.seen(table.first.name, inside=inside), case.opened_at
    for step in steps:
        after = table.seen(step.end, inside=inside)
        if after != stage:
            stage, since = after, step.at
    return CaseThen(case.pk, case.number, kind_of(case), stage.title, since)

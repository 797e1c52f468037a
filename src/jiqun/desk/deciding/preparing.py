"""What was prepared for a signature, and what has changed since (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from jiqun.desk.each import of_each
from jiqun.desk.judging import assessment_on
from jiqun.desk.record import exact
from jiqun.records.models import Case, Preparation


@of_each
def latest_preparation(cases: Sequence[Case]) -> Mapping[int, Preparation | None]:
    """What was prepared last."""
    rows = Preparation.objects.filter(case__in=cases).select_related("by").order_by("pk")
    found = {row.case_id: row for row in rows}
    return {case.pk: found.get(case.pk) for case in cases}


def changed_since_prepared(case: Case, today: date) -> tuple[str, ...]:
    """The clauses whose findings are not what they were when the decision was prepared."""
    prepared = latest_preparation(case)
    return tuple(now["clause"] for _, now in differences(case, prepared, today)) if prepared else ()


def differences(
    case: Case, prepared: Preparation, today: date
) -> tuple[tuple[Mapping[str, Any] | None, Mapping[str, Any]], ...]:
    """The findings that are not what they were, as prepared and as they are; None where there was none."""
    before: dict[str, Mapping[str, Any]] = {one["clause"]: one for one in prepared.findings["findings"]}
    found: list[Mapping[str, Any]] = assessment_on(case, today).as_dict()["findings"]
    pairs = ((before.get(now["clause"]), now) for now in found)
    return tuple((then, now) for then, now in pairs if then != now and exact(then) != exact(now))

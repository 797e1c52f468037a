"""What was prepared for a signature, and what has changed since (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

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
    if prepared is None:
        return ()
    before = {one["clause"]: exact(one) for one in prepared.findings["findings"]}
    now = assessment_on(case, today).as_dict()["findings"]
    return tuple(one["clause"] for one in now if before.get(one["clause"]) != exact(one))

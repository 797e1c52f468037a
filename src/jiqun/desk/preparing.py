"""What was prepared for a signature, and what has changed since (Article 9)."""

from __future__ import annotations

from datetime import date

from jiqun.desk.judging import assessment_on
from jiqun.desk.record import exact
from jiqun.records.models import Case, Preparation


def latest_preparation(case: Case) -> Preparation | None:
    """What was prepared last."""
    return Preparation.objects.filter(case=case).select_related("by").order_by("-pk").first()


def changed_since_prepared(case: Case, today: date) -> tuple[str, ...]:
    """The clauses whose findings are not what they were when the decision was prepared."""
    prepared = latest_preparation(case)
    if prepared is None:
        return ()
    before = {one["clause"]: exact(one) for one in prepared.findings["findings"]}
    now = assessment_on(case, today).as_dict()["findings"]
    return tuple(one["clause"] for one in now if before.get(one["clause"]) != exact(one))

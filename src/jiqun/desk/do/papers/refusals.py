"""Telling an applicant that its cluster is not recognised: feedback to learn from, and the letter (Article 9)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiqun.base.days import day_of
from jiqun.desk.acts import Act
from jiqun.desk.deciding.feedback import feedback_content
from jiqun.desk.do.papers.letters import write_letter
from jiqun.desk.recognised import is_renewal
from jiqun.desk.record import exact
from jiqun.records.models import Feedback


def tell_refusal(act: Act, told: Mapping[str, Any]) -> None:
    """Keep what is told (`desk.feedback`), and write the letter that sums it up."""
    row = Feedback.objects.create(case=act.case, content=exact(told), at=act.at)
    act.content["told"] = told
    write_letter(act, "not_renewed" if is_renewal(act.case) else "not_recognised")
    act.content = {"feedback": row.pk}
    act.rows.append(row)


def end_by_objection(act: Act) -> None:
    """An objection was upheld: the reason is that of its decision."""
    tell_refusal(act, {**feedback_content(act.case, day_of(act.at)), "reason": act.given["reason"]})

"""What an applicant that is not recognised is told: which clauses, how far, what would help, how it was scored (A9).

The content of a `Feedback` row:

    {"reason": the reasons that were prepared for the decision,
     "clauses": [{"clause", "title", "blocking", "outcome", "reason", "short", "would_do"}],
     "groups": [{"group", "mean", "weight"}],
     "place": the place in the order of merit, "of": how many were ordered, "quota"}

`title`, `reason` of a clause, `short` (or null) and `would_do` are `{"zh", "en"}`; `clauses` holds those that stand in
the way or were missed. `mean` is the mean of the experts' points for a group as an exact text ("245/3"), and nobody's
name; `groups` is empty, and `place` null, where the file was not scored or not eligible.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from jiqun.base.numbers import exact_text
from jiqun.desk.deciding.preparing import latest_preparation
from jiqun.desk.experts.merit import figure_of_case, merit_of
from jiqun.desk.judging import assessment_on, corrections_of, judged_on, latest_submission
from jiqun.desk.rosters import snapshot_of
from jiqun.facts.corrected import corrected
from jiqun.fairness.rubric import rubric_of
from jiqun.records.models import Case
from jiqun.rules.finding import Finding
from jiqun.rules.helping import short_of, would_do

_MISSED = frozenset({"not_met", "boundary", "review", "missing"})


def feedback_content(case: Case, today: date) -> dict[str, Any]:
    """What is told, as the case stands on that day."""
    assert case.round is not None
    figure, rubric = figure_of_case(case), rubric_of(case.round.rubric)
    order = merit_of(case.round, today) if figure else ()
    prepared = latest_preparation(case)
    return {
        "reason": prepared.reason if prepared else "",
        "clauses": _clauses(case, today),
        "groups": [
            {"group": group, "mean": exact_text(mean), "weight": rubric.weights[group]}
            for group, mean in sorted(figure.groups.items())
        ]
        if figure
        else [],
        "place": next((one.place for one in order if one.file == case.pk), None),
        "of": len(order),
        "quota": case.round.quota,
    }


def _clauses(case: Case, today: date) -> list[dict[str, Any]]:
    found = assessment_on(case, today)
    snapshot = corrected(snapshot_of(latest_submission(case).roster), corrections_of(case))
    edition, readings, on = found.edition, found.readings, judged_on(case)

    def told(one: Finding) -> dict[str, Any]:
        short = short_of(one)
        return {
            "clause": one.clause,
            "title": one.title.as_dict(),
            "blocking": one.blocking,
            "outcome": one.outcome,
            "reason": one.reason.as_dict(),
            "short": short.as_dict() if short else None,
            "would_do": would_do(snapshot, one, on=on, edition=edition, readings=readings).as_dict(),
        }

    return [told(one) for one in found.findings if one.outcome in _MISSED]

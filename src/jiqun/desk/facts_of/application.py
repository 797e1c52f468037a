"""What the needs of an application and its review look at (`recognition.application_needs`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from jiqun.base.days import day_of
from jiqun.desk.each import of_each
from jiqun.desk.filing.completeness import gaps_of
from jiqun.desk.judging import assessment_of
from jiqun.desk.rounds.closing import may_file_until
from jiqun.records.models import Case, CaseTerm, Question, Recommendation, Round, Step
from jiqun.rules.finding import Finding


def application_facts(case: Case, given: Mapping[str, Any], at: datetime) -> Mapping[str, Callable[[], Any]]:
    """By name, how to find out each fact."""
    return {
        "opens_at": lambda: _round(case).opens_at,
        "may_file_until": lambda: may_file_until(case),
        "completing": lambda: _round(case).completing_until is None,
        "gaps": lambda: tuple(gap.what for gap in gaps_of(case)),
        "declared": lambda: bool(given.get("declared")),
        "not_met": lambda: tuple(one.clause for one in _findings(case) if one.blocking and one.outcome == "not_met"),
        "open_not_named": lambda: _open_not_named(case, str(given.get("opinion", ""))),
        "open_questions": lambda: open_questions(case),
        "unlock_asked": lambda: unlock_asked(case),
        "correction_lapsed": lambda: lapsed(case, at, "correction", "city_correction"),
        "rank_taken": lambda: _rank_taken(case, given.get("rank")),
    }


@of_each
def open_questions(cases: Sequence[Case]) -> Mapping[int, int]:
    """How many questions wait for the operator's answer."""
    waiting = Question.objects.filter(case__in=cases, answered_at=None, taken_back_at=None)
    count = Counter(waiting.values_list("case", flat=True))
    return {case.pk: count[case.pk] for case in cases}


def unlock_asked(case: Case) -> bool:
    """Whether the operator has asked to unlock the application and nobody has answered yet."""
    last = (
        Step.objects.filter(case=case, move__in=("ask_unlock", "unlock", "refuse_unlock", "return_for_correction"))
        .order_by("-place")
        .values_list("move", flat=True)
        .first()
    )
    return last == "ask_unlock"


def open_clauses(case: Case) -> tuple[str, ...]:
    """The binding clauses that are neither met nor not met, with the outcomes that the district has settled."""
    return tuple(
        one.clause for one in _findings(case) if one.blocking and one.outcome in ("review", "boundary", "missing")
    )


def _findings(case: Case) -> tuple[Finding, ...]:
    return assessment_of(case).findings


def _round(case: Case) -> Round:
    assert case.round is not None
    return case.round


def _open_not_named(case: Case, opinion: str) -> tuple[str, ...]:
    return tuple(clause for clause in open_clauses(case) if clause not in opinion)


def lapsed(case: Case, at: datetime, *terms: str) -> bool:
    """Whether the day of an open term of that name is over."""
    due = (
        CaseTerm.objects.filter(case=case, name__in=terms)
        .exclude(state=CaseTerm.State.ENDED)
        .values_list("due_on", flat=True)
        .first()
    )
    return due is not None and day_of(at) > due


def _rank_taken(case: Case, rank: int | None) -> bool:
    if rank is None:
        return False
    # The round is locked, so that two officers cannot give one rank at the same time.
    Round.objects.select_for_update().get(pk=_round(case).pk)
    return (
        Recommendation.objects.filter(round=case.round, district=case.district, rank=rank, case__stage="recommended")
        .exclude(case=case)
        .exists()
    )

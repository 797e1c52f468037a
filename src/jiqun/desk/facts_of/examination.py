"""What the needs of the Commission's examination and decision look at (`recognition.examination_needs`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from jiqun.base.days import day_of
from jiqun.desk.deciding.formality import failing_items
from jiqun.desk.deciding.preparing import changed_since_prepared
from jiqun.desk.each import of_each
from jiqun.desk.experts.merit import figure_of_case, outside_the_quota
from jiqun.desk.facts_of.application import lapsed
from jiqun.desk.judging import assessment_on
from jiqun.fairness.rubric import rubric_of
from jiqun.records.models import Assignment, Case, CaseTerm, Lodging
from jiqun.rules.finding import Assessment


def examination_facts(case: Case, at: datetime) -> Mapping[str, Callable[[], Any]]:
    """By name, how to find out each fact."""
    today = day_of(at)
    return {
        "today": lambda: today,
        "examining": lambda: case.round is not None and case.round.examining_since is not None,
        "formally_failing": lambda: failing_items(case),
        "challenge_lapsed": lambda: lapsed(case, at, "challenge"),
        "sheets": lambda: _sheets(case),
        "panel_lacking": lambda: _panel_lacking(case),
        "spot_check_open": lambda: _spot_check_open(case),
        "verdict": lambda: assessment_on(case, today).verdict,
        "in_the_way": lambda: in_the_way(assessment_on(case, today)),
        "changed_since_prepared": lambda: changed_since_prepared(case, today),
        "outside_the_quota": lambda: outside_the_quota(case, today),
        "notice_until": lambda: notice_until(case),
        "open_objections": lambda: open_objections(case, at),
    }


def in_the_way(found: Assessment) -> tuple[str, ...]:
    """The binding clauses that are not met, or not settled."""
    return tuple(one.clause for one in found.findings if one.blocking and one.outcome not in ("met", "not_applicable"))


@of_each
def notice_until(cases: Sequence[Case]) -> Mapping[int, date | None]:
    """The last day of the case's latest public notice; None if it has not been on notice."""
    terms = CaseTerm.objects.filter(case__in=cases, name="notice").order_by("pk")
    due = dict(terms.values_list("case", "due_on"))
    return {case.pk: due.get(case.pk) for case in cases}


@of_each
def open_objections(cases: Sequence[Case], at: datetime) -> Mapping[int, int]:
    """Objections to the case that are not decided, and those whose address may still be proved."""
    decided_later = Case.objects.filter(about__in=cases, kind="objection", ended_at=None).values_list(
        "about", flat=True
    )
    unproved = Lodging.objects.filter(case__in=cases, expires_at__gt=at).values_list("case", flat=True)
    count = Counter([*decided_later, *unproved])
    return {case.pk: count[case.pk] for case in cases}


@of_each
def _spot_check_open(cases: Sequence[Case]) -> Mapping[int, bool]:
    going_on = set(
        Case.objects.filter(about__in=cases, kind="spot_check", ended_at=None).values_list("about", flat=True)
    )
    return {case.pk: case.pk in going_on for case in cases}


@of_each
def _sheets(cases: Sequence[Case]) -> Mapping[int, tuple[int, int, int]]:
    """How many sheets are filed, how many the round asks for, and how many experts are still at it."""
    count = Counter(Assignment.objects.filter(case__in=cases).values_list("case", "state"))
    found = {}
    for case in cases:
        assert case.round is not None
        waiting = count[case.pk, "asked"] + count[case.pk, "open"]
        found[case.pk] = (count[case.pk, "filed"], rubric_of(case.round.rubric).experts, waiting)
    return found


def _panel_lacking(case: Case) -> bool:
    assert case.round is not None
    figure = figure_of_case(case)
    return figure is not None and figure.panel is None and figure.scored.wide(rubric_of(case.round.rubric).wide)

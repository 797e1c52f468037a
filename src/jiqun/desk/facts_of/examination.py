"""What the needs of the Commission's examination and decision look at (`recognition.examination_needs`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from jiqun.base.days import day_of
from jiqun.desk.facts_of.application import lapsed
from jiqun.desk.formality import failing_items
from jiqun.desk.judging import assessment_on
from jiqun.desk.merit import figure_of_case, outside_the_quota
from jiqun.desk.preparing import changed_since_prepared
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
        "spot_check_open": lambda: Case.objects.filter(about=case, kind="spot_check", ended_at=None).exists(),
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


def notice_until(case: Case) -> date | None:
    """The last day of the case's latest public notice; None if it has not been on notice."""
    latest = CaseTerm.objects.filter(case=case, name="notice").order_by("-pk").first()
    return latest.due_on if latest else None


def open_objections(case: Case, at: datetime) -> int:
    """Objections to the case that are not decided, and those whose address may still be proved."""
    decided_later = Case.objects.filter(about=case, kind="objection", ended_at=None).count()
    return decided_later + Lodging.objects.filter(case=case, expires_at__gt=at).count()


def _sheets(case: Case) -> tuple[int, int, int]:
    """How many sheets are filed, how many the round asks for, and how many experts are still at it."""
    assert case.round is not None
    states = list(Assignment.objects.filter(case=case).values_list("state", flat=True))
    waiting = sum(state in ("asked", "open") for state in states)
    return states.count("filed"), rubric_of(case.round.rubric).experts, waiting


def _panel_lacking(case: Case) -> bool:
    assert case.round is not None
    figure = figure_of_case(case)
    return figure is not None and figure.panel is None and figure.scored.wide(rubric_of(case.round.rubric).wide)

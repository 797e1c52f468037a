"""What the page of a case shows besides what all cases have, by the kind of proceeding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jiqun.base.days import day_of
from jiqun.desk.actor import Actor
from jiqun.desk.look.cases.case import CaseView
from jiqun.desk.look.cases.file import CaseFile, look_at_file
from jiqun.desk.look.cases.worklist import Item, cases_about
from jiqun.desk.look.changes.report import look_at_change
from jiqun.desk.look.checks.findings import FindingView, checks_about
from jiqun.desk.look.checks.part import look_at_check
from jiqun.desk.look.deciding.feedback import has_feedback
from jiqun.desk.look.evaluating.sheet import look_at_service_evaluation
from jiqun.desk.look.plans.progress import PlanPart, renewed_plan
from jiqun.desk.look.recognised.standing import Standing, standing_of_case
from jiqun.desk.look.remedies.appeals import Decision, decision_of, look_at_appeal
from jiqun.desk.look.remedies.objections import look_at_objection
from jiqun.desk.look.reports.report import ReportView, look_at_report
from jiqun.desk.look.reviewing.formality import FormalityView, checked_formality
from jiqun.desk.look.reviewing.waiting import Beside, beside_the_findings
from jiqun.desk.look.revoking.proceeding import look_at_revocation
from jiqun.papers.charts import Picture
from jiqun.web.language import current


@dataclass(frozen=True)
class Part:
    """The template of a kind's own part, and what it shows."""

    template: str
    view: Any


@dataclass(frozen=True)
class After:
    """What follows a decision: whether one may appeal against it, whether there is feedback."""

    decision: Decision | None
    feedback: bool


@dataclass(frozen=True)
class Application:
    """What an application holds: what was filed, its figures as pictures, what an officer should look at twice."""

    file: CaseFile
    pictures: tuple[Picture, ...]
    beside: Beside | None
    formality: FormalityView | None
    about: tuple[Item, ...]  # the proceedings about it
    after: After
    corrected: tuple[FindingView, ...]  # figures that spot checks confirmed to be other than reported
    plan: PlanPart | None  # of a re-evaluation: the plan before, and what was reached of it
    standing: Standing | None  # the recognition that it led to, as it stands today


def part_of(case: CaseView, *, by: Actor, at: datetime) -> Part | None:
    """The part of a case's kind; None for a kind that has none. Raises NotThere."""
    look = _LOOKS.get(case.kind_name)
    return Part(f"desk/parts/{case.kind_name}.html", look(case.id, by, at)) if look else None


def _application(case: int, by: Actor, at: datetime) -> Application:
    file = look_at_file(case, by=by)
    beside, check = beside_the_findings(case, by=by), checked_formality(case, by=by, at=at)
    after = After(decision_of(case, by=by, at=at), has_feedback(case))
    about, corrected = cases_about(case, by=by, at=at), checks_about(case, by=by)
    plan, standing = renewed_plan(case, by=by), standing_of_case(case, day_of(at))
    return Application(file, file.pictures(current()), beside, check, about, after, corrected, plan, standing)


@dataclass(frozen=True)
class Report:
    """An annual report with its figures as pictures."""

    view: ReportView
    pictures: tuple[Picture, ...]


def _report(case: int, by: Actor, at: datetime) -> Report:
    view = look_at_report(case, by=by, at=at)
    return Report(view, view.file.pictures(current()))


# A kind of proceeding: what its part of the page shows (`templates/desk/parts/<kind>.html`, as `part`).
_LOOKS: Mapping[str, Callable[[int, Actor, datetime], Any]] = {
    "recognition": _application,
    "objection": lambda case, by, at: look_at_objection(case, by=by),
    "appeal": lambda case, by, at: look_at_appeal(case, by=by),
    "revocation": lambda case, by, at: look_at_revocation(case, by=by, at=at),
    "annual_report": _report,
    "change_report": lambda case, by, at: look_at_change(case, by=by),
    "service_evaluation": lambda case, by, at: look_at_service_evaluation(case, by=by),
    "spot_check": lambda case, by, at: look_at_check(case, by=by),
}

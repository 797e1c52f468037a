"""A plan beside what was reached of it, year by year (Articles 10, 15 and 16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.filing.completeness import plan_to_report
from jiqun.desk.look.choices import Choice
from jiqun.desk.may import NotThere, the_case, the_cluster
from jiqun.desk.plans.goals import DEGREES, Goal, Plan, Reached, Score, plan_of, reached_of, score_of
from jiqun.facts.choices import ASPECTS
from jiqun.facts.plan_targets import amount_of
from jiqun.procedure.roles import Role

NOTHING = Bi(zh="", en="")


@dataclass(frozen=True)
class YearCell:
    """A goal in a year. `percent`: how far it is reached, whole percent rounded down; None where nobody has said."""

    year: int
    target: str
    value: int | None  # its key, by which it is judged
    text: str
    note: str
    percent: int | None
    judged: str  # the district's reason; empty where figures speak
    open: bool  # reported, and neither figures nor the district say how far it is


@dataclass(frozen=True)
class GoalRow:
    """A goal and its years."""

    place: int
    aspect: Bi
    goal: str
    indicator: str
    baseline: str
    measure: str
    responsible: str
    cells: tuple[YearCell, ...]


@dataclass(frozen=True)
class YearScore:
    """How far the plan was carried out in a year, in tenths of a percent; None while something is lacking."""

    year: int
    permille: int | None
    asked: int
    reported: int
    settled: int

    @property
    def points(self) -> str:
        """Out of 100, with one decimal, rounded down."""
        return "" if self.permille is None else f"{self.permille // 10}.{self.permille % 10}"


@dataclass(frozen=True)
class GoalField:
    """A field in which the operator says what was reached; `value` is what it said before."""

    key: str
    goal: str
    target: str
    value: str
    note: str
    hint: Bi | None


@dataclass(frozen=True)
class PlanProgress:
    """The page. `year`, `fields`: what the operator reports now; no fields where it is not for the actor to do."""

    cluster: int
    name: Bi
    number: str
    years: tuple[int, ...]
    goals: tuple[GoalRow, ...]
    scores: tuple[YearScore, ...]
    reportable: tuple[int, ...]
    year: int
    fields: tuple[GoalField, ...]
    may_report: bool
    may_judge: bool
    case: str  # the number of the case that the plan was filed with


@dataclass(frozen=True)
class PlanPart:
    """A plan on the page of a case."""

    cluster: int
    years: tuple[int, ...]
    goals: tuple[GoalRow, ...]
    scores: tuple[YearScore, ...]


@dataclass(frozen=True)
class JudgingForm:
    """What a district judges."""

    cluster: int
    name: Bi
    goal: str
    baseline: str
    cell: YearCell
    degrees: tuple[Choice, ...]


def look_at_progress(cluster: int, *, year: int = 0, by: Actor, at: datetime) -> PlanProgress:
    """A plan as it stands. Raises NotThere; a cluster without one has no goals and no years."""
    row = the_cluster(by, cluster)
    today = day_of(at)
    plan = plan_of(row, today)
    reportable = tuple(one for one in plan.years if one < today.year) if plan else ()
    shown = year if year in reportable else max(reportable, default=0)
    may_report = by.role == Role.OPERATOR
    return PlanProgress(
        cluster=row.pk,
        name=Bi(zh=row.name_zh, en=row.name_en or row.name_zh),
        number=row.number,
        years=plan.years if plan else (),
        goals=rows_of(plan) if plan else (),
        scores=scores_of(plan) if plan else (),
        reportable=reportable,
        year=shown,
        fields=_fields(plan, shown) if plan and may_report else (),
        may_report=may_report,
        may_judge=by.role == Role.DISTRICT_OFFICER,
        case=plan.submission.case.number if plan else "",
    )


def judging_form(cluster: int, value: int, *, by: Actor, at: datetime) -> JudgingForm:
    """The form in which one value is judged. Raises NotThere, also for a value that a later one has replaced."""
    view = look_at_progress(cluster, by=by, at=at)
    for goal in view.goals:
        for cell in goal.cells:
            if cell.value == value:
                degrees = tuple(Choice(key, title) for key, title in DEGREES.items())
                return JudgingForm(view.cluster, view.name, goal.goal, goal.baseline, cell, degrees)
    raise NotThere


def renewed_plan(case: int, *, by: Actor) -> PlanPart | None:
    """The plan that a re-evaluation looks back at, for whoever may see the case; None where there is none.

    Raises NotThere.
    """
    plan = plan_to_report(the_case(by, case))
    return PlanPart(plan.cluster, plan.years, rows_of(plan), scores_of(plan)) if plan else None


def rows_of(plan: Plan) -> tuple[GoalRow, ...]:
    """Each goal with its three years."""
    found = reached_of(plan)
    return tuple(
        GoalRow(
            goal.place,
            ASPECTS.get(goal.aspect, NOTHING),
            goal.goal,
            goal.indicator,
            goal.baseline,
            goal.measure,
            goal.responsible,
            tuple(_cell(plan, goal, year, found.get((goal.place, year))) for year in plan.years),
        )
        for goal in plan.goals
    )


def scores_of(plan: Plan) -> tuple[YearScore, ...]:
    """The score of each year."""
    return tuple(_score(year, score_of(plan, year)) for year in plan.years)


def _fields(plan: Plan, year: int) -> tuple[GoalField, ...]:
    """Pre-filled with what was said before."""
    known = reached_of(plan, [year])
    rows = ((goal, known.get((goal.place, year))) for goal in plan.asked_in(year))
    return tuple(
        GoalField(
            str(goal.place),
            goal.goal,
            plan.target(goal, year),
            one.value.value if one else "",
            one.value.note if one else "",
            _AS_TARGET if amount_of(plan.target(goal, year)) else None,
        )
        for goal, one in rows
    )


def _score(year: int, score: Score) -> YearScore:
    permille = None if score.value is None else int(score.value * 1000)
    return YearScore(year, permille, score.asked, score.reported, score.settled)


def _cell(plan: Plan, goal: Goal, year: int, reached: Reached | None) -> YearCell:
    target = plan.target(goal, year)
    if reached is None:
        return YearCell(year, target, None, "", "", None, "", open=False)
    degree = reached.degree
    return YearCell(
        year,
        target,
        reached.value.pk,
        reached.value.value,
        reached.value.note,
        _percent(degree),
        reached.judged.reason if reached.judged else "",
        open=degree is None,
    )


def _percent(degree: Fraction | None) -> int | None:
    return None if degree is None else int(degree * 100)


_AS_TARGET = Bi(zh="请用与目标值相同的单位填写。", en="In the same unit as the target.")

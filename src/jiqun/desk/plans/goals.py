"""The plan that a recognition rests on, what was reached of each goal, the score of a year (Articles 10, 15, 16)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from jiqun.base.words import Bi
from jiqun.desk.judging import latest_submission
from jiqun.desk.recognised import holding_on
from jiqun.desk.rosters import snapshot_of
from jiqun.facts.plan_targets import degree_of
from jiqun.records.models import Cluster, PlanJudged, PlanValue, Recognition, Submission

YEARS = 3
# How far a district may hold a goal to be reached.
DEGREES: Mapping[str, Bi] = {
    "1": Bi(zh="达到", en="Reached"),
    "1/2": Bi(zh="部分达到", en="Partly reached"),
    "0": Bi(zh="未达到", en="Not reached"),
}


@dataclass(frozen=True)
class Goal:
    """A goal of the plan; `place` is its row in the plan's sheet, from 1. Texts are as they were filed."""

    place: int
    aspect: str
    goal: str
    indicator: str
    baseline: str
    targets: tuple[str, ...]  # of the three years, empty where there is none
    measure: str
    responsible: str
    due: date | None


@dataclass(frozen=True)
class Plan:
    """The plan of a recognition. Its years are the three calendar years from the one in which the recognition began."""

    cluster: int
    submission: Submission
    first_year: int
    goals: tuple[Goal, ...]

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(range(self.first_year, self.first_year + YEARS))

    def target(self, goal: Goal, year: int) -> str:
        """What the goal aims at in a year; empty where it names nothing."""
        place = year - self.first_year
        return goal.targets[place] if 0 <= place < YEARS else ""

    def asked_in(self, year: int) -> tuple[Goal, ...]:
        """The goals that have a target for a year."""
        return tuple(goal for goal in self.goals if self.target(goal, year))


@dataclass(frozen=True)
class Reached:
    """What is reported as reached of a goal in a year, and how far that is.

    `computed`: by the figures, None where they do not say it. `judged`: by the district, which goes before.
    """

    value: PlanValue
    computed: Fraction | None
    judged: PlanJudged | None

    @property
    def degree(self) -> Fraction | None:
        return Fraction(self.judged.degree) if self.judged else self.computed


@dataclass(frozen=True)
class Score:
    """The mean of how far the goals of a year are reached; None so long as one is not reported or not judged."""

    value: Fraction | None
    asked: int
    reported: int
    settled: int


def plan_of(cluster: Cluster, day: date) -> Plan | None:
    """The plan of the recognition that holds on a day, or ended last. None where it came with none (the 2023 batch)."""
    held = Recognition.objects.filter(cluster=cluster, first_day__lte=day, case__isnull=False)
    row = holding_on(day).filter(pk__in=held).first() or held.order_by("last_day").last()
    if row is None or row.case is None:
        return None
    submission = latest_submission(row.case)
    table = snapshot_of(submission.roster).tables["plan"]
    rows = [dict(zip(table, texts, strict=True)) for texts in zip(*table.values(), strict=True)]
    goals = tuple(_goal(place, one) for place, one in enumerate(rows, start=1))
    return Plan(cluster.pk, submission, row.first_day.year, goals)


def reached_of(plan: Plan, years: Iterable[int] | None = None) -> dict[tuple[int, int], Reached]:
    """By goal and year, what was reported last, and how the district judged just that."""
    rows = PlanValue.objects.filter(submission=plan.submission).select_related("by")
    if years is not None:
        rows = rows.filter(year__in=list(years))
    latest = {(row.goal, row.year): row for row in rows.order_by("pk")}
    judged = {row.value_id: row for row in PlanJudged.objects.filter(value__in=latest.values()).order_by("pk")}
    goals = {goal.place: goal for goal in plan.goals}
    return {
        key: Reached(
            row,
            degree_of(goals[row.goal].baseline, plan.target(goals[row.goal], row.year), row.value),
            judged.get(row.pk),
        )
        for key, row in latest.items()
        if row.goal in goals
    }


def score_of(plan: Plan, year: int) -> Score:
    """How far the plan was carried out by the end of a year: every goal with a target counts the same."""
    asked, found = plan.asked_in(year), reached_of(plan, [year])
    reported = [found[goal.place, year] for goal in asked if (goal.place, year) in found]
    degrees = [one.degree for one in reported if one.degree is not None]
    whole = sum(degrees, Fraction(0)) / len(asked) if asked and len(degrees) == len(asked) else None
    return Score(whole, len(asked), len(reported), len(degrees))


def unreported(plan: Plan, year: int) -> tuple[Goal, ...]:
    """The goals of a year of which nothing is reported yet."""
    known = reached_of(plan, [year])
    return tuple(goal for goal in plan.asked_in(year) if (goal.place, year) not in known)


def _goal(place: int, row: Mapping[str, Any]) -> Goal:
    return Goal(
        place,
        **{name: row[name] or "" for name in ("aspect", "goal", "indicator", "baseline", "measure", "responsible")},
        targets=tuple(row[f"target_{year}"] or "" for year in range(1, YEARS + 1)),
        due=row["due"],
    )

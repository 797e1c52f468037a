"""Reporting what was reached of a plan, by the operator; judging how far that is, by its district (Articles 15, 16)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.may import NotThere, only, the_cluster
from jiqun.desk.plans.goals import DEGREES, Plan, plan_of, reached_of
from jiqun.desk.record import record
from jiqun.desk.wrong import Wrong, refuse_if
from jiqun.procedure.roles import Role
from jiqun.records.models import Cluster, PlanJudged, PlanValue

LONGEST = 200


def report_progress(
    *, cluster: int, year: int, values: Mapping[int, str], notes: Mapping[int, str], by: Actor, at: datetime
) -> int:
    """Report, by the place of each goal, what was reached in a year; how many differ from what was reported before.

    A year can be reported from its last day on. Raises NotThere; Wrong by `value_<place>`.
    """
    only(by, Role.OPERATOR)
    row = the_cluster(by, cluster)
    with transaction.atomic():
        Cluster.objects.select_for_update().get(pk=row.pk)
        plan = _plan(row, at)
        _refuse(plan, year, values, at)
        changed = _changed(plan, year, values, notes)
        rows = [
            PlanValue.objects.create(
                cluster=row,
                submission=plan.submission,
                goal=place,
                year=year,
                value=value,
                note=note,
                by_id=by.person,
                at=at,
            )
            for place, (value, note) in changed.items()
        ]
        if rows:
            content = {"year": year, "goals": sorted(changed)}
            record("report_progress", f"cluster:{row.pk}", by=by, at=at, article="16", content=content, sealed=rows)
    return len(rows)


def judge_progress(*, cluster: int, value: int, degree: str, reason: str, by: Actor, at: datetime) -> PlanJudged:
    """Say how far a goal is reached (`DEGREES`), with a reason. Raises NotThere, also for a value that is not the last.

    Raises Wrong by field.
    """
    only(by, Role.DISTRICT_OFFICER)
    row = the_cluster(by, cluster)
    refuse_if(
        {"degree": None if degree in DEGREES else _DEGREE, "reason": None if reason.strip() else _REASON},
    )
    with transaction.atomic():
        Cluster.objects.select_for_update().get(pk=row.pk)
        plan = _plan(row, at)
        known = {one.value.pk: one.value for one in reached_of(plan).values()}
        if value not in known:
            raise NotThere
        judged = PlanJudged.objects.create(
            value=known[value], degree=str(Fraction(degree)), reason=reason.strip(), by_id=by.person, at=at
        )
        content = {"year": known[value].year, "goal": known[value].goal, "degree": judged.degree}
        record("judge_progress", f"cluster:{row.pk}", by=by, at=at, article="16", content=content, sealed=(judged,))
    return judged


def _plan(cluster: Cluster, at: datetime) -> Plan:
    plan = plan_of(cluster, day_of(at))
    if plan is None:
        raise NotThere
    return plan


def _refuse(plan: Plan, year: int, values: Mapping[int, str], at: datetime) -> None:
    if year not in plan.years:
        raise NotThere
    if values.keys() - {goal.place for goal in plan.asked_in(year)}:
        raise NotThere
    early = year >= day_of(at).year
    long = {f"value_{place}": _LONG.fill(n=LONGEST) for place, text in values.items() if len(text.strip()) > LONGEST}
    if early:
        raise Wrong({"year": _EARLY.fill(year=year)})
    refuse_if(long)


def _changed(plan: Plan, year: int, values: Mapping[int, str], notes: Mapping[int, str]) -> dict[int, tuple[str, str]]:
    """What is said otherwise than before; a field left blank says nothing."""
    before = reached_of(plan, [year])
    found = {}
    for place, text in values.items():
        value, note = text.strip(), notes.get(place, "").strip()
        known = before.get((place, year))
        if value and (known is None or (known.value.value, known.value.note) != (value, note)):
            found[place] = (value, note)
    return found


_DEGREE = Bi(zh="请选择达到程度。", en="Choose how far it is reached.")
_REASON = Bi(zh="请写明理由。", en="Give the reason.")
_LONG = Bi(zh="最长{n}字。", en="At most {n} characters.")
_EARLY = Bi(zh="{year}年尚未结束，年末之后再填报。", en="{year} is not over: report it when it is.")

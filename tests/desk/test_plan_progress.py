"""What was reached of a plan is reported by the operator, judged by its district, and scored when all is known."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

import pytest

from jiqun.base.days import SHANGHAI
from jiqun.desk.do.plans.progress import judge_progress, report_progress
from jiqun.desk.do.renewing.opening import open_re_evaluations
from jiqun.desk.filing.completeness import gaps_of, sections_of
from jiqun.desk.look.plans.progress import look_at_progress, renewed_plan
from jiqun.desk.may import NotThere
from jiqun.desk.plans.goals import Plan, plan_of, reached_of, score_of
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.wrong import Wrong
from jiqun.facts.choices import ASPECTS
from jiqun.records.models import Case, Cluster, PlanValue
from tests.cast import Cast
from tests.desk.decided import announced, decided, on_notice
from tests.desk.renewing import opened
from tests.remembered import remembered

pytestmark = [pytest.mark.django_db, pytest.mark.article("15", "16")]


def when(year: int, month: int = 1, day: int = 10) -> datetime:
    return datetime(year, month, day, 9, tzinfo=SHANGHAI)


@remembered
def recognised(cast: Cast) -> Cluster:
    """Recognised on 8 June 2026 with the plan that it applied with: targets for 2026, 2027 and 2028."""
    case = on_notice(cast)
    decided(cast, case)
    announced(cast, case.round_id or 0)
    return case.cluster


def the_plan(cluster: Cluster) -> Plan:
    plan = plan_of(cluster, when(2027).date())
    assert plan is not None
    return plan


def test_the_years_of_a_plan_are_those_of_the_recognition(cast: Cast) -> None:
    plan = the_plan(recognised(cast))
    assert plan.years == (2026, 2027, 2028)
    assert {goal.aspect for goal in plan.goals} == set(ASPECTS)
    assert [goal.place for goal in plan.goals] == list(range(1, 8))


def test_a_year_can_be_reported_when_it_is_over_and_not_before(cast: Cast) -> None:
    cluster = recognised(cast)
    first = the_plan(cluster).asked_in(2026)[0]
    told = {"cluster": cluster.pk, "year": 2026, "values": {first.place: "1"}, "notes": {}, "by": cast.operator}
    with pytest.raises(Wrong) as wrong:
        report_progress(**told, at=datetime(2026, 12, 31, 23, 59, tzinfo=SHANGHAI))
    assert set(wrong.value.problems) == {"year"}
    assert report_progress(**told, at=datetime(2027, 1, 1, tzinfo=SHANGHAI)) == 1


def test_a_score_waits_until_every_goal_is_reported_and_judged(cast: Cast) -> None:
    cluster = recognised(cast)
    plan = the_plan(cluster)
    asked = plan.asked_in(2026)
    values = {goal.place: plan.target(goal, 2026) for goal in asked}
    words = asked[0]
    values[words.place] = "大部分完成"
    report_progress(cluster=cluster.pk, year=2026, values=values, notes={}, by=cast.operator, at=when(2027))
    before = score_of(plan, 2026)
    assert (before.value, before.asked, before.reported, before.settled) == (None, 7, 7, 6)
    value = reached_of(plan)[words.place, 2026].value
    judge_progress(cluster=cluster.pk, value=value.pk, degree="1/2", reason="过半。", by=cast.district, at=when(2027))
    assert score_of(plan, 2026).value == Fraction(13, 14)
    assert verify_everything().faults == ()


def test_what_is_reported_again_is_judged_again(cast: Cast) -> None:
    cluster = recognised(cast)
    plan = the_plan(cluster)
    place = plan.asked_in(2026)[0].place
    told = {"cluster": cluster.pk, "year": 2026, "notes": {}, "by": cast.operator}
    report_progress(**told, values={place: "基本完成"}, at=when(2027))
    first = PlanValue.objects.get()
    judge_progress(cluster=cluster.pk, value=first.pk, degree="1", reason="属实。", by=cast.district, at=when(2027))
    assert report_progress(**told, values={place: "基本完成"}, at=when(2027, 2)) == 0  # nothing new is said
    assert report_progress(**told, values={place: "只完成一半"}, at=when(2027, 2)) == 1
    assert reached_of(plan)[place, 2026].degree is None
    with pytest.raises(NotThere):
        judge_progress(cluster=cluster.pk, value=first.pk, degree="1", reason="旧", by=cast.district, at=when(2027, 2))


def test_only_its_operator_reports_and_only_its_district_judges(cast: Cast) -> None:
    cluster = recognised(cast)
    place = the_plan(cluster).asked_in(2026)[0].place
    for by in (cast.other_operator, cast.district, cast.municipal):
        with pytest.raises(NotThere):
            report_progress(cluster=cluster.pk, year=2026, values={place: "1"}, notes={}, by=by, at=when(2027))
    report_progress(cluster=cluster.pk, year=2026, values={place: "完成"}, notes={}, by=cast.operator, at=when(2027))
    value = PlanValue.objects.get().pk
    for by in (cast.other_district, cast.operator, cast.municipal):
        with pytest.raises(NotThere):
            judge_progress(cluster=cluster.pk, value=value, degree="1", reason="可", by=by, at=when(2027))
    with pytest.raises(NotThere):
        look_at_progress(cluster.pk, by=cast.other_district, at=when(2027))


def test_another_year_or_goal_is_not_there_and_too_long_a_text_is_told(cast: Cast) -> None:
    cluster = recognised(cast)
    told = {"cluster": cluster.pk, "notes": {}, "by": cast.operator, "at": when(2030)}
    for year, values in ((2025, {1: "1"}), (2029, {1: "1"}), (2026, {99: "1"})):
        with pytest.raises(NotThere):
            report_progress(**told, year=year, values=values)
    with pytest.raises(Wrong) as wrong:
        report_progress(**told, year=2026, values={1: "长" * 201})
    assert set(wrong.value.problems) == {"value_1"}


def test_a_re_evaluation_asks_for_every_year_that_is_over_and_shows_the_score(cast: Cast) -> None:
    cluster = recognised(cast)
    open_re_evaluations(at=when(2028, 12, 20))
    case = Case.objects.get(cluster=cluster, round__purpose="re_evaluation")
    assert sections_of(case)[-1] == "progress"
    gaps = [gap for gap in gaps_of(case) if gap.section == "progress"]
    assert [gap.anchor for gap in gaps] == ["2026", "2027", "2028"]
    plan = the_plan(cluster)
    for year in plan.years:
        values = {goal.place: plan.target(goal, year) for goal in plan.asked_in(year)}
        report_progress(cluster=cluster.pk, year=year, values=values, notes={}, by=cast.operator, at=when(2029))
    assert not [gap for gap in gaps_of(case) if gap.section == "progress"]
    part = renewed_plan(case.pk, by=cast.operator)
    assert part is not None
    assert [one.points for one in part.scores] == ["100.0", "100.0", "100.0"]


def test_one_of_the_2023_batch_has_no_plan_to_look_back_at(cast: Cast) -> None:
    case = opened(cast)
    assert "progress" not in sections_of(case)
    assert renewed_plan(case.pk, by=cast.operator) is None
    assert look_at_progress(case.cluster_id, by=cast.operator, at=when(2026, 3)).goals == ()

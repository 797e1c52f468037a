"""A cluster with everything that its overall assessment of 2026 is made of, and the people who assess it."""

from __future__ import annotations

from datetime import date, datetime

from jiqun.base.days import SHANGHAI
from jiqun.desk.do.evaluating.publishing import publish_programme
from jiqun.desk.do.plans.progress import judge_progress, report_progress
from jiqun.desk.plans.goals import plan_of, reached_of
from jiqun.desk.record import record
from jiqun.desk.rosters import freeze_roster
from jiqun.facts.generate import one_cluster
from jiqun.records.models import Case, Cluster, Round, Submission
from tests.cast import Cast, at
from tests.desk.decided import announced, decided, on_notice
from tests.desk.evaluating import POINTS, announcement, entrust, evaluation_of, score
from tests.desk.filled import move
from tests.remembered import remembered

DUE = date(2027, 4, 9)  # the last day of the report on 2026 beyond doubt


def in_2027(month: int, day: int, hour: int = 9) -> datetime:
    """A moment of 2027 in Shanghai."""
    return datetime(2027, month, day, hour, tzinfo=SHANGHAI)


@remembered
def recognised(cast: Cast) -> Cluster:
    """Recognised on 8 June 2026, with its plan."""
    case = on_notice(cast)
    decided(cast, case)
    announced(cast, case.round_id or 0)
    return case.cluster


@remembered
def programme(cast: Cast) -> Round:
    """The programme of 2026, from 10 June."""
    return publish_programme(announcement(opens_at=at(6, 10)), by=cast.municipal, at=at(6, 9))


@remembered
def evaluated(cast: Cast, cluster: Cluster, notice: Round) -> Case:
    """Its operator's services evaluated: 85 out of 100, received in July."""
    entrust(cast, notice, when=at(6, 11))
    case = evaluation_of(cluster)
    score(case, cast.evaluator, at(7, 1), POINTS)
    move(case, "file_evaluation", cast.evaluator, at(7, 1))
    move(case, "reply", cast.operator, at(7, 2), text="无意见。")
    move(case, "grade", cast.evaluator, at(7, 3), reason="运营机构无意见。")
    move(case, "receive", cast.municipal, at(7, 6))
    return Case.objects.get(pk=case.pk)


@remembered
def plan_reported(cast: Cast, cluster: Cluster) -> None:
    """Every goal of 2026 reached but one of words, which the district holds to be half reached: 13/14."""
    plan = plan_of(cluster, date(2027, 1, 10))
    assert plan is not None
    asked = plan.asked_in(2026)
    values = {one.place: plan.target(one, 2026) for one in asked} | {asked[0].place: "大部分完成"}
    report_progress(cluster=cluster.pk, year=2026, values=values, notes={}, by=cast.operator, at=in_2027(1, 10))
    value = reached_of(plan)[asked[0].place, 2026].value
    told = {"degree": "1/2", "reason": "过半。", "by": cast.district, "at": in_2027(1, 11)}
    judge_progress(cluster=cluster.pk, value=value.pk, **told)  # type: ignore[arg-type]  # by name


@remembered
def reported(cast: Cast, cluster: Cluster, day: date = date(2027, 4, 1), index: int = 36) -> Case:
    """The report on 2026, sent in on that day, its data those of a generated cluster; the district has it still."""
    when = datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI)
    notice = Round.objects.filter(purpose="annual_report", year=2026).first() or _call(cast)
    case = Case.objects.create(
        number=f"2026N-{cluster.number}",
        kind="annual_report",
        edition="shanghai-2024",
        stage="submitted",
        cluster=cluster,
        operator=cluster.operator,
        district=cluster.district,
        round=notice,
        opened_at=in_2027(1, 4),
        filed_at=when,
        moved_at=when,
    )
    roster = freeze_roster(cluster, one_cluster(1, index, 20, DUE), on=DUE, case=case, by=cast.operator, at=when)
    row = Submission.objects.create(
        case=case,
        place=1,
        roster=roster,
        manifest="{}",
        sha256="0" * 64,
        at=when,
        declared_by_id=cast.operator.person,
        declared_with="password",
    )
    record("submit", f"case:{case.pk}", by=cast.operator, at=when, article="16", sealed=(roster, row))
    return case


def _call(cast: Cast) -> Round:
    return Round.objects.create(
        purpose="annual_report",
        year=2026,
        edition="shanghai-2024",
        title_zh="2026年度发展情况报告",
        text_zh="请报送。",
        opens_at=in_2027(1, 4),
        closes_at=datetime(2027, 4, 9, 23, 59, 59, tzinfo=SHANGHAI),
        published_at=in_2027(1, 4),
        examining_since=in_2027(1, 4),
        by_id=cast.municipal.person,
    )


@remembered
def whole(cast: Cast) -> Round:
    """All four parts are there: the programme whose year can be assessed."""
    cluster = recognised(cast)
    notice = programme(cast)
    evaluated(cast, cluster, notice)
    plan_reported(cast, cluster)
    reported(cast, cluster)
    return notice

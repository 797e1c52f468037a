"""The four parts of a cluster's year, each with the rows that it comes from; absent is never zero (Article 17).

How each is counted is written out in docs/decisions/0029-evaluation-and-assessment.md and on the public page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jiqun.base.days import day_of
from jiqun.base.words import Bi, day_words
from jiqun.desk.evaluating.programme import rules_of
from jiqun.desk.evaluation_parties import EVALUATION
from jiqun.desk.judging import assessment_of, latest_submission
from jiqun.desk.plans.goals import plan_of, reached_of, score_of
from jiqun.desk.readings import reading_on
from jiqun.fairness.programme import late_points
from jiqun.law import edition
from jiqun.procedure.shanghai_2024.report_day import Timeliness, last_day_in_time, named_day, timeliness
from jiqun.records.models import Case, FiledEvaluation, Recognition, Round, Sealed, Submission
from jiqun.rules.reached import reached

WHOLE = 100


@dataclass(frozen=True)
class Source:
    """Rows that a number comes from: their table and keys, and the case on whose page they can be read (0: none)."""

    table: str
    keys: tuple[int, ...]
    case: int = 0


@dataclass(frozen=True)
class Found:
    """A part of a year. Without a score it `waits` for something, or does not apply; `why` says which, and how."""

    score: Fraction | None
    why: Bi
    waits: bool = False
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Report:
    """The report of a cluster on a year, as it stands on a day; `late` are calendar days."""

    case: Case | None
    first: Submission | None
    state: Timeliness
    late: int


def report_on(cluster: int, notice: Round, on: date) -> Report:
    """The operator's report on the year of a programme. When the district forwarded it counts for nothing."""
    kind = {"kind": "annual_report", "round__purpose": Round.Purpose.ANNUAL_REPORT, "round__year": notice.year}
    case = Case.objects.filter(cluster=cluster, **kind).exclude(stage="left").order_by("-pk").first()
    first = Submission.objects.filter(case=case).order_by("place").first() if case else None
    filed = day_of(first.at) if first else None
    reading = reading_on(edition(notice.edition), "report_due", on)
    state = timeliness(filed, notice.year, today=on, reading=reading)
    # The first day late is the day after the last one that is not: a boundary day counts against nobody.
    named = named_day(notice.year)
    excused = timeliness(named, notice.year, today=on, reading=reading) != Timeliness.LATE
    last = named if excused else last_day_in_time(notice.year, reading)
    over = state in (Timeliness.LATE, Timeliness.MISSING)
    late = ((filed or on) - last).days if over else 0
    return Report(case, first, state, late)


def parts_of(row: Recognition, notice: Round, on: date) -> dict[str, Found]:
    """By name, the parts of the year of the cluster whose recognition that is."""
    report = report_on(row.cluster_id, notice, on)
    return {
        "indicators": _indicators(row, report),
        "plan": _plan(row, notice),
        "evaluation": _evaluation(row, notice, on),
        "punctuality": _punctuality(report, notice),
    }


def _indicators(row: Recognition, report: Report) -> Found:
    """Of the report on the year; where none came in time for it, of what the recognition rests on."""
    if report.state == Timeliness.AWAITED:
        return Found(None, _REPORT_AWAITED, waits=True)
    case = report.case if report.first else row.case
    if case is None or not Submission.objects.filter(case=case).exists():
        return Found(None, _NO_FILING, waits=True)
    found, filed = reached(assessment_of(case)), latest_submission(case)
    words = {"number": case.number, "n": len(found.degrees), "met": sum(one == 1 for one in found.degrees.values())}
    sources = (_source(filed, case=case.pk),)
    if found.score is None:
        clauses = "、".join(found.missing) or "–"
        return Found(None, _NO_DATA.fill(**words, clauses=clauses), waits=True, sources=sources)
    why = _FROM_REPORT if report.first else _FROM_RECOGNITION
    return Found(found.score, why.fill(**words), sources=sources)


def _plan(row: Recognition, notice: Round) -> Found:
    plan = plan_of(row.cluster, date(notice.year, 12, 31))
    if plan is None:
        return Found(None, _NO_PLAN)
    score = score_of(plan, notice.year)
    known = reached_of(plan, [notice.year]).values()
    judged = tuple(one.judged.pk for one in known if one.judged)
    values = Source("records_planvalue", tuple(one.value.pk for one in known))
    sources = (values, Source("records_planjudged", judged)) if judged else (values,)
    words = {"asked": score.asked, "reported": score.reported, "settled": score.settled}
    if not score.asked:
        return Found(None, _NO_TARGETS.fill(year=notice.year))
    if score.value is None:
        return Found(None, _PLAN_WAITS.fill(**words), waits=True, sources=sources if known else ())
    return Found(score.value * WHOLE, _PLAN.fill(**words), sources=sources)


def _evaluation(row: Recognition, notice: Round, on: date) -> Found:
    cases = Case.objects.filter(kind=EVALUATION, round=notice, cluster=row.cluster_id).exclude(stage="called_off")
    case = cases.order_by("-pk").first()
    if case is None:
        over = on > day_of(notice.closes_at)
        return Found(None, _NOT_EVALUATED if over else _NOT_YET_EVALUATED, waits=not over)
    if case.stage != "received":
        return Found(None, _EVALUATION_WAITS.fill(number=case.number), waits=True)
    filed = FiledEvaluation.objects.filter(case=case).latest("place")
    why = _EVALUATED.fill(number=case.number, place=filed.place)
    return Found(Fraction(filed.total), why, sources=(_source(filed, case=case.pk),))


def _punctuality(report: Report, notice: Round) -> Found:
    a_day = rules_of(notice).late_day
    if report.state == Timeliness.AWAITED:
        return Found(None, _REPORT_AWAITED, waits=True)
    words: dict[str, object] = {"days": report.late, "a_day": a_day}
    sources: tuple[Source, ...] = ()
    if report.first is not None and report.case is not None:
        words["day"] = day_words(day_of(report.first.at))
        sources = (_source(report.first, case=report.case.pk),)
    return Found(Fraction(late_points(report.late, a_day)), _PUNCTUAL[report.state].fill(**words), sources=sources)


def _source(row: Sealed, *, case: int) -> Source:
    return Source(row.table(), (row.pk,), case)


_REPORT_AWAITED = Bi(zh="年度报告尚未到期", en="the annual report is not due yet")
_NO_FILING = Bi(zh="没有报送过数据", en="no data were ever filed")
_NO_DATA = Bi(zh="{number}缺少{clauses}的数据", en="{number} has no data for {clauses}")
_FROM_REPORT = Bi(zh="年度报告{number}：{n}条中{met}条达到", en="annual report {number}: {met} of {n} clauses reached")
_FROM_RECOGNITION = Bi(
    zh="未报年度报告，按认定申报{number}：{n}条中{met}条达到",
    en="no annual report; by the filing for recognition, {number}: {met} of {n} clauses reached",
)
_NO_PLAN = Bi(
    zh="认定时没有三年发展规划，不适用，权重分摊到其他部分",
    en="recognised without a three-year plan: does not apply, its weight is spread over the others",
)
_NO_TARGETS = Bi(
    zh="规划没有{year}年的目标，不适用，权重分摊到其他部分",
    en="the plan has no targets for {year}: does not apply, its weight is spread over the others",
)
_PLAN = Bi(zh="{asked}个目标的平均完成程度", en="the mean over {asked} goals")
_PLAN_WAITS = Bi(
    zh="{asked}个目标中填报{reported}个、评定{settled}个",
    en="of {asked} goals {reported} are reported and {settled} judged",
)
_NOT_EVALUATED = Bi(
    zh="评价期内未作评价，不适用，权重分摊到其他部分",
    en="not evaluated in the programme’s time: does not apply, its weight is spread over the others",
)
_NOT_YET_EVALUATED = Bi(zh="尚未委托评价", en="not entrusted to an evaluator yet")
_EVALUATION_WAITS = Bi(zh="{number}尚未收存", en="{number} is not received yet")
_EVALUATED = Bi(zh="{number}第{place}次提交的总分", en="the total of {number}, place {place}")
_PUNCTUAL = {
    Timeliness.IN_TIME: Bi(zh="{day}报送，按时", en="sent in on {day}, in time"),
    Timeliness.BOUNDARY: Bi(
        zh="{day}报送，在临界日，按按时计", en="sent in on {day}, the boundary day: counts as in time"
    ),
    Timeliness.LATE: Bi(
        zh="{day}报送，迟{days}天，每天扣{a_day}分", en="sent in on {day}, {days} day(s) late, {a_day} points off a day"
    ),
    Timeliness.MISSING: Bi(
        zh="未报送，逾期{days}天，每天扣{a_day}分", en="not sent in, {days} day(s) overdue, {a_day} points off a day"
    ),
}

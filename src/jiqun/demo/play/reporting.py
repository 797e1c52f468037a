"""Annual reports and tracking: in time, on 10 April itself, late, never, and left lying by a district (Article 16)."""

from __future__ import annotations

from datetime import datetime, timedelta

from jiqun.base.words import Bi
from jiqun.demo.play.span import Held, Span, moment
from jiqun.demo.stages import CONTACT, act
from jiqun.desk.do.applying.fill import save_profile, upload_workbook
from jiqun.desk.do.every_day import do_daily_work
from jiqun.desk.do.plans.progress import report_progress
from jiqun.desk.do.reports.development import save_development
from jiqun.desk.do.tracking.records import follow_up, record_refusal, record_tracking
from jiqun.desk.files import Taken
from jiqun.desk.look.plans.progress import look_at_progress
from jiqun.desk.look.registers.clusters import look_at_cluster
from jiqun.procedure.shanghai_2024.annual_report import ANNUAL_REPORT
from jiqun.procedure.shanghai_2024.development import TOPICS

LATE, MISSING, ON_THE_DAY, LEFT_LYING, REFUSING = "late", "missing", "on_the_day", "left_lying", "refusing"
_FATES = (LATE, MISSING, ON_THE_DAY, LEFT_LYING)
_TEXT = "（演示）本年度按规划推进，情况良好。"


def choose_fates(span: Span) -> None:
    """Of those that report first, one each reports late, never, on the very day, and to a slow district."""
    for fate, one in zip(_FATES, [one for one in span.held if one.fate == "sound"], strict=False):
        one.fate = fate


def track(span: Span, year: int) -> None:
    """Districts visit: one record is followed up and closed, one operator refuses."""
    seen = span.of("sound")[:3]
    for place, one in enumerate(seen):
        when = moment(year, 10, 14 + place)
        texts = {name: f"（演示）{topic.title.zh}：正常。" for name, topic in TOPICS.items()}
        day = when.date()
        kept = record_tracking(
            cluster=one.demo.cluster,
            on=day,
            texts=texts,
            follow_up_on=day + timedelta(days=20),
            by=one.demo.officer,
            at=when,
        )
        text = "（演示）改进措施已经落实。"
        follow_up(record_id=kept.pk, text=text, done=True, by=one.demo.officer, at=when + timedelta(days=20))
    for one in span.of(MISSING):
        when = moment(year, 10, 20)
        refused = "（演示）两次书面通知后仍未提供资料，也未接待现场跟踪。"
        record_refusal(cluster=one.demo.cluster, on=when.date(), refused=refused, by=one.demo.officer, at=when)


def report(span: Span, year: int) -> None:
    """The roll-call of 1 January, the reports on `year`, their check and receipt; the daily work in between."""
    do_daily_work(moment(year + 1, 1, 1, 2))
    for day in ((3, 10), (3, 26), (4, 2), (4, 8)):
        do_daily_work(moment(year + 1, *day, 2))
    owing = [one for one in span.held if one.since <= year]
    for place, one in enumerate(owing):
        case = _report_of(one, moment(year + 1, 1, 5))
        if case is None or one.fate == MISSING:
            continue
        when = _filed_on(one, year) + timedelta(minutes=place)
        _fill(one, case, year, when)
        act(case, "submit", one.demo.operator, when, declared="password")
        if one.fate == LEFT_LYING:
            continue
        opinion = "（演示）数据与统计报表一致，同意报送。"
        act(case, "forward", one.demo.officer, when + timedelta(days=6), opinion=opinion)
        act(case, "receive", span.officer, when + timedelta(days=10))
    do_daily_work(moment(year + 1, 4, 10, 23))
    do_daily_work(moment(year + 1, 4, 11, 2))
    do_daily_work(moment(year + 1, 5, 6, 2))


def _filed_on(one: Held, year: int) -> datetime:
    days = {LATE: (4, 21), ON_THE_DAY: (4, 10)}
    return moment(year + 1, *days.get(one.fate, (3, 16)))


def _fill(one: Held, case: int, year: int, at: datetime) -> None:
    """The year's figures from a workbook, the texts, and what was reached of the plan."""
    by, book = one.demo.operator, one.demo.made.later.get(year, one.demo.made.workbook)
    upload_workbook(case=case, taken=Taken("年度数据.xlsx", book), by=by, at=at)
    save_profile(case=case, values=CONTACT, by=by, at=at)
    save_development(case=case, values=dict.fromkeys(TOPICS, _TEXT), by=by, at=at)
    view = look_at_progress(one.demo.cluster, year=year, by=by, at=at)
    if view.year == year and view.fields:
        values = {int(field.key): field.target for field in view.fields}
        report_progress(cluster=one.demo.cluster, year=year, values=values, notes={}, by=by, at=at)


def _report_of(one: Held, at: datetime) -> int | None:
    """The report that is being filled in; None where none was called for."""
    found = look_at_cluster(one.demo.cluster, by=one.demo.operator, at=at).cases
    return next((item.id for item in found if item.kind == ANNUAL_REPORT.title and item.stage == "draft"), None)


CHAPTER = Bi(zh="年度报告（{year}年度）", en="Annual reports on {year}")

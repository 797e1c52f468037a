"""The roll-call of 1 January: the round of a year's reports, and a pre-filled draft for every recognised cluster.

Nobody is its author: the calendar opens it (Article 16), and the ledger names the system.
"""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction
from django.db.models import QuerySet

from jiqun.base.days import SHANGHAI, day_of
from jiqun.base.words import Bi
from jiqun.desk.do.rounds.publishing import keep_version
from jiqun.desk.drafts import packed
from jiqun.desk.filing.development import first_texts
from jiqun.desk.filing.prefill import first_draft
from jiqun.desk.index import index_case
from jiqun.desk.numbers import next_of
from jiqun.desk.post import people_in, tell
from jiqun.desk.readings import reading_on
from jiqun.desk.recognised import holding_on
from jiqun.desk.record import record
from jiqun.desk.reports.timely import READING
from jiqun.desk.terms import start_terms
from jiqun.law import edition
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024 import EDITION
from jiqun.procedure.shanghai_2024.annual_report import ANNUAL_REPORT
from jiqun.procedure.shanghai_2024.report_day import REPORT_DAYS, first_late_day, last_day_in_time, named_day
from jiqun.records.models import Case, CaseTerm, Cluster, Draft, Recognition, Round

_LAST_SECOND = time(23, 59, 59)


def open_reports(*, at: datetime) -> int:
    """Open the round of last year's reports, and a case for every cluster that owes one; how many cases were opened.

    A cluster owes the report on a year if its recognition held at some time in that year, and holds on 1 January after
    it or on a later day until the report is due (a renewal that came since). So a cluster recognised in January owes
    its first report a year later. Run twice, days late, or again after being stopped, it leaves the same; after the day
    that Article 16 names it opens nothing: nobody is late with what was never asked.
    """
    today = day_of(at)
    year, book = today.year - 1, edition(EDITION)
    if today > named_day(year) or not (book.in_force_on(today) and book.in_force_on(named_day(year))):
        return 0
    with transaction.atomic():
        notice = Round.objects.filter(purpose=Round.Purpose.ANNUAL_REPORT, year=year).first()
        notice = notice or _open_round(year, reading_on(book, READING, today), at)
        asked = Case.objects.filter(kind=ANNUAL_REPORT.kind, round=notice).values("cluster")
        owing = _owing(year, today).exclude(pk__in=asked).select_related("operator").order_by("district", "number")
        opened = [_open_case(notice, cluster, at) for cluster in owing]
        for case in opened:
            _tell(case, notice, at)
    return len(opened)


def end_of(day: date) -> datetime:
    """The last second of a day in Shanghai."""
    return datetime.combine(day, _LAST_SECOND, tzinfo=SHANGHAI)


def late_from(year: int, reading: str) -> date | None:
    """From when the report is late, where a day lies in doubt before it (`CaseTerm.late_from`)."""
    last, late = last_day_in_time(year, reading), first_late_day(year, reading)
    return late if (late - last).days > 1 else None


def _owing(year: int, today: date) -> QuerySet[Cluster]:
    first, last, roll_call = date(year, 1, 1), date(year, 12, 31), date(year + 1, 1, 1)
    held = Recognition.objects.filter(first_day__lte=last, last_day__gte=first)
    now = holding_on(roll_call) | holding_on(today)
    return Cluster.objects.filter(pk__in=held.values("cluster")).filter(pk__in=now.values("cluster"))


def _open_round(year: int, reading: str, at: datetime) -> Round:
    opens = datetime(year + 1, 1, 1, tzinfo=SHANGHAI)
    words = {name: text.fill(year=year, following=year + 1) for name, text in (("title", _TITLE), ("text", _TEXT))}
    row = Round.objects.create(
        purpose=Round.Purpose.ANNUAL_REPORT,
        year=year,
        edition=EDITION,
        title_zh=words["title"].zh,
        title_en=words["title"].en,
        text_zh=words["text"].zh,
        text_en=words["text"].en,
        opens_at=opens,
        closes_at=end_of(last_day_in_time(year, reading)),
        days=dict(REPORT_DAYS),
        examining_since=opens,
        published_at=at,
    )
    first = keep_version(row, (), "", by=None, at=at)
    content = {"year": year, "closes_at": row.closes_at.isoformat(), "reading": reading, "days": row.days}
    record("open_reports", f"round:{row.pk}", by=None, at=at, article="16", content=content, sealed=(first,))
    return row


def _open_case(notice: Round, cluster: Cluster, at: datetime) -> Case:
    place = next_of(f"report:{notice.year}:{cluster.district}")
    case = Case.objects.create(
        number=f"{notice.year}-{cluster.district}-N{place:03d}",
        kind=ANNUAL_REPORT.kind,
        edition=notice.edition,
        stage=ANNUAL_REPORT.first.name,
        cluster=cluster,
        operator=cluster.operator,
        district=cluster.district,
        round=notice,
        opened_at=at,
        moved_at=at,
    )
    start = first_draft(cluster, on=day_of(notice.closes_at), book=edition(notice.edition))
    told = first_texts(cluster, notice.year)
    Draft.objects.create(
        case=case,
        cells=packed(start.draft),
        texts=dict(told.texts),
        sources={name: dict(one) for name, one in told.sources.items()},
        edited_at=at,
        **start.profile,
    )
    start_terms(case, ANNUAL_REPORT, at)
    reading = reading_on(edition(notice.edition), READING, day_of(at))
    CaseTerm.objects.filter(case=case, name="filing").update(late_from=late_from(notice.year, reading))
    index_case(case)
    content = {"case": case.number, "cluster": cluster.number, "round": notice.pk, "from": start.source}
    record("open_report", f"case:{case.pk}", by=None, at=at, article="16", content=content)
    return case


def _tell(case: Case, notice: Round, at: datetime) -> None:
    words = {
        "cluster": Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh),
        "title": Bi(zh=notice.title_zh, en=notice.title_en),
        "number": case.number,
        "due": day_of(notice.closes_at),
    }
    people = people_in(case, Role.OPERATOR)
    tell(people, f"report:{case.pk}", _SUBJECT.fill(**words), _BODY.fill(**words), f"/desk/cases/{case.pk}/tasks/", at)


_TITLE = Bi(zh="{year}年度集群发展情况报告", en="Annual report on {year}")
_TEXT = Bi(
    zh="根据《办法》第十六条，各认定集群的运营管理机构须于{following}年4月10日前报送{year}年度发展情况，由区主管部门核对后报送市级"
    "主管部门。数据和文字已按上次报送内容预填，请补充{year}年数据并更新有变化之处。",
    en="Under Article 16 the operator of every recognised cluster reports on its development in {year} before 10 April "
    "{following}; the district checks the report and forwards it to the Commission. Data and texts come pre-filled "
    "from what was reported last: add the figures of {year}, and change what is otherwise now.",
)
_SUBJECT = Bi(zh="{cluster}：请报送{title}", en="{cluster}: {title} is open")
_BODY = Bi(
    zh="{title}（{number}）已经开始填报，数据和文字已预填。最迟{due}报送（办法第十六条）。",
    en="{title} ({number}) can be filled in; data and texts come pre-filled. Send it in by {due} (Article 16).",
)

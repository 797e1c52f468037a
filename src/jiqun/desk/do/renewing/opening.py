"""Opening re-evaluations six months before recognitions expire: the calendar does it, nobody has to think of it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from jiqun.base.days import SHANGHAI, day_of
from jiqun.base.words import Bi
from jiqun.desk.do.applying.opening import RE_EVALUATION, open_draft
from jiqun.desk.post import people_in, tell
from jiqun.desk.recognised import holding_on
from jiqun.desk.record import record
from jiqun.desk.rounds.purposes import APPLIED_FOR
from jiqun.fairness.rubric import Rubric
from jiqun.law.validity import re_evaluation_opens
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024 import EDITION
from jiqun.procedure.shanghai_2024.round_days import usual_days
from jiqun.records.models import Case, Cluster, Recognition, Round, RoundNotice

PURPOSE = Round.Purpose.RE_EVALUATION
_AHEAD = timedelta(days=190)  # longer than any six months


def open_re_evaluations(*, at: datetime) -> int:
    """Open the round of every cohort whose six months have begun, and the case of each cluster in it (Article 15).

    Run again, it opens what is not open yet, and nothing twice. How many cases were opened.
    """
    today, opened = day_of(at), 0
    for last_day in _cohorts(today):
        notice = Round.objects.filter(cohort=last_day).first() or _open_round(last_day, at)
        for cluster in _not_opened(notice, today):
            _open_case(notice, cluster, at)
            opened += 1
    return opened


def _cohorts(today: date) -> list[date]:
    """The last days of recognitions that hold, and whose re-evaluation has begun."""
    held = holding_on(today).filter(last_day__lte=today + _AHEAD)
    days = held.values_list("last_day", flat=True).distinct().order_by("last_day")
    return [day for day in days if re_evaluation_opens(day) <= today]


def _not_opened(notice: Round, today: date) -> QuerySet[Cluster]:
    """The clusters of the cohort without a case in its round; one that withdrew has had its case."""
    assert notice.cohort is not None
    due = holding_on(today).filter(last_day=notice.cohort)
    case = Case.objects.filter(round=notice, cluster=OuterRef("pk"), kind="recognition")
    later = Recognition.objects.filter(cluster=OuterRef("pk"), last_day__gt=notice.cohort)
    found = Cluster.objects.filter(~Exists(case), ~Exists(later), pk__in=due.values("cluster"))
    return found.select_related("operator").order_by("number")


def _open_round(last_day: date, at: datetime) -> Round:
    opens = re_evaluation_opens(last_day)
    latest = Round.objects.filter(purpose=APPLIED_FOR, edition=EDITION, opens_at__lte=at).order_by("opens_at").last()
    words = _words(opens, last_day)
    row = Round.objects.create(
        purpose=PURPOSE,
        cohort=last_day,
        year=last_day.year,
        edition=EDITION,
        **words,
        opens_at=datetime.combine(opens, time(), SHANGHAI),
        closes_at=datetime.combine(last_day, time(23, 59, 59), SHANGHAI),
        examining_since=at,  # each is examined as it comes in
        published_at=at,
        **_as_in(latest),
    )
    first = RoundNotice.objects.create(round=row, version=1, **words, at=at)
    content = {"cohort": last_day.isoformat(), "as_in_round": latest.pk if latest else None}
    subject = f"round:{row.pk}"
    record("open_re_evaluation_round", subject, by=None, at=at, article="15", content=content, sealed=(first,))
    return row


def _as_in(latest: Round | None) -> dict[str, Any]:
    """The same days, materials, rubric and checks as in the latest round of recognition: the stages are the same."""
    if latest is None:
        return {"days": usual_days(), "rubric": Rubric().as_dict()}
    same = ("days", "materials", "rubric", "spot_share", "spot_firms")
    return {name: getattr(latest, name) for name in same}


def _words(opens: date, last_day: date) -> dict[str, str]:
    given = {"opens": opens, "last": last_day}
    title, text = _TITLE.fill(**given), _TEXT.fill(**given)
    return {"title_zh": title.zh, "title_en": title.en, "text_zh": text.zh, "text_en": text.en}


def _open_case(notice: Round, cluster: Cluster, at: datetime) -> None:
    case = open_draft(RE_EVALUATION, notice, cluster, by=None, at=at)
    assert notice.cohort is not None
    words = {
        "cluster": Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh),
        "number": case.number,
        "last": notice.cohort,
    }
    told = (*people_in(case, Role.OPERATOR), *people_in(case, Role.DISTRICT_OFFICER))
    tell(told, f"re-evaluation:{case.pk}", _SUBJECT.fill(**words), _BODY.fill(**words), f"/desk/cases/{case.pk}/", at)


_TITLE = Bi(zh="{last}到期集群的复评", en="Re-evaluation of the clusters valid to {last}")
_TEXT = Bi(
    zh="有效期至{last}的市级中小企业特色产业集群，自{opens}起可以申请复评，应于有效期届满前提出。"
    "复评按认定的程序进行，并考核三年发展规划目标的完成情况；通过的，有效期自届满次日起延续三年。",
    en="Clusters whose recognition ends on {last} may apply for re-evaluation from {opens}, and have to apply before "
    "it ends. It runs the stages of a recognition and looks at how far the targets of the three-year plan were "
    "reached; those that pass hold for another three years from the day after the term ends.",
)
_SUBJECT = Bi(zh="{cluster}：复评已开启", en="{cluster}: the re-evaluation has opened")
_BODY = Bi(
    zh="{cluster}的认定有效期至{last}止，复评案件{number}已开启，内容已按最近一次报送的数据预填。请在有效期届满前提交。\n",
    en="The recognition of {cluster} ends on {last}. The re-evaluation {number} is open and pre-filled from what was "
    "last reported. Please submit it before the term ends.\n",
)

"""Entering a year's holidays; open terms are counted anew and say so."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.calendar import working_calendar
from jiqun.desk.may import only
from jiqun.desk.post import concerned, tell
from jiqun.desk.record import record
from jiqun.desk.terms import redate
from jiqun.facts.day_notice import read_day_notice
from jiqun.procedure.roles import Role
from jiqun.records.models import CaseTerm, HolidayNotice, TermChange

_SUBJECT = Bi(zh="{cluster}：期限因节假日安排改为{day}", en="{cluster}: the term now ends on {day}")
_BODY = Bi(
    zh="{number}公布后，案件{case}的期限由{before}改为{day}。",
    en="With the notice {number} the term of case {case} ends on {day} instead of {before}.",
)


def publish_holidays(*, notice: object, by: Actor, at: datetime) -> int:
    """Enter a notice of holidays and make-up working days, and count every running term anew.

    `notice` is what `facts.day_notice.read_day_notice` reads. The answer is the number of terms whose day moved; the
    people concerned are told. Raises InputRefused with all that is wrong with the notice, NotThere.
    """
    only(by, Role.MUNICIPAL_OFFICER, Role.ADMINISTRATOR)
    read = read_day_notice(notice)
    with transaction.atomic():
        row = HolidayNotice.objects.create(
            year=read.year,
            number=read.number,
            published_on=read.published_on,
            off=sorted(day.isoformat() for day in read.off),
            working=sorted(day.isoformat() for day in read.working),
            source=read.source.zh,
            by_id=by.person,
            at=at,
        )
        changes = _redate_all(row, at)
        moved = [one for one in changes if one.before != one.after]
        said = [[one.term.case.number, one.term.name, str(one.before), str(one.after)] for one in moved]
        sealed = (row, *changes)
        record(
            "publish_holidays", f"year:{row.year}", by=by, at=at, article="7", content={"moved": said}, sealed=sealed
        )
    return len(moved)


def _redate_all(notice: HolidayNotice, at: datetime) -> list[TermChange]:
    calendar, changes = working_calendar(), []
    running = CaseTerm.objects.select_for_update(of=("self",)).filter(state=CaseTerm.State.RUNNING).order_by("pk")
    running = running.select_related("case__cluster")
    for term in running:
        change = redate(term, at, calendar, notice.number)
        if change is None:
            continue
        changes.append(change)
        if change.before != change.after:
            _tell(term, change.before, notice, at)
    return changes


def _tell(term: CaseTerm, before: object, notice: HolidayNotice, at: datetime) -> None:
    case = term.case
    words = {
        "cluster": Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh),
        "case": case.number,
        "number": notice.number,
        "before": before,
        "day": term.due_on,
    }
    key = f"redated:{notice.pk}:{term.pk}"
    tell(concerned(case, None), key, _SUBJECT.fill(**words), _BODY.fill(**words), f"/desk/cases/{case.pk}/", at)

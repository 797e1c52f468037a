"""Reminding those whose turn it is: three working days ahead, on the day before, and when it is late or over.

A term may say other days, counted by the calendar: of an annual report 30, 14, 7 and 1 (Article 16).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.look.cases.deadlines import Deadline, deadlines_of
from jiqun.desk.post import people_in, tell
from jiqun.desk.recognised import is_recognised
from jiqun.procedure.kit import Term
from jiqun.procedure.shanghai_2024.annual_report import ANNUAL_REPORT
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case

_DAYS = (3, 1)
_SUBJECT = Bi(zh="{cluster}：{term}{when}", en="{cluster}: {term}, {when}")
_BODY = Bi(
    zh="案件{number}的{term}{when}（{due}）。请登录办理。",
    en="Case {number}: {term}, {when} ({due}). Please sign in and see to it.",
)
_LEFT = Bi(zh="还有{n}个工作日", en="{n} working day(s) left")
_DAYS_LEFT = Bi(zh="还有{n}天", en="{n} day(s) left")
_TODAY = Bi(zh="今日到期", en="due today")
_LATE = Bi(zh="已逾期", en="late")
_OVER = Bi(zh="已届满，可以办理下一步", en="is over: go on with the case")


def remind(*, at: datetime) -> int:
    """Write the day's reminders; the answer is for how many terms. Nobody is reminded twice of the same."""
    today = day_of(at)
    cases = {case.pk: case for case in Case.objects.filter(ended_at=None).select_related("cluster")}
    count = 0
    for deadline in deadlines_of(cases.values(), today):
        case = cases[deadline.case]
        if told := _due_reminder(case, deadline, today):
            count += _remind(case, deadline, told, at)
    return count


@dataclass(frozen=True)
class _Told:
    """What is due to be said, and the key under which it is said once."""

    when: Bi
    key: str


def _due_reminder(case: Case, deadline: Deadline, today: date) -> _Told | None:
    kind = f"reminder:{deadline.id}:{deadline.due_on}"
    if deadline.late:
        return _Told(_LATE, f"{kind}:late")
    if deadline.over:
        return _Told(_OVER, f"{kind}:over")
    ahead = _term(case, deadline).reminded
    if ahead:
        return _by_calendar(case, deadline, ahead, today)
    return _Told(_LEFT.fill(n=deadline.left), f"{kind}:{deadline.left}") if deadline.left in _DAYS else None


def _by_calendar(case: Case, deadline: Deadline, ahead: tuple[int, ...], today: date) -> _Told | None:
    """Of the reminders whose day has come the last one, were the work not done for days; none about a report that a
    cluster owes no longer. Its key leaves out the day, so that one that is moved asks nobody twice."""
    left = (deadline.due_on - today).days if deadline.due_on else None
    if left is None or left < 0 or not any(left <= days for days in ahead):
        return None
    if case.kind == ANNUAL_REPORT.kind and not is_recognised(case.cluster, today):
        return None
    step = min(days for days in ahead if left <= days)
    when = _DAYS_LEFT.fill(n=left) if left else _TODAY
    return _Told(when, f"reminder:{deadline.id}:{step}-days-ahead")


def _term(case: Case, deadline: Deadline) -> Term:
    return next(one for one in procedure(case.edition, case.kind).terms if one.name == deadline.name)


def _remind(case: Case, deadline: Deadline, told: _Told, at: datetime) -> bool:
    term = _term(case, deadline)
    words = {
        "cluster": Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh),
        "number": case.number,
        "term": term.title,
        "when": told.when,
        "due": deadline.due_on,
    }
    people = people_in(case, term.then if term.then and deadline.over else term.holder)
    return tell(people, told.key, _SUBJECT.fill(**words), _BODY.fill(**words), f"/desk/cases/{case.pk}/", at)

"""Reminding those whose turn it is: three working days ahead, on the day before, and when it is late or over."""

from __future__ import annotations

from datetime import datetime

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.look.cases.deadlines import Deadline, deadlines_of
from jiqun.desk.post import people_in, tell
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case

_DAYS = (3, 1)
_SUBJECT = Bi(zh="{cluster}：{term}{when}", en="{cluster}: {term}, {when}")
_BODY = Bi(
    zh="案件{number}的{term}{when}（{due}）。请登录办理。",
    en="Case {number}: {term}, {when} ({due}). Please sign in and see to it.",
)
_LEFT = Bi(zh="还有{n}个工作日", en="{n} working day(s) left")
_LATE = Bi(zh="已逾期", en="late")
_OVER = Bi(zh="已届满，可以办理下一步", en="is over: go on with the case")


def remind(*, at: datetime) -> int:
    """Write the day's reminders; the answer is for how many terms. Nobody is reminded twice of the same."""
    cases = {case.pk: case for case in Case.objects.filter(ended_at=None).select_related("cluster")}
    count = 0
    for deadline in deadlines_of(cases.values(), day_of(at)):
        if deadline.left in _DAYS or deadline.late or deadline.over:
            count += _remind(cases[deadline.case], deadline, at)
    return count


def _remind(case: Case, deadline: Deadline, at: datetime) -> bool:
    term = next(one for one in procedure(case.edition, case.kind).terms if one.name == deadline.name)
    when = _LATE if deadline.late else _OVER if deadline.over else _LEFT.fill(n=deadline.left)
    words = {
        "cluster": Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh),
        "number": case.number,
        "term": term.title,
        "when": when,
        "due": deadline.due_on,
    }
    kind = "late" if deadline.late else "over" if deadline.over else str(deadline.left)
    key = f"reminder:{deadline.id}:{deadline.due_on}:{kind}"
    people = people_in(case, term.then if term.then and deadline.over else term.holder)
    return tell(people, key, _SUBJECT.fill(**words), _BODY.fill(**words), f"/desk/cases/{case.pk}/", at)

"""What the needs of a revocation look at (`procedure.shanghai_2024.revocation`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from jiqun.base.days import day_of
from jiqun.base.terms import Term
from jiqun.base.words import Bi
from jiqun.desk.calendar import working_calendar
from jiqun.desk.revoking.course import course_of, notice_of, prosecutors_of, to_revoke
from jiqun.procedure.shanghai_2024.revocation import ANSWER_DAYS
from jiqun.records.models import Case, Step


def revocation_facts(case: Case, given: Mapping[str, Any], at: datetime) -> Mapping[str, Callable[[], Any]]:
    """By name, how to find out each fact."""
    today, course = day_of(at), cache(lambda: course_of(case))
    return {
        "findings": lambda: len(course().findings),
        "served": lambda: course().served,
        "answer_until": lambda: course().until,
        "answer_is_over": lambda: course().heard_by(today),
        "can_be_revoked": lambda: bool(to_revoke(case, today, course().findings)),
        "given_ending": lambda: given.get("ending"),
        "prepared_ending": lambda: _prepared_ending(case),
        "prosecutors": lambda: prosecutors_of(case),
        "service_day_wrong": lambda: _service_day_wrong(case, given.get("served_on"), given.get("how"), today),
    }


def _prepared_ending(case: Case) -> str | None:
    """How the decision that was prepared last ends the case."""
    step = Step.objects.filter(case=case, move__in=("prepare_decision", "prepare_closing")).order_by("-place").first()
    if step is None:
        return None
    return "keep" if step.move == "prepare_closing" else str(step.given["ending"])


def _service_day_wrong(case: Case, day: date | None, how: str | None, today: date) -> Bi | None:
    """Why the notice cannot have been served on that day, or its service not be recorded as of it."""
    letter = notice_of(case)
    if day is None or letter is None:
        return None
    if not day_of(letter.at) <= day <= today:
        return _DAY.fill(first=day_of(letter.at))
    if how == "system" and day != today:
        return _SYSTEM
    # Recorded so late that its addressee could not answer any more here: the office's delay is not the operator's.
    over = Term(day, ANSWER_DAYS).due(working_calendar()).on
    return _TOO_LATE.fill(day=over) if over < today else None


_DAY = Bi(
    zh="送达日期须在告知书成文之日（{first}）与今天之间。",
    en="The day of service has to lie between that of the notice ({first}) and today.",
)
_SYSTEM = Bi(
    zh="系统送达自登记之时起运营管理机构才能看到，送达日期须为今天。",
    en="Through this system the operator sees it from now on: the day of service is today.",
)
_TOO_LATE = Bi(
    zh="自该日起的陈述申辩期已于{day}届满，而登记送达之前运营管理机构无从在此陈述申辩。请重新送达，按新的送达日期登记。",
    en="The time to answer from that day ended on {day}, and before its service is recorded the operator cannot answer "
    "here. Serve the notice again and record that day.",
)

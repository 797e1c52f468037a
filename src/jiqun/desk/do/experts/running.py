"""While files are judged: reminding experts, and giving one more time (Article 9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from jiqun.base.days import SHANGHAI, day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.calendar import working_calendar
from jiqun.desk.do.experts.leaving import AT_WORK
from jiqun.desk.may import NotThere, assignments_of, only, the_assignment
from jiqun.desk.post import tell
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.procedure.roles import Role
from jiqun.records.models import Assignment, Person


def remind_experts(*, assignments: Iterable[int], by: Actor, at: datetime) -> int:
    """Remind the experts who have not filed yet; the answer is how many people were told. Once a day each.

    Raises NotThere if one of the assignments is not the actor's to see or waits for nobody.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    wanted = set(assignments)
    with transaction.atomic():
        rows = list(assignments_of(by).filter(pk__in=wanted, state__in=AT_WORK).select_related("expert"))
        if not rows or len(rows) != len(wanted):
            raise NotThere
        told = 0
        for person in Person.objects.filter(pk__in={row.expert.person_id for row in rows}).order_by("pk"):
            own = [row for row in rows if row.expert.person_id == person.pk]
            told += _remind(person, own, at)
        Assignment.objects.filter(pk__in=wanted).update(reminded_at=at)
        content = {"assignments": sorted(wanted)}
        record("remind_experts", f"round:{_round(rows)}", by=by, at=at, article="9", content=content)
    return told


def remind_of_sheets(*, at: datetime) -> int:
    """Write the day's reminders to experts: three working days ahead, the day before, and daily once it is late.

    The answer is how many people were told; the system does it, so nothing is recorded.
    """
    today, between = day_of(at), working_calendar().working_days_between
    rows = Assignment.objects.filter(state__in=AT_WORK, case__stage="evaluation").select_related("expert")
    due = [row for row in rows.order_by("pk") if row.due_on < today or between(today, row.due_on) in _DAYS]
    people = Person.objects.filter(pk__in={row.expert.person_id for row in due}).order_by("pk")
    return sum(_remind(one, [row for row in due if row.expert.person_id == one.pk], at) for one in people)


def extend_due_day(  # whose day, to when, and why
    *, assignment: int, due_on: date, reason: str, unread: dict[str, Bi] | None = None, by: Actor, at: datetime
) -> None:
    """Move the day by which an expert has to file. Raises NotThere, Wrong."""
    only(by, Role.MUNICIPAL_OFFICER)
    with transaction.atomic():
        row = the_assignment(by, assignment, to_change=True)
        if row.state not in AT_WORK:
            raise NotThere
        late = due_on <= max(day_of(at), row.due_on)
        refuse_if({"due_on": _LATER if late else None, "reason": None if reason.strip() else _NO_REASON}, unread)
        content = {"assignment": row.pk, "before": row.due_on.isoformat(), "after": due_on.isoformat()}
        row.due_on = due_on
        row.save(update_fields=["due_on"])
        content["reason"] = reason.strip()
        record("extend_due_day", f"case:{row.case_id}", by=by, at=at, article="9", content=content)
        who = Person.objects.filter(pk=row.expert.person_id)
        words = {"due": due_on}
        key = f"extended:{row.pk}:{due_on}"
        tell(who, key, _EXTENDED.fill(**words), _EXTENDED_BODY.fill(**words), "/desk/evaluations/", at)


def _remind(person: Person, rows: list[Assignment], at: datetime) -> bool:
    words = {"n": len(rows), "due": min(row.due_on for row in rows)}
    key = f"remind-expert:{at.astimezone(SHANGHAI):%Y-%m-%d}"
    who = Person.objects.filter(pk=person.pk)
    return tell(who, key, _REMIND.fill(**words), _REMIND_BODY.fill(**words), "/desk/evaluations/", at)


def _round(rows: list[Assignment]) -> int | None:
    return rows[0].case.round_id


_DAYS = (3, 1)  # working days ahead
_LATER = Bi(zh="新的日期须晚于今天和原日期。", en="The new day lies after today and after the old one.")
_NO_REASON = Bi(zh="请填写理由。", en="Give a reason.")
_REMIND = Bi(zh="请于{due}前提交评分（{n}件）", en="Please file your sheets: {n} file(s), the first by {due}")
_REMIND_BODY = Bi(
    zh="您有{n}件评审任务尚未提交，最早一件应于{due}前提交。请登录办理。",
    en="You still have {n} file(s) to evaluate, the first by {due}. Please sign in and see to it.",
)
_EXTENDED = Bi(zh="评审期限延至{due}", en="You have until {due} for an evaluation")
_EXTENDED_BODY = Bi(zh="一件评审任务的期限延至{due}。", en="The time for one of your evaluations runs until {due}.")

"""An interpretation of “before April 10” moves the due day of the reports that are still awaited (Articles 16, 20)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.do.reports.opening import end_of, late_from
from jiqun.desk.readings import reading_on
from jiqun.desk.record import record
from jiqun.desk.reports.timely import READING
from jiqun.law import edition
from jiqun.procedure.shanghai_2024.report_day import last_day_in_time, named_day
from jiqun.records.models import CaseTerm, Round, TermChange


def follow_reading(*, at: datetime) -> int:
    """Put the rounds whose day is not over to the day of the reading in force; how many were changed."""
    today = day_of(at)
    rounds = Round.objects.filter(purpose=Round.Purpose.ANNUAL_REPORT, year=today.year - 1)
    if today > named_day(today.year - 1):
        return 0
    return sum(_followed(row.pk, at) for row in rounds)


def _followed(round_id: int, at: datetime) -> bool:
    with transaction.atomic():
        row = Round.objects.select_for_update().get(pk=round_id)
        reading = reading_on(edition(row.edition), READING, day_of(at))
        due, late = last_day_in_time(row.year, reading), late_from(row.year, reading)
        awaited = CaseTerm.objects.filter(case__round=row, name="filing", state=CaseTerm.State.RUNNING)
        astray = [term for term in awaited.order_by("pk") if (term.due_on, term.late_from) != (due, late)]
        if day_of(row.closes_at) == due and not astray:
            return False
        before, row.closes_at = row.closes_at, end_of(due)
        row.save()
        changes = [_moved(term, reading, row, at) for term in astray]
        content = {"before": before.isoformat(), "after": row.closes_at.isoformat(), "reading": reading}
        record("follow_reading", f"round:{row.pk}", by=None, at=at, article="16", content=content, sealed=changes)
    return True


def _moved(term: CaseTerm, reading: str, row: Round, at: datetime) -> TermChange:
    before = term.due_on
    term.due_on, term.late_from = last_day_in_time(row.year, reading), late_from(row.year, reading)
    term.save()
    means = next(one.means for one in edition(row.edition).readings[READING].options if one.value == reading)
    return TermChange.objects.create(
        term=term, before=before, after=term.due_on, why="reading", reason=_WHY.fill(means=means).zh, at=at
    )


_WHY = Bi(zh="按现行解释：{means}", en="By the interpretation in force: {means}")

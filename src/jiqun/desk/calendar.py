"""The working calendar in force: the notices that come with the software, and those typed in since."""

from __future__ import annotations

from datetime import date

from jiqun.base.words import Bi
from jiqun.base.workdays import DayNotice, WorkingCalendar
from jiqun.law.working_days import published_calendar
from jiqun.records.models import HolidayNotice


def working_calendar() -> WorkingCalendar:
    """The calendar of today's knowledge."""
    return published_calendar(notice_of(row) for row in HolidayNotice.objects.order_by("published_on", "id"))


def calendar_with(notice: DayNotice) -> WorkingCalendar:
    """The same with one notice more, as it would be after its publication."""
    rows = HolidayNotice.objects.order_by("published_on", "id")
    return published_calendar((*(notice_of(row) for row in rows), notice))


def notice_of(row: HolidayNotice) -> DayNotice:
    """A stored notice as the calendar reads it."""
    return DayNotice(
        year=row.year,
        number=row.number,
        published_on=row.published_on,
        off=frozenset(map(date.fromisoformat, row.off)),
        working=frozenset(map(date.fromisoformat, row.working)),
        source=Bi(zh=row.source, en=row.source),
        confirmed=True,
    )

"""Whether an annual report came in time: before 10 April, by the reading in force (Articles 16 and 19, item 3)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from jiqun.base.words import Bi


class Timeliness(StrEnum):
    """How a report stands to its day. `boundary`: on 10 April itself, which no interpretation has settled."""

    AWAITED = "awaited"
    IN_TIME = "in_time"
    BOUNDARY = "boundary"
    LATE = "late"
    MISSING = "missing"

    @property
    def label(self) -> Bi:
        return _TITLES[self]


# The working days that a round of reports gives to the district and to the Commission, by the name of the term.
REPORT_DAYS = {"report_check": 15, "report_receipt": 10}
_TITLES = {
    Timeliness.AWAITED: Bi(zh="待报送", en="Awaited"),
    Timeliness.IN_TIME: Bi(zh="按时", en="In time"),
    Timeliness.BOUNDARY: Bi(zh="临界（4月10日当天）", en="Boundary (on 10 April itself)"),
    Timeliness.LATE: Bi(zh="迟报", en="Late"),
    Timeliness.MISSING: Bi(zh="逾期未报", en="Overdue, not filed"),
}


def named_day(year: int) -> date:
    """The day that Article 16 names, of the report on that year."""
    return date(year + 1, 4, 10)


def last_day_in_time(year: int, reading: str) -> date:
    """The last day on which a report is in time beyond doubt: what calendars and reminders show.

    `reading` is the value of `report_due`. Raises KeyError for an unknown one.
    """
    named = named_day(year)
    return {
        "boundary_on_the_day": named.replace(day=9),
        "before_the_day": named.replace(day=9),
        "through_the_day": named,
    }[reading]


def first_late_day(year: int, reading: str) -> date:
    """The first day on which a report is late, or missing. Raises KeyError for an unknown reading.

    While nothing has settled the named day itself, nobody is late on it.
    """
    named = named_day(year)
    return {
        "boundary_on_the_day": named + timedelta(days=1),
        "before_the_day": named,
        "through_the_day": named + timedelta(days=1),
    }[reading]


def timeliness(filed: date | None, year: int, *, today: date, reading: str) -> Timeliness:
    """How the report on a year stands on a day: filed on a day of Shanghai, or not yet."""
    last, late = last_day_in_time(year, reading), first_late_day(year, reading)
    if filed is None:
        return Timeliness.AWAITED if today < late else Timeliness.MISSING
    if filed <= last:
        return Timeliness.IN_TIME
    return Timeliness.BOUNDARY if filed < late else Timeliness.LATE

"""Days: where they begin and end, the past three years of a date, the years that an assessment looks at."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def day_of(moment: datetime) -> date:
    """The day in Shanghai on which a moment falls."""
    return moment.astimezone(SHANGHAI).date()


def years_before(day: date, years: int) -> date:
    """The same day `years` years earlier; 29 February becomes 28 February where that year has none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def years_looked_at(on: date) -> tuple[int, int, int, int]:
    """The base year and the past three complete years of an assessment date, oldest first (`Y-4` … `Y-1`)."""
    return (on.year - 4, on.year - 3, on.year - 2, on.year - 1)

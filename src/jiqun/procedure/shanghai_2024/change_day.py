"""Whether a change was reported in time: within the days of the reading, counted from the change (Article 19, item 4).

The days are calendar days, as the reading says: the last of them is still in time, holidays or not.
"""

from __future__ import annotations

from datetime import date, timedelta


def last_day_in_time(since: date, days: int) -> date:
    """The last day on which a change of that day is reported in time; `days` by the reading `change_report_days`."""
    return since + timedelta(days=days)


def days_late(since: date, reported: date, days: int) -> int:
    """By how many days it was reported late; 0 where it was in time, also before the change itself."""
    return max((reported - last_day_in_time(since, days)).days, 0)


def days_left(since: date, today: date, days: int) -> int:
    """How many days are left to report it, today not counted; below zero where they have run out."""
    return (last_day_in_time(since, days) - today).days

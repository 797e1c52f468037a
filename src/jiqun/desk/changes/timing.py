"""By when a change has to be reported, and whether one was in time (Article 19, item 4)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date

from jiqun.desk.readings import reading_on
from jiqun.law import edition
from jiqun.procedure.shanghai_2024 import EDITION
from jiqun.records.models import Interpretation

READING = "change_report_days"


def days_to_report(day: date) -> int:
    """Within how many calendar days a change is reported in time, by the reading in force on that day."""
    return int(reading_on(edition(EDITION), READING, day))


def days_to_report_on(days: Iterable[date]) -> Mapping[date, int]:
    """The same on several days: the reading changes only on days from which an interpretation holds."""
    rows = Interpretation.objects.filter(edition=EDITION)
    turns = sorted(set(rows.values_list("from_day", flat=True)))
    wanted = {day: bisect_right(turns, day) for day in set(days)}
    known = {place: days_to_report(turns[place - 1] if place else date.min) for place in set(wanted.values())}
    return {day: known[place] for day, place in wanted.items()}

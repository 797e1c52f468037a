"""By when a change has to be reported, and whether one was in time (Article 19, item 4)."""

from __future__ import annotations

from datetime import date

from jiqun.desk.readings import reading_on
from jiqun.law import edition
from jiqun.procedure.shanghai_2024 import EDITION


def days_to_report(day: date) -> int:
    """Within how many calendar days a change is reported in time, by the reading in force on that day."""
    return int(reading_on(edition(EDITION), "change_report_days", day))

"""The one place that reads the clock; only doors (command line, pages, jobs) may ask it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def today() -> date:
    """Today's date in Shanghai."""
    return datetime.now(SHANGHAI).date()

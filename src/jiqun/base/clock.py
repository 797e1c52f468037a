"""The one place that reads the clock; only doors (command line, pages, jobs) may ask it."""

from __future__ import annotations

from datetime import date, datetime

from jiqun.base.days import SHANGHAI


def now() -> datetime:
    """The present moment, in Shanghai's time."""
    return datetime.now(SHANGHAI)


def today() -> date:
    """Today's date in Shanghai."""
    return now().date()

"""Doing something once a day, however often it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction

from jiqun.base.days import day_of
from jiqun.records.models import DailyRun


def once_a_day(name: str, at: datetime, work: Callable[[], object]) -> bool:
    """Do the day's work unless it was done; note and work are one transaction: a kill in between undoes both."""
    day = day_of(at)
    if DailyRun.objects.filter(name=name, day=day).exists():
        return False
    try:
        with transaction.atomic():
            DailyRun.objects.create(name=name, day=day, done_at=at)
            work()
    except IntegrityError:
        if DailyRun.objects.filter(name=name, day=day).exists():
            return False  # another worker was quicker
        raise
    return True

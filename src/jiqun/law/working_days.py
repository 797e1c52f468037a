"""The holiday notices that come with the software, one TOML file a year, and the calendar they make."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

from jiqun.base.words import Bi
from jiqun.base.workdays import DayNotice, WorkingCalendar


@cache
def day_notices() -> tuple[DayNotice, ...]:
    """The notices in the folder beside this module, oldest year first; each file says where its facts are from."""
    folder = resources.files("jiqun.law") / "day_notices"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return tuple(_notice(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files)


def published_calendar(typed_in: Iterable[DayNotice] = ()) -> WorkingCalendar:
    """The calendar of the notices that come with the software and of those typed in since."""
    return WorkingCalendar((*day_notices(), *typed_in))


def days_through(first: date, last: date) -> tuple[date, ...]:
    """Every day from `first` to `last`; none if `last` is the earlier."""
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def _notice(data: dict[str, Any]) -> DayNotice:
    holidays = data["holiday"]
    return DayNotice(
        year=data["year"],
        number=data["number"],
        published_on=data["published_on"],
        off=frozenset(day for holiday in holidays for day in days_through(holiday["from"], holiday["to"])),
        working=frozenset(day for holiday in holidays for day in holiday["working"]),
        source=Bi(**data["source"]),
        confirmed=data["confirmed"],
    )

"""Working days: the State Council's yearly notices as dated facts, and counting by those that are published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType

from jiqun.base.words import Bi

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class DayNotice:
    """One notice on the holidays of a year: the days off, and the weekend days that are worked instead.

    `off` may name weekend days too. A notice states its whole year and may also name the last days of the December
    before, as that for 2019 did. `confirmed` is false where the document's number has not been seen in print.
    """

    year: int
    number: str
    published_on: date
    off: frozenset[date]
    working: frozenset[date]
    source: Bi
    confirmed: bool = True


@dataclass(frozen=True)
class Due:
    """The last day of a term; provisional while a year that it was counted through has no published notice."""

    on: date
    provisional_years: tuple[int, ...] = ()

    @property
    def provisional(self) -> bool:
        """Whether a notice yet to come can move the day."""
        return bool(self.provisional_years)


@dataclass(frozen=True)
class Window:
    """The first and last day of a time in which something is open; both belong to it."""

    first: date
    last: Due

    def holds(self, day: date) -> bool:
        """Is the day inside?"""
        return self.first <= day <= self.last.on


@dataclass(frozen=True)
class WorkingCalendar:
    """The working days that follow from some notices; of two for one year, the later published holds.

    Where a year has no notice, Monday to Friday count and every result says that it is provisional.
    """

    notices: tuple[DayNotice, ...] = ()

    @cached_property
    def in_force(self) -> Mapping[int, DayNotice]:
        """By year, the notice that holds; of two published on one day, the one given last."""
        by_day = sorted(self.notices, key=lambda notice: notice.published_on)
        return MappingProxyType({notice.year: notice for notice in by_day})

    def as_known_on(self, day: date) -> WorkingCalendar:
        """The calendar as it stood on a day: the notices published by then."""
        return WorkingCalendar(tuple(notice for notice in self.notices if notice.published_on <= day))

    def known(self, year: int) -> bool:
        """Whether there is a notice for the year."""
        return year in self.in_force

    def unpublished(self, first: date, last: date) -> tuple[int, ...]:
        """The years without a notice that the days from `first` to `last` touch."""
        return tuple(year for year in range(first.year, last.year + 1) if not self.known(year))

    def is_working_day(self, day: date) -> bool:
        """Whether the day is worked, as far as is published; Monday to Friday where nothing is."""
        # A New Year's holiday may begin in December, and then stands in the notice of the year to come.
        for year in (day.year + 1, day.year):
            notice = self.in_force.get(year)
            if notice and day in notice.off:
                return False
            if notice and day in notice.working:
                return True
        return day.weekday() < _SATURDAY

    def next_working_day(self, day: date) -> date:
        """The first working day after the day."""
        return next(self._working(day, _DAY))

    def previous_working_day(self, day: date) -> date:
        """The last working day before the day."""
        return next(self._working(day, -_DAY))

    def add_working_days(self, start: date, count: int) -> Due:
        """The last day of a term of working days.

        The day of the start is not counted (Civil Code, Article 201); the first working day after it is day 1.
        Raises ValueError if `count` is below 1.
        """
        if count < 1:
            raise ValueError(f"a term has at least one day, not {count}")
        worked = self._working(start, _DAY)
        last = [next(worked) for _ in range(count)][-1]
        return Due(last, self.unpublished(start + _DAY, last))

    def add_calendar_days(self, start: date, count: int) -> Due:
        """The last day of a term of calendar days.

        The day of the start is not counted; a last day that is a day of rest gives way to the next working day (Civil
        Code, Articles 201 and 203). Raises ValueError if `count` is below 1.
        """
        if count < 1:
            raise ValueError(f"a term has at least one day, not {count}")
        end = start + count * _DAY
        last = end if self.is_working_day(end) else self.next_working_day(end)
        return Due(last, self.unpublished(end, last))

    def window(self, first: date, count: int) -> Window:
        """The time from `first` to the `count`th working day, the first day counted if it is itself worked.

        So a public notice of five working days that opens on a Monday closes on the Friday. Raises ValueError if
        `count` is below 1.
        """
        last = self.add_working_days(first - _DAY, count)
        return Window(first, last)

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, through `end`; below zero if `end` is the earlier.

        Whether years without a notice were counted through is said by `unpublished`.
        """
        if end < start:
            return -self.working_days_between(end, start)
        days = (start + n * _DAY for n in range(1, (end - start).days + 1))
        return sum(self.is_working_day(day) for day in days)

    def _working(self, day: date, step: timedelta) -> Iterator[date]:
        """The working days after (or before) a day, without end."""
        while True:
            day += step
            if self.is_working_day(day):
                yield day

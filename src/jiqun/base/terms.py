"""Terms that run: when they are due by a calendar, and what a notice published since has changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from jiqun.base.saying import listed
from jiqun.base.words import Bi
from jiqun.base.workdays import DayNotice, Due, WorkingCalendar

Unit = Literal["working_days", "calendar_days", "window"]

_MOVED = Bi(zh="期限由{old}改为{new}，依据{notices}。", en="The term ends on {new} instead of {old}, by {notices}.")
_SETTLED = Bi(
    zh="期限仍为{new}，经{notices}确定，不再是暂定日期。",
    en="The term still ends on {new}; by {notices} this is no longer provisional.",
)
_AS_BEFORE = Bi(zh="期限仍为{new}。", en="The term still ends on {new}.")
_NOTHING = Bi(zh="节假日安排的变化", en="a change of the published holidays")


@dataclass(frozen=True)
class Term:
    """A term: from when, how many days, and how they are counted.

    `window`: working days, the first day counted too, as for a public notice.
    """

    start: date
    count: int
    unit: Unit = "working_days"

    def due(self, calendar: WorkingCalendar) -> Due:
        """The last day of the term. Raises ValueError if `count` is below 1."""
        if self.unit == "window":
            return calendar.window(self.start, self.count).last
        if self.unit == "calendar_days":
            return calendar.add_calendar_days(self.start, self.count)
        return calendar.add_working_days(self.start, self.count)


@dataclass(frozen=True)
class Redated:
    """One term by two calendars: the day it had, the day it has, and the notices that lie between."""

    term: Term
    old: Due
    new: Due
    notices: tuple[DayNotice, ...]

    @property
    def moved(self) -> bool:
        """Whether the day is another one."""
        return self.old.on != self.new.on

    @property
    def settled(self) -> bool:
        """Whether a provisional day has become final."""
        return self.old.provisional and not self.new.provisional

    @property
    def words(self) -> Bi:
        """What has changed, with the numbers of the notices, as the case file says it."""
        numbers = [notice.number for notice in self.notices]
        named = Bi(zh=listed(numbers, "zh"), en=listed(numbers, "en")) if numbers else _NOTHING
        words = _MOVED if self.moved else _SETTLED if self.settled else _AS_BEFORE
        return words.fill(old=self.old.on, new=self.new.on, notices=named)


def redated(term: Term, before: WorkingCalendar, after: WorkingCalendar) -> Redated:
    """The term by the calendar it was opened with and by that of now.

    `notices` are those in force now that were not before, if they are for days that the term runs through.
    Raises ValueError if the term has no day.
    """
    old, new = term.due(before), term.due(after)
    last = max(old.on, new.on)
    since = (n for n in after.in_force.values() if before.in_force.get(n.year) != n)
    return Redated(term, old, new, tuple(n for n in since if _touches(n, term.start, last)))


def _touches(notice: DayNotice, first: date, last: date) -> bool:
    """Whether a notice is for a year of the days, or names one of them in the December before."""
    of_year = first.year <= notice.year <= last.year
    return of_year or any(first <= day <= last for day in notice.off | notice.working)

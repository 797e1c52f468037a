"""The working calendar of a year as people read it, and what a new notice would change."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass
from datetime import date

from jiqun.base.terms import Term as Run
from jiqun.base.words import Bi
from jiqun.base.workdays import DayNotice, WorkingCalendar
from jiqun.desk.actor import Actor
from jiqun.desk.calendar import calendar_with, working_calendar
from jiqun.desk.may import cases_of
from jiqun.desk.post import concerned
from jiqun.procedure.tables import procedure
from jiqun.records.models import CaseTerm

_FRIDAY = 4
_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class DayCell:
    """A day of a month. `state`: work, rest (a weekend), holiday, makeup (a weekend day that is worked)."""

    day: int
    state: str


@dataclass(frozen=True)
class Month:
    """A month by weeks from Monday; None where a week reaches into another month."""

    title: Bi
    weeks: tuple[tuple[DayCell | None, ...], ...]


@dataclass(frozen=True)
class YearView:
    """A year's working days. `known` is False while no notice of the year has been published."""

    year: int
    known: bool
    notice: str
    source: Bi
    published_on: date | None
    working_days: int
    months: tuple[Month, ...]
    off: str
    working: str


@dataclass(frozen=True)
class Moved:
    """A term that would get another last day."""

    case: str
    cluster: Bi
    term: Bi
    before: date
    after: date


@dataclass(frozen=True)
class Effect:
    """What a notice would change: the terms (for those who may see the cases), how many, and how many are told."""

    notice: DayNotice
    moved: tuple[Moved, ...]
    terms: int
    people: int


def look_at_year(year: int) -> YearView:
    """The working days of a year as they are known now."""
    calendar = working_calendar()
    notice = calendar.in_force.get(year)
    months = tuple(_month(calendar, year, number) for number in range(1, 13))
    days = (day for month in months for week in month.weeks for day in week if day)
    return YearView(
        year=year,
        known=calendar.known(year),
        notice=notice.number if notice else "",
        source=notice.source if notice else Bi(zh="", en=""),
        published_on=notice.published_on if notice else None,
        working_days=sum(day.state in ("work", "makeup") for day in days),
        months=months,
        off="\n".join(day.isoformat() for day in sorted(notice.off)) if notice else "",
        working="\n".join(day.isoformat() for day in sorted(notice.working)) if notice else "",
    )


def effect_of(notice: DayNotice, *, by: Actor) -> Effect:
    """What would happen if the notice were published now; nothing is changed."""
    calendar = calendar_with(notice)
    running = CaseTerm.objects.filter(state=CaseTerm.State.RUNNING).exclude(days=None).select_related("case__cluster")
    visible = set(cases_of(by).values_list("pk", flat=True))
    moved, people, terms = [], set(), 0
    for row in running.order_by("due_on", "pk"):
        after = Run(row.started_on, row.days or 1).due(calendar).on
        if row.due_on is None or after == row.due_on:
            continue
        terms += 1
        people |= {person.pk for person in concerned(row.case, None)}
        if row.case_id in visible:
            moved.append(_moved(row, row.due_on, after))
    return Effect(notice, tuple(moved), terms, len(people))


def _moved(row: CaseTerm, before: date, after: date) -> Moved:
    case = row.case
    term = next(one for one in procedure(case.edition, case.kind).terms if one.name == row.name)
    cluster = Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh)
    return Moved(case.number, cluster, term.title, before, after)


def _month(calendar: WorkingCalendar, year: int, number: int) -> Month:
    weeks = Calendar().monthdatescalendar(year, number)
    return Month(
        Bi(zh=f"{number}月", en=_NAMES[number - 1]),
        tuple(
            tuple(DayCell(day.day, _state(calendar, day)) if day.month == number else None for day in week)
            for week in weeks
        ),
    )


def _state(calendar: WorkingCalendar, day: date) -> str:
    weekend = day.weekday() > _FRIDAY
    if calendar.is_working_day(day):
        return "makeup" if weekend else "work"
    return "rest" if weekend else "holiday"

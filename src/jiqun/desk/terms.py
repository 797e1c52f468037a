"""Keeping the terms of a case: they start, stand still, go on and end with its stages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from jiqun.base.days import day_of
from jiqun.base.terms import Term as Run
from jiqun.base.workdays import WorkingCalendar
from jiqun.desk.calendar import working_calendar
from jiqun.procedure.kit import Move, Procedure, Term
from jiqun.procedure.shanghai_2024.round_days import usual_days
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case, CaseTerm, TermChange

State = CaseTerm.State


def keep_terms(case: Case, table: Procedure, move: Move, at: datetime, given: Mapping[str, Any]) -> list[TermChange]:
    """After a move: what the stage that the case now has means for each of its terms; the days that were moved.

    `due_on` is the day that the move gave: for the term that it extends, or for one that starts and has no length.
    """
    due_on, reason = given.get("due_on"), given.get("reason", "")
    open_terms: dict[str, CaseTerm] = {
        term.name: term for term in CaseTerm.objects.filter(case=case).exclude(state=State.ENDED)
    }
    calendar, changes = working_calendar(), []
    for term in table.terms:
        running = open_terms.get(term.name)
        if case.stage in term.runs:
            if running is None:
                if started := given.get(term.since) if term.since else day_of(at):
                    _start(case, term, started, due_on, calendar)
            elif running.state == State.PAUSED:
                changes.append(_go_on(running, at, calendar))
            elif move.extends == term.name and due_on:
                changes.append(_extend(running, at, due_on, reason))
        elif running is not None:
            changes += _stop(running, at, calendar, for_good=case.stage not in term.pauses)
    return changes


def start_terms(case: Case, table: Procedure, at: datetime) -> None:
    """The terms of a case that has just been opened."""
    for term in table.terms:
        if case.stage in term.runs:
            _start(case, term, day_of(at), None, working_calendar())


def _start(case: Case, term: Term, day: date, due_on: date | None, calendar: WorkingCalendar) -> None:
    days = _days_set(case, term) if term.by_round else term.days
    row = CaseTerm(case=case, name=term.name, state=State.RUNNING, started_on=day, days=days)
    if days:
        _count(row, calendar)
    elif term.name == "filing" and case.round:
        row.due_on = day_of(case.round.closes_at)  # an extension of one applicant moves it
    else:
        row.due_on = due_on
    row.save()


def _days_set(case: Case, term: Term) -> int | None:
    """Those of the round; usual ones for a case that is of no round."""
    days: int | None = (case.round.days if case.round else usual_days()).get(term.name)
    return days


def _stop(row: CaseTerm, at: datetime, calendar: WorkingCalendar, *, for_good: bool) -> list[TermChange]:
    if for_good:
        row.state, row.ended_at = State.ENDED, at
        row.save()
        return []
    return [] if row.state == State.PAUSED else [_pause(row, at, calendar)]


def _pause(row: CaseTerm, at: datetime, calendar: WorkingCalendar) -> TermChange:
    """Keep the working days that are left; an overdue term keeps what it is over by, as no day."""
    before = row.due_on
    if before is not None:
        row.days = max(calendar.working_days_between(day_of(at), before), 0)
    row.state, row.due_on, row.provisional = State.PAUSED, None, False
    row.save()
    return _changed(row, before, at, "paused")


def _go_on(row: CaseTerm, at: datetime, calendar: WorkingCalendar) -> TermChange:
    row.state, row.started_on = State.RUNNING, day_of(at)
    if row.days:
        _count(row, calendar)
    else:
        row.due_on = row.started_on
    row.save()
    return _changed(row, None, at, "resumed")


def _extend(row: CaseTerm, at: datetime, due_on: date, reason: str) -> TermChange:
    before, row.due_on, row.days, row.provisional = row.due_on, due_on, None, False
    row.save()
    return _changed(row, before, at, "extended", reason)


def _count(row: CaseTerm, calendar: WorkingCalendar) -> None:
    table = procedure(row.case.edition, row.case.kind)
    window = any(term.window for term in table.terms if term.name == row.name)
    due = Run(row.started_on, row.days or 1, "window" if window else "working_days").due(calendar)
    row.due_on, row.provisional = due.on, due.provisional


def redate(row: CaseTerm, at: datetime, calendar: WorkingCalendar, reason: str) -> TermChange | None:
    """Count a running term anew by the calendar as it is now; what changed, or None."""
    if row.state != State.RUNNING or not row.days:
        return None
    before, was_provisional = row.due_on, row.provisional
    _count(row, calendar)
    if (before, was_provisional) == (row.due_on, row.provisional):
        return None
    row.save()
    return _changed(row, before, at, "redated", reason)


def _changed(row: CaseTerm, before: date | None, at: datetime, why: str, reason: str = "") -> TermChange:
    return TermChange.objects.create(term=row, before=before, after=row.due_on, why=why, reason=reason, at=at)

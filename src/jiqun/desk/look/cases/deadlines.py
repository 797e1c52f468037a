"""What is due: the open terms of cases, as chips and lists show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from jiqun.base.words import Bi
from jiqun.desk.calendar import working_calendar
from jiqun.procedure.kit import Stage
from jiqun.procedure.roles import Role
from jiqun.procedure.tables import PROCEDURES, procedure
from jiqun.records.models import Case, CaseTerm

SOON = 3  # working days


@dataclass(frozen=True)
class Deadline:
    """One open term. `left` are working days (0: today), below zero when late; None while it stands still.

    `then`: whose turn it is once it is over, where its holder might act and had not to: nobody is late with it.
    `doubtful`: its day is over, and whether it is late today nobody has settled (10 April itself, Article 16).
    """

    id: int
    case: int
    name: str
    title: Bi
    holder: Bi
    due_on: date | None
    left: int | None
    paused: bool
    provisional: bool
    then: Role | None = None
    doubtful: bool = False

    @property
    def late(self) -> bool:
        return self.left is not None and self.left < 0 and self.then is None

    @property
    def over(self) -> bool:
        return self.left is not None and self.left < 0 and self.then is not None

    @property
    def soon(self) -> bool:
        return self.left is not None and 0 <= self.left <= SOON


def turn_of(stage: Stage, *deadlines: Deadline | None) -> Role | None:
    """Whose turn it is at a stage: its holder's, until the time in which they may act is over."""
    passed = (one.then for one in deadlines if one and one.over and stage.holder and one.holder == stage.holder.label)
    return next(passed, stage.holder)


def passed_on(today: date, role: Role, *, to: bool) -> Q:
    """The cases whose turn passed to that role (`to`), or from it, as the time of its holder is over."""
    found = Q(pk__in=())
    for (edition, kind), table in PROCEDURES.items():
        for term in table.terms:
            if term.then and role == (term.then if to else term.holder):
                over = CaseTerm.objects.filter(name=term.name, state=CaseTerm.State.RUNNING, due_on__lt=today)
                stages = [stage for stage in table.stages_of(term.holder) if stage in term.runs]
                found |= Q(edition=edition, kind=kind, stage__in=stages, pk__in=over.values("case"))
    return found


def rights() -> Q:
    """The terms with which nobody is late."""
    found = Q(pk__in=())
    for (edition, kind), table in PROCEDURES.items():
        names = [term.name for term in table.terms if term.then]
        found |= Q(case__edition=edition, case__kind=kind, name__in=names)
    return found


def deadlines_of(cases: Iterable[Case], today: date) -> tuple[Deadline, ...]:
    """The open terms of these cases, the earliest first, in one query."""
    by_id = {case.pk: case for case in cases}
    rows = CaseTerm.objects.filter(case__in=by_id).exclude(state=CaseTerm.State.ENDED)
    calendar = working_calendar()
    found = [_deadline(row, by_id[row.case_id], today, calendar.working_days_between) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.due_on or date.max, one.id)))


def _deadline(row: CaseTerm, case: Case, today: date, between: Callable[[date, date], int]) -> Deadline:
    term = next(one for one in procedure(case.edition, case.kind).terms if one.name == row.name)
    left, doubtful = None, is_doubtful(row, today)
    if doubtful:
        left = 0
    elif row.due_on is not None:
        left = between(today, row.due_on)
        if row.due_on < today and left == 0:
            left = -1  # late over days of rest is late all the same
    return Deadline(
        id=row.pk,
        case=row.case_id,
        name=row.name,
        title=term.title,
        holder=term.holder.label,
        due_on=row.due_on,
        left=left,
        paused=row.state == CaseTerm.State.PAUSED,
        provisional=row.provisional,
        then=term.then,
        doubtful=doubtful,
    )


def is_doubtful(row: CaseTerm, today: date) -> bool:
    """Whether its day is over, and it is not late yet."""
    return row.due_on is not None and row.late_from is not None and row.due_on < today < row.late_from


def is_late(row: CaseTerm, today: date) -> bool:
    """Whether it is late on a day."""
    return row.due_on is not None and row.due_on < today and not is_doubtful(row, today)

"""The one path of every act on a case: seen, not overtaken, allowed, done, recorded, told, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from jiqun.desk.actor import Actor
from jiqun.desk.each import looking_at
from jiqun.desk.may import the_case
from jiqun.desk.post import tell_of
from jiqun.desk.record import record
from jiqun.desk.situation import situation_of
from jiqun.desk.terms import keep_terms
from jiqun.procedure.kit import Move, Procedure, choose
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case, LedgerEntry, Sealed, Step


class Overtaken(Exception):
    """Somebody else acted on the case since the page was made; carries the case as it is now."""

    def __init__(self, case: int, version: int) -> None:
        self.case, self.version = case, version
        super().__init__(f"case {case} is at version {version}")


@dataclass
class Act:
    """An act being done: what its effect may read, and where it leaves the rows that it wrote."""

    case: Case
    table: Procedure
    move: Move
    by: Actor
    at: datetime
    given: dict[str, Any]  # an effect puts what is kept in the place of what was given, such as a file's hash
    rows: list[Sealed] = field(default_factory=list)
    content: dict[str, Any] = field(default_factory=dict)
    entry: LedgerEntry | None = None


Effect = Callable[[Act], None]


def make_move(  # noqa: PLR0913  # which act on which case, by whom, when, with what
    case: int,
    name: str,
    *,
    version: int,
    by: Actor,
    at: datetime,
    given: Mapping[str, Any] | None = None,
    effect: Effect | None = None,
) -> Act:
    """Make one move of a case's table.

    Locks the case, checks that nobody overtook the actor and that nothing is lacking, lets `effect` write its rows,
    moves the case, keeps its terms, appends to the ledger and tells those concerned. All of it or nothing.

    Raises NotThere, Overtaken, Refused (with all reasons).
    """
    given = dict(given or {})
    with transaction.atomic():
        row = the_case(by, case, to_change=True)
        if row.version != version:
            raise Overtaken(row.pk, row.version)
        table = procedure(row.edition, row.kind)
        with looking_at([row]):
            move = choose(table, name, situation_of(row, by, at, given), given)
        act = Act(row, table, move, by, at, dict(given))
        if effect:
            effect(act)
        _move(act)
        return act


def _move(act: Act) -> None:
    case, move = act.case, act.move
    start, case.stage = case.stage, move.end or case.stage
    case.version += 1
    if case.stage != start:
        case.moved_at = act.at
        # A case that is opened again has not ended.
        case.ended_at = act.at if act.table.stage_by_name[case.stage].ended else None
    case.save()
    step = Step.objects.create(
        case=case,
        place=case.version,
        move=move.name,
        start=start,
        end=case.stage,
        at=act.at,
        person_id=act.by.person,
        appointment_id=act.by.appointment,
        stands_in=act.by.stands_in is not None,
        given=_plain(act.given),
        article=move.under.number,
    )
    changes = keep_terms(case, act.table, move, act.at, act.given)
    content = {"case": case.number, "given": step.given, **act.content}
    act.entry = record(
        move.name,
        f"case:{case.pk}",
        by=act.by,
        at=act.at,
        article=move.under.number,
        content=content,
        sealed=(step, *act.rows, *changes),
    )
    tell_of(case, step, act.table, act.by)


def _plain(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in given.items()
        if value not in (None, "")
    }

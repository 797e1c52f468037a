"""One case as its page shows it: where it stands, whose turn it is, what can be done and what cannot, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.drafts import is_editable
from jiqun.desk.look.cases.deadlines import Deadline, deadlines_of, turn_of
from jiqun.desk.look.cases.kinds import kind_of
from jiqun.desk.may import is_inside, the_case
from jiqun.desk.situation import situation_of
from jiqun.facts.districts import DISTRICTS
from jiqun.procedure.kit import Lack, Procedure, Stage, lacking, open_moves
from jiqun.procedure.roles import Role
from jiqun.procedure.tables import procedure
from jiqun.records.models import Case, Step


@dataclass(frozen=True)
class Doable:
    """A move that the actor's role has here; `lacks` says everything that still stands against it."""

    name: str
    title: Bi
    asks: tuple[str, ...]
    article: str
    lacks: tuple[Lack, ...]


@dataclass(frozen=True)
class Done:
    """One act of the timeline."""

    name: str
    said: Bi
    at: datetime
    who: str
    organisation: Bi
    role: Bi
    stood_in: bool
    article: str
    given: dict[str, Any]


@dataclass(frozen=True)
class OnTrack:
    """A stage of the track: done, now, or still to come."""

    title: Bi
    state: str  # done, now, next
    at: datetime | None


@dataclass(frozen=True)
class CaseView:
    """A case, limited to what the one who asks may see."""

    id: int
    number: str
    version: int
    kind: Bi
    kind_name: str
    edition: str
    cluster: int
    cluster_name: Bi
    cluster_number: str
    operator: Bi
    district: Bi
    round_title: Bi
    stage: str
    stage_title: Bi
    holder: Bi | None
    my_turn: bool
    since: datetime
    filed_at: datetime | None
    ended: bool
    filling: bool  # its operator can go on filling it in
    doable: tuple[Doable, ...]
    track: tuple[OnTrack, ...]
    deadlines: tuple[Deadline, ...]
    timeline: tuple[Done, ...]


def look_at_case(case: int, *, by: Actor, at: datetime) -> CaseView:
    """The case. Raises NotThere."""
    row = the_case(by, case)
    table = procedure(row.edition, row.kind)
    inside = is_inside(by)
    stage = table.seen(row.stage, inside=inside)
    done = timeline_of(row, table, inside=inside)
    notice, deadlines = row.round, deadlines_of([row], day_of(at))
    holder = turn_of(stage, *deadlines)
    return CaseView(
        id=row.pk,
        number=row.number,
        version=row.version,
        kind=kind_of(row),
        kind_name=row.kind,
        edition=row.edition,
        cluster=row.cluster_id,
        cluster_name=Bi(zh=row.cluster.name_zh, en=row.cluster.name_en or row.cluster.name_zh),
        cluster_number=row.cluster.number,
        operator=Bi(zh=row.operator.name_zh, en=row.operator.name_en or row.operator.name_zh),
        district=DISTRICTS[row.district],
        round_title=Bi(zh=notice.title_zh, en=notice.title_en or notice.title_zh) if notice else Bi(zh="", en=""),
        stage=stage.name,
        stage_title=stage.title,
        holder=holder.label if holder else None,
        my_turn=holder == by.role,
        since=row.moved_at if inside else _came_to(row, stage, table, done),
        filed_at=row.filed_at,
        ended=stage.ended,
        filling=is_editable(row),
        doable=doable_by(row, table, by, at),
        track=track_of(row, table, stage, done),
        deadlines=deadlines,
        timeline=done,
    )


def version_of(case: int, *, by: Actor) -> int:
    """The version that an act on the case has to name. Raises NotThere."""
    return the_case(by, case).version


def doable_by(row: Case, table: Procedure, by: Actor, at: datetime) -> tuple[Doable, ...]:
    """What the actor's role can do with the case now, and what still stands against each."""
    given: dict[str, Any] = {"declared": "later"}  # proved when it is done, not when the page is made
    situation = situation_of(row, by, at, given)
    return tuple(
        Doable(
            move.name,
            move.title,
            move.asks,
            move.under.number,
            tuple(lack for lack in lacking(move, situation) if lack.name not in _WHEN_DONE),
        )
        for move in open_moves(table, situation)
    )


def lacks_of(row: Case, move: str, by: Actor, at: datetime) -> tuple[Lack, ...]:
    """Everything that stands against one move now, also one that is part of a greater act."""
    table = procedure(row.edition, row.kind)
    return lacking(table.by_name[move], situation_of(row, by, at, {}))


def timeline_of(row: Case, table: Procedure, *, inside: bool) -> tuple[Done, ...]:
    """The acts on a case, the first one first; what the Commission prepares only for those `inside`."""
    steps = Step.objects.filter(case=row).select_related("person", "appointment__organisation").order_by("place")
    return tuple(_done(step, table) for step in steps if inside or not table.by_name[step.move].inside)


def _came_to(row: Case, stage: Stage, table: Procedure, done: tuple[Done, ...]) -> datetime:
    """Since when the case stands at the stage as those outside see it."""
    since = row.opened_at
    for act in done:
        end = table.by_name[act.name].end
        if end and table.seen(end, inside=False) == stage:
            since = act.at
    return since


def _done(step: Step, table: Procedure) -> Done:
    body = step.appointment.organisation
    return Done(
        name=step.move,
        said=table.by_name[step.move].said,
        at=step.at,
        who=step.person.name,
        organisation=Bi(zh=body.name_zh, en=body.name_en or body.name_zh),
        role=Role(step.appointment.role).label,
        stood_in=step.stands_in,
        article=step.article,
        given=step.given,
    )


def track_of(row: Case, table: Procedure, here: Stage, done: tuple[Done, ...]) -> tuple[OnTrack, ...]:
    """The stages of the straight way that a case went through, the one that it has, and those that usually follow."""
    reached = {table.first.name: row.opened_at}
    for act in done:
        end = table.by_name[act.name].end
        if end:
            reached[end] = act.at
    stages = [table.stage_by_name[name] for name in table.usual]
    if here not in stages:
        after = [stage for stage in stages if stage.name not in reached] if not here.ended else []
        stages = [*(stage for stage in stages if stage.name in reached), here, *after]
    place = stages.index(here)
    return tuple(
        OnTrack(
            stage.title,
            "now" if index == place else "done" if index < place else "next",
            reached.get(stage.name) if index <= place else None,
        )
        for index, stage in enumerate(stages)
    )


_WHEN_DONE = frozenset({"open_clauses_named", "rank_free", "fit_ending"})  # depends on what will be given with the move


def due_first(deadline: Deadline) -> date:
    """The order of deadlines: the earliest day first, those without one last."""
    return deadline.due_on or date.max

"""The assignment of a round before it is made: who would get what, how even and how fitting; or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.experts.assigning import Plan, by_draw, due_day, field_of, plan_of
from jiqun.desk.may import NotThere, only
from jiqun.desk.rounds.purposes import BY_STAGES
from jiqun.fairness.assignment import Seat
from jiqun.procedure.roles import Role
from jiqun.records.models import Case, Expert, Round


@dataclass(frozen=True)
class Given:
    """An expert whom a file would get, or has already."""

    expert: int
    name: str
    new: bool
    fits: bool


@dataclass(frozen=True)
class PlannedFile:
    """A file and its experts; `why` says why it cannot be filled."""

    case: int
    number: str
    cluster: Bi
    industry: str
    experts: tuple[Given, ...]
    why: Bi | None


@dataclass(frozen=True)
class Load:
    """How many files of the round an expert would have, of how many at most."""

    name: str
    files: int
    most: int


@dataclass(frozen=True)
class Preview:
    """The whole assignment; `seen` stands for it when it is made."""

    round: int
    title: Bi
    seen: str
    possible: bool
    files: tuple[PlannedFile, ...]
    loads: tuple[Load, ...]
    largest: int
    misfits: int
    new: int
    people: int
    due_on: date
    alone: bool  # each file by itself could be filled, all together cannot
    places: int  # judgements that the files still need
    room: int  # how many more the experts could take


def preview_assignment(round_id: int, *, by: Actor, at: datetime) -> Preview:
    """What the assignment would be now. Raises NotThere."""
    only(by, Role.MUNICIPAL_OFFICER)
    notice = Round.objects.filter(pk=round_id, purpose__in=BY_STAGES).first()
    if notice is None or by_draw(notice):
        raise NotThere
    plan = plan_of(notice, at)
    names = dict(Expert.objects.filter(pk__in=[one.expert for one in plan.members]).values_list("pk", "person__name"))
    cases = Case.objects.select_related("cluster").in_bulk([seat.file for seat in plan.seats])
    loads = plan.loads()
    return Preview(
        round=notice.pk,
        title=Bi(zh=notice.title_zh, en=notice.title_en or notice.title_zh),
        seen=plan.key,
        possible=plan.given is not None,
        files=tuple(_file(seat, cases[seat.file], plan, names) for seat in plan.seats),
        loads=tuple(
            Load(names[one.expert], loads[one.expert], one.most)
            for one in sorted(plan.members, key=lambda one: (-loads[one.expert], one.expert))
        ),
        largest=max(loads.values(), default=0),
        misfits=plan.misfits(),
        new=len(plan.new),
        people=len({expert for _, expert in plan.new}),
        due_on=due_day(notice, at),
        alone=plan.given is None and not plan.lacking,
        places=sum(seat.experts - len(seat.kept) for seat in plan.seats),
        room=sum(one.most - loads[one.expert] for one in plan.members) if plan.given is None else 0,
    )


def _file(seat: Seat, case: Case, plan: Plan, names: Mapping[int, str]) -> PlannedFile:
    fields = {one.expert: one.fields for one in plan.members}
    chosen = (plan.given or {}).get(seat.file, tuple(sorted(seat.kept)))
    return PlannedFile(
        case=case.pk,
        number=case.number,
        cluster=Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh),
        industry=field_of(case),
        experts=tuple(Given(one, names[one], one not in seat.kept, seat.field in fields[one]) for one in chosen),
        why=_why(seat, plan) if seat.file in plan.lacking else None,
    )


def _why(seat: Seat, plan: Plan) -> Bi:
    """Why a file has too few experts of its own: in conflict or off it already, or without room."""
    able = {one.expert for one in plan.members if one.load < one.most} | seat.kept
    return _LACKS.fill(
        wanted=seat.experts,
        free=len(able - seat.barred),
        barred=len(seat.barred & {one.expert for one in plan.members}),
        full=sum(one.load >= one.most for one in plan.members),
    )


_LACKS = Bi(
    zh="需要{wanted}位，可用{free}位：{barred}位有利害关系或已退出，{full}位已满额。",
    en="Needs {wanted}, has {free}: {barred} in conflict or off it already, {full} with no room.",
)

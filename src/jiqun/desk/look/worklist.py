"""What waits: mine, others', late, soon; the first screen of everybody who works here (Articles 4 and 5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.look.deadlines import Deadline, deadlines_of
from jiqun.desk.may import cases_of
from jiqun.facts.districts import DISTRICTS
from jiqun.procedure.tables import PROCEDURES, procedure
from jiqun.records.models import Case


@dataclass(frozen=True)
class Item:
    """A case on a list."""

    id: int
    number: str
    cluster: Bi
    district: Bi
    kind: Bi
    stage: str
    stage_title: Bi
    holder: Bi | None
    mine: bool
    since: datetime
    deadline: Deadline | None


@dataclass(frozen=True)
class StageCount:
    """How many cases stand at a stage."""

    stage: str
    title: Bi
    count: int


@dataclass(frozen=True)
class Worklist:
    """The four lists of a workbench, and the counts by stage."""

    mine: tuple[Item, ...]
    waiting: tuple[Item, ...]
    late: tuple[Item, ...]
    soon: tuple[Item, ...]
    counts: tuple[StageCount, ...]


@dataclass(frozen=True)
class CaseList:
    """One page of cases."""

    items: tuple[Item, ...]
    total: int
    page: int
    pages: int


MOST = 50


def worklist_of(by: Actor, at: datetime) -> Worklist:
    """What is waiting for the actor, for others, late and about to be late."""
    open_cases = _rows(cases_of(by).filter(ended_at=None).order_by("moved_at"))
    items = items_of(open_cases[:500], by, day_of(at))
    return Worklist(
        mine=tuple(item for item in items if item.mine),
        waiting=tuple(item for item in items if not item.mine),
        late=tuple(item for item in items if item.deadline and item.deadline.late),
        soon=tuple(item for item in items if item.deadline and item.deadline.soon),
        counts=counts_by_stage(by),
    )


def counts_by_stage(by: Actor) -> tuple[StageCount, ...]:
    """How many of the actor's cases stand at each stage, in the order of the proceedings."""
    rows = cases_of(by).values("edition", "kind", "stage").annotate(count=Count("pk"))
    found = {(row["edition"], row["kind"], row["stage"]): row["count"] for row in rows}
    return tuple(
        StageCount(stage.name, stage.title, count)
        for (edition, kind), table in PROCEDURES.items()
        for stage in table.stages
        if (count := found.get((edition, kind, stage.name)))
    )


def list_cases(
    *, by: Actor, at: datetime, stage: str = "", district: str = "", text: str = "", page: int = 1
) -> CaseList:
    """The cases that the actor may see, filtered, the newest first."""
    found = cases_of(by).order_by("-opened_at", "-pk")
    if stage:
        found = found.filter(stage=stage)
    if district:
        found = found.filter(district=district)
    for term in text.split()[:5]:
        found = found.filter(
            Q(number__icontains=term) | Q(cluster__name_zh__icontains=term) | Q(cluster__name_en__icontains=term)
        )
    total = found.count()
    pages = max((total + MOST - 1) // MOST, 1)
    page = min(max(page, 1), pages)
    rows = _rows(found)[(page - 1) * MOST : page * MOST]
    return CaseList(items_of(rows, by, day_of(at)), total, page, pages)


def items_of(rows: Iterable[Case], by: Actor, today: date) -> tuple[Item, ...]:
    """Cases as items, with the deadline that comes first; two queries for any number of them."""
    cases = list(rows)
    first: dict[int, Deadline] = {}
    for deadline in deadlines_of(cases, today):
        first.setdefault(deadline.case, deadline)
    return tuple(_item(case, by, first.get(case.pk)) for case in cases)


def _rows(found: QuerySet[Case]) -> QuerySet[Case]:
    return found.select_related("cluster")


def _item(case: Case, by: Actor, deadline: Deadline | None) -> Item:
    table = procedure(case.edition, case.kind)
    stage = table.stage_by_name[case.stage]
    return Item(
        id=case.pk,
        number=case.number,
        cluster=Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh),
        district=DISTRICTS[case.district],
        kind=table.title,
        stage=case.stage,
        stage_title=stage.title,
        holder=stage.holder.label if stage.holder else None,
        mine=stage.holder == by.role,
        since=case.moved_at,
        deadline=deadline,
    )

"""What waits: mine, others', late, soon; the first screen of everybody who works here (Articles 4 and 5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.calendar import working_calendar
from jiqun.desk.look.cases.deadlines import SOON, Deadline, deadlines_of, passed_on, rights, turn_of
from jiqun.desk.look.cases.kinds import kind_of
from jiqun.desk.look.paging import Page, page_shown
from jiqun.desk.look.search import keys_with
from jiqun.desk.may import cases_of, is_inside
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.search_terms import normalised
from jiqun.procedure.tables import PROCEDURES, procedure
from jiqun.records.models import Case, CaseTerm, Step


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
    """How many cases stand at a stage; `stage` is its name with that of the kind before it: `recognition.draft`."""

    stage: str
    title: Bi
    count: int


@dataclass(frozen=True)
class Queue:
    """One of the lists of a workbench, and how many cases are in it."""

    name: str
    title: Bi
    count: int


@dataclass(frozen=True)
class Worklist:
    """The lists of a workbench, the one that is shown, and the counts by stage."""

    queues: tuple[Queue, ...]
    shown: Queue
    page: Page[Item]
    counts: tuple[StageCount, ...]


QUEUES: Mapping[str, Bi] = {
    "mine": Bi(zh="待我办理", en="Mine now"),
    "late": Bi(zh="已逾期", en="Late"),
    "soon": Bi(zh="即将到期", en="Due soon"),
    "waiting": Bi(zh="等待他人办理", en="Waiting for others"),
}


def worklist_of(by: Actor, at: datetime, *, show: str = "mine", page: int = 1) -> Worklist:
    """What waits for the actor, for others, late and soon to be late; one of the lists in full, the first due first."""
    today = day_of(at)
    wanted = _queues(by, today)
    running = CaseTerm.objects.filter(case=OuterRef("pk"), state=CaseTerm.State.RUNNING)
    due = running.exclude(rights(), due_on__lt=today).order_by("due_on")
    found = cases_of(by).filter(ended_at=None)
    found = found.annotate(due=Subquery(due.values("due_on")[:1]), late_from=Subquery(due.values("late_from")[:1]))
    numbers = found.aggregate(**{name: Count("pk", filter=condition) for name, condition in wanted.items()})
    queues = {name: Queue(name, title, numbers[name]) for name, title in QUEUES.items()}
    shown = queues.get(show, queues["mine"])
    rows = _rows(found.filter(wanted[shown.name]).order_by(F("due").asc(nulls_last=True), "moved_at", "pk"))
    return Worklist(
        queues=tuple(queues.values()),
        shown=shown,
        page=page_shown(rows, page, lambda cases: items_of(cases, by, today)),
        counts=counts_by_stage(by),
    )


def _queues(by: Actor, today: date) -> Mapping[str, Q]:
    """By name, which open cases a list holds; `due` is the first day on which something of a case is due."""
    mine = Q(pk__in=())
    for (edition, kind), table in PROCEDURES.items():
        mine |= Q(edition=edition, kind=kind, stage__in=table.stages_of(by.role))
    mine = (mine & ~passed_on(today, by.role, to=False)) | passed_on(today, by.role, to=True)
    last = working_calendar().add_working_days(today, SOON).on
    late = Q(due__lt=today) & (Q(late_from=None) | Q(late_from__lte=today))
    return {"mine": mine, "late": late, "soon": Q(due__gte=today, due__lte=last), "waiting": ~mine}


def counts_by_stage(by: Actor) -> tuple[StageCount, ...]:
    """How many of the actor's cases stand at each stage, in the order of the proceedings."""
    rows = cases_of(by).values("edition", "kind", "stage").annotate(count=Count("pk"))
    found = {(row["edition"], row["kind"], row["stage"]): row["count"] for row in rows}
    return stage_counts(found, inside=is_inside(by))


def stage_counts(found: Mapping[tuple[str, str, str], int], *, inside: bool) -> tuple[StageCount, ...]:
    """Counts by edition, kind and stage in the order of the proceedings; outside, of the stages as they show there."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for (edition, kind, stage), count in found.items():
        counts[edition, kind, procedure(edition, kind).seen(stage, inside=inside).name] += count
    return tuple(
        StageCount(f"{kind}.{stage.name}", stage.title, count)
        for (edition, kind), table in PROCEDURES.items()
        for stage in table.stages
        if (count := counts[edition, kind, stage.name])
    )


def list_cases(
    *, by: Actor, at: datetime, stage: str = "", district: str = "", text: str = "", page: int = 1
) -> Page[Item]:
    """The cases that the actor may see, by stage, district, and name, pinyin, English or number; the newest first."""
    found = cases_of(by).order_by("-opened_at", "-pk")
    if stage:
        found = found.filter(_at_stage(stage, inside=is_inside(by)))
    if district:
        found = found.filter(district=district)
    if terms := normalised(text):
        found = found.filter(pk__in=keys_with("case", terms).values("subject"))
    return page_shown(_rows(found), page, lambda cases: items_of(cases, by, day_of(at)))


def cases_about(case: int, *, by: Actor, at: datetime) -> tuple[Item, ...]:
    """The proceedings about a case (objections, spot checks, appeals) that the actor may see, the first one first."""
    return items_of(_rows(cases_of(by).filter(about=case).order_by("pk")), by, day_of(at))


def _at_stage(name: str, *, inside: bool) -> Q:
    """The cases that show at that stage (`recognition.evaluation`); none for a name that no proceeding has."""
    kind, _, stage = name.partition(".")
    wanted = Q(pk__in=())
    for (edition, one), table in PROCEDURES.items():
        known = table.stage_by_name.get(stage) if one == kind else None
        if known and (inside or not known.behind):
            wanted |= Q(edition=edition, kind=kind, stage__in=table.stages_seen_as(stage, inside=inside))
    return wanted


def items_of(rows: Iterable[Case], by: Actor, today: date) -> tuple[Item, ...]:
    """Cases as items, with the deadline that comes first; three queries at most for any number of them."""
    cases = list(rows)
    first: dict[int, Deadline] = {}
    for deadline in deadlines_of(cases, today):
        first.setdefault(deadline.case, deadline)
    since = {} if is_inside(by) else _since(cases)
    return tuple(_item(case, by, first.get(case.pk), since.get(case.pk, case.moved_at)) for case in cases)


def _since(cases: list[Case]) -> dict[int, datetime]:
    """For those outside: when a case came to the stage that it shows as, not to what is being prepared behind it."""
    tables = {case.pk: procedure(case.edition, case.kind) for case in cases}
    hidden = {case.pk: case for case in cases if tables[case.pk].stage_by_name[case.stage].behind}
    found: dict[int, datetime] = {}
    steps = Step.objects.filter(case__in=hidden).order_by("place").values_list("case", "move", "at") if hidden else ()
    for pk, name, at in steps:
        table, move = tables[pk], tables[pk].by_name[name]
        shown = table.seen(hidden[pk].stage, inside=False)
        if not move.inside and move.end and table.seen(move.end, inside=False) == shown:
            found[pk] = at
    return found


def _rows(found: QuerySet[Case]) -> QuerySet[Case]:
    return found.select_related("cluster", "round")


def _item(case: Case, by: Actor, deadline: Deadline | None, since: datetime) -> Item:
    table = procedure(case.edition, case.kind)
    stage = table.seen(case.stage, inside=is_inside(by))
    holder = turn_of(stage, deadline)
    return Item(
        id=case.pk,
        number=case.number,
        cluster=Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh),
        district=DISTRICTS[case.district],
        kind=kind_of(case),
        stage=stage.name,
        stage_title=stage.title,
        holder=holder.label if holder else None,
        mine=holder == by.role,
        since=since,
        deadline=deadline,
    )

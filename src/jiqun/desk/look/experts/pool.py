"""The pool of experts as the Commission sees it, and an expert's own declared interests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.experts.assigning import STAYS, serving
from jiqun.desk.look.choices import Choice, plain
from jiqun.desk.look.paging import Page, page_shown
from jiqun.desk.may import NotThere, experts_of, only, the_expert
from jiqun.fairness.conflicts import TIES
from jiqun.procedure.roles import Role
from jiqun.records.models import Appointment, Assignment, Expert, ExpertTie

STATES = {
    "serving": Bi(zh="可分配", en="can be asked"),
    "suspended": Bi(zh="已暂停", en="suspended"),
    "out_of_term": Bi(zh="不在聘期或无角色", en="outside of the term, or no role"),
}


@dataclass(frozen=True)
class TieView:
    """A tie of an expert."""

    id: int
    kind: Bi
    code: str
    name: str
    since: date | None
    until: date | None
    declared: bool
    entered_at: datetime
    removed_at: datetime | None
    may_remove: bool


@dataclass(frozen=True)
class ExpertItem:
    """An expert on a list; `files` are those that are being judged now."""

    id: int
    name: str
    title: str
    body: Bi
    fields: tuple[str, ...]
    since: date
    until: date
    most: int
    state: str
    state_words: Bi
    files: int


@dataclass(frozen=True)
class FileOf:
    """A file that an expert has or had, on the page of the pool."""

    case: int
    number: str
    cluster: Bi
    state: Bi
    asked_at: datetime


@dataclass(frozen=True)
class ExpertView:
    """One expert with everything that the pool keeps."""

    item: ExpertItem
    suspended_at: datetime | None
    suspended_why: str
    ties: tuple[TieView, ...]
    files: tuple[FileOf, ...]


def list_experts(
    *, by: Actor, at: datetime, text: str = "", industry: str = "", state: str = "", page: int = 1
) -> Page[ExpertItem]:
    """The pool by name or body, by field, by whether somebody can be asked now."""
    only(by, Role.MUNICIPAL_OFFICER, Role.MUNICIPAL_APPROVER, Role.AUDITOR)
    found = experts_of(by).order_by("person__name", "pk")
    for term in text.split()[:5]:
        body = Q(organisation__name_zh__icontains=term) | Q(organisation__name_en__icontains=term)
        found = found.filter(Q(person__name__icontains=term) | Q(title__icontains=term) | body)
    if industry:
        found = found.filter(fields__contains=industry[:2])
    if state in STATES:
        found = _in_state(found, state, day_of(at))
    return page_shown(found, page, lambda rows: items_of(rows, at))


def look_at_expert(expert: int, *, by: Actor, at: datetime) -> ExpertView:
    """One expert, for the Commission. Raises NotThere."""
    only(by, Role.MUNICIPAL_OFFICER, Role.MUNICIPAL_APPROVER, Role.AUDITOR)
    row = the_expert(by, expert)
    files = Assignment.objects.filter(expert=row).select_related("case__cluster").order_by("-asked_at", "-pk")
    return ExpertView(
        items_of([row], at)[0], row.suspended_at, row.suspended_why, ties_of(row, by), tuple(map(_file, files))
    )


def own_ties(*, by: Actor) -> tuple[TieView, ...]:
    """What the expert has declared, and what officers have entered. Raises NotThere for somebody not in the pool."""
    only(by, Role.EXPERT)
    return ties_of(own_place(by=by), by)


def own_place(*, by: Actor) -> Expert:
    """The expert that the actor is. Raises NotThere."""
    row = experts_of(by).first() if by.role == Role.EXPERT else None
    if row is None:
        raise NotThere
    return row


def own_number(*, by: Actor) -> int:
    """Its number. Raises NotThere."""
    return own_place(by=by).pk


def ties_of(row: Expert, by: Actor) -> tuple[TieView, ...]:
    """All ties of an expert, those struck out among them."""
    return tuple(
        TieView(
            id=one.pk,
            kind=TIES[one.kind],
            code=one.code,
            name=one.name,
            since=one.since,
            until=one.until,
            declared=one.declared,
            entered_at=one.entered_at,
            removed_at=one.removed_at,
            may_remove=one.removed_at is None
            and (by.role == Role.MUNICIPAL_OFFICER or (by.role == Role.EXPERT and one.declared)),
        )
        for one in ExpertTie.objects.filter(expert=row).order_by("pk")
    )


def items_of(rows: list[Expert], at: datetime) -> tuple[ExpertItem, ...]:
    """Experts as items; the same queries for any number of them."""
    numbers = [row.pk for row in rows]
    whole = Expert.objects.filter(pk__in=numbers).select_related("person", "organisation")
    working = Q(assignments__state__in=STAYS, assignments__case__stage="evaluation")
    by_number = {one.pk: one for one in whole.annotate(files=Count("assignments", filter=working, distinct=True))}
    free = set(serving(day_of(at)).filter(pk__in=numbers).values_list("pk", flat=True))
    return tuple(_item(by_number[number], free) for number in numbers)


def candidates(*, by: Actor) -> tuple[Choice, ...]:
    """Who has the role of an expert and is not in the pool."""
    only(by, Role.MUNICIPAL_OFFICER)
    held = Appointment.objects.filter(role=Role.EXPERT, until=None, person__is_active=True, person__expert=None)
    rows = held.select_related("person", "organisation").order_by("person__name", "pk")
    return tuple(plain(one.pk, f"{one.person.name}（{one.organisation.name_zh}）") for one in rows)


def kinds_of_tie() -> tuple[Choice, ...]:
    """The kinds of tie that can be declared."""
    return tuple(Choice(kind, title) for kind, title in TIES.items())


def _in_state(found: QuerySet[Expert], state: str, on: date) -> QuerySet[Expert]:
    free = serving(on).values("pk")
    if state == "serving":
        return found.filter(pk__in=free)
    if state == "suspended":
        return found.exclude(suspended_at=None)
    return found.filter(suspended_at=None).exclude(pk__in=free)


def _item(row: Expert, free: set[int]) -> ExpertItem:
    state = "serving" if row.pk in free else "suspended" if row.suspended_at else "out_of_term"
    body = row.organisation
    return ExpertItem(
        id=row.pk,
        name=row.person.name,
        title=row.title,
        body=Bi(zh=body.name_zh, en=body.name_en or body.name_zh),
        fields=tuple(row.fields.split(";")),
        since=row.since,
        until=row.until,
        most=row.most,
        state=state,
        state_words=STATES[state],
        files=row.files,  # type: ignore[attr-defined]  # counted by `items_of`
    )


def _file(one: Assignment) -> FileOf:
    cluster = one.case.cluster
    name = Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh)
    return FileOf(one.case_id, one.case.number, name, STATE_WORDS[one.state], one.asked_at)


STATE_WORDS = {
    "asked": Bi(zh="待声明", en="asked"),
    "open": Bi(zh="评审中", en="open"),
    "filed": Bi(zh="已提交", en="filed"),
    "conflict": Bi(zh="有利害关系", en="conflict"),
    "abstained": Bi(zh="已回避", en="abstained"),
    "replaced": Bi(zh="已更换", en="replaced"),
}

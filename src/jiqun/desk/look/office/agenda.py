"""What is due for a person, by day; the feed that their own calendar reads; their messages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, Max

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor, actors_of
from jiqun.desk.installation.addresses import case_page
from jiqun.desk.installation.secret import secret_hash
from jiqun.desk.look.cases.deadlines import is_late
from jiqun.desk.look.paging import Page, page_of
from jiqun.desk.look.tracking.events import follow_up_events
from jiqun.desk.may import NotThere, assignments_of, cases_of
from jiqun.desk.tracking import Left, left_to
from jiqun.papers.calendar import Event, calendar_ics
from jiqun.procedure.kit import Term
from jiqun.procedure.roles import Role
from jiqun.procedure.tables import procedure
from jiqun.records.models import Assignment, CalendarKey, CaseTerm, Message

_KEPT = timedelta(days=60)  # an ended deadline stays in the feed as cancelled for so long
_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Due:
    """Something that the actor has to do by a day."""

    on: date
    case: int
    number: str
    cluster: Bi
    term: Bi
    late: bool
    provisional: bool
    path: str


@dataclass(frozen=True)
class Agenda:
    """What is due, the earliest first, and since when there is a feed."""

    due: tuple[Due, ...]
    feed_since: datetime | None


@dataclass(frozen=True)
class MessageItem:
    """A message to the person."""

    id: int
    subject: str
    body: str
    at: datetime
    read: bool
    path: str


def agenda_of(*, by: Actor, at: datetime) -> Agenda:
    """What the actor has to do in the role that they act in."""
    today = day_of(at)
    running = (row for row in _terms([by]) if row.state == CaseTerm.State.RUNNING and row.due_on)
    rows = [row for row in running if not (_term(row).then and row.due_on and row.due_on < today)]
    due: Iterable[Due] = (
        Due(
            on=row.due_on or today,
            case=row.case_id,
            number=row.case.number,
            cluster=_cluster(row),
            term=_title(row),
            late=is_late(row, today),
            provisional=row.provisional,
            path=case_page(row.case_id, by.role),
        )
        for row in rows
    )
    due = (
        *due,
        *(_sheet_due(row, today) for row in _judging([by])),
        *(_follow_up_due(one, today) for one in left_to(by)),
    )
    feed = CalendarKey.objects.filter(person=by.person).values_list("made_at", flat=True).first()
    return Agenda(tuple(sorted(due, key=lambda one: (one.on, one.number))), feed)


def calendar_feed(secret: str, at: datetime) -> bytes:
    """The feed of a secret address, over all roles in which its person may act now. Raises NotThere."""
    key = CalendarKey.objects.select_related("person").filter(secret_hash=secret_hash(secret)).first()
    if key is None or not key.person.is_active:
        raise NotThere
    rows = {row.pk: row for row in _terms(actors_of(key.person, at), ended_since=at - _KEPT)}
    events = [_event(row) for row in rows.values() if row.due_on]
    events += map(_sheet_event, _judging(actors_of(key.person, at)))
    events += follow_up_events(actors_of(key.person, at), ended_since=at - _KEPT)
    made = max((event.changed_at for event in events), default=_BEGINNING)
    return calendar_ics(_NAME, events, "en" if key.person.lang == "en" else "zh", made)


def list_messages(*, by: Actor, page: int = 1) -> Page[MessageItem]:
    """The person's messages, the newest first."""
    return page_of(Message.objects.filter(to=by.person).order_by("-made_at", "-pk"), page, _message, size=20)


def unread_messages(person: int) -> int:
    """How many messages somebody has not read."""
    return Message.objects.filter(to=person, read_at=None).count()


def _terms(actors: Iterable[Actor], ended_since: datetime | None = None) -> list[CaseTerm]:
    """The terms of cases that the actors see and that are theirs to keep."""
    found: list[CaseTerm] = []
    for actor in actors:
        rows = CaseTerm.objects.filter(case__in=cases_of(actor).values("pk")).select_related("case__cluster")
        counted = rows.annotate(changed=Max("changes__at"), times=Count("changes"))
        for row in counted:
            ended = row.state == CaseTerm.State.ENDED
            kept = ended_since is not None and row.ended_at is not None and row.ended_at >= ended_since
            if _holder(row) == actor.role and (kept or not ended):
                found.append(row)
    return found


def _judging(actors: Iterable[Actor]) -> list[Assignment]:
    """The files that wait for an expert's sheet."""
    waiting = (Assignment.State.ASKED, Assignment.State.OPEN)
    experts = (actor for actor in actors if actor.role == Role.EXPERT)
    return [
        row
        for actor in experts
        for row in assignments_of(actor).filter(state__in=waiting).select_related("case__cluster").order_by("pk")
    ]


def _sheet_due(row: Assignment, today: date) -> Due:
    name = Bi(zh=row.case.cluster.name_zh, en=row.case.cluster.name_en or row.case.cluster.name_zh)
    path = f"/desk/evaluations/{row.pk}/"
    return Due(row.due_on, row.case_id, "", name, _SHEET, row.due_on < today, provisional=False, path=path)


def _follow_up_due(one: Left, today: date) -> Due:
    cluster = one.record.cluster
    name = Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh)
    path = f"/desk/clusters/{cluster.pk}/tracking/"
    return Due(one.due_on, 0, "", name, _FOLLOW_UP, one.due_on < today, provisional=False, path=path)


def _sheet_event(row: Assignment) -> Event:
    """Without the cluster: what a calendar has read stays there, also when a conflict comes to light."""
    return Event(
        uid=f"sheet-{row.pk}@{_host()}",
        on=row.due_on,
        title=_SHEET,
        about=_SHEET,
        link=f"{settings.BASE_URL}/desk/evaluations/",
        version=(row.due_on - day_of(row.asked_at)).days,  # a day is only ever moved to a later one
        changed_at=row.reminded_at or row.asked_at,
        status="confirmed",
    )


def _host() -> str:
    return settings.BASE_URL.split("://", 1)[-1].split("/", 1)[0]


def _event(row: CaseTerm) -> Event:
    ended = row.state == CaseTerm.State.ENDED
    changed = row.ended_at or row.changed or row.case.moved_at  # type: ignore[attr-defined]  # annotated by `_terms`
    assert row.due_on is not None
    return Event(
        uid=f"term-{row.pk}@{_host()}",
        on=row.due_on,
        title=_TITLE.fill(cluster=_cluster(row), term=_title(row)),
        about=_ABOUT.fill(number=row.case.number),
        link=f"{settings.BASE_URL}{case_page(row.case_id, _holder(row))}",
        version=row.times + ended,  # type: ignore[attr-defined]  # annotated by `_terms`
        changed_at=changed,
        status="cancelled" if ended else "tentative" if row.provisional else "confirmed",
    )


def _term(row: CaseTerm) -> Term:
    return next(one for one in procedure(row.case.edition, row.case.kind).terms if one.name == row.name)


def _holder(row: CaseTerm) -> Role:
    return _term(row).holder


def _title(row: CaseTerm) -> Bi:
    return _term(row).title


def _cluster(row: CaseTerm) -> Bi:
    cluster = row.case.cluster
    return Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh)


def _message(row: Message) -> MessageItem:
    return MessageItem(row.pk, row.subject, row.body, row.made_at, row.read_at is not None, row.path)


_FOLLOW_UP = Bi(zh="跟踪回访", en="Follow up the tracking")
_SHEET = Bi(zh="提交专家评分", en="File a sheet of points")
_NAME = Bi(zh="集群期限", en="Jiqun deadlines")
_TITLE = Bi(zh="{cluster}：{term}", en="{cluster}: {term}")
_ABOUT = Bi(zh="案件{number}", en="Case {number}")

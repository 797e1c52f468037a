"""Organisations and their people, as those see them who look after them (the people of `requirements`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.look.choices import Choice, plain
from jiqun.desk.look.paging import Page, page_of
from jiqun.desk.may import NotThere, colleagues_of, only, organisations_of, roles_offered, the_appointment
from jiqun.facts.districts import DISTRICTS
from jiqun.procedure.roles import FOUNDS, INVITERS, OFFICIALS, Office, Role
from jiqun.records.models import Appointment, Invitation, Organisation, Person, StandIn


@dataclass(frozen=True)
class Body:
    """An organisation on a list."""

    id: int
    kind: Bi
    name: Bi
    district: Bi | None
    credit_code: str
    people: int
    closed: bool


@dataclass(frozen=True)
class Held:
    """A role that somebody holds, or held."""

    id: int
    person: int
    name: str
    email: str
    role: Bi
    since: datetime
    until: datetime | None
    official: bool
    may_end: bool


@dataclass(frozen=True)
class Invited:
    """An invitation that has not been taken up."""

    id: int
    name: str
    email: str
    role: Bi
    until: datetime
    lapsed: bool


@dataclass(frozen=True)
class BodyView:
    """One organisation with its people."""

    body: Body
    held: tuple[Held, ...]
    past: tuple[Held, ...]
    invited: tuple[Invited, ...]
    roles: tuple[Choice, ...]
    may_close: bool


@dataclass(frozen=True)
class Standing:
    """An arrangement: who stands in for whom, in which role, when and why. `state`: coming, now, over."""

    id: int
    person: str
    absent: str
    role: Bi
    first_day: date
    last_day: date
    reason: str
    state: str
    may_end: bool


@dataclass(frozen=True)
class StandInView:
    """The arrangements around one official role, and who could be asked."""

    appointment: int
    role: Bi
    name: str
    colleagues: tuple[Choice, ...]
    arranged: tuple[Standing, ...]


@dataclass(frozen=True)
class Account:
    """What an account is, and what it can do."""

    name: str
    email: str
    held: tuple[Held, ...]
    bodies: tuple[Bi, ...]
    standing: tuple[Standing, ...]


@dataclass(frozen=True)
class Offer:
    """An invitation as the one who is invited sees it. `known`: the address has an account already."""

    name: str
    email: str
    role: Bi
    body: Bi
    until: datetime
    known: bool


def list_bodies(*, by: Actor, text: str = "", kind: str = "", page: int = 1) -> Page[Body]:
    """The organisations that the actor looks after: by name, credit code or somebody's address, and by kind."""
    only(by, *INVITERS)
    found = organisations_of(by)
    if kind:
        found = found.filter(kind=kind)
    for term in text.split()[:5]:
        names = Q(name_zh__icontains=term) | Q(name_en__icontains=term) | Q(credit_code__icontains=term)
        person = Q(appointments__person__email__icontains=term) | Q(appointments__person__name__icontains=term)
        found = found.filter(pk__in=Organisation.objects.filter(names | person).values("pk"))
    rows = Organisation.objects.filter(pk__in=found.values("pk"))
    counted = rows.annotate(people=Count("appointments__person", filter=Q(appointments__until=None), distinct=True))
    return page_of(counted.order_by("kind", "district", "name_zh", "pk"), page, _body)


def look_at_body(organisation: int, *, by: Actor, at: datetime) -> BodyView:
    """One organisation. Raises NotThere."""
    only(by, *INVITERS)
    rows = Organisation.objects.filter(pk__in=organisations_of(by).filter(pk=organisation).values("pk"))
    row = rows.annotate(people=Count("appointments__person", filter=Q(appointments__until=None), distinct=True)).first()
    if row is None:
        raise NotThere
    held = tuple(_held(one, by) for one in row.appointments.select_related("person").order_by("-since", "-pk"))
    waiting = Invitation.objects.filter(organisation=row, accepted_at=None, withdrawn_at=None).order_by("-invited_at")
    others = by.role in (Role.ADMINISTRATOR, Role.DISTRICT_OFFICER) and row.pk != by.organisation
    return BodyView(
        body=_body(row),
        held=tuple(one for one in held if one.until is None),
        past=tuple(one for one in held if one.until is not None),
        invited=tuple(
            Invited(one.pk, one.name, one.email, Role(one.role).label, one.expires_at, one.expires_at <= at)
            for one in waiting
        ),
        roles=() if row.closed_at else tuple(Choice(role.value, role.label) for role in roles_offered(row, by)),
        may_close=others and row.closed_at is None,
    )


def past_holder(organisation: int, appointment: int, *, by: Actor, at: datetime) -> Held:
    """Somebody whose role in an organisation is over, and who has not been erased. Raises NotThere."""
    only(by, Role.ADMINISTRATOR)
    found = next((one for one in look_at_body(organisation, by=by, at=at).past if one.id == appointment), None)
    if found is None or not Person.objects.filter(pk=found.person, is_active=True).exists():
        raise NotThere
    return found


def kinds_founded(by: Actor) -> tuple[Choice, ...]:
    """The kinds of organisation that the actor may enter."""
    only(by, *FOUNDS)
    return tuple(Choice(kind.value, kind.label) for kind in FOUNDS[by.role])


def look_at_stand_ins(appointment: int, *, by: Actor, today: date) -> StandInView:
    """The arrangements around an official role: one's own, for an administrator anybody's. Raises NotThere."""
    held = the_appointment(appointment or by.appointment, by)
    rows = StandIn.objects.filter(appointment=held).order_by("-first_day", "-pk")
    return StandInView(
        appointment=held.pk,
        role=Role(held.role).label,
        name=held.person.name,
        colleagues=tuple(plain(one.pk, one.name) for one in colleagues_of(held)),
        arranged=_standing(rows, today, may_end=True),
    )


def look_at_account(*, user: object, today: date) -> Account:
    """One's own account. Raises NotThere for a visitor."""
    if not isinstance(user, Person):
        raise NotThere
    rows = list(user.appointments.select_related("person", "organisation").order_by("-since", "-pk"))
    about = StandIn.objects.filter(Q(person=user) | Q(appointment__person=user)).order_by("-first_day", "-pk")
    return Account(
        name=user.name,
        email=user.email,
        held=tuple(_held(one, None) for one in rows),
        bodies=tuple(_name(one.organisation) for one in rows),
        standing=_standing(about, today, may_end=False),
    )


def offer_of(row: Invitation) -> Offer:
    """What an invitation offers."""
    known = Person.objects.filter(email__iexact=row.email).exists()
    return Offer(row.name, row.email, Role(row.role).label, _name(row.organisation), row.expires_at, known)


def _standing(rows: QuerySet[StandIn], today: date, *, may_end: bool) -> tuple[Standing, ...]:
    found = rows.select_related("person", "appointment__person")
    return tuple(
        Standing(
            id=one.pk,
            person=one.person.name,
            absent=one.appointment.person.name,
            role=Role(one.appointment.role).label,
            first_day=one.first_day,
            last_day=one.last_day,
            reason=one.reason,
            state=(state := _state(one, today)),
            may_end=may_end and state != "over",
        )
        for one in found
    )


def _state(one: StandIn, today: date) -> str:
    if one.ended_at or one.last_day < today:
        return "over"
    return "coming" if today < one.first_day else "now"


def _held(one: Appointment, by: Actor | None) -> Held:
    role = Role(one.role)
    official = role in OFFICIALS
    ends = by is not None and one.until is None and (by.role == Role.ADMINISTRATOR or not official)
    person = one.person
    return Held(one.pk, person.pk, person.name, person.email, role.label, one.since, one.until, official, ends)


def _body(row: Organisation) -> Body:
    people: int = row.people  # type: ignore[attr-defined]  # counted by the list
    district = DISTRICTS.get(row.district)
    kind = Office(row.kind).label
    return Body(row.pk, kind, _name(row), district, row.credit_code or "", people, row.closed_at is not None)


def _name(row: Organisation) -> Bi:
    return Bi(zh=row.name_zh, en=row.name_en or row.name_zh)

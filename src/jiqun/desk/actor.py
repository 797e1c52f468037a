"""Who acts: a person, in a role, for an organisation; as themselves or for an absent colleague."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from jiqun.base.days import SHANGHAI
from jiqun.base.words import Bi
from jiqun.procedure.roles import OFFICIALS, SECOND_FACTOR, Office, Role
from jiqun.records.models import Appointment, Person, StandIn


@dataclass(frozen=True)
class Actor:
    """A person acting. Four eyes are counted by `person`, whatever the role."""

    person: int
    name: str
    appointment: int
    role: Role
    organisation: int
    organisation_name: Bi
    office: Office
    district: str
    stands_in: int | None = None  # the stand-in arrangement, when acting for somebody absent
    absent_name: str = ""

    @property
    def key(self) -> str:
        """How a session remembers under which role it acts."""
        return f"stand-in:{self.stands_in}" if self.stands_in else f"own:{self.appointment}"

    @property
    def is_official(self) -> bool:
        return self.role in OFFICIALS

    @property
    def needs_second_factor(self) -> bool:
        return self.role in SECOND_FACTOR


def actors_of(user: object, at: datetime) -> tuple[Actor, ...]:
    """Every way in which somebody may act at that time: own appointments, then those of absent colleagues.

    `user` is whom the site knows as signed in; a visitor may act in no way.
    """
    if not isinstance(user, Person) or not user.is_active:
        return ()
    person = user
    own = _in_force(Appointment.objects.filter(person=person), at)
    arranged = StandIn.objects.filter(
        person=person, ended_at=None, first_day__lte=_day(at), last_day__gte=_day(at)
    ).select_related("appointment__organisation", "appointment__person")
    absent = [(one.appointment, one) for one in arranged if _holds(one.appointment, at)]
    return (
        *(_actor(person, appointment) for appointment in own),
        *(_actor(person, appointment, arrangement) for appointment, arrangement in absent),
    )


def acting_as(user: object, key: str, at: datetime) -> Actor | None:
    """The way of acting that the key names, if it still holds; else the first there is, or None."""
    return chosen_of(actors_of(user, at), key)


def chosen_of(ways: tuple[Actor, ...], key: str) -> Actor | None:
    """Of the ways of acting the one that the key names; else the first, or None."""
    return next((actor for actor in ways if actor.key == key), ways[0] if ways else None)


def _in_force(appointments: QuerySet[Appointment], at: datetime) -> list[Appointment]:
    return list(
        appointments.filter(Q(until=None) | Q(until__gt=at), since__lte=at, organisation__closed_at=None)
        .select_related("organisation")
        .order_by("id")
    )


def _holds(appointment: Appointment, at: datetime) -> bool:
    return appointment.since <= at and (appointment.until is None or appointment.until > at)


def _actor(person: Person, appointment: Appointment, arrangement: StandIn | None = None) -> Actor:
    organisation = appointment.organisation
    return Actor(
        person=person.pk,
        name=person.name,
        appointment=appointment.pk,
        role=Role(appointment.role),
        organisation=organisation.pk,
        organisation_name=Bi(zh=organisation.name_zh, en=organisation.name_en or organisation.name_zh),
        office=Office(organisation.kind),
        district=organisation.district,
        stands_in=arrangement.pk if arrangement else None,
        absent_name=appointment.person.name if arrangement else "",
    )


def _day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()

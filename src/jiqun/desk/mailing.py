"""A message to many: counted and shown before it is sent, then sent once to each with the act that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from jiqun.base.words import Bi
from jiqun.desk.post import tell
from jiqun.procedure.roles import Role
from jiqun.records.models import Appointment, Person


@dataclass(frozen=True)
class Mailing:
    """What is said to whom; the readers are everybody who acts in one of the roles."""

    subject: Bi
    body: Bi
    path: str
    readers: tuple[Role, ...]


@dataclass(frozen=True)
class Counted:
    """A mailing before it is sent: how many people of each role get it, and how many in all (each once)."""

    mailing: Mailing
    numbers: Mapping[Role, int]
    people: int


def count_readers(mailing: Mailing) -> Counted:
    """Whom the mailing would reach now."""
    held = Appointment.objects.filter(_in_force(mailing))
    numbers = {role: held.filter(role=role).values("person").distinct().count() for role in mailing.readers}
    return Counted(mailing, numbers, held.values("person").distinct().count())


def send_mailing(mailing: Mailing, key: str, at: datetime) -> None:
    """Send it to everybody whom it is for, in the transaction of its act; nobody gets it twice for the same key."""
    held = Appointment.objects.filter(_in_force(mailing))
    readers = Person.objects.filter(pk__in=held.values("person")).order_by("pk")
    tell(readers, key, mailing.subject, mailing.body, mailing.path, at)


def _in_force(mailing: Mailing) -> Q:
    return Q(role__in=mailing.readers, until=None, person__is_active=True, organisation__closed_at=None)

"""Erasing: a person on an administrator's act, and daily whatever is over its time; every proof stays valid."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.installation.retention import PERIODS, outdated
from jiqun.desk.may import NotThere, only
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.procedure.roles import Role
from jiqun.records.models import Appointment, CalendarKey, Invitation, Message, Person, PersonSalt

_ERASED = "–"


def erase_person(*, person: int, confirmed: bool, by: Actor, at: datetime) -> None:
    """Remove name, address, sign-in, second factors, sessions, messages, and the salt that links the ledger to them.

    An empty row stays, so that what they did stays done by somebody; the ledger's hashes stay valid and name nobody.
    Raises NotThere; Wrong while they hold a role, or unless it is confirmed.
    """
    only(by, Role.ADMINISTRATOR)
    row = Person.objects.filter(pk=person, is_active=True).exclude(pk=by.person).first()
    if row is None:
        raise NotThere
    held = Appointment.objects.filter(person=row, until=None).exists()
    refuse_if({"": _HOLDS if held else None, "confirmed": None if confirmed else _CONFIRM})
    with transaction.atomic():
        known = Invitation.objects.filter(email__iexact=row.email)
        known.update(email=f"erased-{row.pk}@invalid", name=_ERASED)
        Message.objects.filter(to=row).delete()
        for model in (Authenticator, EmailAddress, SocialAccount, UserSession):
            model.objects.filter(user=row).delete()
        CalendarKey.objects.filter(person=row).delete()
        PersonSalt.objects.filter(person=row).delete()
        row.email, row.name, row.lang, row.is_active = f"erased-{row.pk}@invalid", _ERASED, "", False
        row.set_unusable_password()
        row.last_login = None
        row.save()
        record("erase_person", f"person:{row.pk}", by=by, at=at, article="4")


def erase_outdated(*, at: datetime) -> dict[str, int]:
    """Remove what is over its time, and say in the ledger how much of what that was."""
    with transaction.atomic():
        removed = {name: outdated(name, at).delete()[0] for name in PERIODS}
        found = {name: count for name, count in removed.items() if count}
        if found:
            record("erase_outdated", "retention", by=None, at=at, article="4", content={"removed": found})
    return found


_HOLDS = Bi(
    zh="该人员还有有效角色，请先停用。",
    en="They still hold a role: end it first.",
)
_CONFIRM = Bi(zh="请确认：删除后无法恢复。", en="Confirm it: it cannot be undone.")

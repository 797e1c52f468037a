"""Giving an account from the installation's own command line: the first administrator, and a demonstration's people."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from jiqun.base.words import Lang
from jiqun.desk.record import record
from jiqun.procedure.roles import Office, Role
from jiqun.records.models import Appointment, Organisation, Person


def give_account(
    *, email: str, name: str, lang: Lang, hashed: str, organisation: int, role: Role, at: datetime
) -> Person:
    """An account with a role, given by whoever runs the installation; somebody known gets the role only.

    `hashed`: the password as it is stored (`hash_of`), so that many accounts can share the work of one.
    """
    with transaction.atomic():
        person = Person.objects.filter(email__iexact=email).first()
        if person is None:
            person = Person.objects.create(email=email, name=name, lang=lang, created_at=at, password=hashed)
        body = Organisation.objects.get(pk=organisation)
        row = Appointment.objects.create(person=person, organisation=body, role=role, since=at)
        content = {"appointment": row.pk, "role": role.value}
        record("give_account", f"organisation:{body.pk}", by=None, at=at, article="4", content=content)
    return person


def hash_of(password: str) -> str:
    """A password as it is stored."""
    return make_password(password)


def found_body(
    *, kind: Office, name_zh: str, name_en: str, district: str = "", credit_code: str | None = None, at: datetime
) -> Organisation:
    """An organisation entered by whoever runs the installation."""
    with transaction.atomic():
        row = Organisation.objects.create(
            kind=kind,
            name_zh=name_zh,
            name_en=name_en,
            district=district,
            credit_code=credit_code,
            created_at=at,
        )
        content = {"kind": kind.value, "name": name_zh}
        record("found_organisation", f"organisation:{row.pk}", by=None, at=at, article="4", content=content)
    return row


def is_empty() -> bool:
    """Whether nobody has an account yet."""
    return not Person.objects.exists()

"""Inviting people, giving and ending roles, stand-ins (the people of `requirements`; Articles 4 and 5)."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.may import NotThere, appointments_of, only, organisations_of
from jiqun.desk.record import record
from jiqun.desk.wrong import Wrong, refuse_if
from jiqun.procedure.roles import OFFICIALS, ROLES_OF, Office, Role
from jiqun.records.models import (
    Appointment,
    Errand,
    Invitation,
    Organisation,
    Person,
    StandIn,
)

INVITATION_DAYS = 14
_INVITERS = (Role.ADMINISTRATOR, Role.DISTRICT_OFFICER, Role.OPERATOR)


def invite(
    *, email: str, name: str, organisation: int, role: Role, lang: str, by: Actor, at: datetime
) -> tuple[Invitation, str]:
    """Offer an account for a role in an organisation.

    An administrator invites anybody; a district its operators and its enterprises; an operator its own people and its
    enterprises; nobody but an administrator gives an official's role. The invitation lapses after 14 days. Sends the
    address by mail; the answer's second part is the secret of the address, which is not stored.

    Raises NotThere for an organisation that the actor does not look after, Wrong for what cannot be taken.
    """
    only(by, *_INVITERS)
    body = organisations_of(by).filter(pk=organisation, closed_at=None).first()
    if body is None:
        raise NotThere
    known = role in ROLES_OF[Office(body.kind)]
    official = role in OFFICIALS and by.role != Role.ADMINISTRATOR
    refuse_if(
        {
            "role": None if known and not official else _ROLE_NOT_HERE,
            "email": None if "@" in email else _NO_ADDRESS,
            "name": None if name.strip() else _NO_NAME,
        }
    )
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        row = Invitation.objects.create(
            email=email.strip(),
            name=name.strip(),
            lang=lang,
            organisation=body,
            role=role,
            secret_hash=_hash(secret),
            invited_by_id=by.person,
            invited_at=at,
            expires_at=at + timedelta(days=INVITATION_DAYS),
        )
        # The secret stands in the errand until the mail is sent, and is then removed with the payload.
        Errand.objects.create(
            kind="send_invitation",
            key=f"invitation:{row.pk}",
            payload={"invitation": row.pk, "secret": secret},
            made_at=at,
            due_at=at,
        )
        content = {"invitation": row.pk, "organisation": body.pk, "role": role.value}
        record("invite", f"organisation:{body.pk}", by=by, at=at, article="4", content=content)
    return row, secret


def open_invitation(secret: str, at: datetime) -> Invitation:
    """The invitation of a secret address. Raises NotThere if there is none, or not any more."""
    row = Invitation.objects.select_related("organisation").filter(secret_hash=_hash(secret)).first()
    if row is None or row.accepted_at or row.withdrawn_at or row.expires_at <= at:
        raise NotThere
    return row


def accept_invitation(*, secret: str, password: str, user: object, at: datetime) -> Person:
    """Take the offered role: with a new account, or with the account of that address if there is one already.

    Somebody who has an account has to be signed in with it (`user`). Raises NotThere, Wrong for a weak password.
    """
    with transaction.atomic():
        row = open_invitation(secret, at)
        person = Person.objects.filter(email__iexact=row.email).first()
        if person is None:
            person = _new_person(row, password, at)
        elif not (isinstance(user, Person) and user.pk == person.pk):
            raise Wrong({"password": _SIGN_IN_FIRST})
        taken = Invitation.objects.filter(pk=row.pk, accepted_at=None).update(accepted_at=at)
        if taken != 1:
            raise NotThere
        appointment, _ = Appointment.objects.get_or_create(
            person=person,
            organisation=row.organisation,
            role=row.role,
            until=None,
            defaults={"since": at, "given_by_id": row.invited_by_id},
        )
        actor = _as(person, appointment)
        content = {"invitation": row.pk, "appointment": appointment.pk, "role": row.role}
        record("take_role", f"organisation:{row.organisation_id}", by=actor, at=at, article="4", content=content)
    return person


def end_appointment(*, appointment: int, reason: str, by: Actor, at: datetime) -> None:
    """End a role. What was done in it stays done. Raises NotThere, Wrong without a reason."""
    only(by, *_INVITERS)
    refuse_if({"reason": None if reason.strip() else _NO_REASON})
    with transaction.atomic():
        held = appointments_of(by).filter(pk=appointment, until=None).first()
        if held is None or (Role(held.role) in OFFICIALS and by.role != Role.ADMINISTRATOR):
            raise NotThere
        Appointment.objects.filter(pk=held.pk).update(until=at)
        content = {"appointment": held.pk, "role": held.role, "reason": reason}
        record("end_role", f"organisation:{held.organisation_id}", by=by, at=at, article="4", content=content)


def arrange_stand_in(*, email: str, first_day: date, last_day: date, reason: str, by: Actor, at: datetime) -> StandIn:
    """Let somebody of the same organisation act for the actor between two days, both counted.

    Every act says that it was done as a stand-in, and four eyes count the person who does it. Raises Wrong.
    """
    if by.stands_in:
        raise NotThere
    person = Person.objects.filter(
        email__iexact=email.strip(), appointments__organisation=by.organisation, appointments__until=None
    ).first()
    refuse_if(
        {
            "email": None if person and person.pk != by.person else _NOT_A_COLLEAGUE,
            "last_day": _ENDS_EARLY if last_day < max(first_day, day_of(at)) else None,
            "reason": None if reason.strip() else _NO_REASON,
        }
    )
    assert person is not None
    with transaction.atomic():
        row = StandIn.objects.create(
            appointment_id=by.appointment,
            person=person,
            first_day=first_day,
            last_day=last_day,
            reason=reason,
            arranged_by_id=by.person,
            arranged_at=at,
        )
        content = {"stand_in": row.pk, "first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
        record("arrange_stand_in", f"appointment:{by.appointment}", by=by, at=at, article="5", content=content)
    return row


def end_stand_in(*, stand_in: int, by: Actor, at: datetime) -> None:
    """End an arrangement of one's own before its last day. Raises NotThere."""
    with transaction.atomic():
        changed = StandIn.objects.filter(pk=stand_in, appointment=by.appointment, ended_at=None).update(ended_at=at)
        if not changed or by.stands_in:
            raise NotThere
        content = {"stand_in": stand_in}
        record("end_stand_in", f"appointment:{by.appointment}", by=by, at=at, article="5", content=content)


def found_organisation(  # an organisation has just these particulars
    *, kind: Office, name_zh: str, name_en: str, district: str, credit_code: str, by: Actor, at: datetime
) -> Organisation:
    """Enter an organisation. An administrator enters any, a district operators of its own. Raises NotThere, Wrong."""
    only(by, Role.ADMINISTRATOR, Role.DISTRICT_OFFICER)
    if by.role == Role.DISTRICT_OFFICER:
        if kind not in (Office.OPERATOR, Office.ENTERPRISE):
            raise NotThere
        district = by.district
    code = credit_code.strip() or None
    taken = code is not None and Organisation.objects.filter(credit_code=code).exists()
    refuse_if({"name_zh": None if name_zh.strip() else _NO_NAME, "credit_code": _CODE_TAKEN if taken else None})
    with transaction.atomic():
        row = Organisation.objects.create(
            kind=kind,
            name_zh=name_zh.strip(),
            name_en=name_en.strip(),
            district=district,
            credit_code=code,
            created_at=at,
        )
        content = {"kind": kind.value, "name": name_zh.strip(), "credit_code": code or ""}
        record("found_organisation", f"organisation:{row.pk}", by=by, at=at, article="4", content=content)
    return row


def choose_language(*, user: object, lang: str) -> None:
    """Remember the language of an account. Not an act with effect: nothing is recorded."""
    if isinstance(user, Person) and lang in ("zh", "en"):
        Person.objects.filter(pk=user.pk).update(lang=lang)


def _new_person(row: Invitation, password: str, at: datetime) -> Person:
    person = Person(email=row.email, name=row.name, lang=row.lang, created_at=at)
    try:
        validate_password(password, person)
    except ValidationError as error:
        text = " ".join(error.messages)
        raise Wrong({"password": Bi(zh=text, en=text)}) from error
    person.set_password(password)
    person.save()
    return person


def _as(person: Person, appointment: Appointment) -> Actor:
    body = appointment.organisation
    return Actor(
        person=person.pk,
        name=person.name,
        appointment=appointment.pk,
        role=Role(appointment.role),
        organisation=body.pk,
        organisation_name=Bi(zh=body.name_zh, en=body.name_en or body.name_zh),
        office=Office(body.kind),
        district=body.district,
    )


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()


_ROLE_NOT_HERE = Bi(zh="您不能在该机构授予这一角色。", en="You cannot give this role in that organisation.")
_NO_ADDRESS = Bi(zh="请填写电子邮箱。", en="Give an e-mail address.")
_NO_NAME = Bi(zh="请填写名称。", en="Give a name.")
_NO_REASON = Bi(zh="请填写理由。", en="Give a reason.")
_SIGN_IN_FIRST = Bi(
    zh="该邮箱已有账号，请先用该账号登录，再打开邀请链接。",
    en="This address has an account already: sign in with it, then open the invitation again.",
)
_NOT_A_COLLEAGUE = Bi(
    zh="请填写本机构另一位同事的邮箱。", en="Give the address of another person of your organisation."
)
_ENDS_EARLY = Bi(zh="结束日期不能早于开始日期或今天。", en="It cannot end before it begins, nor before today.")
_CODE_TAKEN = Bi(
    zh="已有使用这一统一社会信用代码的机构。", en="There is an organisation with this credit code already."
)

"""Offering an account, and taking it up (the people of `requirements`; Articles 4 and 5)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.installation.passwords import weakness
from jiqun.desk.installation.secret import new_secret, secret_hash
from jiqun.desk.may import NotThere, only, organisations_of, roles_offered
from jiqun.desk.record import record
from jiqun.desk.wrong import Wrong, refuse_if
from jiqun.procedure.roles import INVITERS, Office, Role
from jiqun.records.models import Appointment, Errand, Invitation, Person

INVITATION_DAYS = 14


def invite(
    *, email: str, name: str, organisation: int, role: str, lang: str, by: Actor, at: datetime
) -> tuple[Invitation, str]:
    """Offer an account for a role in an organisation.

    An administrator invites anybody; a district its operators and its enterprises; an operator its own people and its
    enterprises; nobody but an administrator gives an official's role. The invitation lapses after 14 days. Sends the
    address by mail; the answer's second part is the secret of the address, which is not stored.

    Raises NotThere for an organisation that the actor does not look after, Wrong for what cannot be taken.
    """
    only(by, *INVITERS)
    body = organisations_of(by).filter(pk=organisation, closed_at=None).first()
    if body is None:
        raise NotThere
    refuse_if(
        {
            "role": None if role in roles_offered(body, by) else _ROLE_NOT_HERE,
            "email": None if _is_address(email) else _NO_ADDRESS,
            "name": None if name.strip() else _NO_NAME,
        }
    )
    secret = new_secret()
    with transaction.atomic():
        row = Invitation.objects.create(
            email=email.strip(),
            name=name.strip(),
            lang=lang,
            organisation=body,
            role=role,
            secret_hash=secret_hash(secret),
            invited_by_id=by.person,
            invited_at=at,
            expires_at=at + timedelta(days=INVITATION_DAYS),
        )
        _send(row, secret, at)
        content = {"invitation": row.pk, "organisation": body.pk, "role": role}
        record("invite", f"organisation:{body.pk}", by=by, at=at, article="4", content=content)
    return row, secret


def resend_invitation(*, invitation: int, by: Actor, at: datetime) -> str:
    """Send an invitation again, with a new address and for 14 days more; the old address holds no longer.

    The answer is the new secret. Raises NotThere for one that was taken up, withdrawn, or is not one's own to send.
    """
    secret = new_secret()
    with transaction.atomic():
        row = _open(invitation, by).select_for_update().first()
        if row is None:
            raise NotThere
        row.secret_hash, row.expires_at = secret_hash(secret), at + timedelta(days=INVITATION_DAYS)
        row.save(update_fields=["secret_hash", "expires_at"])
        _send(row, secret, at)
        content = {"invitation": row.pk}
        record("resend_invitation", f"organisation:{row.organisation_id}", by=by, at=at, article="4", content=content)
    return secret


def withdraw_invitation(*, invitation: int, by: Actor, at: datetime) -> None:
    """Take an invitation back. Raises NotThere."""
    with transaction.atomic():
        row = _open(invitation, by).first()
        if row is None or not _open(invitation, by).update(withdrawn_at=at):
            raise NotThere
        content = {"invitation": row.pk}
        record("withdraw_invitation", f"organisation:{row.organisation_id}", by=by, at=at, article="4", content=content)


def open_invitation(secret: str, at: datetime) -> Invitation:
    """The invitation of a secret address. Raises NotThere if there is none, or not any more."""
    row = Invitation.objects.select_related("organisation").filter(secret_hash=secret_hash(secret)).first()
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


def _open(invitation: int, by: Actor) -> QuerySet[Invitation]:
    only(by, *INVITERS)
    return Invitation.objects.filter(
        pk=invitation, organisation__in=organisations_of(by), accepted_at=None, withdrawn_at=None
    )


def _send(row: Invitation, secret: str, at: datetime) -> None:
    """The secret stands in the errand until the mail is sent, and is then removed with the payload."""
    key = f"invitation:{row.pk}:{row.secret_hash[:16]}"
    payload = {"invitation": row.pk, "secret": secret}
    Errand.objects.create(kind="send_invitation", key=key, payload=payload, made_at=at, due_at=at)


def _new_person(row: Invitation, password: str, at: datetime) -> Person:
    person = Person(email=row.email, name=row.name, lang=row.lang, created_at=at)
    refuse_if({"password": weakness(password, person)})
    person.set_password(password)
    person.save()
    return person


def _is_address(text: str) -> bool:
    try:
        validate_email(text.strip())
    except ValidationError:
        return False
    return True


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


_ROLE_NOT_HERE = Bi(zh="您不能在该机构授予这一角色。", en="You cannot give this role in that organisation.")
_NO_ADDRESS = Bi(zh="请填写电子邮箱。", en="Give an e-mail address.")
_NO_NAME = Bi(zh="请填写名称。", en="Give a name.")
_SIGN_IN_FIRST = Bi(
    zh="该邮箱已有账号，请先用该账号登录，再打开邀请链接。",
    en="This address has an account already: sign in with it, then open the invitation again.",
)

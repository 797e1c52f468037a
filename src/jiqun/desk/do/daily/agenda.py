"""The secret address of one's calendar feed, and reading messages: nobody else's concern, so nothing is recorded."""

from __future__ import annotations

from datetime import datetime

from jiqun.desk.actor import Actor
from jiqun.desk.installation.secret import new_secret, secret_hash
from jiqun.desk.may import NotThere
from jiqun.records.models import CalendarKey, Message


def make_feed(*, by: Actor, at: datetime) -> str:
    """A new secret for the person's feed; the one before holds no longer. Only its hash is kept."""
    secret = new_secret()
    CalendarKey.objects.update_or_create(
        person_id=by.person, defaults={"secret_hash": secret_hash(secret), "made_at": at}
    )
    return secret


def withdraw_feed(*, by: Actor) -> None:
    """The person's feed is no more."""
    CalendarKey.objects.filter(person=by.person).delete()


def read_message(*, message: int, by: Actor, at: datetime) -> str:
    """Note that a message was read; the answer is the page that it is about. Raises NotThere for somebody else's."""
    row = Message.objects.filter(pk=message, to=by.person).first()
    if row is None:
        raise NotThere
    Message.objects.filter(pk=row.pk, read_at=None).update(read_at=at)
    return row.path or "/desk/messages/"

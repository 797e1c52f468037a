"""Background work: claimed under a lease, done, or tried again later; a killed worker loses nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from jiqun.desk.actor import Actor
from jiqun.desk.installation.settings import WORKER
from jiqun.desk.may import NotThere, only
from jiqun.desk.record import record
from jiqun.procedure.roles import Role
from jiqun.records.models import Errand, Setting

_MINUTE = timedelta(minutes=1)
LEASE = timedelta(minutes=5)
MOST_TRIES = 10
_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(hours=6)


@dataclass(frozen=True)
class Claimed:
    """An errand that a worker has taken; nobody else does it while the lease runs."""

    id: int
    kind: str
    payload: dict[str, Any]
    tries: int


def claim_errand(*, worker: str, at: datetime, kinds: tuple[str, ...]) -> Claimed | None:
    """Take the errand that has waited longest, or None. One whose worker died is free again when its lease is over."""
    free = Q(leased_until=None) | Q(leased_until__lt=at)
    waiting = Errand.objects.filter(free, done_at=None, given_up_at=None, due_at__lte=at, kind__in=kinds)
    for row in waiting.order_by("due_at", "pk")[:20]:
        # Another worker may have been quicker: the condition must still hold when it is written.
        taken = waiting.filter(pk=row.pk, tries=row.tries).update(
            claimed_by=worker, leased_until=at + LEASE, tries=row.tries + 1
        )
        if taken == 1:
            return Claimed(row.pk, row.kind, row.payload, row.tries + 1)
    return None


def finish_errand(*, errand: int, worker: str, at: datetime) -> None:
    """Note that it is done; what it carried is forgotten with it (an invitation's secret, for one)."""
    Errand.objects.filter(pk=errand, claimed_by=worker, done_at=None).update(
        done_at=at, leased_until=None, error="", payload={}
    )


def fail_errand(*, errand: int, worker: str, error: str, tries: int, at: datetime) -> None:
    """Note what went wrong and try again later, each time after a longer pause; after ten tries it is given up."""
    pause = min(_FIRST_PAUSE * 2 ** (tries - 1), _LONGEST_PAUSE)
    given_up = at if tries >= MOST_TRIES else None
    Errand.objects.filter(pk=errand, claimed_by=worker, done_at=None).update(
        due_at=at + pause, leased_until=None, error=error[:2000], given_up_at=given_up
    )


def retry_errand(*, errand: int, by: Actor, at: datetime) -> None:
    """Put a given-up errand back to work, after its cause was mended. Raises NotThere."""
    only(by, Role.ADMINISTRATOR)
    with transaction.atomic():
        changed = Errand.objects.filter(pk=errand, done_at=None).exclude(given_up_at=None)
        if changed.update(given_up_at=None, tries=0, due_at=at, leased_until=None) != 1:
            raise NotThere
        record("retry_errand", f"errand:{errand}", by=by, at=at, article="4")


def give_up_errand(*, errand: int, by: Actor, at: datetime) -> None:
    """Try an errand no more; it can be taken up again. Raises NotThere."""
    only(by, Role.ADMINISTRATOR)
    with transaction.atomic():
        if Errand.objects.filter(pk=errand, done_at=None, given_up_at=None).update(given_up_at=at) != 1:
            raise NotThere
        record("give_up_errand", f"errand:{errand}", by=by, at=at, article="4")


def note_worker(*, name: str, at: datetime) -> None:
    """Note once a minute that a worker is at work."""
    row = Setting.objects.filter(pk=WORKER).first()
    if row is None or at - row.changed_at >= _MINUTE:
        Setting.objects.update_or_create(pk=WORKER, defaults={"value": name, "changed_at": at})

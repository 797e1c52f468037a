"""What is left to follow up of the tracking records (Article 16): read by acts, pages, calendars and reminders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from jiqun.desk.actor import Actor
from jiqun.desk.may import tracking_of
from jiqun.procedure.roles import Role
from jiqun.records.models import TrackingFollowUp, TrackingRecord

# They keep records and follow them up: a district of its clusters, the Commission of any.
TRACKERS = (Role.DISTRICT_OFFICER, Role.MUNICIPAL_OFFICER)


@dataclass(frozen=True)
class Left:
    """A record that is to be followed up by a day."""

    record: TrackingRecord
    due_on: date


def is_done(record: TrackingRecord) -> bool:
    """Whether a follow-up has said that nothing is left."""
    return TrackingFollowUp.objects.filter(record=record, done=True).exists()


def left_to(by: Actor) -> tuple[Left, ...]:
    """The records that the actor's own office has still to follow up, the earliest first."""
    if by.role not in TRACKERS:
        return ()
    return _left(_open(tracking_of(by)).filter(district=office_of(by)))


def office_of(by: Actor) -> str:
    """The office whose records a tracker follows up: a district's code, empty for the Commission."""
    return by.district if by.role == Role.DISTRICT_OFFICER else ""


def left_to_anybody() -> tuple[Left, ...]:
    """The same of every office, for what is done once a day."""
    return _left(_open(TrackingRecord.objects.all()))


def _open(found: QuerySet[TrackingRecord]) -> QuerySet[TrackingRecord]:
    latest = TrackingFollowUp.objects.filter(record=OuterRef("pk")).order_by("-pk").values("next_on")[:1]
    done = TrackingFollowUp.objects.filter(record=OuterRef("pk"), done=True)
    rows = found.filter(~Exists(done)).annotate(due=Coalesce(Subquery(latest), "follow_up_on"))
    return rows.filter(~Q(due=None)).select_related("cluster").order_by("due", "pk")


def _left(rows: Iterable[TrackingRecord]) -> tuple[Left, ...]:
    return tuple(Left(row, row.due) for row in rows)  # type: ignore[attr-defined]  # annotated by `_open`

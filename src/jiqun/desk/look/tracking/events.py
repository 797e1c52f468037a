"""Follow-ups as events of an office's own calendar (Article 16)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from django.conf import settings

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.may import tracking_of
from jiqun.desk.tracking import TRACKERS, office_of
from jiqun.papers.calendar import Event
from jiqun.records.models import TrackingFollowUp, TrackingRecord


def follow_up_events(actors: Iterable[Actor], *, ended_since: datetime) -> tuple[Event, ...]:
    """The days on which their offices follow up; those closed since then as cancelled."""
    found: dict[int, TrackingRecord] = {}
    for actor in actors:
        if actor.role in TRACKERS:
            kept = tracking_of(actor).filter(district=office_of(actor), refused="").select_related("cluster")
            found |= {row.pk: row for row in kept.prefetch_related("follow_ups")}
    return tuple(_events(found, ended_since))


def _events(found: Mapping[int, TrackingRecord], ended_since: datetime) -> Iterator[Event]:
    for row in found.values():
        told = sorted(row.follow_ups.all(), key=lambda one: one.pk)
        closed = next((one for one in told if one.done), None)
        days = [row.follow_up_on, *(one.next_on for one in told)]
        due = next((one for one in reversed(days) if one), None)
        if due is not None and (closed is None or closed.at >= ended_since):
            yield _event(row, due, told, closed)


def _event(row: TrackingRecord, due: date, told: list[TrackingFollowUp], closed: TrackingFollowUp | None) -> Event:
    cluster = row.cluster
    host = settings.BASE_URL.split("://", 1)[-1].split("/", 1)[0]
    return Event(
        uid=f"tracking-{row.pk}@{host}",
        on=due,
        title=_TITLE.fill(cluster=Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh)),
        about=_ABOUT.fill(on=row.on),
        link=f"{settings.BASE_URL}/desk/clusters/{cluster.pk}/tracking/",
        version=len(told),
        changed_at=told[-1].at if told else row.at,
        status="cancelled" if closed else "confirmed",
    )


_TITLE = Bi(zh="{cluster}：跟踪回访", en="{cluster}: tracking to follow up")
_ABOUT = Bi(zh="{on}的跟踪记录", en="Tracking record of {on}")

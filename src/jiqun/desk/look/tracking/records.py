"""The tracking records of a cluster: what was found, what became of it, what is left (Article 16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.look.cases.papers import Paper, paper_of
from jiqun.desk.may import NotThere, the_cluster, tracking_of
from jiqun.desk.tracking import TRACKERS, left_to
from jiqun.facts.districts import DISTRICTS
from jiqun.procedure.shanghai_2024.development import TOPICS
from jiqun.records.models import Blob, Cluster, Recognition, TrackingRecord


@dataclass(frozen=True)
class FileItem:
    """A file of a record."""

    place: int
    name: str
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True)
class FollowUpItem:
    """What became of it, told on a day; `next_on` is when it is looked at again."""

    text: str
    done: bool
    next_on: date | None
    who: str
    at: datetime


@dataclass(frozen=True)
class RecordItem:
    """One record. `state`: open (to be followed up), late, done, none (nothing to follow up), refused."""

    id: int
    on: date
    office: Bi
    who: str
    at: datetime
    texts: tuple[tuple[Bi, str], ...]
    refused: str
    files: tuple[FileItem, ...]
    follow_ups: tuple[FollowUpItem, ...]
    due_on: date | None
    state: str
    may_follow_up: bool


@dataclass(frozen=True)
class TrackingView:
    """A cluster's records, the latest first."""

    cluster: int
    number: str
    name: Bi
    district: Bi
    operator: Bi
    may_record: bool
    records: tuple[RecordItem, ...]


@dataclass(frozen=True)
class FollowUpDue:
    """A record that the actor's office has to follow up."""

    cluster: int
    cluster_name: Bi
    on: date
    due_on: date
    late: bool


def look_at_tracking(cluster: int, *, by: Actor, at: datetime) -> TrackingView:
    """The records of a cluster; its operator reads them too. Raises NotThere."""
    row, today = the_cluster(by, cluster), day_of(at)
    found = tracking_of(by).filter(cluster=row).select_related("by").prefetch_related("follow_ups__by")
    rows = list(found.order_by("-on", "-pk"))
    blobs = Blob.objects.in_bulk([file["sha256"] for one in rows for file in one.files])
    tracks = by.role in TRACKERS
    recognised = tracks and Recognition.objects.filter(cluster=row, first_day__lte=today).exists()
    return TrackingView(
        cluster=row.pk,
        number=row.number,
        name=_name(row),
        district=DISTRICTS[row.district],
        operator=Bi(zh=row.operator.name_zh, en=row.operator.name_en or row.operator.name_zh),
        may_record=recognised,
        records=tuple(_item(one, blobs, today, tracks=tracks) for one in rows),
    )


def look_at_record(cluster: int, record: int, *, by: Actor, at: datetime) -> tuple[TrackingView, RecordItem]:
    """One record that the actor may follow up, with its cluster. Raises NotThere."""
    view = look_at_tracking(cluster, by=by, at=at)
    found = next((one for one in view.records if one.id == record and one.may_follow_up), None)
    if found is None:
        raise NotThere
    return view, found


def tracking_paper(cluster: int, record: int, place: int, *, by: Actor) -> Paper:
    """A file of a record. Raises NotThere."""
    row = tracking_of(by).filter(cluster=cluster, pk=record).first()
    if row is None or not 1 <= place <= len(row.files):
        raise NotThere
    kept = row.files[place - 1]
    return paper_of(Blob.objects.get(pk=kept["sha256"]), kept["name"])


def follow_ups_due(*, by: Actor, at: datetime) -> tuple[FollowUpDue, ...]:
    """What the actor's own office has to follow up, the earliest first."""
    today = day_of(at)
    return tuple(
        FollowUpDue(one.record.cluster_id, _name(one.record.cluster), one.record.on, one.due_on, one.due_on < today)
        for one in left_to(by)
    )


def _item(row: TrackingRecord, blobs: dict[str, Blob], today: date, *, tracks: bool) -> RecordItem:
    told = tuple(sorted(row.follow_ups.all(), key=lambda one: one.pk))
    done = any(one.done for one in told)
    due = None if done else (told[-1].next_on if told else row.follow_up_on)
    state = (
        "refused" if row.refused else "done" if done else "none" if due is None else "late" if due < today else "open"
    )
    texts = ((topic.title, getattr(row, name)) for name, topic in TOPICS.items())
    return RecordItem(
        id=row.pk,
        on=row.on,
        office=DISTRICTS[row.district] if row.district else _CITY,
        who=row.by.name,
        at=row.at,
        texts=tuple((title, text) for title, text in texts if text),
        refused=row.refused,
        files=tuple(_file(place, one, blobs) for place, one in enumerate(row.files, start=1)),
        follow_ups=tuple(FollowUpItem(one.text, one.done, one.next_on, one.by.name, one.at) for one in told),
        due_on=due,
        state=state,
        may_follow_up=tracks and not done and not row.refused,
    )


def _file(place: int, kept: dict[str, str], blobs: dict[str, Blob]) -> FileItem:
    blob = blobs[kept["sha256"]]
    return FileItem(place, kept["name"], blob.pk, blob.size, blob.media_type)


def _name(row: Cluster) -> Bi:
    return Bi(zh=row.name_zh, en=row.name_en or row.name_zh)


_CITY = Bi(zh="市级主管部门", en="the Commission")

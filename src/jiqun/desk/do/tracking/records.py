"""Keeping tracking records of recognised clusters, refusals, and follow-ups (Article 16)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.files import Taken, keep_file, problem_with
from jiqun.desk.may import NotThere, only, the_cluster, tracking_of
from jiqun.desk.post import tell
from jiqun.desk.record import record
from jiqun.desk.tracking import TRACKERS, is_done, office_of
from jiqun.desk.wrong import refuse_if
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024.development import TOPICS
from jiqun.records.models import (
    Appointment,
    Cluster,
    Organisation,
    Person,
    Recognition,
    TrackingFollowUp,
    TrackingRecord,
)

LONGEST = 10_000
MOST_FILES = 10


def record_tracking(
    *,
    cluster: int,
    on: date,
    texts: Mapping[str, str],
    follow_up_on: date | None = None,
    files: Iterable[Taken] = (),
    unread: Mapping[str, Bi] | None = None,
    by: Actor,
    at: datetime,
) -> TrackingRecord:
    """Keep what was found of a recognised cluster on a day, and when that is looked at again.

    Its operator is told, and reads it. Raises NotThere; Wrong by field with everything that cannot be.
    """
    only(by, *TRACKERS)
    row, taken = the_cluster(by, cluster), tuple(files)
    said = {name: texts.get(name, "").strip() for name in TOPICS}
    refuse_if(
        {
            "on": _day(on, row, at),
            **{name: _LONG if len(text) > LONGEST else None for name, text in said.items()},
            "plan_progress": _NOTHING if not any(said.values()) else None,
            "follow_up_on": _AHEAD if follow_up_on is not None and follow_up_on <= on else None,
            "files": _files(taken),
        },
        unread,
    )
    return _keep("record_tracking", row, {**said, "on": on, "follow_up_on": follow_up_on}, taken, by, at)


def record_refusal(
    *,
    cluster: int,
    on: date,
    refused: str,
    files: Iterable[Taken] = (),
    unread: Mapping[str, Bi] | None = None,
    by: Actor,
    at: datetime,
) -> TrackingRecord:
    """Keep that, and how, an operator refused to be tracked or supervised (Article 19, item 3, may rest on it).

    It decides nothing. Raises NotThere; Wrong by field.
    """
    only(by, *TRACKERS)
    row, taken = the_cluster(by, cluster), tuple(files)
    how = refused.strip()
    wrong = _HOW if not how else _LONG if len(how) > LONGEST else None
    refuse_if({"on": _day(on, row, at), "refused": wrong, "files": _files(taken)}, unread)
    return _keep("record_refusal", row, {"refused": how, "on": on}, taken, by, at)


def follow_up(
    *,
    record_id: int,
    text: str,
    done: bool,
    next_on: date | None = None,
    unread: Mapping[str, Bi] | None = None,
    by: Actor,
    at: datetime,
) -> TrackingFollowUp:
    """Keep what became of the measures of a record: nothing is left, or they are looked at again on a day.

    Raises NotThere; Wrong by field, also where a follow-up has closed the record already.
    """
    only(by, *TRACKERS)
    with transaction.atomic():
        row = tracking_of(by).select_related("cluster").filter(pk=record_id, refused="").first()
        if row is None:
            raise NotThere
        Cluster.objects.select_for_update().get(pk=row.cluster_id)  # one closes it once
        refuse_if(
            {
                "text": _CLOSED
                if is_done(row)
                else _TEXT
                if not text.strip()
                else _LONG
                if len(text) > LONGEST
                else None,
                "next_on": _next(next_on, at, done=done),
            },
            unread,
        )
        made = TrackingFollowUp.objects.create(
            record=row, text=text.strip(), done=done, next_on=None if done else next_on, by_id=by.person, at=at
        )
        content = {"cluster": row.cluster.number, "record": row.pk, "done": done}
        subject = f"cluster:{row.cluster_id}"
        record("follow_up", subject, by=by, at=at, article="16", content=content, sealed=(made,))
    return made


def _keep(
    act: str, cluster: Cluster, values: Mapping[str, Any], files: tuple[Taken, ...], by: Actor, at: datetime
) -> TrackingRecord:
    with transaction.atomic():
        kept = [{"name": one.name, "sha256": keep_file(one, at, field="files").pk} for one in files]
        row = TrackingRecord.objects.create(
            cluster=cluster,
            files=kept,
            district=office_of(by),
            by_id=by.person,
            at=at,
            **values,
        )
        content = {
            "cluster": cluster.number,
            "on": row.on.isoformat(),
            "files": sorted({one["sha256"] for one in kept}),
        }
        record(act, f"cluster:{cluster.pk}", by=by, at=at, article="16", content=content, sealed=(row,))
        _tell(row, cluster.operator, by, at)
    return row


def _tell(row: TrackingRecord, operator: Organisation, by: Actor, at: datetime) -> None:
    held = Appointment.objects.filter(
        organisation=operator, role=Role.OPERATOR, until=None, person__is_active=True
    ).values("person")
    cluster = row.cluster
    words = {
        "cluster": Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh),
        "who": by.organisation_name,
        "on": row.on,
    }
    subject, body = (_REFUSAL, _REFUSAL_BODY) if row.refused else (_TRACKED, _TRACKED_BODY)
    people = Person.objects.filter(pk__in=held).order_by("pk")
    path = f"/desk/clusters/{cluster.pk}/tracking/"
    tell(people, f"tracking:{row.pk}", subject.fill(**words), body.fill(**words), path, at)


def _day(on: date, cluster: Cluster, at: datetime) -> Bi | None:
    if on > day_of(at):
        return _FUTURE
    return None if Recognition.objects.filter(cluster=cluster, first_day__lte=on).exists() else _NOT_RECOGNISED


def _next(next_on: date | None, at: datetime, *, done: bool) -> Bi | None:
    if done:
        return None
    return _WHEN if next_on is None else _AHEAD if next_on <= day_of(at) else None


def _files(files: tuple[Taken, ...]) -> Bi | None:
    wrong = next((problem for one in files if (problem := problem_with(one))), None)
    return _MANY if len(files) > MOST_FILES else wrong


_FUTURE = Bi(zh="不能是将来的日期。", en="It cannot lie in the future.")
_NOT_RECOGNISED = Bi(zh="该日集群尚未获得认定。", en="The cluster was not recognised yet on that day.")
_NOTHING = Bi(zh="五项内容至少填写一项。", en="Write at least one of the five texts.")
_LONG = Bi(zh=f"最多{LONGEST}字，更多内容请作为附件。", en=f"{LONGEST} characters at most: attach more.")
_AHEAD = Bi(zh="回访日期须晚于记录日期和今天。", en="It has to lie after the record’s day, and after today.")
_WHEN = Bi(zh="请填写下次回访日期，或选择已办结。", en="Say when it is looked at again, or that nothing is left.")
_CLOSED = Bi(zh="该记录已办结，如有新情况请新建记录。", en="It is closed: keep a new record of what is new.")
_TEXT = Bi(zh="请填写回访情况。", en="Say what became of it.")
_HOW = Bi(
    zh="请写明如何拒绝：何时、何人、以何种方式，是否催告。",
    en="Say how it refused: when, who, in what way, and whether it was asked again.",
)
_MANY = Bi(zh=f"最多{MOST_FILES}个文件。", en=f"At most {MOST_FILES} files.")
_TRACKED = Bi(zh="{cluster}：新的跟踪记录", en="{cluster}: a tracking record was kept")
_TRACKED_BODY = Bi(
    zh="{who}登记了{on}的跟踪记录，您可以查看。\n\n集群：{cluster}\n",
    en="{who} has kept a tracking record of {on}; you can read it.\n\nCluster: {cluster}\n",
)
_REFUSAL = Bi(zh="{cluster}：登记了拒绝跟踪监管", en="{cluster}: a refusal was recorded")
_REFUSAL_BODY = Bi(
    zh="{who}登记：{on}拒绝接受跟踪和监管。如与事实不符，请尽快联系。\n\n集群：{cluster}\n",
    en="{who} has recorded that tracking and supervision were refused on {on}. If that is not so, get in touch "
    "soon.\n\nCluster: {cluster}\n",
)

"""What an officer does with alerts: enters one that no data show, dismisses one with reasons (Article 19)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.files import Taken, keep_file, problem_with
from jiqun.desk.may import NotThere, alerts_of, clusters_of, only
from jiqun.desk.recognised import not_revoked
from jiqun.desk.record import record
from jiqun.desk.remedies.appealing import MOST_FILES
from jiqun.desk.wrong import Wrong, refuse_if
from jiqun.ledger.canonical import canonical_sha256
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024.grounds import LIMBS
from jiqun.records.models import Alert, AlertSettled, Cluster

LONGEST = 10_000


@dataclass(frozen=True)
class Told:
    """What an officer has learned: of which cluster (its number), under which limb, since when, and what it is."""

    cluster: str
    limb: str
    since: date
    text: str
    files: tuple[Taken, ...] = ()


def enter_alert(told: Told, *, unread: Mapping[str, Bi] | None = None, by: Actor, at: datetime) -> Alert:
    """Enter something that may be a ground; the same form sent twice is entered once. Raises NotThere, Wrong."""
    only(by, Role.MUNICIPAL_OFFICER)
    cluster = clusters_of(by).filter(number=told.cluster.strip()).first()
    wrong_file = next((problem for one in told.files if (problem := problem_with(one))), None)
    text = told.text.strip()
    refuse_if(
        {
            "cluster": _unfit(cluster, day_of(at)),
            "limb": None if told.limb in LIMBS else _LIMB,
            "since": _AHEAD if told.since > day_of(at) else None,
            "text": _TEXT if not text else _LONG if len(text) > LONGEST else None,
            "files": _MANY if len(told.files) > MOST_FILES else wrong_file,
        },
        unread,
    )
    assert cluster is not None
    with transaction.atomic():
        Cluster.objects.select_for_update().get(pk=cluster.pk)
        kept = [{"name": one.name, "sha256": keep_file(one, at, field="files").pk} for one in told.files]
        said = [told.limb, told.since.isoformat(), text, sorted(one["sha256"] for one in kept)]
        key = f"entered:{cluster.pk}:{by.person}:{canonical_sha256(said)}"
        if known := Alert.objects.filter(key=key).first():
            return known
        row = Alert.objects.create(
            key=key,
            cluster=cluster,
            limb=told.limb,
            since=told.since,
            evidence={"facts": {}, "rows": []},
            text=text,
            files=kept,
            by_id=by.person,
            at=at,
        )
        record("enter_alert", f"cluster:{cluster.pk}", by=by, at=at, article="19", sealed=(row,))
    return row


def dismiss_alert(*, alert: int, reason: str, by: Actor, at: datetime) -> AlertSettled:
    """The ground is not made out, for reasons that stay with the alert. Raises NotThere, Wrong."""
    only(by, Role.MUNICIPAL_OFFICER)
    with transaction.atomic():
        row = unsettled([alert], by)[0]
        refuse_if({"reason": None if reason.strip() else _REASON})
        settled = AlertSettled.objects.create(alert=row, reason=reason.strip(), by_id=by.person, at=at)
        record("dismiss_alert", f"cluster:{row.cluster_id}", by=by, at=at, article="19", sealed=(settled,))
    return settled


def unsettled(alerts: Iterable[int], by: Actor) -> list[Alert]:
    """Alerts that nobody has settled, their clusters locked: two people at once settle one after the other.

    Raises NotThere for one that the actor does not see, Wrong where one is settled. Needs a transaction.
    """
    wanted = set(alerts)
    rows = list(alerts_of(by).filter(pk__in=wanted).order_by("pk"))
    if not rows or len(rows) != len(wanted):
        raise NotThere
    list(Cluster.objects.select_for_update().filter(pk__in={row.cluster_id for row in rows}).order_by("pk"))
    if AlertSettled.objects.filter(alert__in=wanted).exists():
        raise Wrong({"alerts": _SETTLED})
    return rows


def _unfit(cluster: Cluster | None, today: date) -> Bi | None:
    if cluster is None:
        return _CLUSTER
    return None if not_revoked(today).filter(cluster=cluster, first_day__lte=today).exists() else _NOT_RECOGNISED


_CLUSTER = Bi(zh="没有这个编号的集群。", en="No cluster has this number.")
_NOT_RECOGNISED = Bi(
    zh="该集群没有可以撤销的认定。", en="The cluster has no recognition that could be revoked: nothing to enter."
)
_LIMB = Bi(zh="请选择所属情形。", en="Choose the ground.")
_AHEAD = Bi(zh="发生日期不能晚于今天。", en="It cannot have happened after today.")
_TEXT = Bi(zh="请写明情况：何时何事，从何得知。", en="Say what happened, when, and from where you know.")
_LONG = Bi(zh=f"最多{LONGEST}字，更多内容请作为附件。", en=f"At most {LONGEST} characters: attach what is longer.")
_MANY = Bi(zh=f"最多{MOST_FILES}个文件。", en=f"At most {MOST_FILES} files.")
_REASON = Bi(zh="请写明情形不成立的理由。", en="Say why the ground is not made out.")
_SETTLED = Bi(zh="线索已有人办结，请刷新页面查看。", en="Somebody has settled it meanwhile: look at the page again.")

"""Alerts as offices read them: a list with filters, and one with its evidence and what became of it (Article 19)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from jiqun.base.days import day_of
from jiqun.base.words import Bi, day_words
from jiqun.desk.actor import Actor
from jiqun.desk.grounds.noticing import LOOKED_FOR, noticed_on
from jiqun.desk.look.cases.papers import Paper, paper_of
from jiqun.desk.look.choices import Choice
from jiqun.desk.look.paging import Page, page_shown
from jiqun.desk.look.revoking.evidence import Fact, Source, facts_said, sources_of
from jiqun.desk.may import OFFICE, NotThere, alerts_of, clusters_of, only
from jiqun.desk.recognised import not_revoked
from jiqun.desk.revoking.course import limb_title
from jiqun.facts.districts import DISTRICTS
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024.grounds import GROUNDS, LIMBS
from jiqun.records.models import Alert, AlertSettled, Blob, Case

STATES: Mapping[str, Bi] = {
    "open": Bi(zh="待核实", en="To be looked at"),
    "case": Bi(zh="已立案", en="In a case"),
    "dismissed": Bi(zh="已排除", en="Dismissed"),
}


@dataclass(frozen=True)
class Wanted:
    """Which alerts are asked for: the item of Article 19, the district, the state; empty for all."""

    ground: str = ""
    district: str = ""
    state: str = "open"


@dataclass(frozen=True)
class AlertItem:
    """An alert on a list. `stands`: whether the data show it still; None for one that an officer entered."""

    id: int
    cluster_id: int
    cluster: Bi
    cluster_number: str
    district: Bi
    limb: Bi
    since: date
    at: datetime
    state: str
    state_title: Bi
    stands: bool | None
    case: int | None
    case_number: str


@dataclass(frozen=True)
class FileItem:
    """A file that came with an alert; `place` is 1, 2, 3 …"""

    place: int
    name: str
    size: int
    media_type: str
    sha256: str


@dataclass(frozen=True)
class AlertView:
    """An alert with its evidence, and what became of it."""

    item: AlertItem
    operator: Bi
    facts: tuple[Fact, ...]
    sources: tuple[Source, ...]
    text: str
    files: tuple[FileItem, ...]
    who: str  # empty: noticed in the data
    settled_by: str
    settled_at: datetime | None
    reason: str
    may_settle: bool
    others: tuple[AlertItem, ...]  # alerts of the cluster that nobody has settled
    running: str  # the number of a revocation of the cluster that is open


def list_alerts(wanted: Wanted, *, by: Actor, at: datetime, page: int = 1) -> Page[AlertItem]:
    """The alerts that the actor may see, the newest first. Raises NotThere."""
    only(by, *OFFICE)
    found = _of_state(alerts_of(by), wanted.state)
    if wanted.ground.isdigit():
        limbs = [limb.name for limb in LIMBS.values() if str(limb.item) == wanted.ground]
        found = found.filter(limb__in=limbs)
    if wanted.district:
        found = found.filter(cluster__district=wanted.district)
    rows = found.select_related("cluster", "settled__case").order_by("-at", "-pk")
    return page_shown(rows, page, lambda some: alert_items(some, at))


def look_at_alert(alert: int, *, by: Actor, at: datetime) -> AlertView:
    """One alert. Raises NotThere."""
    only(by, *OFFICE)
    found = alerts_of(by).select_related("cluster__operator", "by", "settled__case", "settled__by")
    row = found.filter(pk=alert).first()
    if row is None:
        raise NotThere
    settled: AlertSettled | None = getattr(row, "settled", None)
    open_ones = alerts_of(by).filter(cluster=row.cluster_id, settled=None).exclude(pk=row.pk)
    others = open_ones.select_related("cluster", "settled__case").order_by("pk") if settled is None else ()
    running = Case.objects.filter(kind="revocation", cluster=row.cluster_id, ended_at=None).first()
    body = row.cluster.operator
    return AlertView(
        item=alert_items([row], at)[0],
        operator=Bi(zh=body.name_zh, en=body.name_en or body.name_zh),
        facts=facts_said(row.evidence["facts"]),
        sources=sources_of(((table, key) for table, key in row.evidence["rows"]), by),
        text=row.text,
        files=files_shown(row.files),
        who=row.by.name if row.by else "",
        settled_by=settled.by.name if settled else "",
        settled_at=settled.at if settled else None,
        reason=settled.reason if settled else "",
        may_settle=settled is None and by.role == Role.MUNICIPAL_OFFICER,
        others=alert_items(list(others), at),
        running=running.number if running else "",
    )


def alert_items(rows: Sequence[Alert], at: datetime) -> tuple[AlertItem, ...]:
    """Alerts as items: whether each still stands is looked up for all of them together."""
    noticed = {row.cluster_id for row in rows if row.limb in LOOKED_FOR and row.by_id is None}
    shown = {one.key for one in noticed_on(day_of(at), noticed)} if noticed else set()
    return tuple(_item(row, shown) for row in rows)


def alert_paper(alert: int, place: int, *, by: Actor) -> Paper:
    """A file that came with an alert. Raises NotThere."""
    only(by, *OFFICE)
    row = alerts_of(by).filter(pk=alert).first()
    if row is None or not 1 <= place <= len(row.files):
        raise NotThere
    one = row.files[place - 1]
    return paper_of(Blob.objects.get(pk=one["sha256"]), one["name"])


def limbs_offered() -> tuple[Choice, ...]:
    """Every limb of the five grounds: an officer may enter any."""
    return tuple(Choice(name, limb_title(name)) for name in LIMBS)


def others_offered(view: AlertView) -> tuple[Choice, ...]:
    """The other alerts of its cluster that may go into the same case."""
    return tuple(Choice(str(one.id), _OTHER.fill(limb=one.limb, day=day_words(one.since))) for one in view.others)


def grounds_offered() -> tuple[Choice, ...]:
    """The five items of Article 19."""
    return tuple(
        Choice(str(item), Bi(zh=f"（{item}）{title.zh}", en=f"({item}) {title.en}")) for item, title in GROUNDS.items()
    )


def clusters_offered(*, by: Actor, at: datetime) -> tuple[Choice, ...]:
    """The clusters of which an alert may be entered: those whose recognition could be revoked."""
    only(by, Role.MUNICIPAL_OFFICER)
    held = not_revoked(day_of(at)).filter(first_day__lte=day_of(at)).values("cluster")
    rows = clusters_of(by).filter(pk__in=held).order_by("number").values_list("number", "name_zh", "name_en")
    return tuple(Choice(number, Bi(zh=f"{number} {zh}", en=f"{number} {en or zh}")) for number, zh, en in rows)


def _of_state(found: QuerySet[Alert], state: str) -> QuerySet[Alert]:
    if state == "open":
        return found.filter(settled=None)
    if state == "dismissed":
        return found.filter(settled__isnull=False, settled__case=None)
    return found.filter(settled__case__isnull=False) if state == "case" else found


def _item(row: Alert, shown: set[str]) -> AlertItem:
    settled: AlertSettled | None = getattr(row, "settled", None)
    case = settled.case if settled else None
    state = "open" if settled is None else "case" if case else "dismissed"
    cluster = row.cluster
    return AlertItem(
        id=row.pk,
        cluster_id=row.cluster_id,
        cluster=Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh),
        cluster_number=cluster.number,
        district=DISTRICTS[cluster.district],
        limb=limb_title(row.limb),
        since=row.since,
        at=row.at,
        state=state,
        state_title=STATES[state],
        stands=row.key in shown if row.limb in LOOKED_FOR and row.by_id is None else None,
        case=case.pk if case else None,
        case_number=case.number if case else "",
    )


def files_shown(files: Sequence[Mapping[str, str]]) -> tuple[FileItem, ...]:
    """Files as they were kept (name, sha256), to be given out."""
    blobs = Blob.objects.in_bulk([one["sha256"] for one in files])
    pairs = ((place, one, blobs[one["sha256"]]) for place, one in enumerate(files, start=1))
    return tuple(FileItem(place, one["name"], blob.size, blob.media_type, blob.pk) for place, one, blob in pairs)


_OTHER = Bi(zh="{limb}（{day}）", en="{limb} ({day})")

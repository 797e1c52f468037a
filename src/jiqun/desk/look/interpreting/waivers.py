"""Waivers of our own checks and terms: those that were asked for, and those of a case as its page shows them (A20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case as Order
from django.db.models import QuerySet, Value, When

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.interpreting.waiving import in_force, waivers_for
from jiqun.desk.look.paging import Page, page_of
from jiqun.desk.may import CITY, NotThere, only, the_case, the_cluster
from jiqun.procedure.roles import Role
from jiqun.procedure.waivable import WAIVABLE, Reach, Waivable
from jiqun.records.models import Round, Waiver


@dataclass(frozen=True)
class WaiverView:
    """A waiver. `state`: asked, in_force, over, refused."""

    id: int
    what: Bi
    why_ours: Bi
    reach: Reach
    key: int
    whose: Bi
    reason: str
    until: date
    state: str
    asked_by: str
    asked_at: datetime
    settled_by: str
    settled_at: datetime | None
    settled_why: str
    may_settle: bool


@dataclass(frozen=True)
class Askable:
    """What a waiver is asked for, and what may be waived there."""

    reach: Reach
    key: int
    whose: Bi
    choices: tuple[Waivable, ...]


def list_waivers(*, by: Actor, at: datetime, page: int = 1) -> Page[WaiverView]:
    """All waivers: those to settle first, then the latest. Raises NotThere."""
    only(by, *CITY)
    waiting = Order(When(granted=None, then=Value(0)), default=Value(1))
    return page_of(_rows().order_by(waiting, "-asked_at", "-pk"), page, lambda row: _view(row, by, at))


def look_at_waiver(waiver: int, *, by: Actor, at: datetime) -> WaiverView:
    """One of them. Raises NotThere."""
    only(by, *CITY)
    row = _rows().filter(pk=waiver).first()
    if row is None:
        raise NotThere
    return _view(row, by, at)


def waivers_on(case: int, *, by: Actor, at: datetime) -> tuple[WaiverView, ...]:
    """Those in force for a case, as everybody sees them who sees the case. Raises NotThere."""
    rows = waivers_for([the_case(by, case)])
    seen = in_force(rows, at).select_related("case__cluster", "cluster", "round", "asked_by", "settled_by")
    return tuple(_view(row, by, at) for row in seen.order_by("pk"))


def askable(reach: str, key: int, *, by: Actor) -> Askable:
    """What may be waived for a case, a cluster or a round. Raises NotThere."""
    only(by, Role.MUNICIPAL_OFFICER)
    if reach == "case":
        case = the_case(by, key)
        whose = _named(case.cluster.name_zh, case.cluster.name_en, case.number)
        return _askable("case", key, whose)
    if reach == "cluster":
        cluster = the_cluster(by, key)
        return _askable("cluster", key, _named(cluster.name_zh, cluster.name_en, cluster.number))
    notice = Round.objects.filter(pk=key).first()
    if reach != "round" or notice is None:
        raise NotThere
    return _askable("round", key, _named(notice.title_zh, notice.title_en, notice.number))


def _askable(reach: Reach, key: int, whose: Bi) -> Askable:
    return Askable(reach, key, whose, tuple(one for one in WAIVABLE.values() if reach in one.reach))


def _rows() -> QuerySet[Waiver]:
    return Waiver.objects.select_related("case__cluster", "cluster", "round", "asked_by", "settled_by")


def _view(row: Waiver, by: Actor, at: datetime) -> WaiverView:
    reach, key, whose = _whose(row)
    known = WAIVABLE[row.what]
    return WaiverView(
        id=row.pk,
        what=known.title,
        why_ours=known.why,
        reach=reach,
        key=key,
        whose=whose,
        reason=row.reason,
        until=row.until,
        state=_state(row, day_of(at)),
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
        settled_by=row.settled_by.name if row.settled_by else "",
        settled_at=row.settled_at,
        settled_why=row.settled_why,
        may_settle=by.role == Role.MUNICIPAL_APPROVER and row.granted is None and row.asked_by_id != by.person,
    )


def _whose(row: Waiver) -> tuple[Reach, int, Bi]:
    if row.case is not None:
        one = row.case.cluster
        return "case", row.case.pk, _named(one.name_zh, one.name_en, row.case.number)
    if row.cluster is not None:
        return "cluster", row.cluster.pk, _named(row.cluster.name_zh, row.cluster.name_en, row.cluster.number)
    assert row.round is not None
    return "round", row.round.pk, _named(row.round.title_zh, row.round.title_en, row.round.number)


def _state(row: Waiver, today: date) -> str:
    if row.granted is None:
        return "asked"
    if not row.granted:
        return "refused"
    return "in_force" if row.until >= today else "over"


def _named(zh: str, en: str, number: str) -> Bi:
    return Bi(zh=f"{zh} {number}".strip(), en=f"{en or zh} {number}".strip())

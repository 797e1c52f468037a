"""The revocations that were decided, for anybody to read; those that an appeal set aside say so (Article 19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.look.paging import Page, page_of
from jiqun.desk.revoking.course import limb_title
from jiqun.facts.districts import DISTRICTS
from jiqun.records.models import Revocation


@dataclass(frozen=True)
class RevocationItem:
    """A recognition that was revoked; `set_aside`: the day on which an appeal undid it."""

    id: int
    number: str
    cluster_number: str
    cluster: Bi
    district: Bi
    on: date
    grounds: tuple[Bi, ...]
    reason: str
    case: str
    set_aside: date | None


def list_revocations(*, page: int = 1) -> Page[RevocationItem]:
    """All of them, the latest first."""
    rows = Revocation.objects.select_related("recognition__cluster", "case", "set_aside").order_by("-revoked_on", "-pk")
    return page_of(rows, page, _item)


def _item(row: Revocation) -> RevocationItem:
    cluster = row.recognition.cluster
    return RevocationItem(
        id=row.pk,
        number=row.recognition.number,
        cluster_number=cluster.number,
        cluster=Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh),
        district=DISTRICTS[cluster.district],
        on=row.revoked_on,
        grounds=tuple(limb_title(name) for name in row.limbs.split(";")),
        reason=row.reason,
        case=row.case.number,
        set_aside=day_of(row.set_aside.at) if hasattr(row, "set_aside") else None,
    )

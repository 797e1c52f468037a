"""Every recognition, as the Commission looks after them (Article 9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.look.paging import Page, page_shown
from jiqun.desk.look.recognised.standing import Standing, standings_on
from jiqun.desk.may import CITY, only
from jiqun.facts.districts import DISTRICTS
from jiqun.records.models import Recognition


@dataclass(frozen=True)
class RecognitionItem:
    """A recognition with its cluster and the list it was published on."""

    standing: Standing
    cluster_number: str
    name: Bi
    district: Bi
    list_id: int | None
    list_number: str
    case: int | None


def list_recognitions(*, by: Actor, at: datetime, page: int = 1) -> Page[RecognitionItem]:
    """All of them, the one that ends first before the others. Raises NotThere."""
    only(by, *CITY)
    rows = Recognition.objects.select_related("cluster", "published", "certificate").order_by("last_day", "pk")
    return page_shown(rows, page, lambda found: _items(found, at))


def _items(rows: list[Recognition], at: datetime) -> tuple[RecognitionItem, ...]:
    pairs = zip(rows, standings_on(rows, day_of(at)), strict=True)
    return tuple(_item(row, standing) for row, standing in pairs)


def _item(row: Recognition, standing: Standing) -> RecognitionItem:
    return RecognitionItem(
        standing=standing,
        cluster_number=row.cluster.number,
        name=Bi(zh=row.cluster.name_zh, en=row.cluster.name_en or row.cluster.name_zh),
        district=DISTRICTS[row.cluster.district],
        list_id=row.published_id,
        list_number=row.published.number if row.published else "",
        case=row.case_id,
    )

"""Enterprises as those see them who look after their clusters: the list, its filters, and the list as a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from jiqun.base.words import Bi, Lang
from jiqun.desk.actor import Actor
from jiqun.desk.look.paging import Page, page_shown
from jiqun.desk.look.search import keys_with
from jiqun.desk.may import OFFICE, clusters_of, enterprises_of, only, replies_of
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.industries import industry_name
from jiqun.facts.search_terms import normalised
from jiqun.papers.lists import csv_list
from jiqun.procedure.roles import Role
from jiqun.records.models import Cluster, DataReply, Enterprise, Listing

_TOGETHER = 500  # how many rows of the file are read at a time


@dataclass(frozen=True)
class Place:
    """An enterprise's place on the latest roster of a cluster; `id` is 0 for a cluster that is not one's own to open.

    `confirmed` is what the enterprise replied last about this roster: None where it has not, or not for one to see.
    """

    id: int
    number: str
    name: Bi
    district: Bi
    roster: int
    confirmed: bool | None


@dataclass(frozen=True)
class EnterpriseItem:
    """An enterprise on a list."""

    id: int
    name: str
    credit_code: str
    industry_code: str
    places: tuple[Place, ...]

    @property
    def in_two(self) -> bool:
        """Whether it stands in more than one cluster, so far as one may see."""
        return len(self.places) > 1


def list_enterprises(
    *, by: Actor, text: str = "", district: str = "", shared: bool = False, page: int = 1
) -> Page[EnterpriseItem]:
    """The enterprises that the actor may see: by name, pinyin or credit code, by district, in two clusters at once."""
    found = _found(by, text, district, shared=shared)
    return page_shown(found, page, lambda rows: items(rows, by))


def enterprises_file(*, by: Actor, text: str = "", district: str = "", shared: bool = False, lang: Lang) -> bytes:
    """The same list in whole as a CSV file."""
    found = list(_found(by, text, district, shared=shared))
    parts = (found[start : start + _TOGETHER] for start in range(0, len(found), _TOGETHER))
    return csv_list(
        [title.say(lang) for title in _HEAD], (_row(one, lang) for part in parts for one in items(part, by))
    )


def items(rows: Iterable[Enterprise], by: Actor) -> tuple[EnterpriseItem, ...]:
    """Enterprises with their places; three queries for any number of them."""
    firms = list(rows)
    places = places_of([firm.pk for firm in firms], by)
    return tuple(
        EnterpriseItem(firm.pk, firm.name, firm.credit_code, firm.industry_code, tuple(places.get(firm.pk, ())))
        for firm in firms
    )


def places_of(enterprises: list[int], by: Actor) -> Mapping[int, list[Place]]:
    """By enterprise, where it stands: officers see other districts' clusters too, an operator its own alone."""
    own = set(clusters_of(by).values_list("pk", flat=True))
    found = Listing.objects.filter(enterprise__in=enterprises).select_related("cluster").order_by("cluster__number")
    if by.role not in OFFICE:
        found = found.filter(cluster__in=own)
    said = last_replies(replies_of(by).filter(enterprise__in=enterprises))
    places: dict[int, list[Place]] = {}
    for one in found:
        reply = said.get((one.enterprise_id, one.roster_id))
        here = _place(one.cluster, one.roster_id, reply.confirmed if reply else None, mine=one.cluster_id in own)
        places.setdefault(one.enterprise_id, []).append(here)
    return places


def last_replies(found: QuerySet[DataReply]) -> dict[tuple[int, int], DataReply]:
    """By enterprise and roster, the reply that stands: the last one."""
    return {(one.enterprise_id, one.roster_id): one for one in found.order_by("pk")}


def _found(by: Actor, text: str, district: str, *, shared: bool) -> QuerySet[Enterprise]:
    only(by, Role.OPERATOR, *OFFICE)
    found = enterprises_of(by).order_by("credit_code")
    if terms := normalised(text):
        found = found.filter(pk__in=keys_with("enterprise", terms).values("subject"))
    if district:
        found = found.filter(pk__in=Listing.objects.filter(cluster__district=district).values("enterprise"))
    if shared and by.role in OFFICE:
        counted = Listing.objects.values("enterprise").annotate(times=Count("pk")).filter(times__gt=1)
        found = found.filter(pk__in=counted.values("enterprise"))
    return found


def _place(row: Cluster, roster: int, confirmed: bool | None, *, mine: bool) -> Place:
    name = Bi(zh=row.name_zh, en=row.name_en or row.name_zh)
    return Place(row.pk if mine else 0, row.number, name, DISTRICTS[row.district], roster, confirmed)


def _row(one: EnterpriseItem, lang: Lang) -> list[object]:
    industry = industry_name(one.industry_code)
    replies = [_REPLIES[place.confirmed].say(lang) for place in one.places]
    return [
        one.credit_code,
        one.name,
        one.industry_code,
        industry.say(lang) if industry else "",
        "; ".join(dict.fromkeys(place.district.say(lang) for place in one.places)),
        "; ".join(f"{place.number} {place.name.say(lang)}" for place in one.places),
        "; ".join(replies) if any(place.confirmed is not None for place in one.places) else "",
    ]


_HEAD = (
    Bi(zh="统一社会信用代码", en="Credit code"),
    Bi(zh="企业名称", en="Name"),
    Bi(zh="行业代码", en="Industry code"),
    Bi(zh="行业", en="Industry"),
    Bi(zh="所在区", en="District"),
    Bi(zh="所在集群", en="Clusters"),
    Bi(zh="企业核对", en="Reply of the enterprise"),
)
_REPLIES: Mapping[bool | None, Bi] = {
    True: Bi(zh="已确认", en="confirmed"),
    False: Bi(zh="有异议", en="disputed"),
    None: Bi(zh="未答复", en="no reply"),
}

"""Finding things by Chinese, pinyin, initials, English or code, among what one may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.installation.addresses import case_page
from jiqun.desk.may import cases_of, clusters_of, enterprises_of
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.search_terms import normalised
from jiqun.records.models import SearchKey

MOST = 30


@dataclass(frozen=True)
class Hit:
    """One thing found, and its page."""

    kind: Bi
    title: Bi
    beside: str
    address: str


def search(query: str, *, by: Actor) -> tuple[Hit, ...]:
    """The things that hold every term of the query, at most 30 of a kind; nothing that the actor may not see."""
    terms = normalised(query)
    if not terms:
        return ()
    return (*_cases(terms, by), *_clusters(terms, by), *_enterprises(terms, by))


def keys_with(kind: str, terms: tuple[str, ...]) -> QuerySet[SearchKey]:
    """The keys of a kind that hold all terms."""
    found = SearchKey.objects.filter(kind=kind)
    for term in terms:
        found = found.filter(text__contains=term)
    return found


def _cases(terms: tuple[str, ...], by: Actor) -> tuple[Hit, ...]:
    rows = cases_of(by).filter(pk__in=keys_with("case", terms).values("subject")).select_related("cluster")
    return tuple(
        Hit(
            _CASE,
            Bi(zh=row.cluster.name_zh, en=row.cluster.name_en or row.cluster.name_zh),
            row.number,
            case_page(row.pk, by.role),
        )
        for row in rows.order_by("-opened_at")[:MOST]
    )


def _clusters(terms: tuple[str, ...], by: Actor) -> tuple[Hit, ...]:
    rows = clusters_of(by).filter(pk__in=keys_with("cluster", terms).values("subject"))
    return tuple(
        Hit(
            _CLUSTER,
            Bi(zh=row.name_zh, en=row.name_en or row.name_zh),
            f"{row.number} {DISTRICTS[row.district].zh}",
            f"/desk/clusters/{row.pk}/",
        )
        for row in rows.order_by("number")[:MOST]
    )


def _enterprises(terms: tuple[str, ...], by: Actor) -> tuple[Hit, ...]:
    rows = enterprises_of(by).filter(pk__in=keys_with("enterprise", terms).values("subject"))
    return tuple(
        Hit(_FIRM, Bi(zh=row.name, en=row.name), row.credit_code, f"/desk/enterprises/{row.pk}/")
        for row in rows.order_by("credit_code")[:MOST]
    )


_CASE = Bi(zh="案件", en="Case")
_CLUSTER = Bi(zh="集群", en="Cluster")
_FIRM = Bi(zh="企业", en="Enterprise")

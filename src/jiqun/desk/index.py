"""Keeping what things can be found by: written with the thing, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable

from jiqun.facts.search_keys import search_text
from jiqun.records.models import Case, Cluster, Enterprise, SearchKey


def index_cluster(row: Cluster) -> None:
    """A cluster is found by its names, its operator's and its number, by everybody; its cases by the same names."""
    text = search_text(row.name_zh, row.name_en, row.operator.name_zh, codes=(row.number,))
    _put("cluster", row.pk, text, district=row.district, operator=row.operator.pk, public=True)
    for case in row.cases.select_related("cluster"):
        index_case(case)


def index_case(row: Case) -> None:
    """A case is found by its number and its cluster."""
    text = search_text(row.cluster.name_zh, row.cluster.name_en, codes=(row.number,))
    _put("case", row.pk, text, district=row.district, operator=row.operator.pk)


def index_enterprises(rows: Iterable[Enterprise]) -> None:
    """Enterprises are found by name and credit code; who may see one is asked when they are shown."""
    keys = [
        SearchKey(kind="enterprise", subject=row.pk, text=search_text(row.name, codes=(row.credit_code,)))
        for row in rows
    ]
    SearchKey.objects.bulk_create(
        keys, update_conflicts=True, unique_fields=["kind", "subject"], update_fields=["text"], batch_size=500
    )


def _put(
    kind: str, subject: int, text: str, *, district: str = "", operator: int | None = None, public: bool = False
) -> None:
    SearchKey.objects.update_or_create(
        kind=kind,
        subject=subject,
        defaults={"text": text, "district": district, "operator": operator, "public": public},
    )

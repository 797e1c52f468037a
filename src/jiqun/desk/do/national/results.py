"""What became of recommendations, and the national clusters of earlier calls: recorded, corrected, matched (A18)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.may import NotThere, only, the_cluster
from jiqun.desk.record import record
from jiqun.desk.wrong import refuse_if
from jiqun.facts.national_clusters import national_clusters
from jiqun.procedure.roles import Role
from jiqun.records.models import Cluster, NationalResult, NationalSubmission, Organisation, Round


@dataclass(frozen=True)
class Told:
    """What is recorded of one cluster: whether it came on the list, from which day, and where that stands."""

    recognised: bool
    first_day: date | None
    source: str


def import_national_clusters(*, by: Actor, at: datetime) -> int:
    """Enter the national clusters that are known of earlier calls; how many were new. Raises NotThere.

    Done again it enters nothing twice, also where a row has been corrected since.
    """
    only(by, Role.MUNICIPAL_OFFICER)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=by.organisation)
        known = set(NationalResult.objects.values_list("year", "district", "name_zh"))
        rows = [
            NationalResult.objects.create(
                year=one.year,
                district=one.district,
                name_zh=one.name.zh,
                name_en=one.name.en,
                recognised=True,
                first_day=one.first_day,
                source=one.source,
                confidence=one.confidence,
                by_id=by.person,
                at=at,
            )
            for one in national_clusters()
            if (one.year, one.district, one.name.zh) not in known
        ]
        if rows:
            content = {"entered": len(rows), "confidence": sorted({row.confidence for row in rows})}
            record("import_national", "national:results", by=by, at=at, article="18", content=content, sealed=rows)
    return len(rows)


def match_result(*, result: int, cluster: int | None, by: Actor, at: datetime) -> NationalResult:
    """Say which registered cluster a result is about, or that it is about none. Raises NotThere."""
    only(by, Role.MUNICIPAL_OFFICER)
    found = the_cluster(by, cluster) if cluster else None
    with transaction.atomic():
        before = _standing(result)
        row = _instead(before, _told_of(before), cluster=found, by=by, at=at)
        _record("match_national_result", row, by, at)
    return row


def record_result(
    *, call: int, cluster: int, told: Told, unread: Mapping[str, Bi] | None = None, by: Actor, at: datetime
) -> NationalResult:
    """Record what became of a recommended cluster. Raises NotThere, Wrong, also where it is recorded already."""
    only(by, Role.MUNICIPAL_OFFICER)
    sent = NationalSubmission.objects.filter(round=call).select_related("round").first()
    row = Cluster.objects.filter(pk=cluster).first()
    if sent is None or row is None or cluster not in {one["id"] for one in sent.content["clusters"]}:
        raise NotThere
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=call)
        year = sent.round.year
        known = NationalResult.objects.filter(year=year, cluster=row, replaced_by=None).exists()
        refuse_if({**_problems(told), "cluster": _KNOWN if known else None}, unread)
        made = NationalResult.objects.create(
            year=year,
            cluster=row,
            district=row.district,
            name_zh=row.name_zh,
            name_en=row.name_en,
            recognised=told.recognised,
            first_day=told.first_day if told.recognised else None,
            source=told.source.strip(),
            by_id=by.person,
            at=at,
        )
        _record("record_national_result", made, by, at)
    return made


def correct_result(
    *, result: int, told: Told, unread: Mapping[str, Bi] | None = None, by: Actor, at: datetime
) -> NationalResult:
    """Put a corrected row in the place of one, which stays readable. Raises NotThere, Wrong."""
    only(by, Role.MUNICIPAL_OFFICER)
    with transaction.atomic():
        before = _standing(result)
        refuse_if(_problems(told), unread)
        row = _instead(before, told, cluster=before.cluster, by=by, at=at)
        _record("correct_national_result", row, by, at)
    return row


def _standing(result: int) -> NationalResult:
    """A result that none has replaced. Raises NotThere. Two who replace it at once: one finds it gone."""
    row = NationalResult.objects.select_for_update().filter(pk=result).first()
    if row is None or NationalResult.objects.filter(replaces=row).exists():
        raise NotThere
    return row


def _told_of(row: NationalResult) -> Told:
    return Told(row.recognised, row.first_day, row.source)


def _instead(before: NationalResult, told: Told, *, cluster: Cluster | None, by: Actor, at: datetime) -> NationalResult:
    return NationalResult.objects.create(
        year=before.year,
        cluster=cluster,
        district=before.district,
        name_zh=before.name_zh,
        name_en=before.name_en,
        recognised=told.recognised,
        first_day=told.first_day if told.recognised else None,
        source=told.source.strip(),
        # A source that somebody has put in another's place is no longer the imported one.
        confidence=before.confidence if told.source.strip() == before.source else "",
        replaces=before,
        by_id=by.person,
        at=at,
    )


def _record(act: str, row: NationalResult, by: Actor, at: datetime) -> None:
    content = {"year": row.year, "name": row.name_zh, "recognised": row.recognised, "cluster": row.cluster_id}
    record(act, f"national-result:{row.pk}", by=by, at=at, article="18", content=content, sealed=(row,))


def _problems(told: Told) -> dict[str, Bi | None]:
    return {"source": None if 0 < len(told.source.strip()) <= 300 else _SOURCE}


_SOURCE = Bi(zh="请写明依据的文件或来源（300字以内）。", en="Name the document or source, 300 characters at most.")
_KNOWN = Bi(zh="该集群的结果已登记，如有误请更正。", en="Its result is recorded already: correct it if it is wrong.")

"""The national clusters of the city, as anybody may read them, with where each is known from (Article 18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.look.choices import Choice, plain
from jiqun.desk.may import NotThere, clusters_of, only
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.national_clusters import national_clusters
from jiqun.procedure.roles import Role
from jiqun.records.models import NationalResult


@dataclass(frozen=True)
class ResultView:
    """One result; `cluster` is the number of the registered cluster that it is about, empty where none is matched."""

    id: int
    year: int
    district: Bi
    district_code: str
    name: Bi
    recognised: bool
    first_day: date | None
    source: str
    confidence: str
    cluster: str
    corrected: bool


@dataclass(frozen=True)
class ResultForm:
    """A result that an officer corrects or matches."""

    one: ResultView
    clusters: tuple[Choice, ...]
    matched: str


def national_results() -> tuple[ResultView, ...]:
    """Those on the national list, the latest year first. What did not come on it is told to nobody here."""
    return tuple(_view(row) for row in _rows().filter(recognised=True))


def all_results(*, by: Actor) -> tuple[ResultView, ...]:
    """Every result that stands, for the officers. Raises NotThere."""
    only(by, Role.MUNICIPAL_OFFICER)
    return tuple(_view(row) for row in _rows())


def to_import(*, by: Actor) -> int:
    """How many of the known clusters of earlier calls are not entered yet. Raises NotThere."""
    only(by, Role.MUNICIPAL_OFFICER)
    known = set(NationalResult.objects.values_list("year", "district", "name_zh"))
    return sum((one.year, one.district, one.name.zh) not in known for one in national_clusters())


def look_at_result(result: int, *, by: Actor) -> ResultForm:
    """One that stands, with the registered clusters of its district. Raises NotThere."""
    only(by, Role.MUNICIPAL_OFFICER)
    row = _rows().filter(pk=result).first()
    if row is None:
        raise NotThere
    found = clusters_of(by).filter(district=row.district).order_by("number")
    choices = tuple(plain(one.pk, f"{one.number} {one.name_zh}") for one in found)
    return ResultForm(_view(row), choices, str(row.cluster_id or ""))


def _rows() -> QuerySet[NationalResult]:
    rows = NationalResult.objects.filter(replaced_by=None).select_related("cluster")
    return rows.order_by("-year", "district", "pk")


def _view(row: NationalResult) -> ResultView:
    return ResultView(
        id=row.pk,
        year=row.year,
        district=DISTRICTS[row.district],
        district_code=row.district,
        name=Bi(zh=row.name_zh, en=row.name_en or row.name_zh),
        recognised=row.recognised,
        first_day=row.first_day,
        source=row.source,
        confidence=row.confidence,
        cluster=row.cluster.number if row.cluster else "",
        corrected=row.replaces_id is not None,
    )

"""Which clusters are recognised, from when until when, and how that came about: for anybody to see (Article 9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from jiqun.desk.look.cases.papers import Paper, paper_of
from jiqun.desk.may import NotThere
from jiqun.records.models import Certificate, Cluster, Recognition


@dataclass(frozen=True)
class Standing:
    """A recognition. `source` is the document that one of the city's 2023 batch stands in, empty for all others."""

    id: int
    cluster: int
    number: str
    first_day: date
    last_day: date
    state: str  # valid, expired, coming
    source: str
    certificate: bool

    @property
    def imported(self) -> bool:
        return bool(self.source)


@dataclass(frozen=True)
class History:
    """How a cluster came to stand where it does: its recognitions, the latest first."""

    standings: tuple[Standing, ...]

    @property
    def present(self) -> Standing | None:
        """The recognition that holds, or held last."""
        return self.standings[0] if self.standings else None


def standing_of(row: Recognition, today: date) -> Standing:
    """A stored recognition as it stands on a day."""
    state = "coming" if today < row.first_day else "valid" if today <= row.last_day else "expired"
    return Standing(
        id=row.pk,
        cluster=row.cluster_id,
        number=row.number,
        first_day=row.first_day,
        last_day=row.last_day,
        state=state,
        source=row.source,
        certificate=hasattr(row, "certificate"),
    )


def standings_of(clusters: Iterable[int], today: date) -> dict[int, Standing]:
    """By cluster, the recognition that holds or held last; one query for any number of them."""
    rows = Recognition.objects.filter(cluster__in=list(clusters)).select_related("certificate")
    return {row.cluster_id: standing_of(row, today) for row in rows.order_by("first_day", "pk")}


def history_of(number: str, today: date) -> History:
    """The history of a cluster. Raises NotThere."""
    cluster = Cluster.objects.filter(number=number).first()
    if cluster is None:
        raise NotThere
    rows = Recognition.objects.filter(cluster=cluster).select_related("certificate").order_by("-first_day", "-pk")
    return History(tuple(standing_of(row, today) for row in rows))


def recognised_in(found: QuerySet[Cluster], *, today: date, only: bool, year: int | None) -> QuerySet[Cluster]:
    """Those that are recognised on a day, or were recognised in a year, if that is asked."""
    wanted = Q()
    if only:
        wanted &= Q(first_day__lte=today, last_day__gte=today)
    if year:
        wanted &= Q(first_day__year=year)
    return found.filter(pk__in=Recognition.objects.filter(wanted).values("cluster")) if wanted else found


def count_recognised(today: date) -> int:
    """How many clusters are recognised on a day."""
    found = Recognition.objects.filter(first_day__lte=today, last_day__gte=today)
    return found.values("cluster").distinct().count()


def years_of_recognition() -> tuple[int, ...]:
    """The years in which clusters were recognised, the latest first."""
    return tuple(day.year for day in Recognition.objects.dates("first_day", "year", order="DESC"))


def certificate_paper(recognition: int) -> Paper:
    """The certificate of a recognition: anybody may have it. Raises NotThere, also while it is being made."""
    row = Certificate.objects.filter(recognition=recognition).select_related("blob", "recognition").first()
    if row is None:
        raise NotThere
    return paper_of(row.blob, f"{row.recognition.number}.pdf")

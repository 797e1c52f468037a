"""Which clusters are recognised, from when until when, and how that came about: for anybody to see (Articles 9, 19)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from jiqun.base.words import Bi
from jiqun.desk.look.cases.papers import Paper, paper_of
from jiqun.desk.may import NotThere
from jiqun.desk.recognised import holding_on, pending_on
from jiqun.desk.revoking.course import limb_title
from jiqun.records.models import Certificate, Cluster, Recognition, Revocation

# Which one says how a cluster stands where it has several.
_FIRST = {"valid": 0, "pending": 1}


@dataclass(frozen=True)
class Revoked:
    """That a recognition was revoked: when, on what grounds, why, in which case."""

    on: date
    grounds: tuple[Bi, ...]
    reason: str
    case: str


@dataclass(frozen=True)
class Standing:
    """A recognition. `source` is the document that one of the city's 2023 batch stands in, empty for all others.

    `state`: valid, coming, revoked, expired, or pending, which is expired with a re-evaluation that was applied for in
    time and is not decided yet.
    """

    id: int
    cluster: int
    number: str
    first_day: date
    last_day: date
    state: str
    source: str
    certificate: bool
    revoked: Revoked | None = None

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
        return _present(self.standings)


def standing_of(row: Recognition, today: date) -> Standing:
    """A stored recognition as it stands on a day."""
    return standings_on([row], today)[0]


def standing_of_case(case: int, today: date) -> Standing | None:
    """The recognition that a case led to; None where it led to none."""
    row = Recognition.objects.filter(case=case).select_related("certificate").first()
    return standing_of(row, today) if row else None


def standings_on(rows: Sequence[Recognition], today: date) -> tuple[Standing, ...]:
    """Several of them in two queries; `certificate` of each is read before."""
    revoked = _revoked(rows, today)
    over = [row.pk for row in rows if row.last_day < today]
    pending = set(pending_on(today).filter(pk__in=over).values_list("pk", flat=True)) if over else set()
    return tuple(
        Standing(
            id=row.pk,
            cluster=row.cluster_id,
            number=row.number,
            first_day=row.first_day,
            last_day=row.last_day,
            state=_state(row, today, revoked=row.pk in revoked, pending=row.pk in pending),
            source=row.source,
            certificate=hasattr(row, "certificate"),
            revoked=revoked.get(row.pk),
        )
        for row in rows
    )


def standings_of(clusters: Iterable[int], today: date) -> dict[int, Standing]:
    """By cluster, the recognition that holds or held last; three queries for any number of them."""
    rows = Recognition.objects.filter(cluster__in=list(clusters)).select_related("certificate")
    found: dict[int, list[Standing]] = {}
    for one in standings_on(list(rows.order_by("-first_day", "-pk")), today):
        found.setdefault(one.cluster, []).append(one)
    return {cluster: first for cluster, several in found.items() if (first := _present(several))}


def history_of(number: str, today: date) -> History:
    """The history of a cluster. Raises NotThere."""
    cluster = Cluster.objects.filter(number=number).first()
    if cluster is None:
        raise NotThere
    rows = Recognition.objects.filter(cluster=cluster).select_related("certificate").order_by("-first_day", "-pk")
    return History(standings_on(list(rows), today))


def recognised_in(found: QuerySet[Cluster], *, today: date, only: bool, year: int | None) -> QuerySet[Cluster]:
    """Those that are recognised on a day, or were recognised in a year, if that is asked."""
    if not (only or year):
        return found
    wanted = holding_on(today) if only else Recognition.objects.all()
    if year:
        wanted = wanted.filter(first_day__year=year)
    return found.filter(pk__in=wanted.values("cluster"))


def count_recognised(today: date) -> int:
    """How many clusters are recognised on a day."""
    return holding_on(today).values("cluster").distinct().count()


def years_of_recognition() -> tuple[int, ...]:
    """The years in which clusters were recognised, the latest first."""
    return tuple(day.year for day in Recognition.objects.dates("first_day", "year", order="DESC"))


def certificate_paper(recognition: int) -> Paper:
    """The certificate of a recognition: anybody may have it. Raises NotThere, also while it is being made."""
    row = Certificate.objects.filter(recognition=recognition).select_related("blob", "recognition").first()
    if row is None:
        raise NotThere
    return paper_of(row.blob, f"{row.recognition.number}.pdf")


def _present(several: Sequence[Standing]) -> Standing | None:
    """The one that holds, else the latest; the latest come first."""
    return min(several, key=lambda one: _FIRST.get(one.state, len(_FIRST)), default=None)


def _state(row: Recognition, today: date, *, revoked: bool, pending: bool) -> str:
    if revoked:
        return "revoked"
    if today < row.first_day:
        return "coming"
    return "valid" if today <= row.last_day else "pending" if pending else "expired"


def _revoked(rows: Sequence[Recognition], today: date) -> dict[int, Revoked]:
    """By recognition, how it was revoked; one that was set aside does not count."""
    found = Revocation.objects.filter(recognition__in=[row.pk for row in rows], revoked_on__lte=today, set_aside=None)
    return {
        row.recognition_id: Revoked(
            row.revoked_on, tuple(limb_title(name) for name in row.limbs.split(";")), row.reason, row.case.number
        )
        for row in found.select_related("case").order_by("pk")
    }

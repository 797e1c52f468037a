"""The candidates of a national call: recognised clusters, judged by the national edition, ranked (Article 18).

Ranked by how many binding clauses are missed, then by how many stand exactly on their line, then by how far the missed
ones are from theirs (each as a part of its own figure, a clause without a figure counting whole), then by the figure of
the city's own selection, the higher first. Clauses whose figure the edition does not know wait for a person and count
for nobody and against nobody. What is equal in all of it is told to be so, and stands in the order of its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.db.models import QuerySet

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.experts.merit import figure_of_case
from jiqun.desk.judging import register_rows_of
from jiqun.desk.national.niches import DIGITS, clash, niches_of
from jiqun.desk.readings import in_force_on
from jiqun.desk.recognised import holding_on
from jiqun.desk.rosters import snapshot_of
from jiqun.facts.snapshot import Snapshot
from jiqun.fairness.rubric import rubric_of
from jiqun.law import edition
from jiqun.records.models import Cluster, NationalResult, Recognition, Roster, Round
from jiqun.rules.assess import assess_snapshot
from jiqun.rules.finding import Assessment, Finding

Order = tuple[bool, int, int, Fraction, Fraction]


@dataclass(frozen=True)
class Candidate:
    """A recognised cluster; `judged` is None where no data of it were ever filed here."""

    cluster: Cluster
    recognition: Recognition
    snapshot: Snapshot | None
    judged: Assessment | None
    score: Fraction | None  # of the city's own selection
    national: bool  # it stands on the national list already
    clashes: tuple[Bi, ...] = ()
    tied: bool = False

    @property
    def short(self) -> tuple[Finding, ...]:
        """The binding clauses that are missed, or have no data."""
        return self._with("not_met", "missing")

    @property
    def on_the_line(self) -> tuple[Finding, ...]:
        """Those whose value is exactly the figure, which no interpretation has settled."""
        return self._with("boundary")

    @property
    def left_open(self) -> tuple[Finding, ...]:
        """Those that a person decides."""
        return self._with("review")

    @property
    def fits(self) -> bool:
        """Nothing that the edition can judge stands in its way."""
        return self.judged is not None and not self.short and not self.on_the_line

    @property
    def distance(self) -> Fraction:
        """How far the missed clauses are from their lines, added up as parts of each figure."""
        return sum((_distance(one) for one in self.short), Fraction(0))

    @property
    def order(self) -> Order:
        """What it is ranked by; the least stands first."""
        return (
            self.judged is None,
            len(self.short),
            len(self.on_the_line),
            self.distance,
            -(self.score or Fraction(0)),
        )

    def _with(self, *outcomes: str) -> tuple[Finding, ...]:
        found = self.judged.findings if self.judged else ()
        return tuple(one for one in found if one.blocking and one.outcome in outcomes)


def candidates_of(call: Round) -> tuple[Candidate, ...]:
    """Every cluster whose recognition holds on the call's last day, ranked; in a constant number of queries."""
    day = day_of(call.closes_at)
    held = holding_on(day).select_related("cluster__operator", "case__round").order_by("pk")
    recognitions = {row.cluster_id: row for row in held}  # the latest of a cluster
    rosters = _latest_rosters(recognitions)
    snapshots = {cluster: snapshot_of(roster) for cluster, roster in rosters.items()}
    judged = _judged(call, snapshots)
    scores = _scores(recognitions.values())
    national = set(_national().values_list("cluster", flat=True))
    found = [
        Candidate(
            cluster=row.cluster,
            recognition=row,
            snapshot=snapshots.get(key),
            judged=judged.get(key),
            score=scores.get(row.case_id or 0),
            national=key in national,
        )
        for key, row in recognitions.items()
    ]
    ranked = sorted(found, key=lambda one: (one.order, one.cluster.number))
    return tuple(_beside(ranked, digits_of(call)))


def digits_of(call: Round) -> int:
    """How many digits of an industry's code make a niche in this call."""
    return int(call.rubric.get("niche_digits", DIGITS))


def _national() -> QuerySet[NationalResult]:
    return NationalResult.objects.filter(recognised=True, replaced_by=None)


def _latest_rosters(clusters: Iterable[int]) -> Mapping[int, Roster]:
    rows = Roster.objects.filter(cluster__in=list(clusters)).order_by("taken_at", "pk")
    return {row.cluster_id: row for row in rows}


def _judged(call: Round, snapshots: Mapping[int, Snapshot]) -> Mapping[int, Assessment]:
    book, day = edition(call.edition), day_of(call.closes_at)
    read = in_force_on(book, day)
    registers = register_rows_of(list(snapshots.values()))
    return {
        key: replace(
            assess_snapshot(snapshot, on=day, edition=book, readings=read.values, register=register),
            settled_by=read.settled_by,
        )
        for (key, snapshot), register in zip(snapshots.items(), registers, strict=True)
    }


def _scores(recognitions: Iterable[Recognition]) -> Mapping[int, Fraction]:
    cases = [row.case for row in recognitions if row.case is not None]
    figures = figure_of_case.many(cases)
    return {
        case.pk: figure.counted(rubric_of(case.round.rubric))
        for case in cases
        if case.round is not None and (figure := figures[case.pk]) is not None
    }


def _beside(ranked: Sequence[Candidate], digits: int) -> Iterable[Candidate]:
    """Each with those of the same niche: other candidates, and clusters on the national list already."""
    listed = [
        (row.cluster.pk, row.cluster.dominant_industries, _name(row.cluster))
        for row in _national().exclude(cluster=None).select_related("cluster")
        if row.cluster is not None
    ]
    orders = [one.order for one in ranked]
    for one in ranked:
        own, said = niches_of(one.cluster.dominant_industries, digits), []
        for key, industries, name in listed:
            if key != one.cluster.pk and (niche := clash(own, niches_of(industries, digits))):
                said.append(_LISTED.fill(name=name, niche=niche))
        for other in ranked:
            niche = clash(own, niches_of(other.cluster.dominant_industries, digits))
            if other is not one and not other.national and niche:
                said.append(_CANDIDATE.fill(name=_name(other.cluster), niche=niche))
        yield replace(one, clashes=tuple(said), tied=orders.count(one.order) > 1)


def _distance(one: Finding) -> Fraction:
    """How far a clause is from its line, as a part of its figure; 1 where it has none."""
    if one.margin is None or one.required is None or not one.required.exact:
        return Fraction(1)
    missing = Fraction(str(one.margin.value)) if one.margin.unit == "per_year" else one.margin.exact
    return abs(missing) / abs(one.required.exact)


def _name(cluster: Cluster) -> Bi:
    return Bi(
        zh=f"{cluster.name_zh}（{cluster.number}）", en=f"{cluster.name_en or cluster.name_zh} ({cluster.number})"
    )


_LISTED = Bi(zh="与国家级集群“{name}”同属细分领域{niche}", en="same niche ({niche}) as the national cluster {name}")
_CANDIDATE = Bi(zh="与候选集群“{name}”同属细分领域{niche}", en="same niche ({niche}) as the candidate {name}")

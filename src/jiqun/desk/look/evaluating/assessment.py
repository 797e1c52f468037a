"""The overall assessment of a year, every number with where it comes from; a cluster's years; what is public (A17)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from jiqun.base.days import day_of
from jiqun.base.words import Bi, Lang
from jiqun.desk.actor import Actor
from jiqun.desk.evaluating.assessing import Line, from_stored, latest_prepared, of_row
from jiqun.desk.evaluating.parts import Source
from jiqun.desk.evaluating.programme import rules_of, the_programme
from jiqun.desk.installation.addresses import case_page
from jiqun.desk.look.evaluating.programmes import ProgrammeView, programme_view, weights_shown
from jiqun.desk.look.evaluating.sheet import total_said
from jiqun.desk.may import CITY, cases_of, only, the_cluster
from jiqun.facts.districts import DISTRICTS
from jiqun.fairness.programme import GRADES, PARTS, Programme
from jiqun.papers.charts import Picture
from jiqun.papers.year_chart import year_chart
from jiqun.procedure.roles import Role
from jiqun.records.models import Cluster, OverallAssessment, Round


@dataclass(frozen=True)
class SourceView:
    """Where a number comes from; `page` shows it to those who may open it, else it is empty."""

    title: Bi
    table: str
    keys: tuple[int, ...]
    page: str


@dataclass(frozen=True)
class PartView:
    """A part of a year. `state`: known, waits, none (does not apply)."""

    title: Bi
    weight: int
    score: Bi | None
    exact: str
    state: str
    why: Bi
    sources: tuple[SourceView, ...]


@dataclass(frozen=True)
class LineView:
    """A cluster in a year."""

    cluster: int
    name: Bi
    number: str
    district: Bi
    parts: tuple[PartView, ...]
    score: Bi | None
    exact: str
    place: int | None
    tied: bool
    band: Bi | None


@dataclass(frozen=True)
class AssessmentView:
    """A year as the Commission works on it: what was approved, and what is prepared and not approved yet."""

    programme: ProgrammeView
    titles: tuple[tuple[Bi, int], ...]
    approved: tuple[LineView, ...]
    prepared: tuple[LineView, ...]
    prepared_id: int
    prepared_by: str
    prepared_on: date | None
    over: bool
    may_prepare: bool
    may_approve: bool
    own: bool  # whoever looks has prepared it

    @property
    def waiting(self) -> int:
        """How many of the prepared clusters get no place yet."""
        return sum(one.place is None for one in self.prepared)


@dataclass(frozen=True)
class YearView:
    """A cluster's assessment in a year."""

    year: int
    programme: int
    line: LineView


@dataclass(frozen=True)
class ClusterYears:
    """A cluster's assessments, the latest first."""

    cluster: int
    name: Bi
    number: str
    years: tuple[YearView, ...]
    scores: tuple[tuple[int, Fraction, Bi], ...]

    def picture(self, lang: Lang) -> Picture | None:
        """The years as bars, the first one first; None where there is none."""
        bars = [(year, float(score), said.say(lang)) for year, score, said in reversed(self.scores)]
        return year_chart(_BY_YEAR, bars, lang) if bars else None


@dataclass(frozen=True)
class BandView:
    """The clusters of a band, by number."""

    title: Bi
    clusters: tuple[tuple[str, Bi, Bi], ...]


def look_at_assessment(round_id: int, *, by: Actor, at: datetime) -> AssessmentView:
    """One year. Raises NotThere."""
    only(by, *CITY)
    notice = the_programme(round_id)
    rows = OverallAssessment.objects.filter(round=notice).order_by("place", "cluster")
    row, over = latest_prepared(notice), day_of(at).year > notice.year
    stored = [of_row(one) for one in rows], [from_stored(one) for one in row.lines] if row else []
    approved, prepared = (_lines(lines, notice, by) for lines in stored)
    return AssessmentView(
        programme=programme_view(notice, at),
        titles=weights_shown(rules_of(notice)),
        approved=approved,
        prepared=prepared,
        prepared_id=row.pk if row else 0,
        prepared_by=row.by.name if row else "",
        prepared_on=row.on if row else None,
        over=over,
        may_prepare=by.role == Role.MUNICIPAL_OFFICER and over,
        may_approve=by.role == Role.MUNICIPAL_APPROVER and any(one.place for one in prepared),
        own=row is not None and row.by_id == by.person,
    )


def years_of(cluster: int, *, by: Actor, at: datetime) -> ClusterYears:
    """A cluster's approved assessments, for those who see its inside. Raises NotThere."""
    row = the_cluster(by, cluster)
    rows = list(OverallAssessment.objects.filter(cluster=row).select_related("round").order_by("-round__year"))
    views = (_lines([of_row(one)], one.round, by)[0] for one in rows)
    years = tuple(YearView(one.round.year, one.round_id, view) for one, view in zip(rows, views, strict=True))
    scores = (
        (one.round.year, Fraction(one.score), total_said(Fraction(one.score), rules_of(one.round))) for one in rows
    )
    return ClusterYears(row.pk, _name(row), row.number, years, tuple(scores))


def bands_of(round_id: int) -> tuple[BandView, ...]:
    """What is public of a year: which clusters are in which band; neither scores nor places."""
    notice = the_programme(round_id)
    rules, found = rules_of(notice), defaultdict(list)
    rows = OverallAssessment.objects.filter(round=notice).select_related("cluster").order_by("cluster__number")
    for row in rows:
        one = row.cluster
        found[rules.grade_of(Fraction(row.score))].append((one.number, _name(one), DISTRICTS[one.district]))
    return tuple(BandView(title, tuple(found[grade])) for grade, title in GRADES.items() if found[grade])


def bands_of_cluster(number: str) -> tuple[tuple[int, int, Bi], ...]:
    """By year, the latest first, the band that a cluster was in: year, programme, band."""
    rows = OverallAssessment.objects.filter(cluster__number=number).select_related("round").order_by("-round__year")
    return tuple(
        (row.round.year, row.round_id, GRADES[rules_of(row.round).grade_of(Fraction(row.score))]) for row in rows
    )


def _lines(lines: Iterable[Line], notice: Round, by: Actor) -> tuple[LineView, ...]:
    """Lines as they are shown; two queries for any number of them."""
    listed = list(lines)
    clusters = Cluster.objects.in_bulk([one.cluster for one in listed])
    named = {each.case for one in listed for part in one.parts.values() for each in part.sources}
    seen = set(cases_of(by).filter(pk__in=named).values_list("pk", flat=True))
    places = [one.place for one in listed if one.place]
    rules = rules_of(notice)
    return tuple(_line(one, clusters[one.cluster], rules, {"seen": seen, "places": places}) for one in listed)


def _line(line: Line, cluster: Cluster, rules: Programme, beside: Mapping[str, Any]) -> LineView:
    return LineView(
        cluster=cluster.pk,
        name=_name(cluster),
        number=cluster.number,
        district=DISTRICTS[cluster.district],
        parts=tuple(_part(name, line, rules, beside["seen"]) for name in PARTS),
        score=None if line.score is None else total_said(line.score, rules),
        exact="" if line.score is None else str(line.score),
        place=line.place,
        tied=line.place is not None and beside["places"].count(line.place) > 1,
        band=None if line.score is None else GRADES[rules.grade_of(line.score)],
    )


def _part(name: str, line: Line, rules: Programme, seen: set[int]) -> PartView:
    one = line.parts[name]
    return PartView(
        title=PARTS[name],
        weight=line.weights[name],
        score=None if one.score is None else total_said(one.score, rules),
        exact="" if one.score is None else str(one.score),
        state="waits" if one.waits else "none" if one.score is None else "known",
        why=one.why,
        sources=tuple(
            SourceView(_TABLES[each.table], each.table, each.keys, _page(each, line.cluster, seen))
            for each in one.sources
        ),
    )


def _page(source: Source, cluster: int, seen: set[int]) -> str:
    if not source.case:
        return f"/desk/clusters/{cluster}/plan/"
    return case_page(source.case, None) if source.case in seen else ""


def _name(row: Cluster) -> Bi:
    return Bi(zh=row.name_zh, en=row.name_en or row.name_zh)


_TABLES = {
    "records_submission": Bi(zh="报送记录", en="filing"),
    "records_planvalue": Bi(zh="完成值", en="values reported"),
    "records_planjudged": Bi(zh="区评定", en="judged by the district"),
    "records_filedevaluation": Bi(zh="评价提交", en="scores filed"),
}
_BY_YEAR = Bi(zh="历年综合评价得分", en="Overall score by year")

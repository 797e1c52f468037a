"""Rounds: the notices that are published, and those in which an operator can apply (Article 7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.look.cases.worklist import StageCount, stage_counts
from jiqun.desk.may import NotThere, cases_of, clusters_of, is_inside
from jiqun.desk.recognised import renewable
from jiqun.desk.rounds.purposes import BY_STAGES
from jiqun.fairness.rubric import Rubric, rubric_of
from jiqun.records.models import Case, Round


@dataclass(frozen=True)
class RoundView:
    """A round's notice. `state`: announced, open, closed."""

    id: int
    year: int
    number: str
    title: Bi
    text: Bi
    opens_at: datetime
    closes_at: datetime
    days: Mapping[str, int]
    materials: tuple[str, ...]
    state: str
    published_at: datetime
    sealed: bool
    rubric: Rubric
    spot_share: str
    spot_firms: int
    quota: int | None
    overrides: Mapping[str, Any]


@dataclass(frozen=True)
class Chance:
    """A cluster of the operator's in a round: the case if there is one, else it can be opened."""

    cluster: int
    name: Bi
    case: int | None
    stage: str


@dataclass(frozen=True)
class RoundFor:
    """A round, and what the operator has in it."""

    round: RoundView
    chances: tuple[Chance, ...]


def round_view(row: Round, at: datetime) -> RoundView:
    """A stored round as pages show it."""
    state = "announced" if at < row.opens_at else "open" if at < row.closes_at else "closed"
    return RoundView(
        id=row.pk,
        year=row.year,
        number=row.number,
        title=Bi(zh=row.title_zh, en=row.title_en or row.title_zh),
        text=Bi(zh=row.text_zh, en=row.text_en or row.text_zh),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        days=row.days,
        materials=tuple(row.materials),
        state=state,
        published_at=row.published_at,
        sealed=row.sealed,
        rubric=rubric_of(row.rubric),
        spot_share=row.spot_share,
        spot_firms=row.spot_firms,
        quota=row.quota,
        overrides=row.overrides,
    )


def all_rounds(at: datetime) -> tuple[RoundView, ...]:
    """Every published round, the newest first; anybody may read them."""
    rows = Round.objects.filter(purpose__in=BY_STAGES, published_at__lte=at).order_by("-opens_at")
    return tuple(round_view(row, at) for row in rows)


@dataclass(frozen=True)
class RoundBoard:
    """A round with its applications: how many stand at each stage, among those that the actor may see."""

    round: RoundView
    second_reason: str
    stages: tuple[StageCount, ...]
    cases: int


def round_boards(*, by: Actor, at: datetime) -> tuple[RoundBoard, ...]:
    """Every round with its counts, the newest first; two queries for any number of them."""
    rows = cases_of(by).values("round", "edition", "kind", "stage").annotate(count=Count("pk"))
    found: dict[int, dict[tuple[str, str, str], int]] = defaultdict(dict)
    for row in rows:
        found[row["round"]][row["edition"], row["kind"], row["stage"]] = row["count"]
    return tuple(
        RoundBoard(
            round_view(row, at),
            row.second_reason,
            stage_counts(found[row.pk], inside=is_inside(by)),
            sum(found[row.pk].values()),
        )
        for row in Round.objects.filter(purpose__in=BY_STAGES).order_by("-opens_at", "-pk")
    )


def look_at_round(round_id: int, *, by: Actor, at: datetime) -> RoundBoard:
    """One round. Raises NotThere."""
    found = next((one for one in round_boards(by=by, at=at) if one.round.id == round_id), None)
    if found is None:
        raise NotThere
    return found


def rounds_for(*, by: Actor, at: datetime) -> tuple[RoundFor, ...]:
    """The rounds that are not over, with each of the operator's clusters; of re-evaluations those of a cohort."""
    clusters = list(clusters_of(by).order_by("number"))
    rows = list(Round.objects.filter(purpose__in=BY_STAGES, closes_at__gt=at).order_by("opens_at"))
    cohorts = set(renewable(clusters).values_list("cluster", "last_day"))
    cases = {
        (case.round_id, case.cluster_id): case
        for case in Case.objects.filter(cluster__in=clusters, round__in=rows).order_by("pk")
    }
    return tuple(
        RoundFor(
            round_view(row, at),
            tuple(
                Chance(
                    cluster.pk,
                    Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh),
                    case.pk if (case := cases.get((row.pk, cluster.pk))) and case.ended_at is None else None,
                    case.stage if case else "",
                )
                for cluster in clusters
                if row.cohort is None or (cluster.pk, row.cohort) in cohorts
            ),
        )
        for row in rows
        if row.cohort is None or any(day == row.cohort for _, day in cohorts)
    )

"""The board of a round: every case by stage, the switches, what was given to single applicants (Article 7)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.files import bytes_of
from jiqun.desk.look.cases.papers import Paper
from jiqun.desk.look.cases.worklist import Item, items_of
from jiqun.desk.look.rounds.notice import RoundView, round_view
from jiqun.desk.may import NotThere, cases_of, is_inside
from jiqun.desk.rounds.purposes import BY_STAGES
from jiqun.procedure.kit import Stage
from jiqun.procedure.tables import procedure
from jiqun.records.models import Blob, Case, FilingExtension, Round, RoundNotice

COLUMN = 60  # cards that a column shows; the rest is on the list of cases


@dataclass(frozen=True)
class Column:
    """One stage of the board."""

    stage: str
    title: Bi
    count: int
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Version:
    """One version of the notice."""

    version: int
    title: Bi
    text: Bi
    files: tuple[dict[str, object], ...]
    reason: str
    at: datetime


@dataclass(frozen=True)
class Extension:
    """More time that one applicant was given."""

    number: str
    cluster: Bi
    until: datetime
    reason: str
    at: datetime


@dataclass(frozen=True)
class Board:
    """A round with every case by stage, among those that the actor may see."""

    round: RoundView
    second_reason: str
    columns: tuple[Column, ...]
    cases: int
    sealed_now: bool
    examining_since: datetime | None
    completing_until: datetime | None
    extensions: tuple[Extension, ...]
    versions: tuple[Version, ...]


def look_at_board(round_id: int, *, by: Actor, at: datetime) -> Board:
    """The board. Raises NotThere."""
    row = Round.objects.filter(pk=round_id, purpose__in=BY_STAGES).first()
    if row is None:
        raise NotThere
    columns = _columns(row, by, at)
    return Board(
        round=round_view(row, at),
        second_reason=row.second_reason,
        columns=columns,
        cases=sum(one.count for one in columns),
        sealed_now=row.examining_since is None,
        examining_since=row.examining_since,
        completing_until=row.completing_until,
        extensions=_extensions(row) if is_inside(by) else (),
        versions=versions_of(row),
    )


def versions_of(row: Round) -> tuple[Version, ...]:
    """The versions of its notice, the newest first."""
    return tuple(
        Version(
            one.version,
            Bi(zh=one.title_zh, en=one.title_en or one.title_zh),
            Bi(zh=one.text_zh, en=one.text_en or one.text_zh),
            tuple(one.files),
            one.reason,
            one.at,
        )
        for one in RoundNotice.objects.filter(round=row).order_by("-version")
    )


def notice_versions(round_id: int) -> tuple[Version, ...]:
    """The versions of a published round's notice, which anybody may read; the newest first."""
    row = Round.objects.filter(pk=round_id, purpose__in=BY_STAGES).first()
    return versions_of(row) if row else ()


def notice_file(round_id: int, sha256: str) -> Paper:
    """An attachment of any version of a published notice. Raises NotThere."""
    for files in RoundNotice.objects.filter(round=round_id).order_by("-version").values_list("files", flat=True):
        for one in files:
            if one["sha256"] == sha256:
                return Paper(one["name"], one["media_type"], bytes_of(Blob.objects.get(pk=sha256)))
    raise NotThere


def _columns(row: Round, by: Actor, at: datetime) -> tuple[Column, ...]:
    table = procedure(row.edition, "recognition")
    inside, found = is_inside(by), defaultdict(list)
    cases = (
        cases_of(by)
        .filter(round=row, kind="recognition")
        .select_related("cluster", "round")
        .order_by("district", "number")
    )
    for case in cases:
        found[table.seen(case.stage, inside=inside).name].append(case)
    shown = {name: rows[:COLUMN] for name, rows in found.items()}
    items = {item.id: item for item in items_of([case for rows in shown.values() for case in rows], by, day_of(at))}
    stages = dict.fromkeys(table.seen(stage.name, inside=inside) for stage in table.stages)
    return tuple(_column(stage, found[stage.name], items) for stage in stages if _has_column(stage, found, inside))


def _has_column(stage: Stage, found: dict[str, list[Case]], inside: bool) -> bool:
    """A stage on the straight way has its column always, another one while somebody stands there."""
    usual = not stage.ended and stage.name not in ("draft", "in_correction", "in_city_correction", "challenged")
    return bool(found[stage.name]) or (usual and (inside or not stage.behind))


def _column(stage: Stage, cases: list[Case], items: dict[int, Item]) -> Column:
    cards = tuple(items[case.pk] for case in cases if case.pk in items)
    return Column(f"recognition.{stage.name}", stage.title, len(cases), cards)


def _extensions(row: Round) -> tuple[Extension, ...]:
    rows = FilingExtension.objects.filter(case__round=row).select_related("case__cluster").order_by("-at")
    return tuple(
        Extension(
            one.case.number,
            Bi(zh=one.case.cluster.name_zh, en=one.case.cluster.name_en or one.case.cluster.name_zh),
            one.until,
            one.reason,
            one.at,
        )
        for one in rows
    )

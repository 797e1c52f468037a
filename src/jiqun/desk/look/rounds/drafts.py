"""A notice that is being prepared, and what it would do: dates, readers, figures, draws (the dry run of Article 7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from jiqun.base.days import day_of
from jiqun.base.numbers import read_exact
from jiqun.base.terms import Term
from jiqun.base.words import Bi
from jiqun.base.workdays import WorkingCalendar
from jiqun.desk.actor import Actor
from jiqun.desk.calendar import working_calendar
from jiqun.desk.mailing import Counted, count_readers
from jiqun.desk.may import NotThere, only
from jiqun.desk.readings import readings_on
from jiqun.desk.rosters import snapshot_of
from jiqun.desk.rounds.mailing import mailing_of
from jiqun.desk.rounds.notice import Attachment, Notice, problems_with
from jiqun.desk.rounds.purposes import APPLIED_FOR
from jiqun.fairness.draw import count_of
from jiqun.law import edition
from jiqun.law.notice import Notice as Figures
from jiqun.law.notice import under_notice
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024.round_days import ROUND_DAYS
from jiqun.records.models import Cluster, Roster, Round, RoundDraft
from jiqun.rules.assess import assess_snapshot

_SHORT = 10  # working days that an application period should have


@dataclass(frozen=True)
class DraftView:
    """A notice that is being prepared, as it was typed."""

    id: int
    version: int
    content: dict[str, list[str]]
    files: tuple[Attachment, ...]
    edited_at: datetime
    edited_by: str


@dataclass(frozen=True)
class Dated:
    """A period of the round for somebody who files on the last day: when it would end."""

    title: Bi
    days: int
    on: date
    provisional: bool


@dataclass(frozen=True)
class Changed:
    """A cluster for which the notice's figures decide otherwise than the article's own."""

    name: Bi
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class DryRun:
    """What the notice would do if it were published now."""

    dates: tuple[Dated, ...]
    counted: Counted
    clusters: int
    with_data: int
    changed: tuple[Changed, ...]
    spot_checks: int
    warnings: tuple[Bi, ...]


def list_drafts(*, by: Actor) -> tuple[DraftView, ...]:
    """The notices that are being prepared. Raises NotThere."""
    only(by, Role.MUNICIPAL_OFFICER)
    return tuple(_view(row) for row in RoundDraft.objects.select_related("edited_by").order_by("-edited_at"))


def look_at_draft(draft: int, *, by: Actor) -> DraftView:
    """One of them. Raises NotThere."""
    only(by, Role.MUNICIPAL_OFFICER)
    row = RoundDraft.objects.select_related("edited_by").filter(pk=draft).first()
    if row is None:
        raise NotThere
    return _view(row)


def latest_round(*, by: Actor) -> Round | None:
    """The round that a new notice takes its days and rubric from. Raises NotThere."""
    only(by, Role.MUNICIPAL_OFFICER)
    return Round.objects.filter(purpose=APPLIED_FOR).order_by("-opens_at").first()


def problems_of_notice(notice: Notice, *, by: Actor) -> dict[str, Bi]:
    """What still stands against publishing it, by field. Raises NotThere."""
    only(by, Role.MUNICIPAL_OFFICER)
    return problems_with(notice, second=Round.objects.filter(purpose=APPLIED_FOR, year=notice.year).exists())


def dry_run(notice: Notice, *, by: Actor, at: datetime) -> DryRun:
    """What the notice would do; the notice has no problems. Raises NotThere."""
    only(by, Role.MUNICIPAL_OFFICER)
    calendar, clusters = working_calendar(), Cluster.objects.count()
    dates = _dates(notice, calendar)
    share = Fraction(read_exact(notice.spot_share)) if notice.spot_share else Fraction()
    return DryRun(
        dates=dates,
        counted=count_readers(mailing_of(notice)),
        clusters=clusters,
        with_data=Roster.objects.values("cluster").distinct().count(),
        changed=_changed(notice),
        spot_checks=count_of(share, clusters),
        warnings=tuple(_warnings(notice, calendar, dates, at)),
    )


def _view(row: RoundDraft) -> DraftView:
    content: dict[str, Any] = row.content
    files = tuple(Attachment(one["name"], one["sha256"]) for one in row.files)
    return DraftView(row.pk, row.version, content, files, row.edited_at, row.edited_by.name)


def _dates(notice: Notice, calendar: WorkingCalendar) -> tuple[Dated, ...]:
    """One after the other, each begun on the day on which the one before ends."""
    found, start = [], day_of(notice.closes_at)
    for name in ("preliminary_review", "formality", "evaluation"):
        due = Term(start, notice.days[name]).due(calendar)
        found.append(Dated(ROUND_DAYS[name].title, notice.days[name], due.on, due.provisional))
        start = due.on
    first = calendar.next_working_day(start)
    for name, unit in (("notice", "window"), ("decision", "working_days")):
        due = Term(first, notice.days[name], unit).due(calendar)  # type: ignore[arg-type]  # both are units
        found.append(Dated(ROUND_DAYS[name].title, notice.days[name], due.on, due.provisional))
    return tuple(found)


def _changed(notice: Notice) -> tuple[Changed, ...]:
    """The clusters with data whose outcome of a clause the notice's own figures change, as of the closing day."""
    if not notice.overrides.figures:
        return ()
    own, on = edition(notice.edition_id), day_of(notice.closes_at)
    figures = {key: read_exact(text) for key, text in notice.overrides.figures.items()}
    its = under_notice(own, Figures("-", "-", own.id, on, on, figures), on)
    readings, found = readings_on(own, on), []
    for cluster in Cluster.objects.order_by("number").prefetch_related("rosters"):
        latest = max(cluster.rosters.all(), key=lambda row: (row.taken_at, row.pk), default=None)
        if latest is None:
            continue
        pair = (
            assess_snapshot(snapshot_of(latest), on=on, edition=book, readings=readings).findings for book in (own, its)
        )
        clauses = tuple(one.clause for one, other in zip(*pair, strict=True) if one.outcome != other.outcome)
        if clauses:
            found.append(Changed(Bi(zh=cluster.name_zh, en=cluster.name_en or cluster.name_zh), clauses))
    return tuple(found)


def _warnings(notice: Notice, calendar: WorkingCalendar, dates: tuple[Dated, ...], at: datetime) -> list[Bi]:
    opens, closes = day_of(notice.opens_at), day_of(notice.closes_at)
    found = []
    if notice.opens_at < at:
        found.append(_BEGUN)
    if not calendar.is_working_day(closes):
        found.append(_REST.fill(day=closes))
    if calendar.working_days_between(opens - timedelta(days=1), closes) < _SHORT:
        found.append(_BRIEF.fill(n=_SHORT))
    if any(one.provisional for one in dates):
        found.append(_PROVISIONAL)
    if notice.rubric.calibrated and "校准" not in notice.text.zh:
        found.append(_CALIBRATED)
    return found


def with_files(notice: Notice, view: DraftView) -> Notice:
    """The notice with the draft's attachments."""
    return replace(notice, files=view.files)


_BEGUN = Bi(zh="申报期的开始时间已过。", en="The application period has begun already.")
_REST = Bi(zh="截止日{day}不是工作日。", en="The closing day {day} is not a working day.")
_BRIEF = Bi(zh="申报期不足{n}个工作日。", en="The application period has fewer than {n} working days.")
_PROVISIONAL = Bi(
    zh="部分日期所在年份的放假安排尚未公布，日期为暂定，公布后自动调整。",
    en="Some dates lie in a year whose holidays are not published yet: they are provisional and will be moved then.",
)
_CALIBRATED = Bi(
    zh="择优按校准后的分数排序，通知正文应予说明。",
    en="The order goes by calibrated scores: the text of the notice has to say so.",
)

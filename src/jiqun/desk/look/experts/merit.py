"""A round's order of merit as pages and files show it: places, figures, what set equals apart, the quota's line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from jiqun.base.days import SHANGHAI, day_of
from jiqun.base.numbers import exact_text
from jiqun.base.saying import say
from jiqun.base.words import Bi, Lang
from jiqun.desk.actor import Actor
from jiqun.desk.experts.merit import BEFORE, BREAKERS, Figure, figures_of, merit_of
from jiqun.desk.look.experts.figures import Exact
from jiqun.desk.may import CITY, NotThere, cases_of, only
from jiqun.desk.rounds.purposes import BY_STAGES
from jiqun.facts.districts import DISTRICTS
from jiqun.fairness.merit import Place, across_the_line
from jiqun.fairness.rubric import rubric_of
from jiqun.law import edition
from jiqun.papers.lists import csv_list
from jiqun.procedure.roles import Role
from jiqun.records.models import Case, Round, TieSettlement


@dataclass(frozen=True)
class Row:
    """A file in the order. `apart`: what set it apart from the one above; `groups`: what equal figures go by."""

    case: int
    number: str
    cluster: Bi
    district: Bi
    place: int
    figure: Exact
    mean: Exact
    calibrated: Exact
    panel: Exact | None
    groups: tuple[Exact, ...]
    filed_at: datetime
    apart: Bi
    tied: bool
    within: bool
    last_within: bool  # the quota's line is drawn below it


@dataclass(frozen=True)
class Settled:
    """An order that somebody gave to a tie."""

    order: tuple[str, ...]
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Merit:
    """The whole order. `ties`: the groups that share a place; `across`: one of them lies across the quota's line."""

    round: int
    title: Bi
    quota: int | None
    calibrated: bool
    rows: tuple[Row, ...]
    ties: tuple[tuple[Row, ...], ...]
    across: bool
    open_files: int
    group_titles: tuple[Bi, ...]
    settled: tuple[Settled, ...]
    may_settle: bool


def look_at_merit(round_id: int, *, by: Actor, at: datetime) -> Merit:
    """The order as it stands: eligible files whose evaluation is closed. Raises NotThere."""
    only(by, *CITY)
    notice = Round.objects.filter(pk=round_id, purpose__in=BY_STAGES).first()
    if notice is None:
        raise NotThere
    places, figures = merit_of(notice, day_of(at)), figures_of(notice)
    cases = cases_of(by).select_related("cluster").in_bulk([one.file for one in places])
    rows = tuple(_row(one, cases[one.file], figures[one.file], notice) for one in places)
    rows = _with_line(rows, notice.quota)
    titles = edition(notice.edition).groups
    waiting = cases_of(by).filter(kind="recognition", round=notice, stage__in=BEFORE)
    return Merit(
        round=notice.pk,
        title=Bi(zh=notice.title_zh, en=notice.title_en or notice.title_zh),
        quota=notice.quota,
        calibrated=rubric_of(notice.rubric).calibrated,
        rows=rows,
        ties=tuple(
            tuple(row for row in rows if row.place == place)
            for place in sorted({row.place for row in rows if row.tied})
        ),
        across=notice.quota is not None and bool(across_the_line(places, notice.quota)),
        open_files=waiting.count(),
        group_titles=tuple(titles[group] for group in BREAKERS),
        settled=_settlements(notice),
        may_settle=by.role == Role.MUNICIPAL_OFFICER,
    )


def merit_file(round_id: int, *, by: Actor, at: datetime, lang: Lang) -> bytes:
    """The same as a CSV file. Raises NotThere."""
    view = look_at_merit(round_id, by=by, at=at)
    head = [*(title.say(lang) for title in _HEAD), *(title.say(lang) for title in view.group_titles)]
    head += [title.say(lang) for title in _TAIL]
    return csv_list(head, (_cells(row, lang) for row in view.rows))


def _cells(row: Row, lang: Lang) -> list[object]:
    figures = (row.figure, row.mean, row.calibrated, row.panel)
    return [
        row.place,
        row.number,
        row.cluster.say(lang),
        row.district.say(lang),
        *(say(one.value, "", lang) if one else None for one in figures),
        exact_text(row.figure.value),
        *(say(one.value, "", lang) for one in row.groups),
        f"{row.filed_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}",
        row.apart.say(lang),
        (_YES if row.tied else _NO).say(lang),
        (_YES if row.within else _NO).say(lang),
    ]


def _row(place: Place, case: Case, figure: Figure, notice: Round) -> Row:
    assert case.filed_at is not None
    return Row(
        case=case.pk,
        number=case.number,
        cluster=Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh),
        district=DISTRICTS[case.district],
        place=place.place,
        figure=Exact(place.figure),
        mean=Exact(figure.scored.mean),
        calibrated=Exact(figure.calibrated),
        panel=None if figure.panel is None else Exact(figure.panel),
        groups=tuple(Exact(figure.groups[group]) for group in BREAKERS),
        filed_at=case.filed_at,
        apart=_apart(place, notice),
        tied=place.tied,
        within=place.within,
        last_within=False,
    )


def _apart(place: Place, notice: Round) -> Bi:
    if place.decided_by is None:
        return _LEVEL
    titles: Mapping[int, Bi] = edition(notice.edition).groups
    words = (_FIGURE, *(_GROUP.fill(title=titles[group]) for group in BREAKERS), _EARLIER)
    return _SETTLED if place.decided_by == -1 else words[place.decided_by]


def _with_line(rows: tuple[Row, ...], quota: int | None) -> tuple[Row, ...]:
    """The rows, the last one within the quota marked if others follow it."""
    inside = sum(row.within for row in rows)
    if quota is None or not 0 < inside < len(rows):
        return rows
    marked = Row(**{**vars(rows[inside - 1]), "last_within": True})
    return (*rows[: inside - 1], marked, *rows[inside:])


def _settlements(notice: Round) -> tuple[Settled, ...]:
    rows = list(TieSettlement.objects.filter(round=notice).select_related("by").order_by("-pk"))
    numbers = dict(Case.objects.filter(pk__in={case for row in rows for case in row.order}).values_list("pk", "number"))
    return tuple(Settled(tuple(numbers[case] for case in row.order), row.reason, row.by.name, row.at) for row in rows)


_HEAD = (
    Bi(zh="名次", en="Place"),
    Bi(zh="案号", en="Case"),
    Bi(zh="集群", en="Cluster"),
    Bi(zh="区", en="District"),
    Bi(zh="计入的分值", en="Figure"),
    Bi(zh="平均分", en="Mean"),
    Bi(zh="校准后", en="Calibrated"),
    Bi(zh="专家会议确定", en="Panel"),
    Bi(zh="分值（精确）", en="Figure, exactly"),
)
_TAIL = (
    Bi(zh="首次提交时间", en="First filed"),
    Bi(zh="与上一名的区分", en="Set apart by"),
    Bi(zh="并列", en="Tied"),
    Bi(zh="名额内", en="Within the quota"),
)
_YES, _NO = Bi(zh="是", en="yes"), Bi(zh="否", en="no")
_FIGURE = Bi(zh="分值", en="the figure")
_GROUP = Bi(zh="“{title}”平均分", en="the mean of “{title}”")
_EARLIER = Bi(zh="提交在先", en="filed earlier")
_SETTLED = Bi(zh="市级确定的先后", en="the order that was settled")
_LEVEL = Bi(zh="与上一名并列", en="level with the one above")

"""A cluster recognised in June 2026 and its report on that year, brought there by the acts of its people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from jiqun.base.days import SHANGHAI
from jiqun.desk.actor import Actor
from jiqun.desk.do.applying.fill import edit_cells, save_profile
from jiqun.desk.do.reports.development import save_development
from jiqun.desk.do.reports.opening import open_reports
from jiqun.desk.drafts import draft_of
from jiqun.facts.draft import Draft, Edit
from jiqun.facts.sheets import ANNUAL
from jiqun.procedure.shanghai_2024.development import TOPICS
from jiqun.records.models import Case, Cluster
from jiqun.records.models import Draft as DraftRow
from tests.cast import Cast
from tests.desk.decided import announced, decided, on_notice
from tests.desk.filled import PROFILE, move
from tests.remembered import remembered

TOLD = {name: f"{topic.title.zh}：一切按计划推进。" for name, topic in TOPICS.items()}


def on(month: int, day: int, hour: int = 9, minute: int = 0, second: int = 0, year: int = 2027) -> datetime:
    """A moment of 2027 in Shanghai, when the report on 2026 is due."""
    return datetime(year, month, day, hour, minute, second, tzinfo=SHANGHAI)


@remembered
def recognised(cast: Cast) -> Cluster:
    """The operator's cluster, recognised from 8 June 2026 through 7 June 2029."""
    case = on_notice(cast)
    decided(cast, case)
    assert case.round_id is not None
    announced(cast, case.round_id)
    return Cluster.objects.get(pk=case.cluster_id)


@remembered
def opened(cast: Cast, when: datetime | None = None) -> Case:
    """The draft of its report on 2026, as the roll-call of 1 January 2027 leaves it."""
    cluster = recognised(cast)
    open_reports(at=when or on(1, 1, 0, 5))
    return Case.objects.get(kind="annual_report", cluster=cluster)


@remembered
def filled_in(cast: Cast, case: Case | None = None) -> Case:
    """The same with the figures of the year and its development, not yet sent in."""
    case = case or opened(cast)
    fill_in(case, cast.operator, on(3, 1))
    return case


@remembered
def sent_in(cast: Cast, when: datetime | None = None) -> Case:
    """Sent in on 1 April, or when it is said."""
    case = filled_in(cast)
    move(case, "submit", cast.operator, when or on(4, 1), declared="password")
    return Case.objects.get(pk=case.pk)


@remembered
def forwarded(cast: Cast) -> Case:
    """Checked by the district and forwarded on 6 April."""
    case = sent_in(cast)
    move(case, "forward", cast.district, on(4, 6), opinion="数据与台账一致，情况属实。")
    return Case.objects.get(pk=case.pk)


def fill_in(case: Case, by: Actor, when: datetime) -> None:
    """The figures of the year that is reported on, and its development."""
    figures_filled(case, by, when)
    stored = DraftRow.objects.get(case=case)
    if not stored.contact_name:
        save_profile(case=case.pk, values=PROFILE, by=by, at=when)
    save_development(case=case.pk, values=TOLD, by=by, at=when)


def figures_filled(case: Case, by: Actor, when: datetime, percent: int = 112) -> None:
    """The figures of the year alone."""
    version = DraftRow.objects.values_list("version", flat=True).get(case=case)
    edits = list(figures_of_the_year(draft_of(case), percent))
    edit_cells(case=case.pk, version=version, edits=edits, by=by, at=when)


def figures_of_the_year(draft: Draft, percent: int = 112) -> Iterator[Edit]:
    """What an operator types: the new year's rows, each figure so many per cent of the year before; yes stays yes."""
    before = {}
    for row in draft.rows("annual"):
        code = draft.text("annual", row, "credit_code")
        if draft.text("annual", row, "employees"):
            before[code] = row  # years rise: the last one stands
            continue
        for column in ANNUAL.columns:
            if column.key not in ("credit_code", "year") and code in before:
                text = draft.text("annual", before[code], column.key)
                yield Edit("annual", row, column.key, grown(text, percent, whole=column.kind == "whole"))


def grown(text: str, percent: int, *, whole: bool) -> str:
    """A figure so many per cent of what it was; what is no figure stays."""
    try:
        figure = float(text)
    except ValueError:
        return text
    return str(round(figure * percent / 100)) if whole else f"{figure * percent / 100:.2f}"

"""Drift of a recognised cluster: this year's findings beside last year's and those of its recognition (Article 16)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jiqun.base.words import Bi, Lang
from jiqun.desk.actor import Actor
from jiqun.desk.judging import assessment_on, judged_on
from jiqun.desk.may import cases_of
from jiqun.papers.drift import mini_chart, number_said
from jiqun.papers.markup import Html
from jiqun.procedure.shanghai_2024.annual_report import ANNUAL_REPORT
from jiqun.records.models import Case, Recognition
from jiqun.rules.drift import Moved, drift
from jiqun.rules.finding import Assessment
from jiqun.rules.words import OUTCOMES


@dataclass(frozen=True)
class Stand:
    """A time at which the cluster was judged; `outcome` empty and `number` None where there is no finding."""

    outcome: str
    number: Bi | None


@dataclass(frozen=True)
class DriftLine:
    """One clause over the times."""

    clause: str
    title: Bi
    blocking: bool
    stands: tuple[Stand, ...]
    change: str  # worse, better, open, same
    said: Bi
    why: Bi  # what was compared, as the finding says it
    moved: Moved
    titles: tuple[Bi, ...]

    def chart(self, lang: Lang) -> Html | None:
        """Its numbers as a small picture."""
        return mini_chart(self.moved, self.titles, lang)


@dataclass(frozen=True)
class DriftView:
    """The lines in the order of the law. `case`: the report that is the present."""

    case: int
    year: int
    titles: tuple[Bi, ...]
    lines: tuple[DriftLine, ...]

    @property
    def worse(self) -> int:
        return sum(one.change == "worse" for one in self.lines)

    @property
    def better(self) -> int:
        return sum(one.change == "better" for one in self.lines)

    @property
    def opened(self) -> int:
        return sum(one.change == "open" for one in self.lines)

    @property
    def changed(self) -> tuple[DriftLine, ...]:
        """What got worse first, then what is open again, then what got better."""
        found = (one for one in self.lines if one.change != "same")
        return tuple(sorted(found, key=lambda one: ("worse", "open", "better").index(one.change)))

    @property
    def unchanged(self) -> tuple[DriftLine, ...]:
        return tuple(one for one in self.lines if one.change == "same")


def drift_of(case: Case) -> DriftView:
    """Of a report that was filed, with its round; whether the actor may see it was asked before."""
    assert case.round is not None
    year = case.round.year
    recognised, last = _recognised_by(case), _report_before(case)
    times = [
        (_AT_RECOGNITION.fill(day=judged_on(recognised)) if recognised else None, recognised),
        (_REPORT.fill(year=year - 1), last),
        (_REPORT.fill(year=year), case),
    ]
    stands = [(title, _judged(one)) for title, one in times if title and one]
    titles = tuple(title for title, _ in stands)
    lines = tuple(_line(one, titles) for one in drift([found for _, found in stands]))
    return DriftView(case.pk, year, titles, lines)


def drift_of_cluster(cluster: int, *, by: Actor) -> DriftView | None:
    """Of the cluster's latest filed report that the actor may see; None without one."""
    found = cases_of(by).filter(cluster=cluster, kind=ANNUAL_REPORT.kind, filed_at__isnull=False)
    case = found.select_related("round", "cluster").order_by("-round__year", "-pk").first()
    return drift_of(case) if case else None


def _recognised_by(case: Case) -> Case | None:
    """The application that the recognition in force in the year rests on; the 2023 batch has none."""
    assert case.round is not None
    held = Recognition.objects.filter(cluster=case.cluster_id, first_day__lte=date(case.round.year, 12, 31))
    row = held.exclude(case=None).select_related("case__round").order_by("-first_day", "-pk").first()
    return row.case if row else None


def _report_before(case: Case) -> Case | None:
    assert case.round is not None
    found = Case.objects.filter(cluster=case.cluster_id, kind=case.kind, round__year=case.round.year - 1)
    return found.filter(filed_at__isnull=False).select_related("round").first()


def _judged(case: Case) -> Assessment:
    return assessment_on(case, judged_on(case))


def _line(one: Moved, titles: Sequence[Bi]) -> DriftLine:
    stands = tuple(
        Stand(point.outcome, number_said(point.number)) if point else Stand("", None) for point in one.points
    )
    return DriftLine(
        one.clause,
        one.title,
        one.blocking,
        stands,
        one.change,
        _said(one, titles),
        one.now.finding.reason,
        moved=one,
        titles=tuple(titles),
    )


def _said(one: Moved, titles: Sequence[Bi]) -> Bi:
    """In a sentence: from what to what."""
    before = [(title, point.outcome) for title, point in zip(titles, one.points, strict=True) if point][:-1]
    now = OUTCOMES[one.now.outcome]
    if one.change == "same" or not before:
        return _SAME.fill(now=now)
    since, outcome = next(((title, was) for title, was in reversed(before) if was != one.now.outcome), before[-1])
    return _CHANGED.fill(since=since, before=OUTCOMES[outcome], now=now)


_AT_RECOGNITION = Bi(zh="认定时（{day}）", en="At recognition ({day})")
_REPORT = Bi(zh="{year}年度报告", en="Report on {year}")
_SAME = Bi(zh="仍为“{now}”。", en="Still {now}.")
_CHANGED = Bi(zh="{since}为“{before}”，现为“{now}”。", en="{since}: {before}; now {now}.")

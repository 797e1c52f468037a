"""The order of merit of a round: figures from filed sheets and panels, ties, the quota's line (Articles 7 and 9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Any

from jiqun.base.words import Bi
from jiqun.desk.each import of_each
from jiqun.desk.judging import assessments_on
from jiqun.fairness.merit import Place, Standing, across_the_line, order_of_merit
from jiqun.fairness.rubric import Rubric, rubric_of
from jiqun.fairness.scores import Scored, Sheet, scored
from jiqun.fairness.severity import calibrated
from jiqun.records.models import Assignment, Case, FiledSheet, PanelMeeting, Round, TieSettlement

BREAKERS = (3, 5)  # groups whose mean sets equal files apart: quality enterprises, then innovation
# Where a file has its experts' scores behind it; one that was rejected at the formality check has none.
JUDGED = (
    *("evaluated", "proposal_prepared", "proposed", "on_notice", "recognition_prepared", "recognition_signed"),
    *("rejection_prepared", "rejection_signed", "notice_rejection_prepared", "notice_rejection_signed"),
    *("recognised", "not_recognised"),
)
BEFORE = ("submitted", "under_review", "in_correction", "recommended", "in_city_correction", "challenged", "evaluation")


@dataclass(frozen=True)
class Figure:
    """A file's figure and what it was made of: sheets, and the panel's figure if one met."""

    case: int
    scored: Scored
    calibrated: Fraction
    panel: Fraction | None
    groups: Mapping[int, Fraction]  # the mean of each group's points

    def counted(self, rubric: Rubric) -> Fraction:
        """The figure that goes into the order."""
        if self.panel is not None:
            return self.panel
        return self.calibrated if rubric.calibrated else self.scored.mean


def figures_of(notice: Round, cases: Iterable[int] | None = None) -> Mapping[int, Figure]:
    """By case, the figures of those files of a round whose sheets are all in; the severity comes from all of them.

    All: as many as the round asks for, and nobody still at it. Where an expert left and nobody has taken the place yet,
    the others' scores stay sealed, so that whoever is chosen is not chosen in their light.
    """
    rubric = rubric_of(notice.rubric)
    waiting = Assignment.objects.filter(state__in=("asked", "open"), case__round=notice).values("case")
    rows = FiledSheet.objects.filter(assignment__case__round=notice, assignment__state="filed")
    found: dict[int, list[Sheet]] = defaultdict(list)
    columns = ("assignment__case", "assignment__expert", "points", "at")
    last: dict[int, datetime] = {}
    for case, expert, points, at in rows.exclude(assignment__case__in=waiting).order_by("at").values_list(*columns):
        found[case].append(Sheet(expert, case, {int(group): value for group, value in points.items()}))
        last[case] = at
    found = {case: sheets for case, sheets in found.items() if len(sheets) >= rubric.experts}
    filed = ((one.expert, one.file, *one.points.items()) for sheets in found.values() for one in sheets)
    whole, fair = _weighed(tuple(filed), tuple(rubric.weights.items()), rubric.far)
    met = PanelMeeting.objects.filter(case__in=found).order_by("pk").values_list("case", "figure", "at")
    # A panel that met before a sheet was filed anew has settled another spread.
    panels = {case: figure for case, figure, at in met if at >= last[case]}
    wanted = None if cases is None else set(cases)
    return {
        one.file: Figure(
            one.file,
            one,
            fair[one.file],
            Fraction(panels[one.file]) if one.file in panels else None,
            _groups(found[one.file]),
        )
        for one in whole
        if wanted is None or one.file in wanted
    }


@of_each
def figure_of_case(cases: Sequence[Case]) -> Mapping[int, Figure | None]:
    """A file's figure, if all its sheets are in."""
    found: dict[int, Figure] = {}
    for notice, files in _by_round(cases).items():
        found |= figures_of(notice, [case.pk for case in files])
    return {case.pk: found.get(case.pk) for case in cases}


def merit_of(notice: Round, on: date) -> tuple[Place, ...]:
    """The order of merit of a round's evaluated files that are eligible on that day, with the quota's line."""
    figures = figures_of(notice)
    cases = Case.objects.filter(kind="recognition", round=notice, pk__in=figures, stage__in=JUDGED)
    found = list(cases.select_related("round"))
    judged = assessments_on(found, on)
    eligible = [case for case in found if judged[case.pk].verdict == "eligible"]
    settled = _settled(notice)
    rubric = rubric_of(notice.rubric)
    standings = (_standing(case, figures[case.pk], rubric, settled.get(case.pk, 0)) for case in eligible)
    return order_of_merit(standings, notice.quota)


@of_each
def outside_the_quota(cases: Sequence[Case], on: date) -> Mapping[int, Bi | None]:
    """Why a case cannot be proposed under the round's quota on that day; None if it can, or if there is no quota."""
    found: dict[int, Bi | None] = {}
    for notice, files in _by_round(cases).items():
        why = _outside(notice, on)
        found |= {case.pk: why(case.pk) for case in files}
    return found


def _outside(notice: Round, on: date) -> Callable[[int], Bi | None]:
    if notice.quota is None:
        return lambda file: None
    open_ones = Case.objects.filter(kind="recognition", round=notice, stage__in=BEFORE, filed_at__isnull=False).count()
    if open_ones:
        return lambda file: _NOT_YET.fill(n=open_ones)
    places = merit_of(notice, on)
    tied = across_the_line(places, notice.quota)
    outside = {one.file: _TIED if one in tied else _BEYOND for one in places if not one.within}
    place = {one.file: one.place for one in places}
    return lambda file: outside[file].fill(place=place[file], quota=notice.quota) if file in outside else None


def _by_round(cases: Iterable[Case]) -> Mapping[Round, list[Case]]:
    found: dict[Round, list[Case]] = defaultdict(list)
    for case in cases:
        assert case.round is not None
        found[case.round].append(case)
    return found


def _standing(case: Case, figure: Figure, rubric: Rubric, settled: int) -> Standing:
    """Equal figures are set apart by quality enterprises, by innovation, by who filed first."""
    assert case.filed_at is not None
    filed = Fraction((case.filed_at - _EPOCH) // timedelta(microseconds=1))
    breakers = (*(figure.groups[group] for group in BREAKERS), -filed)
    return Standing(case.pk, figure.counted(rubric), breakers, settled)


def _settled(notice: Round) -> dict[int, int]:
    """The place within a tie that somebody gave; the latest settlement of a file holds."""
    found: dict[int, int] = {}
    for order in TieSettlement.objects.filter(round=notice).order_by("pk").values_list("order", flat=True):
        found |= {case: number for number, case in enumerate(order, start=1)}
    return found


@lru_cache(maxsize=16)
def _weighed(
    filed: tuple[tuple[Any, ...], ...], weights: tuple[tuple[int, int], ...], far: int
) -> tuple[tuple[Scored, ...], Mapping[int, Fraction]]:
    """The scores of files, and the figures without their experts' severity; the acts of a batch ask the same again.

    `filed`: expert, file, and then pairs of group and points.
    """
    whole = scored((Sheet(expert, file, dict(points)) for expert, file, *points in filed), dict(weights), far=far)
    return whole, calibrated(whole)


def _groups(sheets: list[Sheet]) -> dict[int, Fraction]:
    groups = sheets[0].points
    return {group: Fraction(sum(sheet.points[group] for sheet in sheets), len(sheets)) for group in groups}


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_YET = Bi(
    zh="本批有名额限制，须待全部评审结束后按择优顺序提出；还有{n}件未评审完。",
    en="The round has a quota: the order is known when every file is evaluated; {n} are not.",
)
_TIED = Bi(
    zh="与他人并列第{place}名，且跨越名额线（{quota}个），须先确定先后。",
    en="It shares place {place} across the quota’s line ({quota}): settle the tie first.",
)
_BEYOND = Bi(zh="择优第{place}名，超出名额（{quota}个）。", en="It has place {place}, beyond the quota of {quota}.")

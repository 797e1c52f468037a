"""A file's scores once all of its sheets are in: each expert's, their mean and spread, severity, panels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from jiqun.base.numbers import exact_text
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.experts.merit import Figure, figures_of
from jiqun.desk.look.cases.papers import Paper, paper_of
from jiqun.desk.look.choices import Choice, plain
from jiqun.desk.may import CITY, NotThere, only, the_case
from jiqun.fairness.rubric import Rubric, rubric_of
from jiqun.fairness.severity import severities
from jiqun.law import edition
from jiqun.records.models import Case, Expert, FiledSheet, PanelMeeting


@dataclass(frozen=True)
class Exact:
    """A figure as people read it, and exactly."""

    value: Fraction

    @property
    def exact(self) -> str:
        """The fraction, where two decimals do not say it all."""
        return "" if (self.value * 100).denominator == 1 else exact_text(self.value)


@dataclass(frozen=True)
class SheetView:
    """One expert's sheet. `severity`: points above (or below) what others give, over the round's files that are in."""

    expert: int
    name: str
    figure: Exact
    severity: Exact
    files: int
    stands_out: bool
    points: Mapping[str, int]
    comments: Mapping[str, str]


@dataclass(frozen=True)
class PanelView:
    """A meeting that was recorded."""

    id: int
    held_on: date
    present: tuple[str, ...]
    minutes: str
    votes: Mapping[str, int]
    figure: Exact
    file_name: str
    at: datetime


@dataclass(frozen=True)
class Scores:
    """A file's scores. `counted`: the figure that goes into the order of merit."""

    case: int
    sheets: tuple[SheetView, ...]
    mean: Exact
    spread: Exact
    wide_from: int
    far_from: int
    wide: bool
    calibrated: Exact
    by_calibrated: bool
    panel: Exact | None
    counted: Exact
    groups: tuple[tuple[str, Bi, int, Exact], ...]  # number, title, weight, mean points
    panels: tuple[PanelView, ...]

    @property
    def people(self) -> tuple[Choice, ...]:
        """The experts of the file, to be ticked as present."""
        return tuple(plain(one.expert, one.name) for one in self.sheets)


def look_at_scores(case: int, *, by: Actor) -> Scores | None:
    """The scores of a file; None while they are sealed. Raises NotThere."""
    only(by, *CITY)
    row = the_case(by, case)
    if row.round is None or row.kind != "recognition":
        raise NotThere
    whole = figures_of(row.round)
    return _scores(row, whole, rubric_of(row.round.rubric)) if row.pk in whole else None


def panel_minutes(case: int, panel: int, *, by: Actor) -> Paper:
    """The signed minutes of a meeting. Raises NotThere, also while the file's scores are sealed (again)."""
    if look_at_scores(case, by=by) is None:
        raise NotThere
    row = PanelMeeting.objects.filter(pk=panel, case=the_case(by, case)).select_related("blob").first()
    if row is None or row.blob is None:
        raise NotThere
    return paper_of(row.blob, row.file_name)


def _scores(row: Case, whole: Mapping[int, Figure], rubric: Rubric) -> Scores:
    figure = whole[row.pk]
    severe = severities(one.scored for one in whole.values())
    titles = edition(row.edition).groups
    return Scores(
        case=row.pk,
        sheets=_sheets(row, whole, severe),
        mean=Exact(figure.scored.mean),
        spread=Exact(figure.scored.spread),
        wide_from=rubric.wide,
        far_from=rubric.far,
        wide=figure.scored.wide(rubric.wide),
        calibrated=Exact(figure.calibrated),
        by_calibrated=rubric.calibrated,
        panel=None if figure.panel is None else Exact(figure.panel),
        counted=Exact(figure.counted(rubric)),
        groups=tuple(
            (str(group), titles[group], rubric.weights[group], Exact(mean))
            for group, mean in sorted(figure.groups.items())
        ),
        panels=_panels(row),
    )


def _sheets(row: Case, whole: Mapping[int, Figure], severe: Mapping[int, Fraction]) -> tuple[SheetView, ...]:
    figure = whole[row.pk]
    filed = FiledSheet.objects.filter(assignment__case=row, assignment__state="filed")
    return tuple(
        SheetView(
            expert=(expert := one.assignment.expert_id),
            name=one.assignment.expert.person.name,
            figure=Exact(figure.scored.by_expert[expert]),
            severity=Exact(severe[expert]),
            files=sum(expert in other.scored.by_expert for other in whole.values()),
            stands_out=expert in figure.scored.outliers,
            points=one.points,
            comments=one.comments,
        )
        for one in filed.select_related("assignment__expert__person").order_by("assignment__expert")
    )


def _panels(row: Case) -> tuple[PanelView, ...]:
    rows = list(PanelMeeting.objects.filter(case=row).order_by("-pk"))
    names = dict(
        Expert.objects.filter(pk__in={one for row in rows for one in row.present}).values_list("pk", "person__name")
    )
    return tuple(
        PanelView(
            id=one.pk,
            held_on=one.held_on,
            present=tuple(names[expert] for expert in one.present),
            minutes=one.minutes,
            votes=one.votes,
            figure=Exact(Fraction(one.figure)),
            file_name=one.file_name if one.blob_id else "",
            at=one.at,
        )
        for one in rows
    )

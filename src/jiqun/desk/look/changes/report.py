"""A reported change as the page of its case shows it: before and after, in time or late, what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.changes.reported import last_report
from jiqun.desk.changes.timing import days_to_report
from jiqun.desk.changes.values import boundary_in, registered, same_values
from jiqun.desk.changes.words import said_of
from jiqun.desk.look.cases.file import LetterView, letters_of
from jiqun.desk.look.cases.papers import Paper, paper_of
from jiqun.desk.may import NotThere, is_inside, the_case
from jiqun.facts.boundary import AreaCheck, compare, drawing_of
from jiqun.papers.palette import ACCENT, ACCENT_PALE, RULE
from jiqun.procedure.roles import Role
from jiqun.procedure.shanghai_2024.change_day import days_late, last_day_in_time
from jiqun.procedure.shanghai_2024.change_report import CHANGES, ENDINGS
from jiqun.records.models import Appointment, Blob, Case, ChangeReport, ClusterState, Organisation, Step

WIDTH, HEIGHT, MARGIN = 480, 320, 8


@dataclass(frozen=True)
class Timing:
    """When it was reported, and by when it had to be; `late` in calendar days, 0 where it was in time."""

    since: date
    reported: date
    last: date
    days: int
    late: int


@dataclass(frozen=True)
class Side:
    """The values before, or after. Of an area: what is declared, what the boundary bounds, and how they agree."""

    said: Bi
    codes: tuple[str, ...]
    km2: Fraction | None
    drawn_km2: Fraction | None
    check: AreaCheck | None


@dataclass(frozen=True)
class ChangeFile:
    """A file of the report; `place` is 1, 2, 3 …"""

    place: int
    name: str
    what: str
    size: int
    sha256: str
    media_type: str


@dataclass(frozen=True)
class Prepared:
    """The ending and the reasons that were prepared last."""

    ending: Bi
    reason: str
    who: str
    at: datetime


@dataclass(frozen=True)
class ChangeView:
    """One report, limited to what the one who asks may see."""

    kind: str
    title: Bi
    cluster: int
    place: int
    who: str
    at: datetime
    timing: Timing
    text: str
    before: Side
    after: Side
    has_map: bool
    files: tuple[ChangeFile, ...]
    register_differs: bool  # it says something else now than when the change was reported
    entered_at: datetime | None
    waits_until: date | None
    invite: int | None  # the new operator, for the district, while nobody acts for it
    may_correct: bool
    prepared: Prepared | None
    letters: tuple[LetterView, ...]


def timing_of(report: ChangeReport, case: Case, days: int) -> Timing:
    """In time or late, by the day on which it was first reported."""
    since, reported = report.effective_on, day_of(case.opened_at)
    return Timing(since, reported, last_day_in_time(since, days), days, days_late(since, reported, days))


def look_at_change(case: int, *, by: Actor) -> ChangeView:
    """One report. Raises NotThere."""
    report = _report(case, by)
    row = report.case
    state = ClusterState.objects.filter(case=row).order_by("place").first()
    return ChangeView(
        kind=report.kind,
        title=CHANGES[report.kind],
        cluster=row.cluster_id,
        place=report.place,
        who=report.by.name,
        at=report.at,
        timing=timing_of(report, row, days_to_report(day_of(row.opened_at))),
        text=report.text,
        before=_side(report.kind, report.before),
        after=_side(report.kind, report.after),
        has_map=report.kind == "area",
        files=_files(report),
        register_differs=row.ended_at is None
        and not same_values(report.kind, registered(row.cluster, report.kind), report.before),
        entered_at=state.at if state else None,
        waits_until=report.effective_on if _waits(report, state) else None,
        invite=_to_invite(report, by),
        may_correct=by.role == Role.OPERATOR and row.stage == "in_correction",
        prepared=_prepared(row) if is_inside(by) else None,
        letters=letters_of(row),
    )


def change_paper(case: int, place: int, *, by: Actor) -> Paper:
    """A file of a report. Raises NotThere."""
    files = _report(case, by).files
    if not 1 <= place <= len(files):
        raise NotThere
    one = files[place - 1]
    return paper_of(Blob.objects.get(pk=one["sha256"]), one["name"])


def change_map(case: int, *, by: Actor) -> str:
    """Both boundaries in one picture, north up: the old one dashed, the new one filled. Raises NotThere."""
    report = _report(case, by)
    old, new = boundary_in(report.before), boundary_in(report.after)
    if new is None:
        raise NotThere
    drawing = drawing_of([one for one in (old, new) if one], WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN)
    paths = "".join(f'<path d="{path}"/>' for path in drawing.paths(new))
    shape = f'<g fill="{ACCENT_PALE}" fill-rule="evenodd" stroke="{ACCENT}" stroke-width="1.5">{paths}</g>'
    if old:
        before = "".join(f'<path d="{path}"/>' for path in drawing.paths(old))
        shape += f'<g fill="none" stroke="{RULE}" stroke-width="1.5" stroke-dasharray="5 4">{before}</g>'
    box = f'viewBox="{-MARGIN} {-MARGIN} {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} stroke-linejoin="round">{shape}</svg>'


def _report(case: int, by: Actor) -> ChangeReport:
    row = the_case(by, case)
    if row.kind != "change_report":
        raise NotThere
    return last_report(row)


def _side(kind: str, values: Mapping[str, Any]) -> Side:
    km2 = drawn = check = None
    if kind == "area":
        km2 = Fraction(values["area_m2"], 10**6)
        if values["boundary_m2"]:
            drawn = Fraction(values["boundary_m2"], 10**6)
            check = compare(values["area_m2"], values["boundary_m2"])
    return Side(said_of(kind, values), tuple(values.get("dominant_industries", ())), km2, drawn, check)


def _files(report: ChangeReport) -> tuple[ChangeFile, ...]:
    blobs = Blob.objects.in_bulk([one["sha256"] for one in report.files])
    return tuple(
        ChangeFile(place, one["name"], one["what"], blob.size, blob.pk, blob.media_type)
        for place, one in enumerate(report.files, start=1)
        for blob in [blobs[one["sha256"]]]
    )


def _waits(report: ChangeReport, state: ClusterState | None) -> bool:
    return report.case.stage == "approved" and report.kind != "other" and state is None


def _to_invite(report: ChangeReport, by: Actor) -> int | None:
    if by.role != Role.DISTRICT_OFFICER or report.kind != "operator" or report.case.stage != "approved":
        return None
    body = Organisation.objects.filter(credit_code=report.after["credit_code"]).first()
    if body is None or Appointment.objects.filter(organisation=body, until=None).exists():
        return None
    return body.pk


def _prepared(case: Case) -> Prepared | None:
    step = Step.objects.filter(case=case, move="prepare_decision").select_related("person").order_by("-place").first()
    if step is None:
        return None
    return Prepared(ENDINGS[step.given["ending"]], str(step.given["reason"]), step.person.name, step.at)

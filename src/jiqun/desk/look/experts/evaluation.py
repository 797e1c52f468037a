"""What an expert sees: one's own files, each shut until one has declared no conflict; and one's own sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from jiqun.base.days import day_of
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.calendar import working_calendar
from jiqun.desk.experts.sheets import stored
from jiqun.desk.judging import assessment_of, judged_on, latest_submission
from jiqun.desk.look.cases.deadlines import SOON
from jiqun.desk.look.cases.file import FileView, evidence_of, statements_of
from jiqun.desk.look.cases.papers import Paper, paper_of
from jiqun.desk.look.interpreting.reading import Read, reads_on, used_of
from jiqun.desk.may import NotThere, assignments_of, only, the_assignment
from jiqun.desk.rosters import snapshot_of
from jiqun.facts.columns import Column
from jiqun.facts.districts import DISTRICTS
from jiqun.facts.sheets import SHEETS
from jiqun.fairness.rubric import Rubric, rubric_of
from jiqun.law import edition
from jiqun.procedure.roles import Role
from jiqun.records.models import Assignment, Case, Evidence, FiledSheet, Sheet
from jiqun.rules.finding import Assessment


@dataclass(frozen=True)
class Due:
    """When a sheet is due, as the part `ui/_deadline.html` shows it."""

    due_on: date
    left: int
    late: bool
    soon: bool
    paused: bool = False
    provisional: bool = False
    over: bool = False


@dataclass(frozen=True)
class TaskItem:
    """A file on an expert's list."""

    id: int
    cluster: Bi
    district: Bi
    state: str
    due: Due | None


@dataclass(frozen=True)
class Part:
    """One group of the sheet: title, weight, points and comment so far."""

    number: str
    title: Bi
    weight: int
    points: int | None
    comment: str


@dataclass(frozen=True)
class SheetForm:
    """The sheet while it is written, or as it was filed (`filed_at`; then it is only read)."""

    version: int
    saved_at: datetime | None
    filed_at: datetime | None
    parts: tuple[Part, ...]
    comments: bool  # whether each group needs one
    lacking: Mapping[str, Bi]

    @property
    def done(self) -> int:
        return sum(part.points is not None for part in self.parts)


@dataclass(frozen=True)
class Opened:
    """What the applicant filed."""

    judged: Assessment
    statements: Mapping[str, tuple[str, str]]
    evidence: tuple[FileView, ...]
    plan_head: tuple[Bi, ...]
    plan: tuple[tuple[Bi | str, ...], ...]
    enterprises: int
    reads: tuple[Read, ...]  # the open questions of the text, as the findings read them

    @cached_property
    def assessment(self) -> dict[str, Any]:
        """The findings in their JSON form."""
        return self.judged.as_dict()


@dataclass(frozen=True)
class Evaluation:
    """One file of an expert. Shut, it names whom a conflict may be with; open, it holds the file and the sheet."""

    id: int
    cluster: Bi
    district: Bi
    operator: Bi
    state: str
    due: Due
    parties: tuple[str, ...]
    file: Opened | None
    sheet: SheetForm | None


def list_evaluations(*, by: Actor, at: datetime) -> tuple[TaskItem, ...]:
    """The expert's files: those to do first, by the day they are due."""
    only(by, Role.EXPERT)
    rows = assignments_of(by).select_related("case__cluster").order_by("due_on", "pk")
    items = (_item(row, at) for row in rows)
    return tuple(sorted(items, key=lambda one: one.state == "filed"))


def look_at_evaluation(assignment: int, *, by: Actor, at: datetime) -> Evaluation:
    """One of the expert's files. Raises NotThere."""
    only(by, Role.EXPERT)
    row = the_assignment(by, assignment)
    case, shut = row.case, row.state == Assignment.State.ASKED
    return Evaluation(
        id=row.pk,
        cluster=_cluster(case),
        district=DISTRICTS[case.district],
        operator=Bi(zh=case.operator.name_zh, en=case.operator.name_en or case.operator.name_zh),
        state=row.state,
        due=_due(row, at),
        parties=_parties(case) if shut else (),
        file=None if shut else _opened(row),
        sheet=None if shut else sheet_of(row),
    )


def look_at_sheet(assignment: int, *, by: Actor) -> SheetForm:
    """The sheet of an open or filed file alone. Raises NotThere."""
    only(by, Role.EXPERT)
    row = the_assignment(by, assignment)
    if row.state == Assignment.State.ASKED:
        raise NotThere
    return sheet_of(row)


def evidence_for(assignment: int, evidence: int, *, by: Actor) -> Paper:
    """A file that the applicant attached, for an expert who has opened the application. Raises NotThere."""
    only(by, Role.EXPERT)
    row = the_assignment(by, assignment)
    found = Evidence.objects.filter(case=row.case, pk=evidence, removed_at=None).select_related("blob").first()
    if row.state == Assignment.State.ASKED or found is None:
        raise NotThere
    return paper_of(found.blob, found.name)


def sheet_of(row: Assignment) -> SheetForm:
    """An expert's own sheet."""
    assert row.case.round is not None
    rubric = rubric_of(row.case.round.rubric)
    filed = FiledSheet.objects.filter(assignment=row).first()
    if filed is not None:
        return _form(filed, row.case, rubric, 0, None, filed.at)
    writing = Sheet.objects.get(assignment=row)
    return _form(writing, row.case, rubric, writing.version, writing.saved_at, None)


def _form(  # a sheet, and how it stands
    kept: Sheet | FiledSheet,
    case: Case,
    rubric: Rubric,
    version: int,
    saved_at: datetime | None,
    filed_at: datetime | None,
) -> SheetForm:
    titles, said = edition(case.edition).groups, stored(kept)
    parts = (
        Part(str(group), titles[group], weight, said.points.get(str(group)), said.comments.get(str(group), ""))
        for group, weight in sorted(rubric.weights.items())
    )
    return SheetForm(version, saved_at, filed_at, tuple(parts), rubric.comments, said.lacking(rubric))


def _item(row: Assignment, at: datetime) -> TaskItem:
    due = None if row.state == Assignment.State.FILED else _due(row, at)
    return TaskItem(row.pk, _cluster(row.case), DISTRICTS[row.case.district], row.state, due)


def _due(row: Assignment, at: datetime) -> Due:
    today = day_of(at)
    left, late = working_calendar().working_days_between(today, row.due_on), row.due_on < today
    return Due(row.due_on, left or -late, late, 0 <= left <= SOON and not late)


def _cluster(case: Case) -> Bi:
    return Bi(zh=case.cluster.name_zh, en=case.cluster.name_en or case.cluster.name_zh)


def _parties(case: Case) -> tuple[str, ...]:
    """Whom the file is about: needed to say whether there is a conflict."""
    tables = snapshot_of(latest_submission(case).roster).tables
    return tuple(dict.fromkeys((*tables["enterprises"]["name"], *tables["services"]["institution"])))


def _opened(row: Assignment) -> Opened:
    case = row.case
    tables = snapshot_of(latest_submission(case).roster).tables
    plan = list(SHEETS["plan"].columns)
    cells = (tables["plan"][column.key] for column in plan)
    at_hand = f"/desk/evaluations/{row.pk}/evidence/"
    judged = assessment_of(case)
    return Opened(
        judged=judged,
        statements=statements_of(case),
        evidence=tuple(replace(one, address=f"{at_hand}{one.id}/") for one in evidence_of(case)),
        plan_head=tuple(column.label for column in plan),
        plan=tuple(tuple(map(_shown, plan, line)) for line in zip(*cells, strict=True)),
        enterprises=len(tables["enterprises"]["name"]),
        reads=used_of(reads_on(judged.edition, judged_on(case)), (k for one in judged.findings for k in one.readings)),
    )


def _shown(column: Column, cell: Any) -> Bi | str:
    return "" if cell is None else column.choices.get(cell) or str(cell)

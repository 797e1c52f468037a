"""An evaluation as its case shows it, and the sheet that the evaluator fills in (Article 17)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from jiqun.base.saying import say_both
from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.evaluating.programme import rules_of
from jiqun.desk.evaluating.sheets import EDITABLE, Said, files_on, sheet_of, stored
from jiqun.desk.look.cases.file import LetterView, letters_of
from jiqun.desk.may import NotThere, only, the_case
from jiqun.fairness.programme import GRADES, Criterion, Programme, total_of
from jiqun.procedure.roles import Role
from jiqun.records.models import Case, EvaluationSheet, FiledEvaluation, Step


@dataclass(frozen=True)
class FileOf:
    """A file beside a criterion."""

    id: int
    name: str


@dataclass(frozen=True)
class Cell:
    """What was filed of a criterion at one place. `moved`: points more (or less) than at the place before."""

    points: Bi
    moved: Bi | None
    basis: str
    why: str
    files: tuple[FileOf, ...]


@dataclass(frozen=True)
class Row:
    """A criterion with what was filed of it, place by place."""

    title: Bi
    weight: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class FiledView:
    """A filing: total and grade."""

    place: int
    at: datetime
    total: Bi
    grade: Bi
    summary: str


@dataclass(frozen=True)
class EvaluationPart:
    """An evaluation on the page of its case. Nothing of a sheet that is not filed, for whomever."""

    evaluator: Bi
    contract: str
    programme: int
    rows: tuple[Row, ...]
    filed: tuple[FiledView, ...]
    reply: str
    answered: str
    open: bool
    letters: tuple[LetterView, ...]


@dataclass(frozen=True)
class Part:
    """A criterion on the sheet; `before`: the points that were filed last."""

    criterion: Criterion
    points: str
    basis: str
    why: str
    before: str
    files: tuple[FileOf, ...]


@dataclass(frozen=True)
class SheetView:
    """The sheet. `total` and `grade` so far as every criterion has points; `move`: the one that files it."""

    case: int
    number: str
    cluster: Bi
    operator: Bi
    version: int
    edited_at: datetime
    parts: tuple[Part, ...]
    summary: str
    done: int
    total: Bi | None
    grade: Bi | None
    reply: str
    again: bool
    move: str

    @property
    def whole(self) -> bool:
        """Whether every criterion has points and what they rest on."""
        return self.done == len(self.parts)


def look_at_service_evaluation(case: int, *, by: Actor) -> EvaluationPart:
    """What was filed, with what changed from place to place. Raises NotThere."""
    row = the_case(by, case)
    assert row.round is not None
    sheet = EvaluationSheet.objects.select_related("contract__evaluator").get(case=row)
    filed = list(FiledEvaluation.objects.filter(case=row).order_by("place"))
    rules, body = rules_of(row.round), sheet.contract.evaluator
    return EvaluationPart(
        evaluator=Bi(zh=body.name_zh, en=body.name_en or body.name_zh),
        contract=sheet.contract.number,
        programme=row.round_id or 0,
        rows=tuple(_row(one, filed) for one in rules.criteria) if filed else (),
        filed=tuple(_filed(one, rules) for one in filed),
        reply=_given(row, "reply", "text"),
        answered=_given(row, "grade", "reason"),
        open=by.role == Role.EVALUATOR and row.stage in EDITABLE,
        letters=letters_of(row),
    )


def look_at_scores(case: int, *, by: Actor) -> SheetView:
    """The sheet of a case while it may be filled in. Raises NotThere."""
    only(by, Role.EVALUATOR)
    row = the_case(by, case)
    if row.stage not in EDITABLE:
        raise NotThere
    assert row.round is not None
    sheet, rules = sheet_of(row), rules_of(row.round)
    said, files = stored(sheet.scores), files_on(row)
    filed = FiledEvaluation.objects.filter(case=row).order_by("place").last()
    before = stored(filed.scores) if filed else {}
    parts = tuple(
        _part(
            one, said.get(one.key, Said()), before.get(one.key), [FileOf(e.pk, e.name) for e in files.get(one.key, ())]
        )
        for one in rules.criteria
    )
    total = _total(rules, said)
    return SheetView(
        case=row.pk,
        number=row.number,
        cluster=Bi(zh=row.cluster.name_zh, en=row.cluster.name_en or row.cluster.name_zh),
        operator=Bi(zh=row.operator.name_zh, en=row.operator.name_en or row.operator.name_zh),
        version=sheet.version,
        edited_at=sheet.edited_at,
        parts=parts,
        summary=sheet.summary,
        done=sum(bool(one.points and one.basis) for one in parts),
        total=None if total is None else total_said(total, rules),
        grade=None if total is None else GRADES[rules.grade_of(total)],
        reply=_given(row, "reply", "text"),
        again=bool(before),
        move="grade" if row.stage == "replied" else "file_evaluation",
    )


def total_said(total: Fraction, rules: Programme) -> Bi:
    """A total as people read it: never so that it seems to stand on a line that it does not."""
    nearest = min(rules.lines.values(), key=lambda line: abs(line - total))
    return say_both(total, "", nearest)


def points_said(points: Fraction | None) -> str:
    """Points as they were typed; they have two decimals at most."""
    if points is None:
        return ""
    whole, rest = divmod(int(points * 100), 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".")


def _total(rules: Programme, said: Mapping[str, Said]) -> Fraction | None:
    points = {key: one.points for key, one in said.items() if one.points is not None}
    return total_of(rules, points) if {one.key for one in rules.criteria} <= points.keys() else None


def _part(criterion: Criterion, said: Said, before: Said | None, files: list[FileOf]) -> Part:
    filed = points_said(before.points) if before else ""
    return Part(criterion, points_said(said.points), said.basis, said.why, filed, tuple(files))


def _row(criterion: Criterion, filed: list[FiledEvaluation]) -> Row:
    cells, before = [], None
    for one in filed:
        raw = one.scores[criterion.key]
        said = stored({criterion.key: raw})[criterion.key]
        cells.append(_cell(said, before, raw["files"]))
        before = said.points
    return Row(criterion.title, criterion.weight, tuple(cells))


def _cell(said: Said, before: Fraction | None, files: list[Mapping[str, Any]]) -> Cell:
    moved = None
    if before is not None and said.points is not None and said.points != before:
        more, sign = said.points - before, "+" if said.points > before else "−"
        moved = Bi(zh=f"{sign}{points_said(abs(more))}", en=f"{sign}{points_said(abs(more))}")
    points = points_said(said.points)
    kept = tuple(FileOf(one["id"], one["name"]) for one in files)
    return Cell(Bi(zh=points, en=points), moved, said.basis, said.why, kept)


def _filed(row: FiledEvaluation, rules: Programme) -> FiledView:
    return FiledView(row.place, row.at, total_said(Fraction(row.total), rules), GRADES[row.grade], row.summary)


def _given(row: Case, move: str, name: str) -> str:
    """What was given with a move the last time that it was made."""
    step = Step.objects.filter(case=row, move=move).order_by("-place").first()
    return str(step.given.get(name, "")) if step else ""

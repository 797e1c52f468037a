"""An application while it is being filled in: its task list and the pages of its parts (Article 8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.drafts import EDITABLE, PROFILE, SUBMITS, checked_draft, draft_of, mark_of, said_of, unpacked
from jiqun.desk.drafts import checked as checked_as
from jiqun.desk.filing.completeness import Gap, gaps_of, sections_of
from jiqun.desk.judging import draft_assessment
from jiqun.desk.look.cases.file import FileView, evidence_of
from jiqun.desk.look.filling.views import (
    Cell,
    ClauseGroup,
    ClausesView,
    ClauseText,
    DataView,
    EvidenceView,
    Frame,
    Grid,
    PlanRow,
    PlanView,
    ProfileView,
    SheetCount,
    Task,
    TasksView,
    WrongCell,
)
from jiqun.desk.may import NotThere, the_case
from jiqun.facts.choices import ASPECTS
from jiqun.facts.draft import Draft
from jiqun.facts.problems import Problem
from jiqun.facts.sheets import SHEETS
from jiqun.law import Edition, Provision, edition
from jiqun.procedure.roles import Role
from jiqun.records.models import Case
from jiqun.records.models import Draft as DraftRow

ROWS = 50


TITLES: Mapping[str, Bi] = {
    "profile": Bi(zh="集群概况与联系人", en="Profile and contact"),
    "data": Bi(zh="企业数据", en="Enterprise data"),
    "clauses": Bi(zh="逐条说明", en="Clause by clause"),
    "evidence": Bi(zh="佐证材料", en="Evidence"),
    "plan": Bi(zh="三年发展规划", en="Three-year plan"),
    "progress": Bi(zh="上期规划完成情况", en="What was reached of the plan before"),
}
_MOST_WRONG = 200


def look_at_tasks(case: int, *, by: Actor, at: datetime) -> TasksView:
    """The task list. Raises NotThere."""
    row, frame = _frame(case, by)
    assessment = draft_assessment(row)
    tasks = tuple(
        Task(section, TITLES[section], tuple(gap for gap in frame.gaps if gap.section == section))
        for section in sections_of(row)
    )
    submit = SUBMITS.get(row.stage, "")
    return TasksView(frame, tasks, assessment.as_dict() if assessment else None, submit)


def look_at_profile(case: int, *, by: Actor, at: datetime) -> ProfileView:
    """Contact and description. Raises NotThere."""
    row, frame = _frame(case, by)
    stored = DraftRow.objects.defer("cells", "pending").get(case=row)
    values = {name: getattr(stored, name) for name in PROFILE}
    return ProfileView(frame, values, mark_of(*values.values()))


def look_at_data(case: int, *, sheet: str, page: int, by: Actor, at: datetime) -> DataView:
    """The data. Raises NotThere."""
    row, frame = _frame(case, by)
    stored = DraftRow.objects.get(case=row)
    draft, checked = draft_of(row), checked_draft(row)
    wrong: list[WrongCell] = []
    errors = checked.errors
    if stored.pending is not None:
        waiting = unpacked(stored.pending)
        errors = checked_as(waiting, row).errors
        wrong = [_wrong(waiting, one) for one in errors if one.row is not None]
    return DataView(
        frame=frame,
        sheets=tuple(SheetCount(key, one.label, draft.tables[key].length) for key, one in SHEETS.items()),
        grid=_grid(draft, sheet, page, checked.errors) if sheet in SHEETS else None,
        pending=stored.pending_name,
        wrong=tuple(wrong[:_MOST_WRONG]),
        more_wrong=max(len(wrong) - _MOST_WRONG, 0),
        errors=_shape(stored) if stored.pending_name else errors[:_MOST_WRONG],
        warnings=checked.warnings[:_MOST_WRONG],
    )


def look_at_clauses(case: int, *, clause: str = "", by: Actor, at: datetime) -> ClausesView:
    """The narratives of the group that a clause is in, of the first group without one. Raises NotThere."""
    row, frame = _frame(case, by)
    book = edition(row.edition)
    if clause and clause not in book.provisions:
        raise NotThere
    groups = tuple(_group(number, book, frame.gaps) for number in book.groups)
    shown = next(one for one in groups if not clause or one.number == book.provisions[clause].group)
    assessment = draft_assessment(row)
    findings = {one["clause"]: one for one in assessment.as_dict()["findings"]} if assessment else {}
    said, files = said_of(draft_of(row)), evidence_of(row)
    return ClausesView(
        frame,
        groups,
        shown,
        tuple(
            _clause(one, said.get(one.id, ("", "")), findings.get(one.id), files)
            for one in book.provisions.values()
            if one.group == shown.number
        ),
    )


def _group(number: int, book: Edition, gaps: tuple[Gap, ...]) -> ClauseGroup:
    ids = [one.id for one in book.provisions.values() if one.group == number]
    missing = sum(gap.section == "clauses" and gap.anchor in ids for gap in gaps)
    return ClauseGroup(number, book.groups[number], ids[0], missing)


def _clause(
    provision: Provision, said: tuple[str, str], finding: dict[str, Any] | None, files: tuple[FileView, ...]
) -> ClauseText:
    own = tuple(file for file in files if provision.id in file.clauses)
    return ClauseText(provision, *said, mark_of(*said), finding, own)


def look_at_evidence(case: int, *, by: Actor, at: datetime) -> EvidenceView:
    """The files. Raises NotThere."""
    row, frame = _frame(case, by)
    assert row.round is not None
    provisions = tuple(edition(row.edition).provisions.values())
    return EvidenceView(frame, evidence_of(row), tuple(row.round.materials), provisions)


def look_at_plan(case: int, *, by: Actor, at: datetime) -> PlanView:
    """The plan. Raises NotThere."""
    row, frame = _frame(case, by)
    draft, columns = draft_of(row), SHEETS["plan"].columns
    by_aspect: dict[str, list[PlanRow]] = {key: [] for key in ASPECTS}
    for number in draft.rows("plan"):
        cells = tuple(draft.text("plan", number, column.key) for column in columns)
        aspect = next((key for key, title in ASPECTS.items() if cells[0] in (key, title.zh, title.en)), "")
        by_aspect.setdefault(aspect, []).append(PlanRow(number, cells))
    aspects = tuple((key, ASPECTS.get(key, Bi(zh="其他", en="Other")), tuple(rows)) for key, rows in by_aspect.items())
    return PlanView(frame, columns, aspects)


def _frame(case: int, by: Actor) -> tuple[Case, Frame]:
    if by.role != Role.OPERATOR:
        raise NotThere
    row = the_case(by, case)
    stored = DraftRow.objects.defer("cells", "pending").select_related("edited_by").filter(case=row).first()
    if stored is None:
        raise NotThere  # a kind of case in which nothing is filled in
    return row, Frame(
        case=row.pk,
        number=row.number,
        version=row.version,
        cluster=Bi(zh=row.cluster.name_zh, en=row.cluster.name_en or row.cluster.name_zh),
        stage=row.stage,
        editable=row.stage in EDITABLE,
        draft_version=stored.version,
        edited_at=stored.edited_at,
        edited_by=stored.edited_by.name if stored.edited_by else "",
        gaps=gaps_of(row),
    )


def _grid(draft: Draft, sheet: str, page: int, errors: tuple[Problem, ...]) -> Grid:
    wrong: dict[tuple[int | None, str | None], list[Bi]] = {}
    for one in errors:
        if one.sheet == sheet:
            wrong.setdefault((one.row, one.column), []).append(one.message)
    numbers, columns = draft.rows(sheet), SHEETS[sheet].columns
    pages = max((len(numbers) + ROWS - 1) // ROWS, 1)
    page = min(max(page, 1), pages)
    shown = numbers[(page - 1) * ROWS : page * ROWS]
    rows = tuple(
        (
            number,
            tuple(
                Cell(
                    f"cell:{sheet}:{number}:{column.key}",
                    draft.text(sheet, number, column.key),
                    tuple(wrong.get((number, column.key), ())),
                )
                for column in columns
            ),
        )
        for number in shown
    )
    return Grid(sheet, SHEETS[sheet].label, columns, rows, page, pages)


def _shape(stored: DraftRow) -> tuple[Problem, ...]:
    """What is wrong with the sheets and headers of the waiting upload."""
    return tuple(Problem(**{**one, "message": Bi(**one["message"])}) for one in stored.pending_shape)


def _wrong(draft: Draft, problem: Problem) -> WrongCell:
    sheet = SHEETS.get(problem.sheet or "")
    column = next((one for one in sheet.columns if one.key == problem.column), None) if sheet else None
    known = sheet is not None and column is not None and problem.row is not None
    return WrongCell(
        problem=problem,
        sheet=sheet.label if sheet else Bi(zh=problem.sheet or "", en=problem.sheet or ""),
        column=column.label if column else Bi(zh=problem.column or "", en=problem.column or ""),
        field=f"cell:{problem.sheet}:{problem.row}:{problem.column}" if known else "",
        text=draft.text(sheet.key, problem.row or 0, column.key) if known and sheet and column else "",
    )

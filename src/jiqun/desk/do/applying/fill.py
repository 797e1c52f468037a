"""Filling in an application or report: cells, workbooks, statements, plan, profile, files; kept, none of it an act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.acts import Overtaken
from jiqun.desk.drafts import PROFILE, checked, is_editable, is_filled_in, mark_of, packed, said_of, unpacked
from jiqun.desk.files import Taken, keep_bytes, keep_file
from jiqun.desk.may import NotThere, only, the_case
from jiqun.desk.rounds.closing import figures_on
from jiqun.desk.wrong import Wrong, refuse_if
from jiqun.facts.draft import (
    Draft,
    Edit,
    draft_of_workbook,
    edited,
    merged,
    with_row,
    with_statement,
    without_row,
)
from jiqun.facts.problems import Problem
from jiqun.law import edition
from jiqun.procedure.roles import Role
from jiqun.records.models import Case, Evidence
from jiqun.records.models import Draft as DraftRow

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Uploaded:
    """What came of an upload: its errors (it then waits beside the draft, which is as before) and warnings."""

    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    @property
    def taken(self) -> bool:
        return not self.errors


def save_profile(*, case: int, values: Mapping[str, str], seen: str = "", by: Actor, at: datetime) -> None:
    """Keep the contact and the description.

    `seen` is the mark of what the page showed. Raises NotThere; Wrong if somebody changed it since, to something else.
    """

    def change(row: DraftRow) -> None:
        now = [getattr(row, name) for name in PROFILE]
        refuse_if_changed(seen, mark_of(*now), mark_of(*(values.get(name, "") for name in PROFILE)), row)
        for name in PROFILE:
            if name in values:
                setattr(row, name, values[name].strip())

    change_draft(case, None, change, by, at)


def edit_cells(*, case: int, version: int | None, edits: Iterable[Edit], by: Actor, at: datetime) -> int:
    """Change single cells; the answer is the draft's new version. Raises NotThere, Overtaken, InputRefused."""
    return _change_cells(case, version, lambda draft: _edited(draft, edits), by, at)


def add_row(*, case: int, sheet: str, values: Mapping[str, str], by: Actor, at: datetime) -> int:
    """Add a row to a sheet. Raises NotThere, InputRefused."""
    return _change_cells(case, None, lambda draft: with_row(draft, sheet, values), by, at)


def drop_row(*, case: int, sheet: str, row: int, version: int, by: Actor, at: datetime) -> int:
    """Take a row out of a sheet. Raises NotThere, Overtaken."""
    return _change_cells(case, version, lambda draft: without_row(draft, sheet, row), by, at)


def save_statement(*, case: int, clause: str, holds: str, text: str, seen: str = "", by: Actor, at: datetime) -> int:
    """Keep the narrative of one clause: whether it holds (yes, no or blank) and why.

    `seen` is the mark of what the page showed. Raises NotThere; Wrong if somebody changed it since, to something else.
    """
    row = the_case(by, case)
    if clause not in edition(row.edition).provisions:
        raise NotThere

    def change(stored: DraftRow) -> None:
        draft = unpacked(stored.cells)
        now = said_of(draft).get(clause, ("", ""))
        refuse_if_changed(seen, mark_of(*now), mark_of(holds, text), stored)
        stored.cells = packed(with_statement(draft, clause, holds, text))

    return change_draft(case, None, change, by, at)


def upload_workbook(*, case: int, taken: Taken, by: Actor, at: datetime) -> Uploaded:
    """Take in a workbook: it replaces the sheets that it has. With errors it changes nothing, and waits to be mended.

    Raises NotThere; Wrong where the file is no workbook at all (with the reason).
    """
    row = _editable(case, by)
    assert row.round is not None
    opened = draft_of_workbook(taken.data, on=figures_on(row.round), edition=edition(row.edition))
    if opened.draft is None:
        raise Wrong({"file": opened.errors[0].message})
    # Sheets that are left out stay as they are in the draft; other headers than the form's cannot be mended here.
    shape = tuple(one for one in opened.errors if one.row is None and one.code != "missing_sheet")
    found: list[Uploaded] = []

    def change(stored: DraftRow) -> None:
        assert opened.draft is not None
        whole = merged(unpacked(stored.cells), opened.draft)
        result = checked(whole, row)
        found.append(Uploaded((*shape, *result.errors), result.warnings))
        if found[0].errors:
            stored.pending, stored.pending_name = packed(whole), taken.name[:200]
            stored.pending_blob = keep_bytes(taken.data, _XLSX, at)
            stored.pending_shape = [one.as_dict() for one in shape]
        else:
            stored.cells = packed(whole)
            _forget_pending(stored)

    change_draft(case, None, change, by, at)
    return found[0]


def mend_upload(*, case: int, edits: Iterable[Edit], by: Actor, at: datetime) -> Uploaded:
    """Correct cells of the waiting upload; once nothing is wrong any more, it is taken in. Raises NotThere."""
    found: list[Uploaded] = []

    def change(stored: DraftRow) -> None:
        if stored.pending is None:
            raise NotThere
        draft = _edited(unpacked(stored.pending), edits)
        result = checked(draft, stored.case)
        found.append(Uploaded(result.errors, result.warnings))
        if result.errors or stored.pending_shape:
            stored.pending = packed(draft)
        else:
            stored.cells = packed(merged(unpacked(stored.cells), draft))
            _forget_pending(stored)

    change_draft(case, None, change, by, at)
    return found[0]


def drop_upload(*, case: int, by: Actor, at: datetime) -> None:
    """Forget the waiting upload; the draft is as it was. Raises NotThere."""
    change_draft(case, None, _forget_pending, by, at)


def add_evidence(*, case: int, clauses: Iterable[str], file: Taken, by: Actor, at: datetime) -> Evidence:
    """Attach a file to clauses. Raises NotThere, Wrong (kind, size, virus, no clause)."""
    row = _editable(case, by)
    ids = tuple(dict.fromkeys(clauses))
    known = edition(row.edition).provisions
    refuse_if({"clauses": None if ids and all(clause in known for clause in ids) else _NO_CLAUSE})
    with transaction.atomic():
        return Evidence.objects.create(
            case=row,
            blob=keep_file(file, at),
            name=file.name[:200],
            clauses=";".join(ids),
            added_by_id=by.person,
            added_at=at,
        )


def remove_evidence(*, case: int, evidence: int, by: Actor, at: datetime) -> None:
    """Take a file off; what was filed with it keeps it. Raises NotThere."""
    row = _editable(case, by)
    if not Evidence.objects.filter(pk=evidence, case=row, removed_at=None).update(removed_at=at):
        raise NotThere


def _editable(case: int, by: Actor) -> Case:
    only(by, Role.OPERATOR)
    row = the_case(by, case)
    if not is_filled_in(row):
        raise NotThere
    if not is_editable(row):
        raise Wrong({"": _LOCKED})
    return row


def _change_cells(case: int, version: int | None, change: Callable[[Draft], Draft], by: Actor, at: datetime) -> int:
    def on_row(row: DraftRow) -> None:
        row.cells = packed(change(unpacked(row.cells)))

    return change_draft(case, version, on_row, by, at)


def change_draft(case: int, version: int | None, change: Callable[[DraftRow], None], by: Actor, at: datetime) -> int:
    """Change the draft under its lock. With a version, only if nobody changed it since; without, whatever it is now."""
    _editable(case, by)
    with transaction.atomic():
        row = DraftRow.objects.select_for_update().get(case=case)
        if version is not None and row.version != version:
            raise Overtaken(case, row.version)
        change(row)
        row.version += 1
        row.edited_at, row.edited_by_id = at, by.person
        row.save()
        return row.version


def refuse_if_changed(seen: str, now: str, wanted: str, row: DraftRow) -> None:
    """Raises Wrong where what is stored is neither what the page showed nor what is to be stored."""
    refuse_if(
        {
            "text": _CHANGED.fill(who=row.edited_by.name if row.edited_by else "")
            if seen and now not in (seen, wanted)
            else None
        }
    )


def _edited(draft: Draft, edits: Iterable[Edit]) -> Draft:
    """Cells changed. Raises NotThere for one that is not there."""
    try:
        # What stands unchanged keeps its form: a date typed as a date stays one.
        return edited(draft, [one for one in edits if draft.text(one.sheet, one.row, one.column) != one.text])
    except KeyError as error:
        raise NotThere from error


def _forget_pending(row: DraftRow) -> None:
    row.pending, row.pending_name, row.pending_blob, row.pending_shape = None, "", None, []


_NO_CLAUSE = Bi(zh="请选择材料所支持的条款。", en="Choose the clauses that the file supports.")
_CHANGED = Bi(
    zh="没有保存：{who}在此期间修改了这里。请先看看现在的内容，再保存一次即以您的为准。",
    en="Not saved: {who} has changed this meanwhile. Read what it says now; saving once more puts yours in its place.",
)
_LOCKED = Bi(
    zh="已提交，不能修改；如需修改，请联系区主管部门退回，申报可申请解锁。",
    en="It has been submitted and cannot be changed. If it must be, ask the district to return it; for an application, "
    "ask to unlock it.",
)

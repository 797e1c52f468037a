"""An evaluator fills in the sheet of an evaluation; nobody else reads it before it is filed (Article 17)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from jiqun.base.words import Bi
from jiqun.desk.actor import Actor
from jiqun.desk.evaluating.programme import rules_of
from jiqun.desk.evaluating.sheets import EDITABLE, LONGEST, MOST_FILES, sheet_of, written
from jiqun.desk.files import Taken, keep_file
from jiqun.desk.may import NotThere, only, the_case
from jiqun.desk.wrong import Wrong, refuse_if
from jiqun.procedure.roles import Role
from jiqun.records.models import Case, Evidence


def save_evaluation(
    *, case: int, version: int, scores: Mapping[str, Mapping[str, str]], summary: str, by: Actor, at: datetime
) -> int:
    """Keep what is written so far; the answer is the sheet's new version. Nothing here has effect: nothing is recorded.

    Raises NotThere; Wrong for what cannot be taken, and where another window has changed it since.
    """
    with transaction.atomic():
        row = _editable(case, by)
        assert row.round is not None
        kept, problems = written(rules_of(row.round), scores)
        refuse_if(problems | {"summary": _LONG if len(summary) > LONGEST else None})
        sheet = sheet_of(row, to_change=True)
        if (kept, summary.strip()) == (sheet.scores, sheet.summary):
            return sheet.version
        if sheet.version != version:
            raise Wrong({"version": _ELSEWHERE})
        sheet.scores, sheet.summary = kept, summary.strip()
        sheet.version, sheet.edited_at, sheet.edited_by_id = version + 1, at, by.person
        sheet.save()
    return sheet.version


def attach_file(*, case: int, criterion: str, file: Taken, by: Actor, at: datetime) -> Evidence:
    """Put a file beside a criterion. Raises NotThere, Wrong (kind, size, virus, too many)."""
    with transaction.atomic():
        row = _editable(case, by)
        assert row.round is not None
        if criterion not in {one.key for one in rules_of(row.round).criteria}:
            raise NotThere
        there = Evidence.objects.filter(case=row, clauses=criterion, removed_at=None).count()
        refuse_if({f"file-{criterion}": _MANY.fill(n=MOST_FILES) if there >= MOST_FILES else None})
        return Evidence.objects.create(
            case=row,
            blob=keep_file(file, at, field=f"file-{criterion}"),
            name=file.name[:200],
            clauses=criterion,
            added_by_id=by.person,
            added_at=at,
        )


def take_off_file(*, case: int, evidence: int, by: Actor, at: datetime) -> None:
    """Take a file off the sheet; one that was filed stays with what was filed. Raises NotThere."""
    with transaction.atomic():
        row = _editable(case, by)
        found = Evidence.objects.filter(pk=evidence, case=row, removed_at=None)
        if not found.update(removed_at=at):
            raise NotThere


def _editable(case: int, by: Actor) -> Case:
    """The case, locked. Raises NotThere, also where its sheet is not open."""
    only(by, Role.EVALUATOR)
    row = the_case(by, case, to_change=True)
    if row.stage not in EDITABLE:
        raise NotThere
    return row


_LONG = Bi(zh=f"最长{LONGEST}字。", en=f"At most {LONGEST} characters.")
_MANY = Bi(zh="每项指标最多{n}个文件。", en="At most {n} files for a criterion.")
_ELSEWHERE = Bi(
    zh="评分表已在另一窗口修改，未予覆盖；请核对后再保存。",
    en="The sheet was changed in another window and was not written over: compare, then save again.",
)

"""Workbooks to take along: the draft, the waiting upload with its wrong cells marked, the pre-filled template."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from jiqun.base.words import Lang
from jiqun.desk.actor import Actor
from jiqun.desk.drafts import draft_of
from jiqun.desk.files import bytes_of
from jiqun.desk.judging import judged_on
from jiqun.desk.may import NotThere, only, the_case
from jiqun.facts.draft import draft_of_workbook, workbook_of_draft
from jiqun.facts.workbook import mark_workbook
from jiqun.law import edition
from jiqun.procedure.roles import Role
from jiqun.records.models import Case
from jiqun.records.models import Draft as DraftRow


@dataclass(frozen=True)
class Workbook:
    """A file's name and bytes."""

    name: str
    data: bytes


def draft_workbook(case: int, *, lang: Lang, by: Actor) -> Workbook:
    """Everything filled in so far, as the application workbook. Raises NotThere."""
    row = _own(case, by)
    data = workbook_of_draft(draft_of(row), lang=lang, on=judged_on(row), edition=edition(row.edition))
    return Workbook(f"{row.number}.xlsx", data)


# The template comes with what is known: it is the draft, for somebody who starts in a spreadsheet program.
prepared_template = draft_workbook


def marked_upload(case: int, *, lang: Lang, by: Actor) -> Workbook:
    """The waiting upload with the wrong cells coloured and commented. Raises NotThere, InputRefused if too large."""
    row = _own(case, by)
    stored = DraftRow.objects.select_related("pending_blob").get(case=row)
    if stored.pending_blob is None:
        raise NotThere
    data = bytes_of(stored.pending_blob)
    opened = draft_of_workbook(data, on=judged_on(row), edition=edition(row.edition))
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.xlsx", Path(folder) / "out.xlsx"
        source.write_bytes(data)
        mark_workbook(source, target, (*opened.errors, *opened.warnings))
        return Workbook(f"marked-{stored.pending_name}", target.read_bytes())


def _own(case: int, by: Actor) -> Case:
    only(by, Role.OPERATOR)
    row = the_case(by, case)
    if not DraftRow.objects.filter(case=row).exists():
        raise NotThere  # a kind of case in which nothing is filled in
    return row

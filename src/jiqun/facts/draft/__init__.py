"""An application while it is being filled in: the cells as they were typed, right or wrong, wherever that was done."""

from jiqun.facts.draft.changing import Edit, edited, merged, with_row, with_statement, with_values, without_row
from jiqun.facts.draft.draft import Draft, draft_of_json
from jiqun.facts.draft.opening import (
    Opened,
    check_draft,
    draft_of_snapshot,
    draft_of_template,
    draft_of_workbook,
    workbook_of_draft,
)

__all__ = [
    "Draft",
    "Edit",
    "Opened",
    "check_draft",
    "draft_of_json",
    "draft_of_snapshot",
    "draft_of_template",
    "draft_of_workbook",
    "edited",
    "merged",
    "with_row",
    "with_statement",
    "with_values",
    "without_row",
    "workbook_of_draft",
]

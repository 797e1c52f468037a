"""The draft of an application: read, checked, changed; nothing here has legal effect, so nothing is recorded."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from jiqun.base.aside import Aside
from jiqun.desk.rounds.closing import figures_on
from jiqun.facts.draft import Draft, check_draft, draft_of_json
from jiqun.facts.workbook.reading import Checked
from jiqun.law import edition
from jiqun.records.models import Case
from jiqun.records.models import Draft as DraftRow

# Of each kind of proceeding that is filled in: the stages in which its operator may change it, and the move that files
# it from there.
SUBMITS: Mapping[str, Mapping[str, str]] = {
    "recognition": {"draft": "submit", "in_correction": "resubmit", "in_city_correction": "resubmit_to_city"},
    "annual_report": {"draft": "submit", "in_correction": "resubmit"},
}
PROFILE = ("contact_name", "contact_phone", "contact_email", "summary")


def is_filled_in(case: Case) -> bool:
    """Whether it is of a kind that its operator fills in, with a draft."""
    return case.kind in SUBMITS


def is_editable(case: Case) -> bool:
    """Whether its operator may change the draft now."""
    return case.stage in SUBMITS.get(case.kind, ())


def packed(draft: Draft) -> bytes:
    """A draft as it is stored."""
    return zlib.compress(draft.as_json().encode("utf-8"), 6)


def unpacked(stored: bytes | memoryview) -> Draft:
    """A stored draft."""
    return draft_of_json(zlib.decompress(bytes(stored)).decode("utf-8"))


def mark_of(*texts: str) -> str:
    """A short mark of what a page showed, by which a later change of the same texts by somebody else is noticed."""
    return hashlib.sha256("\x1f".join(text.strip() for text in texts).encode("utf-8")).hexdigest()[:16]


def said_of(draft: Draft) -> dict[str, tuple[str, str]]:
    """By clause, whether it holds and what is said of it, as typed."""
    return {
        "A" + draft.text("statements", row, "clause").strip().upper().removeprefix("A"): (
            draft.text("statements", row, "holds"),
            draft.text("statements", row, "text"),
        )
        for row in draft.rows("statements")
    }


def draft_of(case: Case) -> Draft:
    """The cells as they stand."""
    return unpacked(DraftRow.objects.values_list("cells", flat=True).get(case=case))


def checked_draft(case: Case) -> Checked:
    """The draft read and checked as a workbook would be, as of the round's closing day."""
    assert case.round is not None
    cells = bytes(DraftRow.objects.values_list("cells", flat=True).get(case=case))
    return _checked(hashlib.sha256(cells).digest(), Aside(cells), case.edition, figures_on(case.round))


def checked(draft: Draft, case: Case) -> Checked:
    """Another draft of the case, checked in the same way."""
    assert case.round is not None
    return check_draft(draft, on=figures_on(case.round), edition=edition(case.edition))


# A page asks several times for the same draft: while it is being filled in, for its findings, its gaps, its distance.
@lru_cache(maxsize=32)
def _checked(key: bytes, cells: Aside[bytes], edition_id: str, on: date) -> Checked:
    return check_draft(unpacked(cells.value), on=on, edition=edition(edition_id))

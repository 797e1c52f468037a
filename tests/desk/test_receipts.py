"""Receipts of filings: one for each, whichever move filed it."""

from __future__ import annotations

import pytest

from jiqun.base import clock
from jiqun.desk.do.applying.filing import file_application
from jiqun.desk.do.moves import EFFECTS
from jiqun.desk.drafts import SUBMITS
from jiqun.desk.proving.verifying import verify_everything
from jiqun.jobs.worker import work_off
from jiqun.records.models import Receipt, Submission
from tests.cast import Cast, at
from tests.desk.at_stage import recommended
from tests.desk.filled import move


@pytest.mark.article("8", "9")
def test_what_the_commission_returned_and_is_filed_again_has_its_own_receipt(cast: Cast) -> None:
    case = recommended(cast)
    move(case, "return_formality", cast.municipal, at(5, 6), reason="请补盖章件。", due_on=at(5, 13).date())
    move(case, "resubmit_to_city", cast.operator, at(5, 8), declared="password")
    work_off(clock.now)
    assert Receipt.objects.count() == Submission.objects.filter(case=case).count() == 2
    found = verify_everything()
    assert (found.faults, found.receipts) == ((), 4)  # in two languages, each naming the entry that seals its filing


def test_every_move_that_files_is_known_as_one() -> None:
    filing = {
        kind: {move for move, effect in moves.items() if effect is file_application} for kind, moves in EFFECTS.items()
    }
    assert {kind: moves for kind, moves in filing.items() if moves} == {
        kind: set(moves.values()) for kind, moves in SUBMITS.items()
    }

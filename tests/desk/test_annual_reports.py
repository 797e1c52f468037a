"""Annual reports: the roll-call, what is demanded, moves, timeliness, reminders (Article 16)."""
from __future__ import annotations
import pytest
from tests.cast import Cast
from tests.desk.reported import *
from tests.desk.filled import move
from jiqun.desk.filing.completeness import gaps_of
pytestmark = pytest.mark.article("16")

def test_it(cast: Cast) -> None:
    case = opened(cast)
    print(case.number, case.round.closes_at, [g.what.en for g in gaps_of(case)])
    fill_in(case, cast.operator, on(3,1))
    print([g.what.en for g in gaps_of(case)])
    move(case, "submit", cast.operator, on(4,1), declared="password")
    move(case, "forward", cast.district, on(4,6), opinion="ok")

"""The boards of a round take the same number of queries for many files as for a few."""

from __future__ import annotations

import pytest

from jiqun.desk.do.deciding.decisions import prepare_decisions
from jiqun.records.models import Round
from jiqun.web.pages import PAGES
from jiqun.web.routes import REGISTER
from tests.cast import Cast, at
from tests.desk.at_draw import checked_round, evaluated_case, submitted_case
from tests.desk.at_stage import evaluated, proposed
from tests.desk.decided import on_notice, wanted
from tests.desk.filled import move
from tests.desk.on_notice import objection, published
from tests.web.registers.counting import queries_if_there
from tests.web.test_access import signed_in

assert PAGES  # the register of routes is filled as the pages are read
WHO = ("municipal", "approver", "auditor")


def grow(cast: Cast, notice: Round) -> None:
    """One more file in evaluation, evaluated, proposed, on notice, objected to, and with a decision prepared."""
    evaluated_case(cast, notice)
    evaluated(cast, submitted_case(cast, notice))
    prepared = evaluated(cast, submitted_case(cast, notice))
    move(prepared, "prepare_proposal", cast.municipal, at(5, 22), reason="符合。")
    proposed(cast, submitted_case(cast, notice))
    on_notice(cast, submitted_case(cast, notice))
    objection(published(cast, proposed(cast, submitted_case(cast, notice))))
    listed = [wanted(on_notice(cast, submitted_case(cast, notice)))]
    prepare_decisions(listed, round_id=notice.pk, by=cast.municipal, at=at(6, 2))


def counted(cast: Cast, notice: Round) -> dict[tuple[str, str], int]:
    """The queries of every page that shows a round, for each role that may read it."""
    about = "desk/rounds/<int:round_id>/"
    addresses = [one.address for one in REGISTER.values() if one.address.startswith(about)]
    found = {}
    for who in WHO:
        client = signed_in(getattr(cast, who))
        for path in ("/" + one.replace("<int:round_id>", str(notice.pk)) for one in addresses if one.count("<") == 1):
            asked = queries_if_there(client, path)
            if asked is not None:
                found[who, path] = asked
    return found


@pytest.mark.article("7", "9")
def test_no_board_of_a_round_asks_more_where_there_are_more_files(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiqun.base.clock.now", lambda: at(6, 3))
    notice = checked_round(cast)
    for _ in range(2):
        grow(cast, notice)
    counted(cast, notice)  # so that what is kept between pages is there
    before = counted(cast, notice)
    assert len(before) > 20
    grow(cast, notice)
    after = counted(cast, notice)
    assert {key: (before[key], after[key]) for key in before if after[key] > before[key]} == {}

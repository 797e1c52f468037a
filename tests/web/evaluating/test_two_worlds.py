"""What an evaluator is not entrusted with changes nothing that it sees; unfiled points change nothing for others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from jiqun.desk.do.daily.agenda import make_feed
from jiqun.desk.do.evaluating.contracts import end_contract
from jiqun.records.models import Case, Cluster, Organisation
from tests.cast import Cast, at
from tests.desk.evaluating import another, entrust, file_it, opened, score
from tests.desk.filled import move
from tests.web.experts.test_two_worlds import as_one_sees, differing

pytestmark = pytest.mark.article("17")


def test_an_evaluator_learns_nothing_of_operators_that_it_is_not_entrusted_with(
    cast: Cast, now: Callable[[datetime], None]
) -> None:
    now(at(4, 2))
    mine = opened(cast)
    assert mine.round is not None
    theirs = another(cast, mine.round, cast.other_evaluator)
    secret = make_feed(by=cast.evaluator, at=at(3, 20))
    ids: dict[str, object] = {"cluster_id": theirs.cluster_id, "secret": secret, "round_id": mine.round_id}
    ids |= {"evidence_id": 1, "lang": "zh", "which": "whole", "move": "file_evaluation", "letter_id": 1}

    def another_file() -> None:
        score(theirs, cast.other_evaluator, at(3, 30))
        move(theirs, "file_evaluation", cast.other_evaluator, at(4, 1))
        move(theirs, "reply", cast.other_operator, at(4, 2), text="无意见。")
        Cluster.objects.filter(pk=theirs.cluster_id).update(name_en="Something else", district="310114")
        Case.objects.filter(pk=theirs.pk).update(number="2026P-X")
        Organisation.objects.filter(pk=theirs.operator_id).update(name_zh="另一名称")

    for case in (theirs, mine):
        here = as_one_sees(lambda: None, cast.evaluator, ids | {"case_id": case.pk})
        there = as_one_sees(another_file, cast.evaluator, ids | {"case_id": case.pk})
        assert set(differing(here, there)) == set()
    assert here[f"/desk/cases/{mine.pk}/scores/"] != b"404"
    foreign = as_one_sees(lambda: None, cast.evaluator, ids | {"case_id": theirs.pk})
    assert foreign[f"/desk/cases/{theirs.pk}/"] == foreign[f"/desk/cases/{theirs.pk}/scores/"] == b"404"


@pytest.mark.parametrize("who", ["operator", "district", "municipal", "other_evaluator"])
def test_points_that_are_not_filed_change_nothing_for_anybody_else(
    cast: Cast, who: str, now: Callable[[datetime], None]
) -> None:
    now(at(3, 31))
    case = opened(cast)
    ids: dict[str, object] = {"case_id": case.pk, "cluster_id": case.cluster_id, "round_id": case.round_id}
    ids |= {"evidence_id": 1, "lang": "zh", "which": "whole", "seq": 1, "move": "call_off"}
    worlds = [
        as_one_sees(
            lambda points=points: score(case, cast.evaluator, at(3, 30), dict.fromkeys(("staff", "reach"), points)),  # type: ignore[misc]  # the default binds it
            getattr(cast, who),
            ids,
        )
        for points in ("10", "99")
    ]
    assert set(differing(*worlds)) == set()


def test_once_they_are_filed_they_are_there(cast: Cast, now: Callable[[datetime], None]) -> None:
    """Else the test above would prove nothing."""
    now(at(4, 2))
    case = opened(cast)
    ids: dict[str, object] = {"case_id": case.pk}
    worlds = [as_one_sees(change, cast.operator, ids) for change in (lambda: None, lambda: file_it(cast, case))]
    assert f"/desk/cases/{case.pk}/" in set(differing(*worlds))


def test_what_another_operator_is_entrusted_to_tells_a_competitor_nothing(
    cast: Cast, now: Callable[[datetime], None]
) -> None:
    """A contract with somebody else changes nothing for an evaluator, nor for another operator."""
    now(at(3, 18))
    mine = opened(cast)
    assert mine.round is not None
    notice = mine.round
    another(cast, notice, cast.other_evaluator)
    ids: dict[str, object] = {"round_id": notice.pk, "case_id": mine.pk}

    def ended_and_anew() -> None:
        contract = Case.objects.get(
            cluster__operator=cast.other_operator.organisation, ended_at=None
        ).evaluation_sheet.contract
        end_contract(contract=contract.pk, round_id=notice.pk, reason="换人。", by=cast.municipal, at=at(3, 18))
        entrust(cast, notice, cast.other_evaluator, cast.other_operator, at(3, 18, 10))

    for who in (cast.evaluator, cast.operator):
        worlds = [as_one_sees(change, who, ids) for change in (lambda: None, ended_and_anew)]
        assert set(differing(*worlds)) == set()

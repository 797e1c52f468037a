"""The Commission's examination up to the proposal: who may do what, and what stands against it."""

from __future__ import annotations

import pytest

from jiqun.desk.look.cases.case import look_at_case
from jiqun.desk.look.cases.worklist import counts_by_stage, list_cases
from jiqun.procedure.kit import Refused
from jiqun.records.models import Case
from tests.cast import Cast, at
from tests.desk.at_stage import evaluated, in_evaluation, proposed
from tests.desk.filled import move


@pytest.mark.article("9")
def test_an_eligible_cluster_is_proposed_by_two_people(cast: Cast) -> None:
    case = proposed(cast)
    assert case.stage == "proposed"


@pytest.mark.article("9")
def test_whoever_prepared_a_proposal_cannot_approve_it_in_another_role(cast: Cast) -> None:
    case = evaluated(cast)
    move(case, "prepare_proposal", cast.municipal, at(5, 22), reason="符合全部条件。")
    both = type(cast.approver)(**{**vars(cast.approver), "person": cast.municipal.person})
    with pytest.raises(Refused) as refused:
        move(case, "approve_proposal", both, at(5, 25))
    assert [lack.name for lack in refused.value.lacks] == ["four_eyes"]


@pytest.mark.article("9")
def test_what_the_commission_prepares_shows_nowhere_outside(cast: Cast) -> None:
    case = proposed(cast)
    for outside in (cast.operator, cast.district):
        view = look_at_case(case.pk, by=outside, at=at(5, 26))
        assert (view.stage, view.since) == ("evaluation", at(5, 6, 10))
        assert not {"close_evaluation", "prepare_proposal", "approve_proposal"} & {one.name for one in view.timeline}
        assert [one.stage for one in counts_by_stage(outside)] == ["recognition.evaluation"]
        assert [one.id for one in list_cases(by=outside, at=at(5, 26), stage="recognition.evaluation").items] == [
            case.pk
        ]
        assert list_cases(by=outside, at=at(5, 26), stage="recognition.proposed").items == ()
    inside = look_at_case(case.pk, by=cast.auditor, at=at(5, 26))
    assert (inside.stage, inside.since) == ("proposed", at(5, 25))


@pytest.mark.article("9")
def test_an_evaluation_without_enough_sheets_is_not_closed(cast: Cast) -> None:
    case = in_evaluation(cast)
    with pytest.raises(Refused) as refused:
        move(case, "close_evaluation", cast.municipal, at(5, 20))
    assert [lack.name for lack in refused.value.lacks] == ["all_sheets_in"]
    assert Case.objects.get(pk=case.pk).stage == "evaluation"

"""The sheet on which an officer settles all clauses that wait for a person, in one act."""

from __future__ import annotations

import pytest

from jiqun.desk.judging import assessment_of
from jiqun.records.models import Case, ClauseOutcome, LedgerEntry, Step
from tests.cast import Cast, at
from tests.desk.filled import move, submitted
from tests.web.test_access import signed_in


@pytest.mark.article("5")
def test_all_clauses_are_settled_in_one_act_each_with_its_reason(cast: Cast) -> None:
    case = submitted(cast)
    move(case, "accept", cast.district, at(3, 17))
    client, address = signed_in(cast.district), f"/desk/cases/{case.pk}/review/"
    view = client.get(address).context["view"]
    assert all(one.statement for one in view.clauses if one.holds)
    sent = {"version": str(view.version)}
    for number, one in enumerate(view.clauses):
        sent |= {f"outcome_{one.clause}": "met", f"reason_{one.clause}": f"理由{number}"}
    assert client.post(address, sent).status_code == 302
    found = {one.clause: one for one in assessment_of(Case.objects.get(pk=case.pk)).findings}
    assert all(found[one.clause].outcome == "met" for one in view.clauses)
    assert ClauseOutcome.objects.count() == len(view.clauses)
    assert LedgerEntry.objects.filter(act="judge_clauses").count() == 1
    assert len(Step.objects.get(move="judge_clauses").given["clauses"]) == len(view.clauses)

    first = view.clauses[0].clause
    again = sent | {"version": str(view.version + 1), f"outcome_{first}": "not_met", f"reason_{first}": "材料不实"}
    assert client.post(address, again).status_code == 302
    assert ClauseOutcome.objects.count() == len(view.clauses) + 1  # what did not change is not settled anew


@pytest.mark.article("5")
def test_an_outcome_without_a_reason_is_refused_and_nothing_is_lost(cast: Cast) -> None:
    case = submitted(cast)
    move(case, "accept", cast.district, at(3, 17))
    client, address = signed_in(cast.district), f"/desk/cases/{case.pk}/review/"
    view = client.get(address).context["view"]
    first, second = (one.clause for one in view.clauses[:2])
    sent = {f"outcome_{first}": "met", f"reason_{second}": "只写了理由", "version": str(view.version)}
    answer = client.post(address, sent)
    assert (answer.status_code, set(answer.context["problems"])) == (422, {first, second})
    assert "只写了理由" in answer.content.decode()
    assert not ClauseOutcome.objects.exists()


def test_the_sheet_is_for_the_office_of_the_case(cast: Cast) -> None:
    case = submitted(cast)
    for who in (cast.operator, cast.other_district, cast.approver, cast.expert):
        assert signed_in(who).get(f"/desk/cases/{case.pk}/review/").status_code == 404

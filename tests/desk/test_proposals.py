"""Proposing and approving in batch: each by itself, with what changed since it was prepared."""

from __future__ import annotations

from datetime import date

import pytest

from jiqun.desk.do.deciding.proposals import Ticked, move_each
from jiqun.desk.do.registers.incidents import enter_incident
from jiqun.desk.look.deciding.proposals import evaluated_files, prepared_files, proposed_files
from jiqun.desk.may import NotThere
from jiqun.records.models import Case, Enterprise
from tests.cast import Cast, at
from tests.desk.at_stage import evaluated, proposed
from tests.desk.filled import move


def ticked(case: Case, **given: object) -> tuple[Ticked, ...]:
    return (Ticked(case.pk, Case.objects.get(pk=case.pk).version, given),)


def incident(cast: Cast, case: Case) -> None:
    """A grave accident of one of its firms, entered on 23 May."""
    firm = Enterprise.objects.filter(listings__cluster=case.cluster).order_by("pk")[0]
    enter_incident(
        credit_code=firm.credit_code,
        kind="safety",
        severity="major",
        occurred_on=date(2025, 11, 3),
        description="车间事故",
        source="应急管理局通报",
        document_number="",
        ranking_body="应急管理局",
        ranked_on=None,
        document=None,
        by=cast.municipal,
        at=at(5, 23),
    )


@pytest.mark.article("9")
def test_the_evaluated_files_show_verdict_and_place_and_are_proposed_each_by_itself(cast: Cast) -> None:
    case = evaluated(cast)
    view = evaluated_files(case.round_id or 0, by=cast.municipal, at=at(5, 22))
    one = view.files[0]
    assert (one.case, one.verdict, one.place, one.lacks) == (case.pk, "eligible", 1, ())
    late = Ticked(case.pk, case.version - 1, {"reason": "符合。"})
    found = move_each(
        "prepare_proposal", (late, *ticked(case), *ticked(case, reason="符合。")), by=cast.municipal, at=at(5, 22)
    )
    assert [[lack.name for lack in outcome.lacks] for outcome in found] == [["overtaken"], ["reason"], []]
    assert Case.objects.get(pk=case.pk).stage == "proposal_prepared"
    for who in (cast.operator, cast.district, cast.expert):
        with pytest.raises(NotThere):
            evaluated_files(case.round_id or 0, by=who, at=at(5, 22))


@pytest.mark.article("9")
def test_an_incident_entered_after_the_preparation_is_shown_and_stops_the_approval(cast: Cast) -> None:
    case = evaluated(cast)
    move(case, "prepare_proposal", cast.municipal, at(5, 22), reason="符合全部条件。")
    before = prepared_files(case.round_id or 0, by=cast.approver, at=at(5, 22, 15)).files[0]
    assert (before.changes, before.lacks) == ((), ())
    incident(cast, case)
    now = prepared_files(case.round_id or 0, by=cast.approver, at=at(5, 25)).files[0]
    assert [(one.clause, one.before, one.now) for one in now.changes] == [("A6.1.1", "met", "not_met")]
    found = move_each("approve_proposal", ticked(case), by=cast.approver, at=at(5, 25))
    assert [lack.name for lack in found[0].lacks] == ["eligible", "unchanged"]
    assert move_each("return_proposal", ticked(case, reason="已有事故。"), by=cast.approver, at=at(5, 25))[0].made
    assert Case.objects.get(pk=case.pk).stage == "evaluated"


@pytest.mark.article("9")
def test_an_incident_entered_after_the_approval_keeps_the_cluster_off_the_notice(cast: Cast) -> None:
    case = proposed(cast)
    incident(cast, case)
    one = proposed_files(case.round_id or 0, by=cast.municipal, at=at(5, 26)).files[0]
    assert [lack.name for lack in one.lacks] == ["eligible"]

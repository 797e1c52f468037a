"""An application from its opening to the district's recommendation, as the people concerned do it."""

from __future__ import annotations

from datetime import datetime

import pytest

from jiqun.desk.actor import Actor
from jiqun.desk.acts import Overtaken
from jiqun.desk.do.applying.apply import open_application
from jiqun.desk.do.applying.fill import edit_cells
from jiqun.desk.do.moves import move_case
from jiqun.desk.drafts import draft_of
from jiqun.desk.facts_of.application import open_clauses
from jiqun.desk.judging import assessment_of
from jiqun.desk.look.cases.case import look_at_case
from jiqun.desk.look.cases.worklist import worklist_of
from jiqun.desk.look.reviewing.waiting import beside_the_findings
from jiqun.desk.may import NotThere, the_case
from jiqun.desk.record import entry_of
from jiqun.facts.draft import Edit
from jiqun.ledger.chain import check_chain
from jiqun.ledger.entry import Stored
from jiqun.procedure.kit import Refused
from jiqun.records.models import Case, LedgerEntry, Letter
from tests.cast import Cast, at, make_cluster, make_round
from tests.desk.filled import filled, move


def version(case: Case) -> int:
    return Case.objects.get(pk=case.pk).version


def act(case: Case, name: str, cast: Cast, when: tuple[int, int], **given: object) -> None:
    move(case, name, cast.district, at(*when), **given)


def submit(case: int, version: int, declared: str, by: Actor, at: datetime, move: str = "submit") -> None:
    move_case(case=case, move=move, version=version, given={"declared": declared}, by=by, at=at)


def chain() -> list[Stored]:
    return [Stored(entry_of(row), row.hash) for row in LedgerEntry.objects.order_by("seq")]


@pytest.mark.article("8")
def test_an_application_goes_from_the_draft_to_the_recommendation(cast: Cast) -> None:
    case = filled(cast)
    assert worklist_of(cast.district, at(3, 12)).page.items == ()
    submit(case=case.pk, version=1, declared="password", by=cast.operator, at=at(3, 16))
    assert [one.id for one in worklist_of(cast.district, at(3, 16)).page.items] == [case.pk]

    act(case, "accept", cast, (3, 17))
    act(case, "return_for_correction", cast, (3, 18), reason="请补充机制说明。", due_on=at(3, 27).date())
    submit(case=case.pk, version=version(case), declared="totp", by=cast.operator, at=at(3, 20), move="resubmit")
    act(case, "accept", cast, (3, 23))
    for clause in open_clauses(the_case(cast.district, case.pk)):
        found = next(one for one in assessment_of(the_case(cast.district, case.pk)).findings if one.clause == clause)
        if found.outcome == "review":
            act(case, "judge_clause", cast, (3, 24), clause=clause, outcome="met", reason="材料属实。")
    still_open = open_clauses(the_case(cast.district, case.pk))
    act(case, "recommend", cast, (3, 25), opinion="同意推荐。" + "、".join(still_open), rank=1)
    assert look_at_case(case.pk, by=cast.district, at=at(3, 26)).stage == "recommended"
    assert Letter.objects.count() == 2
    assert check_chain(chain()) == ()


@pytest.mark.article("8")
def test_an_incomplete_application_is_refused_with_every_gap(cast: Cast) -> None:
    cluster, notice = make_cluster(cast), make_round(cast)
    case = open_application(round_id=notice.pk, cluster=cluster.pk, by=cast.operator, at=at(3, 10))
    with pytest.raises(Refused) as refused:
        submit(case=case.pk, version=1, declared="", by=cast.operator, at=at(3, 5))
    assert [lack.name for lack in refused.value.lacks] == ["round_open", "complete", "declared"]


@pytest.mark.article("7")
def test_nothing_is_submitted_after_the_period(cast: Cast) -> None:
    case = filled(cast)
    with pytest.raises(Refused) as refused:
        submit(case=case.pk, version=1, declared="password", by=cast.operator, at=at(4, 30, 17))
    assert [lack.name for lack in refused.value.lacks] == ["round_open"]


def test_a_second_click_is_overtaken_and_nothing_is_done_twice(cast: Cast) -> None:
    case = filled(cast)
    submit(case=case.pk, version=1, declared="password", by=cast.operator, at=at(3, 16))
    with pytest.raises(Overtaken):
        submit(case=case.pk, version=1, declared="password", by=cast.operator_colleague, at=at(3, 16))
    assert LedgerEntry.objects.filter(act="submit").count() == 1


def test_another_districts_or_operators_case_is_not_there(cast: Cast) -> None:
    case = filled(cast)
    submit(case=case.pk, version=1, declared="password", by=cast.operator, at=at(3, 16))
    for stranger in (cast.other_operator, cast.other_district, cast.administrator, cast.enterprise):
        with pytest.raises(NotThere):
            look_at_case(case.pk, by=stranger, at=at(3, 17))


@pytest.mark.article("8")
def test_the_office_sees_what_a_resubmission_changed_and_the_operator_does_not(cast: Cast) -> None:
    case = filled(cast)
    move(case, "submit", cast.operator, at(3, 16), declared="password")
    move(case, "return_for_correction", cast.district, at(3, 17), reason="请核对。", due_on=at(3, 27).date())
    draft = draft_of(Case.objects.get(pk=case.pk))
    row = draft.rows("annual")[0]
    edit_cells(
        case=case.pk, version=None, edits=[Edit("annual", row, "revenue", "123")], by=cast.operator, at=at(3, 18)
    )
    move(case, "resubmit", cast.operator, at(3, 19), declared="password")
    beside = beside_the_findings(case.pk, by=cast.district)
    assert beside is not None
    assert [(one.what.zh.split()[0], one.after.zh) for one in beside.changes] == [("营业收入", "123")]
    assert beside_the_findings(case.pk, by=cast.operator) is None

"""Experts by draw: from whom, who is asked, who comes next where one leaves, and what stays by hand."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiqun.desk.do.draws.drawing import commit_draw, reveal_draw
from jiqun.desk.do.draws.experts import commit_experts, reveal_experts
from jiqun.desk.do.experts.asking import order_of
from jiqun.desk.do.experts.assigning import assign_round, pick_expert
from jiqun.desk.do.experts.leaving import abstain, declare_conflict, replace_expert
from jiqun.desk.do.experts.pool import suspend_expert
from jiqun.desk.do.experts.ties import Typed, add_tie
from jiqun.desk.do.papers.heads import sign_present_head
from jiqun.desk.draws.populations import RESERVES
from jiqun.desk.look.experts.drawing import ExpertDraws, expert_draws
from jiqun.desk.look.experts.planning import preview_assignment
from jiqun.desk.may import NotThere
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.wrong import Wrong
from jiqun.fairness.rubric import Rubric
from jiqun.procedure.kit import Refused
from jiqun.records.models import Assignment, Case, Draw, DrawReveal, Expert, LedgerEntry, Message, Round
from tests.cast import Cast, at
from tests.desk.at_stage import expert_of
from tests.desk.experts.people import THREE, new_expert

NEEDED = Rubric().experts


@pytest.fixture
def notice(cast: Cast, case: Case) -> Round:
    """The round, whose notice has the experts drawn, and eight experts who know the field of both files."""
    Round.objects.filter(pk=case.round_id).update(rubric=Rubric(by="draw").as_dict())
    for who in THREE:
        expert_of(cast, who)
    for number in range(5):
        new_expert(cast, number)
    return Round.objects.get(pk=case.round_id)


def looked(cast: Cast, notice: Round, day: int = 8) -> ExpertDraws:
    return expert_draws(notice.pk, by=cast.municipal, at=at(5, day))


def states(cast: Cast, notice: Round) -> list[str]:
    return [one.state for one in looked(cast, notice).files]


def drawn(cast: Cast, notice: Round) -> None:
    """Committed to on 7 May, revealed on 8 May."""
    commit_experts(round_id=notice.pk, by=cast.municipal, at=at(5, 7))
    sign_present_head(at=at(5, 7))
    reveal_experts(round_id=notice.pk, by=cast.municipal, at=at(5, 8))


def asked(case: Case) -> list[int]:
    """The experts who are on the file, in the order in which they were asked."""
    rows = Assignment.objects.filter(case=case, state__in=("asked", "open", "filed")).order_by("pk")
    return list(rows.values_list("expert", flat=True))


@pytest.mark.article("9")
def test_all_files_are_committed_to_then_revealed_and_the_first_of_each_draw_are_asked(
    cast: Cast, notice: Round, case: Case, second: Case
) -> None:
    assert states(cast, notice) == ["open", "open"]
    assert [one.made for one in commit_experts(round_id=notice.pk, by=cast.municipal, at=at(5, 7))] == [True, True]
    assert states(cast, notice) == ["waiting", "waiting"]
    assert reveal_experts(round_id=notice.pk, by=cast.municipal, at=at(5, 8)) == ()
    sign_present_head(at=at(5, 7))
    view = looked(cast, notice)
    assert [(one.state, one.among, one.count) for one in view.files] == [("ready", 8, NEEDED + RESERVES)] * 2
    assert (view.to_commit, view.to_reveal) == (0, 2)
    assert not Assignment.objects.exists()
    assert all(one.made for one in reveal_experts(round_id=notice.pk, by=cast.municipal, at=at(5, 8)))
    assert states(cast, notice) == ["drawn", "drawn"]
    for one in (case, second):
        order = order_of(one)
        assert len(set(order)) == NEEDED + RESERVES
        assert asked(one) == list(order[:NEEDED])
    assert set(Assignment.objects.values_list("how", flat=True)) == {"draw"}
    told = set(Message.objects.filter(subject__contains="评审任务").values_list("to", flat=True))
    assert told == set(Expert.objects.filter(pk__in=asked(case) + asked(second)).values_list("person", flat=True))
    assert LedgerEntry.objects.filter(act="ask_drawn_experts").count() == 2
    assert verify_everything().faults == ()
    assert commit_experts(round_id=notice.pk, by=cast.municipal, at=at(5, 8)) == ()  # a doubled click


@pytest.mark.article("9")
def test_where_one_leaves_the_next_drawn_is_asked_until_nobody_is_left(cast: Cast, notice: Round, case: Case) -> None:
    drawn(cast, notice)
    order = order_of(case)
    first = Assignment.objects.get(case=case, expert=order[0])
    replace_expert(assignment=first.pk, reason="长期出差。", by=cast.municipal, at=at(5, 9))
    assert asked(case) == [*order[1:NEEDED], order[NEEDED]]
    second = Assignment.objects.get(case=case, expert=order[1])
    replace_expert(assignment=second.pk, reason="生病。", by=cast.municipal, at=at(5, 9))
    assert asked(case) == [order[2], *order[NEEDED:]]
    third = Assignment.objects.get(case=case, expert=order[2])
    replace_expert(assignment=third.pk, reason="生病。", by=cast.municipal, at=at(5, 10))
    assert asked(case) == list(order[NEEDED:])
    free = next(one.pk for one in Expert.objects.order_by("pk") if one.pk not in order)
    pick_expert(case=case.pk, expert=free, by=cast.municipal, at=at(5, 10))
    assert asked(case) == [*order[NEEDED:], free]


@pytest.mark.article("9")
def test_the_officers_hear_whether_the_next_was_asked_or_somebody_is_needed(
    cast: Cast, notice: Round, case: Case, second: Case
) -> None:
    Round.objects.filter(pk=notice.pk).update(rubric=Rubric(by="draw", experts=6).as_dict())
    drawn(cast, Round.objects.get(pk=notice.pk))
    mine = list(Assignment.objects.filter(case=case, expert__person__in=[getattr(cast, who).person for who in THREE]))
    by = {getattr(cast, who).person: getattr(cast, who) for who in THREE}
    assert mine  # three of eight experts, of whom six are asked
    row = mine[0]
    declare_conflict(assignment=row.pk, reason="曾任顾问。", by=by[row.expert.person_id], at=at(5, 9))
    assert asked(case)[-1] == order_of(case)[6]
    subjects = Message.objects.filter(to=cast.municipal.person).order_by("-pk").values_list("subject", flat=True)
    assert "已按抽签顺序通知下一位" in subjects[0]
    Expert.objects.filter(pk=order_of(case)[7]).update(suspended_at=at(5, 9))
    leaver = Assignment.objects.filter(case=case, state="asked", expert__person__in=by).first()
    assert leaver is not None
    abstain(assignment=leaver.pk, reason="时间冲突。", by=by[leaver.expert.person_id], at=at(5, 10))
    assert len(asked(case)) == 5
    assert "需要补选评审专家" in subjects.all()[0]


@pytest.mark.article("9")
def test_nobody_in_conflict_full_or_of_another_field_is_drawn_from(
    cast: Cast, notice: Round, case: Case, second: Case
) -> None:
    experts = list(Expert.objects.order_by("pk"))
    tie = Typed("advice", name=case.operator.name_zh)
    add_tie(expert=experts[0].pk, tie=tie, by=cast.municipal, at=at(5, 6))
    Expert.objects.filter(pk=experts[1].pk).update(most=0)
    Expert.objects.filter(pk=experts[2].pk).update(fields="13")
    assert [one.among for one in looked(cast, notice).files] == [5, 5]
    Expert.objects.filter(pk__in=[one.pk for one in experts[3:6]]).update(fields="13")
    assert [one.among for one in looked(cast, notice).files] == [6, 6]  # two of the field are too few to draw from
    Expert.objects.filter(pk__in=[one.pk for one in experts[3:]]).update(most=0)
    assert {one.state for one in looked(cast, notice).files} == {"short"}


@pytest.mark.article("9")
def test_where_the_pool_has_changed_a_file_is_revealed_by_itself_with_the_reason(
    cast: Cast, notice: Round, case: Case, second: Case
) -> None:
    commit_experts(round_id=notice.pk, by=cast.municipal, at=at(5, 7))
    sign_present_head(at=at(5, 7))
    gone = Expert.objects.order_by("pk")[0]
    suspend_expert(expert=gone.pk, reason="出国。", by=cast.municipal, at=at(5, 7, 12))
    assert states(cast, notice) == ["changed", "changed"]
    assert reveal_experts(round_id=notice.pk, by=cast.municipal, at=at(5, 8)) == ()
    draw = Draw.objects.get(case=case)
    with pytest.raises(Refused):
        reveal_draw(draw=draw.pk, by=cast.municipal, at=at(5, 8))
    reveal_draw(draw=draw.pk, reason="一位专家暂停。", by=cast.municipal, at=at(5, 8))
    order = [one for one in order_of(case) if one != gone.pk]
    assert asked(case) == order[:NEEDED]
    assert DrawReveal.objects.get().changes["reason"] == "一位专家暂停。"


@pytest.mark.article("9")
def test_where_the_notice_says_draw_nobody_assigns_or_picks_before_it(cast: Cast, notice: Round, case: Case) -> None:
    with pytest.raises(NotThere):
        preview_assignment(notice.pk, by=cast.municipal, at=at(5, 7))
    with pytest.raises(NotThere):
        assign_round(round_id=notice.pk, seen="", by=cast.municipal, at=at(5, 7))
    expert = expert_of(cast, "expert")
    with pytest.raises(Wrong) as wrong:
        pick_expert(case=case.pk, expert=expert.pk, by=cast.municipal, at=at(5, 7))
    assert "抽签" in wrong.value.problems["expert"].zh
    drawn(cast, notice)
    free = next(one.pk for one in Expert.objects.order_by("pk") if one.pk not in order_of(case))
    with pytest.raises(Wrong):  # the draw has filled the file
        pick_expert(case=case.pk, expert=free, by=cast.municipal, at=at(5, 9))
    for who in (cast.expert, cast.operator, cast.district):
        with pytest.raises(NotThere):
            expert_draws(notice.pk, by=who, at=at(5, 8))
    with pytest.raises(NotThere):
        commit_experts(round_id=notice.pk, by=cast.approver, at=at(5, 8))


@pytest.mark.article("9")
def test_where_the_notice_says_otherwise_no_expert_is_drawn(cast: Cast, case: Case) -> None:
    assert case.round_id is not None
    with pytest.raises(NotThere):
        expert_draws(case.round_id, by=cast.municipal, at=at(5, 7))
    with pytest.raises(Refused) as refused:
        commit_draw(round_id=case.round_id, purpose="experts", case=case.pk, by=cast.municipal, at=at(5, 7))
    assert "by" in [one.name for one in refused.value.lacks]


def test_the_board_asks_as_often_for_two_files_as_for_one(cast: Cast, notice: Round, case: Case, second: Case) -> None:
    def asks() -> int:
        with CaptureQueriesContext(connection) as found:
            looked(cast, notice)
        return len(found)

    commit_draw(round_id=notice.pk, purpose="experts", case=case.pk, by=cast.municipal, at=at(5, 7))
    sign_present_head(at=at(5, 7))
    one = asks()
    commit_draw(round_id=notice.pk, purpose="experts", case=second.pk, by=cast.municipal, at=at(5, 7))
    sign_present_head(at=at(5, 7))
    assert states(cast, notice) == ["ready", "ready"]
    assert asks() <= one

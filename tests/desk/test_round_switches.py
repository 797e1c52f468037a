"""Closing, completing, examining: three switches; more time for one applicant; sealed rounds (Article 7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from jiqun.base.words import Bi
from jiqun.desk.do.applying.apply import open_application
from jiqun.desk.do.rounds.publishing import publish_round
from jiqun.desk.do.rounds.switches import end_completing, extend_filing, move_closing, open_examination
from jiqun.desk.judging import assessment_of, judged_on
from jiqun.desk.look.cases.case import look_at_case
from jiqun.desk.look.cases.worklist import counts_by_stage, list_cases, worklist_of
from jiqun.desk.look.rounds.board import look_at_board
from jiqun.desk.look.search import search
from jiqun.desk.may import NotThere
from jiqun.desk.rounds.notice import Notice, Overrides
from jiqun.desk.wrong import Wrong
from jiqun.procedure.kit import Refused
from jiqun.records.models import Case, CaseTerm, Message, Round
from tests.cast import DAY_ONE, Cast, at, good_workbook, make_cluster
from tests.desk.filled import fill, filled, move

NOTICE = Notice(
    number="沪经信集群〔2026〕1号",
    title=Bi(zh="2026年度集群申报通知", en="Applications for 2026"),
    text=Bi(zh="请按要求申报。", en="Please apply."),
    opens_at=at(3, 9),
    closes_at=at(4, 30, 17),
    materials=("A6.4.2",),
)


def sealed_round(cast: Cast) -> tuple[Round, Case]:
    """A sealed round, and an application that was submitted in it."""
    notice = publish_round(replace(NOTICE, sealed=True), by=cast.municipal, at=DAY_ONE)
    case = open_application(round_id=notice.pk, cluster=make_cluster(cast).pk, by=cast.operator, at=at(3, 10))
    fill(case, cast.operator, at(3, 11), good_workbook())
    move(case, "submit", cast.operator, at(3, 16), declared="password")
    return notice, case


@pytest.mark.article("7")
def test_nobody_reads_an_application_of_a_sealed_round_before_it_is_examined(cast: Cast) -> None:
    notice, case = sealed_round(cast)
    assert look_at_case(case.pk, by=cast.operator, at=at(3, 17)).stage == "submitted"
    for office in (cast.district, cast.municipal, cast.approver, cast.auditor):
        with pytest.raises(NotThere):
            look_at_case(case.pk, by=office, at=at(4, 1))
        assert list_cases(by=office, at=at(4, 1)).total == 0
        assert counts_by_stage(office) == ()
        assert worklist_of(office, at(4, 1)).page.items == ()
        assert search(case.number, by=office) == ()
    assert sum(one.count for one in look_at_board(notice.pk, by=cast.municipal, at=at(4, 1)).columns) == 0
    with pytest.raises(NotThere):
        move(case, "accept", cast.district, at(4, 1))


@pytest.mark.article("7")
def test_the_examination_of_a_sealed_round_opens_after_its_closing_and_once(cast: Cast) -> None:
    notice, case = sealed_round(cast)
    with pytest.raises(Refused):
        open_examination(round_id=notice.pk, by=cast.municipal, at=at(4, 30, 16, 59))
    open_examination(round_id=notice.pk, by=cast.municipal, at=at(4, 30, 17))
    assert look_at_case(case.pk, by=cast.district, at=at(5, 1)).stage == "submitted"
    with pytest.raises(Refused):
        open_examination(round_id=notice.pk, by=cast.municipal, at=at(5, 2))
    with pytest.raises(NotThere):
        open_examination(round_id=notice.pk, by=cast.district, at=at(5, 2))


@pytest.mark.article("7")
def test_corrections_end_by_a_switch_of_their_own(cast: Cast) -> None:
    case = filled(cast)
    move(case, "submit", cast.operator, at(3, 16), declared="password")
    move(case, "return_for_correction", cast.district, at(4, 28), reason="请补充。", due_on=at(5, 8).date())
    with pytest.raises(Refused):
        end_completing(round_id=Round.objects.get().pk, by=cast.municipal, at=at(4, 29))
    end_completing(round_id=Round.objects.get().pk, by=cast.municipal, at=at(5, 6))
    with pytest.raises(Refused) as refused:
        move(case, "resubmit", cast.operator, at(5, 7), declared="password")
    assert [lack.name for lack in refused.value.lacks] == ["completing"]


def extend(cast: Cast, until: datetime, when: datetime) -> None:
    row = Round.objects.get()
    number = Case.objects.get().cluster.number
    extend_filing(
        round_id=row.pk, cluster=number, until=until, reason="系统故障。", unread={}, by=cast.municipal, at=when
    )


@pytest.mark.article("7")
def test_one_applicant_may_submit_later_and_is_judged_as_of_the_same_day(cast: Cast) -> None:
    case = filled(cast)
    before = judged_on(Case.objects.get(pk=case.pk))
    extend(cast, at(5, 8, 17), at(4, 30, 18))
    assert CaseTerm.objects.get(case=case, name="filing").due_on == at(5, 8).date()
    assert Message.objects.filter(key__startswith="extension:", to=cast.operator.person).count() == 1
    with pytest.raises(Refused):
        move(case, "submit", cast.operator, at(5, 8, 17), declared="password")
    move(case, "submit", cast.operator, at(5, 8, 16, 59), declared="password")
    assert judged_on(Case.objects.get(pk=case.pk)) == before == at(4, 30).date()


@pytest.mark.article("7")
def test_an_extension_needs_a_draft_a_later_moment_and_a_reason(cast: Cast) -> None:
    filled(cast)
    with pytest.raises(Wrong) as wrong:
        extend_filing(
            round_id=Round.objects.get().pk,
            cluster="none",
            until=at(4, 30, 17),
            reason=" ",
            unread={},
            by=cast.municipal,
            at=at(4, 20),
        )
    assert set(wrong.value.problems) == {"cluster", "until", "reason"}


@pytest.mark.article("7")
def test_closing_later_holds_for_everybody_and_moves_the_day_of_judgement(cast: Cast) -> None:
    case = filled(cast)
    row = Round.objects.get()
    move_closing(
        round_id=row.pk, closes_at=at(5, 15, 17), reason="应申报单位要求。", unread={}, by=cast.municipal, at=at(4, 20)
    )
    assert CaseTerm.objects.get(case=case, name="filing").due_on == at(5, 15).date()
    assert judged_on(Case.objects.get(pk=case.pk)) == at(5, 15).date()
    move(case, "submit", cast.operator, at(5, 15, 16), declared="password")
    with pytest.raises(Wrong) as wrong:
        move_closing(round_id=row.pk, closes_at=at(5, 1), reason="", unread={}, by=cast.municipal, at=at(4, 21))
    assert set(wrong.value.problems) == {"closes_at", "reason"}


@pytest.mark.article("7")
def test_a_figure_that_the_notice_sets_judges_with_the_articles_own_beside_it(cast: Cast) -> None:
    own = Overrides("沪经信〔2026〕9号", "办法第七条", {"annual_output": "900000000000"})
    notice = publish_round(replace(NOTICE, overrides=own), by=cast.municipal, at=DAY_ONE)
    case = open_application(round_id=notice.pk, cluster=make_cluster(cast).pk, by=cast.operator, at=at(3, 10))
    fill(case, cast.operator, at(3, 11), good_workbook())
    move(case, "submit", cast.operator, at(3, 16), declared="password")
    found = assessment_of(Case.objects.get(pk=case.pk)).finding("A6.2.6")
    assert found.outcome == "not_met"
    assert found.required is not None
    assert found.required.override is not None
    assert (found.required.override.document, found.required.override.article_value) == ("沪经信〔2026〕9号", 3 * 10**9)

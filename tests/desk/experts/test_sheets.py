"""The expert's side: declaring, opening, writing, filing; and the seal on scores until all are in."""

from __future__ import annotations

import pytest

from jiqun.desk.do.experts.assigning import pick_expert
from jiqun.desk.do.experts.leaving import abstain, declare_conflict, replace_expert
from jiqun.desk.do.experts.sheet import file_sheet, open_file, save_sheet
from jiqun.desk.do.experts.ties import Typed, add_tie
from jiqun.desk.look.experts.evaluation import list_evaluations, look_at_evaluation
from jiqun.desk.look.experts.figures import look_at_scores
from jiqun.desk.look.experts.progress import file_progress
from jiqun.desk.may import NotThere
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.wrong import Wrong
from jiqun.procedure.kit import Refused
from jiqun.records.models import Case, FiledSheet, LedgerEntry, Message, Sheet
from tests.cast import Cast, at
from tests.desk.at_stage import expert_of
from tests.desk.experts.people import filed, judged, new_expert, opened, picked, written
from tests.desk.filled import move

NINE = {str(group): "80" for group in range(1, 10)}


@pytest.mark.article("9")
def test_a_file_is_shut_until_no_conflict_is_declared(cast: Cast, case: Case) -> None:
    row = picked(cast, case, "expert")
    shut = look_at_evaluation(row.pk, by=cast.expert, at=at(5, 8))
    assert (shut.file, shut.sheet) == (None, None)
    assert "张江集成电路集群服务中心（测试）" in (shut.operator.zh, *shut.parties)
    with pytest.raises(NotThere):
        save_sheet(assignment=row.pk, version=1, points=NINE, comments={}, by=cast.expert, at=at(5, 8))
    with pytest.raises(Wrong):
        open_file(assignment=row.pk, declared=False, by=cast.expert, at=at(5, 8))
    open_file(assignment=row.pk, declared=True, by=cast.expert, at=at(5, 8))
    open_file(assignment=row.pk, declared=True, by=cast.expert, at=at(5, 8))  # a doubled click
    view = look_at_evaluation(row.pk, by=cast.expert, at=at(5, 8))
    assert view.file is not None
    assert view.file.assessment["verdict"] == "eligible"
    assert view.file.evidence[0].address == f"/desk/evaluations/{row.pk}/evidence/{view.file.evidence[0].id}/"


@pytest.mark.article("9")
def test_a_declared_conflict_takes_the_file_away_and_the_officers_are_told_without_the_reason(
    cast: Cast, case: Case
) -> None:
    row = picked(cast, case, "expert")
    declare_conflict(assignment=row.pk, reason="配偶在其中一家企业任职。", by=cast.expert, at=at(5, 8))
    assert list_evaluations(by=cast.expert, at=at(5, 8)) == ()
    with pytest.raises(NotThere):
        look_at_evaluation(row.pk, by=cast.expert, at=at(5, 8))
    progress = file_progress(case.pk, by=cast.municipal, at=at(5, 8))
    assert (progress.lacks, progress.experts[0].reason) == (3, "配偶在其中一家企业任职。")
    told = Message.objects.filter(to=cast.municipal.person, key__startswith="gone:")
    assert ["配偶" in one.subject + one.body for one in told] == [False]
    with pytest.raises(Wrong):  # once gone, not asked again
        picked(cast, case, "expert", at(5, 9))


@pytest.mark.article("9")
def test_an_expert_who_has_opened_a_file_may_still_abstain_and_nothing_written_is_kept(cast: Cast, case: Case) -> None:
    row = opened(cast, case, "expert")
    written(row, cast.expert, 70)
    with pytest.raises(Wrong):
        abstain(assignment=row.pk, reason=" ", by=cast.expert, at=at(5, 9))
    abstain(assignment=row.pk, reason="时间不允许。", by=cast.expert, at=at(5, 9))
    assert not Sheet.objects.exists()


@pytest.mark.article("9")
def test_two_windows_never_write_over_each_other(cast: Cast, case: Case) -> None:
    row = opened(cast, case, "expert")
    first = save_sheet(assignment=row.pk, version=1, points={"1": "70"}, comments={}, by=cast.expert, at=at(5, 9))
    assert first == 2
    with pytest.raises(Wrong) as refused:
        save_sheet(assignment=row.pk, version=1, points={"1": "60"}, comments={}, by=cast.expert, at=at(5, 9))
    assert list(refused.value.problems) == ["version"]
    again = save_sheet(assignment=row.pk, version=1, points={"1": "70"}, comments={}, by=cast.expert, at=at(5, 9))
    assert (again, Sheet.objects.get().points) == (2, {"1": 70})


@pytest.mark.article("9")
@pytest.mark.parametrize("typed", ["101", "-1", "8.5", "８０", "x"])
def test_points_are_whole_and_from_0_to_100(cast: Cast, case: Case, typed: str) -> None:
    row = opened(cast, case, "expert")
    with pytest.raises(Wrong) as refused:
        save_sheet(assignment=row.pk, version=1, points={"3": typed}, comments={}, by=cast.expert, at=at(5, 9))
    assert list(refused.value.problems) == ["points-3"]


@pytest.mark.article("9")
def test_a_sheet_is_filed_whole_with_the_declaration_once_and_then_only_read(cast: Cast, case: Case) -> None:
    row = opened(cast, case, "expert")
    version = save_sheet(
        assignment=row.pk, version=1, points={**NINE, "9": ""}, comments={"1": "好。"}, by=cast.expert, at=at(5, 9)
    )
    with pytest.raises(Wrong) as refused:
        file_sheet(assignment=row.pk, version=version, independent=False, by=cast.expert, at=at(5, 9))
    assert set(refused.value.problems) == {
        "points-9",
        "independent",
        *(f"comment-{group}" for group in range(2, 10)),
    }
    version = written(row, cast.expert, 80)
    with pytest.raises(Wrong) as refused:
        file_sheet(assignment=row.pk, version=version - 1, independent=True, by=cast.expert, at=at(5, 9))
    assert list(refused.value.problems) == ["version"]
    one = file_sheet(assignment=row.pk, version=version, independent=True, by=cast.expert, at=at(5, 9))
    again = file_sheet(assignment=row.pk, version=version, independent=True, by=cast.expert, at=at(5, 9))
    assert one == again
    assert LedgerEntry.objects.filter(act="file_sheet").count() == FiledSheet.objects.count() == 1
    view = look_at_evaluation(row.pk, by=cast.expert, at=at(5, 10))
    assert view.sheet is not None
    assert view.sheet.filed_at == at(5, 9)
    with pytest.raises(NotThere):
        save_sheet(assignment=row.pk, version=version, points=NINE, comments={}, by=cast.expert, at=at(5, 10))
    assert verify_everything().faults == ()


@pytest.mark.article("9")
def test_scores_are_sealed_until_all_sheets_are_in_also_where_one_has_left(cast: Cast, case: Case) -> None:
    rows = [opened(cast, case, who) for who in ("expert", "second_expert", "third_expert")]
    filed(rows[0], cast.expert, 90)
    filed(rows[1], cast.second_expert, 60)
    assert look_at_scores(case.pk, by=cast.municipal) is None
    replace_expert(assignment=rows[2].pk, reason="长期无法联系。", by=cast.municipal, at=at(5, 13))
    assert look_at_scores(case.pk, by=cast.municipal) is None  # two are in, nobody is at it, and the third is lacking
    with pytest.raises(Refused):
        move(case, "close_evaluation", cast.municipal, at(5, 13))
    who, expert = new_expert(cast, 1)
    late = pick_expert(case=case.pk, expert=expert.pk, by=cast.municipal, at=at(5, 13))
    open_file(assignment=late.pk, declared=True, by=who, at=at(5, 14))
    assert look_at_scores(case.pk, by=cast.auditor) is None
    filed(late, who, 75)
    scores = look_at_scores(case.pk, by=cast.auditor)
    assert scores is not None
    assert (scores.mean.value, scores.spread.value) == (75, 30)
    assert sorted(one.figure.value for one in scores.sheets) == [60, 75, 90]


@pytest.mark.article("9")
def test_once_scores_are_known_nobody_is_added_and_a_filed_sheet_stays_unless_a_conflict_comes_to_light(
    cast: Cast, case: Case
) -> None:
    rows = judged(cast, case, 80, 82, 84)
    _, expert = new_expert(cast, 1)
    with pytest.raises(Wrong):
        pick_expert(case=case.pk, expert=expert.pk, by=cast.municipal, at=at(5, 14))
    with pytest.raises(Wrong):
        replace_expert(assignment=rows[0].pk, reason="分太低。", by=cast.municipal, at=at(5, 14))
    tie = Typed("advice", name="张江集成电路集群服务中心（测试）")
    add_tie(expert=rows[0].expert_id, tie=tie, by=cast.municipal, at=at(5, 14))
    assert Message.objects.filter(to=cast.municipal.person, key__startswith=f"conflict:{rows[0].pk}:").exists()
    replace_expert(assignment=rows[0].pk, reason="曾为运营机构提供咨询。", by=cast.municipal, at=at(5, 14))
    assert look_at_scores(case.pk, by=cast.municipal) is None  # sealed again, until another has judged
    assert list_evaluations(by=cast.expert, at=at(5, 15)) == ()


@pytest.mark.article("9")
def test_a_tie_declared_while_judging_takes_the_file_away_at_once(cast: Cast, case: Case) -> None:
    row = opened(cast, case, "expert")
    other = opened(cast, case, "second_expert")
    tie = Typed("family", name="张江集成电路集群服务中心（测试）")
    add_tie(expert=row.expert_id, tie=tie, by=cast.expert, at=at(5, 9))
    row.refresh_from_db()
    assert row.state == "conflict"
    assert list_evaluations(by=cast.expert, at=at(5, 9)) == ()
    assert len(list_evaluations(by=cast.second_expert, at=at(5, 9))) == 1
    assert other.expert_id == expert_of(cast, "second_expert").pk

"""Annual reports: the roll-call of 1 January, what is demanded, late and in time, reminders, the board (Article 16)."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import transaction

from jiqun.desk.do.every_day import do_daily_work
from jiqun.desk.do.registers.earlier import enter_earlier
from jiqun.desk.do.reports.development import save_development
from jiqun.desk.do.reports.opening import open_reports
from jiqun.desk.drafts import draft_of
from jiqun.desk.filing.completeness import gaps_of
from jiqun.desk.judging import assessment_of, judged_on
from jiqun.desk.look.cases.deadlines import deadlines_of
from jiqun.desk.look.cases.worklist import worklist_of
from jiqun.desk.look.dossier.whole import dossier_of
from jiqun.desk.look.filling.form import look_at_tasks
from jiqun.desk.look.reports.board import Board, Row, report_board
from jiqun.desk.may import NotThere, the_case
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.reports.timely import timeliness_of
from jiqun.desk.wrong import Wrong
from jiqun.facts.recognised_batch import Earlier
from jiqun.jobs.worker import work_off
from jiqun.law import edition
from jiqun.procedure.kit import Refused
from jiqun.procedure.shanghai_2024.report_day import Timeliness
from jiqun.records.models import (
    Case,
    Draft,
    LedgerEntry,
    Letter,
    Message,
    Receipt,
    Recognition,
    Round,
    RoundNotice,
    Submission,
)
from tests.cast import Cast, make_cluster
from tests.desk.filled import move
from tests.desk.reported import TOLD, fill_in, on, opened, recognised, sent_in

pytestmark = pytest.mark.article("16")
MIDNIGHT = on(1, 1, 0, 5)


def reports() -> list[str]:
    return list(Case.objects.filter(kind="annual_report").order_by("number").values_list("number", flat=True))


def row_of(cast: Cast, when: datetime | None = None) -> Row:
    (row,) = report_board(by=cast.municipal, at=when or on(4, 20)).rows
    return row


def test_on_1_january_every_recognised_cluster_has_a_prefilled_report_and_nobody_is_its_author(cast: Cast) -> None:
    cluster = recognised(cast)
    make_cluster(cast, by=cast.other_district, operator=cast.other_operator)  # never recognised
    assert open_reports(at=MIDNIGHT) == 1
    notice = Round.objects.get(purpose="annual_report")
    assert (notice.year, notice.by, notice.opens_at, notice.days) == (
        2026,
        None,
        on(1, 1, 0),
        {"report_check": 15, "report_receipt": 10},
    )
    assert (notice.closes_at, notice.examining_since) == (on(4, 9, 23, 59, 59), notice.opens_at)
    assert (notice.title_zh, notice.title_en) == ("2026年度集群发展情况报告", "Annual report on 2026")
    case = Case.objects.get(kind="annual_report")
    assert (case.number, case.stage, case.cluster, case.filed_at) == ("2026-310115-N001", "draft", cluster, None)
    entries = LedgerEntry.objects.filter(act__in=("open_reports", "open_report")).values_list("act", "role", "article")
    assert list(entries) == [("open_reports", "system", "16"), ("open_report", "system", "16")]
    assert RoundNotice.objects.get(round=notice).by is None
    assert Draft.objects.get(case=case).edited_by is None
    draft = draft_of(case)
    years = [draft.text("annual", row, "year") for row in draft.rows("annual")]
    assert sorted(set(years)) == ["2023", "2024", "2025", "2026"]  # 2022 is over; 2026 is to be filled in
    assert judged_on(case) == date(2027, 4, 9)
    (message,) = Message.objects.filter(key__startswith=f"report:{case.pk}:", to=cast.operator.person)
    assert "2027年4月9日" in message.body


def test_run_twice_days_late_or_stopped_half_way_the_roll_call_leaves_the_same(cast: Cast) -> None:
    recognised(cast)

    with transaction.atomic():
        open_reports(at=MIDNIGHT)
        transaction.set_rollback(True)  # as when the machine stops before the end
    assert reports() == []
    do_daily_work(on(1, 4, 8))
    do_daily_work(on(1, 4, 9))
    do_daily_work(on(1, 5, 8))
    assert open_reports(at=on(1, 6)) == 0
    assert reports() == ["2026-310115-N001"]
    assert Round.objects.get(purpose="annual_report").opens_at == on(1, 1, 0)
    assert LedgerEntry.objects.filter(act="open_report").count() == 1


def test_only_who_was_recognised_in_the_year_owes_its_report(cast: Cast) -> None:
    """Recognised from 1 January: its first report is on the new year. Renewed in February: it was recognised before."""
    earlier = {
        "new": (on(1, 1).date(), on(12, 31, year=2029).date()),
        "renewed": (date(2024, 1, 1), date(2026, 12, 15)),
    }
    for name, days in earlier.items():
        new = name == "new"
        officer, operator = (cast.district, cast.operator) if new else (cast.other_district, cast.other_operator)
        cluster = make_cluster(cast, by=officer, operator=operator)
        Recognition.objects.create(
            cluster=cluster,
            number=name,
            first_day=days[0],
            last_day=days[1],
            by_id=cast.municipal.person,
            at=MIDNIGHT,
            source="批次文件",
        )
    assert open_reports(at=MIDNIGHT) == 0
    renewed = Recognition.objects.get(number="renewed").cluster
    Recognition.objects.create(
        cluster=renewed,
        number="renewed again",
        first_day=date(2026, 12, 16),
        last_day=date(2029, 12, 15),
        by_id=cast.municipal.person,
        at=on(2, 3),
        source="复核",
    )
    assert open_reports(at=on(2, 4)) == 1
    assert Case.objects.get(kind="annual_report").cluster == renewed


def test_after_the_day_nothing_is_opened_that_would_be_late_at_once(cast: Cast) -> None:
    recognised(cast)
    assert open_reports(at=on(4, 11)) == 0
    assert open_reports(at=on(4, 10)) == 1


def test_a_cluster_of_the_2023_batch_without_data_gets_what_the_register_knows(cast: Cast) -> None:
    cluster = make_cluster(cast)
    one = Earlier(cluster.number, "沪2023-01", date(2023, 9, 1), date(2027, 8, 31), "沪经信〔2023〕1号")
    enter_earlier(one, by=cast.municipal, at=on(12, 1, year=2026))
    open_reports(at=MIDNIGHT)
    case = Case.objects.get(kind="annual_report")
    assert draft_of(case).text("cluster", 1, "name_zh") == cluster.name_zh
    assert {gap.section for gap in gaps_of(case)} == {"profile", "data", "development"}


def test_a_report_asks_for_the_year_alone_and_not_again_for_statements_and_plan(cast: Cast) -> None:
    case = opened(cast)
    gaps = gaps_of(case)
    assert {gap.section for gap in gaps} == {"data", "development"}
    assert [gap.anchor for gap in gaps if gap.section == "development"] == list(TOLD)
    tasks = look_at_tasks(case.pk, by=cast.operator, at=on(1, 5)).tasks
    assert [(one.section, one.optional) for one in tasks] == [
        ("profile", False),
        ("data", False),
        ("development", False),
        ("evidence", False),
        ("clauses", True),
        ("plan", True),
    ]
    with pytest.raises(Refused) as refused:
        move(case, "submit", cast.operator, on(3, 1), declared="password")
    assert [(lack.name, lack.article.number if lack.article else "") for lack in refused.value.lacks] == [
        ("complete", "16")
    ]
    fill_in(case, cast.operator, on(3, 1))
    assert gaps_of(case) == ()
    with pytest.raises(Refused) as refused:
        move(case, "submit", cast.operator, on(3, 1))
    assert [lack.name for lack in refused.value.lacks] == ["declared"]


def test_texts_that_a_colleague_changed_meanwhile_are_not_overwritten(cast: Cast) -> None:
    case = opened(cast)
    save_development(case=case.pk, values={"goals": "甲"}, by=cast.operator_colleague, at=on(2, 1))
    with pytest.raises(Wrong):
        save_development(case=case.pk, values={"goals": "乙"}, seen="0" * 16, by=cast.operator, at=on(2, 2))
    with pytest.raises(Wrong) as wrong:
        save_development(case=case.pk, values={"goals": "长" * 10_001}, by=cast.operator, at=on(2, 2))
    assert list(wrong.value.problems) == ["goals"]
    with pytest.raises(NotThere):
        save_development(case=case.pk, values={"goals": "乙"}, by=cast.other_operator, at=on(2, 2))


def test_a_report_goes_through_the_district_to_the_commission_with_receipt_letters_and_proof(cast: Cast) -> None:
    case = sent_in(cast)
    assert case.filed_at == on(4, 1)
    move(case, "return_for_correction", cast.district, on(4, 2), reason="请核对出口额。", due_on=date(2027, 4, 16))
    with pytest.raises(Refused):
        move(case, "forward", cast.district, on(4, 2), opinion="属实。")
    move(case, "resubmit", cast.operator, on(4, 15), declared="password")
    move(case, "forward", cast.district, on(4, 20), opinion="数据属实。")
    move(case, "send_back", cast.municipal, on(4, 21), reason="请补充核对说明。")
    move(case, "forward", cast.district_colleague, on(4, 22), opinion="已补充说明。")
    move(case, "receive", cast.municipal, on(4, 23))
    case.refresh_from_db()
    assert (case.stage, case.filed_at, case.ended_at) == ("received", on(4, 1), on(4, 23))
    assert list(Letter.objects.filter(case=case).order_by("pk").values_list("kind", flat=True)) == [
        "return_report",
        "forward_report",
        "forward_report",
    ]
    work_off(lambda: on(4, 23))
    assert Receipt.objects.filter(submission__case=case).count() == 2
    assert '"development"' in Submission.objects.filter(case=case)[0].manifest
    assert timeliness_of(case, date(2027, 5, 1)) is Timeliness.IN_TIME  # by the first filing
    assert verify_everything().faults == ()


def test_late_refused_and_not_yet_forwarded_are_three_things(cast: Cast) -> None:
    case = sent_in(cast, on(4, 20))
    row = row_of(cast, on(6, 30))
    assert (row.state, row.where, row.refused_on, row.overdue) == ("late", "district", None, True)
    assert (row.days, row.stage_title.en) == (71, "With the district")
    move(case, "forward", cast.district, on(6, 30), opinion="属实。")
    row = row_of(cast, on(7, 1))
    assert (row.state, row.where, row.overdue) == ("late", "forwarded", False)


def test_the_silence_of_a_district_makes_no_report_late(cast: Cast) -> None:
    sent_in(cast, on(4, 9))
    row = row_of(cast, on(12, 1))
    assert (row.state, row.where, row.overdue) == ("in_time", "district", True)


def test_a_district_sees_its_own_clusters_on_the_board_the_city_all_and_an_operator_none(cast: Cast) -> None:
    case = opened(cast)
    assert [one.cluster for one in report_board(by=cast.district, at=on(2, 1)).rows] == [case.cluster_id]
    assert report_board(by=cast.other_district, at=on(2, 1)).rows == ()
    for reader in (cast.municipal, cast.approver, cast.auditor):
        (row,) = report_board(by=reader, at=on(2, 1)).rows
        assert row.page == 0  # a draft is nobody's but its operator's
        with pytest.raises(NotThere):
            the_case(reader, case.pk)
    with pytest.raises(NotThere):
        report_board(by=cast.operator, at=on(2, 1))


def test_the_board_is_filtered_and_its_counts_stay_whole(cast: Cast) -> None:
    sent_in(cast, on(4, 20))

    def asked(**wanted: str) -> Board:
        return report_board(by=cast.municipal, at=on(4, 21), year=2026, **wanted)

    assert len(asked(state="late").rows) == 1
    board = asked(state="in_time")
    assert (board.rows, board.all, {name: n for name, _, n in board.states}["late"]) == ((), 1, 1)
    assert len(asked(where="district", district="310115").rows) == 1
    assert asked(district="310114").rows == ()


def test_the_district_answers_for_its_term_and_the_commission_for_its_own(cast: Cast) -> None:
    case = sent_in(cast)
    (check,) = deadlines_of([Case.objects.get(pk=case.pk)], date(2027, 4, 2))
    assert (check.name, check.holder.en) == ("report_check", "District officer")
    assert next(one.count for one in worklist_of(cast.district, on(4, 2)).queues if one.name == "mine") == 1
    move(case, "forward", cast.district, on(4, 6), opinion="属实。")
    (receipt,) = deadlines_of([Case.objects.get(pk=case.pk)], date(2027, 4, 7))
    assert (receipt.name, receipt.left) == ("report_receipt", 9)


def test_what_was_reported_is_judged_for_the_year_with_what_the_year_brought(cast: Cast) -> None:
    case = sent_in(cast)
    found = assessment_of(Case.objects.select_related("round").get(pk=case.pk))
    assert (found.assessed_on, found.years) == (date(2027, 4, 9), (2023, 2024, 2025, 2026))
    assert found.edition == edition("shanghai-2024")


def test_the_dossier_of_a_report_says_when_it_was_sent_in_and_what_it_tells(cast: Cast) -> None:
    case = sent_in(cast, on(4, 10, 9, 15, 30))
    found = dossier_of(case.pk, lang="zh", by=cast.district, at=on(4, 12))
    told = found.sections[0]
    assert told.title == "2026年度发展情况"
    assert "2027年4月10日 09:15:30" in str(told.blocks)
    assert TOLD["experience"] in str(told.blocks)
    assert "对照第六条的评估结果" in [one.title for one in found.sections]

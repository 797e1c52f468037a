"""Waivers: of our own checks alone, by two people, with a reason, until a day, for one case, cluster or round."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jiqun.desk.do.applying.apply import open_application
from jiqun.desk.do.interpreting.waivers import For, ask_waiver, settle_waiver
from jiqun.desk.do.rounds.switches import end_completing
from jiqun.desk.look.cases.case import look_at_case
from jiqun.desk.look.interpreting.waivers import askable, list_waivers, look_at_waiver, waivers_on
from jiqun.desk.may import NotThere
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.wrong import Wrong
from jiqun.law import edition
from jiqun.procedure.kit import Refused
from jiqun.procedure.shanghai_2024.annual_report import ANNUAL_REPORT
from jiqun.procedure.shanghai_2024.change_report import CHANGE_REPORT
from jiqun.procedure.shanghai_2024.revocation import REVOCATION
from jiqun.procedure.shanghai_2024.service_evaluation import SERVICE_EVALUATION
from jiqun.procedure.tables import PROCEDURES
from jiqun.procedure.waivable import WAIVABLE
from jiqun.records.models import Case, LedgerEntry, Message, Round, Waiver
from tests.cast import Cast, at, cluster_of, good_workbook
from tests.desk.appealed import declined, lodged
from tests.desk.at_stage import recommended
from tests.desk.filled import fill, move, submitted

pytestmark = pytest.mark.article("20")
UNTIL = date(2026, 5, 15)
TABLES = {*PROCEDURES.values(), ANNUAL_REPORT, CHANGE_REPORT, REVOCATION, SERVICE_EVALUATION}
# What the Procedures ask, or what protects somebody: figures, time, two people, notice, hearing, completeness.
NEVER = {
    *("round_open", "complete", "declared", "not_ruled_out", "no_open_questions", "lapsed", "examining"),
    *("formally_sound", "challenge_lapsed", "all_sheets_in", "spot_check_closed", "eligible", "unchanged"),
    *("within_quota", "notice_over", "no_open_objection", "four_eyes", "as_prepared", "not_involved"),
    *("team", "signed", "checklist_complete", "all_replied", "reply_lapsed", "all_settled", "firms_drawn"),
    *("adverse_finding", "heard", "service_day", "in_window", "no_longer_recognised", "scored", "contract"),
    *("fit_ending", "explained", "something_to_revoke", "served"),
}


def asked(
    cast: Cast, case: Case, what: str = "completing", until: date = UNTIL, month: int = 5, day: int = 7
) -> Waiver:
    return ask_waiver(
        what=what,
        whose=For("case", case.pk),
        reason="申报单位因系统故障未能按时补正。",
        until=until,
        by=cast.municipal,
        at=at(month, day),
    )


def granted(cast: Cast, case: Case, what: str = "completing", until: date = UNTIL) -> Waiver:
    return settle_waiver(waiver=asked(cast, case, what, until).pk, grant=True, by=cast.approver, at=at(5, 7, 10))


def in_correction(cast: Cast) -> Case:
    """Returned for correction; the round takes no corrections any more."""
    case = submitted(cast)
    move(case, "return_for_correction", cast.district, at(3, 17), reason="请补正。", due_on=date(2026, 5, 20))
    assert case.round_id is not None
    end_completing(round_id=case.round_id, by=cast.municipal, at=at(5, 6))
    return Case.objects.get(pk=case.pk)


def needs_that_hold(case: Case, cast: Cast, month: int, day: int) -> set[str]:
    view = look_at_case(case.pk, by=cast.operator, at=at(month, day))
    (resubmit,) = (one for one in view.doable if one.name == "resubmit")
    return {lack.name for lack in resubmit.lacks}


def test_only_needs_that_are_ours_are_waivable_and_no_provision_of_the_procedures_is() -> None:
    needs = {(need.name, need.ours) for table in TABLES for one in table.moves for need in one.needs}
    ours = {name for name, own in needs if own}
    assert ours == set(WAIVABLE) - {"appeal_in_time"}
    assert ours & {name for name, own in needs if not own} == set()
    assert {name for name, own in needs if not own} & NEVER == NEVER & {name for name, _ in needs}
    assert NEVER & set(WAIVABLE) == set()
    assert {need.under.number for table in TABLES for m in table.moves for need in m.needs if need.ours} <= {
        "7",
        "8",
        "9",
    }


def test_every_need_of_every_table_is_either_ours_or_named_as_never_waivable() -> None:
    """A new need has to be put on one side: what is forgotten fails here."""
    known = NEVER | set(WAIVABLE) | OF_THEIR_PROCEEDING
    assert {need.name for table in TABLES for one in table.moves for need in one.needs} - known == set()


# Where a proceeding stands, and no term: nobody would gain or lose by a waiver.
OF_THEIR_PROCEEDING = {
    *("unlock_asked", "unlock_not_asked", "redacted", "answer_lapsed", "reopens", "reply_is_over"),
}


@pytest.mark.parametrize("what", [*sorted(NEVER), "", "figures", "three_years"])
def test_what_the_procedures_ask_cannot_even_be_asked_to_be_waived(cast: Cast, what: str) -> None:
    case = submitted(cast)
    with pytest.raises(Wrong) as wrong:
        asked(cast, case, what)
    assert set(wrong.value.problems) == {"what"}
    assert not Waiver.objects.exists()


def test_even_a_row_that_says_so_lifts_nothing_that_the_procedures_ask(cast: Cast) -> None:
    """Put into the table past every act."""
    case = in_correction(cast)
    for what in ("complete", "declared", "completing"):
        Waiver.objects.create(
            what=what,
            case=case,
            reason="-",
            until=UNTIL,
            asked_by_id=cast.municipal.person,
            asked_at=at(5, 6),
            granted=True,
            settled_by_id=cast.approver.person,
            settled_at=at(5, 6),
        )
    with pytest.raises(Refused) as refused:
        move(case, "resubmit", cast.operator, at(5, 7))
    assert [lack.name for lack in refused.value.lacks] == ["declared"]


def test_a_waived_switch_lets_one_applicant_correct_through_its_last_day_and_not_after_it(cast: Cast) -> None:
    case = in_correction(cast)
    assert needs_that_hold(case, cast, 5, 6) == {"completing"}
    granted(cast, case)
    assert needs_that_hold(case, cast, 5, 8) == set()
    assert needs_that_hold(case, cast, 5, 16) == {"completing"}
    move(case, "resubmit", cast.operator, at(5, 15, 23, 59), declared="password")
    assert Case.objects.get(pk=case.pk).stage == "submitted"
    assert verify_everything().faults == ()


def test_it_holds_for_nobody_else_and_before_it_is_granted_for_nobody(cast: Cast) -> None:
    case = in_correction(cast)
    row = asked(cast, case)
    assert needs_that_hold(case, cast, 5, 8) == {"completing"}
    settle_waiver(waiver=row.pk, grant=False, reason="理由不足。", by=cast.approver, at=at(5, 8))
    assert needs_that_hold(case, cast, 5, 8) == {"completing"}
    other = cluster_of(cast.district, cast.operator)
    row = ask_waiver(
        what="completing", whose=For("cluster", other.pk), reason="-", until=UNTIL, by=cast.municipal, at=at(5, 8)
    )
    settle_waiver(waiver=row.pk, grant=True, by=cast.approver, at=at(5, 8))
    assert needs_that_hold(case, cast, 5, 8) == {"completing"}


@pytest.mark.parametrize("reach", ["cluster", "round"])
def test_one_for_a_cluster_or_a_whole_round_holds_for_its_cases(cast: Cast, reach: str) -> None:
    case = in_correction(cast)
    key = case.cluster_id if reach == "cluster" else case.round_id
    assert key is not None
    whose = For("cluster", key) if reach == "cluster" else For("round", key)
    row = ask_waiver(what="completing", whose=whose, reason="系统故障。", until=UNTIL, by=cast.municipal, at=at(5, 7))
    settle_waiver(waiver=row.pk, grant=True, by=cast.approver, at=at(5, 7))
    assert needs_that_hold(case, cast, 5, 8) == set()
    assert [one.reach for one in waivers_on(case.pk, by=cast.operator, at=at(5, 8))] == [reach]


def test_whoever_asked_cannot_settle_it_and_a_refusal_needs_its_reason(cast: Cast) -> None:
    row = asked(cast, in_correction(cast))
    with pytest.raises(NotThere):
        settle_waiver(waiver=row.pk, grant=True, by=cast.municipal_colleague, at=at(5, 8))
    with pytest.raises(Refused) as refused:
        settle_waiver(waiver=row.pk, grant=True, by=replace(cast.approver, person=cast.municipal.person), at=at(5, 8))
    assert [lack.name for lack in refused.value.lacks] == ["four_eyes"]
    with pytest.raises(Wrong):
        settle_waiver(waiver=row.pk, grant=False, by=cast.approver, at=at(5, 8))
    with pytest.raises(Wrong) as wrong:
        settle_waiver(waiver=row.pk, grant=True, by=cast.approver, at=at(5, 16))
    assert set(wrong.value.problems) == {"until"}
    settle_waiver(waiver=row.pk, grant=True, by=cast.approver, at=at(5, 15))
    with pytest.raises(NotThere):
        settle_waiver(waiver=row.pk, grant=False, reason="改变主意。", by=cast.approver, at=at(5, 15))


def test_it_shows_on_the_case_to_everybody_who_sees_the_case_and_is_listed_for_the_city(cast: Cast) -> None:
    case = in_correction(cast)
    row = granted(cast, case)
    for by in (cast.operator, cast.district, cast.municipal, cast.approver, cast.auditor):
        (shown,) = waivers_on(case.pk, by=by, at=at(5, 15))
        assert (shown.until, shown.asked_by, shown.settled_by) == (UNTIL, "郑经办", "孙审批")
        assert shown.reason.startswith("申报单位")
        assert waivers_on(case.pk, by=by, at=at(5, 16)) == ()
    for by in (cast.other_operator, cast.other_district, cast.enterprise):
        with pytest.raises(NotThere):
            waivers_on(case.pk, by=by, at=at(5, 15))
    assert [one.state for one in list_waivers(by=cast.auditor, at=at(5, 16)).items] == ["over"]
    for by in (cast.operator, cast.district, cast.expert, cast.administrator):
        with pytest.raises(NotThere):
            list_waivers(by=by, at=at(5, 15))
        with pytest.raises(NotThere):
            look_at_waiver(row.pk, by=by, at=at(5, 15))
        with pytest.raises(NotThere):
            askable("case", case.pk, by=by)


def test_the_same_is_not_asked_for_twice_and_everything_wrong_is_said_at_once(cast: Cast) -> None:
    case = in_correction(cast)
    asked(cast, case)
    with pytest.raises(Wrong) as wrong:
        ask_waiver(
            what="completing",
            whose=For("case", case.pk),
            reason=" ",
            until=date(2026, 5, 6),
            by=cast.municipal,
            at=at(5, 7),
        )
    assert set(wrong.value.problems) == {"what", "reason", "until"}
    with pytest.raises(Wrong):
        ask_waiver(
            what="rank_free",
            whose=For("round", case.round_id or 0),
            reason="整批。",
            until=UNTIL,
            by=cast.municipal,
            at=at(5, 7),
        )


def test_asking_and_granting_stand_in_the_ledger_under_article_20_and_those_concerned_are_told(cast: Cast) -> None:
    case = in_correction(cast)
    row = granted(cast, case)
    entries = LedgerEntry.objects.filter(subject=f"waiver:{row.pk}").order_by("seq").values_list("act", "article")
    assert list(entries) == [("ask_waiver", "20"), ("grant_waiver", "20")]
    told = set(Message.objects.filter(key__startswith=f"waiver:{row.pk}:").values_list("to", flat=True))
    for who in (cast.approver, cast.municipal, cast.operator, cast.district):
        assert who.person in told
    assert cast.other_operator.person not in told


def test_a_late_appeal_is_taken_where_its_time_was_waived(cast: Cast) -> None:
    case = declined(cast)
    with pytest.raises(Refused):
        lodged(case, cast.operator, at(5, 8))
    granted(cast, case, "appeal_in_time")
    assert lodged(case, cast.operator, at(5, 8)).stage == "lodged"


def test_two_of_a_district_share_a_rank_only_where_that_was_waived(cast: Cast) -> None:
    recommended(cast)
    case = _second(cast)
    named = "同意推荐。" + "、".join(edition("shanghai-2024").provisions)
    with pytest.raises(Refused) as refused:
        move(case, "recommend", cast.district, at(3, 26), opinion=named, rank=1)
    assert [lack.name for lack in refused.value.lacks] == ["rank_free"]
    row = ask_waiver(
        what="rank_free", whose=For("case", case.pk), reason="并列。", until=UNTIL, by=cast.municipal, at=at(3, 26)
    )
    settle_waiver(waiver=row.pk, grant=True, by=cast.approver, at=at(3, 26))
    move(case, "recommend", cast.district, at(3, 26, 10), opinion=named, rank=1)


def _second(cast: Cast) -> Case:
    cluster = cluster_of(cast.district, cast.operator)
    case = open_application(round_id=Round.objects.get().pk, cluster=cluster.pk, by=cast.operator, at=at(3, 10))
    fill(case, cast.operator, at(3, 11), good_workbook())
    move(case, "submit", cast.operator, at(3, 16), declared="password")
    move(case, "accept", cast.district, at(3, 17))
    return case

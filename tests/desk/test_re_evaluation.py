"""Six months before a recognition expires it is re-evaluated; passed, it holds for three years from that expiry."""

from __future__ import annotations

from datetime import date

import pytest

from jiqun.desk.do.applying.apply import open_application
from jiqun.desk.do.applying.fill import save_profile
from jiqun.desk.do.renewing.opening import open_re_evaluations
from jiqun.desk.drafts import checked_draft, draft_of
from jiqun.desk.judging import judged_on
from jiqun.desk.look.cases.case import look_at_case
from jiqun.desk.look.rounds.notice import rounds_for
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.recognised import is_recognised
from jiqun.procedure.kit import Refused
from jiqun.records.models import Case, Cluster, Draft, LedgerEntry, Letter, PublishedList, Recognition, Round
from tests.cast import Cast, at, eligible_workbook, make_cluster, make_round
from tests.desk.at_stage import proposed
from tests.desk.decided import announced, decided
from tests.desk.filled import fill, move
from tests.desk.on_notice import published
from tests.desk.renewing import LAST, OPENED_AT, applied, opened, recognised_until

pytestmark = [pytest.mark.django_db, pytest.mark.article("15")]


def test_the_calendar_opens_it_on_the_day_six_months_before_and_not_the_day_before(cast: Cast) -> None:
    recognised_until(cast, date(2026, 9, 30))
    assert open_re_evaluations(at=at(3, 29)) == 0
    assert open_re_evaluations(at=at(3, 30)) == 1
    notice = Round.objects.get(purpose="re_evaluation")
    assert (notice.cohort, notice.by_id, notice.year) == (date(2026, 9, 30), None, 2026)
    assert notice.opens_at == at(3, 30, 0)


def test_run_again_or_late_it_opens_the_same_once(cast: Cast) -> None:
    case = opened(cast)
    assert open_re_evaluations(at=at(3, 5)) == 0
    assert Round.objects.get(purpose="re_evaluation").opens_at == at(1, 31, 0)
    assert (case.number, case.stage, case.opened_at) == ("2026R-310115-001", "draft", OPENED_AT)
    entry = LedgerEntry.objects.get(act="open_re_evaluation")
    assert (entry.role, entry.article, entry.subject) == ("system", "15", f"case:{case.pk}")


def test_clusters_that_expire_on_one_day_are_one_cohort(cast: Cast) -> None:
    one = recognised_until(cast)
    other = recognised_until(cast, cluster=make_cluster(cast))
    recognised_until(cast, date(2026, 8, 31), cluster=make_cluster(cast))
    assert open_re_evaluations(at=OPENED_AT) == 3
    first = Round.objects.get(cohort=LAST)
    assert set(first.cases.values_list("cluster", flat=True)) == {one.cluster_id, other.cluster_id}
    assert Round.objects.get(cohort=date(2026, 8, 31)).cases.count() == 1


def test_an_expired_recognition_opens_nothing(cast: Cast) -> None:
    recognised_until(cast, date(2026, 2, 27))
    assert open_re_evaluations(at=OPENED_AT) == 0


def test_it_is_called_a_re_evaluation_and_judged_by_the_year_before_its_end(cast: Cast) -> None:
    case = opened(cast)
    view = look_at_case(case.pk, by=cast.operator, at=OPENED_AT)
    assert (view.kind.zh, view.kind.en) == ("复评", "Re-evaluation")
    assert judged_on(case) == LAST


@pytest.mark.parametrize(
    ("last", "figures"),
    [
        (date(2026, 4, 9), date(2025, 12, 31)),  # the report on 2025 is not due yet
        (date(2026, 4, 10), date(2026, 4, 10)),
        (date(2029, 6, 17), date(2029, 2, 21)),  # the last day of the Procedures
    ],
)
def test_figures_are_those_of_the_latest_year_that_was_to_be_reported(last: date, figures: date) -> None:
    case = Case(round=Round(purpose="re_evaluation", cohort=last, edition="shanghai-2024"))
    assert judged_on(case) == figures


def test_after_the_last_day_it_cannot_be_applied_for(cast: Cast) -> None:
    case = opened(cast)
    with pytest.raises(Refused) as refused:
        move(case, "submit", cast.operator, at(8, 1, 0), declared="password")
    assert "round_open" in {lack.name for lack in refused.value.lacks}


def test_one_that_was_withdrawn_can_be_opened_again_in_time_by_its_operator_alone(cast: Cast) -> None:
    case = applied(cast)
    move(case, "withdraw", cast.operator, at(3, 17), reason="误报。")
    assert open_re_evaluations(at=at(3, 18)) == 0  # the calendar asks once
    mine = rounds_for(by=cast.operator, at=at(3, 18))
    assert [(one.round.id, [chance.cluster for chance in one.chances]) for one in mine] == [
        (case.round_id, [case.cluster_id])
    ]
    again = open_application(round_id=case.round_id or 0, cluster=case.cluster_id, by=cast.operator, at=at(3, 18))
    assert (again.number, again.stage) == ("2026R-310115-002", "draft")


def test_a_cluster_of_another_term_is_not_in_it(cast: Cast) -> None:
    case = opened(cast)
    other = make_cluster(cast)
    with pytest.raises(Refused) as refused:
        open_application(round_id=case.round_id or 0, cluster=other.pk, by=cast.operator, at=at(3, 18))
    assert [lack.name for lack in refused.value.lacks] == ["cohort"]
    assert rounds_for(by=cast.other_operator, at=at(3, 18)) == ()


def test_passed_it_holds_for_three_years_from_the_earlier_expiry(cast: Cast) -> None:
    case = proposed(cast, applied(cast))
    notice = published(cast, case)
    decided(cast, Case.objects.get(pk=case.pk))
    listed = announced(cast, case.round_id or 0)
    earlier, renewed = Recognition.objects.filter(cluster=case.cluster).order_by("first_day")
    assert (earlier.last_day, renewed.first_day, renewed.last_day) == (LAST, date(2026, 8, 1), date(2029, 7, 31))
    assert is_recognised(case.cluster, LAST)
    assert is_recognised(case.cluster, date(2026, 8, 1))
    assert "复评通过名单" in listed.text
    assert '"purpose":"re_evaluation"' in PublishedList.objects.get(pk=notice.pk).text
    assert list(Letter.objects.filter(case=case, kind__contains="renewed").values_list("kind", flat=True)) == [
        "renewed"
    ]
    assert verify_everything().faults == ()


def test_not_passed_is_told_as_such_and_takes_nothing_away_before_the_term_ends(cast: Cast) -> None:
    case = proposed(cast, applied(cast))
    published(cast, case)
    decided(cast, Case.objects.get(pk=case.pk), recognise=False)
    announced(cast, case.round_id or 0)
    assert Letter.objects.filter(case=case, kind="not_renewed").count() == 1
    assert is_recognised(case.cluster, LAST)
    assert not is_recognised(case.cluster, date(2026, 8, 1))


def test_it_is_pre_filled_from_what_was_reported_last(cast: Cast) -> None:
    case = applied(cast)
    move(case, "withdraw", cast.operator, at(3, 17), reason="误报。")
    again = open_application(round_id=case.round_id or 0, cluster=case.cluster_id, by=cast.operator, at=at(3, 18))
    content = LedgerEntry.objects.get(act="open_re_evaluation", subject=f"case:{again.pk}").content.content["what"]
    assert content["from"] == Cluster.objects.get(pk=case.cluster_id).rosters.latest("taken_at").sha256


def test_untouched_it_takes_over_what_is_filed_meanwhile_and_touched_it_keeps_its_own(cast: Cast) -> None:
    case = opened(cast)
    assert draft_of(case).rows("enterprises") == ()
    other = open_application(round_id=make_round(cast).pk, cluster=case.cluster_id, by=cast.operator, at=at(3, 10))
    fill(other, cast.operator, at(3, 11), eligible_workbook())
    move(other, "submit", cast.operator, at(3, 16), declared="password")
    firms = draft_of(other).rows("enterprises")
    assert draft_of(case).rows("enterprises") == firms
    assert checked_draft(case).errors == ()
    save_profile(case=case.pk, values={"contact_name": "李复评"}, by=cast.operator, at=at(3, 17))
    move(other, "accept", cast.district, at(3, 18))
    move(other, "return_for_correction", cast.district, at(3, 18), reason="请补正。", due_on=at(3, 27).date())
    save_profile(case=other.pk, values={"contact_name": "王申报"}, by=cast.operator, at=at(3, 19))
    move(other, "resubmit", cast.operator, at(3, 19), declared="password")
    assert Draft.objects.get(case=case).contact_name == "李复评"

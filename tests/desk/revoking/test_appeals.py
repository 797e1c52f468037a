"""Appeals against a revocation: by whom, until when; one that is granted sets it aside as if it never was (A19)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jiqun.desk.actor import Actor
from jiqun.desk.do.papers.letters import serve_letter
from jiqun.desk.do.revoking.alerts import Told, enter_alert
from jiqun.desk.do.revoking.opening import open_revocation
from jiqun.desk.look.cases.case import look_at_case
from jiqun.desk.look.recognised.genuine import check_number
from jiqun.desk.look.recognised.standing import count_recognised, history_of
from jiqun.desk.look.remedies.appeals import appeal_form, list_appeals, look_at_appeal
from jiqun.desk.look.revoking.published import list_revocations
from jiqun.desk.may import NotThere, cases_of
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.published.open_data import register_rows
from jiqun.procedure.kit import Refused
from jiqun.records.models import Case, CaseTerm, Cluster, Errand, Letter, Revocation, RevocationSetAside
from tests.cast import Cast, at
from tests.desk.appealed import lodged
from tests.desk.filled import move
from tests.desk.revoking.builders import WHY, names, notified, recognised, revoked
from tests.desk.revoking.rows import firm_in

pytestmark = pytest.mark.article("19")


def other_officer(cast: Cast) -> Actor:
    """Somebody of the Commission who took no part."""
    return cast.municipal_colleague


def granted(cast: Cast, case: Case) -> Case:
    """Lodged on 8 June, taken up and granted by people who took no part."""
    appeal = lodged(case, cast.operator, at(6, 8))
    move(appeal, "take_up", other_officer(cast), at(6, 9))
    why = "认定的事实证据不足。"
    move(appeal, "prepare_decision", other_officer(cast), at(6, 10), ending="grant", reason=why)
    move(appeal, "grant", cast.approver_colleague, at(6, 11))
    return appeal


def test_an_operator_appeals_within_fifteen_working_days_of_service(cast: Cast) -> None:
    case = revoked(cast)
    letter = Letter.objects.get(case=case, kind="revoked")
    serve_letter(letter=letter.pk, on=at(6, 2).date(), how="post", note="", by=cast.municipal, at=at(6, 3))
    period = appeal_form(case.pk, by=cast.operator, at=at(6, 4)).decision.period
    assert (period.since, period.days, period.until) == (at(6, 2).date(), 15, at(6, 24).date())
    with pytest.raises(Refused) as refused:
        lodged(case, cast.operator, at(6, 25, 0, 1))
    assert names(refused) == ["in_time"]
    appeal = lodged(case, cast.operator, at(6, 24, 23, 59))
    assert (appeal.number, appeal.about_id) == (f"{case.number}-F1", case.pk)
    term = CaseTerm.objects.get(case=appeal)  # of no round: the usual days
    assert (term.name, term.days) == ("appeal", 20)


def test_before_it_is_decided_there_is_nothing_to_appeal_against_nor_to_be_seen(cast: Cast) -> None:
    case = notified(cast)
    for stranger in (cast.operator, cast.enterprise):
        with pytest.raises(NotThere):
            lodged(case, stranger, at(5, 12))
    move(case, "record_service", cast.municipal, at(5, 14), served_on=at(5, 13).date(), how="post")
    with pytest.raises(Refused) as refused:
        lodged(case, cast.operator, at(5, 15))
    assert names(refused) == ["decided"]


def test_an_enterprise_of_the_cluster_may_appeal_and_sees_no_more_than_that(cast: Cast) -> None:
    case = revoked(cast)
    with pytest.raises(NotThere):
        lodged(case, cast.enterprise, at(6, 8))
    firm = firm_in(cast, Cluster.objects.get())
    firm.organisation_id = cast.enterprise.organisation
    firm.save()
    assert [one.number for one in list_appeals(by=cast.enterprise, at=at(6, 8)).decisions] == [case.number]
    appeal = lodged(case, cast.enterprise, at(6, 8))
    assert list(cases_of(cast.enterprise)) == [appeal]
    assert look_at_appeal(appeal.pk, by=cast.enterprise).original.case is None
    for stranger in (cast.other_operator, cast.district, cast.municipal):
        with pytest.raises(NotThere):
            lodged(case, stranger, at(6, 8))


def test_whoever_raised_opened_established_or_decided_it_does_not_decide_the_appeal(cast: Cast) -> None:
    case = revoked(cast)
    appeal = lodged(case, cast.operator, at(6, 8))
    for person in (cast.municipal.person, cast.approver.person, cast.operator.person):
        with pytest.raises(Refused) as refused:
            move(appeal, "take_up", replace(cast.municipal, person=person), at(6, 9))
        assert names(refused) == ["not_involved"]
    move(appeal, "take_up", other_officer(cast), at(6, 9))
    move(appeal, "prepare_decision", other_officer(cast), at(6, 10), ending="dismiss", reason="理由不成立。")
    with pytest.raises(Refused) as refused:
        move(appeal, "dismiss", cast.approver, at(6, 11))
    assert names(refused) == ["not_involved"]
    move(appeal, "dismiss", cast.approver_colleague, at(6, 11))
    assert count_recognised(at(6, 12).date()) == 0


def test_whoever_only_raised_the_alert_does_not_decide_the_appeal(cast: Cast) -> None:
    """That is no act of the case itself, and counts all the same."""
    both = replace(cast.municipal, person=cast.approver_colleague.person)
    cluster = recognised(cast).cluster
    told = Told(cluster.number, "illegal_acts", at(4, 1).date(), "受罚。")
    alert = enter_alert(told, by=both, at=at(5, 6))
    case = open_revocation(alerts=[alert.pk], by=cast.municipal, at=at(5, 7))
    move(case, "record_finding", cast.municipal, at(5, 8), limb="illegal_acts", text="受罚。")
    move(case, "notify", cast.municipal, at(5, 11))
    move(case, "record_service", cast.municipal, at(5, 13), served_on=at(5, 13).date(), how="hand")
    move(case, "prepare_decision", cast.municipal, at(5, 28), ending="revoke", reason=WHY)
    move(case, "revoke", cast.approver, at(6, 1))
    appeal = lodged(case, cast.operator, at(6, 8))
    move(appeal, "prepare_decision", other_officer(cast), at(6, 10), ending="dismiss", reason="理由不成立。")
    with pytest.raises(Refused) as refused:
        move(appeal, "dismiss", cast.approver_colleague, at(6, 11))
    assert names(refused) == ["not_involved"]


def test_a_granted_appeal_sets_the_revocation_aside_as_if_it_had_not_been(cast: Cast) -> None:
    case = revoked(cast)
    number, day = "沪集群2023-C310115001", at(6, 11).date()
    appeal = granted(cast, case)
    row = RevocationSetAside.objects.get()
    assert (row.revocation.case_id, row.appeal_id, row.by_id) == (case.pk, appeal.pk, cast.approver_colleague.person)
    again = Case.objects.get(pk=case.pk)
    assert (again.stage, again.ended_at) == ("opened", None)
    assert (count_recognised(day), count_recognised(at(6, 5).date())) == (1, 1)
    assert history_of("C310115001", day).standings[0].state == "valid"
    assert check_number(number, day).state == "genuine"
    assert [(one.number, one.set_aside) for one in list_revocations().items] == [(number, day)]
    assert register_rows()[0]["revoked_on"] is None
    assert Errand.objects.filter(key__startswith="open-data:set-aside:").count() == 1
    assert Letter.objects.get(case=appeal).kind == "appeal_grant"
    assert verify_everything().faults == ()


def test_what_was_set_aside_is_established_notified_and_heard_anew(cast: Cast) -> None:
    case = revoked(cast)
    granted(cast, case)
    assert look_at_case(case.pk, by=cast.operator, at=at(6, 12)).stage == "opened"  # it has been told of it
    with pytest.raises(Refused) as refused:
        move(case, "notify", cast.municipal, at(6, 12))
    assert names(refused) == ["adverse_finding"]
    move(case, "record_finding", cast.municipal, at(6, 15), limb="illegal_acts", text="行政处罚决定书〔2026〕3号。")
    move(case, "notify", cast.municipal, at(6, 16))
    move(case, "record_service", cast.municipal, at(6, 16), served_on=at(6, 16).date(), how="system")
    with pytest.raises(Refused) as refused:
        move(case, "prepare_decision", cast.municipal, at(7, 1), ending="revoke", reason=WHY)
    assert names(refused) == ["fit_ending"]
    move(case, "prepare_decision", cast.municipal, at(7, 2), ending="revoke", reason=WHY)
    move(case, "revoke", cast.approver, at(7, 3))
    assert Revocation.objects.filter(set_aside=None).get().limbs == "illegal_acts"
    assert lodged(case, cast.operator, at(7, 6)).number == f"{case.number}-F2"
    assert verify_everything().faults == ()

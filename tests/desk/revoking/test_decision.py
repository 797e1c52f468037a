"""A recognition is revoked upon what is established, by two; the register keeps the reason (Article 19)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jiqun.desk.acts import Act, Overtaken
from jiqun.desk.do.moves import move_case
from jiqun.desk.do.registers.earlier import enter_earlier
from jiqun.desk.do.revoking.alerts import Told, enter_alert
from jiqun.desk.do.revoking.opening import open_revocation
from jiqun.desk.look.recognised.genuine import check_number
from jiqun.desk.look.recognised.public import Sought, public_cluster, register_of_clusters
from jiqun.desk.look.recognised.standing import count_recognised, history_of
from jiqun.desk.look.revoking.published import list_revocations
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.published.open_data import register_rows
from jiqun.desk.wrong import Wrong
from jiqun.facts.recognised_batch import Earlier
from jiqun.records.models import (
    Case,
    Cluster,
    Errand,
    Letter,
    Recognition,
    Revocation,
)
from tests.cast import Cast, at
from tests.desk.filled import move
from tests.desk.revoking.builders import (
    GIVEN,
    LIMB,
    OVER,
    SERVED_ON,
    WHY,
    alerted,
    opened,
    prepared,
    recognised,
    refusals,
    revoked,
    served,
)

pytestmark = pytest.mark.article("19")


def test_a_recognition_is_revoked_by_two_and_the_register_keeps_the_reason(cast: Cast) -> None:
    case = revoked(cast)
    row = Revocation.objects.get()
    assert (row.case_id, row.recognition.number) == (case.pk, "沪集群2023-C310115001")
    assert (row.revoked_on, row.limbs, row.reason, row.by_id) == (
        at(6, 1).date(),
        "supervision_refused",
        WHY,
        cast.approver.person,
    )
    assert (case.stage, case.ended_at) == ("revoked", at(6, 1))
    assert list(Letter.objects.filter(case=case).values_list("kind", flat=True)) == ["revocation_notice", "revoked"]
    assert verify_everything().faults == ()


def test_wherever_it_said_recognised_it_now_says_revoked(cast: Cast) -> None:
    day, after = at(6, 1).date(), at(5, 31).date()
    revoked(cast)
    number, cluster = "沪集群2023-C310115001", "C310115001"
    assert (count_recognised(after), count_recognised(day)) == (1, 0)
    assert register_of_clusters(Sought(recognised=True), today=day).clusters == ()
    standing = public_cluster(cluster, day).standing
    assert standing is not None
    assert standing.revoked is not None
    assert (standing.state, standing.revoked.on, standing.revoked.reason) == ("revoked", day, WHY)
    assert [one.zh for one in standing.revoked.grounds] == ["第十九条第（三）项：不接受、不配合跟踪监督"]
    assert history_of(cluster, after).standings[0].state == "valid"
    found = check_number(number, day)
    assert (found.state, found.title.en) == ("revoked", "The recognition was revoked")
    assert found.lines[1].zh == (
        f"认定已于2026年6月1日撤销，证书失效。情形：第十九条第（三）项：不接受、不配合跟踪监督。理由：{WHY}（案件2026-310115-C01）"
    )
    assert [(one.number, one.reason, one.set_aside) for one in list_revocations().items] == [(number, WHY, None)]
    line = register_rows()[0]
    assert (line["certificate"], line["revoked_on"], line["revoked_under"], line["revoked_why"]) == (
        number,
        day,
        "3",
        WHY,
    )
    assert Errand.objects.filter(kind="make_open_data", key__startswith="open-data:revocation:").count() == 1


def test_it_cannot_be_prepared_without_a_finding_nor_notified(cast: Cast) -> None:
    case = opened(cast)
    assert refusals(case, "notify", cast.municipal, at(5, 8)) == ["adverse_finding"]
    assert refusals(case, "prepare_decision", cast.municipal, at(5, 8), **GIVEN) == ["stage", "fit_ending"]


def test_whoever_raised_opened_or_established_it_does_not_decide(cast: Cast) -> None:
    """Four eyes are counted by person, whatever role and whichever part one had."""
    case = opened(cast)
    move(case, "record_finding", cast.municipal_colleague, at(5, 8), **LIMB)
    move(case, "notify", cast.municipal, at(5, 11))
    move(case, "record_service", cast.municipal, at(5, 13), served_on=SERVED_ON, how="hand")
    move(case, "prepare_decision", cast.municipal, OVER, **GIVEN)
    for person in (cast.municipal.person, cast.municipal_colleague.person):
        assert refusals(case, "revoke", replace(cast.approver, person=person), at(5, 29)) == ["four_eyes"]
    move(case, "revoke", cast.approver, at(5, 29))


def test_an_approver_who_raised_the_alert_as_an_officer_does_not_decide(cast: Cast) -> None:
    cluster = recognised(cast).cluster
    both = replace(cast.municipal, person=cast.approver.person)
    told = Told(cluster.number, "illegal_acts", at(4, 1).date(), "行政处罚决定书〔2026〕3号。")
    row = enter_alert(told, by=both, at=at(5, 6))
    case = open_revocation(alerts=[row.pk], by=cast.municipal, at=at(5, 7))
    move(case, "record_finding", cast.municipal, at(5, 8), limb="illegal_acts", text="受行政处罚。")
    move(case, "notify", cast.municipal, at(5, 11))
    move(case, "record_service", cast.municipal, at(5, 13), served_on=SERVED_ON, how="hand")
    move(case, "prepare_decision", cast.municipal, OVER, **GIVEN)
    assert refusals(case, "revoke", cast.approver, at(5, 29)) == ["four_eyes"]
    move(case, "revoke", cast.approver_colleague, at(5, 29))


def test_a_recognition_that_is_to_follow_is_revoked_with_the_one_that_holds(cast: Cast) -> None:
    case = prepared(cast)
    first = Recognition.objects.get()
    Recognition.objects.create(
        cluster=first.cluster,
        number="沪集群2026-X",
        first_day=date(2027, 1, 1),
        last_day=date(2029, 12, 31),
        source="后续",
        by_id=cast.municipal.person,
        at=at(5, 1),
    )
    move(case, "revoke", cast.approver, at(6, 1))
    assert Revocation.objects.count() == 2
    assert [one.state for one in history_of(first.cluster.number, date(2027, 6, 1)).standings] == ["revoked", "revoked"]


def test_an_expired_recognition_is_reached_by_ground_one_alone(cast: Cast) -> None:
    row = recognised(cast, last=date(2026, 4, 30))
    told = Told(row.cluster.number, "not_applied", date(2026, 5, 1), "期满未申请。")
    alert = enter_alert(told, by=cast.municipal, at=at(5, 6))
    case = open_revocation(alerts=[alert.pk], by=cast.municipal, at=at(5, 7))
    move(case, "record_finding", cast.municipal, at(5, 8), **LIMB)
    move(case, "notify", cast.municipal, at(5, 11))
    move(case, "record_service", cast.municipal, at(5, 13), served_on=SERVED_ON, how="hand")
    assert refusals(case, "prepare_decision", cast.municipal, OVER, **GIVEN) == ["fit_ending"]
    move(case, "establish_further", cast.municipal, at(5, 28), reason="改按第一项。")
    move(case, "record_finding", cast.municipal, at(5, 28), limb="not_applied", text="有效期届满未申请复评。")
    move(case, "notify", cast.municipal, at(5, 28, 10))
    move(case, "record_service", cast.municipal, at(5, 28, 11), served_on=at(5, 28).date(), how="hand")
    move(case, "prepare_decision", cast.municipal, at(6, 12), **GIVEN)
    move(case, "revoke", cast.approver, at(6, 15))
    assert Revocation.objects.get().recognition_id == row.pk


def test_what_was_revoked_is_not_revoked_again(cast: Cast) -> None:
    revoked(cast)
    cluster = Cluster.objects.get()
    told = Told(cluster.number, "illegal_acts", at(5, 1).date(), "又一情形。")
    with pytest.raises(Wrong) as wrong:
        enter_alert(told, by=cast.municipal, at=at(6, 2))
    assert set(wrong.value.problems) == {"cluster"}


def test_another_ending_than_prepared_and_an_unknown_one_are_refused(cast: Cast) -> None:
    case = served(cast)
    with pytest.raises(Wrong) as wrong:
        move(case, "prepare_decision", cast.municipal, OVER, ending="forget", reason="无。")
    assert set(wrong.value.problems) == {"ending"}
    with pytest.raises(Wrong) as wrong:
        move(opened_beside(cast), "record_finding", cast.municipal, OVER, limb="none", text="无。")
    assert set(wrong.value.problems) == {"limb"}
    move(case, "prepare_decision", cast.municipal, OVER, ending="keep", reason="不成立。")
    assert refusals(case, "revoke", cast.approver, at(5, 29)) == ["as_prepared"]


def opened_beside(cast: Cast) -> Case:
    """Another cluster's case."""
    cluster = Cluster.objects.get()
    other = Cluster.objects.get(pk=cluster.pk)
    other.pk, other.number = None, "C310115002"  # type: ignore[assignment]  # a new row
    other.save()
    earlier = Earlier(
        other.number, "沪集群2023-C310115002", date(2023, 8, 1), date(2026, 12, 31), "沪经信企〔2023〕1号"
    )
    enter_earlier(earlier, by=cast.municipal, at=at(3, 3))
    row = enter_alert(Told(other.number, "illegal_acts", at(4, 1).date(), "受罚。"), by=cast.municipal, at=at(5, 6))
    return open_revocation(alerts=[row.pk], by=cast.municipal, at=at(5, 7))


def test_an_alert_of_another_case_is_no_ground_of_a_finding(cast: Cast) -> None:
    case = opened(cast)
    other = opened_beside(cast)
    alert = other.alerts.get().alert_id
    with pytest.raises(Wrong) as wrong:
        move(case, "record_finding", cast.municipal, at(5, 8), alert=alert, **LIMB)
    assert set(wrong.value.problems) == {"alert"}
    act: Act = move(case, "record_finding", cast.municipal, at(5, 8), alert=alerted(cast).pk, **LIMB)
    assert act.rows[0].alert_id == case.alerts.get().alert_id  # type: ignore[attr-defined]  # a finding


def test_only_who_has_the_version_at_hand_decides(cast: Cast) -> None:
    case = prepared(cast)
    version = case.version
    move(case, "return_decision", cast.approver, at(5, 29), reason="请补充。")
    with pytest.raises(Overtaken):
        move_case(case=case.pk, move="revoke", version=version, given={}, by=cast.approver_colleague, at=at(5, 29))

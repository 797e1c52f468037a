"""Important changes: reported, late or in time, checked, decided by two, entered on their day (Article 19, item 4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from jiqun.desk.changes.reported import last_report
from jiqun.desk.do.changes.carrying_out import carry_out_due
from jiqun.desk.do.changes.lodging import correct_change, lodge_change
from jiqun.desk.do.registers.clusters import change_cluster, draw_boundary
from jiqun.desk.files import Taken
from jiqun.desk.may import NotThere, cases_of, clusters_of
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.states import states_at
from jiqun.desk.wrong import Wrong
from jiqun.procedure.kit import Refused
from jiqun.procedure.shanghai_2024.change_day import days_late, days_left, last_day_in_time
from jiqun.records.models import (
    Case,
    CaseTerm,
    Cluster,
    ClusterState,
    Errand,
    LedgerEntry,
    Letter,
    Message,
    Organisation,
    SearchKey,
)
from tests.cast import Cast, at, make_cluster
from tests.desk.changed import CHANGED_ON, NEW_CODE, REPORTED, decided, lodged, outline, recognised
from tests.desk.filled import PDF, move
from tests.desk.renewing import opened

pytestmark = pytest.mark.article("19")


def names(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [lack.name for lack in refused.value.lacks]


def test_the_days_are_calendar_days_and_the_last_is_in_time() -> None:
    assert last_day_in_time(CHANGED_ON, 30) == date(2026, 5, 1)
    assert [days_late(CHANGED_ON, date(2026, 5, day), 30) for day in (1, 2, 11)] == [0, 1, 10]
    assert days_late(CHANGED_ON, date(2026, 3, 1), 30) == 0
    assert [days_left(CHANGED_ON, date(2026, 5, day), 30) for day in (1, 2)] == [0, -1]


def test_a_change_is_lodged_with_the_registers_values_frozen_and_goes_to_the_district(cast: Cast) -> None:
    case = lodged(cast, "dominant_industry", at(4, 20))
    report = last_report(case)
    assert (case.number, case.kind, case.stage) == ("2026B-310115-001", "change_report", "submitted")
    assert report.before == {"dominant_industries": ["39"]}
    assert report.after == {"dominant_industries": ["39", "3562"]}
    assert list(cases_of(cast.district)) == [case]
    assert CaseTerm.objects.get(case=case).name == "change_check"
    assert Message.objects.filter(to=cast.district.person, key__startswith="change:").count() == 1
    assert verify_everything().faults == ()


def test_one_report_of_a_kind_is_open_at_a_time(cast: Cast) -> None:
    first = lodged(cast, "area", at(4, 20))
    lodged(cast, "other", at(4, 20))
    with pytest.raises(Refused) as refused:
        lodged(cast, "area", at(4, 21), by=cast.operator_colleague)
    assert names(refused) == ["one_open"]
    assert first.number in refused.value.lacks[0].reason.zh
    move(first, "take_back", cast.operator, at(4, 22), reason="材料不全。")
    lodged(cast, "area", at(4, 23))


def test_only_a_recognised_cluster_reports_changes_and_only_its_operator(cast: Cast) -> None:
    cluster = make_cluster(cast)
    with pytest.raises(Refused) as refused:
        lodge_change(cluster=cluster.pk, kind="other", change=REPORTED["other"], by=cast.operator, at=at(4, 20))
    assert names(refused) == ["recognised"]
    for stranger in (cast.other_operator, cast.district, cast.municipal):
        with pytest.raises(NotThere):
            lodge_change(cluster=cluster.pk, kind="other", change=REPORTED["other"], by=stranger, at=at(4, 20))


def test_an_expired_cluster_reports_changes_while_its_re_evaluation_is_pending(cast: Cast) -> None:
    case = opened(cast)
    Case.objects.filter(pk=case.pk).update(filed_at=at(7, 30), stage="submitted")
    late = {"change": REPORTED["other"], "by": cast.operator, "at": at(8, 3)}
    lodge_change(cluster=case.cluster_id, kind="other", **late)
    Case.objects.filter(pk=case.pk).update(filed_at=at(8, 1))
    with pytest.raises(Refused):
        lodge_change(cluster=case.cluster_id, kind="area", **late | {"change": REPORTED["area"]})


@pytest.mark.parametrize(
    ("kind", "other", "wrong"),
    [
        ("dominant_industry", {"industries": ()}, {"industries"}),
        ("dominant_industry", {"industries": ("39",)}, {"industries"}),
        ("dominant_industry", {"industries": ("99X",), "text": " ", "files": ()}, {"industries", "text", "files"}),
        ("area", {"boundary": None, "area_m2": 0}, {"area_km2", "boundary"}),
        ("operator", {"credit_code": "7"}, {"credit_code"}),
        ("operator", {"name_zh": "", "acceptance": None}, {"name_zh", "acceptance"}),
        ("other", {"other": ""}, {"other"}),
        ("other", {"effective_on": date(2026, 6, 20)}, {"effective_on"}),
        ("other", {"effective_on": date(2023, 6, 30)}, {"effective_on"}),
        ("other", {"files": (Taken("x.txt", b"text"),)}, {"files"}),
    ],
)
def test_everything_wrong_with_a_report_is_said_at_once(
    cast: Cast, kind: str, other: dict[str, object], wrong: set[str]
) -> None:
    with pytest.raises(Wrong) as found:
        lodged(cast, kind, at(4, 20), **other)
    assert set(found.value.problems) == wrong
    assert not Case.objects.filter(kind="change_report").exists()


def test_the_day_may_lie_sixty_days_ahead_or_on_the_first_day_of_the_recognition(cast: Cast) -> None:
    lodged(cast, "other", at(4, 20), effective_on=at(4, 20).date() + timedelta(days=60))
    lodged(cast, "area", at(4, 20), effective_on=date(2023, 7, 1))


def test_a_returned_report_is_corrected_and_keeps_its_first_day(cast: Cast) -> None:
    case = lodged(cast, "area", at(4, 20))
    move(case, "return_for_correction", cast.district, at(4, 21), reason="缺图。", due_on=date(2026, 4, 30))
    change = replace(REPORTED["area"], files=(Taken("图.pdf", PDF + b"%map"),), boundary=None, area_m2=17_000_000)
    version = Case.objects.get(pk=case.pk).version
    correct_change(case=case.pk, version=version, change=change, said="补图。", by=cast.operator, at=at(4, 24))
    report = last_report(case)
    assert (report.place, report.after["area_m2"], len(report.files)) == (2, 17_000_000, 2)
    assert report.after["boundary_sha256"] == outline().sha256
    again = Case.objects.get(pk=case.pk)
    assert (again.stage, again.opened_at) == ("submitted", at(4, 20))
    assert verify_everything().faults == ()


def test_nothing_is_corrected_without_saying_what_or_by_another(cast: Cast) -> None:
    case = lodged(cast, "other", at(4, 20))
    move(case, "return_for_correction", cast.district, at(4, 21), reason="不清楚。", due_on=date(2026, 4, 30))
    values = {"case": case.pk, "version": 2, "change": REPORTED["other"], "at": at(4, 24)}
    with pytest.raises(Wrong) as wrong:
        correct_change(**values, said=" ", by=cast.operator)
    assert set(wrong.value.problems) == {"said"}
    with pytest.raises(NotThere):
        correct_change(**values, said="补。", by=cast.other_operator)


def test_an_approved_change_stands_in_the_register_since_its_own_day(cast: Cast) -> None:
    case = decided(cast, lodged(cast, "dominant_industry", at(4, 20)))
    cluster = recognised(cast)
    cluster.refresh_from_db()
    assert (case.stage, cluster.dominant_industries, cluster.version) == ("approved", "39;3562", 2)
    state = ClusterState.objects.get(case=case)
    assert (state.since, state.at, state.by_id) == (CHANGED_ON, at(4, 27, 11), cast.approver.person)
    asked = {"known": at(5, 1)}
    assert states_at([cluster], on=date(2026, 3, 31), **asked)[cluster.pk].dominant_industries == "39"
    assert states_at([cluster], on=CHANGED_ON, **asked)[cluster.pk].dominant_industries == "39;3562"
    assert states_at([cluster], on=CHANGED_ON, known=at(4, 26))[cluster.pk].dominant_industries == "39"
    assert Letter.objects.get(case=case).kind == "change_approved"
    assert Errand.objects.filter(key=f"open-data:change:{case.pk}").count() == 1
    assert verify_everything().faults == ()


def test_an_approved_area_comes_with_its_boundary_and_box(cast: Cast) -> None:
    decided(cast, lodged(cast, "area", at(4, 20)))
    cluster = Cluster.objects.get()
    drawn = outline()
    assert (cluster.area_m2, cluster.boundary_m2) == (16_900_000, drawn.area_m2)
    assert (cluster.boundary_sha256, (cluster.west, cluster.south, cluster.east, cluster.north)) == (
        drawn.sha256,
        drawn.bounds,
    )


def test_whoever_prepared_it_does_not_decide_and_another_ending_is_refused(cast: Cast) -> None:
    case = lodged(cast, "other", at(4, 20))
    move(case, "check", cast.district, at(4, 21), opinion="属实。")
    with pytest.raises(Wrong):
        move(case, "prepare_decision", cast.municipal, at(4, 22), ending="ignore", reason="无。")
    move(case, "prepare_decision", cast.municipal, at(4, 22), ending="refuse", reason="理由不足。")
    same = replace(cast.approver, person=cast.municipal.person)
    for who, move_name, lacks in ((same, "refuse", ["four_eyes"]), (cast.approver, "approve", ["as_prepared"])):
        with pytest.raises(Refused) as refused:
            move(case, move_name, who, at(4, 23))
        assert names(refused) == lacks
    move(case, "refuse", cast.approver, at(4, 23))
    assert Letter.objects.get(case=case).kind == "change_refused"
    assert Cluster.objects.get().version == 1


def test_a_new_operator_gets_the_cluster_and_what_was_not_filed_and_the_old_one_keeps_what_was(cast: Cast) -> None:
    draft, filed = opened(cast), lodged(cast, "other", at(4, 20))
    decided(cast, lodged(cast, "operator", at(4, 20)))
    body, cluster = Organisation.objects.get(credit_code=NEW_CODE), Cluster.objects.get()
    assert (body.kind, body.district, body.name_zh) == ("operator", "310115", "张江新运营公司（测试）")
    assert cluster.operator == body
    assert not clusters_of(cast.operator).exists()
    assert [Case.objects.get(pk=case.pk).operator_id for case in (draft, filed)] == [
        body.pk,
        cast.operator.organisation,
    ]
    assert filed in cases_of(cast.operator)
    assert draft not in cases_of(cast.operator)
    key = SearchKey.objects.get(kind="cluster", subject=cluster.pk)
    assert key.operator == body.pk
    assert "张江新运营公司" in key.text
    assert Message.objects.filter(to=cast.district.person, path=f"/desk/people/{body.pk}/").count() == 1
    assert verify_everything().faults == ()


def test_an_operator_that_is_on_the_register_is_taken_by_its_code_and_keeps_its_name(cast: Cast) -> None:
    other = Organisation.objects.get(pk=cast.other_operator.organisation)
    decided(cast, lodged(cast, "operator", at(4, 20), credit_code=other.credit_code, name_zh="另一名称"))
    assert Cluster.objects.get().operator == other
    other.refresh_from_db()
    assert other.name_zh == "安亭汽车集群服务中心（测试）"
    assert clusters_of(cast.other_operator).count() == 1


def test_an_operator_that_is_renamed_stays_the_same_body(cast: Cast) -> None:
    own = Organisation.objects.get(pk=cast.operator.organisation)
    case = lodged(cast, "operator", at(4, 20), credit_code=own.credit_code, name_zh="新名", acceptance=None)
    decided(cast, case)
    own.refresh_from_db()
    assert (own.name_zh, Cluster.objects.get().operator) == ("新名", own)
    assert Organisation.objects.filter(kind="operator").count() == 2


def test_a_body_of_another_kind_is_told_and_not_taken(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.enterprise.organisation).update(credit_code=NEW_CODE)
    with pytest.raises(Wrong) as wrong:
        lodged(cast, "operator", at(4, 20))
    assert set(wrong.value.problems) == {"credit_code"}


def test_a_change_of_a_later_day_is_entered_on_it_once_however_late_the_work_runs(cast: Cast) -> None:
    case = decided(cast, lodged(cast, "dominant_industry", at(4, 20), effective_on=date(2026, 5, 10)))
    assert Cluster.objects.get().dominant_industries == "39"
    assert carry_out_due(at=at(5, 9, 23, 59)) == 0
    assert [carry_out_due(at=at(5, 13)) for _ in range(2)] == [1, 0]
    state = ClusterState.objects.get(case=case)
    assert (state.since, state.at, state.by_id) == (date(2026, 5, 10), at(5, 13), None)
    assert Cluster.objects.get().dominant_industries == "39;3562"
    assert LedgerEntry.objects.filter(act="carry_out_change").count() == 1
    assert verify_everything().faults == ()


def test_a_change_that_is_known_after_a_later_one_holds_before_and_with_it(cast: Cast) -> None:
    decided(cast, lodged(cast, "area", at(4, 20), effective_on=date(2026, 4, 15)), day=21)
    decided(cast, lodged(cast, "dominant_industry", at(4, 22)), day=23)
    cluster = Cluster.objects.get()

    def said(on: date) -> tuple[str, int]:
        row = states_at([cluster], on=on, known=at(5, 1))[cluster.pk]
        return row.dominant_industries, row.area_m2

    assert said(date(2026, 3, 31)) == ("39", 12_000_000)
    assert said(date(2026, 4, 14)) == ("39;3562", 12_000_000)
    assert said(date(2026, 4, 15)) == ("39;3562", 16_900_000)
    assert (cluster.dominant_industries, cluster.area_m2) == ("39;3562", 16_900_000)


def test_an_earlier_change_that_comes_to_be_known_does_not_undo_a_later_one_of_its_kind(cast: Cast) -> None:
    decided(cast, lodged(cast, "dominant_industry", at(4, 20), effective_on=date(2026, 4, 15)), day=21)
    earlier = {"effective_on": date(2026, 4, 1), "industries": ("39", "27")}
    decided(cast, lodged(cast, "dominant_industry", at(4, 22), **earlier), day=23)
    cluster = Cluster.objects.get()
    found = [states_at([cluster], on=date(2026, 4, day), known=at(5, 1))[cluster.pk] for day in (1, 14, 15)]
    assert [row.dominant_industries for row in found] == ["39;27", "39;27", "39;3562"]
    assert cluster.dominant_industries == "39;3562"


def test_a_recognised_cluster_is_corrected_by_an_office_with_a_reason_and_by_its_operator_not_at_all(
    cast: Cast,
) -> None:
    cluster = recognised(cast)
    values = {"cluster": cluster.pk, "version": 1, "name_zh": "新名", "name_en": "", "area_m2": 12_000_000}
    for by, reason in ((cast.operator, "笔误"), (cast.district, " ")):
        with pytest.raises(Wrong) as wrong:
            change_cluster(**values, reason=reason, by=by, at=at(4, 20))
        assert set(wrong.value.problems) == {"reason"}
        with pytest.raises(Wrong):
            draw_boundary(cluster=cluster.pk, version=1, boundary=outline(), reason=reason, by=by, at=at(4, 20))
    change_cluster(**values, reason="登记时录入有误。", by=cast.district, at=at(4, 20))
    assert Cluster.objects.get().name_zh == "新名"

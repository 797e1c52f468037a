"""What people do with alerts: dismiss them with reasons, open a case, enter one; who reads them (Article 19)."""

from __future__ import annotations

import pytest

from jiqun.desk.do.registers.incidents import withdraw_incident
from jiqun.desk.do.revoking.alerts import Told, dismiss_alert, enter_alert
from jiqun.desk.do.revoking.noticing import notice_grounds
from jiqun.desk.do.revoking.opening import open_revocation
from jiqun.desk.files import Taken
from jiqun.desk.look.revoking.alerts import Wanted, alert_paper, list_alerts, look_at_alert
from jiqun.desk.may import NotThere
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.wrong import Wrong
from jiqun.procedure.shanghai_2024.grounds import LIMBS
from jiqun.records.models import (
    Alert,
    AlertSettled,
    Case,
    Cluster,
)
from tests.cast import Cast, at
from tests.desk.filled import PDF
from tests.desk.revoking.builders import alerted, recognised
from tests.desk.revoking.rows import firm_in, incident

pytestmark = pytest.mark.article("19")


def test_an_alert_whose_ground_is_gone_stays_and_says_so(cast: Cast) -> None:
    firm = firm_in(cast, recognised(cast).cluster)
    row = incident(cast, firm, "illegal")
    notice_grounds(at=at(5, 7))
    alert = Alert.objects.get()
    assert look_at_alert(alert.pk, by=cast.municipal, at=at(5, 7)).item.stands is True
    withdraw_incident(incident=row.pk, reason="误登。", by=cast.municipal, at=at(5, 8))
    view = look_at_alert(alert.pk, by=cast.municipal, at=at(5, 9))
    assert (view.item.stands, view.item.state) == (False, "open")
    assert "已撤回" in view.sources[0].title.zh
    dismiss_alert(alert=alert.pk, reason="登记已撤回，情形不成立。", by=cast.municipal, at=at(5, 9))
    view = look_at_alert(alert.pk, by=cast.district, at=at(5, 10))
    assert (view.item.state, view.reason, view.settled_by) == ("dismissed", "登记已撤回，情形不成立。", "郑经办")
    assert verify_everything().faults == ()


def test_it_is_dismissed_only_with_reasons_and_only_once(cast: Cast) -> None:
    alert = alerted(cast)
    with pytest.raises(Wrong) as wrong:
        dismiss_alert(alert=alert.pk, reason="  ", by=cast.municipal, at=at(5, 7))
    assert set(wrong.value.problems) == {"reason"}
    dismiss_alert(alert=alert.pk, reason="不成立。", by=cast.municipal, at=at(5, 7))
    for again in (
        lambda: dismiss_alert(alert=alert.pk, reason="又。", by=cast.municipal_colleague, at=at(5, 8)),
        lambda: open_revocation(alerts=[alert.pk], by=cast.municipal_colleague, at=at(5, 8)),
    ):
        with pytest.raises(Wrong) as wrong:
            again()
        assert set(wrong.value.problems) == {"alerts"}
    assert notice_grounds(at=at(5, 9)) == 0


def test_several_alerts_of_a_cluster_go_into_one_case_and_later_ones_join_it(cast: Cast) -> None:
    first = alerted(cast)
    second = alerted(cast, "illegal_acts", "受行政处罚。")
    case = open_revocation(alerts=[first.pk, second.pk], by=cast.municipal, at=at(5, 7))
    third = alerted(cast, "dishonesty", "列入严重失信名单。")
    assert open_revocation(alerts=[third.pk], by=cast.municipal_colleague, at=at(5, 8)).pk == case.pk
    assert case.alerts.count() == 3
    assert Case.objects.filter(kind="revocation").count() == 1
    assert (case.number, case.about, case.round, case.filed_at) == ("2026-310115-C01", None, None, at(5, 7))


def test_alerts_of_two_clusters_are_no_one_case(cast: Cast) -> None:
    first = alerted(cast)
    other = Cluster.objects.get(pk=first.cluster_id)
    other.pk, other.number = None, "C310115002"  # type: ignore[assignment]  # a new row
    other.save()
    recognised(cast, cluster=other)
    second = enter_alert(Told("C310115002", "dishonesty", at(4, 1).date(), "失信。"), by=cast.municipal, at=at(5, 6))
    for wanted in ([first.pk, second.pk], []):
        with pytest.raises(Wrong) as wrong:
            open_revocation(alerts=wanted, by=cast.municipal, at=at(5, 7))
        assert set(wrong.value.problems) == {"alerts"}
    assert not AlertSettled.objects.exists()


def test_an_officer_enters_any_limb_with_files_and_a_doubled_click_enters_it_once(cast: Cast) -> None:
    cluster = recognised(cast).cluster
    for limb in LIMBS:
        told = Told(cluster.number, limb, at(4, 1).date(), f"{limb}的情况。", (Taken("函.pdf", PDF),))
        row = enter_alert(told, by=cast.municipal, at=at(5, 6))
        assert enter_alert(told, by=cast.municipal, at=at(5, 6, 10)).pk == row.pk
    assert Alert.objects.count() == len(LIMBS)
    assert alert_paper(row.pk, 1, by=cast.auditor).data == PDF
    for place in (0, 2):
        with pytest.raises(NotThere):
            alert_paper(row.pk, place, by=cast.auditor)
    assert verify_everything().faults == ()


def test_everything_wrong_with_an_entry_is_said_at_once(cast: Cast) -> None:
    recognised(cast)
    told = Told("C999", "none", at(5, 7).date(), " ", (Taken("页.pdf", b"<html>"),))
    with pytest.raises(Wrong) as wrong:
        enter_alert(told, by=cast.municipal, at=at(5, 6))
    assert set(wrong.value.problems) == {"cluster", "limb", "since", "text", "files"}


def test_a_district_reads_those_of_its_clusters_an_auditor_all_and_nobody_else_any(cast: Cast) -> None:
    alert = alerted(cast)
    for reader in (cast.municipal, cast.approver, cast.auditor, cast.district):
        assert [one.id for one in list_alerts(Wanted(), by=reader, at=at(5, 7)).items] == [alert.pk]
        assert look_at_alert(alert.pk, by=reader, at=at(5, 7)).may_settle == (reader is cast.municipal)
    assert list_alerts(Wanted(), by=cast.other_district, at=at(5, 7)).items == ()
    with pytest.raises(NotThere):
        look_at_alert(alert.pk, by=cast.other_district, at=at(5, 7))
    for stranger in (cast.operator, cast.enterprise, cast.expert, cast.inspector, cast.administrator):
        for look in (
            lambda by: list_alerts(Wanted(), by=by, at=at(5, 7)),
            lambda by: look_at_alert(alert.pk, by=by, at=at(5, 7)),
            lambda by: alert_paper(alert.pk, 1, by=by),
        ):
            with pytest.raises(NotThere):
                look(stranger)
    for reader in (cast.district, cast.approver, cast.auditor):
        for act in (
            lambda by: dismiss_alert(alert=alert.pk, reason="不。", by=by, at=at(5, 7)),
            lambda by: open_revocation(alerts=[alert.pk], by=by, at=at(5, 7)),
            lambda by: enter_alert(Told("C310115001", "dishonesty", at(4, 1).date(), "x"), by=by, at=at(5, 7)),
        ):
            with pytest.raises(NotThere):
                act(reader)


def test_filters_by_ground_district_and_state(cast: Cast) -> None:
    third, fifth = alerted(cast), alerted(cast, "dishonesty", "失信。")
    dismiss_alert(alert=third.pk, reason="不成立。", by=cast.municipal, at=at(5, 7))

    def shown(**wanted: str) -> list[int]:
        return [one.id for one in list_alerts(Wanted(**wanted), by=cast.municipal, at=at(5, 8)).items]

    assert shown() == [fifth.pk]
    assert shown(state="") == [fifth.pk, third.pk]
    assert shown(state="dismissed") == [third.pk]
    assert shown(ground="3", state="") == [third.pk]
    assert shown(district="310114", state="") == []
    open_revocation(alerts=[fifth.pk], by=cast.municipal, at=at(5, 8))
    assert shown(state="case") == [fifth.pk]

"""Alerts and a revocation through their pages: what is said to whom, in both languages, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jiqun.desk.do.registers.incidents import withdraw_incident
from jiqun.desk.do.revoking.noticing import notice_grounds
from jiqun.jobs.worker import work_off
from jiqun.records.models import Alert, Case, Letter, Revocation
from jiqun.web.pages import PAGES
from jiqun.web.routes import REGISTER
from tests.cast import Cast, at
from tests.desk.filled import PDF
from tests.desk.revoking.builders import (
    ESTABLISHED,
    OVER,
    WHY,
    alerted,
    notified,
    opened,
    prepared,
    recognised,
    revoked,
    served,
)
from tests.desk.revoking.rows import firm_in, incident
from tests.web.registers.counting import queries
from tests.web.test_access import _names, signed_in

pytestmark = pytest.mark.article("19")
Clock = Callable[[datetime], None]
assert PAGES  # the register of routes is filled as the pages are read


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Pages read the clock: this sets it."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr("jiqun.base.clock.now", lambda: moment)

    set_to(at(5, 7))
    return set_to


def text(client: Client, path: str, lang: str = "zh") -> str:
    client.post("/language/", {"lang": lang})
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def typed(**more: Any) -> dict[str, Any]:
    first = {
        "cluster": "C310115001",
        "limb": "illegal_acts",
        "since": "2026-04-01",
        "text": "行政处罚决定书〔2026〕3号。",
    }
    return first | more


def test_an_officer_enters_an_alert_with_a_file_and_everything_wrong_is_said_at_once(cast: Cast, clock: Clock) -> None:
    recognised(cast)
    client = signed_in(cast.municipal)
    assert "第十九条第（二）项：存在违法行为" in text(client, "/desk/alerts/new/")
    assert "Article 19, item 2: Illegal acts" in text(client, "/desk/alerts/new/", "en")
    wrong = client.post("/desk/alerts/new/", typed(limb="", since="2026-05-08", cluster="C9"))
    assert (wrong.status_code, set(wrong.context["problems"])) == (422, {"cluster", "limb", "since"})
    assert "行政处罚决定书" in wrong.content.decode()
    sent = client.post("/desk/alerts/new/", typed(files=[SimpleUploadedFile("决定书.pdf", PDF)]))
    row = Alert.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, f"/desk/alerts/{row.pk}/")
    shown = text(client, sent["Location"], "zh")
    assert "决定书.pdf" in shown
    assert "待核实" in shown
    assert client.get(f"/desk/alerts/{row.pk}/files/1/").content == PDF
    assert client.get(f"/desk/alerts/{row.pk}/files/2/").status_code == 404


def test_a_noticed_alert_leads_to_the_rows_behind_it_and_says_when_they_are_gone(cast: Cast, clock: Clock) -> None:
    firm = firm_in(cast, recognised(cast).cluster)
    row = incident(cast, firm, "safety", "major")
    notice_grounds(at=at(5, 7))
    path = f"/desk/alerts/{Alert.objects.get().pk}/"
    shown = text(signed_in(cast.district), path)
    for said in (
        "规定等级以上安全事故",
        firm.name,
        "重大",
        "2026年4月1日",
        f"/desk/incidents/?text={firm.credit_code}",
    ):
        assert said in shown
    assert "/dismiss/" not in shown  # a district reads
    withdraw_incident(incident=row.pk, reason="误登。", by=cast.municipal, at=at(5, 7))
    assert "数据现在已不再显示这一情形" in text(signed_in(cast.municipal), path)
    assert "The data do not show it any more" in text(signed_in(cast.municipal), path, "en")


def test_it_is_dismissed_with_reasons_on_its_page(cast: Cast, clock: Clock) -> None:
    alert = alerted(cast)
    client, path = signed_in(cast.municipal), f"/desk/alerts/{alert.pk}/"
    assert client.post(f"{path}dismiss/", {"reason": " "}).status_code == 422
    assert client.post(f"{path}dismiss/", {"reason": "经核实不成立。"}).status_code == 302
    shown = text(client, path)
    assert "经核实不成立。" in shown
    assert "已排除" in shown
    assert client.get(f"{path}dismiss/").status_code == 404
    assert client.get(f"{path}case/").status_code == 404
    assert text(client, "/desk/alerts/").count(path) == 0  # the list begins with the open ones
    assert path in text(client, "/desk/alerts/?state=dismissed&ground=3&district=310115")


def test_a_case_is_opened_upon_several_alerts_of_a_cluster(cast: Cast, clock: Clock) -> None:
    first, second, third = alerted(cast), alerted(cast, "illegal_acts", "受罚。"), alerted(cast, "dishonesty", "失信。")
    client = signed_in(cast.municipal)
    form = text(client, f"/desk/alerts/{first.pk}/case/")
    assert form.count('name="others"') == 2
    sent = client.post(f"/desk/alerts/{first.pk}/case/", {"others": [second.pk]})
    case = Case.objects.get(kind="revocation")
    assert sent["Location"] == f"/desk/cases/{case.pk}/"
    assert case.alerts.count() == 2
    shown = text(client, sent["Location"])
    assert "已立案，调查核实中" in shown
    assert "没有不利认定，不能撤销" in shown
    assert f"并入案件{case.number}" in text(client, f"/desk/alerts/{third.pk}/")


def test_the_whole_way_through_the_pages(cast: Cast, clock: Clock) -> None:
    case = opened(cast)
    at_case, officer = f"/desk/cases/{case.pk}/", signed_in(cast.municipal)

    def make(client: Client, name: str, when: datetime, **given: Any) -> Any:
        clock(when)
        version = Case.objects.get(pk=case.pk).version
        return client.post(f"{at_case}move/{name}/", {"version": version, **given})

    assert "尚未记录不利认定" in text(officer, at_case)
    form = text(officer, f"{at_case}move/record_finding/")
    assert "所据的线索" in form
    finding = {"limb": "supervision_refused", "text": ESTABLISHED, "alert": str(case.alerts.get().alert_id)}
    assert make(officer, "record_finding", at(5, 8), **finding).status_code == 302
    assert make(officer, "notify", at(5, 11)).status_code == 302
    assert make(officer, "record_service", at(5, 14), served_on="2026-05-09", how="post").status_code == 409
    assert make(officer, "record_service", at(5, 14), served_on="2026-05-13", how="post").status_code == 302

    operator = signed_in(cast.operator)
    shown = text(operator, at_case)
    assert "贵单位可在2026年5月27日前（含当日）陈述申辩" in shown
    assert ESTABLISHED in shown
    assert "/desk/alerts/" not in shown
    assert 'enctype="multipart/form-data"' in text(operator, f"{at_case}move/answer/")
    files = [SimpleUploadedFile("说明.pdf", PDF), SimpleUploadedFile("台账.pdf", PDF)]
    assert make(operator, "answer", at(5, 18), text="已提出替代方案。", files=files).status_code == 302
    assert "已提出替代方案。" in text(officer, f"{at_case}move/prepare_decision/")
    step = Case.objects.get(pk=case.pk).steps.get(move="answer").place
    assert officer.get(f"{at_case}answers/{step}/2/").content == PDF
    assert signed_in(cast.other_operator).get(f"{at_case}answers/{step}/2/").status_code == 404

    decided_by_two(cast, at_case, make)


def decided_by_two(cast: Cast, at_case: str, make: Callable[..., Any]) -> None:
    """Not a minute early; prepared by one, decided by another, and the operator may appeal."""
    officer, operator = signed_in(cast.municipal), signed_in(cast.operator)
    early = make(officer, "prepare_decision", at(5, 27), ending="revoke", reason=WHY)
    assert early.status_code == 409
    assert "陈述申辩期到2026年5月27日届满" in early.content.decode()
    assert make(officer, "prepare_decision", OVER, ending="revoke", reason=WHY).status_code == 302
    approver = signed_in(cast.approver)
    assert WHY in text(approver, at_case)
    assert WHY not in text(operator, at_case)
    assert make(approver, "revoke", at(6, 1)).status_code == 302
    assert Revocation.objects.count() == 1
    told = text(operator, at_case)
    assert "/appeal/" in told
    assert "撤销认定决定" in told


def test_the_public_pages_say_revoked_and_keep_the_reason(cast: Cast, clock: Clock) -> None:
    revoked(cast)
    clock(at(6, 2))
    work_off(lambda: at(6, 2))
    visitor = Client()
    for path in ("/clusters/C310115001/", "/revocations/", "/verify/?number=沪集群2023-C310115001"):
        for lang, said in (("zh", "第十九条第（三）项：不接受、不配合跟踪监督"), ("en", "Article 19, item 3")):
            shown = text(visitor, path, lang)
            assert (path, said in shown, WHY in shown) == (path, True, True)
    register = text(visitor, "/clusters/")
    assert "/revocations/" in register
    assert "已撤销" in register
    assert "0个集群现在认定有效期内" in register
    assert "没有找到集群。" in text(visitor, "/clusters/?recognised=yes")
    for form in ("csv", "json", "geojson"):
        answer = visitor.get(f"/open-data/clusters.{form}")
        assert WHY in b"".join(answer).decode() if answer.streaming else WHY in answer.content.decode()
    commission = text(signed_in(cast.municipal), "/desk/recognitions/")
    assert "2026年6月1日撤销" in commission


def test_a_district_follows_the_case_and_an_auditor_reads_all_of_it(cast: Cast, clock: Clock) -> None:
    case = notified(cast)
    path = f"/desk/cases/{case.pk}/"
    letter = Letter.objects.get(case=case)
    for reader in (cast.district, cast.auditor, cast.approver):
        shown = text(signed_in(reader), path)
        assert (ESTABLISHED in shown, letter.number in shown) == (True, True)
        assert "/move/" not in shown
    for stranger in (cast.operator, cast.other_district, cast.other_operator, cast.enterprise):
        assert signed_in(stranger).get(path).status_code == 404
        assert signed_in(stranger).get(f"{path}letters/{letter.pk}/zh/").status_code == 404
    served_by_move = text(signed_in(cast.municipal), f"{path}letters/{letter.pk}/")
    assert 'name="on"' not in served_by_move


def test_lists_of_alerts_ask_as_often_for_many_as_for_few(cast: Cast, clock: Clock) -> None:
    firm = firm_in(cast, recognised(cast).cluster)
    for _ in range(2):
        incident(cast, firm, "illegal")
    alerted(cast)
    notice_grounds(at=at(5, 7))
    client = signed_in(cast.municipal)
    pages = ("/desk/alerts/", f"/desk/alerts/{Alert.objects.latest('pk').pk}/", "/revocations/")
    before = [queries(client, path) for path in pages]
    for _ in range(5):
        incident(cast, firm, "illegal")
    alerted(cast, "dishonesty", "失信。")
    notice_grounds(at=at(5, 7))
    assert [queries(client, path) for path in pages] == before


def test_the_dossier_of_a_revocation_can_be_asked_for(cast: Cast, clock: Clock) -> None:
    case = prepared(cast)
    clock(OVER)
    for reader in (cast.municipal, cast.operator):
        client = signed_in(reader)
        assert client.get(f"/desk/cases/{case.pk}/dossier/").status_code == 200
        assert client.post(f"/desk/cases/{case.pk}/dossier/", {"lang": "zh"}).status_code == 302
    work_off(lambda: OVER)


def test_a_served_case_stands_in_the_calendar_and_in_the_list_of_its_operator(cast: Cast, clock: Clock) -> None:
    case = served(cast)
    clock(at(5, 20))
    client = signed_in(cast.operator)
    for path in ("/desk/", "/desk/cases/", "/desk/calendar/", "/desk/search/?q=C310115001"):
        assert (path, case.number in text(client, path)) == (path, True) or path == "/desk/search/?q=C310115001"
    clock(OVER)
    assert "逾期" not in text(client, f"/desk/cases/{case.pk}/")
    assert "已届满" in text(client, f"/desk/cases/{case.pk}/")


def test_no_page_of_a_case_breaks_on_one_of_this_kind(cast: Cast, clock: Clock) -> None:
    """What belongs to applications alone is not there for it."""
    case = served(cast)
    clock(at(5, 20))
    ids = {"case_id": case.pk, "letter_id": Letter.objects.get().pk, "lang": "zh", "clause": "A6.4.2", "key": "output"}
    ids |= {"move": "answer", "which": "draft", "place": 1, "answer": 1}
    routes = [one for one in REGISTER.values() if "case_id" in one.address]
    for who in ("operator", "district", "municipal", "approver", "auditor"):
        client = signed_in(getattr(cast, who))
        client.raise_request_exception = False
        for route in routes:
            path = reverse(route.name, kwargs={name: ids.get(name, 1) for name in _names(route.address)})
            answers = [client.get(path).status_code, client.post(path, {}).status_code]
            assert (route.name, who, max(answers) < 500) == (route.name, who, True)

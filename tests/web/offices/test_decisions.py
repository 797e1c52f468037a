"""The pages of the decision, and what everybody else sees of it: nothing before its time, then all of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from jiqun.jobs.worker import work_off
from jiqun.records.models import Case, Message, Recognition
from jiqun.web.pages import PAGES
from jiqun.web.routes import REGISTER
from tests.cast import Cast, at, make_cast, make_cluster
from tests.desk.decided import ANNOUNCED_AT, decided, on_notice
from tests.web.test_access import signed_in

assert PAGES
On = Callable[[datetime], None]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> On:
    """Sets the clock that the doors read."""

    def day(when: datetime) -> None:
        monkeypatch.setattr("jiqun.base.clock.now", lambda: when)

    return day


@pytest.mark.article("9")
def test_officer_and_approver_decide_on_the_pages_and_the_public_reads_it(cast: Cast, on: On) -> None:
    case = on_notice(cast)
    board = f"/desk/rounds/{case.round_id}/decisions/"
    officer, approver = signed_in(cast.municipal), signed_in(cast.approver)
    on(at(6, 2))
    assert "公示期满无异议" in officer.get(board).content.decode()
    form = {f"choice_{case.pk}": "recognise", f"reason_{case.pk}": "公示无异议。", f"version_{case.pk}": case.version}
    assert "拟办1件" in officer.post(board, {**form, "step": "preview"}).content.decode()
    assert officer.post(board, {**form, "step": "prepare"}).status_code == 302
    again = officer.post(board, {**form, "step": "prepare"})
    assert again.status_code == 409  # somebody acted on it meanwhile

    on(at(6, 3))
    version = Case.objects.get(pk=case.pk).version
    sign = {"case": case.pk, f"version_{case.pk}": version, "announce_at": "2026-06-08T09:00"}
    shown = approver.get(board).content.decode()
    assert cast.municipal.name in shown
    assert "没有变化" in shown
    wrong = approver.post(board, {**sign, "announce_at": "2026-06-01T09:00", "step": "sign"})
    assert (wrong.status_code, "公布时间不能早于现在" in wrong.content.decode()) == (422, True)
    assert "签批1件" in approver.post(board, {**sign, "step": "look"}).content.decode()
    assert approver.post(board, {**sign, "step": "sign"}).status_code == 302

    announce_on_the_page(case, officer, on)
    read_by_a_visitor(case)
    assert "SHJQ-2026-1" in officer.get("/desk/recognitions/").content.decode()


def announce_on_the_page(case: Case, officer: Client, on: On) -> None:
    page = f"/desk/rounds/{case.round_id}/announce/"
    assert "2026-06-08 09:00" in officer.get(page).content.decode()
    seen = _hidden(officer, page, at(6, 8), on)
    on(at(6, 5))
    assert officer.post(page, {"seen": seen}).status_code == 409
    on(ANNOUNCED_AT)
    assert officer.post(page, {"seen": seen}).status_code == 302
    work_off(lambda: ANNOUNCED_AT)


def read_by_a_visitor(case: Case) -> None:
    visitor = Client()
    public = visitor.get(f"/clusters/{case.cluster.number}/").content.decode()
    for words in ("SHJQ-2026-1", "2026年6月8日", "2029年6月7日", "公开指标", "中小企业产值占比"):
        assert words in public
    assert visitor.get(f"/certificates/{Recognition.objects.get().pk}.pdf").content.startswith(b"%PDF")
    assert "今天（2026年6月8日）在有效期内" in visitor.get("/verify/?number=SHJQ-2026-1").content.decode()
    assert case.cluster.number in visitor.get("/clusters/?recognised=yes&industry=39&year=2026").content.decode()
    assert "没有找到集群" in visitor.get("/clusters/?recognised=yes&industry=27").content.decode()
    for name in ("clusters.csv", "clusters.json", "clusters.geojson", "clusters.parquet"):
        assert visitor.get(f"/open-data/{name}").status_code == 200
    assert b"SHJQ-2026-1" in visitor.get("/open-data/clusters.csv").content


def _hidden(client: Client, page: str, when: datetime, on: On) -> str:
    on(when)
    text = client.get(page).content.decode()
    return text.partition('name="seen" value="')[2].partition('"')[0]


@pytest.mark.article("9")
def test_two_worlds_that_differ_in_a_signed_decision_look_the_same_outside(cast: Cast, on: On) -> None:
    case = on_notice(cast)
    worlds = []
    for recognise in (True, False):
        with transaction.atomic():
            decided(cast, case, recognise=recognise)
            work_off(lambda: at(6, 3, 10))
            on(at(6, 4))
            worlds.append(_seen_outside(cast, case))
            transaction.set_rollback(True)
    assert len(worlds[0]) > 60
    assert {key: text for key, text in worlds[0].items() if worlds[1][key] != text} == {}


def _seen_outside(cast: Cast, case: Case) -> dict[tuple[str, str], bytes]:
    """Every page without a place for an object, and those of the case, for an operator, its district and a visitor."""
    found = {}
    own = [f"desk/cases/{case.pk}/", f"clusters/{case.cluster.number}/", f"notices/{case.round_id}/"]
    own += [f"desk/cases/{case.pk}/move/withdraw/", f"desk/clusters/{case.cluster_id}/"]
    for name, client in (
        ("operator", signed_in(cast.operator)),
        ("district", signed_in(cast.district)),
        ("visitor", Client()),
    ):
        for path in (*(one.address for one in REGISTER.values() if "<" not in one.address), *own):
            if path.startswith(("healthz", "readyz", "ledger/")):
                continue  # a ledger's roots are of salted hashes: they differ wherever anything was done
            answer = client.get(f"/{path}", {"q": "张江", "text": "张江"})
            found[name, path] = _plain(answer.getvalue())
        told = Message.objects.filter(to__email__contains=name).order_by("pk")
        found[name, "mail"] = repr(list(told.values_list("subject", "body", "made_at"))).encode()
    return found


def _plain(text: bytes) -> bytes:
    """Without what is drawn by lot for every answer."""
    text = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", text)
    return re.sub(rb'nonce="[^"]*"', b"", text)


@pytest.mark.article("9")
def test_a_file_of_the_2023_batch_is_looked_at_row_by_row_and_then_entered(cast: Cast, on: On) -> None:
    on(at(6, 2))
    cluster = make_cluster(cast)
    client, page = signed_in(cast.municipal), "/desk/recognitions/batch/"
    head = "集群编号,证书编号,有效期首日,有效期末日,来源文件\n"
    good = f"{cluster.number},沪集群2023-01,2023-11-01,2026-10-31,沪经信企〔2023〕1号\n"
    bad = "C999999999,沪集群2023-02,2025-11-01,2024-10-31,沪经信企〔2023〕1号\n"

    def sent(text: str) -> HttpResponse:
        return client.post(page, {"file": SimpleUploadedFile("批次.csv", text.encode("gb18030"))})

    refused = sent(head + "C1,,2023年,2026-10-31,x\n")
    assert (refused.status_code, "请按2023-11-01的格式填写日期" in refused.content.decode()) == (422, True)
    shown = sent(head + good + bad).content.decode()
    for words in ("名录中没有这个编号的集群", "只能补录《办法》施行", "末日不能早于首日"):
        assert words in shown
    assert Recognition.objects.count() == 0
    text = head + good
    assert "补录1件" in sent(text).content.decode()
    assert client.post(page, {"text": text, "step": "enter"}).status_code == 302
    row = Recognition.objects.get()
    assert (row.case_id, row.source, str(row.last_day)) == (None, "沪经信企〔2023〕1号", "2026-10-31")
    public = Client().get(f"/clusters/{cluster.number}/").content.decode()
    assert "2023年批次" in public
    assert "沪经信企〔2023〕1号" in public
    again = client.post(page, {"text": text, "step": "enter"})
    assert (again.status_code, "该集群已有认定" in again.content.decode()) == (422, True)

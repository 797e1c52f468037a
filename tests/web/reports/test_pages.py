"""The pages of annual reports and tracking: who sees what, what is sent, what the files say (Article 16)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.core.cache import cache
from django.test import Client
from openpyxl import load_workbook

from jiqun.base import clock
from jiqun.desk.do.reports.opening import open_reports
from jiqun.desk.do.tracking.records import record_tracking
from jiqun.records.models import Case, Draft, Person, Recognition, TrackingFollowUp, TrackingRecord
from tests.cast import Cast, cluster_of
from tests.desk.reported import TOLD, forwarded, on, opened, recognised, sent_in
from tests.web.registers.counting import queries
from tests.web.switching.forms import fields, switched
from tests.web.test_access import signed_in

pytestmark = pytest.mark.article("16")
Put = Callable[[datetime], None]


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Put:
    """The doors' clock, put to a moment."""

    def put(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    cache.clear()
    return put


def test_the_same_pages_that_serve_applications_serve_a_report(cast: Cast, now: Put) -> None:
    case = opened(cast)
    now(on(2, 1))
    client = signed_in(cast.operator)
    page = client.get(f"/desk/cases/{case.pk}/tasks/")
    text = page.content.decode()
    assert "年度发展情况报告" in text
    assert "已于2027年1月1日 00:05预填，尚未修改" in text
    parts = ("profile", "data", "development", "evidence", "clauses", "plan")
    for part in parts:
        assert f'href="/desk/cases/{case.pk}/{part}/' in text
        assert client.get(f"/desk/cases/{case.pk}/{part}/").status_code == 200
    book = client.get(f"/desk/cases/{case.pk}/workbook/draft/").getvalue()
    rows = load_workbook(io.BytesIO(book))["年度数据"].iter_rows(values_only=True)
    assert {row[1] for row in rows if isinstance(row[1], int | float)} == {2023, 2024, 2025, 2026}


def test_the_development_of_the_year_is_kept_as_it_is_typed_and_a_colleagues_is_not_lost(cast: Cast, now: Put) -> None:
    case = opened(cast)
    now(on(2, 1))
    here = f"/desk/cases/{case.pk}/development/"
    client, colleague = signed_in(cast.operator), signed_in(cast.operator_colleague)
    seen = client.get(here).context["view"].seen
    assert client.post(here, {**TOLD, "seen": seen}).status_code == 302
    assert Draft.objects.get(case=case).texts == TOLD
    answer = colleague.post(here, {**TOLD, "goals": "另一说法", "seen": seen})
    assert answer.status_code == 409
    assert "现在是：" in answer.content.decode()
    assert Draft.objects.get(case=case).texts == TOLD
    english = switched(colleague, answer)
    assert fields(english).shown["goals"] == ["另一说法"]
    kept = client.post(
        here, {**TOLD, "goals": "新目标", "seen": client.get(here).context["view"].seen}, HTTP_HX_REQUEST="true"
    )
    assert "2027年2月1日" in kept.content.decode()
    assert Draft.objects.get(case=case).texts["goals"] == "新目标"
    assert signed_in(cast.other_operator).get(here).status_code == 404


def test_a_pre_filled_text_says_where_it_comes_from_until_it_is_changed(cast: Cast, now: Put) -> None:
    cluster = recognised(cast)
    record_tracking(
        cluster=cluster.pk,
        on=date(2026, 11, 1),
        texts={"problems": "用工紧张。"},
        by=cast.district,
        at=on(11, 2, year=2026),
    )
    open_reports(at=on(1, 1))
    case = Case.objects.get(kind="annual_report")
    now(on(2, 1))
    client, here = signed_in(cast.operator), f"/desk/cases/{case.pk}/development/"
    assert "目前为预填内容，来自主管部门2026年11月1日的跟踪记录" in client.get(here).content.decode()
    client.post(here, {"problems": "用工紧张有所缓解。"})
    assert "预填自主管部门2026年11月1日的跟踪记录，已修改" in client.get(here).content.decode()


def test_a_draft_of_a_report_is_on_the_board_and_nowhere_else_for_an_office(cast: Cast, now: Put) -> None:
    case = opened(cast)
    now(on(3, 1))
    for who in (cast.district, cast.municipal, cast.auditor):
        client = signed_in(who)
        page = client.get("/desk/reports/")
        assert case.cluster.name_zh in page.content.decode()
        assert f"/desk/cases/{case.pk}/" not in page.content.decode()
        assert client.get(f"/desk/cases/{case.pk}/").status_code == 404
        assert case.number not in client.get("/desk/cases/").content.decode()
    assert case.cluster.name_zh not in signed_in(cast.other_district).get("/desk/reports/").content.decode()
    assert signed_in(cast.operator).get("/desk/reports/").status_code == 404


def test_the_board_as_a_file_says_what_the_page_says(cast: Cast, now: Put) -> None:
    sent_in(cast, on(4, 20, 8, 30, 15))
    now(on(4, 21))
    client = signed_in(cast.municipal)
    data = client.get("/desk/reports/list.csv", {"year": 2026, "state": "late"}).getvalue().decode("utf-8-sig")
    head, row = list(csv.reader(io.StringIO(data)))
    assert row[head.index("报送状态")] == "迟报"
    assert row[head.index("首次报送时间")] == "2027-04-20 08:30:15"
    assert row[head.index("现在何处")] == "区主管部门核对中"
    book = load_workbook(io.BytesIO(client.get("/desk/reports/list.xlsx").getvalue()))
    cells = [cell.value for line in book.worksheets[0].iter_rows() for cell in line]
    assert "2027-04-20 08:30:15" in cells
    assert 1 in cells  # days, as a number
    assert (
        len(list(csv.reader(io.StringIO(client.get("/desk/reports/list.csv?state=in_time").getvalue().decode())))) == 1
    )
    assert client.get("/desk/reports/list.pdf").status_code == 404


def test_the_page_of_a_report_shows_it_and_its_drift_to_the_second(cast: Cast, now: Put) -> None:
    case = sent_in(cast, on(4, 10, 9, 15, 30))
    now(on(4, 12))
    text = signed_in(cast.district).get(f"/desk/cases/{case.pk}/").content.decode()
    for said in (
        "临界（4月10日当天）",
        "2027年4月10日 09:15:30",
        TOLD["experience"],
        "与认定时和上年相比",
        "认定时（2026年4月30日）",
    ):
        assert said in text
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in text
    cluster = signed_in(cast.operator).get(f"/desk/clusters/{case.cluster_id}/").content.decode()
    assert "与认定时和上年相比（2026年度报告）" in cluster
    public = signed_in(cast.operator).get(f"/clusters/{case.cluster.number}/").content.decode()
    assert "与认定时和上年相比" not in public


def test_the_figures_of_the_city_are_a_page_a_workbook_and_a_pdf_in_both_languages(cast: Cast, now: Put) -> None:
    forwarded(cast)
    now(on(4, 20))
    client = signed_in(cast.municipal)
    text = client.get("/desk/reports/statistics/").content.decode()
    for said in ("2026年度全市集群发展情况统计", "中小企业研发经费", "分主导产业情况", "增长率中位数", "不公布"):
        assert said in text
    for lang, name in (("zh", "全市合计"), ("en", "The city")):
        Person.objects.filter(pk=cast.municipal.person).update(lang=lang)
        book = load_workbook(io.BytesIO(client.get("/desk/reports/statistics.xlsx").getvalue()))
        assert book.sheetnames[0] == name
        assert len(book.sheetnames) == 6
        numbers = {row[0].value: row[1].value for row in book.worksheets[0].iter_rows(min_row=5)}
        assert numbers["集群数" if lang == "zh" else "Clusters"] == 1
        assert isinstance(numbers["产值" if lang == "zh" else "Output"], int)
        paper = client.get("/desk/reports/statistics.pdf")
        assert paper["Content-Type"] == "application/pdf"
        assert paper.getvalue().startswith(b"%PDF-")
    assert client.get("/desk/reports/statistics.csv").status_code == 404
    assert signed_in(cast.operator).get("/desk/reports/statistics/").status_code == 404


def test_without_any_report_the_pages_say_so(cast: Cast, now: Put) -> None:
    now(on(2, 1))
    client = signed_in(cast.municipal)
    assert "每年1月1日" in client.get("/desk/reports/").content.decode()
    assert client.get("/desk/reports/statistics/").status_code == 200
    assert client.get("/desk/reports/list.csv").status_code == 404
    assert client.get("/desk/reports/statistics.pdf").status_code == 404


def test_a_district_keeps_a_record_follows_it_up_and_sees_it_on_its_workbench(cast: Cast, now: Put) -> None:
    cluster = recognised(cast)
    now(on(2, 20))
    client, here = signed_in(cast.district), f"/desk/clusters/{cluster.pk}/tracking/"
    typed = {"on": "2027-02-20", "problems": "用工紧张。", "follow_up_on": "2027-13-01"}
    answer = client.post(f"{here}new/", typed)
    assert (answer.status_code, set(answer.context["problems"])) == (422, {"follow_up_on"})
    assert fields(switched(client, answer)).shown["problems"] == ["用工紧张。"]
    assert client.post(f"{here}new/", typed | {"follow_up_on": "2027-03-01"}).status_code == 302
    row = TrackingRecord.objects.get()
    now(on(3, 2))
    assert "record of 20 February 2027, due 1 March 2027" in client.get("/desk/").content.decode()  # switched above
    answer = client.post(f"{here}{row.pk}/follow-up/", {"text": ""})
    assert set(answer.context["problems"]) == {"text", "next_on"}
    assert client.post(f"{here}{row.pk}/follow-up/", {"text": "已解决。", "done": "yes"}).status_code == 302
    assert TrackingFollowUp.objects.get().done
    assert client.get(f"{here}{row.pk}/follow-up/").status_code == 404
    assert "用工紧张。" in signed_in(cast.operator).get(here).content.decode()
    for stranger in (cast.other_operator, cast.other_district):
        assert signed_in(stranger).get(here).status_code == 404


def test_a_refusal_says_what_it_may_lead_to_before_it_is_recorded(cast: Cast, now: Put) -> None:
    cluster = recognised(cast)
    now(on(3, 4))
    client, here = signed_in(cast.municipal), f"/desk/clusters/{cluster.pk}/tracking/refusal/"
    assert "登记本身不产生任何决定" in client.get(here).content.decode()
    assert client.post(here, {"on": "2027-03-03", "refused": ""}).status_code == 422
    assert client.post(here, {"on": "2027-03-03", "refused": "拒绝提供台账。"}).status_code == 302
    assert TrackingRecord.objects.get().refused == "拒绝提供台账。"
    assert signed_in(cast.approver).get(here).status_code == 404


def test_the_board_and_the_figures_take_the_same_queries_for_more_reports(cast: Cast, now: Put) -> None:
    forwarded(cast)
    now(on(4, 8))
    client = signed_in(cast.municipal)
    before = {path: queries(client, path) for path in ("/desk/reports/", "/desk/reports/statistics/")}
    for number in range(3):
        cluster = cluster_of(cast.other_district, cast.other_operator)
        Recognition.objects.create(
            cluster=cluster,
            number=f"沪2023-{number}",
            first_day=date(2023, 9, 1),
            last_day=date(2028, 8, 31),
            source="批次文件",
            by_id=cast.municipal.person,
            at=on(1, 1),
        )
    open_reports(at=on(4, 8))
    assert Case.objects.filter(kind="annual_report").count() == 4
    assert {path: queries(client, path) for path in before} == before


def test_the_procedures_say_how_many_reports_are_in_and_count_none_as_an_application(cast: Cast, now: Put) -> None:
    sent_in(cast)
    now(on(4, 2))
    text = Client().get("/procedures/").content.decode()
    assert "2026年度报告应报1份，已报送1份" in text
    assert "0件申报正在区初审" in text  # the report lies with the district, and is no application
    assert "已收到1件申报" in text

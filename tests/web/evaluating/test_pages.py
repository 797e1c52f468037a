"""The pages of the service evaluation and the overall assessment, over HTTP and in both languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from jiqun.fairness.service_criteria import CRITERIA
from jiqun.records.models import Case, Cluster, EvaluationContract, Evidence, FiledEvaluation, OverallAssessment, Round
from tests.cast import Cast, at, make_cluster
from tests.desk.assessed import in_2027, whole
from tests.desk.evaluating import (
    CONTRACTED_AT,
    PUBLISHED_AT,
    another,
    filed,
    graded,
    opened,
    programme,
    received,
    replied,
)
from tests.desk.filled import PDF
from tests.desk.renewing import LAST, recognised_until
from tests.web.experts.test_pages import both
from tests.web.registers.counting import queries
from tests.web.switching.forms import fields, switched
from tests.web.switching.test_what_was_typed import same
from tests.web.test_access import signed_in

pytestmark = pytest.mark.article("17")
Now = Callable[[datetime], None]
SCORES = {f"points-{one.key}": "85" for one in CRITERIA} | {f"basis-{one.key}": "查阅台账。" for one in CRITERIA}


def test_an_officer_looks_at_a_programme_first_and_publishes_it_for_everybody(cast: Cast, now: Now) -> None:
    now(PUBLISHED_AT)
    client, visitor = signed_in(cast.municipal), Client()
    assert "运营基础" in both(client, "/desk/programmes/new/")
    form = fields(client.get("/desk/programmes/new/")).shown
    typed = {name: values[0] for name, values in form.items() if name != "csrfmiddlewaretoken"}
    preview = client.post("/desk/programmes/new/", typed | {"step": "preview"})
    assert (preview.status_code, Round.objects.exists()) == (200, False)
    back = client.post("/desk/programmes/new/", typed | {"number": "沪〔2026〕9号", "step": ""})
    assert fields(back).shown["number"] == ["沪〔2026〕9号"]
    made = client.post("/desk/programmes/new/", typed | {"step": "publish"})
    notice = Round.objects.get(purpose="service_evaluation")
    assert made["Location"] == f"/desk/programmes/{notice.pk}/"
    assert notice.title_zh in both(visitor, "/evaluations/")
    page = both(visitor, f"/evaluations/{notice.pk}/")
    assert all(one.title.zh in page for one in CRITERIA)
    link = fields(visitor.get(f"/evaluations/{notice.pk}/"))
    assert link.lang == "zh-CN"
    sha256 = notice.notices.get().files[0]["sha256"]
    assert b'"late_day": 5' in visitor.get(f"/notices/{notice.pk}/files/{sha256}/").content


def test_what_was_wrong_with_a_programme_is_kept_also_in_the_other_language(cast: Cast, now: Now) -> None:
    now(PUBLISHED_AT)
    client = signed_in(cast.municipal)
    typed = {"year": "2026", "title_zh": "", "text_zh": "正文", "opens_at": "soon", "closes_at": "2026-11-30T17:00"}
    typed |= {"title_zh-staff": "专职人员", "weight-staff": "60", "how_zh-staff": "", "reply_days": "0"}
    answer = client.post("/desk/programmes/new/", typed | {"step": "preview"})
    english = switched(client, answer)
    assert (answer.status_code, english.status_code, fields(english).lang) == (422, 422, "en")
    problems = answer.context["problems"].keys()
    assert {"title_zh", "opens_at", "criteria", "how_zh-staff", "reply_days", "weight_indicators"} <= problems
    assert english.context["problems"].keys() == problems
    same(fields(english).shown, typed)


def test_an_officer_entrusts_an_evaluator_and_ends_it(cast: Cast, now: Now) -> None:
    recognised_until(cast)
    notice = programme(cast)
    now(CONTRACTED_AT)
    client, where = signed_in(cast.municipal), f"/desk/programmes/{notice.pk}/"
    assert notice.title_zh in both(client, "/desk/programmes/")
    typed = {"evaluator": "", "operator": str(cast.operator.organisation), "number": "", "signed_on": "17 March"}
    answer = client.post(where, typed)
    assert (answer.status_code, set(answer.context["problems"])) == (422, {"evaluator", "number", "signed_on"})
    same(fields(switched(client, answer)).shown, typed)
    typed |= {"evaluator": str(cast.evaluator.organisation), "number": "委1", "signed_on": "2026-03-17"}
    assert client.post(where, typed).status_code == 302
    contract = EvaluationContract.objects.get()
    assert "2026P-310115-001" in both(client, where)
    end = f"{where}contracts/{contract.pk}/end/"
    assert "委1" in both(client, end)
    assert client.post(end, {"reason": ""}).status_code == 422
    assert client.post(end, {"reason": "人手不足。"}).status_code == 302
    assert client.get(end).status_code == 404
    assert "人手不足。" in both(client, where)


def test_an_evaluator_scores_beside_what_it_may_know_and_files(cast: Cast, now: Now) -> None:
    case = opened(cast)
    now(at(3, 30))
    client, here = signed_in(cast.evaluator), f"/desk/cases/{case.pk}/scores/"
    assert case.number in both(client, "/desk/")
    assert case.number in both(client, "/desk/cases/")
    assert here in both(client, f"/desk/cases/{case.pk}/")
    assert "专职人员" in both(client, here)
    kept = client.post(here, {**SCORES, "version": "1"}, headers={"HX-Request": "true"})
    assert 'id="sheet-version" value="2"' in kept.content.decode()
    assert "总分85" in kept.content.decode()
    stale = client.post(here, {**SCORES, "points-staff": "3", "version": "1"}, headers={"HX-Request": "true"})
    assert "另一窗口" in stale.content.decode()
    wrong = client.post(here, {**SCORES, "points-staff": "300", "version": "2"})
    assert (wrong.status_code, 'value="300"' in wrong.content.decode()) == (422, True)
    file = SimpleUploadedFile("名册.pdf", PDF)
    assert client.post(f"{here}files/", {"criterion": "staff", "file": file}).status_code == 302
    assert client.post(f"{here}files/", {"criterion": "staff"}).status_code == 422
    assert (
        client.post(f"{here}files/", {"criterion": "nobody", "file": SimpleUploadedFile("a.pdf", PDF)}).status_code
        == 404
    )
    row = Evidence.objects.get()
    assert client.get(f"/desk/cases/{case.pk}/evidence/{row.pk}/").content == PDF
    go = client.post(here, {**SCORES, "version": "2", "next": "file"})
    assert go["Location"] == f"/desk/cases/{case.pk}/move/file_evaluation/"
    version = fields(client.get(go["Location"])).shown["version"][0]
    assert client.post(go["Location"], {"version": version}).status_code == 302
    assert FiledEvaluation.objects.get().total == "85"
    assert client.get(here).status_code == 404  # filed: nothing is written on it any more
    for path in ("/desk/clusters/", "/desk/enterprises/", "/desk/programmes/", f"/desk/clusters/{case.cluster_id}/"):
        assert client.get(path).status_code == 404


def test_the_operator_reads_it_when_it_is_filed_and_replies(cast: Cast, now: Now) -> None:
    case = filed(cast)
    now(at(4, 8))
    client, page = signed_in(cast.operator), f"/desk/cases/{case.pk}/"
    assert "查阅staff台账。" in both(client, page)
    row = Evidence.objects.get(case=case)
    assert client.get(f"{page}evidence/{row.pk}/").status_code == 200
    version = fields(client.get(f"{page}move/reply/")).shown["version"][0]
    assert client.post(f"{page}move/reply/", {"version": version, "text": "应为120家。"}).status_code == 302
    assert Case.objects.get(pk=case.pk).stage == "replied"
    assert "应为120家。" in both(signed_in(cast.evaluator), f"{page}scores/")


def test_a_changed_score_is_shown_with_its_difference_and_reason_and_the_letter_is_there(cast: Cast, now: Now) -> None:
    case = received(cast)
    now(at(4, 21))
    for who in (cast.operator, cast.district, cast.municipal):
        text = both(signed_in(who), f"/desk/cases/{case.pk}/")
        assert "+10" in text
        assert "补充的台账属实。" in text
        assert "/letters/" in text
    assert "/letters/" not in both(signed_in(cast.evaluator), f"/desk/cases/{case.pk}/")
    assert signed_in(cast.evaluator).get(f"/desk/cases/{case.pk}/dossier/").status_code == 200


@pytest.mark.parametrize("stage", [opened, replied, graded])
def test_a_page_of_a_case_is_there_for_the_commission_at_every_stage(cast: Cast, now: Now, stage: Any) -> None:
    case = stage(cast)
    now(at(4, 16))
    assert case.number in both(signed_in(cast.municipal), f"/desk/cases/{case.pk}/")


def test_an_assessment_is_prepared_approved_and_published_in_bands(cast: Cast, now: Now) -> None:
    notice = whole(cast)
    now(in_2027(4, 20))
    where, cluster = f"/desk/programmes/{notice.pk}/assessment", Cluster.objects.get()
    officer, approver, visitor = signed_in(cast.municipal), signed_in(cast.approver), Client()
    assert "还没有拟定" in both(officer, f"{where}/")
    assert officer.post(f"{where}/", {"step": "prepare"}).status_code == 302
    page = both(officer, f"{where}/")
    assert "94.46" in page
    assert "records_filedevaluation" in page
    assert "综合评价结果" not in both(visitor, f"/evaluations/{notice.pk}/")
    prepared = fields(approver.get(f"{where}/")).shown["prepared"][0]
    assert approver.post(f"{where}/", {"step": "approve", "prepared": "0"}).status_code == 422
    assert approver.post(f"{where}/", {"step": "approve", "prepared": prepared}).status_code == 302
    assert OverallAssessment.objects.count() == 1
    public = both(visitor, f"/evaluations/{notice.pk}/")
    assert ("优秀" in public, cluster.number in public, "94.46" in public) == (True, True, False)
    assert "优秀" in both(visitor, f"/clusters/{cluster.number}/")
    years = f"/desk/clusters/{cluster.pk}/assessments/"
    for who in (cast.operator, cast.district, cast.municipal, cast.auditor):
        text = both(signed_in(who), years)
        assert f"{years[:-1]}.svg?v=" in text
        assert signed_in(who).get(f"{years[:-1]}.svg").content.startswith(b"<svg")
        assert f"/desk/cases/{Case.objects.get(kind='service_evaluation').pk}/" in text
    book = load_workbook(BytesIO(officer.get(f"{where}.xlsx").content))
    assert book.active is not None
    assert [cell.value for cell in book.active[2]][:3] == [1, cluster.number, cluster.name_zh]
    assert cluster.number in officer.get(f"{where}.csv").content.decode("utf-8-sig")
    assert officer.get(f"{where}.pdf").status_code == 404


def test_an_officer_does_not_approve_and_an_approver_does_not_prepare(cast: Cast, now: Now) -> None:
    notice = whole(cast)
    now(in_2027(4, 20))
    where = f"/desk/programmes/{notice.pk}/assessment/"
    assert signed_in(cast.approver).post(where, {"step": "prepare"}).status_code == 404
    officer = signed_in(cast.municipal)
    officer.post(where, {"step": "prepare"})
    assert officer.post(where, {"step": "approve", "prepared": "1"}).status_code == 404
    assert signed_in(cast.auditor).post(where, {"step": "prepare"}).status_code == 404


def test_lists_take_the_same_queries_however_many_contracts_and_clusters_there_are(cast: Cast, now: Now) -> None:
    case = received(cast)
    now(at(4, 21))
    notice, client = case.round, signed_in(cast.municipal)
    assert notice is not None
    paths = (f"/desk/programmes/{notice.pk}/", "/desk/programmes/", f"/evaluations/{notice.pk}/")
    before = [queries(client, path) for path in paths]
    recognised_until(cast, LAST, make_cluster(cast, by=cast.other_district, operator=cast.other_operator))
    another(cast, notice, cast.other_evaluator)
    assert [queries(client, path) for path in paths] == before

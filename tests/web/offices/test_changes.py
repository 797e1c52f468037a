"""The pages of important changes: reporting each kind, correcting, deciding, differences, the history (Article 19)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiqun.base import clock
from jiqun.desk.changes.reported import last_report
from jiqun.desk.do.changes.noticing import notice_differences
from jiqun.records.models import Case, Cluster, Difference, DifferenceSettled
from tests.cast import Cast, at, make_cast
from tests.desk.changed import NEW_CODE, decided, filed, lodged, recognised
from tests.desk.filled import PDF, move
from tests.web.registers.drawn import sent, square
from tests.web.test_access import signed_in

pytestmark = pytest.mark.article("19")
FORMS = {
    "dominant_industry": {"industries": "39;3562"},
    "area": {"area_km2": "16.9"},
    "operator": {"credit_code": NEW_CODE, "name_zh": "新运营公司（测试）", "name_en": ""},
    "other": {"other": "集群更名。"},
}


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, at(4, 20))


def put(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


def typed(kind: str, **other: Any) -> dict[str, Any]:
    files: dict[str, Any] = {"files": SimpleUploadedFile("批复.pdf", PDF)}
    if kind == "area":
        files["boundary"] = sent(square(121.6, 31.2, 0.04))
    if kind == "operator":
        files["acceptance"] = SimpleUploadedFile("同意.pdf", PDF + b"%a")
    return {"effective_on": "2026-04-01", "text": "情况说明。", **FORMS[kind], **files, **other}


def report(client: Client, cluster: Cluster, kind: str, **other: Any) -> Any:
    return client.post(f"/desk/clusters/{cluster.pk}/changes/{kind}/", typed(kind, **other))


@pytest.mark.parametrize("kind", FORMS)
def test_each_kind_is_reported_on_its_form_and_shown_before_and_after(cast: Cast, kind: str) -> None:
    cluster, client = recognised(cast), signed_in(cast.operator)
    assert client.get(f"/desk/clusters/{cluster.pk}/changes/{kind}/").status_code == 200
    answer = report(client, cluster, kind)
    case = Case.objects.get(kind="change_report")
    assert answer["Location"] == f"/desk/cases/{case.pk}/"
    for who in (cast.operator, cast.district, cast.municipal, cast.auditor):
        view = signed_in(who).get(f"/desk/cases/{case.pk}/").context["part"].view
        assert (view.kind, view.timing.late, view.timing.last) == (kind, 0, at(5, 1).date())
    other = signed_in(cast.operator).get(f"/desk/clusters/{cluster.pk}/changes/").context["kinds"]
    assert [one.kind for one in other if one.lacks] == [kind]


def test_a_late_report_is_taken_and_said_to_be_late_by_its_days(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster, client = recognised(cast), signed_in(cast.operator)
    put(monkeypatch, at(5, 2, 0, 1))
    report(client, cluster, "other")
    page = client.get("/desk/changes/")
    assert [one.timing.late for one in page.context["found"].items] == [1]
    assert "迟1日" in page.content.decode()


def test_a_wrong_form_comes_back_with_everything_typed_and_every_problem(cast: Cast) -> None:
    cluster, client = recognised(cast), signed_in(cast.operator)
    answer = report(client, cluster, "area", effective_on="soon", area_km2="much", text="", boundary=sent(b"{}"))
    assert answer.status_code == 422
    assert set(answer.context["problems"]) == {"effective_on", "area_km2", "text", "boundary"}
    assert answer.context["found"]
    assert 'value="much"' in answer.content.decode()
    assert not Case.objects.filter(kind="change_report").exists()


def test_the_map_and_files_are_for_those_who_see_the_case(cast: Cast) -> None:
    report(signed_in(cast.operator), recognised(cast), "area")
    case = Case.objects.get(kind="change_report")
    for path in ("map.svg", "files/1/"):
        where = f"/desk/cases/{case.pk}/change/{path}"
        assert signed_in(cast.district).get(where).status_code == 200
        for stranger in (cast.other_operator, cast.other_district):
            assert signed_in(stranger).get(where).status_code == 404
    assert signed_in(cast.district).get(f"/desk/cases/{case.pk}/change/files/2/").status_code == 404
    picture = signed_in(cast.district).get(f"/desk/cases/{case.pk}/change/map.svg")
    assert (picture["Content-Type"], b"style=" in picture.content) == ("image/svg+xml", False)


def test_a_returned_report_is_corrected_on_its_own_form(cast: Cast) -> None:
    case = lodged(cast, "area", at(4, 16))
    move(case, "return_for_correction", cast.district, at(4, 17), reason="缺图。", due_on=at(4, 30).date())
    client, where = signed_in(cast.operator), f"/desk/cases/{case.pk}/change/again/"
    page = client.get(where)
    assert page.context["typed"]["area_km2"] == "16.9"
    form = {"effective_on": "2026-04-01", "text": "说明。", "area_km2": "17", "said": "补图。"}
    version = page.context["view"].version
    assert client.post(where, form | {"version": version, "said": ""}).status_code == 422
    assert client.post(where, form | {"version": version})["Location"] == f"/desk/cases/{case.pk}/"
    assert last_report(case).after["area_m2"] == 17_000_000
    assert client.post(where, form | {"version": version}).status_code == 409
    assert signed_in(cast.other_operator).get(where).status_code == 404


def test_a_difference_is_shown_reported_or_noted_as_none(cast: Cast) -> None:
    cluster = recognised(cast)
    filed(cast, at(4, 7), area_km2=15_000_000, operator_name="改名后的机构")
    notice_differences(at=at(4, 8))
    area, name = Difference.objects.order_by("pk")
    for who in (cast.operator, cast.district, cast.municipal, cast.auditor):
        found = signed_in(who).get("/desk/differences/").context["found"]
        assert [(one.kind, one.left) for one in found] == [("area", 17), ("operator", 17)]
        page = signed_in(who).get(f"/desk/clusters/{cluster.pk}/")
        assert [one.id for one in page.context["view"].differences] == [area.pk, name.pk]
    assert signed_in(cast.other_district).get("/desk/differences/").context["found"] == ()
    where = f"/desk/differences/{name.pk}/none/"
    for stranger in (cast.other_district, cast.operator, cast.approver):
        assert signed_in(stranger).post(where, {"reason": "x"}).status_code == 404
    district = signed_in(cast.district)
    assert district.post(where, {"reason": " "}).status_code == 422
    assert district.post(where, {"reason": "曾用名。"})["Location"] == "/desk/differences/"
    assert DifferenceSettled.objects.get().reason == "曾用名。"
    report(signed_in(cast.operator), cluster, "area")
    assert district.get("/desk/differences/").context["found"] == ()


def test_the_clusters_page_says_what_held_from_when_until_when(cast: Cast) -> None:
    case = decided(cast, lodged(cast, "dominant_industry", at(4, 16)), day=17)
    page = signed_in(cast.district).get(f"/desk/clusters/{case.cluster_id}/")
    now, before = page.context["view"].states
    assert (now.since, now.until, now.case, now.changed) == (
        at(4, 1).date(),
        None,
        case.pk,
        frozenset({"dominant_industries"}),
    )
    assert (before.until, before.industries) == (at(3, 31).date(), ("39",))
    public = Client().get(f"/clusters/{case.cluster.number}/").content.decode()
    assert "自2026年4月1日起" in public or "since 1 April 2026" in public


def test_the_register_of_a_recognised_cluster_is_corrected_with_a_reason(cast: Cast) -> None:
    cluster = recognised(cast)
    form = {"version": 1, "name_zh": "更正", "name_en": "", "area_km2": "12"}
    where = f"/desk/clusters/{cluster.pk}/change/"
    district = signed_in(cast.district)
    assert set(district.post(where, form).context["problems"]) == {"reason"}
    drawing = {"file": sent(square(121.6, 31.2)), "version": 1}
    answer = district.post(f"/desk/clusters/{cluster.pk}/boundary/", drawing)
    assert set(answer.context["problems"]) == {"boundary_reason"}
    assert district.post(where, form | {"reason": "录入有误。"}).status_code == 302
    page = signed_in(cast.operator).get(f"/desk/clusters/{cluster.pk}/")
    assert (page.context["view"].may_change, page.context["view"].may_report) == (False, True)


@pytest.mark.parametrize("kind", FORMS)
def test_every_kind_reads_in_english_too(cast: Cast, kind: str) -> None:
    case = decided(cast, lodged(cast, kind, at(4, 16)), day=17)
    client = signed_in(cast.operator)
    client.post("/language/", {"lang": "en", "next": "/desk/"})
    text = client.get(f"/desk/cases/{case.pk}/").content.decode()
    assert "What changed: " in text
    assert "Approved and entered" in text

"""The officers' register of incidents: entered with its source, corrected, withdrawn; judged with what is reported."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jiqun.desk.judging import assessment_of
from jiqun.desk.may import the_case
from jiqun.facts.credit_code import check_character
from jiqun.facts.districts import DISTRICTS
from jiqun.records.models import Case, Incident, LedgerEntry, Listing
from tests.cast import JIADING, PUDONG, Cast, at
from tests.desk.filled import PDF, move, submitted
from tests.web.registers.counting import queries
from tests.web.test_access import signed_in


@pytest.fixture
def new(cast: Cast) -> dict[str, Any]:
    """An accident of an enterprise on the roster of a filed application."""
    submitted(cast)
    return {
        "credit_code": Listing.objects.order_by("pk")[0].enterprise.credit_code,
        "kind": "safety",
        "severity": "major",
        "occurred_on": "2025-11-03",
        "description": "车间事故",
        "source": "市应急管理局通报",
        "document_number": "沪应急〔2025〕9号",
        "ranking_body": "市应急管理局",
        "ranked_on": "2025-12-01",
    }


def enter(who: Any, values: dict[str, Any], path: str = "new/") -> Any:
    return signed_in(who).post(f"/desk/incidents/{path}", values)


def outcome(cast: Cast) -> str:
    case = the_case(cast.district, Case.objects.get().pk)
    return assessment_of(case).finding("A6.1.1").outcome


def acts(name: str) -> int:
    return LedgerEntry.objects.filter(act=name).count()


@pytest.mark.article("6.1.1")
def test_an_entry_counts_at_once_a_correction_takes_its_place_and_a_withdrawal_ends_it(
    cast: Cast, new: dict[str, Any]
) -> None:
    before = outcome(cast)
    assert enter(cast.district, new | {"document": SimpleUploadedFile("通报.pdf", PDF)}).status_code == 302
    assert (before, outcome(cast)) == ("met", "not_met")
    first = Incident.objects.get()
    assert enter(cast.district, new | {"severity": "ordinary"}, f"{first.pk}/correct/").status_code == 302
    assert outcome(cast) == "met"
    second = Incident.objects.get(replaces=first)
    assert second.blob_id == first.blob_id
    assert enter(cast.district, new, f"{first.pk}/correct/").status_code == 404
    assert enter(cast.district, {"reason": ""}, f"{second.pk}/withdraw/").status_code == 422
    assert enter(cast.district, {"reason": "查无此事"}, f"{second.pk}/withdraw/").status_code == 302
    text = signed_in(cast.auditor).get("/desk/incidents/").content.decode()
    assert ("查无此事" in text, "已更正" in text) == (True, True)
    assert (acts("enter_incident"), acts("withdraw_incident")) == (2, 1)
    assert signed_in(cast.municipal).get(f"/desk/incidents/{first.pk}/document/").content == PDF


@pytest.mark.article("6.1.1")
def test_every_problem_is_said_and_what_was_typed_kept(cast: Cast, new: dict[str, Any]) -> None:
    wrong = new | {"credit_code": "9", "kind": "", "occurred_on": "soon", "source": ""}
    answer = enter(cast.district, wrong)
    assert answer.status_code == 422
    assert set(answer.context["problems"]) == {"credit_code", "kind", "occurred_on", "source"}
    assert 'value="soon"' in answer.content.decode()
    assert set(enter(cast.district, new | {"severity": "", "ranking_body": ""}).context["problems"]) == {
        "severity",
        "ranking_body",
    }


@pytest.mark.article("6.1.1")
def test_an_office_changes_its_own_entries_and_sees_no_foreign_enterprise(cast: Cast, new: dict[str, Any]) -> None:
    enter(cast.municipal, new)
    row = Incident.objects.get()
    assert "市应急管理局通报" in signed_in(cast.district).get("/desk/incidents/").content.decode()
    assert enter(cast.district, {"reason": "更正"}, f"{row.pk}/withdraw/").status_code == 404
    assert list(enter(cast.other_district, new).context["problems"]) == ["credit_code"]
    assert "市应急管理局通报" not in signed_in(cast.other_district).get("/desk/incidents/").content.decode()
    for who in (cast.operator, cast.enterprise, cast.administrator, cast.auditor):
        assert enter(who, new).status_code == 404


@pytest.mark.article("6.1.1")
def test_the_list_is_filtered_and_asks_as_often_for_many(
    cast: Cast, new: dict[str, Any], django_assert_num_queries: Any
) -> None:
    enter(cast.municipal, new)
    client = signed_in(cast.municipal)
    for query, count in (("kind=safety", 1), ("kind=cyber", 0), ("first=2025-11-04", 0), ("last=2025-11-03", 1)):
        assert client.get(f"/desk/incidents/?{query}").context["found"].total == count
    asked = {path: queries(client, path) for path in ("/desk/incidents/", "/desk/incidents/?office=city")}
    for day in range(1, 9):
        enter(cast.municipal, new | {"occurred_on": f"2025-10-0{day}"})
        enter(cast.district, new | {"occurred_on": f"2025-09-0{day}"})
    for path, often in asked.items():
        with django_assert_num_queries(often):
            client.get(path)


@pytest.mark.article("6.1.1")
def test_the_list_is_filtered_by_the_office_that_entered_and_offers_those_whose_entries_one_sees(
    cast: Cast, new: dict[str, Any]
) -> None:
    code = "91310114MA1TEXT02"
    enter(cast.municipal, new)
    enter(cast.district, new | {"occurred_on": "2025-11-04"})
    enter(cast.other_district, new | {"credit_code": code + check_character(code), "name": "嘉定企业"})
    offered = {
        cast.municipal: ["city", JIADING, PUDONG],
        cast.approver: ["city", JIADING, PUDONG],
        cast.auditor: ["city", JIADING, PUDONG],
        cast.district: ["city", PUDONG],
        cast.other_district: [JIADING],
    }
    for who, offices in offered.items():
        client = signed_in(who)
        page = client.get("/desk/incidents/")
        assert ([one.value for one in page.context["offices"]], page.context["found"].total) == (offices, len(offices))
        for office in ("city", JIADING, PUDONG, "310101"):
            found = client.get(f"/desk/incidents/?office={office}").context["found"]
            own = [DISTRICTS[office].zh] if office in DISTRICTS else ["市级"]
            assert [one.office.zh for one in found.items] == (own if office in offices else [])


@pytest.mark.article("6.1.1")
def test_the_office_stays_chosen_beside_the_other_filters_in_both_languages(cast: Cast, new: dict[str, Any]) -> None:
    enter(cast.municipal, new)
    enter(cast.district, new | {"kind": "quality"})
    client = signed_in(cast.district)
    for lang, city, district in (("zh", "市级", "浦东新区"), ("en", "The city", "Pudong New Area")):
        client.post("/language/", {"lang": lang})
        page = client.get("/desk/incidents/?office=city&kind=safety")
        text = page.content.decode()
        assert f'<option value="city" selected>{city}</option>' in text
        assert f'<option value="310115">{district}</option>' in text
        assert (
            page.context["found"].total,
            client.get("/desk/incidents/?office=city&kind=quality").context["found"].total,
        ) == (1, 0)


@pytest.mark.article("6.1.1")
def test_an_enterprise_on_no_roster_is_entered_by_its_code_and_name(cast: Cast, new: dict[str, Any]) -> None:
    code = "91310115MA1TEXT02"
    code += check_character(code)
    assert list(enter(cast.district, new | {"credit_code": code}).context["problems"]) == ["credit_code"]
    assert enter(cast.district, new | {"credit_code": code, "name": "名录外企业"}).status_code == 302
    row = Incident.objects.get()
    assert (row.enterprise.name, row.enterprise.credit_code) == ("名录外企业", code)
    assert "车间事故" in signed_in(cast.district).get(f"/desk/enterprises/{row.enterprise_id}/").content.decode()
    assert list(enter(cast.other_district, new | {"credit_code": code, "name": "又登记"}).context["problems"]) == [
        "credit_code"
    ]


@pytest.mark.article("6.1.1")
def test_a_draft_does_not_tell_an_operator_what_stands_in_the_register(cast: Cast, new: dict[str, Any]) -> None:
    enter(cast.district, new)
    case = Case.objects.get()
    move(case, "return_for_correction", cast.district, at(3, 17), reason="请补正。", due_on=at(3, 27).date())
    page = signed_in(cast.operator).get(f"/desk/cases/{case.pk}/tasks/").context["view"].assessment
    assert [one["outcome"] for one in page["findings"] if one["clause"] == "A6.1.1"] == ["met"]
    assert outcome(cast) == "not_met"

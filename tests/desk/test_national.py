"""National calls: recognised clusters ranked by the national edition, within the quota, by two people; results."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from jiqun.base.words import Bi
from jiqun.desk.do.national.calls import Call, open_call
from jiqun.desk.do.national.recommending import (
    Pick,
    approve_recommendation,
    prepare_recommendation,
    return_recommendation,
    save_choices,
)
from jiqun.desk.do.national.results import (
    Told,
    correct_result,
    import_national_clusters,
    match_result,
    record_result,
)
from jiqun.desk.files import bytes_of
from jiqun.desk.look.national.calls import look_at_call
from jiqun.desk.look.national.results import all_results, national_results, to_import
from jiqun.desk.may import NotThere
from jiqun.desk.national.candidates import candidates_of
from jiqun.desk.national.niches import clash, niches_of
from jiqun.desk.proving.verifying import verify_everything
from jiqun.desk.wrong import Wrong
from jiqun.procedure.kit import Refused
from jiqun.records.models import (
    Cluster,
    LedgerEntry,
    NationalPreparation,
    NationalResult,
    NationalSubmission,
    Round,
)
from tests.cast import Cast, at
from tests.desk.national import called, recognised, sent

pytestmark = pytest.mark.article("18")
WHY = Pick(1, "产业链完整，创新能力突出。")
CALL = Call(2026, "工信厅企业函〔2026〕1号", Bi(zh="2026年推荐", en=""), at(7, 31, 17), 2, 3)


def reasons(refused: pytest.ExceptionInfo[Refused]) -> str:
    return "\n".join(lack.reason.en for lack in refused.value.lacks)


def chosen(cast: Cast, call: Round, *clusters: Cluster, niche: str = "") -> None:
    picks = {one.pk: Pick(place, WHY.reason, niche) for place, one in enumerate(clusters, start=1)}
    save_choices(call=call.pk, picks=picks, by=cast.municipal, at=at(7, 2))


def test_a_call_is_opened_once_a_year_by_an_officer(cast: Cast) -> None:
    with pytest.raises(Wrong) as wrong:
        open_call(
            replace(CALL, year=1999, number="", title=Bi(zh="", en=""), quota=0, niche_digits=5, closes_at=at(6, 1)),
            by=cast.municipal,
            at=at(7, 1),
        )
    assert set(wrong.value.problems) == {"year", "number", "title_zh", "closes_at", "quota", "niche_digits"}
    open_call(CALL, by=cast.municipal, at=at(7, 1))
    with pytest.raises(Wrong) as wrong:
        open_call(CALL, by=cast.municipal, at=at(7, 1))
    assert set(wrong.value.problems) == {"year"}
    for by in (cast.approver, cast.district, cast.operator):
        with pytest.raises(NotThere):
            open_call(replace(CALL, year=2027), by=by, at=at(7, 1))


def test_candidates_are_those_whose_recognition_holds_on_the_last_day_ranked_by_distance(cast: Cast) -> None:
    near, far, none, over = (recognised(cast, place) for place in ("near", "far", "no data", "over"))
    call = called(cast)
    found = candidates_of(call)
    assert over.pk not in {one.cluster.pk for one in found}
    assert [one.cluster.pk for one in found] == [near.pk, far.pk, none.pk]
    assert (len(found[0].short) < len(found[1].short)) or found[0].distance < found[1].distance
    assert found[2].judged is None
    assert not found[2].fits
    assert {one.clause for one in found[0].left_open} >= {"A6.5.1", "A6.5.5"}  # no figure is known, none is guessed


def test_more_than_the_quota_is_neither_prepared_nor_approved(cast: Cast) -> None:
    one, other = recognised(cast, "near"), recognised(cast, "far")
    call = called(cast, quota=1)
    chosen(cast, call, one, other, niche="细分方向不同。")
    assert look_at_call(call.pk, by=cast.municipal, at=at(7, 2)).over == 1
    with pytest.raises(Refused) as refused:
        prepare_recommendation(call=call.pk, by=cast.municipal, at=at(7, 2))
    assert "over the quota" in reasons(refused)

    Round.objects.filter(pk=call.pk).update(quota=2)
    prepare_recommendation(call=call.pk, by=cast.municipal, at=at(7, 2))
    Round.objects.filter(pk=call.pk).update(quota=1)
    with pytest.raises(Refused) as refused:
        approve_recommendation(call=call.pk, by=cast.approver, at=at(7, 3))
    assert "over the quota" in reasons(refused)
    assert not NationalSubmission.objects.exists()


def test_two_of_one_niche_need_a_reason_and_the_width_of_a_niche_is_the_calls(cast: Cast) -> None:
    one, other = recognised(cast, "near"), recognised(cast, "far")
    call = called(cast)
    assert all(len(found.clashes) == 1 for found in candidates_of(call))
    chosen(cast, call, one)
    with pytest.raises(Refused) as refused:
        prepare_recommendation(call=call.pk, by=cast.municipal, at=at(7, 2))
    assert "niche" in reasons(refused)
    chosen(cast, call, one, niche="产品用途不同。")
    prepare_recommendation(call=call.pk, by=cast.municipal, at=at(7, 2))
    Cluster.objects.filter(pk=other.pk).update(dominant_industries="3610")
    assert [found.clashes for found in candidates_of(call)] == [(), ()]


@pytest.mark.parametrize(
    ("one", "other", "digits", "niche"),
    [
        ("3963", "3969", 3, "396"),
        ("3963", "3969", 4, ""),
        ("3963", "3971", 3, ""),
        ("3963", "3971", 2, "39"),
        ("39", "3971", 3, "397"),
        ("36;3963", "3962", 3, "396"),
        ("", "3962", 3, ""),
    ],
)
def test_a_niche_is_the_first_digits_of_the_dominant_industry(one: str, other: str, digits: int, niche: str) -> None:
    assert clash(niches_of(one, digits), niches_of(other, digits)) == niche


def test_a_clash_with_a_cluster_on_the_national_list_is_pointed_out_and_that_one_is_not_chosen_again(
    cast: Cast,
) -> None:
    one, other = recognised(cast, "near"), recognised(cast, "far")
    import_national_clusters(by=cast.municipal, at=at(6, 30))
    row = NationalResult.objects.get(name_zh__contains="高端通用芯片")
    match_result(result=row.pk, cluster=other.pk, by=cast.municipal, at=at(6, 30))
    call = called(cast)
    found = {candidate.cluster.pk: candidate for candidate in candidates_of(call)}
    assert ["国家级集群" in said.zh for said in found[one.pk].clashes] == [True]
    assert found[other.pk].national
    chosen(cast, call, other, niche="-")
    with pytest.raises(Refused) as refused:
        prepare_recommendation(call=call.pk, by=cast.municipal, at=at(7, 2))
    assert "on the national list already" in reasons(refused)


def test_places_without_a_gap_reasons_and_time_are_needed(cast: Cast) -> None:
    one = recognised(cast, "near")
    none = recognised(cast, "no data")
    call = called(cast)
    with pytest.raises(Refused) as refused:
        prepare_recommendation(call=call.pk, by=cast.municipal, at=at(7, 2))
    assert "No cluster has been chosen" in reasons(refused)
    picks = {one.pk: Pick(2, ""), none.pk: Pick(2, "理由。", "-")}
    save_choices(call=call.pk, picks=picks, by=cast.municipal, at=at(7, 2))
    with pytest.raises(Refused) as refused:
        prepare_recommendation(call=call.pk, by=cast.municipal, at=at(7, 31, 17))
    said = reasons(refused)
    for part in ("without a gap", "Give the reason", "No data", "is over"):
        assert part in said
    with pytest.raises(NotThere):
        save_choices(call=call.pk, picks={10**6: WHY}, by=cast.municipal, at=at(7, 2))


def test_one_prepares_and_another_approves_what_was_frozen(cast: Cast) -> None:
    one = recognised(cast, "near")
    call = called(cast)
    chosen(cast, call, one)
    prepare_recommendation(call=call.pk, by=cast.municipal_colleague, at=at(7, 2))
    with pytest.raises(Refused):
        chosen(cast, call, one)  # it waits for approval
    for person in (cast.municipal.person, cast.municipal_colleague.person):
        with pytest.raises(Refused) as refused:
            approve_recommendation(call=call.pk, by=replace(cast.approver, person=person), at=at(7, 3))
        assert [lack.name for lack in refused.value.lacks] == ["four_eyes"]
    with pytest.raises(NotThere):
        approve_recommendation(call=call.pk, by=cast.municipal, at=at(7, 3))
    made = approve_recommendation(call=call.pk, by=cast.approver, at=at(7, 3))
    with pytest.raises(NotThere):
        approve_recommendation(call=call.pk, by=cast.approver_colleague, at=at(7, 3))
    (frozen,) = made.content["clusters"]
    assert (frozen["number"], frozen["place"], frozen["verdict"] in ("undetermined", "not_eligible")) == (
        one.number,
        1,
        True,
    )
    acts = LedgerEntry.objects.filter(article="18").order_by("seq").values_list("act", flat=True)
    assert list(acts) == ["open_national_call", "choose_national", "prepare_national", "approve_national"]
    assert verify_everything().faults == ()


def test_what_changed_since_it_was_prepared_is_not_approved_and_goes_back(cast: Cast) -> None:
    one = recognised(cast, "near")
    call = called(cast)
    chosen(cast, call, one)
    prepare_recommendation(call=call.pk, by=cast.municipal, at=at(7, 2))
    Cluster.objects.filter(pk=one.pk).update(area_m2=99)
    with pytest.raises(Refused) as refused:
        approve_recommendation(call=call.pk, by=cast.approver, at=at(7, 3))
    assert [lack.name for lack in refused.value.lacks] == ["unchanged"]
    with pytest.raises(Wrong):
        return_recommendation(call=call.pk, reason=" ", by=cast.approver, at=at(7, 3))
    return_recommendation(call=call.pk, reason="面积有变。", by=cast.approver, at=at(7, 3))
    view = look_at_call(call.pk, by=cast.municipal, at=at(7, 4))
    assert (view.call.state, view.returned_why) == ("choosing", "面积有变。")
    prepare_recommendation(call=call.pk, by=cast.municipal, at=at(7, 4))
    approve_recommendation(call=call.pk, by=cast.approver, at=at(7, 5))
    assert not NationalPreparation.objects.exists()


def test_the_papers_say_that_the_fields_are_inferred(cast: Cast) -> None:
    made = sent(cast)
    book = openpyxl.load_workbook(io.BytesIO(bytes_of(made.workbook)))
    (number,) = (one["number"] for one in made.content["clusters"])
    assert book.sheetnames == ["汇总表 Summary", f"1 {number}"]
    for page in book.worksheets:
        assert "inferred" in str(page["A2"].value)
    assert all(bytes_of(file).startswith(b"%PDF") for file in (made.zh, made.en))


def test_results_are_recorded_once_and_corrected_by_a_row_in_their_place(cast: Cast) -> None:
    made = sent(cast)
    cluster = made.content["clusters"][0]["id"]
    not_on_it = Told(recognised=False, first_day=None, source="工信部企业函〔2026〕9号")
    with pytest.raises(NotThere):
        record_result(call=made.round_id, cluster=10**6, told=not_on_it, by=cast.municipal, at=at(11, 1))
    row = record_result(call=made.round_id, cluster=cluster, told=not_on_it, by=cast.municipal, at=at(11, 1))
    with pytest.raises(Wrong):
        record_result(call=made.round_id, cluster=cluster, told=not_on_it, by=cast.municipal, at=at(11, 1))
    assert national_results() == ()  # who did not come on it is told to nobody
    told = Told(recognised=True, first_day=date(2027, 1, 1), source="工信部企业函〔2026〕10号")
    again = correct_result(result=row.pk, told=told, by=cast.municipal, at=at(11, 2))
    assert (again.replaces_id, NationalResult.objects.count()) == (row.pk, 2)
    assert [one.name.en for one in national_results()] == [again.name_en or again.name_zh]
    with pytest.raises(NotThere):
        correct_result(result=row.pk, told=told, by=cast.municipal, at=at(11, 3))
    assert look_at_call(made.round_id, by=cast.auditor, at=at(11, 3)).results == {cluster: "recognised"}
    assert verify_everything().faults == ()


def test_the_fourteen_of_earlier_calls_are_entered_once_with_source_and_confidence(cast: Cast) -> None:
    assert to_import(by=cast.municipal) == 14
    assert import_national_clusters(by=cast.municipal, at=at(6, 30)) == 14
    row = NationalResult.objects.get(name_zh__contains="化妆品")
    correct_result(
        result=row.pk,
        told=Told(recognised=True, first_day=None, source="工信部公告"),
        by=cast.municipal,
        at=at(6, 30),
    )
    assert import_national_clusters(by=cast.municipal, at=at(7, 1)) == 0
    shown = national_results()
    assert len(shown) == 14
    assert {one.year: sum(other.year == one.year for other in shown) for one in shown} == {2024: 5, 2023: 4, 2022: 5}
    assert [one.confidence for one in shown if "化妆品" not in one.name.zh] == ["B"] * 13
    assert [one.confidence for one in shown if "化妆品" in one.name.zh] == [""]
    assert all(one.source for one in shown)
    with pytest.raises(NotThere):
        import_national_clusters(by=cast.approver, at=at(7, 1))
    with pytest.raises(NotThere):
        all_results(by=cast.district)
    assert verify_everything().faults == ()

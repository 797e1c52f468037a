"""The formality check: filled in by the system, settled item by item, and what follows from it."""

from __future__ import annotations

from typing import Any

import pytest

from jiqun.desk.deciding.formality import failing_items, items_of
from jiqun.procedure.kit import Refused
from jiqun.records.models import Case, FormalityCheck, Letter
from tests.cast import Cast, at
from tests.desk.at_stage import recommended
from tests.desk.filled import move
from tests.web.test_access import signed_in


def settled(case: Case, **changes: str) -> dict[str, Any]:
    """Every item as passing, with a note where the system found otherwise."""
    sent: dict[str, Any] = {"version": str(case.version)}
    for item in items_of(case):
        sent |= {f"seen_{item.name}": "yes", f"note_{item.name}": "" if item.found == "yes" else "已核对原件"}
    return sent | changes


@pytest.mark.article("9")
def test_the_system_fills_in_what_it_can_tell(cast: Cast) -> None:
    found = {item.name: item.found for item in items_of(recommended(cast))}
    assert found == {
        "in_time": "yes",
        "recommended": "yes",
        "declared": "yes",
        "stamped": "look",
        "complete": "yes",
        "evidence": "yes",
        "readable": "look",
        "boundary": "no",
        "one_application": "yes",
    }


@pytest.mark.article("9")
def test_an_application_is_accepted_only_after_a_check_that_passes(cast: Cast) -> None:
    case, client = recommended(cast), signed_in(cast.municipal)
    with pytest.raises(Refused) as refused:
        move(case, "accept_formality", cast.municipal, at(5, 6))
    assert [lack.name for lack in refused.value.lacks] == ["formally_sound"]
    failing = settled(case, seen_readable="no", note_readable="两份佐证模糊")
    assert client.post(f"/desk/cases/{case.pk}/formality/", failing).status_code == 302
    assert failing_items(Case.objects.get(pk=case.pk)) == tuple(
        item.title for item in items_of(case) if item.name == "readable"
    )
    page = client.get(f"/desk/cases/{case.pk}/").content.decode()
    assert "两份佐证模糊" in page
    with pytest.raises(Refused):
        move(case, "accept_formality", cast.municipal, at(5, 6))
    now = Case.objects.get(pk=case.pk)
    assert client.post(f"/desk/cases/{case.pk}/formality/", settled(now)).status_code == 302
    move(case, "accept_formality", cast.municipal, at(5, 6))
    assert FormalityCheck.objects.count() == 2


@pytest.mark.article("9")
def test_what_contradicts_the_system_needs_a_note(cast: Cast) -> None:
    case = recommended(cast)
    sent = settled(case, note_boundary="", seen_in_time="no", seen_complete="")
    answer = signed_in(cast.municipal).post(f"/desk/cases/{case.pk}/formality/", sent)
    assert (answer.status_code, set(answer.context["problems"])) == (422, {"boundary", "in_time", "complete"})
    assert not FormalityCheck.objects.exists()


@pytest.mark.article("9")
def test_a_returned_application_comes_back_to_a_new_check(cast: Cast) -> None:
    case = recommended(cast)
    signed_in(cast.municipal).post(f"/desk/cases/{case.pk}/formality/", settled(case))
    move(case, "return_formality", cast.municipal, at(5, 6), reason="请补盖章件。", due_on=at(5, 13).date())
    letter = Letter.objects.get(kind="return_formality")
    assert letter.number.startswith("沪经信企集群〔2026〕")
    move(case, "resubmit_to_city", cast.operator, at(5, 8), declared="password")
    assert Case.objects.get(pk=case.pk).stage == "recommended"
    assert failing_items(Case.objects.get(pk=case.pk)) is None
    with pytest.raises(Refused):
        move(case, "accept_formality", cast.municipal, at(5, 9))


@pytest.mark.article("9")
def test_a_questioned_recommendation_is_upheld_or_taken_back_and_silence_hurts_nobody(cast: Cast) -> None:
    case = recommended(cast)
    move(case, "challenge", cast.municipal, at(5, 6), reason="请说明A6.2.2。", due_on=at(5, 13).date())
    move(case, "uphold_recommendation", cast.district, at(5, 7), reason="属区支柱产业。")
    move(case, "challenge", cast.municipal, at(5, 8), reason="请再说明。", due_on=at(5, 13).date())
    with pytest.raises(Refused):
        move(case, "go_on_unanswered", cast.municipal, at(5, 13), reason="继续审查。")
    move(case, "go_on_unanswered", cast.municipal, at(5, 14), reason="区逾期未答复，继续审查。")
    assert Case.objects.get(pk=case.pk).stage == "recommended"
    move(case, "challenge", cast.municipal, at(5, 15), reason="新的线索。", due_on=at(5, 20).date())
    move(case, "take_back_recommendation", cast.district, at(5, 18), reason="经核实不宜推荐。")
    assert Case.objects.get(pk=case.pk).stage == "declined"


def test_the_check_is_the_commissions_alone(cast: Cast) -> None:
    case = recommended(cast)
    for who in (cast.operator, cast.district, cast.auditor, cast.approver):
        client = signed_in(who)
        assert client.get(f"/desk/cases/{case.pk}/formality/").status_code == 404
        assert client.post(f"/desk/cases/{case.pk}/formality/", settled(case)).status_code == 404
    assert not FormalityCheck.objects.exists()

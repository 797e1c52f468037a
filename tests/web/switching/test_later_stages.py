"""The language switch on the forms of evaluation, visits, notices and appeals, which their own pages make."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from jiqun.base import clock
from jiqun.records.models import Appeal, Case, CheckFinding, Lodging, Sheet
from tests.cast import Cast, at
from tests.desk.appealed import declined
from tests.desk.at_stage import evaluated, in_evaluation
from tests.desk.changed import recognised
from tests.desk.checked import largest, planned
from tests.desk.decided import on_notice
from tests.desk.experts.people import judged, picked
from tests.desk.filled import submitted
from tests.desk.on_notice import published
from tests.web.switching.forms import fields, switched
from tests.web.switching.test_what_was_typed import same
from tests.web.test_access import signed_in
from tests.web.test_lists import FORM, the_case_of

pytestmark = pytest.mark.article("9")


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The doors' clock, put to a moment."""

    def put(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    cache.clear()
    return put


def kept(client: Client, answer: Any, typed: dict[str, Any]) -> Any:
    """The page in English, with all that was typed and what is wrong with it."""
    english = switched(client, answer)
    assert (answer.status_code, english.status_code, fields(english).lang) == (422, 422, "en")
    same(fields(english).shown, typed)
    assert english.context["problems"].keys() == answer.context["problems"].keys()
    return english


def test_an_experts_sheet(cast: Cast, now: Any) -> None:
    now(at(5, 8))
    row, client = picked(cast, in_evaluation(cast), "expert", at(5, 7)), signed_in(cast.expert)
    here = f"/desk/evaluations/{row.pk}/"
    client.post(f"{here}open/", {"conflict": "no"})
    typed = {"points-1": "300", "points-2": "72", "comment-1": "有依据。"}
    kept(client, client.post(f"{here}sheet/", typed | {"version": "1"}), typed)
    assert not Sheet.objects.filter(points__has_key="2").exists()


def test_a_panel_and_the_order_of_merit(cast: Cast, now: Any) -> None:
    now(at(5, 14))
    case, client = in_evaluation(cast), signed_in(cast.municipal)
    present = [str(row.expert_id) for row in judged(cast, case, 95, 70, 75)]
    typed = {"held_on": "2026-05-14", "minutes": "纪要", "votes_for": "3", "figure": "x", "present": present}
    kept(client, client.post(f"/desk/cases/{case.pk}/panel/", typed), typed)


def test_the_figures_of_a_visit(cast: Cast) -> None:
    visit = planned(cast, submitted(cast))
    client, firm = signed_in(cast.inspector), largest(visit.about)[0]
    typed = {f"{firm.pk}-2025-output_value": "八千万", f"{firm.pk}-2025-employees": "12", "text": "社保名册"}
    form = typed | {"part": "figures", "firm": str(firm.pk), "year": "2025", "uid": str(uuid4())}
    kept(client, client.post(f"/desk/visits/{visit.pk}/", form), typed)
    assert not CheckFinding.objects.exists()


def test_an_appeal(cast: Cast) -> None:
    case = declined(cast)
    Case.objects.filter(pk=case.pk).update(ended_at=clock.now())
    typed = {"ground": "figures", "argument": "口径有误。", "remedy": ""}
    client = signed_in(cast.operator)
    kept(client, client.post(f"/desk/cases/{case.pk}/appeal/", typed), typed)
    assert not Appeal.objects.exists()


@pytest.mark.article("19")
def test_a_change_report(cast: Cast, now: Any) -> None:
    now(at(4, 20))
    cluster = recognised(cast)
    typed = {"effective_on": "soon", "area_km2": "much", "text": "扩区。"}
    client = signed_in(cast.operator)
    kept(client, client.post(f"/desk/clusters/{cluster.pk}/changes/area/", typed), typed)
    assert not Case.objects.filter(kind="change_report").exists()


def test_ticked_files_of_a_proposal(cast: Cast, now: Any) -> None:
    case, client = evaluated(cast), signed_in(cast.municipal)
    now(at(5, 22))
    typed = {"case": f"{case.pk}:{case.version}", "reason": ""}
    kept(client, client.post(f"/desk/rounds/{case.round_id}/proposals/", typed | {"step": "make"}), typed)
    assert Case.objects.get(pk=case.pk).stage == "evaluated"


def test_decisions_ticked_to_be_signed(cast: Cast, now: Any) -> None:
    case = on_notice(cast)
    board, approver = f"/desk/rounds/{case.round_id}/decisions/", signed_in(cast.approver)
    now(at(6, 2))
    chosen = {f"choice_{case.pk}": "recognise", f"reason_{case.pk}": "公示无异议。", f"version_{case.pk}": case.version}
    signed_in(cast.municipal).post(board, chosen | {"step": "prepare"})
    now(at(6, 3))
    typed = {"case": str(case.pk), "announce_at": "2026-06-01T09:00"}
    version = Case.objects.get(pk=case.pk).version
    kept(approver, approver.post(board, typed | {f"version_{case.pk}": version, "step": "sign"}), typed)
    assert Case.objects.get(pk=case.pk).version == version


def test_an_objection_of_a_visitor_and_that_it_was_sent(cast: Cast, now: Any) -> None:
    now(at(5, 27))
    row = published(cast)
    visitor, where = Client(headers={"accept-language": "zh"}), f"/lists/{row.pk}/object/"
    typed = FORM | {"cluster": the_case_of(row).cluster.number}
    kept(visitor, visitor.post(where, typed | {"email": "nobody"}), typed | {"email": "nobody"})
    assert not Lodging.objects.exists()

    english = switched(visitor, visitor.post(where, typed), "zh")

    assert (english.status_code, Lodging.objects.count()) == (200, 1)
    assert "zhang@example.test" in english.content.decode().split("<main")[1]
    assert "argument" not in fields(english).shown | fields(english).carried

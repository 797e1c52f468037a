"""The pages of a plan: reported by the operator, judged by its district, read by the city, not there for others."""

from __future__ import annotations

import pytest

from jiqun.base import clock
from jiqun.records.models import PlanJudged, PlanValue
from tests.cast import Cast
from tests.desk.test_plan_progress import recognised, the_plan, when
from tests.web.test_access import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.article("15", "16")]


@pytest.fixture
def in_2027(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: when(2027))


@pytest.mark.usefixtures("in_2027")
def test_an_operator_reports_and_its_district_judges(cast: Cast) -> None:
    cluster = recognised(cast)
    page = f"/desk/clusters/{cluster.pk}/plan/"
    goal = the_plan(cluster).asked_in(2026)[0]
    shown = signed_in(cast.operator).get(page).content.decode()
    assert f'name="value_{goal.place}"' in shown
    sent = {"year": "2026", f"value_{goal.place}": "多数完成", f"note_{goal.place}": "年底验收"}
    assert signed_in(cast.operator).post(page, sent).status_code == 302
    value = PlanValue.objects.get()
    assert (value.goal, value.year, value.value, value.note) == (goal.place, 2026, "多数完成", "年底验收")
    seen = signed_in(cast.district).get(page).content.decode()
    assert "待区评定" in seen and "value_1" not in seen  # noqa: PT018  # both are one statement about the page
    judge = f"{page}{value.pk}/"
    refused = signed_in(cast.district).post(judge, {"degree": "2", "reason": ""})
    assert refused.status_code == 422
    assert "请选择达到程度" in refused.content.decode()
    assert signed_in(cast.district).post(judge, {"degree": "1/2", "reason": "过半。"}).status_code == 302
    assert PlanJudged.objects.get().degree == "1/2"
    assert "完成50%" in signed_in(cast.municipal).get(page).content.decode()


@pytest.mark.usefixtures("in_2027")
def test_what_was_typed_and_refused_is_shown_again(cast: Cast) -> None:
    cluster = recognised(cast)
    goal = the_plan(cluster).asked_in(2026)[0]
    sent = {"year": "2026", f"value_{goal.place}": "长" * 201}
    answer = signed_in(cast.operator).post(f"/desk/clusters/{cluster.pk}/plan/", sent)
    assert answer.status_code == 422
    assert "长" * 201 in answer.content.decode()


@pytest.mark.usefixtures("in_2027")
def test_a_plan_of_another_district_is_not_there(cast: Cast) -> None:
    cluster = recognised(cast)
    page = f"/desk/clusters/{cluster.pk}/plan/"
    for who in (cast.other_operator, cast.other_district):
        assert signed_in(who).get(page).status_code == 404
        assert signed_in(who).post(page, {"year": "2026"}).status_code in (403, 404)
    assert signed_in(cast.expert).get(page).status_code in (403, 404)

"""A year after a recognition in a browser: tracked, reported, forwarded, received, seen on the board and in figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jiqun.base import clock
from jiqun.procedure.shanghai_2024.development import TOPICS
from jiqun.records.models import Case, TrackingRecord
from tests.browser.axe import faults
from tests.browser.conftest import PASSWORD, Visit
from tests.browser.test_the_whole_way import MAIN, make
from tests.cast import Cast
from tests.desk.reported import figures_filled, on, opened


@pytest.mark.article("16")
@pytest.mark.parametrize(("lang", "width"), [("zh-CN", 1280), ("en-GB", 390)])
def test_a_cluster_is_tracked_and_its_report_goes_through_the_district_to_the_commission(
    cast: Cast, visit: Callable[..., Visit], monkeypatch: pytest.MonkeyPatch, lang: str, width: int
) -> None:
    case = opened(cast)
    monkeypatch.setattr(clock, "now", lambda: on(3, 1))
    district, operator, officer = (visit(lang, width) for _ in range(3))
    district.sign_in(cast.district)
    wrong = tracked(district, case)
    figures_filled(case, cast.operator, on(3, 1))
    operator.sign_in(cast.operator)
    wrong += reported(operator, case)
    make(district, case.pk, "forward", opinion="与台账一致。")
    wrong += faults(district.page)
    officer.sign_in(cast.municipal)
    make(officer, case.pk, "receive")
    for path in ("/desk/reports/", "/desk/reports/statistics/", f"/desk/clusters/{case.cluster_id}/"):
        officer.open(path)
        wrong += faults(officer.page)
    assert Case.objects.get(pk=case.pk).stage == "received"
    assert not wrong, "\n".join(wrong)


def tracked(district: Visit, case: Case) -> list[str]:
    """A record with a day to follow it up, refused while nothing is in it; the report's draft is not to be read."""
    district.open(f"/desk/clusters/{case.cluster_id}/tracking/new/")
    district.send(MAIN)
    assert district.page.locator("main .invalid").count() > 0
    district.fill("#problems", "用工紧张。")
    district.fill("#follow_up_on", "2027-03-08")
    wrong = faults(district.page)
    district.send(MAIN)
    wrong += faults(district.page)
    record = TrackingRecord.objects.get()
    district.open(f"/desk/clusters/{case.cluster_id}/tracking/{record.pk}/follow-up/")
    wrong += faults(district.page)
    district.open("/desk/reports/")
    assert district.page.locator("main tbody tr").count() == 1
    assert district.page.locator(f"main a[href='/desk/cases/{case.pk}/']").count() == 0
    return wrong


def reported(operator: Visit, case: Case) -> list[str]:
    """The development of the year told, and the report sent in."""
    operator.open(f"/desk/cases/{case.pk}/tasks/")
    wrong = faults(operator.page)
    operator.follow(f"/desk/cases/{case.pk}/development/")
    wrong += faults(operator.page)
    for name in TOPICS:
        operator.fill(f"#{name}", "一切按计划推进。")
    operator.send(MAIN)
    operator.open(f"/desk/cases/{case.pk}/move/submit/")
    operator.fill("#proof", PASSWORD)
    operator.send(MAIN)
    operator.page.wait_for_url(f"**/desk/cases/{case.pk}/")
    return [*wrong, *faults(operator.page)]

"""A change of area in a browser: reported with its boundary, checked, decided by two; a difference noted as none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from jiqun.base import clock
from jiqun.base.days import day_of
from jiqun.desk.do.changes.noticing import notice_differences
from jiqun.desk.do.registers.earlier import enter_earlier
from jiqun.facts.recognised_batch import Earlier
from jiqun.records.models import Case, Cluster, Difference
from tests.browser.axe import faults
from tests.browser.conftest import Visit
from tests.browser.test_objecting import EVIDENCE
from tests.browser.test_the_whole_way import MAIN, make
from tests.cast import Cast, make_cluster
from tests.desk.changed import filed
from tests.web.registers.drawn import square

BOUNDARY = {"name": "boundary.geojson", "mimeType": "application/geo+json", "buffer": square(121.6, 31.2, 0.04)}


def report_the_area(operator: Visit, cluster: Cluster) -> tuple[Case, list[str]]:
    """Sent empty first, then with everything; the case, and what axe says of the pages."""
    here = f"/desk/clusters/{cluster.pk}/"
    operator.open(here)
    wrong = faults(operator.page)
    operator.follow(f"{here}changes/")
    wrong += faults(operator.page)
    operator.follow(f"{here}changes/area/")
    operator.send(MAIN)
    assert operator.page.locator("main .invalid").count() >= 3  # the day, the boundary, why, the evidence
    wrong += faults(operator.page)
    operator.fill("#effective_on", (day_of(clock.now()) - timedelta(days=20)).isoformat())
    operator.fill("#area_km2", "16.9")
    operator.page.set_input_files("#boundary", BOUNDARY)
    operator.fill("#text", "园区扩区，经区政府批准。")
    operator.page.set_input_files("#files", EVIDENCE)
    operator.send(MAIN)
    case = Case.objects.get(kind="change_report")
    operator.page.wait_for_url(f"**/desk/cases/{case.pk}/")
    assert operator.page.locator(".chart-part img").evaluate("one => one.naturalWidth") == 480
    return case, wrong + faults(operator.page)


def note_that_the_name_is_none(district: Visit) -> list[str]:
    """The district's note on the other difference; none is left then."""
    district.open("/desk/differences/")
    wrong = faults(district.page)
    one = Difference.objects.get(kind="operator")
    district.follow(f"/desk/differences/{one.pk}/none/")
    district.fill("#reason", "简称，同一机构。")
    district.send(MAIN)
    assert district.page.locator("main table").count() == 0
    return wrong


@pytest.mark.article("19")
@pytest.mark.parametrize(("lang", "width"), [("zh-CN", 1280), ("en-GB", 390)])
def test_a_change_is_reported_decided_and_entered(
    cast: Cast, visit: Callable[..., Visit], lang: str, width: int
) -> None:
    now, cluster = clock.now(), make_cluster(cast)
    last = day_of(now) + timedelta(days=300)
    enter_earlier(Earlier(cluster.number, "沪集群2023-1", date(2023, 8, 1), last, "旧文件"), by=cast.municipal, at=now)
    filed(cast, now, operator_name="张江集群服务中心", area_km2=16_900_000)
    notice_differences(at=clock.now())

    operator, district, officer, approver = (visit(lang, width) for _ in range(4))
    operator.sign_in(cast.operator)
    case, wrong = report_the_area(operator, cluster)
    district.sign_in(cast.district)
    make(district, case.pk, "check", opinion="情况属实。")
    wrong += note_that_the_name_is_none(district)
    officer.sign_in(cast.municipal)
    make(officer, case.pk, "prepare_decision", ending="approve", reason="材料齐全，情况属实。")
    approver.sign_in(cast.approver)
    make(approver, case.pk, "approve")
    wrong += faults(approver.page)
    assert Cluster.objects.get().area_m2 == 16_900_000
    for path in (f"/desk/clusters/{cluster.pk}/", f"/desk/clusters/{cluster.pk}/?on=2026-03-10", "/desk/changes/"):
        district.open(path)
        wrong += faults(district.page)
    assert not wrong, "\n".join(wrong)

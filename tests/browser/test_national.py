"""A national call in a browser: opened, chosen, handed in, approved by another, its result recorded; earlier lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from jiqun.base import clock
from jiqun.records.models import Recognition, Round
from tests.browser.axe import faults
from tests.browser.conftest import Visit
from tests.browser.test_the_whole_way import MAIN
from tests.cast import Cast
from tests.desk.national import recognised


def opened(officer: Visit, wrong: list[str]) -> Round:
    """The call of this year, to be sent within ten days."""
    officer.open("/desk/national/new/")
    officer.send(MAIN)
    assert officer.page.locator("main .invalid").count() >= 4  # number, title, day and quota
    wrong += faults(officer.page)
    officer.fill("#number", "工信厅企业函〔2026〕1号")
    officer.fill("#title_zh", "国家级集群推荐（测试）")
    officer.fill("#title_en", "National call (test)")
    officer.fill("#closes_at", f"{clock.today() + timedelta(days=10)}T17:00")
    officer.fill("#quota", "1")
    officer.send(MAIN)
    return Round.objects.get(purpose="national")


@pytest.mark.article("18")
@pytest.mark.parametrize(("lang", "width"), [("zh-CN", 1280), ("en-GB", 390)])
def test_recognised_clusters_are_ranked_and_recommended_by_two_people(
    cast: Cast, visit: Callable[..., Visit], lang: str, width: int
) -> None:
    near, _ = recognised(cast, "near"), recognised(cast, "far")
    assert Recognition.objects.filter(last_day__gt=clock.today()).count() == 2
    officer, wrong = visit(lang, width), list[str]()
    officer.sign_in(cast.municipal)
    call = opened(officer, wrong)
    wrong += faults(officer.page)
    officer.fill(f"#place_{near.pk}", "1")
    officer.fill(f"#reason_{near.pk}", "产业链完整，创新能力突出。")
    officer.fill(f"#niche_reason_{near.pk}", "产品用途不同。")
    officer.send("main form[data-guard] .btn-primary")
    wrong += faults(officer.page)
    officer.send(f"main form[action$='/{call.pk}/prepare/'] .btn-primary")
    approver = visit(lang, width)
    approver.sign_in(cast.approver)
    approver.open("/desk/national/")
    wrong += faults(approver.page)
    approver.follow(f"/desk/national/{call.pk}/")
    wrong += faults(approver.page)
    approver.send("main form.confirm .btn-primary")
    assert approver.page.locator("main a[href$='/files/form.xlsx']").count() == 1
    wrong += faults(approver.page)

    officer.open(f"/desk/national/{call.pk}/record/")
    wrong += faults(officer.page)
    officer.page.select_option("#cluster", str(near.pk))
    officer.page.check("input[name=recognised][value=yes]")
    officer.fill("#source", "工信部企业函〔2026〕9号")
    officer.send(MAIN)
    officer.open("/desk/national/results/")
    officer.send("main form.confirm .btn-primary")
    wrong += faults(officer.page)
    officer.press("main table a")
    wrong += faults(officer.page)
    visitor = visit(lang, width)
    visitor.open("/national/")
    assert visitor.page.locator("main tbody tr").count() == 15
    wrong += faults(visitor.page)
    assert not wrong, "\n".join(wrong)

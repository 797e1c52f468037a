"""What is typed is kept by itself, shows how the clause stands then, and never runs over a colleague's words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jiqun.base import clock
from jiqun.desk.actor import Actor
from jiqun.desk.do.applying.apply import open_application
from jiqun.desk.do.applying.fill import save_statement, upload_workbook
from jiqun.desk.drafts import draft_of, said_of
from jiqun.desk.files import Taken
from jiqun.records.models import Case, Cluster, Round
from tests.browser.conftest import Visit
from tests.cast import Cast, good_workbook

CLAUSE = "A6.4.2"


@pytest.fixture
def case(cast: Cast, open_round: None) -> Case:
    row = open_application(
        round_id=Round.objects.get().pk, cluster=Cluster.objects.get().pk, by=cast.operator, at=clock.now()
    )
    upload_workbook(case=row.pk, taken=Taken("a.xlsx", good_workbook()), by=cast.operator, at=clock.now())
    return row


def stated(case: Case) -> tuple[str, str]:
    return said_of(draft_of(case)).get(CLAUSE, ("", ""))


def opened(visit: Visit, who: Actor, case: Case) -> None:
    visit.sign_in(who)
    visit.open(f"/desk/cases/{case.pk}/clauses/{CLAUSE}/")


@pytest.mark.article("6.4.2")
def test_a_statement_is_kept_while_typing_and_its_outcome_follows(
    cast: Cast, case: Case, visit: Callable[..., Visit]
) -> None:
    here = visit()
    opened(here, cast.operator, case)
    part = here.page.locator(f"[id='{CLAUSE}']")
    assert "待审核" in part.locator(".reason").inner_text()
    with here.page.expect_response(f"**/clauses/{CLAUSE}/"):
        part.locator("select").select_option("否")
    with here.page.expect_response(f"**/clauses/{CLAUSE}/"):
        part.locator("textarea").fill("已建立上下游协作机制。")
    part.locator("[role=status]", has_text="已于").wait_for()
    part.locator(".reason", has_text="不符合").wait_for()
    assert stated(case) == ("否", "已建立上下游协作机制。")


@pytest.mark.article("8")
def test_a_colleagues_words_are_shown_before_they_are_replaced(
    cast: Cast, case: Case, visit: Callable[..., Visit]
) -> None:
    here = visit()
    opened(here, cast.operator, case)
    theirs = {"case": case.pk, "clause": CLAUSE, "holds": "是", "text": "李同事的说明。"}
    save_statement(**theirs, by=cast.operator_colleague, at=clock.now())
    part = here.page.locator(f"[id='{CLAUSE}']")
    part.locator("textarea").fill("我的说明。")
    part.locator("[role=status]", has_text="李同事在此期间修改了这里").wait_for()
    assert stated(case) == ("是", "李同事的说明。")
    assert "李同事的说明。" in part.locator("[role=status]").inner_text()
    for _ in range(2):  # the first shows what it says now beside what was typed, the second puts it in its place
        with here.page.expect_navigation():
            part.locator("button").click()
    assert stated(case)[1] == "我的说明。"


@pytest.mark.article("8")
def test_without_scripts_the_same_holds(cast: Cast, case: Case, visit: Callable[..., Visit]) -> None:
    here = visit(scripts=False)
    opened(here, cast.operator, case)
    theirs = {"case": case.pk, "clause": CLAUSE, "holds": "是", "text": "李同事的说明。"}
    save_statement(**theirs, by=cast.operator_colleague, at=clock.now())
    part = here.page.locator(f"[id='{CLAUSE}']")
    part.locator("textarea").fill("我的说明。")
    part.locator("button").click()
    assert part.locator("textarea").input_value() == "我的说明。"
    assert "李同事的说明。" in part.inner_text()
    part.locator("button").click()
    assert stated(case)[1] == "我的说明。"

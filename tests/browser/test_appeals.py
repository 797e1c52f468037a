"""An appeal in a browser: lodged by the operator, decided by two people of the Commission, the letter read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jiqun.base import clock
from jiqun.records.models import Case
from tests.browser.axe import faults
from tests.browser.conftest import Visit
from tests.browser.test_objecting import EVIDENCE
from tests.browser.test_the_whole_way import MAIN, make
from tests.cast import Cast
from tests.desk.appealed import declined


@pytest.mark.article("9")
@pytest.mark.parametrize(("lang", "width"), [("zh-CN", 1280), ("en-GB", 390)])
def test_an_operator_appeals_and_two_people_who_were_not_involved_decide(
    cast: Cast, visit: Callable[..., Visit], lang: str, width: int
) -> None:
    case, wrong = declined(cast), list[str]()
    Case.objects.filter(pk=case.pk).update(ended_at=clock.now())  # just now: pages read the clock
    operator = visit(lang, width)
    operator.sign_in(cast.operator)
    operator.open(f"/desk/cases/{case.pk}/")
    operator.follow(f"/desk/cases/{case.pk}/appeal/")
    operator.send(MAIN)
    assert operator.page.locator("main .invalid").count() >= 3  # the ground, the argument, what is asked for
    wrong += faults(operator.page)
    operator.page.check("input[name=ground][value=figures]")
    operator.fill("#argument", "产值按统计局口径核算，见附件。")
    operator.page.check("input[name=remedy][value=reopen]")
    operator.page.set_input_files("#files", EVIDENCE)
    operator.send(MAIN)
    appeal = Case.objects.get(kind="appeal")
    operator.page.wait_for_url(f"**/desk/cases/{appeal.pk}/")
    wrong += faults(operator.page)

    officer = visit(lang, width)
    officer.sign_in(cast.municipal)
    officer.open(f"/desk/cases/{appeal.pk}/")
    assert "evidence.pdf" in officer.page.inner_text("main")
    officer.open(f"/desk/cases/{appeal.pk}/move/prepare_decision/")
    wrong += faults(officer.page)
    make(officer, appeal.pk, "prepare_decision", ending="grant", reason="口径确有误，退回重新审核。")
    approver = visit(lang, width)
    approver.sign_in(cast.approver)
    make(approver, appeal.pk, "grant")
    wrong += faults(approver.page)
    assert Case.objects.get(pk=case.pk).stage == "under_review"

    operator.open(f"/desk/cases/{appeal.pk}/")
    assert operator.page.locator("main a[href*='/letters/']").count() > 0
    wrong += faults(operator.page)
    operator.open(f"/desk/cases/{case.pk}/")
    wrong += faults(operator.page)
    assert not wrong, "\n".join(wrong)

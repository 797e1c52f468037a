"""An interpretation in a browser: written, looked at, handed in, approved by another, read by everybody; a waiver."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from jiqun.base import clock
from jiqun.records.models import Case, Interpretation, InterpretationDraft, Waiver
from tests.browser.axe import faults
from tests.browser.conftest import Visit
from tests.browser.test_the_whole_way import MAIN
from tests.cast import Cast
from tests.desk.interpreted import NUMBER, rejected_on_the_line

OVER = "main form:has(input[name=edition][value=shanghai-2024]):has(input[name=reading][value=over])"


def write(officer: Visit, draft: int) -> None:
    """Everything that an interpretation needs."""
    officer.open(f"/desk/interpretations/drafts/{draft}/")
    officer.fill("#number", NUMBER)
    officer.page.check("input[name=value][value=includes]")
    officer.fill("#answer_zh", "“超过”含本数。")
    officer.fill("#answer_en", "“Over” takes the figure itself in.")
    officer.fill("#clauses", "A6.2.6")
    officer.fill("#from_day", f"{clock.today() + timedelta(days=1)}")


@pytest.mark.article("20")
@pytest.mark.parametrize(("lang", "width"), [("zh-CN", 1280), ("en-GB", 390)])
def test_an_open_question_is_settled_by_two_people_and_read_by_everybody(
    cast: Cast, visit: Callable[..., Visit], lang: str, width: int
) -> None:
    case, wrong = rejected_on_the_line(cast), list[str]()
    officer = visit(lang, width)
    officer.sign_in(cast.municipal)
    officer.open("/desk/interpretations/")
    wrong += faults(officer.page)
    officer.send(f"{OVER} button")
    draft = InterpretationDraft.objects.get()
    officer.send("main form[data-guard] button[value=submit]")
    officer.page.wait_for_url(f"**/drafts/{draft.pk}/submit/")
    assert officer.page.locator("main .errors li").count() == 4  # number, answer, reading and day
    wrong += faults(officer.page)
    write(officer, draft.pk)
    wrong += faults(officer.page)
    officer.send("main form[data-guard] button[value=submit]")
    wrong += faults(officer.page)
    officer.send("main form.confirm .btn-primary")
    wrong += faults(officer.page)

    approver = visit(lang, width)
    approver.sign_in(cast.approver)
    approver.open("/desk/interpretations/")
    approver.follow(f"/desk/interpretations/drafts/{draft.pk}/")
    approver.follow(f"/desk/interpretations/drafts/{draft.pk}/approve/")
    assert case.number in approver.page.inner_text("main")  # the decision that it would touch, before it is laid down
    wrong += faults(approver.page)
    approver.send("main form.confirm .btn-primary")
    made = Interpretation.objects.get()
    approver.page.wait_for_url(f"**/interpretations/{made.pk}/")
    assert case.number in approver.page.inner_text("main")
    wrong += faults(approver.page)
    assert Case.objects.get(pk=case.pk).stage == "not_recognised"

    visitor = visit(lang, width)
    visitor.open(f"/interpretations/?on={made.from_day}")
    assert NUMBER in visitor.page.inner_text("main")
    wrong += faults(visitor.page)
    visitor.follow(f"/interpretations/{made.pk}/")
    assert case.number not in visitor.page.inner_text("main")
    wrong += faults(visitor.page)
    assert not wrong, "\n".join(wrong)


@pytest.mark.article("20")
@pytest.mark.parametrize(("lang", "width"), [("zh-CN", 390), ("en-GB", 1280)])
def test_a_term_of_ours_is_waived_by_two_people_and_shows_on_the_case(
    cast: Cast, visit: Callable[..., Visit], lang: str, width: int
) -> None:
    case, wrong = rejected_on_the_line(cast), list[str]()
    officer = visit(lang, width)
    officer.sign_in(cast.municipal)
    officer.open(f"/desk/cases/{case.pk}/")
    officer.follow(f"/desk/waivers/new/case/{case.pk}/")
    officer.send(MAIN)
    assert officer.page.locator("main .invalid").count() == 3  # what, why, until when
    wrong += faults(officer.page)
    officer.page.check("input[name=what][value=appeal_in_time]")
    officer.fill("#reason", "送达时系统故障，申请人未能按时提出。")
    officer.fill("#until", f"{clock.today() + timedelta(days=10)}")
    officer.send(MAIN)
    row = Waiver.objects.get()
    wrong += faults(officer.page)

    approver = visit(lang, width)
    approver.sign_in(cast.approver)
    approver.open("/desk/waivers/")
    wrong += faults(approver.page)
    approver.follow(f"/desk/waivers/{row.pk}/")
    wrong += faults(approver.page)
    approver.send("main form button[value=grant]")
    operator = visit(lang, width)
    operator.sign_in(cast.operator)
    operator.open(f"/desk/cases/{case.pk}/")
    assert row.reason in operator.page.inner_text("main")
    wrong += faults(operator.page)
    assert not wrong, "\n".join(wrong)

"""A service evaluation in a browser, from the programme to the letter, and a year assessed by two people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import FilePayload

from jiqun.base import clock
from jiqun.fairness.service_criteria import CRITERIA
from jiqun.records.models import Case, Cluster, EvaluationContract, FiledEvaluation, OverallAssessment, Round
from tests.browser.axe import faults
from tests.browser.conftest import Visit
from tests.browser.test_the_whole_way import MAIN, make
from tests.cast import Cast
from tests.desk.assessed import in_2027, whole
from tests.desk.evaluating import CONTRACTED_AT, PUBLISHED_AT
from tests.desk.filled import PDF
from tests.desk.renewing import recognised_until

pytestmark = pytest.mark.article("17")
WAYS = pytest.mark.parametrize(("lang", "width"), [("zh-CN", 1280), ("en-GB", 390)])


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Put the pages' clock to a moment; signing in goes by the machine's."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


@WAYS
def test_a_programme_is_published_an_evaluator_scores_the_operator_replies_and_it_is_graded(
    cast: Cast, visit: Callable[..., Visit], now: Callable[[datetime], None], lang: str, width: int
) -> None:
    recognised_until(cast)
    now(PUBLISHED_AT)
    officer, evaluator, operator, visitor = (visit(lang, width) for _ in range(4))
    officer.sign_in(cast.municipal)
    wrong = published(officer)
    notice = Round.objects.get(purpose="service_evaluation")
    visitor.open(f"/evaluations/{notice.pk}/")
    wrong += faults(visitor.page)
    now(CONTRACTED_AT)
    wrong += entrusted(officer, notice, cast)
    case = Case.objects.get(evaluation_sheet__contract=EvaluationContract.objects.get())
    evaluator.sign_in(cast.evaluator)
    wrong += scored(evaluator, case)
    assert FiledEvaluation.objects.get().total == "173/2"

    operator.sign_in(cast.operator)
    operator.open(f"/desk/cases/{case.pk}/")
    assert "evidence.pdf" in operator.page.inner_text("main")
    wrong += faults(operator.page)
    make(operator, case.pk, "reply", text="服务企业数应为120家。")
    graded(evaluator, case)
    make(officer, case.pk, "receive")
    operator.open(f"/desk/cases/{case.pk}/")
    assert operator.page.locator("main a[href*='/letters/']").count() > 0
    wrong += faults(operator.page)
    assert not wrong, "\n".join(wrong)


def published(officer: Visit) -> list[str]:
    """The year's programme, looked at before it is published; what is wrong with the pages."""
    officer.open("/desk/programmes/")
    officer.follow("/desk/programmes/new/")
    wrong = faults(officer.page)
    officer.send("button[value=preview]")
    wrong += faults(officer.page)
    officer.send("button[value=publish]")
    return wrong


def entrusted(officer: Visit, notice: Round, cast: Cast) -> list[str]:
    """A contract, first with nothing filled in."""
    officer.open(f"/desk/programmes/{notice.pk}/")
    officer.send(MAIN)
    assert officer.page.locator("main .invalid").count() >= 3  # the evaluator, the operator, the number
    wrong = faults(officer.page)
    officer.page.select_option("#evaluator", str(cast.evaluator.organisation))
    officer.page.select_option("#operator", str(cast.operator.organisation))
    officer.fill("#number", "委2026-1")
    officer.page.fill("#signed_on", "2026-03-17")
    officer.send(MAIN)
    return wrong + faults(officer.page)


def scored(evaluator: Visit, case: Case) -> list[str]:
    """The sheet with a file, kept by itself, and filed."""
    evaluator.open(f"/desk/cases/{case.pk}/")
    evaluator.follow(f"/desk/cases/{case.pk}/scores/")
    evaluator.page.set_input_files("#file", FilePayload(name="evidence.pdf", mimeType="application/pdf", buffer=PDF))
    evaluator.send("form[enctype] button")
    for one in CRITERIA:
        evaluator.page.fill(f"#points-{one.key}", "86.5")
        evaluator.page.fill(f"#basis-{one.key}", "查阅台账，抽查服务记录。")
    evaluator.page.locator("#kept", has_text="86.5").wait_for()  # with the total so far
    wrong = faults(evaluator.page)
    evaluator.send("button[name=next]")
    wrong += faults(evaluator.page)
    evaluator.send(MAIN)
    return wrong


def graded(evaluator: Visit, case: Case) -> None:
    """A score changed after the reply, with the reason; sending the sheet waits for what is just being saved."""
    evaluator.open(f"/desk/cases/{case.pk}/scores/")
    evaluator.fill("#points-reach", "95")
    evaluator.fill("#why-reach", "补充的台账属实。")
    evaluator.send("button[name=next]")
    evaluator.fill("#reason", "采纳了意见。")
    evaluator.send(MAIN)


@WAYS
def test_a_year_is_prepared_by_one_and_approved_by_another(
    cast: Cast, visit: Callable[..., Visit], now: Callable[[datetime], None], lang: str, width: int
) -> None:
    notice = whole(cast)
    wrong = list[str]()
    now(in_2027(4, 20))
    officer = visit(lang, width)
    officer.sign_in(cast.municipal)
    where = f"/desk/programmes/{notice.pk}/assessment/"
    officer.open(where)
    officer.send(MAIN)
    wrong += faults(officer.page)
    approver = visit(lang, width)
    approver.sign_in(cast.approver)
    approver.open(where)
    approver.send(MAIN)
    assert OverallAssessment.objects.get().place == 1
    wrong += faults(approver.page)
    operator = visit(lang, width)
    operator.sign_in(cast.operator)
    operator.open(f"/desk/clusters/{Cluster.objects.get().pk}/assessments/")
    assert operator.page.locator("main figure img").evaluate("one => one.decode().then(() => one.naturalWidth)") > 0
    wrong += faults(operator.page)
    visitor = visit(lang, width)
    visitor.open(f"/evaluations/{notice.pk}/")
    wrong += faults(visitor.page)
    assert not wrong, "\n".join(wrong)

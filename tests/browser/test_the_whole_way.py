"""The whole way in a real browser: fill, upload a wrong workbook, mend it, submit, review, return, resubmit."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import FilePayload

from jiqun.base import clock
from jiqun.base.days import day_of
from jiqun.desk.actor import Actor
from jiqun.desk.do.fill import save_statement
from jiqun.facts.generate import one_cluster
from jiqun.facts.workbook.spoken import filled_from
from jiqun.facts.workbook.template import written
from jiqun.jobs.worker import work_off
from jiqun.law import edition
from jiqun.records.models import Case, Draft, Letter, Receipt, Step
from tests.browser.conftest import PASSWORD, Visit
from tests.cast import Cast

BOOK = edition("shanghai-2024")
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(*, wrong: bool) -> FilePayload:
    on = day_of(clock.now())
    data = written(filled_from(one_cluster(1, 10, 20, on), "zh"), "zh", on, BOOK)
    if wrong:
        book = load_workbook(BytesIO(data))
        book["年度数据"]["D3"] = "三千万"
        out = BytesIO()
        book.save(out)
        data = out.getvalue()
    return FilePayload(name="集群.xlsx", mimeType=XLSX, buffer=data)


def main_button(visit: Visit) -> None:
    """The button that does what the page is for."""
    visit.page.click("main .btn-primary >> nth=0")


def fill_in(visit: Visit, case: int, by: Actor) -> None:
    page = visit.page
    visit.open(f"/desk/cases/{case}/data/")
    page.set_input_files("#file", workbook(wrong=True))
    main_button(visit)
    wrong_cell = page.locator("input[name='cell:annual:3:revenue']")
    assert wrong_cell.input_value() == "三千万"
    wrong_cell.fill("3000")
    page.click(".alert-danger .btn-primary")
    page.wait_for_url(f"**/desk/cases/{case}/data/")
    assert page.locator(".alert-danger").count() == 0
    assert Draft.objects.get().pending_name == ""

    visit.open(f"/desk/cases/{case}/profile/")
    for name in ("contact_name", "contact_phone", "summary"):
        page.fill(f"#{name}", "测试")
    page.fill("#contact_email", "operator@example.test")
    page.click("main .form .btn-primary")
    first, *others = (one.id for one in BOOK.provisions.values() if one.kind in ("declared", "judged"))
    for one in others:  # the same page again and again: one of them is filled in by hand
        save_statement(case=case, clause=one, holds="是", text="机制已经建立。", by=by, at=clock.now())
    visit.open(f"/desk/cases/{case}/clauses/{first}/")
    clause = page.locator(f"[id='{first}']")
    clause.locator("textarea").fill("符合产业政策。")
    with page.expect_response(f"**/clauses/{first}/"):
        clause.locator("button").click()
    page.wait_for_load_state()
    visit.open(f"/desk/cases/{case}/evidence/")
    page.set_input_files("#file", FilePayload(name="机制.pdf", mimeType="application/pdf", buffer=PDF))
    page.check("input[name=clauses][value='A6.4.2']")
    main_button(visit)


def declare(visit: Visit, case: int, move: str) -> None:
    visit.open(f"/desk/cases/{case}/move/{move}/")
    visit.page.fill("#proof", PASSWORD)
    main_button(visit)
    visit.page.wait_for_url(f"**/desk/cases/{case}/")


def make(visit: Visit, case: int, move: str, **given: str) -> None:
    visit.open(f"/desk/cases/{case}/move/{move}/")
    for name, value in given.items():
        field = visit.page.locator(f"#{name}")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    main_button(visit)
    visit.page.wait_for_url(f"**/desk/cases/{case}/")


def moves(case: int) -> list[str]:
    return list(Step.objects.filter(case=case).order_by("place").values_list("move", flat=True))


@pytest.mark.article("8")
@pytest.mark.parametrize(("lang", "width"), [("zh-CN", 1280), ("en-GB", 390)])
def test_an_application_is_filled_mended_submitted_returned_and_declined(
    cast: Cast, open_round: None, visit: Callable[..., Visit], lang: str, width: int
) -> None:
    operator, officer = visit(lang, width), visit(lang, width)
    operator.sign_in(cast.operator)
    operator.open("/desk/apply/")
    main_button(operator)
    operator.page.wait_for_url("**/tasks/")
    case = Case.objects.get().pk
    fill_in(operator, case, cast.operator)
    declare(operator, case, "submit")
    assert Case.objects.get().stage == "submitted"
    said = {"zh": "已提交", "en": "Submitted"}[operator.lang]
    assert said in operator.page.locator("#now").inner_text()

    officer.sign_in(cast.district)
    assert officer.page.locator(f"a[href='/desk/cases/{case}/']").count() > 0
    make(officer, case, "accept")
    make(officer, case, "ask_question", clause="A6.4.2", text="请说明。")
    make(officer, case, "take_back_question", question=str(Case.objects.get().questions.get().pk))
    make(officer, case, "return_for_correction", reason="请补充。")
    declare(operator, case, "resubmit")
    make(officer, case, "accept")
    make(officer, case, "decline", reason="不符合条件。")

    assert moves(case) == [
        "submit",
        "accept",
        "ask_question",
        "take_back_question",
        "return_for_correction",
        "resubmit",
        "accept",
        "decline",
    ]
    assert Letter.objects.count() == 2
    work_off(clock.now)
    assert Receipt.objects.count() == 2


def test_a_wrong_password_submits_nothing_and_loses_nothing(
    cast: Cast, open_round: None, visit: Callable[..., Visit]
) -> None:
    operator = visit(scripts=False)
    operator.sign_in(cast.operator)
    operator.open("/desk/apply/")
    main_button(operator)
    operator.page.wait_for_url("**/tasks/")
    case = Case.objects.get().pk
    fill_in(operator, case, cast.operator)
    operator.open(f"/desk/cases/{case}/move/submit/")
    operator.page.fill("#proof", "something else")
    main_button(operator)
    assert operator.page.locator("#proof-error").count() == 1
    assert Case.objects.get().stage == "draft"
    declare(operator, case, "submit")
    assert Case.objects.get().stage == "submitted"

"""The whole way in a real browser: fill, upload a wrong workbook, mend it, submit, review, return, recommend."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import FilePayload

from jiqun.base import clock
from jiqun.base.days import day_of
from jiqun.desk.actor import Actor
from jiqun.desk.do.applying.fill import save_statement
from jiqun.desk.do.applying.review import Settled, settle_clauses
from jiqun.desk.facts_of.application import open_clauses
from jiqun.desk.judging import assessment_of
from jiqun.desk.may import the_case
from jiqun.jobs.worker import work_off
from jiqun.law import edition
from jiqun.records.models import Case, Draft, Letter, Receipt, Step
from tests.browser.conftest import PASSWORD, Visit
from tests.cast import Cast, good_workbook

BOOK = edition("shanghai-2024")
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAIN = "main .btn-primary"  # what the page is for


def wrong_workbook() -> FilePayload:
    book = load_workbook(BytesIO(good_workbook(day_of(clock.now()))))
    book["年度数据"]["D3"] = "三千万"
    out = BytesIO()
    book.save(out)
    return FilePayload(name="集群.xlsx", mimeType=XLSX, buffer=out.getvalue())


def fill_in(visit: Visit, case: int, by: Actor) -> None:
    """Every part of the application by hand; of the same page for every clause, one."""
    page, tasks = visit.page, f"/desk/cases/{case}/tasks/"
    visit.follow(f"/desk/cases/{case}/data/")
    visit.hands.upload(page.locator("#file"), wrong_workbook())
    visit.send(MAIN)
    wrong_cell = page.locator("input[name='cell:annual:3:revenue']")
    assert wrong_cell.input_value() == "三千万"
    visit.hands.fill(wrong_cell, "3000")
    visit.send(".alert-danger .btn-primary")
    assert page.locator(".alert-danger").count() == 0
    assert Draft.objects.get().pending_name == ""

    visit.open(tasks)
    visit.follow(f"/desk/cases/{case}/profile/")
    for name in ("contact_name", "contact_phone", "summary"):
        visit.fill(f"#{name}", "测试")
    visit.fill("#contact_email", "operator@example.test")
    visit.send("main .form .btn-primary")

    first, *others = (one.id for one in BOOK.provisions.values() if one.kind in ("declared", "judged"))
    for one in others:
        save_statement(case=case, clause=one, holds="是", text="机制已经建立。", by=by, at=clock.now())
    visit.open(f"/desk/cases/{case}/clauses/{first}/")
    visit.fill(f"[id='{first}'] textarea", "符合产业政策。")
    visit.send(f"[id='{first}'] button")

    visit.open(tasks)
    visit.follow(f"/desk/cases/{case}/evidence/")
    visit.hands.upload(page.locator("#file"), FilePayload(name="机制.pdf", mimeType="application/pdf", buffer=PDF))
    visit.hands.tick(page.locator("input[name=clauses][value='A6.4.2']"))
    visit.send(MAIN)
    assert page.locator("main a", has_text="机制.pdf").count() > 0


def make(visit: Visit, case: int, move: str, **given: str) -> None:
    """Make a move from the page of the case."""
    here = f"/desk/cases/{case}/"
    visit.open(here)
    visit.follow(f"{here}move/{move}/")
    for name, value in given.items():
        field = visit.page.locator(f"#{name}")
        if field.evaluate("one => one.tagName") == "SELECT":
            visit.hands.choose(field, value)
        else:
            visit.hands.fill(field, value)
    visit.send(MAIN)
    visit.page.wait_for_url(f"**{here}")


def judge_the_open_clauses(visit: Visit, case: int, by: Actor) -> str:
    """Settle each clause that a reviewer decides, one of them by hand; the opinion that names what stays open."""
    row = the_case(by, case)
    waiting = [one.clause for one in assessment_of(row).findings if one.outcome == "review"]
    first, *others = [one for one in waiting if one in open_clauses(row)]
    make(visit, case, "judge_clause", clause=first, outcome="met", reason="材料属实。")
    version, settled = Case.objects.get(pk=case).version, dict.fromkeys(others, Settled("met", "材料属实。"))
    settle_clauses(case=case, version=version, clauses=settled, by=by, at=clock.now())
    return "同意推荐。" + "、".join(open_clauses(the_case(by, case)))


def moves(case: int) -> list[str]:
    """The moves made, in their order, the settled clauses as one."""
    found = list(Step.objects.filter(case=case).order_by("place").values_list("move", flat=True))
    return [move for move, before in zip(found, [None, *found], strict=False) if move != before]


def try_with_a_wrong_password(visit: Visit, case: int) -> None:
    """Nothing is submitted, and the page says what is wrong."""
    visit.open(f"/desk/cases/{case}/move/submit/")
    visit.fill("#proof", "something else")
    visit.send(MAIN)
    assert visit.page.locator("#proof-error").count() == 1
    assert Case.objects.get().stage == "draft"


def open_application(visit: Visit) -> int:
    """Begin the application from the worklist; its number."""
    visit.open("/desk/apply/")
    visit.send(MAIN)
    visit.page.wait_for_url("**/tasks/")
    return Case.objects.get().pk


@pytest.mark.article("8")
@pytest.mark.parametrize(
    ("lang", "width", "how"),
    [
        pytest.param("zh-CN", 1280, {}, id="chinese", marks=pytest.mark.city),
        pytest.param("en-GB", 390, {}, id="english-phone", marks=pytest.mark.city),
        pytest.param("zh-CN", 390, {"scripts": False}, id="no-scripts"),
        pytest.param("en-GB", 1280, {"keys": True}, id="keyboard"),
    ],
)
def test_an_application_is_filled_mended_submitted_returned_and_recommended(
    cast: Cast, open_round: None, visit: Callable[..., Visit], lang: str, width: int, how: dict[str, bool]
) -> None:
    operator, officer = visit(lang, width, **how), visit(lang, width, **how)
    operator.sign_in(cast.operator)
    case = open_application(operator)
    fill_in(operator, case, cast.operator)
    try_with_a_wrong_password(operator, case)
    make(operator, case, "submit", proof=PASSWORD)
    assert Case.objects.get().stage == "submitted"
    said = {"zh": "已提交", "en": "Submitted"}[operator.lang]
    assert said in operator.page.locator("#now").inner_text()

    officer.sign_in(cast.district)
    assert officer.page.locator(f"a[href='/desk/cases/{case}/']").count() > 0
    make(officer, case, "accept")
    make(officer, case, "ask_question", clause="A6.4.2", text="请说明。")
    make(officer, case, "take_back_question", question=str(Case.objects.get().questions.get().pk))
    make(officer, case, "return_for_correction", reason="请补充。")
    make(operator, case, "resubmit", proof=PASSWORD)
    make(officer, case, "accept")
    opinion = judge_the_open_clauses(officer, case, cast.district)
    make(officer, case, "recommend", opinion=opinion, rank="1")

    assert moves(case) == [
        "submit",
        "accept",
        "ask_question",
        "take_back_question",
        "return_for_correction",
        "resubmit",
        "accept",
        "judge_clause",
        "judge_clauses",
        "recommend",
    ]
    assert Case.objects.get().stage == "recommended"
    assert Letter.objects.count() == 2
    work_off(clock.now)
    assert Receipt.objects.count() == 2

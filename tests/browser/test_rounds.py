"""The annual notice in a browser: written page by page, tried out, published; then read by the operators it is for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jiqun.base import clock
from jiqun.jobs.worker import work_off
from jiqun.records.models import Round
from jiqun.web.round_fields import STEPS
from tests.browser.axe import faults
from tests.browser.conftest import Visit
from tests.browser.test_objecting import EVIDENCE
from tests.cast import Cast

YEAR = clock.today().year
WRITTEN = {
    "notice": {"title_zh": "年度申报通知（测试）", "number": "沪经信〔2026〕9号", "text_zh": "现组织申报。"},
    "period": {"opens_at": f"{YEAR}-12-01T09:00", "closes_at": f"{YEAR}-12-21T17:00"},
}
GO_ON = "main form[data-guard] .btn-primary"


def write(officer: Visit, draft: str, wrong: list[str]) -> None:
    """Every page of the wizard, as it comes after the one before."""
    for step in STEPS:
        officer.page.wait_for_url(f"**{draft}{step.name}/")
        for name, text in WRITTEN.get(step.name, {}).items():
            officer.page.fill(f"#{name}", text)
        wrong += [f"{step.name}: {fault}" for fault in faults(officer.page)]
        officer.send(GO_ON)


@pytest.mark.article("7")
@pytest.mark.parametrize(("lang", "width"), [("zh-CN", 1280), ("en-GB", 390)])
def test_a_notice_is_written_tried_out_published_and_read(
    cast: Cast, visit: Callable[..., Visit], lang: str, width: int
) -> None:
    officer, wrong = visit(lang, width), list[str]()
    officer.sign_in(cast.municipal)
    officer.open("/desk/rounds/")
    officer.follow("/desk/rounds/new/")
    officer.send("main form .btn-primary")
    draft = officer.page.url.removeprefix(officer.base).removesuffix("notice/")
    officer.open(f"{draft}publish/")
    assert officer.page.locator("main .errors li").count() >= 3  # what is still to be written, each with its place
    officer.open(f"{draft}notice/")
    officer.page.set_input_files("#file", EVIDENCE)
    officer.send("main section form .btn:not(.btn-sm)")
    write(officer, draft, wrong)
    assert "evidence.pdf" in officer.page.inner_text("main")
    wrong += faults(officer.page)
    assert not Round.objects.exists()
    officer.send("main form[data-once] .btn-primary")
    notice = Round.objects.get()
    wrong += faults(officer.page)

    work_off(clock.now)
    operator = visit(lang, width)
    operator.sign_in(cast.operator)
    operator.open("/desk/messages/")
    wrong += faults(operator.page)
    operator.send("main form[action*='/messages/'] button")
    operator.page.wait_for_url(f"**/notices/{notice.pk}/")
    assert "现组织申报。" in operator.page.inner_text("main")
    wrong += faults(operator.page)
    assert not wrong, "\n".join(wrong)

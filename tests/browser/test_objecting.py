"""Objecting in a browser, as a visitor: from the home page to the confirmed objection; axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail
from playwright.sync_api import FilePayload

from jiqun.base import clock
from jiqun.jobs.worker import work_off
from jiqun.records.models import Case, PublishedList
from tests.browser.conftest import Visit
from tests.browser.test_accessible import look_at
from tests.cast import Cast
from tests.desk.filled import PDF
from tests.desk.on_notice import answered, published, the_case_of

EVIDENCE: FilePayload = {"name": "evidence.pdf", "mimeType": "application/pdf", "buffer": PDF}


@pytest.fixture
def notice(cast: Cast) -> PublishedList:
    """One that runs now."""
    return published(cast, when=clock.now())


@pytest.mark.article("9")
@pytest.mark.parametrize(("lang", "width", "keys"), [("zh-CN", 1280, False), ("en-GB", 390, True)])
def test_a_visitor_objects_and_proves_the_address(
    cast: Cast, notice: PublishedList, visit: Callable[..., Visit], lang: str, width: int, keys: bool
) -> None:
    visitor = visit(lang, width, keys=keys)
    visitor.open("/")
    visitor.follow(f"/lists/{notice.pk}/")
    visitor.follow(f"/lists/{notice.pk}/object/")
    visitor.hands.choose(visitor.page.locator("#cluster"), the_case_of(notice).cluster.number)
    visitor.page.check("input[name=ground][value=false_data]")
    visitor.fill("#argument", "申报的产值与统计公报不符。")
    visitor.hands.upload(visitor.page.locator("#files"), EVIDENCE)
    visitor.page.check("input[name=remedy][value=not_recognise]")
    for field, text in (("name", "张三"), ("email", "zhang@example.test"), ("phone", "021-55550000")):
        visitor.fill(f"#{field}", text)
    visitor.hands.tick(visitor.page.locator("#agreed"))
    visitor.send("main form button.btn-primary")
    work_off(clock.now)
    path = "/objections/" + mail.outbox[-1].body.split("/objections/")[1].split()[0]
    visitor.open(path)
    visitor.send("main form button.btn-primary")
    case = Case.objects.get(kind="objection")
    visitor.page.wait_for_selector(f"text={case.number}")
    pages = ["/", "/lists/", f"/lists/{notice.pk}/", f"/lists/{notice.pk}/object/", path]
    found = look_at(visit(lang, width), None, pages)
    answered(cast, case)
    round_id = the_case_of(notice).round_id
    desk = [
        f"/desk/cases/{case.pk}/",
        f"/desk/cases/{case.pk}/move/prepare_decision/",
        f"/desk/lists/{notice.pk}/correct/",
    ]
    desk += [f"/desk/rounds/{round_id}/{name}/" for name in ("proposals", "public-notice")]
    found += look_at(visit(lang, width), cast.municipal, desk)
    assert not found, "\n".join(found)
